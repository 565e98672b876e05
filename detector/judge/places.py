"""Where things happen, by form: the names that stand after a preposition of place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from detector.countries import countries
from detector.records import Claim, Span

_CAPITAL = r"[A-ZÁÉÍÓÚÜÑ]"
_NAME = rf"({_CAPITAL}[\w’'-]+(?:\s(?:(?:de|del|la|las|los|el|of|the)\s){{0,2}}{_CAPITAL}[\w’'-]+)*)"
# "en el puerto de Lirio": one common noun may stand between.
_IN = {
    "es": re.compile(
        r"\b(?:en|desde|hacia|hasta|cerca de|frente a|junto a)\s(?:(?:la|el|los|las)\s)?(?:[a-záéíóúñ]+\s(?:de\s(?:la\s|los\s)?)?)?" + _NAME
    ),
    "en": re.compile(r"\b(?:in|at|near|outside|off|inside|from|to)\s(?:the\s)?(?:[a-z]+\s(?:of\s)?)?" + _NAME),
}
_WHEN = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_SPELT_ALIKE = 0.7


def conflicting_places(a: Claim, b: Claim) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of the places that two claims name, in the texts of their articles, where no place stands in both; else nothing."""
    left, right = _places(a), _places(b)
    named_in_both = any(_same(x, y) for x in left for y in right)
    elsewhere = any(name in b.text for name in left) or any(name in a.text for name in right)
    if not left or not right or named_in_both or elsewhere:
        return (), ()
    return tuple(left.values()), tuple(right.values())


def _places(claim: Claim) -> dict[str, Span]:
    pattern = _IN["en" if claim.language == "en" else "es"]
    found = {match[1]: (claim.start + match.start(1), claim.start + match.end(1)) for match in pattern.finditer(claim.text)}
    return {name: span for name, span in found.items() if not _WHEN.match(name)}


def _same(left: str, right: str) -> bool:
    """One name, up to its spelling, its language ("Moscú", "Moscow") or what stands before it ("Puerto Alba", "puerto de Alba")."""
    if countries(left) and countries(left) == countries(right):
        return True
    words = [re.findall(_CAPITAL + r"\w{2,}", name.replace("’", "'")) for name in (left, right)]
    return any(SequenceMatcher(None, *sorted((x.lower(), y.lower()))).ratio() >= _SPELT_ALIKE for x in words[0] for y in words[1])
