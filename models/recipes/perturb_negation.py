"""The view of `perturb.py` that negates a sentence or frees it of its negation."""

import re
from random import Random

from perturb_side import Side
from perturb_verbs import AUX_ES, IRREGULAR_PAST_ES, NEGATION, QUANTIFIED, SCOPE, VERBS_EN, Verb, english_forms, main_verb

from detector.claims.grammar.morphology import english


def negated(side: Side, rng: Random) -> str | None:
    """Insert a negation at the main verb, or remove the only one there is."""
    text, lang = side.text, side.lang
    if len(NEGATION[lang].findall(text)) == 1:
        return _without_not(side)
    verb = main_verb(text, lang)
    if (
        verb is None
        or SCOPE[lang].search(text)
        or QUANTIFIED[lang].match(text[verb.begin :])
        or NEGATION[side.other_lang].search(side.other)
    ):
        return None
    if verb.word in ("may", "might", "do", "does", "did"):
        return None
    return insert_not(text, verb, lang)


def _without_not(side: Side) -> str | None:
    text, lang = side.text, side.lang
    if not NEGATION[side.other_lang].search(side.other) or re.search(
        r"(?i)\b(?:any\w*|yet|either|until|but|all|because|ever|as|whether|if|much|sino|hasta|todavía|aún|más|todo\w*|porque|pero|tan|si|"
        r"algun\w*|"
        r"much[oa]s?|que|at all|para nada|en absoluto|same|mismo|cualquier|longer|still|only|also|tod[oa]s|ya)\b",
        text,
    ):
        return None
    if lang == "es":
        found = re.search(r"(?<=[\w]) no (?=(?:(?:se|le|les|lo|la|los|las|me|nos) )?(\w+))", text)
        if not found or not (found[1] in AUX_ES or found[1] in IRREGULAR_PAST_ES or re.search(r"(?:ó|aron|ieron|rán?|aban?)$", found[1])):
            return None
        return text[: found.start()] + " " + text[found.end() :]
    found = re.search(r"\b(is|are|was|were|will|can|could|should|would|has|have|had)(?: not|n't|n’t)\b(?! to\b)|\b(cannot)\b", text)
    if found and found.start() > 0:
        return text[: found.start()] + (found[1] or "can") + text[found.end() :]
    found = re.search(r"\b(did|does|do)(?: not|n't|n’t) (\w+)", text)
    if found and found.start() > 0:
        if found[1] == "do":
            return text[: found.start()] + found[2] + text[found.end() :]
        if found[2] in VERBS_EN or found[2] in ("have", "know", "think", "believe"):
            forms = english(found[2])
            return text[: found.start()] + (forms.past[0] if found[1] == "did" else forms.present[0]) + text[found.end() :]
    return None


def insert_not(text: str, verb: Verb, lang: str) -> str:
    if lang == "es":
        return text[: verb.start] + "no " + text[verb.start :]
    if verb.base is None:
        return text[: verb.end] + ("not" if verb.word == "can" else " not") + text[verb.end :]
    return f"{text[: verb.start]}{_do_support(verb)} not {verb.base}{text[verb.end :]}"


def _do_support(verb: Verb) -> str:
    if verb.word in english_forms()[0] or verb.word == "had":
        return "did"
    return "do" if verb.word == verb.base else "does"
