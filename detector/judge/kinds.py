"""What kind of conflict a contradiction is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.judge.counts import conflicting_quantities, grown, grows, outgrown, rival_counters
from detector.judge.gates import Pair, negated, other_name, times_conflict
from detector.judge.marks import differing_words
from detector.judge.places import conflicting_places
from detector.records import Claim, Kind, Quantity

_SAID = (
    r"(?:dij\w+|dicho|dig[ao]\w*|afirm\w+|calific\w+|llamad[oa]s?|llamé|pronunci\w+|confes\w+|admiti\w+|habl(?:é|ado|ara)"
    r"|said|say(?:ing)?|tell(?:ing)?|told|called|calling|claim(?:ed|ing)|admit(?:ted|ting)|spoken?|uttered)\b"
)
_WORDS = r"(?:[^\s,;:]+\s)"
_BY_NOW = re.compile(r"\b(?:ya|now|already|so far|hasta (?:ahora|hoy)|llegan? a|alcanzan?|reach(?:es|ed)?)\b", re.IGNORECASE)
_SAID_FIRST = re.compile(rf"{_WORDS}{{0,7}}?{_SAID}", re.IGNORECASE)
_NEVER_SAID = re.compile(rf"\b(?:no|nunca|jamás|never|not)\s{_WORDS}{{0,3}}?{_SAID}|n['’]t\s{_WORDS}?{_SAID}", re.IGNORECASE)


def conflict_kind(pair: Pair) -> Kind:
    """Return the kind of a conflict, by what can be seen in the two claims; the most specific that applies.

    A toll that a later article gives higher (than a minimum, too: "at least eleven"), and any number that is given for a later day or said
    to have risen, is `supersession`: the earlier one was right in its day. What does not grow by itself (a price, a length, how many were
    aboard), a toll that falls, and one that rivals count ("48, says the ministry", "the lawyers counted 130") are in dispute, whenever
    they were printed.
    """
    a, b = pair.a, pair.b
    if _disowned(a) != _disowned(b):
        return "attribution"
    if (a.stance == "denied") != (b.stance == "denied"):
        return "denial"
    if clashing := conflicting_quantities(a, b):
        return "supersession" if times_conflict(pair) or grown(a, b) or _risen_since(pair, clashing) else "number"
    if outgrown(a, b, pair.later):
        return "supersession"
    if times_conflict(pair):
        return "date"
    if negated(a) != negated(b):
        return "negation"
    if conflicting_places(a, b)[0]:
        return "place"
    if other_name(pair):
        return "actor"
    return "antonym" if any(differing_words(a, b)) else "other"


def _risen_since(pair: Pair, clashing: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether the article of a later day gives the higher number, of a toll (no rival's) or of what it says stands at so much "by now"."""
    if pair.later is None:
        return False
    rises = [(left.low > right.high) == (pair.later is pair.a) for left, right in clashing]
    toll = any(grows(left, pair.a) for left, _ in clashing) and not rival_counters(pair.a, pair.b)
    return all(rises) and (toll or bool(_BY_NOW.search(pair.later.text)))


def _disowned(claim: Claim) -> bool:
    """Whether the claim is that words were never said ("negó haber dicho", "I never told anyone")."""
    if claim.stance == "disavowed":
        return True
    if claim.stance == "denied":
        return bool(_SAID_FIRST.match(claim.content))
    return bool(_NEVER_SAID.search(claim.content))
