"""What kind of conflict a contradiction is."""

from __future__ import annotations

import re

from detector.judge.gates import Pair, conflicting_quantities, times_conflict
from detector.records import Kind

_NEGATION = re.compile(
    r"\b(?:no|nunca|jamás|tampoco|ningún|ninguna|ninguno|nadie|nada|sin|ni|not|never|no|none|nobody|nothing|without|neither|nor|cannot)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def conflict_kind(pair: Pair) -> Kind:
    """Return the kind of a conflict, by what can be seen in the two claims; the most specific that applies.

    A number that a later article gives differently is `supersession`: the earlier one was right in its day.
    """
    a, b = pair.a, pair.b
    if (a.stance == "denied") != (b.stance == "denied"):
        return "denial"
    if conflicting_quantities(a, b):
        later = pair.published_a and pair.published_b and pair.published_a != pair.published_b
        return "supersession" if later else "number"
    if times_conflict(pair):
        return "date"
    if bool(_NEGATION.search(a.content)) != bool(_NEGATION.search(b.content)):
        return "negation"
    return "other"
