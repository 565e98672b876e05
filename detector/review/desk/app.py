"""The desk as a web application over one store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from detector.review.desk.answers import Answer, Problem
from detector.review.desk.context import DeskOptions
from detector.review.desk.errors import add_error_pages
from detector.review.desk.headers import BoundedAddress, SecurityHeaders
from detector.review.desk.limits import LoginLimits
from detector.review.desk.pages import ROUTERS
from detector.review.desk.sessions import DeskSessions, EndedSessions
from detector.review.store import Store
from detector.review.store.folds import RememberedSets
from detector.review.store.listing import RememberedCounts

BODY_BYTES = 1_000_000
"""Forms are small; the longest note has 4,000 characters."""
THREADS = 8
"""Requests worked on at once: one at a time runs Python, and more threads only wrest it from each other at every row of a query.
Some to spare, since verdicts wait for one another, and for a batch that is being written."""


@asynccontextmanager
async def _few_threads(_: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def create_app(store: Store, options: DeskOptions) -> FastAPI:
    """Return the application; the store stays the caller's to close."""
    refused = {"model": Problem, "description": "Refused, and why; as a page where no JSON is expected", "content": {"text/html": {}}}
    app = FastAPI(
        title="detector review", version=version("detector"), docs_url=None, redoc_url=None, default_response_class=Answer,
        responses={"4XX": refused}, lifespan=_few_threads,
    )  # fmt: skip
    app.state.store, app.state.options = store, options
    app.state.login_limits, app.state.ended, app.state.counts = LoginLimits(), EndedSessions(), RememberedCounts()
    app.state.sets = RememberedSets()
    # The last one added is the first to see a request.
    app.add_middleware(DeskSessions, secret=options.secret, https=options.https)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=BODY_BYTES)
    app.add_middleware(BoundedAddress)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(options.hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    add_error_pages(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    return app
