"""`python -m eval`: run the benchmarks, print and write the results, hold them against the pinned baseline.

`python -m eval all` writes `eval/results.md`, `eval/results.json` and `docs/reliability.png`; `python -m eval cards` makes the
model cards and the README's table of that.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape

from detector.engines import EngineError
from eval import baseline, cards, reliability, report, results
from eval.outcome import DataError
from eval.run import Run

HELD, MISSED, FAILED = 0, 1, 2
What = Literal["quick", "all", "nli", "encoder", "claims", "stories", "cards"]

app = typer.Typer(add_completion=False)
_out = Console(width=None if sys.stdout.isatty() else 140)  # no terminal tells its width: wide enough for the tables
_err = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command()
def main(
    what: Annotated[What, typer.Argument(help="One benchmark; all quick ones; all with every data set; or the model cards.")] = "quick",
    data: Annotated[Path, typer.Option(metavar="PATH", help="Folder of the data sets; those it lacks are left out.")] = Path(
        "../shared/data"
    ),
    nli_name: Annotated[str | None, typer.Option("--nli", metavar="NAME", help="NLI model: Hugging Face id or folder.")] = None,
    encoder_name: Annotated[
        str | None, typer.Option("--encoder", metavar="NAME", help="Sentence encoder: Hugging Face id or folder.")
    ] = None,
    against: Annotated[str | None, typer.Option(metavar="NAME", help="A second NLI model, compared on the same pairs.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every NLI set that is present, and XNLI across languages; as `all` does.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most N items of each data set; no bound applies then.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Own pairs and stories: figures by language and kind, what went wrong.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write the results as Markdown.")] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Pin what was measured; bounds only get stricter.")] = False,
) -> None:
    """Measure the models and the pipeline.

    `all` of the embedded models writes `eval/results.md`, `eval/results.json` and, as `nli` does, `docs/reliability.png`, where
    XNLI's files are present; any other run writes only where `--out` says. `cards` measures nothing: it makes the model
    cards and the README's table of `eval/results.json`.
    Exit codes: 0 every pinned bound holds; 1 one is missed; 2 nothing could be measured or read.
    """
    if what == "cards":
        _write_cards()
        return
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

    pins = baseline.read(baseline.BASELINE)
    if update_baseline:
        pins, said = baseline.update(run.outcomes, pins)
        baseline.write(pins, baseline.BASELINE)
        for line in said:
            _out.print(escape(line))
    checks = baseline.check(run.outcomes, pins)
    _out.print(report.table(run.outcomes, checks))
    if show and run.breakdowns:
        _out.print(report.breakdown_table(run.breakdowns))
    if run.comparisons:
        _out.print(report.comparison_table(run.comparisons))
    if embedded and against is None and what in ("all", "nli") and run.readings.keys() == reliability.SETS.keys():
        reliability.draw(run.readings, reliability.PICTURE)
        _say_written(reliability.PICTURE)
        if what == "all":
            results.write(run.results, results.FILE)
            _say_written(results.FILE)
            out = out or report.RESULTS
    if out:
        report.write_markdown(out, shlex.join(["python", "-m", "eval", *sys.argv[1:]]), run.results, checks, run.comparisons)
        _say_written(out)
    missed = [check for check in checks if check.state in ("missed", "other data")]
    for check in missed:
        _err.print(f"[red]missed[/] {escape(str(check))}")
    raise typer.Exit(MISSED if missed else HELD)


def _write_cards() -> None:
    try:
        for path in cards.write(results.read(results.FILE), cards.ROOT):
            _say_written(path)
    except DataError as error:
        _fail(str(error))


def _say_written(path: Path) -> None:
    _out.print(str(path), highlight=False, soft_wrap=True)


def _fail(message: str) -> None:
    _err.print(f"[red]error[/] {escape(message)}")
    raise typer.Exit(FAILED)


if __name__ == "__main__":
    app(prog_name="python -m eval")
