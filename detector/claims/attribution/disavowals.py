"""Who says that he never said something: "negó haber dicho que P", "nunca dije que P", "I never told anyone that P".

That says nothing of P. It contradicts who has it that he said P, and nobody else; so P is the content, and the stance is "disavowed".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from detector.claims.attribution.statements import Statement
from detector.claims.grammar.frame_words import SAYING
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import all_forms, first_person
from detector.claims.grammar.reporting import own_reports
from detector.claims.reference.content import affirmative
from detector.claims.reference.naming import without_article

_SHORTEST = 3  # words that can be read alone; "nunca dije que dimitiría" stays whole
_ME = word_set("yo nosotros i we")
_MINE = {"es": own_reports() | {"yo", "he", "hemos"}, "en": frozenset({"i", "we"})}
_BETWEEN = r"(?:\s(?!que\b|that\b)[^\s,;:]+){0,7}?"


@cache
def _pattern(language: str) -> regex.Pattern[str]:
    said = {form for lemma in SAYING[language] for form in all_forms(lemma, language)}
    said |= {form for lemma in SAYING["es"] for form in first_person(lemma) if language == "es"}
    forms = "|".join(sorted(said, key=len, reverse=True))
    if language == "es":
        no = r"(?P<no>(?:no|nunca|jamás|tampoco|en ningún momento)\s)?(?:no\s)?"
        verb = rf"(?:(?:me|te|se|le|les|lo|nos)\s)*(?:(?:he|ha|han|hemos|había|habían|haya|hayan|hubiera|hubieran)\s)?(?:{forms})"
        link = "que"
    else:
        no = r"(?:(?:has|have|had|did|does|do)\s?)?(?P<no>(?:never|not|n['’]t)\s)?(?:(?:ever|even)\s)?"
        verb = rf"(?:(?:has|have|had|ever)\s)*(?:{forms})"
        link = "that"
    return regex.compile(rf"(?P<who>(?:[^\s,;:]+\s){{0,6}}?){no}{verb}{_BETWEEN}\s{link}\s(?P<said>.+)", regex.IGNORECASE | regex.DOTALL)


def disavowed(said: Statement, whole: str, language: str) -> Statement:
    """Return what is disavowed in place of its disavowal; anything else as it is. What cannot be read alone gives way to the `whole`.

    Who disavows it is the last of the speakers: who is said to have said it, whether he speaks for himself or another does for him;
    nobody is named where an article speaks of itself, or an interview does not say whose answer it is.
    """
    mine = not _MINE[language].isdisjoint(whole.lower().split())
    if said.stance == "disavowed" and not (said.speakers or mine):
        return replace(said, stance="uncommitted")  # "nadie dijo que P"
    if said.stance == "disavowed" and len(said.content.split()) < _SHORTEST:
        return replace(said, content=whole, stance="asserted")
    if said.stance not in ("denied", "asserted"):
        return said
    found = _pattern(language).fullmatch(said.content)
    if found is None or (said.stance == "denied") == bool(found["no"]) or len(found["said"].split()) < _SHORTEST:
        return said
    who = found["who"].strip()
    if who and who.lower() not in _ME and who != said.subject:
        return said
    name = "" if who.lower() in _ME else without_article(who, language)
    speakers = said.speakers if not name or said.speakers[-1:] == (name,) else (*said.speakers, name)
    if not (speakers or mine):
        return said
    return replace(said, content=affirmative(found["said"], language), subject=None, speakers=speakers, stance="disavowed")
