"""`python -m eval`: run the benchmarks, print and write the results, hold them against the pinned baseline."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape

from detector.engines import EngineError
from eval import baseline, report
from eval.outcome import DataError
from eval.run import Run

HELD, MISSED, FAILED = 0, 1, 2
What = Literal["quick", "all", "nli", "encoder", "claims", "stories"]

app = typer.Typer(add_completion=False)
_out = Console()
_err = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command()
def main(
    what: Annotated[What, typer.Argument(help="One benchmark; all quick ones; or all with every data set.")] = "quick",
    data: Annotated[Path, typer.Option(metavar="PATH", help="Folder of the data sets; those it lacks are left out.")] = Path(
        "../shared/data"
    ),
    nli_name: Annotated[str | None, typer.Option("--nli", metavar="NAME", help="NLI model: Hugging Face id or folder.")] = None,
    encoder_name: Annotated[
        str | None, typer.Option("--encoder", metavar="NAME", help="Sentence encoder: Hugging Face id or folder.")
    ] = None,
    against: Annotated[str | None, typer.Option(metavar="NAME", help="A second NLI model, compared on the same pairs.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every NLI set that is present, and XNLI across languages.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most N items of each data set; no bound applies then.")] = None,
    show: Annotated[bool, typer.Option("--show", help="List what went wrong on our own pairs and stories.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write the results as Markdown.")] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Pin what was measured; bounds only get stricter.")] = False,
) -> None:
    """Measure the models and the pipeline.

    `eval/results.md` is written by a whole run of the embedded models; any other run writes only where `--out` says.
    Exit codes: 0 every pinned bound holds; 1 one is missed; 2 nothing could be measured.
    """
    embedded = nli_name is None and encoder_name is None and limit is None
    if update_baseline and not embedded:
        _fail("--update-baseline pins the embedded models on whole data sets: not with --nli, --encoder or --limit")
    try:
        run = Run(data, nli_name, encoder_name, against, full or what == "all", limit, show)
        for name, benchmark in (("nli", run.nli), ("encoder", run.encoder), ("claims", run.claims), ("stories", run.stories)):
            if what in ("quick", "all", name):
                benchmark()
    except (DataError, EngineError) as error:
        _fail(str(error))
    if not run.outcomes:
        _fail(f"no data for {what} in {data}")

    pins = baseline.read(baseline.BASELINE)
    if update_baseline:
        pins, said = baseline.update(run.outcomes, pins)
        baseline.write(pins, baseline.BASELINE)
        for line in said:
            _out.print(escape(line))
    checks = baseline.check(run.outcomes, pins)
    _out.print(report.table(run.outcomes, checks))
    if run.comparisons:
        _out.print(report.comparison_table(run.comparisons))
    out = out or (report.RESULTS if embedded and against is None and what in ("quick", "all") else None)
    if out:
        command = shlex.join(["python", "-m", "eval", *sys.argv[1:]])
        report.write_markdown(out, command, run.models, run.outcomes, checks, run.comparisons)
        _out.print(str(out), highlight=False, soft_wrap=True)
    missed = [check for check in checks if check.state in ("missed", "other data")]
    for check in missed:
        _err.print(f"[red]missed[/] {escape(str(check))}")
    raise typer.Exit(MISSED if missed else HELD)


def _fail(message: str) -> None:
    _err.print(f"[red]error[/] {escape(message)}")
    raise typer.Exit(FAILED)


if __name__ == "__main__":
    app(prog_name="python -m eval")
