"""What a page of the queue shows: its items with both quotes, and how many items every facet and view would give.

The number of queries does not depend on the number of items listed. Facets with few values are counted together: one query counts
every combination of them that occurs, and each facet's numbers are sums of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from detector.records import Claim, Relation, Span
from detector.review.store.codec import load
from detector.review.store.queue import COLUMNS, LISTED, ORDER, PAGE, Filter, Sort, filtered
from detector.review.store.tables import ArticleRow, BatchRow, ClaimRow, EventRow, ItemRow, ItemSourceRow, StoryRow

SMALL_FACETS = ("label", "kind", "language", "status", "state", "verdict")
"""Facets that have few values."""
_REMEMBERED = 500  # filters whose counts are remembered: some megabytes at most
_SHARE = 50  # counts that are a moment old may be this many times as old as they took to read: a fiftieth of the time goes into them
_QUICK = 0.01  # seconds; what takes no longer is never old
_Cells = Sequence[Sequence[Any]]  # values of `SMALL_FACETS` and how many items have them together
_State = tuple[int, int]  # the last batch and the last entry of the history
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ListedQuote:
    """One side of an item; `marks` are spans of `claim.text` that carry the conflict."""

    claim: Claim
    source: str
    published: date | None
    origin_id: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of the queue: its row (columns of `items` but for `words`), its relation, the two quotes with the earlier one first.

    `story` is the title of its story, "" where that is gone.
    """

    row: Any
    relation: Relation
    quotes: tuple[ListedQuote, ListedQuote]
    story: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items there are: of all filters together, of each facet's values (most first), and of other filters by their names."""

    total: int
    facets: dict[str, dict[str, int]]
    views: dict[str, int]


def read_listed(connection: Connection, wanted: Filter, sort: Sort = "probability", offset: int = 0, limit: int = PAGE) -> list[Listed]:
    """Return up to `limit` items from place `offset` on, in order."""
    # The places are found in an index; whole rows are read for one page only.
    chosen = filtered(select(ItemRow.id), connection, wanted).order_by(*ORDER[sort]).offset(offset).limit(limit)
    return read_these(connection, list(connection.scalars(chosen)))


def read_these(connection: Connection, ids: Sequence[str]) -> list[Listed]:
    """Return the items of these ids, in their order."""
    rows = {row.id: row for row in connection.execute(select(*LISTED).where(ItemRow.id.in_(ids)))}
    return _with_quotes(connection, [rows[item_id] for item_id in ids])


def count(
    connection: Connection, wanted: Filter, offered: Filter, views: Mapping[str, Filter],
    cells: Callable[[Connection, Filter], _Cells] | None = None, grouped: Callable[[Connection, Filter, str], dict[str, int]] | None = None,
) -> Counts:  # fmt: skip
    """Return what `wanted` and other choices would give.

    Args:
        connection: in a transaction.
        wanted: the filter in force.
        offered: a facet's own values are counted under this filter's values for it, the others as in `wanted`.
        views: filters that differ from `wanted` in `SMALL_FACETS` only.
        cells: reads how many items there are of every combination of `SMALL_FACETS`, for a filter that chooses none of those.
        grouped: reads how many items of a filter there are of each value of a facet.
    """
    cells, grouped = cells or _cells, grouped or _grouped
    any_value: dict[str, Any] = dict.fromkeys(SMALL_FACETS, ())
    found = cells(connection, replace(wanted, **any_value))
    facets = {facet: _sums(found, replace(wanted, **{facet: getattr(offered, facet)}), facet) for facet in SMALL_FACETS}
    facets["story"] = grouped(connection, replace(wanted, story=offered.story), "story")
    facets["source"] = grouped(connection, replace(wanted, source=offered.source), "source")
    return Counts(_sum(found, wanted), facets, {name: _sum(found, view) for name, view in views.items()})


class RememberedCounts:
    """`count` of one store, with what was read before for as long as it holds: whoever turns pages asks for the same numbers again.

    Totals and small facets are always those of the connection's own moment. The numbers of stories and outlets cost most, and every
    verdict changes a few of them by one: in a large store they may be a moment old, so that a busy desk does not spend its time on them.
    """

    def __init__(self) -> None:
        self._cells: dict[Filter, tuple[_State, _Cells]] = {}
        self._grouped: dict[tuple[Filter, str], _Remembered] = {}

    def __call__(self, connection: Connection, wanted: Filter, offered: Filter, views: Mapping[str, Filter]) -> Counts:
        """Return what `count` does."""
        if wanted.mine is not None:  # what is held changes with the clock, too
            return count(connection, wanted, offered, views)
        # Whatever changes an item is a batch or an entry of the history, by this program or another.
        batch = newest_batch(connection)
        state = (batch.id if batch else 0, last_entry(connection))
        return count(connection, wanted, offered, views, partial(self._read_cells, state), partial(self._read_grouped, state))

    def _read_cells(self, state: _State, connection: Connection, wanted: Filter) -> _Cells:
        known = self._cells.get(wanted)
        # Another thread may be at another state at the same time: the entry says which its numbers are of.
        if known is None or known[0] != state:
            known = (state, _cells(connection, wanted))
            _keep(self._cells, wanted, known)
        return known[1]

    def _read_grouped(self, state: _State, connection: Connection, wanted: Filter, facet: str) -> dict[str, int]:
        known = self._grouped.get((wanted, facet))
        if known is None or not known.holds(state):
            began = monotonic()
            counts = _grouped(connection, wanted, facet)
            known = _Remembered(state, counts, monotonic() - began, monotonic())
            _keep(self._grouped, (wanted, facet), known)
        return known.counts


