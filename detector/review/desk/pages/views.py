"""Saved views: queries of the queue that a person keeps under a name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, StringConstraints

from detector.review.desk.context import Checked, Reader, StoreOf, VisitOf
from detector.review.desk.filters import QueueAddress
from detector.review.desk.labels import N_
from detector.review.desk.rendering import page
from detector.review.store.people import forget_view, save_view, saved_views

router = APIRouter()

MOST = 200
"""How many views a person can keep: a list to choose from, not a store of data."""
_TOO_MANY = N_("you keep as many views as there can be: forget one first")
_NOT_OURS = N_("this is not an address of the queue")
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]*$"), Form()]


class ViewTwin(BaseModel):
    """A saved view: its name and the address of its items."""

    name: str
    address: str


@router.get("/views", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, reader: Reader) -> HTMLResponse:
    """The reader's views as a page."""
    with store.reading() as connection:
        views = saved_views(connection, reader.id)
    return page(request, visit, "views.html", {"views": views})


@router.get("/views.json")
def show_json(store: StoreOf, reader: Reader) -> list[ViewTwin]:
    """The reader's views as JSON."""
    with store.reading() as connection:
        views = saved_views(connection, reader.id)
    return [ViewTwin(name=name, address=f"/queue.json{query}") for name, query in views.items()]


@router.post("/views", dependencies=[Checked], include_in_schema=False)
def save(store: StoreOf, reader: Reader, name: _Name, query: Annotated[str, Form(max_length=4000)] = "") -> RedirectResponse:
    """Keep a query under a name, and go there; it takes the place of an older one of that name."""
    try:
        link = QueueAddress.parse(query).link(expand=None)
    except ValueError:
        raise HTTPException(422, _NOT_OURS) from None
    with store.writing() as connection:
        known = saved_views(connection, reader.id)
        if len(known) >= MOST and name not in known:
            raise HTTPException(409, _TOO_MANY)
        save_view(connection, reader.id, name, link.removeprefix("/queue"))
    return RedirectResponse(link, 303)


@router.post("/views/forget", dependencies=[Checked], include_in_schema=False)
def forget(store: StoreOf, reader: Reader, name: _Name) -> RedirectResponse:
    """Drop a view."""
    with store.writing() as connection:
        forget_view(connection, reader.id, name)
    return RedirectResponse("/views", 303)
