"""The queue: which items there are to look at, in what order, and how many of each sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, TextClause, and_, false, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute

from detector.review.store.batches import search_words
from detector.review.store.tables import ItemRow, ItemSourceRow

Sort = Literal["probability", "reach", "newest", "oldest"]
PAGE = 50
_SEARCH_CHARS, _WORDS, _WORD_CHARS = 2000, 20, 100  # what nobody types is not searched for
ORDER = {
    "probability": (ItemRow.probability.desc(), ItemRow.id),
    "reach": (ItemRow.reach.desc(), ItemRow.probability.desc(), ItemRow.id),
    "newest": (ItemRow.last_day.desc().nulls_last(), ItemRow.probability.desc(), ItemRow.id),
    "oldest": (ItemRow.first_day.asc().nulls_last(), ItemRow.probability.desc(), ItemRow.id),
}
BANDS = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
"""Bands of probability by which items are counted: low end included, high end not."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are wanted. Empty means any; of several values one has to fit.

    `kind` of relation, `source` one of the two outlets, `language` "es", "en" or "en-es", `low` and `high` bound the probability,
    `since` and `until` the days of publication, `new_since` the number of a batch after which the item was first found, `search`
    words that all stand in quotes, titles, speakers or outlets, `mine` a reviewer it is assigned to or held by.
    """

    label: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    since: date | None = None
    until: date | None = None
    new_since: int | None = None
    search: str = ""
    mine: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands in a queue: the ids before and after it, and its position, from 1; None where it is not in it."""

    previous: str | None
    next: str | None
    position: int | None
    total: int


FACETS = ("label", "kind", "story", "source", "language", "status", "state", "verdict")
COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "label": ItemRow.label, "kind": ItemRow.kind, "story": ItemRow.story_id, "language": ItemRow.languages,
    "status": ItemRow.status, "state": ItemRow.state, "verdict": ItemRow.verdict,
}  # fmt: skip
LISTED = [column for column in ItemRow.__table__.columns if column.name != "words"]


def count_items(connection: Connection, wanted: Filter) -> int:
    """Return how many items are wanted."""
    return int(connection.execute(filtered(select(func.count()).select_from(ItemRow), connection, wanted)).scalar_one())


def read_ids(connection: Connection, wanted: Filter, sort: Sort = "probability") -> list[str]:
    """Return the ids of all items wanted, in order."""
    return list(connection.scalars(filtered(select(ItemRow.id), connection, wanted).order_by(*ORDER[sort])))


def read_place(connection: Connection, item_id: str, wanted: Filter, sort: Sort = "probability") -> Place:
    """Return where an item stands in the queue; where it is not in it (any more), the queue's first is next."""
    return place_in(read_order(connection, wanted, sort), item_id)


def read_order(connection: Connection, wanted: Filter, sort: Sort = "probability") -> list[str]:
    """Return what `read_ids` does, faster where there are many."""
    # All ids as one text: 20,000 rows would take ten times as long to fetch, and window functions over them longer still.
    queue = filtered(select(ItemRow.id), connection, wanted).order_by(*ORDER[sort]).subquery()
    return (connection.scalar(select(func.aggregate_strings(queue.c.id, " "))) or "").split()


def place_in(ids: Sequence[str], item_id: str) -> Place:
    """Return where an item stands among those of a queue."""
    if item_id not in ids:
        return Place(None, ids[0] if ids else None, None, len(ids))
    at = ids.index(item_id)
    return Place(ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None, at + 1, len(ids))


def filtered(chosen: Select[*tuple[Any, ...]], connection: Connection, wanted: Filter) -> Select[*tuple[Any, ...]]:
    """Return the query with the filter's conditions added."""
    conditions: list[ColumnElement[bool] | TextClause] = [
        column.in_(getattr(wanted, name)) for name, column in COLUMNS.items() if getattr(wanted, name)
    ]
    if wanted.source:
        conditions.append(ItemRow.id.in_(select(ItemSourceRow.item_id).where(ItemSourceRow.source.in_(wanted.source))))
    if wanted.low is not None:
        conditions.append(ItemRow.probability >= wanted.low)
    if wanted.high is not None:
        conditions.append(ItemRow.probability < wanted.high)
    if wanted.since:
        conditions.append(ItemRow.last_day >= wanted.since)
    if wanted.until:
        conditions.append(ItemRow.first_day <= wanted.until)
    if wanted.new_since is not None:
        conditions.append(ItemRow.first_batch > wanted.new_since)
    if wanted.mine is not None:
        held = and_(ItemRow.held_by == wanted.mine, ItemRow.held_until > datetime.now(UTC))
        conditions.append(or_(ItemRow.assigned_to == wanted.mine, held))
    if wanted.search.strip():
        conditions.append(_found(connection, wanted.search))
    return chosen.where(and_(*conditions)) if conditions else chosen


def _found(connection: Connection, search: str) -> ColumnElement[bool] | TextClause:
    """Every word searched begins a word of the item; case and accents do not count."""
    words = [word[:_WORD_CHARS] for word in search_words(search[:_SEARCH_CHARS])[:_WORDS]]
    if not words:
        return false()
    if connection.dialect.name == "postgresql":
        return text("items.search @@ to_tsquery('simple', :query)").bindparams(query=" & ".join(f"{word}:*" for word in words))
    # The plus keeps SQLite from looking up each of many found items instead of walking the queue's own index.
    matching = text("+items.id IN (SELECT item_id FROM items_search WHERE items_search MATCH :query)")
    prefixes = " ".join(f'"{word}"*' for word in words)
    return matching.bindparams(query=f"words : ({prefixes})")
