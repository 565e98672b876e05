"""The command `detector calibrate`."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from detector.console import USAGE, fail, say, stdout
from detector.review.commands import DEFAULT_DB, Db, open_store

if TYPE_CHECKING:
    from detector.review.learning.lessons import Lesson, Verdicts
    from detector.review.learning.measures import Measure
    from detector.review.store import Store

_NAMES = {
    "log_loss": "log-loss", "brier": "Brier score", "ece": "calibration error",
    "precision": "precision at {0:g}", "found": "found at {0:g}",
}  # fmt: skip
_SHIPPED = "shipped"


def calibrate(
    db: Db = DEFAULT_DB,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be learned, and keep nothing.")] = False,
    keep: Annotated[str | None, typer.Option(metavar="NAME", help="What to call the version; the day if absent.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Use the version even where it is not surely better.")] = False,
    list_all: Annotated[bool, typer.Option("--list", help="List the versions, and change nothing.")] = False,
    use: Annotated[str | None, typer.Option(metavar="ID|shipped", help="Put a version, or the shipped fusion, to use.")] = None,
) -> None:
    """Learn from reviewers' verdicts: refit the judge's fusion, show before and after on held-out verdicts, keep a version.

    It is used from the next `detector run --db` on where it is surely better; every version stays, and `--use` goes back.
    """
    if list_all + (use is not None) + (dry_run or force or keep is not None) > 1 or (dry_run and (force or keep is not None)):
        fail("--list, --use and --dry-run go with no other option but --db", USAGE)
    with open_store(db) as store:
        if list_all:
            _list(store)
        elif use is not None:
            _use(store, use, db)
        else:
            _learn(store, db, keep, dry_run=dry_run, force=force)


def _list(store: Store) -> None:
    from detector.review.learning.versions import versions

    with store.reading() as connection:
        found = versions(connection)
    table = Table("", "version", "name", "learned", "by", "verdicts", "log-loss, held out", box=None, pad_edge=False)
    for version in found:
        losses = [_losses(question, told) for question, told in version.measures.items() if told["comparison"]]
        counts = ", ".join(f"{n['yes'] + n['no']} {question}" for question, n in version.verdicts.items())
        mark = "in use" if version.active else "" if version.usable else "outdated"
        texts = (mark, str(version.id), version.name, f"{version.at:%Y-%m-%d %H:%M}", version.by, counts, "; ".join(losses))
        table.add_row(*map(escape, texts))
    table.add_row("" if any(version.active for version in found) else "in use", _SHIPPED)
    stdout.print(table)


def _losses(question: str, told: dict[str, dict[str, dict[str, dict[str, float]]]]) -> str:
    before, after = (told["comparison"][side]["log_loss"]["value"] for side in ("before", "after"))
    return f"{question} {before:.3f} to {after:.3f}"


def _use(store: Store, use: str, db: str) -> None:
    from detector.review.learning.versions import use_version

    if use != _SHIPPED and not (use.isascii() and use.isdecimal()):
        fail(f"--use: {use} is no number of a version, nor {_SHIPPED}", USAGE)
    with store.writing() as connection:
        try:
            use_version(connection, None if use == _SHIPPED else int(use), datetime.now(UTC))
        except (KeyError, OverflowError):
            fail(f"--use: there is no version {use}", USAGE)
    say(f"{'the shipped fusion' if use == _SHIPPED else f'version {use}'} is in use from the next `detector run --db {db}` on")


def _learn(store: Store, db: str, keep: str | None, *, dry_run: bool, force: bool) -> None:
    from detector.review.learning.lessons import TooFew, fusion_of, learn, read_verdicts
    from detector.review.learning.versions import keep_version, use_version

    with store.reading() as connection:
        verdicts = read_verdicts(connection)
    try:
        lessons = learn(verdicts)
    except (TooFew, ValueError) as error:
        fail(str(error))
    _print(verdicts, lessons)
    better = any(lesson.better for lesson in lessons)
    if dry_run:
        say("nothing is kept (--dry-run)")
        return
    fusion = fusion_of(lessons, all_of_it=force or not better)
    now = datetime.now(UTC)
    with store.writing() as connection:
        try:
            version = keep_version(connection, fusion, lessons, keep if keep is not None else f"{now:%Y-%m-%d}", _login_name(), now)
        except ValueError as error:
            fail(f"--keep: {error}", USAGE)
        if better or force:
            use_version(connection, version, now)
    if better or force:
        say(f"version {version} is in use from the next `detector run --db {db}` on; `detector calibrate --use {_SHIPPED}` goes back")
    else:
        say(f"kept as version {version}, not in use: it is not surely better; `--use {version}` uses it all the same")


def _print(verdicts: Verdicts, lessons: Sequence[Lesson]) -> None:
    from detector.review.learning.measures import LEVEL, MEASURES

    left_out = f" ({verdicts.other_models} more are of pairs that other models read)" if verdicts.other_models else ""
    say(f"{len(verdicts.said)} verdicts{left_out}; measured on verdicts of stories that were held out")
    for lesson in lessons:
        say(f"\n{lesson.question}: {lesson.yes} so judged, {lesson.no} not, {lesson.stories} stories; {lesson.outcome}")
        if lesson.comparison is None:
            continue
        table = Table("", "shipped", "refitted", f"difference ({LEVEL:.0%} interval)", box=None, pad_edge=False)
        for name in MEASURES:
            told = (getattr(lesson.comparison, side)[name] for side in ("before", "after", "difference"))
            table.add_row(_NAMES[name].format(verdicts.threshold), *map(_told, told))
        stdout.print(table)


def _told(measure: Measure) -> str:
    if measure.value is None:
        return "too few"
    if measure.low is None or measure.high is None:
        return f"{measure.value:.3f} (interval: too few)"
    return f"{measure.value:.3f} ({measure.low:.3f} to {measure.high:.3f})"


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user, as in some containers
        return "reviewer"
