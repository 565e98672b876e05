"""Desks served for real, and Chromium to visit them; a page that complains, or asks another host for something, is noticed."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any

import uvicorn
from builders import make_claim, make_finding, make_relation, make_story, pier_story
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from detector.records import Article, Results
from detector.review.desk import DeskOptions, create_app
from detector.review.store import Store

MISSING = "Chromium is not installed (Debian: apt-get install chromium)"
PASSWORD = "correct horse battery"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
_PATIENCE = 60_000  # milliseconds, for machines that have other things to do

expect.set_options(timeout=_PATIENCE)


def program() -> str | None:
    """Return where Chromium is; None where it is not."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """Give a browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"], timeout=_PATIENCE)
        yield browser
        browser.close()


@contextmanager
def served(store: Store, options: DeskOptions) -> Iterator[str]:
    """Serve a desk on a free port of this machine; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(create_app(store, options), log_level="warning", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Visitor:
    """One person's browser at a desk; `troubles` are errors that its pages tell, and requests to anybody but the desk."""

    def __init__(self, browser: Browser, address: str, **looks: Any) -> None:
        self.address, self.troubles = address, list[str]()
        self.context = browser.new_context(base_url=address, **looks)
        self.context.set_default_timeout(_PATIENCE)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.context.on("request", self._watch)
        self.page = self.context.new_page()

    def open(self, path: str) -> Page:
        """Go to a page that is there."""
        answer = self.page.goto(path)
        assert answer is not None and answer.ok, path
        return self.page

    def log_in(self, name: str) -> None:
        """Log in, by keyboard."""
        self.page.goto("/login")
        self.page.locator("#name").focus()
        self.page.keyboard.type(name)
        self.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.go("Enter")

    def press(self, *keys: str) -> None:
        """Press keys that stay on the page."""
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, key: str, page: Page | None = None) -> None:
        """Press a key that leads to another page, and wait until that is there."""
        page = page or self.page
        with page.expect_navigation():
            page.keyboard.press(key)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.troubles.append(f"asked for {request.url}")


def busy_day() -> Results:
    """The story of the pier, and one of two long articles with different figures far down in them."""
    pier = pier_story()
    articles = [_long(300, "Diario de Villa Reina", 2), _long(500, "El Eco de Villa Reina", 4)]
    first, second = (
        make_claim(article, f"El archivo municipal guarda {n} legajos") for article, n in zip(articles, (300, 500), strict=True)
    )
    story = make_story(articles)
    origins = {article.id: article.id for article in articles}
    return replace(
        pier,
        articles=(*pier.articles, *articles),
        origins=pier.origins | origins,
        claims=(*pier.claims, first, second),
        stories=(*pier.stories, story),
        relations=(*pier.relations, make_relation(story, first, second, "contradicts", 0.8, "number")),
        findings=(*pier.findings, make_finding(story, first.text, 0.8, origins, [(first, articles[0])], [(second, articles[1])])),
    )


def _long(files: int, source: str, day: int) -> Article:
    before, after = (
        "\n\n".join(f"En la sesión número {number} del pleno se habló de caminos, fuentes y lindes." for number in numbers)
        for numbers in (range(1, 81), range(81, 121))
    )
    text = f"{before}\n\nEl archivo municipal guarda {files} legajos.\n\n{after}"
    return Article.from_text(text, source=source, title="El pleno visita el archivo", published=date(2031, 3, day), language="es")
