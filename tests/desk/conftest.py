"""Stores and desks filled with one fictional story, without models; stores in both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import pier_story
from fastapi.testclient import TestClient

from desk import postgres
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
    """Say in one line that the tests with PostgreSQL did not run, where they did not."""
    missing = [report for report in terminalreporter.stats.get("skipped", []) if postgres.MISSING in str(report.longrepr)]
    if missing:
        terminalreporter.write_line(f"{len(missing)} tests of the store in PostgreSQL skipped: {postgres.MISSING}", yellow=True)


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
