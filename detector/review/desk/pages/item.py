"""One item: what two sources say, in context, and what people said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from detector.review.desk import labels
from detector.review.desk.context import Reader, StoreOf, Visit, VisitOf
from detector.review.desk.filters import Address, QueueAddress
from detector.review.desk.notices import just_done
from detector.review.desk.pages.item_records import ItemRecord
from detector.review.desk.pages.item_views import SHOWN, Draft, lines, read_view
from detector.review.desk.pages.live import last_entry
from detector.review.desk.rendering import page
from detector.review.exports.formats import FORMATS
from detector.review.store import Store
from detector.review.store.people import Reviewer
from detector.review.store.queue import PAGE

router = APIRouter()
_FORMATS = {name: kind.title for name, kind in FORMATS.items() if name != "claimreview"}  # which needs to know who publishes


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form was not recorded: the answer's status, one line for a person, and the last entry of the history that they had seen."""

    status: int
    message: str
    seen: int | None = None


@router.get("/items/{item_id}.json")
def show_json(request: Request, item_id: str, store: StoreOf, reader: Reader, address: Address) -> ItemRecord:
    """An item as JSON; the query is that of the queue it is reached from."""
    with store.reading() as connection:
        view = read_view(connection, item_id, address, reader, datetime.now(UTC), request.app.state.sets(connection))
    return ItemRecord.of(view)


@router.get("/items/{item_id}", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, item_id: str, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> HTMLResponse:
    """An item as a page."""
    return item_page(request, store, visit, reader, address, item_id)


def item_page(
    request: Request, store: Store, visit: Visit, reader: Reviewer, address: QueueAddress, item_id: str,
    draft: Draft | None = None, refused: Refused | None = None,
) -> HTMLResponse:  # fmt: skip
    """Return the page of an item; `draft` is what a person typed that could not be recorded, and `refused` why.

    Raises:
        HTTPException: 404, there is no such item.
    """
    with store.reading() as connection:
        view = read_view(connection, item_id, address, reader, datetime.now(UTC), request.app.state.sets(connection))
        last = last_entry(connection)
    own = Draft(view.own.verdict, view.own.reason, view.own.note, view.own.adjudicates) if view.own else Draft()
    told = lines(view.entries, view.people, visit.language)
    place, query = view.place, address.query(page=address.page)
    own_page = (place.position - 1) // PAGE + 1 if place.position else address.page
    values = {
        "view": view, "row": view.item.row, "card": view.card, "labels": labels, "address": address,
        "query": query, "to_queue": address.link(page=own_page), "back": f"/items/{item_id}{query}",
        "reader": reader, "draft": draft or own, "refused": refused, "history": told,
        "changes": [line for line in told if refused and refused.seen is not None and line.id > refused.seen],
        "people": [person for person in view.people.values() if person.active and person.role != "reader"],
        "last": last, "notice": just_done(request), "shown": SHOWN, "formats": _FORMATS,
    }  # fmt: skip
    return page(request, visit, "item.html", values, refused.status if refused else 200)
