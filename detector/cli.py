"""The command line: a thin face over the public Python API."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from detector.console import FAILED, OK, PARTLY, USAGE, say
from detector.console import fail as _fail
from detector.console import stderr as _err
from detector.console import stdout as _out
from detector.review.commands import add_commands, open_store
from detector.review.vocabulary import STATES

if TYPE_CHECKING:
    from detector.analysis import Analysis
    from detector.records import Article, Results, Skipped
    from detector.settings import Settings

app = typer.Typer(
    help="Contradictions and corroborations across news sources, in Spanish and English, offline.",
    no_args_is_help=True, add_completion=False, rich_markup_mode=None,
)  # fmt: skip
add_commands(app)


@app.command()
def run(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="INPUT...", help="Files, folders or globs: .txt .md .html .json .jsonl .csv .parquet")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Folder for the report; made if missing.")] = None,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", envvar="DETECTOR_DB", help="Store of the desk: a file, or postgresql+psycopg://...; made if missing."
        ),
    ] = None,
    lang: Annotated[Literal["es", "en"] | None, typer.Option(help="Language of the report (es if absent).")] = None,
    nli: Annotated[
        str | None, typer.Option(metavar="NAME", help="NLI model: Hugging Face id or folder; the embedded one if absent.")
    ] = None,
    encoder: Annotated[str | None, typer.Option(metavar="NAME", help="Sentence encoder: Hugging Face id or folder.")] = None,
    threshold: Annotated[float | None, typer.Option(help="Probability from which a pair counts, at least 0.5 and below 1.")] = None,
    parser: Annotated[Literal["auto", "spacy", "rules"] | None, typer.Option(help="How sentences are parsed.")] = None,
) -> None:
    """Analyse articles; write a report, or add what is found to the store of `detector review`, or both.

    The report: `index.html`, a page per story, `report.json`, `relations.csv`, `relations.parquet`. With a store, its articles
    are analysed together with the new ones, and only what is new is computed; without INPUT they are analysed again.

    Exit codes: 0 all is written and all input was read; 1 no report; 2 wrong usage; 3 all is written, but some input was skipped
    (each named in one line on standard error).
    """
    from detector.claims import INSTALL_PARSERS, MissingParser, parsers
    from detector.engines import EngineError
    from detector.settings import Settings
    from detector.sources import read_articles

    if out is None and db is None:
        _fail("say where to: --out DIR, --db ADDRESS, or both", USAGE)
    if not inputs and db is None:
        _fail("missing INPUT: files, folders or globs", USAGE)
    given = {"nli": nli, "encoder": encoder, "language": lang}
    given_groups: dict[str, dict[str, object]] = {"judge": {"threshold": threshold}, "claims": {"parser": parser}}
    changed = {group: {k: v for k, v in values.items() if v is not None} for group, values in given_groups.items()}
    try:
        settings = Settings(**{k: v for k, v in (given | changed).items() if v})  # type: ignore[arg-type]
    except ValidationError as error:
        problem = error.errors()[0]
        _fail(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}", USAGE)
    except SettingsError as error:  # an environment variable that is no JSON where JSON is due
        _fail(str(error), USAGE)
    skipped: list[Skipped] = []

    def skip(what: Skipped) -> None:
        skipped.append(what)
        _err.print(f"[yellow]skipped[/] {escape(str(what))}")

    articles = read_articles(inputs, settings.sources, on_skip=skip) if inputs else []
    if inputs and not articles:
        _fail("no article could be read", FAILED)
    if out:
        _make_folder(out)
    if settings.claims.parser == "auto" and None in parsers().values():
        _err.print(f"[yellow]note[/] parsing by rules alone; for better claims: {INSTALL_PARSERS}")
    try:
        analysis = _analyze(articles, settings, skipped, db)
        if out:
            analysis.save(out, settings.language)
    except (EngineError, MissingParser) as error:
        _fail(str(error), FAILED)
    except OSError as error:
        _fail(f"{error.filename or out}: {error.strerror or error}", FAILED)
    _print_stories(analysis)
    if out:
        say(str(out / "index.html"))
    raise typer.Exit(PARTLY if skipped else OK)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        _fail(f"{out}: is a file, not a folder", USAGE)
    except OSError as error:
        _fail(f"{out}: {error.strerror}", USAGE)


def _analyze(articles: list[Article], settings: Settings, skipped: list[Skipped], db: str | None) -> Analysis:
    from detector.pipeline import analyze
    from detector.review.update import update_store

    if db is None:
        with _bars() as bars:
            return analyze(articles, settings, skipped=skipped, progress=bars)
    with open_store(db, make=bool(articles)) as store, _bars() as bars:
        analysis, batch = update_store(store, articles, settings, skipped=skipped, progress=bars)
    items = ", ".join(f"{batch.counts.get(state, 0)} {state}" for state in STATES)
    say(f"{db}: batch {batch.id}, {len(analysis.articles)} articles ({batch.new_articles} new); items: {items}")
    return analysis


@app.command()
def doctor() -> None:
    """Say what is installed: models, parsers, backends; and what to do where something is missing."""
    from detector.claims import INSTALL_PARSERS, parsers
    from detector.engines import EngineError, load_encoder, load_nli

    table = Table("part", "state", box=None)
    table.add_row("detector", f"{version('detector')} on Python {platform.python_version()}, {platform.machine()}")
    for package in ("torch", "openvino", "transformers", "sentence-transformers", "spacy"):
        try:
            table.add_row(package, version(package))
        except PackageNotFoundError:
            table.add_row(package, "[red]missing[/]")
    for name, load in (("encoder", load_encoder), ("nli", load_nli)):
        try:
            table.add_row(f"model {name}", f"embedded, {load().fingerprint}")
        except EngineError as error:
            table.add_row(f"model {name}", f"[red]{escape(str(error))}[/]")
    for language, parser in parsers().items():
        table.add_row(
            f"parser {language}", escape(parser) if parser else f"[yellow]missing, rules take over; install: {INSTALL_PARSERS}[/]"
        )
    _out.print(table)


@contextmanager
def _bars() -> Iterator[_Bars | None]:
    """A progress bar a stage on standard error; nothing where that is no terminal."""
    if not _err.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err, transient=True) as progress:
        yield _Bars(progress)


class _Bars:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done)


def _print_stories(analysis: Results) -> None:
    from detector.report import summary_rows

    table = Table("story", "articles", "outlets", "origins", "contradictions", "updates", "corroborations", box=None, pad_edge=False)
    table.columns[0].overflow = "fold"
    for column in table.columns[1:]:
        column.justify, column.no_wrap = "right", True
    for row in summary_rows(analysis):
        counts = (row.articles, row.outlets, row.origins, row.contradictions, row.updates, row.corroborations)
        table.add_row(escape(row.story.title), *map(str, counts))
    _out.print(table)


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # the bars of other libraries would run into ours
    app()
