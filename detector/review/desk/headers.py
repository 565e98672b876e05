"""Headers that every answer carries: scripts, styles and forms of our own only, and no frame around us."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS_BYTES = 16_000
"""The longest path or query that is read; a view of the queue with hundreds of values fits."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PRIVATE = "private, no-store"


class SecurityHeaders:
    """Adds `HEADERS`, and keeps pages out of shared caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "max-age=3600" if scope["path"].startswith("/static/") else PRIVATE)
            await send(message)

        await self.app(scope, receive, with_headers)


class BoundedAddress:
    """Refuses addresses that no page of ours has: very long ones, and those with NULs, which PostgreSQL cannot even compare."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it in one line."""
        if scope["type"] == "http":
            query = scope["query_string"]
            if len(query) > ADDRESS_BYTES or len(scope["path"]) > ADDRESS_BYTES:
                await PlainTextResponse("URI Too Long", 414)(scope, receive, send)
                return
            if "\0" in scope["path"] or b"\0" in query or b"%00" in query:
                await PlainTextResponse("Bad Request", 400)(scope, receive, send)
                return
        await self.app(scope, receive, send)
