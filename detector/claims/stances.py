"""How firm a statement is by its own words: its tense, its modal verb, its adverbs."""

from __future__ import annotations

from itertools import pairwise

from detector.claims import lexicon
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup
from detector.records import Stance

_PLANS = {
    "es": ("planea", "planean", "prevé", "prevén", "pretende", "pretenden", "tiene previsto", "tienen previsto", "va a", "van a",
        "tiene la intención de"),
    "en": ("will", "'ll", "’ll", "wo", "shall", "plans to", "plan to", "intends to", "intend to", "is going to", "are going to"),
}  # fmt: skip
_CERTAIN_CONDITIONAL = {"debería", "deberían", "querría", "querrían", "gustaría"}


def hedged(sentence: Sentence, low: int, high: int, reported: bool) -> Stance:
    """Return conditional, predicted or asserted for a statement that its frame leaves asserted.

    Spanish conditionals are the tense of rumour in the article's own voice ("incluiría"); after "dijo que" the simple
    conditional is a future in the past, as is "would" ("said it would send").
    """
    language = sentence.language
    if _hedging_adverb(sentence, low, high):
        return "conditional"
    groups = sentence.main_groups(low, high)
    if not groups:
        return "asserted"
    group = groups[0]
    first = sentence.words[group.first].lower
    if first in lexicon.HEDGE_MODALS[language]:
        return "conditional"
    if _hedging_passive(sentence, group, high):
        return "conditional"
    if language == "es":
        if first.endswith(("ría", "rían")) and first not in _CERTAIN_CONDITIONAL and len(first) > 4:
            return "predicted" if reported else "conditional"
        if first.endswith(("rá", "rán")) and len(first) > 3:
            return "predicted"
    elif first == "would" or (first == "'d" and sentence.words[group.last].nonfinite):
        return "predicted" if reported else "conditional"
    if sentence.phrase_at(group.first, _PLANS[language], high):
        return "predicted"
    if language == "en" and _planned(sentence, group, high):
        return "predicted"
    return "asserted"


def _hedging_adverb(sentence: Sentence, low: int, high: int) -> bool:
    singles, *phrases = lexicon.HEDGES[sentence.language].split(";")
    hidden = sentence.hidden(low, high)
    return any(
        index not in hidden and (sentence.words[index].lower in singles.split() or sentence.phrase_at(index, phrases, high))
        for index in range(low, high)
    )


def _hedging_passive(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether it is "is believed to have", "was reported to be"."""
    return sentence.language == "en" and _passive_to(sentence, group, high, lexicon.HEDGE_PARTICIPLES)


def _planned(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether it is "is expected to", "are set to"."""
    return _passive_to(sentence, group, high, lexicon.PLAN_PARTICIPLES)


def _passive_to(sentence: Sentence, group: VerbGroup, high: int, participles: frozenset[str]) -> bool:
    """Whether a form of "be", one of the participles, and "to" follow each other closely."""
    window = sentence.words[group.first + 1 : min(high, group.first + 5)]
    be = sentence.words[group.first].lower in ("is", "are", "was", "were", "has", "have", "'s", "'re", "’s", "’re")
    return be and any(word.lower in participles and after.lower == "to" for word, after in pairwise(window))
