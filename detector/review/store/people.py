"""Who works at the desk: reviewers, their roles and passwords, and the views they saved."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from detector.review.store.tables import ReviewerRow, SavedViewRow
from detector.review.vocabulary import Role

PASSWORD_CHARS = 10
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("a password that nobody has")
"""Checked where there is no such name, so that the time of an answer does not tell."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who works here."""

    id: int
    name: str
    role: Role
    active: bool = True


_COLUMNS = (ReviewerRow.id, ReviewerRow.name, ReviewerRow.role, ReviewerRow.active)


def add_reviewer(connection: Connection, name: str, role: Role = "reviewer", password: str | None = None) -> Reviewer:
    """Add a person; without a password they can only work on the machine itself.

    Raises:
        ValueError: the name is empty, too long, not printable or taken, or the password too short.
    """
    name = _plain(name)
    if not 0 < len(name) <= 80 or not name.isprintable():
        raise ValueError("a name has 1 to 80 characters, all of them printable")
    if find_reviewer(connection, name):
        raise ValueError(f"there is a reviewer named {name} already")
    values = {"name": name, "role": role, "active": True, "password_hash": _hashed(password) if password is not None else None}
    reviewer_id = connection.execute(insert(ReviewerRow).values(values).returning(ReviewerRow.id)).scalar_one()
    return Reviewer(reviewer_id, name, role)


def find_reviewer(connection: Connection, name: str) -> Reviewer | None:
    """Return the person of that name."""
    row = connection.execute(select(*_COLUMNS).where(ReviewerRow.name == _plain(name))).first()
    return _reviewer(row) if row else None


def get_reviewer(connection: Connection, reviewer_id: int) -> Reviewer | None:
    """Return the person of that number."""
    row = connection.execute(select(*_COLUMNS).where(ReviewerRow.id == reviewer_id)).first()
    return _reviewer(row) if row else None


def all_reviewers(connection: Connection) -> list[Reviewer]:
    """Return everybody, by name."""
    return [_reviewer(row) for row in connection.execute(select(*_COLUMNS).order_by(ReviewerRow.name))]


def check_password(connection: Connection, name: str, password: str) -> Reviewer | None:
    """Return the active person of that name if the password is theirs; it takes as long where there is no such name."""
    row = connection.execute(select(*_COLUMNS, ReviewerRow.password_hash).where(ReviewerRow.name == _plain(name))).first()
    try:
        _HASHER.verify(row.password_hash if row and row.password_hash else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return _reviewer(row) if row and row.password_hash and row.active else None


def admin_can_log_in(connection: Connection) -> bool:
    """Return whether there is an active admin with a password, without whom nobody could let anybody in."""
    able = (ReviewerRow.role == "admin", ReviewerRow.active, ReviewerRow.password_hash.is_not(None))
    return connection.scalar(select(ReviewerRow.id).where(*able).limit(1)) is not None


def set_password(connection: Connection, reviewer_id: int, password: str) -> None:
    """Give a person a new password.

    Raises:
        ValueError: it is too short.
    """
    connection.execute(update(ReviewerRow).where(ReviewerRow.id == reviewer_id).values(password_hash=_hashed(password)))


def change_reviewer(connection: Connection, reviewer_id: int, *, role: Role | None = None, active: bool | None = None) -> None:
    """Give a person another role, or let them in no more (or again)."""
    values = {name: value for name, value in (("role", role), ("active", active)) if value is not None}
    if values:
        connection.execute(update(ReviewerRow).where(ReviewerRow.id == reviewer_id).values(values))


def saved_views(connection: Connection, reviewer_id: int) -> dict[str, str]:
    """Return the reviewer's views: names and the query part of the queue's address."""
    rows = connection.execute(select(SavedViewRow.name, SavedViewRow.query).where(SavedViewRow.reviewer_id == reviewer_id))
    return dict(sorted((row.name, row.query) for row in rows))


def save_view(connection: Connection, reviewer_id: int, name: str, query: str) -> None:
    """Keep a view under a name, in place of an older one of that name.

    Raises:
        ValueError: the name is empty or too long, or the query too long.
    """
    name = name.strip()
    if not 0 < len(name) <= 80 or len(query) > 4000:
        raise ValueError("a view has a name of 1 to 80 characters and a query of at most 4000")
    forget_view(connection, reviewer_id, name)
    connection.execute(insert(SavedViewRow).values(reviewer_id=reviewer_id, name=name, query=query))


def forget_view(connection: Connection, reviewer_id: int, name: str) -> None:
    """Drop a view."""
    connection.execute(delete(SavedViewRow).where(SavedViewRow.reviewer_id == reviewer_id, SavedViewRow.name == name))


def _plain(name: str) -> str:
    """Return a name as it is kept: the same letters are the same name, however they were typed."""
    return unicodedata.normalize("NFC", name.strip())


def _reviewer(row: Any) -> Reviewer:
    return Reviewer(row.id, row.name, row.role, row.active)


def _hashed(password: str) -> str:
    if len(password) < PASSWORD_CHARS:
        raise ValueError(f"a password has at least {PASSWORD_CHARS} characters")
    return _HASHER.hash(password)
