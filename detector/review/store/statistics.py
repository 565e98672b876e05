"""What the dashboard and the list of stories count, each read in few queries whatever the number of items."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, exists, func, select
from sqlalchemy.orm import aliased

from detector.review.agreement import BANDS, Said, Tally, said_of
from detector.review.store.tables import ArticleRow, BatchRow, EventRow, FindingRow, ItemRow, OpinionRow, ReviewerRow, StoryRow

WAITING = ("open", "disputed")
"""Statuses in which no verdict stands: somebody still has to look."""
_AGES = ((0, 1), (1, 3), (3, 8), (8, 31), (31, None))
"""Days since an item was first found, the second bound excluded."""
_BATCHES = 10
_OWN = EventRow.after[("with", "item")].as_string().is_(None)
"""An entry of a verdict that did not come with another item's."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which verdicts count: those given from `since` to `until` (days in UTC, both included) on items of which the program says `said`."""

    since: date | None = None
    until: date | None = None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One opinion as it stands."""

    item_id: str
    reviewer_id: int
    reviewer: str
    verdict: str
    reason: str | None
    adjudicates: bool


@dataclass(frozen=True, slots=True)
class Age:
    """How many items have waited for `low` days or more, and fewer than `high` (None: no bound)."""

    low: int
    high: int | None
    items: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The items that the last batch found: `statuses` counts all of them, the others those on which no verdict stands."""

    items: int
    statuses: dict[str, int]
    states: dict[str, int]
    said: dict[Said, int]
    ages: tuple[Age, ...]


@dataclass(frozen=True, slots=True)
class BatchNumbers:
    """One batch: when it was added, how many items it left in each state, and its articles."""

    id: int
    at: datetime
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """A story in numbers. Contradictions are items: `open` ones have no verdict that stands, `decided` ones have.

    `corroborations` counts what at least two origins say, as the report does. `outlets` are names, in the order of publication; `first`
    and `last` are days of publication.
    """

    id: str
    title: str
    articles: int
    outlets: tuple[str, ...]
    origins: int
    open: int
    decided: int
    updates: int
    corroborations: int
    first: date | None
    last: date | None


def tallies(connection: Connection, span: Span) -> list[Tally]:
    """Return the verdicts that stand, counted by what they were given on; an item's day is that of its last opinion.

    Copies that only got the verdict of another pair with it (`copies`) are not counted: nobody looked at them.
    """
    said_last = select(OpinionRow.item_id, func.max(OpinionRow.at).label("at")).group_by(OpinionRow.item_id).subquery()
    band = case(*((ItemRow.probability < high, number) for number, (_, high) in enumerate(BANDS)), else_=len(BANDS) - 1)
    columns = (ItemRow.label, ItemRow.kind, band.label("band"), ItemRow.verdict, ItemRow.probability)
    judged = (
        select(*columns)
        .join(said_last, said_last.c.item_id == ItemRow.id)
        .where(ItemRow.verdict.is_not(None), _is_judged_itself(), *_in_days(said_last.c.at, span), *_said(span.said))
        .subquery()
    )
    by = (judged.c.label, judged.c.kind, judged.c.band, judged.c.verdict)
    rows = connection.execute(select(*by, func.count(), func.sum(judged.c.probability)).group_by(*by).order_by(*by))
    return [Tally(said_of(label, kind), kind, band, verdict, items, probability) for label, kind, band, verdict, items, probability in rows]


def verdicts_given(connection: Connection, span: Span) -> list[tuple[str, datetime]]:
    """Return who gave a verdict and when, the earliest first: every entry of the history that was not taken back, a set of copies once."""
    taken_back = select(EventRow.undoes).where(EventRow.undoes.is_not(None))
    rows = connection.execute(
        select(ReviewerRow.name, EventRow.at)
        .join(ReviewerRow, ReviewerRow.id == EventRow.reviewer_id)
        .join(ItemRow, ItemRow.id == EventRow.item_id)
        .where(EventRow.action == "verdict", EventRow.id.not_in(taken_back), _OWN, *_in_days(EventRow.at, span), *_said(span.said))
        .order_by(EventRow.at, EventRow.id)
    )
    return [(name, at) for name, at in rows]


def opinions(connection: Connection, span: Span) -> list[Given]:
    """Return the opinions that stand, by item; on one item the earliest person of the desk first."""
    columns = (
        OpinionRow.item_id, OpinionRow.reviewer_id, ReviewerRow.name, OpinionRow.verdict, OpinionRow.reason, OpinionRow.adjudicates
    )  # fmt: skip
    rows = connection.execute(
        select(*columns)
        .join(ReviewerRow, ReviewerRow.id == OpinionRow.reviewer_id)
        .join(ItemRow, ItemRow.id == OpinionRow.item_id)
        .where(*_in_days(OpinionRow.at, span), *_said(span.said))
        .order_by(OpinionRow.item_id, OpinionRow.reviewer_id)
    )
    return [Given(*row) for row in rows]


