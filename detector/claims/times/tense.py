"""Whether the words of a statement tell of the past, the present or the future, by the forms of their verbs.

A date without its year and a weekday mean different days after "cerró" and after "cerrará". This reads the content of a claim,
which is text without grammar; it knows the endings of regular verbs, and irregular forms by list.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import IRREGULAR_EN, IRREGULAR_ES, paradigm
from detector.claims.times.periods import Tense

_WORD = regex.compile(r"\p{L}+(?:['’]\p{L}+)?")
_PAST_ENDING = regex.compile(r"\p{Ll}{2,}(?:ó|[ae]ron|aban?|(?<!r)ían)|\p{Ll}+[^\We]ed|\p{Ll}*(?:tuv|duj|pus|hiz|traj)o")
_FUTURE_ENDING = regex.compile(r"\p{Ll}{2,}(?:r[áé]|rán|remos|rían)")
_NOT_PAST = word_set("hundred naked sacred wicked rugged sílaba traba")
_PAST_MORE = word_set("""ha han había habían ha hubo era eran iba iban fue fueron quiso supo pudo cupo dijo dio vio vino
    convino intervino previno sobrevino tenía debía podía quería hacía decía vivía seguía recibía has had did was were ate
    beat bent bet bit bled blew bore bound bred burst cast clung cost crept dealt dug fed felt forgave forgot froze ground
    heard hid hung hurt knelt laid lay lent let lit meant quit rang rode sang sat set shed shook shone shrank shut slept slid
    sped split sprang stuck stung swam swore swung taught tore underwent agreed disagreed freed guaranteed upheld overthrew
    overtook undertook withdrew withstood woke wore wound""")
_FUTURE_MORE = word_set("""will shall won ll would must should may might could can cannot deben debe debería podría sería estaría
    tendría haría iría""")
_LEADING_ON = regex.compile(
    r"\bvan?\sa\b|\bhan?\sde\b|\b(?:tienen?|hay)\s(?:que|previst[oa])\b|\b(?:prevén?|planean?|esperan?)\b"
    r"|\b(?:is|are|'s|’s|'re|’re)\s(?:\w+ly\s)?(?:due|set|expected|scheduled|planned|likely|going|to|about|slated)\b"
    r"|\b(?:has|have|needs?|plans?|intends?|aims?|hopes?|expects?)\sto\b",
    regex.IGNORECASE,
)
_PLANNED_ONCE = regex.compile(
    r"\b(?:was|were|iban?|estaban?)\s(?:due|set|expected|scheduled|planned|to|a|previst[oa]s?)\b", regex.IGNORECASE
)
_HAVE = word_set("habría habrían could would may might should must")


def tense(text: str) -> Tense:
    """Return the tense of the statement in `text`: future before past before present; "" where no form tells.

    A future stands over the past forms around it: participles ("the man accused of it will appear") look like them.
    """
    if _PLANNED_ONCE.search(text):
        return ""
    words = [(found.group().lower(), found.start() > 0 and found.group()[0].isupper()) for found in _WORD.finditer(text)]
    lower = [word for word, name in words if not name]
    perfect = any(word in _HAVE and (after == "have" or word.startswith("habr")) for word, after in pairwise([*lower, ""]))
    if not perfect and (_LEADING_ON.search(text) or any(_future(word) for word in lower)):
        return "future"
    if perfect or any(is_past(word) for word in lower):
        return "past"
    return "present" if any(word in _presents() for word in lower) else ""


def is_past(word: str) -> bool:
    """Whether a word in lower case looks like a past tense or an English participle."""
    return word in _pasts() or (word not in _NOT_PAST and bool(_PAST_ENDING.fullmatch(word)))


def is_participle(word: str) -> bool:
    """Whether a word in lower case looks like a participle of either language."""
    return word in _participles() or bool(_PARTICIPLE_ENDING.fullmatch(word))


_PARTICIPLE_ENDING = regex.compile(r"\p{Ll}{2,}[aií]d[oa]s?|\p{Ll}+[^\We]ed")


def _future(word: str) -> bool:
    short = word.replace("’", "'")
    return word in _FUTURE_MORE or short.endswith("'ll") or short == "won't" or bool(_FUTURE_ENDING.fullmatch(word))


@cache
def _pasts() -> frozenset[str]:
    irregular = {
        form
        for entries, language in ((IRREGULAR_ES, "es"), (IRREGULAR_EN, "en"))
        for lemma in entries
        for form in paradigm(lemma, language).past
    }
    return frozenset(irregular | _PAST_MORE)


@cache
def _participles() -> frozenset[str]:
    return frozenset(paradigm(lemma, "en").participle for lemma in IRREGULAR_EN) | word_set(
        "born muerto muertos muerta muertas hecho hechos hecha hechas escrito escrita escritos escritas abierto abierta abiertos abiertas"
    )


@cache
def _presents() -> frozenset[str]:
    entries = {(entry, language) for language in ("es", "en") for entry in COMMON[language].split()}
    entries |= {(lemma, "es") for lemma in IRREGULAR_ES} | {(lemma, "en") for lemma in IRREGULAR_EN}
    return frozenset(form for entry, language in entries for form in paradigm(entry, language).present)
