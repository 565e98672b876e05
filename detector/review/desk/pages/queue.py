"""The queue: what there is to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection
from starlette.datastructures import State

from detector.review.desk import labels
from detector.review.desk.choices import Choices, stories_shown
from detector.review.desk.context import Reader, StoreOf, VisitOf
from detector.review.desk.excerpts import excerpt
from detector.review.desk.filters import VIEWS, Address, QueueAddress
from detector.review.desk.notices import just_done
from detector.review.desk.rendering import page
from detector.review.desk.twins import QueueTwin, item_twin
from detector.review.store.copies import Sets
from detector.review.store.folds import folded
from detector.review.store.listing import Counts, Listed, RememberedCounts, last_entry, newest_batch, read_listed, read_these, story_titles
from detector.review.store.people import all_reviewers, saved_views
from detector.review.store.queue import PAGE, Filter, read_order

router = APIRouter()

START = QueueAddress(view="contradictions", status=("open",))
"""Where a day begins: contradictions that nobody has judged and that were found by the last batch, most probable first."""
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Probabilities that a form offers as bounds."""


@dataclass(frozen=True, slots=True)
class _Found:
    """All that is read for one page; `people` are names of reviewers by number, `batch` the last one (`id`, `at`) or None.

    `last_entry` is the number of the history's last entry: what comes after it is news to this page. `folded` counts the
    items that are not listed, since they are copies of others that are; `sets` are those of copies.
    """

    items: list[Listed]
    counts: Counts
    titles: dict[str, str]
    people: dict[int, str]
    batch: Any
    last_entry: int
    folded: int
    sets: Sets

    @property
    def total(self) -> int:
        """How many items are listed, on all pages."""
        return self.counts.total - self.folded

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE)

    def copies(self, item_id: str) -> list[str]:
        """Return the copies of an item."""
        return sorted(self.sets.get(item_id, frozenset((item_id,))) - {item_id})


@router.get("/", include_in_schema=False)
def start() -> RedirectResponse:
    """Send to the queue."""
    return RedirectResponse("/queue", 303)


@router.get("/queue", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> Response:
    """The queue as a page; without a query, the one to start with."""
    if not request.url.query:
        return RedirectResponse(START.link(), 303)
    with store.reading() as connection:
        found = _read(connection, request.app.state, address, reader.id)
        views = saved_views(connection, reader.id)
    choices = Choices(address, found.counts, found.titles, visit.language)
    values = {
        "found": found, "address": address, "choices": choices, "chips": choices.chips(), "views": views, "labels": labels,
        "excerpt": excerpt, "tone": tone, "now": datetime.now(UTC), "shares": SHARES,
        "first": (address.page - 1) * PAGE + 1, "notice": just_done(request), "back": address.link(page=address.page),
    }  # fmt: skip
    return page(request, visit, "queue.html", values)


@router.get("/queue.json")
def show_json(request: Request, store: StoreOf, reader: Reader, address: Address) -> QueueTwin:
    """The queue as JSON: the items of one page with both quotes, how many there are in all, and how many of each facet and view."""
    with store.reading() as connection:
        found = _read(connection, request.app.state, address, reader.id)
    items = [item_twin(item, found.people, found.copies(item.row.id), datetime.now(UTC)) for item in found.items]
    return QueueTwin(
        total=found.total, folded=found.folded, page=address.page, pages=found.pages, sort=address.sort, items=items,
        facets=found.counts.facets, views=found.counts.views,
    )  # fmt: skip


def tone(row: Any) -> str:
    """Return what an item is, as a class of the style sheet: contradiction, update or corroboration."""
    if row.kind == "supersession":
        return "update"
    return "corroboration" if row.label == "supports" else "contradiction"


def _read(connection: Connection, state: State, address: QueueAddress, reader_id: int) -> _Found:
    wanted = address.filter(reader_id)
    others: dict[str, Filter] = {
        view: address.model_copy(update={"view": view, "kind": (), "label": ()}).filter(reader_id) for view in VIEWS
    }
    count: RememberedCounts = state.counts
    counts = count(connection, wanted, address.offered(reader_id), others)
    sets: Sets = state.sets(connection)
    offset = (address.page - 1) * PAGE
    if sets and address.copies == "folded":
        every = read_order(connection, wanted, address.sort)
        ids = folded(every, sets)
        items, hidden = read_these(connection, ids[offset : offset + PAGE]), len(every) - len(ids)
    else:
        items, hidden = read_listed(connection, wanted, address.sort, offset) if offset < counts.total else [], 0
    return _Found(
        items=items,
        counts=counts,
        titles=story_titles(connection, stories_shown(address, counts)),
        people={reviewer.id: reviewer.name for reviewer in all_reviewers(connection)},
        batch=newest_batch(connection),
        last_entry=last_entry(connection),
        folded=hidden,
        sets=sets,
    )
