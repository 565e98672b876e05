"""Who works at the desk: names, passwords, roles, views."""

from __future__ import annotations

import unicodedata

import pytest
from sqlalchemy import select

from desk.conftest import MORNING
from detector.review.store import Store
from detector.review.store.accounts import LastAdmin, NameTaken, add_account, change_account, change_password, with_password
from detector.review.store.items import history
from detector.review.store.people import (
    add_reviewer,
    admin_can_log_in,
    all_reviewers,
    change_reviewer,
    check_password,
    find_reviewer,
    forget_view,
    get_reviewer,
    save_view,
    saved_views,
    set_password,
)
from detector.review.store.tables import ReviewerRow

SECRET = "correct horse battery staple"


def test_people_are_found_by_name_and_number(store: Store) -> None:
    with store.writing() as connection:
        zoe, ana = add_reviewer(connection, " Zoë ", "admin"), add_reviewer(connection, "Ana")
    with store.reading() as connection:
        assert (zoe.name, zoe.role, ana.role) == ("Zoë", "admin", "reviewer")
        assert find_reviewer(connection, unicodedata.normalize("NFD", "Zoë ")) == zoe == get_reviewer(connection, zoe.id)
        assert all_reviewers(connection) == [ana, zoe]
        assert find_reviewer(connection, "\0") is None and get_reviewer(connection, 99) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "A\0na", "A\nna", "\u202eanA"], ids=ascii)
def test_names_that_will_not_do(name: str, store: Store) -> None:
    with pytest.raises(ValueError, match="a name has"), store.writing() as connection:
        add_reviewer(connection, name)


def test_a_name_is_one_persons(store: Store) -> None:
    with store.writing() as connection:
        add_reviewer(connection, "Zoë")
    for same in ("Zoë", " Zoë", unicodedata.normalize("NFD", "Zoë")):
        with pytest.raises(ValueError, match="already"), store.writing() as connection:
            add_reviewer(connection, same)


def test_passwords(store: Store) -> None:
    with store.writing() as connection:
        ana = add_reviewer(connection, "Ana", password=SECRET)
        add_reviewer(connection, "Ben")
        for name, password in (("Ana", ""), ("Ana", SECRET + " "), ("Ben", ""), ("Ben", SECRET), ("Eve", SECRET), ("\0", "x" * 100_000)):
            assert check_password(connection, name, password) is None
        assert check_password(connection, "Ana", SECRET) == ana
        kept = connection.scalars(select(ReviewerRow.password_hash).where(ReviewerRow.id == ana.id)).one()
        assert kept and kept.startswith("$argon2id$") and SECRET not in kept
        set_password(connection, ana.id, "another long one")
        assert check_password(connection, "Ana", SECRET) is None and check_password(connection, "Ana", "another long one")
        change_reviewer(connection, ana.id, active=False)
        assert check_password(connection, "Ana", "another long one") is None


@pytest.mark.parametrize("password", ["", "short", "x" * 9])
def test_a_password_has_a_length(password: str, store: Store) -> None:
    with pytest.raises(ValueError, match="at least 10"), store.writing() as connection:
        add_reviewer(connection, "Ana", password=password)
    with store.reading() as connection:
        assert all_reviewers(connection) == []


def test_who_could_let_people_in(store: Store) -> None:
    with store.writing() as connection:
        add_reviewer(connection, "Ana", "reviewer", SECRET)
        root = add_reviewer(connection, "Root", "admin")
        assert not admin_can_log_in(connection)
        set_password(connection, root.id, SECRET)
        assert admin_can_log_in(connection)
        change_reviewer(connection, root.id, active=False)
        assert not admin_can_log_in(connection)


def test_what_is_done_to_accounts_stands_in_the_history(store: Store) -> None:
    with store.writing() as connection:
        root = add_account(connection, "Root", "admin", SECRET, None, MORNING)
        ana = add_account(connection, "Ana", "reader", None, root.id, MORNING)
        change_account(connection, ana.id, None, MORNING, role="reviewer")
        change_password(connection, ana.id, SECRET, root.id, MORNING)
        assert with_password(connection) == {root.id, ana.id}
    with pytest.raises(NameTaken), store.writing() as connection:
        add_account(connection, "Ana", "reader", None, root.id, MORNING)
    with pytest.raises(LastAdmin), store.writing() as connection:
        change_account(connection, root.id, None, MORNING, active=False)
    with store.reading() as connection:
        told = history(connection)
        assert get_reviewer(connection, root.id) == root
    assert [(entry.action, entry.reviewer) for entry in told] == [
        ("account", "Root"), ("account", "Root"), ("account", None), ("account", "Root"),
    ]  # fmt: skip
    assert SECRET not in str(told) and "argon2" not in str(told)


def test_views_are_ones_own_and_the_last_of_a_name_counts(store: Store) -> None:
    with store.writing() as connection:
        ana, ben = add_reviewer(connection, "Ana"), add_reviewer(connection, "Ben")
        save_view(connection, ana.id, " Números ", "?kind=number")
        save_view(connection, ana.id, "Números", "?kind=number&low=0.9")
        save_view(connection, ana.id, "a", "")
        save_view(connection, ben.id, "Números", "?kind=date")
        assert saved_views(connection, ana.id) == {"Números": "?kind=number&low=0.9", "a": ""}
        assert list(saved_views(connection, ana.id)) == ["Números", "a"]
        forget_view(connection, ana.id, "Números")
        forget_view(connection, ana.id, "no such view")
        assert saved_views(connection, ana.id) == {"a": ""} and saved_views(connection, ben.id) == {"Números": "?kind=date"}
    for name, query in (("", ""), ("x" * 81, ""), ("x", "q" * 4001)):
        with pytest.raises(ValueError, match="a view has"), store.writing() as connection:
            save_view(connection, ana.id, name, query)