def waiting(connection: Connection, said: Said | None, now: datetime) -> Waiting:
    """Return what there is to do, and how long it has been there at `now`."""
    by = (ItemRow.status, ItemRow.state, ItemRow.label, ItemRow.kind, BatchRow.at)
    rows = connection.execute(
        select(*by, func.count())
        .join(BatchRow, BatchRow.id == ItemRow.first_batch)
        .where(ItemRow.state != "gone", *_said(said))
        .group_by(*by)
    )
    statuses: Counter[str] = Counter()
    states: Counter[str] = Counter()
    sorts: Counter[Said] = Counter()
    ages: Counter[tuple[int, int | None]] = Counter()
    for status, state, label, kind, at, items in rows:
        statuses[status] += items
        if status in WAITING:
            states[state] += items
            sorts[said_of(label, kind)] += items
            days = max((now - at).days, 0)
            ages[next(bounds for bounds in _AGES if bounds[1] is None or days < bounds[1])] += items
    by_age = tuple(Age(low, high, ages[low, high]) for low, high in _AGES)
    return Waiting(sum(states.values()), dict(statuses), dict(states), dict(sorts), by_age)


def last_batches(connection: Connection) -> list[BatchNumbers]:
    """Return the last batches, newest first."""
    rows = connection.execute(select(BatchRow.id, BatchRow.at, BatchRow.counts).order_by(BatchRow.id.desc()).limit(_BATCHES))
    return [BatchNumbers(*row) for row in rows]


def story_numbers(connection: Connection, story_id: str | None = None) -> list[StoryNumbers]:
    """Return every story (or the one of that id, if there is one) in numbers, by id."""
    this: tuple[ColumnElement[bool], ...] = () if story_id is None else (StoryRow.id == story_id,)
    stories = connection.execute(select(StoryRow.id, StoryRow.title, StoryRow.record).where(*this).order_by(StoryRow.id)).all()
    members: dict[str, list[str]] = {row.id: json.loads(row.record)["article_ids"] for row in stories}
    columns = (ArticleRow.id, ArticleRow.source, ArticleRow.origin_id, ArticleRow.published)
    wanted = () if story_id is None else (ArticleRow.id.in_(members.get(story_id, ())),)
    articles = {row.id: row for row in connection.execute(select(*columns).where(*wanted))}
    items = _items_by_story(connection, story_id)
    agreed = _agreed_findings(connection, story_id)
    return [_numbers(row, [articles[i] for i in members[row.id]], items[row.id], agreed[row.id]) for row in stories]


def item_statuses(connection: Connection, story_id: str) -> dict[str, tuple[str, str | None]]:
    """Return status and standing verdict of a story's items, by id."""
    rows = connection.execute(select(ItemRow.id, ItemRow.status, ItemRow.verdict).where(ItemRow.story_id == story_id))
    return {row.id: (row.status, row.verdict) for row in rows}


def _numbers(story: Any, articles: Sequence[Any], items: Counter[str], agreed: int) -> StoryNumbers:
    in_order = sorted(articles, key=lambda row: (row.published or date.max, row.source, row.id))
    days = [row.published for row in in_order if row.published]
    return StoryNumbers(
        story.id, story.title, len(articles), tuple(dict.fromkeys(row.source for row in in_order)),
        len({row.origin_id for row in articles}), items["open"], items["decided"], items["update"], agreed + items["support"],
        min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _items_by_story(connection: Connection, story_id: str | None) -> defaultdict[str, Counter[str]]:
    """Count a story's contradictions, open and decided, its updates, and the supports of several origins that no finding holds."""
    sort = case(
        (ItemRow.kind == "supersession", "update"),
        (ItemRow.label == "contradicts", case((ItemRow.status.in_(WAITING), "open"), else_="decided")),
        (ItemRow.finding_id.is_(None) & (ItemRow.reach > 1), "support"),
    ).label("sort")
    chosen = select(ItemRow.story_id, sort).where(ItemRow.state != "gone")
    found = (chosen if story_id is None else chosen.where(ItemRow.story_id == story_id)).subquery()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = connection.execute(select(found, func.count()).where(found.c.sort.is_not(None)).group_by(*found.c))
    for story, name, number in rows:
        counts[story][name] = number
    return counts


def _agreed_findings(connection: Connection, story_id: str | None) -> Counter[str]:
    """Count the findings with one side that at least two origins take."""
    chosen = select(FindingRow.story_id, FindingRow.record)
    counts: Counter[str] = Counter()
    for row in connection.execute(chosen if story_id is None else chosen.where(FindingRow.story_id == story_id)):
        counts[row.story_id] += _is_agreed(row.record)
    return counts


@lru_cache(10_000)  # they are the same until the next batch
def _is_agreed(finding: str) -> bool:
    sides = json.loads(finding)["sides"]
    return len(sides) == 1 and len(sides[0]["origins"]) > 1


def _is_judged_itself() -> ColumnElement[bool]:
    """An item whose opinions did not all come with the verdict on a copy of it."""
    undoing = aliased(EventRow)
    in_force = ~exists().where(undoing.undoes == EventRow.id)
    return exists().where(EventRow.item_id == ItemRow.id, EventRow.action == "verdict", _OWN, in_force)


def _in_days(at: Any, span: Span) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if span.since:
        conditions.append(at >= datetime.combine(span.since, time.min, UTC))
    if span.until:
        conditions.append(at <= datetime.combine(span.until, time.max, UTC))
    return conditions


def _said(said: Said | None) -> list[ColumnElement[bool]]:
    if said is None:
        return []
    if said == "update":
        return [ItemRow.kind == "supersession"]
    return [ItemRow.kind != "supersession", ItemRow.label == ("contradicts" if said == "contradiction" else "supports")]
