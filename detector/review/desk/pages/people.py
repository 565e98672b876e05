"""The people of a desk with accounts, for its administrators: who there is, in what role, and who is let in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel
from sqlalchemy import Connection

from detector.review.desk import labels
from detector.review.desk.context import Admin, Checked, StoreOf, Visit, VisitOf
from detector.review.desk.labels import N_
from detector.review.desk.rendering import page
from detector.review.store import Store
from detector.review.store.accounts import LastAdmin, NameTaken, add_account, change_account, change_password, with_password
from detector.review.store.people import all_reviewers
from detector.review.vocabulary import ROLES, Role

router = APIRouter()

PersonId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Password = Annotated[str, Form(max_length=1000)]
_DONE = {
    "added": N_("Added."),
    "role": N_("The role has been changed."),
    "active": N_("Done."),
    "password": N_("The password has been changed, and the sessions of that person have ended."),
}


class Person(BaseModel):
    """Somebody who works here. `active`: they are let in; `password`: they have one."""

    id: int
    name: str
    role: Role
    active: bool
    password: bool


class People(BaseModel):
    """Everybody, by name."""

    people: list[Person]


@router.get("/people", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, admin: Admin, done: str = "") -> HTMLResponse:
    """Everybody, with forms to change what they may do."""
    return _people_page(request, store, visit, done=_DONE.get(done))


@router.get("/people.json")
def show_json(store: StoreOf, admin: Admin) -> People:
    """Everybody who works here."""
    return People(people=_people(store))


@router.post("/people", dependencies=[Checked], include_in_schema=False)
def add(
    request: Request, store: StoreOf, visit: VisitOf, admin: Admin, role: Annotated[Role, Form()], password: Password,
    name: Annotated[str, Form(max_length=200)],
) -> Response:  # fmt: skip
    """Add a person with a first password, which they change themselves."""
    return _change(
        request, store, visit, "added", lambda connection: add_account(connection, name, role, password, admin.id, datetime.now(UTC))
    )


@router.post("/people/{person_id}/role", dependencies=[Checked], include_in_schema=False)
def set_role(
    request: Request, store: StoreOf, visit: VisitOf, admin: Admin, person_id: PersonId, role: Annotated[Role, Form()]
) -> Response:
    """Give a person another role."""
    return _change(
        request, store, visit, "role", lambda connection: change_account(connection, person_id, admin.id, datetime.now(UTC), role=role)
    )


@router.post("/people/{person_id}/active", dependencies=[Checked], include_in_schema=False)
def set_active(
    request: Request, store: StoreOf, visit: VisitOf, admin: Admin, person_id: PersonId, active: Annotated[bool, Form()]
) -> Response:
    """Let a person in no more, or again; what they did stays."""
    return _change(
        request,
        store,
        visit,
        "active",
        lambda connection: change_account(connection, person_id, admin.id, datetime.now(UTC), active=active),
    )


@router.post("/people/{person_id}/password", dependencies=[Checked], include_in_schema=False)
def set_password(request: Request, store: StoreOf, visit: VisitOf, admin: Admin, person_id: PersonId, password: Password) -> Response:
    """Give a person another password, which ends their sessions."""
    return _change(
        request, store, visit, "password", lambda connection: change_password(connection, person_id, password, admin.id, datetime.now(UTC))
    )


def _change(request: Request, store: Store, visit: Visit, done: str, change: Callable[[Connection], object]) -> Response:
    try:
        with store.writing() as connection:
            change(connection)
    except KeyError:
        raise HTTPException(404, "there is nobody of that number") from None
    except NameTaken:
        return _people_page(request, store, visit, N_("Somebody has that name already."), 409)
    except LastAdmin:
        return _people_page(request, store, visit, N_("This is the last administrator: name another first."), 409)
    except ValueError:
        told = N_("A name has 1 to 80 visible characters, a password at least 10.")
        return _people_page(request, store, visit, told, 422)
    return RedirectResponse(f"/people?done={done}", 303)


def _people(store: Store) -> list[Person]:
    with store.reading() as connection:
        known = with_password(connection)
        return [
            Person(id=one.id, name=one.name, role=one.role, active=one.active, password=one.id in known)
            for one in all_reviewers(connection)
        ]


def _people_page(
    request: Request, store: Store, visit: Visit, problem: str | None = None, status: int = 200, done: str | None = None
) -> HTMLResponse:
    return page(
        request,
        visit,
        "people.html",
        {"people": _people(store), "roles": {role: labels.role(role) for role in ROLES}, "problem": problem, "done": done},
        status,
    )
