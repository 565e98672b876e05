"""Relative words and what they stand for in their clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detector.claims.grammar.lexicon import PREPOSITIONS
from detector.claims.grammar.sentence import Sentence

_ARTICLES = {"el", "la", "los", "las"}
_OWNERS = {"cuyo": "el", "cuya": "la", "cuyos": "los", "cuyas": "las"}
_SHARES = {
    "all",
    "most",
    "many",
    "some",
    "half",
    "several",
    "both",
    "none",
    "few",
    "dozens",
    "hundreds",
    "thousands",
    "one",
    "two",
    "three",
}
_PLACES = {"donde": "en", "adonde": "a", "where": "in"}


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative that ends before the word at `end`. `link` is the preposition or article that its antecedent takes in its clause."""

    kind: Literal["subject", "oblique", "owner", "result", "share"]
    end: int
    link: str = ""
    place: bool = False


def relative_at(sentence: Sentence, index: int) -> Relative | None:
    """Return the relative that begins at `index`, a preposition before it included."""
    words = [word.lower for word in sentence.words[index : index + 3]]
    words += [""] * (3 - len(words))
    if sentence.language == "en" and words[1] == "of" and words[2] in ("which", "whom"):
        share = sentence.words[index].pos == "NUM" or words[0].isdigit() or words[0] in _SHARES
        return Relative("share", index + 3, "of") if share else None  # "nine of whom were women"
    return _spanish(words, index) if sentence.language == "es" else _english(words, index)


def _spanish(words: list[str], index: int) -> Relative | None:
    first, second, third = words
    if first in ("que", "quien", "quienes"):
        return Relative("subject", index + 1)
    if first in _OWNERS:
        return Relative("owner", index + 1, _OWNERS[first])
    if first in _PLACES:
        return Relative("oblique", index + 1, _PLACES[first], place=True)
    if first == "lo" and second in ("que", "cual"):
        return Relative("result", index + 2)
    if first in _ARTICLES and second in ("cual", "cuales"):
        return Relative("subject", index + 2)
    link = {"al": "a", "del": "de"}.get(first)
    if link and second in ("que", "cual"):
        return Relative("oblique", index + 2, link)
    if first in PREPOSITIONS["es"] - {"según"}:
        if second in _ARTICLES and third in ("que", "cual", "cuales"):
            return Relative("oblique", index + 3, first)
        if second in ("quien", "quienes", "donde"):
            return Relative("oblique", index + 2, first)
    return None


def _english(words: list[str], index: int) -> Relative | None:
    first, second, _ = words
    if first in ("who", "whom", "which"):
        return Relative("subject", index + 1)
    if first == "whose":
        return Relative("owner", index + 1, "'s")
    if first in _PLACES:
        return Relative("oblique", index + 1, _PLACES[first], place=True)
    if first in PREPOSITIONS["en"] and second in ("which", "whom"):
        return Relative("oblique", index + 2, first)
    return None
