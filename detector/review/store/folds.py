"""The queue with copies folded: of every set of copies that a filter lets through, the first one in order."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from detector.review.store.copies import Sets, read_sets
from detector.review.store.listing import newest_batch


class RememberedSets:
    """`copies.read_sets` of one store: which pairs are copies changes with a batch alone."""

    def __init__(self) -> None:
        self._known: tuple[int, Sets] | None = None

    def __call__(self, connection: Connection) -> Sets:
        """Return the sets that the last batch made."""
        last = newest_batch(connection)
        number = last.id if last else 0
        known = self._known
        if known is None or known[0] != number:
            known = self._known = (number, read_sets(connection))
        return known[1]


def folded(ids: Sequence[str], sets: Sets, keep: str = "") -> list[str]:
    """Return the ids without the copies of those that come before them; `keep`, where it is there, stands for its set anywhere."""
    shown = {sets[keep]: keep} if keep in sets and keep in ids else {}
    return [item_id for item_id in ids if item_id not in sets or shown.setdefault(sets[item_id], item_id) == item_id]
