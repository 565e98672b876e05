"""Accounts as administrators change them: each change is an entry of the history, and the last who can make them cannot be shut out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from detector.review.store.people import Reviewer, add_reviewer, change_reviewer, find_reviewer, get_reviewer, set_password
from detector.review.store.tables import EventRow, ReviewerRow
from detector.review.vocabulary import Role


class NameTaken(ValueError):
    """Somebody has that name."""


class LastAdmin(ValueError):
    """Nobody would be left who can log in and administer accounts."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person, and a stamp that another password changes ("": they have none). A session that carries an old stamp has ended."""

    reviewer: Reviewer
    stamp: str


def read_account(connection: Connection, reviewer_id: int) -> Account | None:
    """Return the account of that number."""
    reviewer = get_reviewer(connection, reviewer_id)
    if reviewer is None:
        return None
    kept = connection.scalar(select(ReviewerRow.password_hash).where(ReviewerRow.id == reviewer_id))
    return Account(reviewer, hashlib.sha256(kept.encode()).hexdigest()[:32] if kept else "")


def with_password(connection: Connection) -> set[int]:
    """Return the numbers of those who have a password."""
    return set(connection.scalars(select(ReviewerRow.id).where(ReviewerRow.password_hash.is_not(None))))


def add_account(connection: Connection, name: str, role: Role, password: str | None, by: int | None, at: datetime) -> Reviewer:
    """Add a person; `by` is None where nobody was there before.

    Raises:
        NameTaken: somebody has that name.
        ValueError: the name or the password will not do.
    """
    name = name.strip()
    if not name.isprintable():
        raise ValueError("a name has no control characters")
    if find_reviewer(connection, name):
        raise NameTaken(name)
    added = add_reviewer(connection, name, role, password)
    _record(connection, at, added.id if by is None else by, None, {"reviewer": added.id, "name": name, "role": role})
    return added


def change_account(
    connection: Connection, reviewer_id: int, by: int | None, at: datetime, *, role: Role | None = None, active: bool | None = None
) -> None:
    """Give a person another role, or let them in no more (or again); `by` is None where it was done on the command line.

    Raises:
        KeyError: there is nobody of that number.
        LastAdmin: nobody would be left to administer.
    """
    admins = _admins(connection)
    before = get_reviewer(connection, reviewer_id)
    if before is None:
        raise KeyError(reviewer_id)
    change_reviewer(connection, reviewer_id, role=role, active=active)
    if admins and not _admins(connection):
        raise LastAdmin(before.name)
    after = get_reviewer(connection, reviewer_id)
    if after != before:
        _record(connection, at, by, _shown(before), _shown(after))


def change_password(connection: Connection, reviewer_id: int, password: str, by: int | None, at: datetime) -> None:
    """Give a person another password, which ends their sessions; `by` is None where it was done on the command line.

    Raises:
        KeyError: there is nobody of that number.
        ValueError: the password is too short.
    """
    if get_reviewer(connection, reviewer_id) is None:
        raise KeyError(reviewer_id)
    set_password(connection, reviewer_id, password)
    _record(connection, at, by, None, {"reviewer": reviewer_id, "changed": "password"})


def _admins(connection: Connection) -> list[int]:
    # Writers take turns in both databases, so that two administrators cannot shut each other out at once.
    chosen = select(ReviewerRow.id).where(ReviewerRow.role == "admin", ReviewerRow.active, ReviewerRow.password_hash.is_not(None))
    return list(connection.scalars(chosen))


def _shown(reviewer: Reviewer | None) -> dict[str, Any] | None:
    return {"reviewer": reviewer.id, "role": reviewer.role, "active": reviewer.active} if reviewer else None


def _record(connection: Connection, at: datetime, by: int | None, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    connection.execute(insert(EventRow).values(at=at, reviewer_id=by, action="account", before=before, after=after))
