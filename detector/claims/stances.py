"""How firm a statement is by its own words: its tense, its modal verb, its adverbs."""

from __future__ import annotations

from detector.claims import lexicon
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup
from detector.records import Stance

_PLANS = {
    "es": ("planea", "planean", "prevé", "prevén", "pretende", "pretenden", "tiene previsto", "tienen previsto", "tiene previsto", "va a", "van a", "tiene la intención de"),
    "en": ("will", "'ll", "’ll", "wo", "shall", "plans to", "plan to", "intends to", "intend to", "aims to start", "is going to", "are going to"),
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
        index not in hidden and (sentence.words[index].lower in singles.split() or sentence.phrase_at(index, phrases, high)) for index in range(low, high)
    )


def _hedging_passive(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """ "is believed to have", "was reported to be"."""
    return (
        sentence.language == "en"
        and sentence.words[group.last].lower in lexicon.HEDGE_PARTICIPLES
        and group.last > group.first
        and group.last + 1 < high
        and sentence.words[group.last + 1].lower in ("to", "that")
    )


def _planned(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """ "is expected to", "are set to"."""
    window = sentence.words[group.first + 1 : min(high, group.first + 5)]
    pairs = zip(window, window[1:], strict=False)
    be = sentence.words[group.first].lower in ("is", "are", "was", "were", "'s", "'re")
    return be and any(word.lower in lexicon.PLAN_PARTICIPLES and after.lower == "to" for word, after in pairs)
