"""Changing accounts: recorded, and never so that nobody can change them any more."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import lxml.html
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from detector.review.desk import DeskOptions, create_app
from detector.review.store import Store, people
from detector.review.store.accounts import LastAdmin, NameTaken, add_account, change_account, change_password, read_account, with_password
from detector.review.store.items import history
from detector.review.store.people import Reviewer, all_reviewers, check_password

NOON = datetime(2031, 3, 8, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def admins(store: Store) -> list[Reviewer]:
    with store.writing() as connection:
        first = add_account(connection, "Root", "admin", PASSWORD, None, NOON)
        return [first, add_account(connection, "Second", "admin", PASSWORD, first.id, NOON)]


def test_another_password_gives_another_stamp(store: Store, admins: list[Reviewer]) -> None:
    with store.writing() as connection:
        before = read_account(connection, admins[1].id)
        change_password(connection, admins[1].id, "another password", admins[0].id, NOON)
        after = read_account(connection, admins[1].id)
        add_account(connection, "Local", "reader", None, admins[0].id, NOON)
    assert before and after
    assert before.stamp != after.stamp
    with store.reading() as connection:
        assert check_password(connection, "Second", "another password") == admins[1]
        assert read_account(connection, 999) is None
        assert with_password(connection) == {admin.id for admin in admins}
        assert [(entry.reviewer, entry.action) for entry in history(connection)] == [
            ("Root", "account"), ("Root", "account"), ("Root", "account"), ("Root", "account"),
        ]  # fmt: skip
        assert "argon2" not in str(history(connection))


def test_what_cannot_be_done_changes_nothing(store: Store, admins: list[Reviewer]) -> None:
    with store.reading() as connection:
        before = all_reviewers(connection), len(history(connection))
    for problem, change in (
        (NameTaken, lambda c: add_account(c, " Root ", "reader", PASSWORD, 1, NOON)),
        (ValueError, lambda c: add_account(c, "zero\u200bwidth", "reader", PASSWORD, 1, NOON)),
        (ValueError, lambda c: add_account(c, "Eva", "reader", "short", 1, NOON)),
        (KeyError, lambda c: change_account(c, 999, 1, NOON, role="reader")),
        (KeyError, lambda c: change_password(c, 999, PASSWORD, 1, NOON)),
    ):
        with pytest.raises(problem), store.writing() as connection:
            change(connection)
    with store.writing() as connection:
        change_account(connection, admins[0].id, admins[0].id, NOON, role="admin")  # no change, no entry
    with store.reading() as connection:
        assert (all_reviewers(connection), len(history(connection))) == before


def test_two_administrators_cannot_shut_each_other_out_at_once(store: Store, admins: list[Reviewer]) -> None:
    undecided = Event()

    def first() -> None:
        with store.writing() as connection:
            change_account(connection, admins[1].id, admins[0].id, NOON, active=False)
            undecided.set()
            time.sleep(0.3)  # the other is trying meanwhile

    def second() -> None:
        undecided.wait(20)
        with store.writing() as connection:
            change_account(connection, admins[0].id, admins[1].id, NOON, active=False)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.submit(first), pool.submit(second)
        one.result(30)
        with pytest.raises(LastAdmin):
            other.result(30)
    with store.reading() as connection:
        assert [person.name for person in all_reviewers(connection) if person.active] == ["Root"]


def test_what_a_database_cannot_hold_is_refused_not_a_failure(store: Store, admins: list[Reviewer]) -> None:
    with TestClient(create_app(store, DeskOptions(reviewer_id=admins[0].id, language="en"))) as client:
        token = lxml.html.document_fromstring(client.get("/account").text).xpath("//input[@name='token']/@value")[0]
        answer = client.post("/account/name", data={"name": "nul\x00", "token": token})
        assert answer.status_code in (404, 422)
        assert "<h1>" in answer.text
        assert client.get("/account.json").json()["name"] == "Root"
