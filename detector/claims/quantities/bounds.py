"""Words that open or loosen a number: "al menos", "supera los", "unos", "casi", "or more"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.words import Word
from detector.claims.quantities.units import TIME

_ABOUT = 0.1  # "unos 300" leaves a tenth either way, "casi 300" a tenth below
_BEFORE: dict[str, str] = {
    phrase: bound
    for bound, phrases in {
        "least": """al menos|por lo menos|más de|como mínimo|no menos de|cuando menos|cuanto menos|superior a|superiores a|por encima de|
            mínimo de|no inferior a|poco más de|algo más de|arriba de|mayor de|mayores de|a partir de|
            at least|more than|over|above|no fewer than|no less than|
            not less than|
            not fewer than|upwards of|in excess of|a minimum of|exceeding|as few as|well over|greater than|higher than""",
        "most": """menos de|como máximo|hasta|a lo sumo|como mucho|no más de|inferior a|inferiores a|por debajo de|máximo de|no superior a|
        poco menos de|menor de|menores de|
            a lo más|fewer than|less than|at most|up to|under|below|no more than|not more than|as many as|as much as|a maximum of|
            lower than""",
        "about": """unos|unas|cerca de|alrededor de|aproximadamente|en torno a|cosa de|about|around|some|approximately|roughly|close to|
            closer to|near|circa|in the region of|something like""",
        "nearly": "casi|nearly|almost|short of|shy of|cerquita de|prácticamente|virtually",
    }.items()
    for phrase in " ".join(phrases.split()).replace("| ", "|").split("|")
}  # fmt: skip
_AFTER = {
    "o más": "least", "or more": "least", "como mínimo": "least", "como máximo": "most", "como mucho": "most",
    "a lo sumo": "most", "at most": "most",
    "o menos": "most", "or less": "most", "or fewer": "most", "or so": "about", "aproximadamente": "about", "approximately": "about",
}  # fmt: skip
# After ":" the preposition that belongs to the verb. What reaches a number is no bound of it, what does not reach it is.
_VERBS = {
    "least": ("superar sobrepasar rebasar exceder pasar:de", "exceed surpass top"),
    "about": ("rondar bordear", ""),
    "nearly": ("rozar acercar:a aproximar:a", "approach"),
    "reached": ("alcanzar llegar:a", "reach"),
}
_AFFIRMED = {"reached": ""}
_DENIED = {"least": "most", "reached": "most"}
_CHANGES = ("subir bajar pasar caer aumentar crecer/crec reducir/reduc descender/desciend ascender/asciend elevar recortar rebajar "
    "retroceder avanzar disminuir incrementar ampliar encarecer abaratar", "rise fall go grow climb drop jump increase decrease decline "
    "shrink cut raise slow")  # fmt: skip
_CHANGED_NOUNS = word_set("subida bajada alza caída aumento descenso reducción rebaja incremento")
_ARTICLES = word_set("el la los las un una the a an")
_ALREADY = {"ya", "already", "now"}
_CONTRACTED = {"del": "de", "al": "a"}
_LASTING = word_set("""for of after in to by than from within last lasts lasted take takes took taken wait waited serve served spend spent
    well just""")
_CLAUSE_MARKS = {";", ":", "but", "pero", "aunque", "although"}


@cache
def _bounding_verbs(language: str) -> dict[tuple[str, str], str]:
    """Return the bounds that verbs give, by their form and preposition."""
    column = 0 if language == "es" else 1
    entries = [(*entry.partition(":"), bound) for bound, verbs in _VERBS.items() for entry in verbs[column].split()]
    return {(form, link): bound for verb, _, link, bound in entries for form in all_forms(verb, language)}


# "complaints about 340 stations" are not about, but of 340.
_TELLING = word_set("""complaint complaints claim claims concern concerns question questions report reports rumour rumours rumor rumors
    allegation allegations doubt doubts talk talks information story stories warning warnings data details""")


def find_bound(words: Sequence[Word], begin: int, after: int, language: str) -> tuple[str, int]:
    """Return the bound that stands before a number phrase ("least", "most", "about", "nearly", "") and the index where it begins."""
    ends = [begin]
    if begin and words[begin - 1].lower in _ARTICLES and (language, words[begin - 1].lower) != ("es", "a"):
        ends.append(begin - 1)
    enclosed = begin > 2 and words[begin - 1].text == ","
    for end in (*ends, begin - 1) if enclosed else ends:
        for length in (4, 3, 2, 1):
            if end < length:
                continue
            tail = words[end - 1].lower
            phrase = " ".join([*(word.lower for word in words[end - length : end - 1]), _CONTRACTED.get(tail, tail)])
            if words[end].text == "," and words[end - length - 1].text != ",":
                continue
            if end < begin and phrase in _BEFORE and _told_of(words, after):
                return "", begin  # "por encima de los 40 que reconoce X": a figure of its own
            if phrase == "about" and end > length and words[end - length - 1].lower in _TELLING:
                return "", begin
            if phrase in _BEFORE and not (end < begin and length == 1 and phrase in ("some", "unos", "unas")):
                return _in_context(_BEFORE[phrase], phrase, words, end - length, after, language), end - length
    return _verb_bound(words, begin, ends[-1], after, language)


def _told_of(words: Sequence[Word], after: int) -> bool:
    """Whether a clause behind a number, or behind the noun that it counts, says whose or which it is."""
    near = words[after : after + 2]
    zero = bool(near) and near[0].lower in ("the", "its", "their") and any(word.finite for word in words[after : after + 4])
    return zero or any(word.lower in ("que", "that") for word in near) or any(word.lower == "by" for word in words[after + 1 : after + 3])


def _verb_bound(words: Sequence[Word], begin: int, end: int, after: int, language: str) -> tuple[str, int]:
    """Return the bound that the verb before a number phrase gives, and where the verb stands; "" and `begin` if it gives none."""
    while end > 1 and words[end - 1].lower in _ALREADY:
        end -= 1
    tail = words[end - 1].lower if end else ""
    link = _CONTRACTED.get(tail, tail)
    if link not in ("a", "de"):
        link = ""
    verb = end - 1 - bool(link)
    bound = _bounding_verbs(language).get((words[verb].lower, link), "") if verb >= 0 else ""
    before = words[verb - 1] if verb > 0 else None
    if link == "de" and any(word.lower in ("a", "al", "hasta") for word in words[after : after + 4]):
        bound = ""  # "pasó de 20 a 34"
    if language == "en" and (before is None or before.pos == "DET"):
        bound = ""  # "the top 10"
    denied = before is not None and before.lower in ("no", "not", "nunca", "never", "sin", "without")
    bound = _DENIED.get(bound, "") if denied else _AFFIRMED.get(bound, bound)
    return bound, (verb if bound else begin)


def _in_context(bound: str, phrase: str, words: Sequence[Word], at: int, after: int, language: str) -> str:
    """Return the bound, "" where its words say something else: "cayó hasta 40" is where it fell to, "over 15 years" during them."""
    if phrase == "hasta" and at > 1 and words[at - 2].lower == "desde":
        return ""  # "desde 30 hasta 120"
    if phrase in ("hasta", "up to"):
        changes = all_forms(_CHANGES[0 if language == "es" else 1], language) | _CHANGED_NOUNS
        for word in reversed(words[max(0, at - 10) : at]):
            if word.lower in _CLAUSE_MARKS:
                break
            if word.lower in changes:
                return ""
    if phrase in ("over", "under", "around") and after < len(words) and words[after].lower.removesuffix("s") in TIME:
        before = words[at - 1] if at else None
        if before is not None and not (before.lower in _LASTING or before.finite or before.pos in ("VERB", "AUX")):
            return ""
    if phrase.startswith(("mayor", "menor")) and not (after < len(words) and words[after].lower.removesuffix("s") in TIME):
        return ""  # "el mayor de los tres"
    return bound


def bound_after(words: Sequence[Word], at: int) -> tuple[str, int]:
    """Return the bound that follows a number or its noun ("50 or more", "50 médicos como mínimo"), and the index after it."""
    for length in (3, 2, 1):
        following = words[at : at + length]
        if bound := _AFTER.get(" ".join(word.lower for word in following)):
            return bound, at + len(following)
    return "", at


def bounded(low: float, high: float, bound: str) -> tuple[float, float]:
    """Return the interval that a bound makes of a number."""
    if bound == "least":
        return low, math.inf
    if bound == "most":
        return -math.inf, high
    if bound == "about":
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return (low * (1 - _ABOUT), high) if bound == "nearly" else (low, high)
