"""Which items are exported: those of a query of the queue, and what that query says in words."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

from pydantic import ValidationError
from sqlalchemy import Connection, select

from detector.review.exports.about import About, Language, Publisher, Separator
from detector.review.exports.rows import ExportRow, read_rows
from detector.review.exports.words import N_, Words, words
from detector.review.store import Store
from detector.review.store.queue import FACETS, Filter, Sort, read_ids
from detector.review.store.tables import BatchRow, StoryRow

_NAMED = ("label", "kind", "language", "status", "state", "verdict")  # facets whose values have names in `desk.labels`
_SAID = {
    "label": N_("the program says: %(values)s"),
    "kind": N_("kind of conflict: %(values)s"),
    "story": N_("story: %(values)s"),
    "source": N_("outlet: %(values)s"),
    "language": N_("language: %(values)s"),
    "status": N_("reviewers: %(values)s"),
    "state": N_("in the last run: %(values)s"),
    "verdict": N_("verdict: %(values)s"),
}


def export_rows(store: Store, query: str = "") -> list[ExportRow]:
    """Return the items of a query of the queue ("label=contradicts&status=agreed&sort=newest"), in its order; without one, all.

    Raises:
        ValueError: the query is none of the queue's.
    """
    wanted, sort = parse_query(query)
    with store.reading() as connection:
        return list(read_rows(connection, read_ids(connection, wanted, sort)))


def parse_query(query: str) -> tuple[Filter, Sort]:
    """Return the filter and the order that a query of the queue asks for.

    Raises:
        ValueError: a name or a value in it is unknown, or it asks for the items of whoever is logged in (`mine`).
    """
    from detector.review.desk.filters import QueueAddress  # not at the top: the desk's pages import this room

    given = parse_qs(query.removeprefix("?"), keep_blank_values=True)
    unknown = sorted(set(given) - set(QueueAddress.model_fields))
    if unknown:
        raise ValueError(f"{unknown[0]}: no filter of the queue; filters are {', '.join(QueueAddress.model_fields)}")
    try:
        address = QueueAddress.model_validate({name: values if name in FACETS else values[-1] for name, values in given.items()})
    except ValidationError as error:
        problem = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}") from None
    if address.mine:
        raise ValueError("mine: only the desk knows who is asking")
    return address.filter(0), address.sort


def describe(
    connection: Connection, wanted: Filter, language: Language, *, publisher: Publisher | None = None, separator: Separator = "comma",
    alone: bool = False,
) -> About:  # fmt: skip
    """Return what an export of these items says of itself; the last four arguments are those of `About`."""
    last = connection.execute(select(BatchRow.at, BatchRow.generated_by).order_by(BatchRow.id.desc()).limit(1)).first()
    said = tuple(_sentences(connection, wanted, words(language)))
    model = f"detector {last.generated_by.get('detector', '')}".strip() if last else "detector"
    return About(language, last.at.date() if last else None, said, 0, model, publisher, separator, alone)


def _sentences(connection: Connection, wanted: Filter, w: Words) -> Iterator[str]:
    titles = {}
    if wanted.story:
        titles = {row.id: row.title for row in connection.execute(select(StoryRow.id, StoryRow.title).where(StoryRow.id.in_(wanted.story)))}
    for facet, message in _SAID.items():
        values = getattr(wanted, facet)
        if values:
            names = [w.name(facet, value) if facet in _NAMED else titles.get(value, value) for value in values]
            yield w.say(message, values=", ".join(names))
    if wanted.low is not None:
        yield w.say(N_("probability from %(number)s"), number=w.percent(wanted.low))
    if wanted.high is not None:
        yield w.say(N_("probability below %(number)s"), number=w.percent(wanted.high))
    if wanted.since:
        yield w.say(N_("published since %(day)s"), day=w.day(wanted.since))
    if wanted.until:
        yield w.say(N_("published until %(day)s"), day=w.day(wanted.until))
    if wanted.new_since is not None:
        yield w.say(N_("found after run %(number)s"), number=wanted.new_since)
    if wanted.search.strip():
        yield w.say(N_("with the words “%(text)s”"), text=wanted.search.strip())
    if wanted.mine is not None:
        yield w.say(N_("on my list"))
