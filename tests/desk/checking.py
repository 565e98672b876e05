"""Is a store consistent? Everything that follows from something else is worked out again and compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, text

from detector.review.store import Store
from detector.review.store.queue import Filter, count_items
from detector.review.store.tables import Base, BatchRow, EventRow, ItemRow, ItemSourceRow, OpinionRow
from detector.review.store.verdicts import status_of


def snapshot(store: Store) -> list[Sequence[Any]]:
    """Everything in the store but what engines computed."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != "cached"]
    with store.reading() as connection:
        return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(*table.primary_key))]


def opinion(entry: dict[str, Any] | None) -> dict[str, Any] | None:
    """The opinion that an entry tells: what it came with is a matter of the history alone."""
    return entry and {key: value for key, value in entry.items() if key != "with"}


def check(store: Store) -> None:
    """Assert that the opinions follow from the history, and the items from the opinions; that a batch is there whole; that search works."""
    with store.reading() as connection:
        items = connection.execute(select(ItemRow)).all()
        events = connection.execute(select(EventRow).order_by(EventRow.id)).all()
        opinions = connection.execute(select(OpinionRow).order_by(OpinionRow.at, OpinionRow.reviewer_id)).all()
        outlets = dict(connection.execute(select(ItemSourceRow.item_id, func.count()).group_by(ItemSourceRow.item_id)).all())
        last = connection.execute(select(BatchRow).order_by(BatchRow.id.desc()).limit(1)).first()
        everything = count_items(connection, Filter(search="puerto"))
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []

    said: dict[tuple[str, int], Any] = {}
    changes: Counter[str] = Counter()
    for event in events:
        if event.action in ("verdict", "undo"):
            assert opinion(event.before) == said.get((event.item_id, event.reviewer_id)), event
            said[event.item_id, event.reviewer_id] = opinion(event.after)
            changes[event.item_id] += 1
    kept = {
        (row.item_id, row.reviewer_id): {
            "verdict": row.verdict, "reason": row.reason, "note": row.note, "adjudicates": row.adjudicates, "at": row.at.isoformat(),
        }
        for row in opinions
    }  # fmt: skip
    assert kept == {key: said_last for key, said_last in said.items() if said_last}

    by_item = defaultdict(list)
    for row in opinions:
        by_item[row.item_id].append((row.verdict, row.adjudicates))
    for item in items:
        assert (item.status, item.verdict) == status_of(by_item[item.id]), item.id
        assert item.version == 1 + changes[item.id], item.id
        assert 1 <= outlets[item.id] <= 2
    if last:
        current = [item for item in items if item.last_batch == last.id]
        assert all((item.state == "gone") == (item.last_batch != last.id) for item in items)
        assert len(current) == sum(last.counts.get(state, 0) for state in ("new", "carried", "changed"))
    assert everything == sum("puerto" in item.words for item in items)
