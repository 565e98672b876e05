"""Verdicts on what was said before: "Eso es falso", "that is not true", "no es así", "tachó de falsa la acusación"."""

from __future__ import annotations

from functools import cache

import regex

from detector.claims.grammar import lexicon
from detector.claims.grammar.morphology import all_forms

_FALSE = {
    "es": r"(?:(?:\w+mente|todo|del todo) )?(?:fals[oa]s?|inexact[oa]s?|infundad[oa]s?|"
    r"(?:(?:una|pura) )?(?:(?:vil|burda|gran|absoluta|completa|total|soberana) )?mentira|una (?:falsedad|calumnia)|(?:un )?bulo|"
    r"[«“\"]?(?:(?:un |una )?(?:disparate|invención|infundio|patraña|invento|falsedad|montaje))[»”\"]?)",
    "en": r"(?:(?:an? )?(?:\w+ly|complete|absolute|total|blatant) )?(?:false|untrue|baseless|unfounded|inaccurate|incorrect|(?:a )?lies?)",
}
_STATED = {
    "es": (
        r"(?:(?:eso|esto|ello|lo que dice) )?no (?:es|fue|era) (?:\w+ )?(?:así|cierto|verdad)(?: en absoluto)?",
        r"nada de (?:eso|esto|ello|lo dicho) (?:es|era|fue) (?:cierto|verdad|así)",
        r"(?:esa|esta|dicha|la|ese|este|dicho|el) (?:{noun}) (?:es|era) {false}",
        r"(?:(?:eso|esto|ello|todo|todo eso) )?(?:es|era) {false}",
        r"(?:eso )?no (?:ocurrió|sucedió|pasó) (?:así|nunca)|(?:eso )?nunca (?:ocurrió|sucedió|pasó)",
        r"(?:l[oa]s? )?(?:tach|calific|tild)\w+ (?:ayer )?de {false}(?: (?:el|la|los|las|esas?|esos|est[ao]s|dichas?) (?:{noun}))?",
    ),
    "en": (
        r"(?:that|this|it)(?: is|[’']s| was) (?:{false}|(?:(?:\w+ )?not (?:true|correct|accurate|so|the case)|nonsense|rubbish))",
        r"(?:that|this|it) (?:isn|wasn)[’']t (?:true|correct|accurate|so|the case)",
        r"none of (?:that|this|it) (?:is|was) true",
        r"(?:that|this|the|those|these) (?:{noun}) (?:is|are|was|were) (?:{false}|not true)",
        r"(?:it|they|he|she) (?:did|does|do)(?: not|n[’']t)",
        r"(?:that|this|it) never happened",
        r"(?:has )?(?:call|brand|label|describ|dismiss|reject)(?:s|es|ed|led) "
        r"(?:it|this|that|(?:the|those|these)(?: [\w-]+['’]s)? (?:{noun})) (?:as )?{false}",
    ),
}


_MARKS = regex.compile(r"[\"“”«»]")


def is_verdict(content: str, speaker: str, language: str) -> bool:
    """Whether a content says no more than that what was said before is false; the speaker may stand in it as its subject."""
    stated = _MARKS.sub("", content.strip(" .,;:!¡\"'“”«»"))  # "that was “simply not true”"
    who = regex.fullmatch(rf"(?:(?:el|la|los|las|the|its|su) )?{regex.escape(speaker)} (.+)", stated, regex.IGNORECASE)
    return any(_verdict(language).fullmatch(text) for text in (stated, *(who.groups() if who else ())))


def calls_false(content: str) -> bool:
    """Whether a content tells of its subject that it calls something false, and not that itself is so."""
    return regex.search(r"\b(?:tach|calific|tild|call|brand|label|describ|dismiss|reject)\p{L}+ ", content) is not None


def of_things(content: str) -> bool:
    """Whether a content tells whether a thing is genuine: what is false is then the thing."""
    return regex.search(r"\b(?:auténtic|genuin|verdader|original|legítim)", content) is not None


def denies_it(content: str, subject: str) -> bool:
    """Whether a content says no more of its subject than that it denies what was said ("la empresa lo desmiente")."""
    rest = content.strip(" .,;:!¡").removeprefix(subject)
    found = _DENIES_IT.fullmatch(rest) if rest != content else None
    if found is None:
        return False
    return (found[1] or found[2]) in _DENYING or (found[1] in _RULING_OUT and rest.startswith(" lo "))


_BESIDES = (  # when, where and how it is denied
    r"(?: (?:\p{L}+mente|de plano|todo|con \p{L}+|ayer|anoche|hoy|después|este \p{L}+|en (?:televisión|un comunicado|rueda de prensa)))*"
)
_PERFECT = r"(?:ha |han |había )?"
_DENIES_IT = regex.compile(rf" (?:(?:lo|la|las|los) {_PERFECT}(\p{{L}}+)|{_PERFECT}(\p{{L}}+) la mayor){_BESIDES}")
_DENYING = all_forms("negar/nieg desmentir/desmient/desmint refutar rebatir", "es")
_RULING_OUT = all_forms("descartar", "es")


@cache
def _verdict(language: str) -> regex.Pattern[str]:
    nouns = "|".join(sorted(lexicon.REPORT_NOUNS[language]))
    forms = "|".join(form.format(false=_FALSE[language], noun=nouns) for form in _STATED[language])
    return regex.compile(f"(?:{forms})", regex.IGNORECASE)
