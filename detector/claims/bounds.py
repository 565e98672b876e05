"""Words that open or loosen a number: "al menos", "supera los", "unos", "casi", "or more"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from detector.claims.lexicon import word_set
from detector.claims.morphology import paradigm
from detector.claims.units import TIME
from detector.claims.words import Word

_ABOUT = 0.1  # "unos 300" leaves a tenth either way, "casi 300" a tenth below
_BEFORE: dict[str, str] = {
    phrase: bound
    for bound, phrases in {
        "least": """al menos|por lo menos|más de|como mínimo|no menos de|cuando menos|cuanto menos|superior a|superiores a|por encima de|
            mínimo de|no inferior a|poco más de|algo más de|arriba de|at least|more than|over|above|no fewer than|no less than|
            not less than|
            not fewer than|upwards of|in excess of|a minimum of|exceeding|as few as|well over|greater than|higher than""",
        "most": """menos de|como máximo|hasta|a lo sumo|no más de|inferior a|inferiores a|por debajo de|máximo de|no superior a|
        poco menos de|
            a lo más|fewer than|less than|at most|up to|under|below|no more than|not more than|as many as|as much as|a maximum of|
            lower than""",
        "about": """unos|unas|cerca de|alrededor de|aproximadamente|en torno a|cosa de|about|around|some|approximately|roughly|close to|
            near|circa|in the region of|something like""",
        "nearly": "casi|nearly|almost|cerquita de|prácticamente|virtually",
    }.items()
    for phrase in " ".join(phrases.split()).replace("| ", "|").split("|")
}  # fmt: skip
_AFTER = {
    "o más": "least", "or more": "least", "como mínimo": "least", "como máximo": "most", "a lo sumo": "most", "at most": "most",
    "o menos": "most", "or less": "most", "or fewer": "most", "or so": "about", "aproximadamente": "about", "approximately": "about",
}  # fmt: skip
_VERBS = {
    "least": ("superar sobrepasar rebasar exceder", "exceed surpass top"),
    "about": ("rondar bordear", ""),
    "nearly": ("rozar", "approach"),
}
_NEGATED = {"least": "most"}
_CHANGES = ("subir bajar pasar caer aumentar crecer/crec reducir/reduc descender/desciend ascender/asciend elevar recortar rebajar "
    "retroceder avanzar disminuir incrementar ampliar encarecer abaratar", "rise fall go grow climb drop jump increase decrease decline "
    "shrink cut raise slow")  # fmt: skip
_CHANGED_NOUNS = word_set("subida bajada alza caída aumento descenso reducción rebaja incremento")
_ARTICLES = word_set("el la los las un una the a an")
_CONTRACTED = {"del": "de", "al": "a"}
_LASTING = word_set("""for of after in to by than from within last lasts lasted take takes took taken wait waited serve served spend spent
    well just""")
_CLAUSE_MARKS = {";", ":", "but", "pero", "aunque", "although"}


@cache
def _forms(verbs: str, language: str) -> frozenset[str]:
    paradigms = [paradigm(entry, language) for entry in verbs.split()]
    return frozenset(form for verb in paradigms for form in (*verb.finite, verb.lemma, verb.participle, verb.gerund))


@cache
def _bounding_verbs(language: str) -> dict[str, str]:
    column = 0 if language == "es" else 1
    return {form: bound for bound, verbs in _VERBS.items() for form in _forms(verbs[column], language)}


def find_bound(words: Sequence[Word], begin: int, after: int, language: str) -> tuple[str, int]:
    """Return the bound that stands before a number phrase ("least", "most", "about", "nearly", "") and the index where it begins."""
    ends = [begin]
    if begin and words[begin - 1].lower in _ARTICLES:
        ends.append(begin - 1)
    for end in ends:
        for length in (4, 3, 2, 1):
            if end < length:
                continue
            tail = words[end - 1].lower
            phrase = " ".join([*(word.lower for word in words[end - length : end - 1]), _CONTRACTED.get(tail, tail)])
            if phrase in _BEFORE and not (end < begin and length == 1 and phrase in ("some", "unos", "unas")):
                return _in_context(_BEFORE[phrase], phrase, words, end - length, after, language), end - length
    verb = ends[-1] - 1
    bound = _bounding_verbs(language).get(words[verb].lower, "") if verb >= 0 else ""
    if bound and verb > 0 and words[verb - 1].lower in ("no", "not", "nunca", "never", "sin", "without"):
        return _NEGATED.get(bound, ""), verb
    return bound, (verb if bound else begin)


def _in_context(bound: str, phrase: str, words: Sequence[Word], at: int, after: int, language: str) -> str:
    """Return the bound, "" where its words say something else: "cayó hasta 40" is where it fell to, "over 15 years" during them."""
    if phrase in ("hasta", "up to"):
        changes = _forms(_CHANGES[0 if language == "es" else 1], language) | _CHANGED_NOUNS
        for word in reversed(words[max(0, at - 10) : at]):
            if word.lower in _CLAUSE_MARKS:
                break
            if word.lower in changes:
                return ""
    if phrase in ("over", "under", "around") and after < len(words) and words[after].lower.removesuffix("s") in TIME:
        before = words[at - 1] if at else None
        if before is not None and not (before.lower in _LASTING or before.finite or before.pos in ("VERB", "AUX")):
            return ""
    return bound


def bound_after(words: Sequence[Word], places: tuple[int, ...]) -> str:
    """Return the bound that follows a number or its noun ("50 or more", "50 médicos como mínimo"), "" where none does."""
    for at in places:
        for length in (3, 2, 1):
            bound = _AFTER.get(" ".join(word.lower for word in words[at : at + length]))
            if bound:
                return bound
    return ""


def bounded(low: float, high: float, bound: str) -> tuple[float, float]:
    """Return the interval that a bound makes of a number."""
    if bound == "least":
        return low, math.inf
    if bound == "most":
        return -math.inf, high
    if bound == "about":
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return (low * (1 - _ABOUT), high) if bound == "nearly" else (low, high)
