"""What a request knows: the store, who is asking, in which language, and the token that its forms must carry."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request

from detector.review.store import Store
from detector.review.store.accounts import read_account
from detector.review.store.people import Reviewer

Language = Literal["es", "en"]


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How the desk is run.

    `accounts`: people log in with a password (demanded wherever the desk is reachable from other machines); otherwise everyone who can
    reach it works as `reviewer_id` until they choose another name. `hosts`: names under which it answers (others are refused: DNS
    rebinding). `secret` signs the session cookie. `https`: people reach it over TLS only (through a proxy), so that the cookie is never
    sent in the clear; where the desk itself is served over TLS it sees that by itself.
    """

    language: Language = "es"
    accounts: bool = False
    reviewer_id: int | None = None
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]", "testserver")
    secret: str = ""
    https: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who asks (None: nobody is logged in), the language they read, and the token for forms (see `check_token`)."""

    reviewer: Reviewer | None
    language: Language
    token: str


# What asks the store runs in a thread; what only looks at the request does not wait for one.
async def get_store(request: Request) -> Store:
    """Return the store of the application."""
    store: Store = request.app.state.store
    return store


def get_visit(request: Request) -> Visit:
    """Return what the session says of the visitor."""
    session = request.session
    token = session.setdefault("token", secrets.token_urlsafe(24))
    return Visit(reviewer_of(request), language_of(request), token)


def language_of(request: Request) -> Language:
    """Return the language that the visitor chose, or the desk's own."""
    options: DeskOptions = request.app.state.options
    chosen = request.session.get("language") if "session" in request.scope else None
    return chosen if chosen in ("es", "en") else options.language


def reviewer_of(request: Request) -> Reviewer | None:
    """Return who asks, as the store knows them at this moment; None where their session or their account has ended."""
    options: DeskOptions = request.app.state.options
    session = request.session
    reviewer_id = session.get("reviewer_id", None if options.accounts else options.reviewer_id)
    if reviewer_id is None:
        return None
    store: Store = request.app.state.store
    with store.reading() as connection:
        account = read_account(connection, reviewer_id)
    if account is None or not account.reviewer.active:
        return None
    if options.accounts and (not account.stamp or session.get("stamp") != account.stamp or session.get("id") in request.app.state.ended):
        return None  # they have another password by now, or logged out
    return account.reviewer


async def get_reader(visit: Annotated[Visit, Depends(get_visit)], request: Request) -> Reviewer:
    """Return who is asking.

    Raises:
        HTTPException: 303 to where one says who one is (401 for JSON) where nobody is logged in.
    """
    if visit.reviewer:
        return visit.reviewer
    if request.url.path.endswith(".json"):
        raise HTTPException(401, "log in first")
    options: DeskOptions = request.app.state.options
    back = f"?back={quote(asked_for(request), safe='/')}" if request.method == "GET" else ""
    raise HTTPException(303, headers={"Location": f"/login{back}" if options.accounts else f"/account{back}"})


def asked_for(request: Request) -> str:
    """Return the path and query that a page was asked for; what cannot be asked for again (a form) gives the queue."""
    if request.method != "GET":
        return "/queue"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


async def get_writer(reader: Annotated[Reviewer, Depends(get_reader)]) -> Reviewer:
    """Return who is asking, if they may decide.

    Raises:
        HTTPException: 403 for readers.
    """
    if reader.role == "reader":
        raise HTTPException(403, "readers cannot decide")
    return reader


async def get_admin(reader: Annotated[Reviewer, Depends(get_reader)], request: Request) -> Reviewer:
    """Return who is asking, if they may change accounts.

    Raises:
        HTTPException: 403 for others, and for everybody at a desk without accounts, where nobody has shown who they are.
    """
    options: DeskOptions = request.app.state.options
    if not options.accounts:
        raise HTTPException(403, "this desk has no accounts; they are made on the command line")
    if reader.role != "admin":
        raise HTTPException(403, "only administrators can do this")
    return reader


async def check_token(request: Request, visit: Annotated[Visit, Depends(get_visit)]) -> None:
    """Refuse a form that did not come from our own pages: its field `token`, or the header `X-Token`, must be the session's.

    Raises:
        HTTPException: 403.
    """
    given = request.headers.get("x-token")
    if given is None and request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        field = (await request.form()).get("token")
        given = field if isinstance(field, str) else None
    if given is None or not secrets.compare_digest(given.encode("utf-8", "replace"), visit.token.encode()):
        raise HTTPException(403, "this form is not from here, or its session has ended: go back and reload")


StoreOf = Annotated[Store, Depends(get_store)]
VisitOf = Annotated[Visit, Depends(get_visit)]
Reader = Annotated[Reviewer, Depends(get_reader)]
Writer = Annotated[Reviewer, Depends(get_writer)]
Admin = Annotated[Reviewer, Depends(get_admin)]
Checked = Depends(check_token)
