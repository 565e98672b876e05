"""What people do to an item: decide, undo, hold, let go, assign. Every form says which version of the item its author saw."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field, field_validator
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from detector.review.desk.answers import Answer, Problem
from detector.review.desk.context import Checked, StoreOf, VisitOf, Writer
from detector.review.desk.filters import Address, QueueAddress
from detector.review.desk.labels import N_
from detector.review.desk.notices import told_next
from detector.review.desk.pages.item import Refused, item_page
from detector.review.desk.pages.item_views import Draft, existing, in_order, may_settle
from detector.review.store import Store, verdicts
from detector.review.store.copies import Outcome, decide_with_copies
from detector.review.store.items import Entry, history, read_item
from detector.review.store.people import Reviewer, get_reviewer
from detector.review.store.queue import Place, place_in
from detector.review.vocabulary import Reason, Status, Verdict

router = APIRouter()
_Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
_Copy = Annotated[str, Field(pattern=r"^[0-9a-f]{16}:[0-9]{1,10}$")]


class Decision(BaseModel):
    """A verdict on an item. `version` is the item's as its author saw it, `seen` the last entry of its history that they saw.

    `copies` are those of its copies that it is for, too: the id of each and the version that its author saw.
    """

    verdict: Verdict
    reason: Reason | None = None
    note: str = ""
    adjudicates: bool = Field(False, description="it settles what others dispute")
    version: _Number
    seen: _Number = 0
    copies: Annotated[tuple[_Copy, ...], Field(max_length=5000)] = ()

    @field_validator("copies", mode="before")
    @classmethod
    def _one_by_one(cls, value: object) -> object:
        # A form has one box for all of them.
        given = (value,) if isinstance(value, str) else value
        if isinstance(given, list | tuple) and all(isinstance(part, str) for part in given):
            return tuple(copy for part in given for copy in part.split())
        return given

    @property
    def copy_versions(self) -> dict[str, int]:
        """The versions of the copies, by id."""
        return {copy_id: int(version) for copy_id, version in (copy.split(":") for copy in self.copies)}

    @field_validator("reason", mode="before")
    @classmethod
    def _no_reason(cls, value: object) -> object:
        return value or None

    @field_validator("note")
    @classmethod
    def _as_typed(cls, value: str) -> str:
        # Forms send every line break as two characters; PostgreSQL keeps no NUL.
        return value.replace("\r\n", "\n").replace("\x00", "\N{REPLACEMENT CHARACTER}").strip()


class Decided(BaseModel):
    """What a verdict made of the item, and which item of the queue is next.

    `copies` got the same verdict; `left` were meant to and did not: somebody else has judged them meanwhile, or is at them.
    """

    item: str
    version: int
    status: Status
    verdict: Verdict | None
    next: str | None
    copies: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Changed(Problem):
    """Somebody else was there first: the item's version now, and what happened to it since `seen`."""

    version: int
    held_by: str | None
    changes: list[Entry]


class Undone(BaseModel):
    """The item whose verdict was taken back, and the copies that had got it with the item."""

    item: str
    copies: tuple[str, ...] = ()


class NotAllowedToSettle(Exception):
    """The item is not disputed, and the reviewer is no admin."""


@router.post("/items/{item_id}/verdict", include_in_schema=False, dependencies=[Checked])
def decide(
    request: Request, item_id: str, store: StoreOf, visit: VisitOf, writer: Writer, address: Address,
    decision: Annotated[Decision, Form()],
) -> Response:  # fmt: skip
    """Record a verdict and go to the next item, after the last one to the queue; what cannot be recorded comes back as it was typed."""
    try:
        place, outcome = _record(request, store, item_id, address, writer, decision)
    except verdicts.Conflict:
        refused = Refused(409, _conflict(store, item_id, decision.version, writer), decision.seen)
    except NotAllowedToSettle:
        refused = Refused(403, N_("Only a disputed item can be settled, or any that others judged by an administrator"))
    except ValueError:
        refused = Refused(422, N_("The note is too long: it can have 4,000 characters. Nothing was recorded yet"))
    else:
        told = told_next("said", decision.verdict, len(outcome.judged), len(outcome.left))
        query = address.query(page=address.page, **told)
        return RedirectResponse(f"/items/{place.next}{query}" if place.next else f"{address.link()}&{urlencode(told)}", 303)
    draft = Draft(decision.verdict, decision.reason, decision.note, decision.adjudicates, bool(decision.copies))
    return item_page(request, store, visit, writer, address, item_id, draft, refused)


@router.post("/items/{item_id}/verdict.json", response_model=Decided, dependencies=[Checked], responses={409: {"model": Changed}})
def decide_json(request: Request, item_id: str, store: StoreOf, writer: Writer, address: Address, decision: Decision) -> Decided | Answer:
    """Record a verdict. The header `X-Token` carries the session's token."""
    try:
        place, outcome = _record(request, store, item_id, address, writer, decision)
    except verdicts.Conflict:
        with store.reading() as connection:
            row = read_item(connection, item_id).row
            holder = get_reviewer(connection, row.held_by) if row.held_by and row.held_until > datetime.now(UTC) else None
            changes = list(history(connection, item_id, after=decision.seen))
        told = Changed(
            detail=_conflict(store, item_id, decision.version, writer), version=row.version, held_by=holder.name if holder else None,
            changes=changes,
        )  # fmt: skip
        return Answer(told.model_dump(mode="json"), 409)
    except NotAllowedToSettle:
        raise HTTPException(403, "only a disputed item can be settled, or any that others judged by an admin") from None
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    with store.reading() as connection:
        row = read_item(connection, item_id).row
    return Decided(
        item=item_id, version=row.version, status=row.status, verdict=row.verdict, next=place.next, copies=outcome.judged,
        left=outcome.left,
    )  # fmt: skip


