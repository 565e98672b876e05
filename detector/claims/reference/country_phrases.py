"""Countries and capitals by description: "el país sudamericano" is Chile where the article names no other of South America."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property

from detector.countries import How, Named, countries, named_countries

_SOUTH = "AR BO BR CL CO EC GY PE PY SR UY VE"
_CENTRAL = "BZ CR GT HN NI PA SV"
_CARIBBEAN = "AG BB BS CU DM DO GD HT JM KN LC TT VC"
_NORTH = "CA MX US"
_EUROPE = """AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK
    SM TR UA XK"""
_AFRICA = """AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN
    SO SS ST SZ TD TG TN TZ UG ZA ZM ZW"""
_ASIA = """AE AF AM AZ BD BH BN BT CN CY GE ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MV MY NP OM PH PK PS QA RU SA SG SY TH TJ
    TL TM TR TW UZ VN YE"""
# The words for a region in both languages, Spanish ones without the letter that tells their gender.
_REGIONS = {
    "sudamerican|suramerican|south american": _SOUTH,
    "centroamerican|central american": _CENTRAL,
    "caribeñ|caribbean": _CARIBBEAN,
    "norteamerican|north american": _NORTH,
    "latinoamerican|latin american": " ".join((_SOUTH, _CENTRAL, "MX CU DO HT")),
    "europe|european": _EUROPE,
    "african": _AFRICA,
    "asiátic|asian": _ASIA,
}
_COUNTRY = {"país", "nación", "república", "country", "nation"}
_PLURAL = re.compile(r"(?:Países|Islas|Emiratos|Filipinas|Bahamas|Maldiv|Seychelles|Comoras)")
# Names of other places and people, too.
_AMBIGUOUS = {"Granada", "Georgia", "Jordan", "Dominica", "Chad", "Guinea", "Niger", "Níger", "Santa Lucía"}
_NEAR = 400  # characters in which "el país" alone takes up a name


@cache
def _region(words: str) -> frozenset[str]:
    """Return the states of a region ("sudamericana"), all states for "", none for what is no region."""
    if not words:
        return frozenset(code for codes in _REGIONS.values() for code in codes.split())
    stem = words[:-1] if words[-1] in "oa" else words
    return frozenset(next((codes for stems, codes in _REGIONS.items() if stem in stems.split("|")), "").split())


@dataclass
class Countries:
    """The states that one article names, and whom a description can mean; the article is read when first asked."""

    text: str

    @cached_property
    def _named(self) -> dict[tuple[str, How], list[Named]]:
        """What the article names, by state and by how, in its order."""
        found: dict[tuple[str, How], list[Named]] = {}
        for one in named_countries(self.text):
            found.setdefault((one.code, one.how), []).append(one)
        return found

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(code for code, _ in self._named)

    def meant(self, phrase: str, language: str, before: int) -> str | None:
        """Return whom "país sudamericano", "country" or "capital francesa" means in a sentence at `before`, as the article words it."""
        words = phrase.split()
        kind, rest = (words[0], words[1:]) if language == "es" else (words[-1], words[:-1])
        if kind == "capital" and len(rest) == 1:
            return self._only(countries(rest[0]), "capital", before)
        if kind not in _COUNTRY:
            return None
        if rest:
            return self._only(self._codes & _region(" ".join(rest)), "name", before)
        return self._only(self._codes, "name", before, _NEAR) if self._codes <= _region("") else None

    def _only(self, codes: frozenset[str], how: How, before: int, near: int | None = None) -> str | None:
        """Return the one state among `codes`, or its capital, as the article has named it before; None where there are two, or none."""
        if len(codes) != 1:
            return None
        mentions = self._named.get((next(iter(codes)), how), [])
        at = bisect_left(mentions, before, key=lambda one: one.start) - 1
        if at < 0 or (near is not None and mentions[at].start < before - near):
            return None
        name = self.text[mentions[at].start : mentions[at].end]
        if _PLURAL.match(name) or name in _AMBIGUOUS:
            return None
        ahead = self.text[max(0, mentions[at].start - 4) : mentions[at].start]
        article = re.search(r"\b(?:the|la|los|las) $", ahead, re.IGNORECASE)
        return (article.group().lower() if article and how == "name" else "") + name
