"""What kind of conflict a contradiction is."""

from __future__ import annotations

from detector.judge.gates import Pair, conflicting_quantities, negated, other_name, times_conflict
from detector.judge.places import conflicting_places
from detector.records import Kind


def conflict_kind(pair: Pair) -> Kind:
    """Return the kind of a conflict, by what can be seen in the two claims; the most specific that applies.

    A number that a later article gives differently, or that is given for a later day, is `supersession`: the earlier one
    was right in its day.
    """
    a, b = pair.a, pair.b
    if (a.stance == "denied") != (b.stance == "denied"):
        return "denial"
    if conflicting_quantities(a, b):
        later = pair.published_a and pair.published_b and pair.published_a != pair.published_b
        return "supersession" if later or times_conflict(pair) else "number"
    if times_conflict(pair):
        return "date"
    if negated(a) != negated(b):
        return "negation"
    if conflicting_places(a, b)[0]:
        return "place"
    return "actor" if other_name(pair) else "other"