@router.post("/undo", include_in_schema=False, dependencies=[Checked])
def undo(store: StoreOf, writer: Writer, address: Address, item: Annotated[str, Form()] = "") -> Response:
    """Take back the last verdict, with those on copies that came with it, and go to its item.

    `item` is the one to go to where there is nothing to undo.
    """
    try:
        taken = _undo(store, writer)
    except verdicts.NothingToUndo:
        query = address.query(page=address.page, undone="nothing")
        return RedirectResponse(f"/items/{existing(item)}{query}" if item else f"{address.link(page=address.page)}&undone=nothing", 303)
    told = told_next("undone", taken.verdict, len(taken.copies))
    return RedirectResponse(f"/items/{taken.item_id}{address.query(page=address.page, **told)}", 303)


@router.post("/undo.json", dependencies=[Checked], responses={409: {"model": Problem}})
def undo_json(store: StoreOf, writer: Writer) -> Undone:
    """Take back one's last verdict that is still in force, with those on copies that came with it.

    The header `X-Token` carries the session's token.
    """
    try:
        taken = _undo(store, writer)
    except verdicts.NothingToUndo:
        raise HTTPException(409, "there is nothing to undo") from None
    return Undone(item=taken.item_id, copies=taken.copies)


@router.post("/items/{item_id}/hold", include_in_schema=False, dependencies=[Checked])
def hold(request: Request, item_id: str, store: StoreOf, visit: VisitOf, writer: Writer, address: Address) -> Response:
    """Keep an item for oneself while working on it."""
    try:
        with store.writing() as connection:
            verdicts.hold(connection, existing(item_id), writer.id, datetime.now(UTC))
    except KeyError:
        raise HTTPException(404, N_("there is nothing under this address")) from None
    except verdicts.Conflict:
        refused = Refused(409, N_("Somebody else is working on this item"))
        return item_page(request, store, visit, writer, address, item_id, refused=refused)
    return _back_to(item_id, address)


@router.post("/items/{item_id}/release", include_in_schema=False, dependencies=[Checked])
def release(item_id: str, store: StoreOf, writer: Writer, address: Address) -> Response:
    """Let go of an item."""
    with store.writing() as connection:
        verdicts.release(connection, existing(item_id), writer.id, datetime.now(UTC))
    return _back_to(item_id, address)


@router.post("/items/{item_id}/assign", include_in_schema=False, dependencies=[Checked])
def assign(item_id: str, store: StoreOf, writer: Writer, address: Address, to: Annotated[str, Form()] = "") -> Response:
    """Put an item on somebody's list; an empty `to` takes it off."""
    if to and not (to.isascii() and to.isdigit() and len(to) < 10):
        raise HTTPException(422, N_("there is no such reviewer"))
    with store.writing() as connection:
        person = get_reviewer(connection, int(to)) if to else None
        if to and (person is None or not person.active or person.role == "reader"):
            raise HTTPException(422, N_("there is no such reviewer"))
        try:
            verdicts.assign(connection, [existing(item_id)], person.id if person else None, writer.id, datetime.now(UTC))
        except KeyError:
            raise HTTPException(404, N_("there is nothing under this address")) from None
    return _back_to(item_id, address)


def _record(
    request: Request, store: Store, item_id: str, address: QueueAddress, writer: Reviewer, decision: Decision
) -> tuple[Place, Outcome]:
    """Record a verdict; return the item's place in the queue as it was before, since a verdict can take it out of the queue, without the
    copies that are judged with it.
    """
    opinion = verdicts.Opinion(decision.verdict, decision.reason, decision.note, decision.adjudicates)
    with store.reading() as connection:
        queue = in_order(connection, address, writer, request.app.state.sets(connection), existing(item_id))
    copies = decision.copy_versions
    place = place_in([other for other in queue if other not in copies], item_id)
    try:
        with store.writing() as connection:
            if decision.adjudicates:
                _check_settling(connection, item_id, writer)
            outcome = decide_with_copies(connection, item_id, decision.version, copies, writer.id, opinion, datetime.now(UTC))
    except KeyError:
        raise HTTPException(404, N_("there is nothing under this address")) from None
    except IntegrityError:  # the same verdict sent twice at the same moment
        raise verdicts.Conflict(item_id) from None
    return place, outcome


def _check_settling(connection: Connection, item_id: str, writer: Reviewer) -> None:
    item = read_item(connection, item_id)
    if not may_settle(item.row.status, item.opinions, writer):
        raise NotAllowedToSettle


def _conflict(store: Store, item_id: str, version: int, writer: Reviewer) -> str:
    with store.reading() as connection:
        row = read_item(connection, item_id).row
    if row.version == version and row.held_by not in (None, writer.id):
        return N_("Somebody else is working on this item")
    return N_("This item has changed since you opened it: look at what is new and decide again")


def _undo(store: Store, writer: Reviewer) -> verdicts.Taken:
    """Take back the reviewer's last verdict."""
    try:
        with store.writing() as connection:
            return verdicts.undo(connection, writer.id, datetime.now(UTC))
    except IntegrityError:  # the same undo sent twice at the same moment
        raise verdicts.NothingToUndo from None


def _back_to(item_id: str, address: QueueAddress) -> Response:
    return RedirectResponse(f"/items/{item_id}{address.query(page=address.page)}", 303)
