"""Who somebody is: logging in and out, the name one works under, one's password, the language of the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from detector.review.desk import labels
from detector.review.desk.context import Checked, DeskOptions, Language, Reader, StoreOf, Visit, VisitOf
from detector.review.desk.labels import N_
from detector.review.desk.limits import CHECKING, WINDOW_SECONDS, LoginLimits
from detector.review.desk.rendering import page
from detector.review.desk.sessions import begin_session, end_session, local_path
from detector.review.store import Store
from detector.review.store.accounts import NameTaken, add_account, change_password, read_account
from detector.review.store.people import all_reviewers, check_password, find_reviewer
from detector.review.vocabulary import Role

router = APIRouter()

Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=1000)]
Back = Annotated[str, Form(max_length=4000)]
BackAddress = Annotated[str, Query(max_length=4000)]
_TOO_MANY = N_("Too many attempts. Wait a quarter of an hour, or ask an administrator.")
_DONE = {"password": N_("Your password has been changed; other sessions of yours have ended.")}


class AccountShown(BaseModel):
    """Who is asking. `accounts`: people log in here; otherwise a name is only chosen. `names`: those to choose from."""

    name: str | None
    role: Role | None
    language: Language
    accounts: bool
    names: list[str]


@router.post("/language", dependencies=[Checked], include_in_schema=False)
def set_language(request: Request, language: Annotated[Language, Form()], back: Back = "/queue") -> RedirectResponse:
    """Show the pages in another language, and go back."""
    request.session["language"] = language
    return RedirectResponse(local_path(back), 303)


@router.get("/login", response_class=HTMLResponse, include_in_schema=False)
def show_login(request: Request, visit: VisitOf, back: BackAddress = "/queue") -> Response:
    """The form to log in; where there are no accounts, the one to choose a name."""
    if visit.reviewer or not _options(request).accounts:
        return RedirectResponse(local_path(back) if visit.reviewer else "/account", 303)
    return _login_page(request, visit, "", back, None, 200)


@router.post("/login", dependencies=[Checked], include_in_schema=False)
def log_in(request: Request, store: StoreOf, visit: VisitOf, name: Name, password: Password, back: Back = "/queue") -> Response:
    """Begin a session, if the password is theirs. The answer is the same whether there is such a name or not."""
    if not _options(request).accounts:
        raise HTTPException(403, "this desk has no accounts")
    limits: LoginLimits = request.app.state.login_limits
    address = request.client.host if request.client else ""
    if not limits.take(name, address):
        answer = _login_page(request, visit, name, back, _TOO_MANY, 429)
        answer.headers["Retry-After"] = str(WINDOW_SECONDS)
        return answer
    with CHECKING, store.reading() as connection:
        reviewer = check_password(connection, name, password)
        account = read_account(connection, reviewer.id) if reviewer else None
    if account is None:
        return _login_page(request, visit, name, back, N_("That name and that password do not go together."), 401)
    limits.succeeded(name, address)
    begin_session(request, account.reviewer.id, account.stamp)
    return RedirectResponse(local_path(back), 303)


@router.post("/logout", dependencies=[Checked], include_in_schema=False)
def log_out(request: Request) -> RedirectResponse:
    """End the session; at a desk without accounts, forget the name chosen."""
    end_session(request)
    return RedirectResponse("/login" if _options(request).accounts else "/account", 303)


@router.get("/account", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, back: BackAddress = "/queue", done: str = "") -> Response:
    """One's own account: the password with accounts, the name one works under without."""
    if visit.reviewer is None and _options(request).accounts:
        return RedirectResponse("/login", 303)
    return _account_page(request, store, visit, back=back, done=_DONE.get(done))


@router.get("/account.json")
def show_json(request: Request, store: StoreOf, visit: VisitOf) -> AccountShown:
    """Who is asking."""
    options = _options(request)
    if visit.reviewer is None and options.accounts:
        raise HTTPException(401, "log in first")
    name, role = (visit.reviewer.name, visit.reviewer.role) if visit.reviewer else (None, None)
    names = [] if options.accounts else _names(store)
    return AccountShown(name=name, role=role, language=visit.language, accounts=options.accounts, names=names)


@router.post("/account/name", dependencies=[Checked], include_in_schema=False)
def choose_name(request: Request, store: StoreOf, visit: VisitOf, name: Name, back: Back = "/queue", new: bool = Form(False)) -> Response:
    """Work under a name from now on, at a desk without accounts; `new`: it is added first."""
    if _options(request).accounts:
        raise HTTPException(403, "names are chosen only where there are no accounts")
    name = name.strip()
    try:
        if new:
            with store.writing() as connection:
                chosen = add_account(connection, name, "reviewer", None, visit.reviewer.id if visit.reviewer else None, datetime.now(UTC))
        else:
            with store.reading() as connection:
                known = find_reviewer(connection, name)
            if known is None or not known.active:
                raise HTTPException(404, "there is nobody of that name")
            chosen = known
    except NameTaken:
        return _account_page(request, store, visit, N_("Somebody has that name already."), back=back, status=409)
    except ValueError:
        return _account_page(request, store, visit, N_("A name has 1 to 80 characters, all of them visible."), back=back, status=422)
    begin_session(request, chosen.id)
    return RedirectResponse(local_path(back), 303)


@router.post("/account/password", dependencies=[Checked], include_in_schema=False)
def set_own_password(
    request: Request, store: StoreOf, visit: VisitOf, reader: Reader, old: Password, new: Password, again: Password
) -> Response:
    """Change one's password, which ends one's other sessions."""
    if not _options(request).accounts:
        raise HTTPException(403, "this desk has no accounts")
    if new != again:
        return _account_page(request, store, visit, N_("The new password was not the same both times."), status=422)
    limits: LoginLimits = request.app.state.login_limits
    address = request.client.host if request.client else ""
    # A session left open at a desk is no place to guess passwords either.
    if not limits.take(reader.name, address):
        return _account_page(request, store, visit, _TOO_MANY, status=429)
    with CHECKING, store.reading() as connection:
        known = check_password(connection, reader.name, old)
    if known is None:
        return _account_page(request, store, visit, N_("The old password is another."), status=422)
    limits.succeeded(reader.name, address)
    try:
        with store.writing() as connection:
            change_password(connection, reader.id, new, reader.id, datetime.now(UTC))
            account = read_account(connection, reader.id)
    except ValueError:
        return _account_page(request, store, visit, N_("A password has at least 10 characters."), status=422)
    begin_session(request, reader.id, account.stamp if account else "")
    return RedirectResponse("/account?done=password", 303)


def _options(request: Request) -> DeskOptions:
    options: DeskOptions = request.app.state.options
    return options


def _names(store: Store) -> list[str]:
    with store.reading() as connection:
        return [reviewer.name for reviewer in all_reviewers(connection) if reviewer.active]


def _login_page(request: Request, visit: Visit, name: str, back: str, problem: str | None, status: int) -> HTMLResponse:
    return page(request, visit, "login.html", {"name": name, "then": local_path(back), "problem": problem}, status)


def _account_page(
    request: Request,
    store: Store,
    visit: Visit,
    problem: str | None = None,
    back: str = "/queue",
    done: str | None = None,
    status: int = 200,
) -> HTMLResponse:  # fmt: skip
    names = [] if _options(request).accounts else _names(store)
    values = {"names": names, "problem": problem, "done": done, "then": local_path(back)}
    return page(request, visit, "account.html", values | {"role": labels.role(visit.reviewer.role) if visit.reviewer else ""}, status)
