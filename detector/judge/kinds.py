"""What kind of conflict a contradiction is."""

from __future__ import annotations

from detector.judge.counts import TOLLS, conflicting_quantities, grown
from detector.judge.gates import Pair, negated, other_name, times_conflict
from detector.judge.places import conflicting_places
from detector.records import Kind


def conflict_kind(pair: Pair) -> Kind:
    """Return the kind of a conflict, by what can be seen in the two claims; the most specific that applies.

    A toll that a later article gives differently, and any number that is given for a later day or said to have risen, is
    `supersession`: the earlier one was right in its day. What does not grow by itself (a price, a length, how many were aboard) is
    in dispute, whenever it was printed.
    """
    a, b = pair.a, pair.b
    if (a.stance == "denied") != (b.stance == "denied"):
        return "denial"
    if clashing := conflicting_quantities(a, b):
        later = pair.published_a and pair.published_b and pair.published_a != pair.published_b
        growing = any(left.counted in TOLLS for left, _ in clashing)
        return "supersession" if (later and growing) or times_conflict(pair) or grown(a, b) else "number"
    if times_conflict(pair):
        return "date"
    if negated(a) != negated(b):
        return "negation"
    if conflicting_places(a, b)[0]:
        return "place"
    return "actor" if other_name(pair) else "other"