@dataclass(frozen=True, slots=True)
class _Remembered:
    """The counts of a facet, of what state they are, how many seconds they took, and when they were read."""

    state: _State
    counts: dict[str, int]
    took: float
    at: float

    def holds(self, state: _State) -> bool:
        """Return whether they serve at `state`: they are of that state, or of the same batch and only a moment old."""
        if self.state == state:
            return True
        return self.state[0] == state[0] and self.took > _QUICK and monotonic() - self.at < _SHARE * self.took


def story_titles(connection: Connection, story_ids: Iterable[str]) -> dict[str, str]:
    """Return the titles of stories by id; those that are gone are missing."""
    rows = connection.execute(select(StoryRow.id, StoryRow.title).where(StoryRow.id.in_(sorted(set(story_ids)))))
    return {row.id: row.title for row in rows}


def newest_batch(connection: Connection) -> Any:
    """Return number and moment (`id`, `at`) of the last batch, None before the first."""
    return connection.execute(select(BatchRow.id, BatchRow.at).order_by(BatchRow.id.desc()).limit(1)).first()


def last_entry(connection: Connection) -> int:
    """Return the number of the history's last entry, 0 before the first."""
    return connection.scalar(select(func.max(EventRow.id))) or 0


def _with_quotes(connection: Connection, rows: Sequence[Any]) -> list[Listed]:
    wanted = sorted({claim_id for row in rows for claim_id in (row.a, row.b)})
    # An article's record holds its whole text, which can be megabytes; its columns say all that is shown.
    columns = (ClaimRow.record, ArticleRow.source, ArticleRow.published, ArticleRow.origin_id)
    joined = select(*columns).join(ArticleRow, ArticleRow.id == ClaimRow.article_id).where(ClaimRow.id.in_(wanted))
    known = {claim.id: (claim, row) for row in connection.execute(joined) for claim in (load(Claim, row.record),)}
    titles = story_titles(connection, (row.story_id for row in rows))

    def quote(claim_id: str, marks: Sequence[Span]) -> ListedQuote:
        claim, article = known[claim_id]
        within = tuple((start - claim.start, end - claim.start) for start, end in marks)
        return ListedQuote(claim, article.source, article.published, article.origin_id, within)

    listed = []
    for row in rows:
        relation = load(Relation, row.record)
        first, second = sorted((quote(relation.a, relation.marks[0]), quote(relation.b, relation.marks[1])), key=_by_date)
        listed.append(Listed(row, relation, (first, second), titles.get(row.story_id, "")))
    return listed


def _by_date(quote: ListedQuote) -> tuple[date, str, int]:
    return (quote.published or date.max, quote.source, quote.claim.start)


def _cells(connection: Connection, wanted: Filter) -> _Cells:
    columns = [COLUMNS[facet] for facet in SMALL_FACETS]
    return [tuple(cell) for cell in connection.execute(filtered(select(*columns, func.count()), connection, wanted).group_by(*columns))]


def _keep(known: dict[Key, Value], key: Key, value: Value) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value


def _fitting(cells: _Cells, wanted: Filter) -> _Cells:
    for at, facet in enumerate(SMALL_FACETS):
        if values := getattr(wanted, facet):
            cells = [cell for cell in cells if cell[at] in values]
    return cells


def _sum(cells: _Cells, wanted: Filter) -> int:
    return sum(cell[-1] for cell in _fitting(cells, wanted))


def _sums(cells: _Cells, wanted: Filter, facet: str) -> dict[str, int]:
    at = SMALL_FACETS.index(facet)
    sums: Counter[str] = Counter()
    for cell in _fitting(cells, wanted):
        if cell[at] is not None:
            sums[cell[at]] += cell[-1]
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _grouped(connection: Connection, wanted: Filter, facet: str) -> dict[str, int]:
    # Materialised, or SQLite walks along an index of the facet and looks up a whole row for every entry.
    columns: list[Any] = [ItemRow.id, ItemRow.story_id]
    items = filtered(select(*columns), connection, wanted).cte("chosen").prefix_with("MATERIALIZED")
    if facet == "story":
        chosen, column = select(items.c.story_id), items.c.story_id
    else:
        column = ItemSourceRow.__table__.c.source
        chosen = select(column).join_from(items, ItemSourceRow, ItemSourceRow.item_id == items.c.id)
    found = connection.execute(chosen.add_columns(func.count()).group_by(column).order_by(func.count().desc(), column))
    return {row[0]: row[1] for row in found}
