"""Sessions: a signed cookie that says who somebody is, and when it stops being true."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from threading import Lock

from fastapi import Request
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

SESSION_SECONDS = 14 * 24 * 3600
_ENDED = 100_000


class DeskSessions:
    """Starlette's sessions; the cookie is marked `Secure` wherever it travels over TLS.

    `https`: it always does, as behind a proxy that speaks HTTPS to the world and HTTP to us.
    """

    def __init__(self, app: ASGIApp, secret: str, https: bool) -> None:
        def sessions(secure: bool) -> SessionMiddleware:
            return SessionMiddleware(
                app, secret or generated, session_cookie="detector_desk", max_age=SESSION_SECONDS, same_site="lax", https_only=secure
            )

        generated = secrets.token_urlsafe(32)
        self._secure, self._plain = sessions(True), sessions(https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its session."""
        await (self._secure if scope.get("scheme") == "https" else self._plain)(scope, receive, send)


class EndedSessions:
    """Sessions that were logged out: a copy of their cookie is good for nothing. Kept until the cookie has run out by itself."""

    def __init__(self) -> None:
        self._ended: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def add(self, session_id: str) -> None:
        """Note that a session has ended."""
        with self._lock:
            self._ended[session_id] = time.time()
            while len(self._ended) > _ENDED or next(iter(self._ended.values())) < time.time() - SESSION_SECONDS:
                self._ended.popitem(last=False)

    def __contains__(self, session_id: object) -> bool:
        return session_id in self._ended


def begin_session(request: Request, reviewer_id: int, stamp: str = "") -> None:
    """Begin a new session for a person: nothing of the one before is kept but the language, and that one has ended."""
    language = request.session.get("language")
    end_session(request)
    request.session.update(id=secrets.token_urlsafe(16), token=secrets.token_urlsafe(24), reviewer_id=reviewer_id, stamp=stamp)
    if language:
        request.session["language"] = language


def end_session(request: Request) -> None:
    """End the request's session, and every copy of its cookie."""
    if "id" in request.session:
        ended: EndedSessions = request.app.state.ended
        ended.add(request.session["id"])
    request.session.clear()


def local_path(path: str, otherwise: str = "/queue") -> str:
    """Return `path` where it leads to a page of ours, and `otherwise` where a browser might read another host into it."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable() and " " not in path
    return path if ours and len(path) <= 4000 else otherwise
