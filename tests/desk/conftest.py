"""Stores and desks filled with one fictional story, without models; stores in both databases; browsers to visit desks with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import pier_story
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from desk import browser, postgres, schemas
from detector.review.desk import DeskOptions, create_app
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import Reviewer, add_reviewer

MORNING = datetime(2031, 3, 8, 9, 0, tzinfo=UTC)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of the store in both databases."""
    if "address" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2].startswith("test_store_"):
        metafunc.parametrize("address", ["sqlite", "postgresql"], indirect=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line each that the tests with PostgreSQL, or with a browser, did not run, where they did not."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for tests, why in (("tests of the store in PostgreSQL", postgres.MISSING), ("tests in a browser", browser.MISSING)):
        number = sum(why in reason for reason in skipped)
        if number:
            terminalreporter.write_line(f"{number} {tests} skipped: {why}", yellow=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL of our own."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip(postgres.MISSING)
    with postgres.cluster(programs) as running:
        yield running


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new store can be: SQLite, or what the test is parametrised with."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield str(tmp_path / "desk.db")
        return
    with request.getfixturevalue("cluster").database() as made:
        yield made


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    with Store(address) as made:
        yield made


@pytest.fixture
def schema_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> schemas.SchemaOf:
    """Makes the program one of another schema: `with schema_of(revision): ...`."""
    return schemas.schema_of(monkeypatch, tmp_path / "migrations")


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with the story of the pier: two contradictions, one update, three supports."""
    with store.writing() as connection:
        add_batch(connection, pier_story(), MORNING)
    return store


@pytest.fixture
def ana(filled: Store) -> Reviewer:
    """A reviewer."""
    with filled.writing() as connection:
        return add_reviewer(connection, "Ana")


@pytest.fixture
def client(filled: Store, ana: Reviewer) -> Iterator[TestClient]:
    """A desk on this machine, where Ana works."""
    with TestClient(create_app(filled, DeskOptions(reviewer_id=ana.id, language="en"))) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser, for the tests of one file: while it runs, nothing else in this thread can run an event loop."""
    executable = browser.program()
    if executable is None:
        pytest.skip(browser.MISSING)
    with browser.chromium(executable) as running:
        yield running


@pytest.fixture
def serve() -> Iterator[Callable[[Store, DeskOptions], str]]:
    """Serves desks: `serve(store, options)` gives the address."""
    with ExitStack() as running:
        yield lambda store, options: running.enter_context(browser.served(store, options))


@pytest.fixture
def visit(chromium: Browser, serve: Any) -> Iterator[Callable[..., browser.Visitor]]:
    """Opens browsers, each with cookies of its own: `visit(address)`, `visit(address, color_scheme="dark")`."""
    with ExitStack() as opened:

        def open_one(address: str, **looks: Any) -> browser.Visitor:
            visitor = browser.Visitor(chromium, address, **looks)
            opened.callback(visitor.context.close)
            return visitor

        yield open_one
