"""What people see when something is not there, not allowed, or went wrong: one page, or JSON where JSON was asked for."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from sqlalchemy.exc import DataError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from detector.review.desk.answers import Answer
from detector.review.desk.context import Visit, get_visit, language_of
from detector.review.desk.headers import HEADERS, PRIVATE
from detector.review.desk.labels import N_
from detector.review.desk.rendering import page
from detector.review.desk.wording import translations

logger = logging.getLogger(__name__)
_FAILED = N_("something went wrong here; go back and look whether your change is there")


def add_error_pages(app: FastAPI) -> None:
    """Answer every error with a page in the visitor's language, or with JSON `{"detail": ...}`.

    The detail of an `HTTPException` is a message of the catalogues, or English where it is in none of them.
    """

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 303 and error.headers:
            return RedirectResponse(error.headers["Location"], 303)
        return await _answer(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:])
        return await _answer(request, 422, f"{field}: {first['msg']}", N_("“%(field)s” is missing or not understood"), field)

    @app.exception_handler(DataError)
    async def not_storable(request: Request, error: DataError) -> Response:
        # A NUL in a form, a number beyond the column's: the visitor's doing, whatever they meant by it.
        return await _answer(request, 422, N_("this cannot be stored"))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        logger.error("%s %r failed", request.method, request.url.path, exc_info=error)
        # This answer passes no middleware any more.
        return _failure_page(request, dict(HEADERS) | {"cache-control": PRIVATE})


async def _answer(
    request: Request, status: int, detail: str, message: str | None = None, field: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    kept = {name: value for name, value in (headers or {}).items() if name.lower() in ("allow", "retry-after")}
    if _wants_json(request) or "session" not in request.scope:
        return Answer({"detail": detail}, status, kept)
    visit = await run_in_threadpool(get_visit, request)
    told = translations(visit.language).gettext(message or detail)
    shown = page(request, visit, "error.html", {"status": status, "detail": told.replace("%(field)s", field)}, status)
    shown.headers.update(kept)
    return shown


def _failure_page(request: Request, headers: Mapping[str, str]) -> Response:
    if _wants_json(request):
        return Answer({"detail": _FAILED}, 500, headers)
    language = language_of(request)
    told = translations(language).gettext(_FAILED)
    try:
        # Who asks is in the store, which may be what failed.
        token = request.session.get("token", "") if "session" in request.scope else ""
        shown: Response = page(request, Visit(None, language, token), "error.html", {"status": 500, "detail": told}, 500)
    except Exception:
        logger.exception("the page for failures failed too")
        shown = PlainTextResponse(told, 500)
    shown.headers.update(headers)
    return shown


def _wants_json(request: Request) -> bool:
    return request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
