"""What people say of items, written so that nothing is lost: every change is an entry of the history, and undo is one more.

Every function takes a connection of `Store.writing`, where writers take turns. A change names the version of the item that its author saw;
where somebody else has changed it since, nothing is written and `Conflict` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select, update
from sqlalchemy.orm import aliased

from detector.review.store.tables import EventRow, ItemRow, OpinionRow, ReviewerRow
from detector.review.vocabulary import Reason, Status, Verdict

NOTE_CHARS = 4000
HOLD = timedelta(minutes=20)
"""How long an item stays with who took it to work on: longer than a verdict takes, short enough to come back the same morning."""


class Conflict(Exception):
    """Somebody else has changed the item since it was read, or holds it."""


class NothingToUndo(Exception):
    """The reviewer has made no change that is still in force."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer thinks of an item; `adjudicates`: it settles what others dispute."""

    verdict: Verdict
    reason: Reason | None = None
    note: str = ""
    adjudicates: bool = False


@dataclass(frozen=True, slots=True)
class CameWith:
    """The verdict that another one came with: its item, and its entry of the history."""

    item: str
    entry: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A verdict that was taken back: its item, what it was, and the copies that it was given to and taken back from in the same act."""

    item_id: str
    verdict: str
    copies: tuple[str, ...]


def decide(
    connection: Connection, item_id: str, version: int, reviewer_id: int, opinion: Opinion, at: datetime,
    came_with: CameWith | None = None,
) -> int:  # fmt: skip
    """Record the reviewer's opinion of an item, in place of an earlier one of theirs; return the item's new version.

    Args:
        connection: in a transaction that may write.
        item_id: the item.
        version: the one that the author saw.
        reviewer_id: the author.
        opinion: what they think.
        at: when.
        came_with: the verdict on another item that brought this one along (see `copies`).

    Raises:
        Conflict: the item is not at `version` any more, or somebody else holds it.
        KeyError: there is no such item.
        ValueError: the note is too long.
    """
    if len(opinion.note) > NOTE_CHARS:
        raise ValueError(f"a note has at most {NOTE_CHARS} characters")
    item = _seen(connection, item_id, version)
    if item.held_by not in (None, reviewer_id) and item.held_until > at:
        raise Conflict(item_id)
    before = _opinion(connection, item_id, reviewer_id)
    after = {**asdict(opinion), "at": at.astimezone(UTC).isoformat()}
    _record(connection, at, reviewer_id, item_id, "verdict", before, after | ({"with": asdict(came_with)} if came_with else {}))
    _set_opinion(connection, item_id, reviewer_id, after)
    return _settle(connection, item_id, version, held_by=None, held_until=None)


def undo(connection: Connection, reviewer_id: int, at: datetime) -> Taken:
    """Take back the reviewer's last verdict that is still in force, and those that came with it.

    Raises:
        NothingToUndo: there is none.
    """
    undoing = aliased(EventRow)
    own = select(EventRow).where(
        EventRow.reviewer_id == reviewer_id, EventRow.action == "verdict", ~exists().where(undoing.undoes == EventRow.id)
    )
    last = connection.execute(own.order_by(EventRow.id.desc()).limit(1)).first()
    if last is None:
        raise NothingToUndo
    # An act is the verdict on an item and, right after it, those that came with it.
    first = _act_of(last)
    act = [row for row in connection.execute(own.where(EventRow.id >= first).order_by(EventRow.id)) if _act_of(row) == first]
    for row in act:
        _record(connection, at, reviewer_id, row.item_id, "undo", row.after, row.before, undoes=row.id)
        _set_opinion(connection, row.item_id, reviewer_id, row.before)
        _settle(connection, row.item_id, _row(connection, row.item_id).version)
    return Taken(act[0].item_id, act[0].after["verdict"], tuple(row.item_id for row in act[1:]))


def hold(connection: Connection, item_id: str, reviewer_id: int, at: datetime) -> None:
    """Keep an item for the reviewer, for `HOLD`; others can read it but not decide.

    Raises:
        Conflict: somebody else holds it.
        KeyError: there is no such item.
    """
    free = or_(ItemRow.held_by.is_(None), ItemRow.held_by == reviewer_id, ItemRow.held_until <= at)
    taken = connection.execute(update(ItemRow).where(ItemRow.id == item_id, free).values(held_by=reviewer_id, held_until=at + HOLD))
    if not taken.rowcount:
        _row(connection, item_id)
        raise Conflict(item_id)
    _record(connection, at, reviewer_id, item_id, "hold", None, None)


def release(connection: Connection, item_id: str, reviewer_id: int, at: datetime) -> None:
    """Give back an item that the reviewer holds; nothing happens where they do not."""
    given = connection.execute(
        update(ItemRow).where(ItemRow.id == item_id, ItemRow.held_by == reviewer_id).values(held_by=None, held_until=None)
    )
    if given.rowcount:
        _record(connection, at, reviewer_id, item_id, "release", None, None)


def assign(connection: Connection, item_ids: Sequence[str], to: int | None, by: int, at: datetime) -> None:
    """Put items on a reviewer's list, or on nobody's.

    Raises:
        KeyError: there is no such item, or no such reviewer.
    """
    if to is not None and connection.scalar(select(ReviewerRow.id).where(ReviewerRow.id == to)) is None:
        raise KeyError(to)
    for item_id in item_ids:
        row = _row(connection, item_id)
        if row.assigned_to != to:
            connection.execute(update(ItemRow).where(ItemRow.id == item_id).values(assigned_to=to))
            _record(connection, at, by, item_id, "assign", {"to": row.assigned_to}, {"to": to})


def status_of(opinions: Sequence[tuple[Verdict, bool]]) -> tuple[Status, Verdict | None]:
    """Return how far people are with an item, and the verdict that stands, from their (verdict, adjudicates)."""
    settled = [verdict for verdict, adjudicates in opinions if adjudicates]
    verdicts = {verdict for verdict, _ in opinions}
    if settled:
        return "settled", settled[-1]
    if not verdicts:
        return "open", None
    if len(verdicts) > 1:
        return "disputed", None
    return ("agreed" if len(opinions) > 1 else "reviewed"), verdicts.pop()


def _act_of(event: Any) -> int:
    """Return the entry that began the act which an entry of a verdict belongs to."""
    return int(event.after["with"]["entry"]) if "with" in event.after else int(event.id)


def _row(connection: Connection, item_id: str) -> Any:
    row = connection.execute(select(ItemRow).where(ItemRow.id == item_id)).first()
    if row is None:
        raise KeyError(item_id)
    return row


def _seen(connection: Connection, item_id: str, version: int) -> Any:
    row = _row(connection, item_id)
    if row.version != version:
        raise Conflict(item_id)
    return row


def _opinion(connection: Connection, item_id: str, reviewer_id: int) -> dict[str, Any] | None:
    columns = (OpinionRow.verdict, OpinionRow.reason, OpinionRow.note, OpinionRow.adjudicates, OpinionRow.at)
    row = connection.execute(select(*columns).where(OpinionRow.item_id == item_id, OpinionRow.reviewer_id == reviewer_id)).first()
    return {**row._mapping, "at": row.at.isoformat()} if row else None


def _set_opinion(connection: Connection, item_id: str, reviewer_id: int, opinion: dict[str, Any] | None) -> None:
    connection.execute(delete(OpinionRow).where(OpinionRow.item_id == item_id, OpinionRow.reviewer_id == reviewer_id))
    if opinion:
        values = opinion | {"at": datetime.fromisoformat(opinion["at"])}
        connection.execute(insert(OpinionRow).values(item_id=item_id, reviewer_id=reviewer_id, **values))


def _settle(connection: Connection, item_id: str, version: int, **values: Any) -> int:
    """Bring the item's status in line with its opinions, if it still is at `version`."""
    said = connection.execute(
        select(OpinionRow.verdict, OpinionRow.adjudicates)
        .where(OpinionRow.item_id == item_id)
        .order_by(OpinionRow.at, OpinionRow.reviewer_id)
    )
    status, verdict = status_of([(row.verdict, row.adjudicates) for row in said])
    changed = connection.execute(
        update(ItemRow)
        .where(ItemRow.id == item_id, ItemRow.version == version)
        .values(status=status, verdict=verdict, version=version + 1, **values)
    )
    if not changed.rowcount:
        raise Conflict(item_id)
    return version + 1


def _record(
    connection: Connection, at: datetime, reviewer_id: int, item_id: str, action: str,
    before: dict[str, Any] | None, after: dict[str, Any] | None, undoes: int | None = None,
) -> None:  # fmt: skip
    connection.execute(
        insert(EventRow).values(at=at, reviewer_id=reviewer_id, item_id=item_id, action=action, before=before, after=after, undoes=undoes)
    )
