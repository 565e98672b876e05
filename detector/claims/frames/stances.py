"""How firm a statement is by its own words: its tense, its modal verb, its adverbs."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from detector.claims.grammar import lexicon
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import paradigm
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.content import enclitic
from detector.records import Stance

_PLANS = {
    "es": ("planea", "planean", "prevé", "prevén", "pretende", "pretenden", "tiene previsto", "tienen previsto",
        "tiene la intención de"),
    "en": ("will", "'ll", "’ll", "wo", "shall", "plans to", "plan to", "intends to", "intend to", "is going to", "are going to"),
}  # fmt: skip
# What takes place at a set time, told in the present: "the museum reopens on Saturday". Headlines tell the past so, but of other verbs.
_SCHEDULED = {
    "es": """abrir reabrir cerrar/cierr empezar/empiez comenzar/comienz arrancar terminar partir llegar salir viajar celebrar estrenar votar
        volver/vuelv reanudar inaugurar jugar/jueg""",
    "en": "open reopen close start begin end resume depart arrive leave return travel premiere vote meet play",
}
_AHEAD = {
    "es": word_set("""lunes martes miércoles jueves viernes sábado domingo mañana próximo próxima enero febrero marzo abril mayo
        junio julio agosto septiembre octubre noviembre diciembre"""),
    "en": word_set("""monday tuesday wednesday thursday friday saturday sunday tomorrow tonight next january february march april
        june july august september october november december may"""),
}
_NOT_AHEAD = word_set("los cada todos todas every last pasado pasada usually siempre suele desde since")
# What could not be done was not done: "could not be reached for comment", "could not verify the report".
_FAILED = word_set("reached contacted verified confirmed verify confirm reach contact determined established substantiated corroborated")
_MAY = word_set("pudo pudieron puede pueden pudiera pudieran")
_SUPPOSED = word_set("haber haberse deberse tratarse ser estar")
_CERTAIN_CONDITIONAL = {"debería", "deberían", "querría", "querrían", "gustaría"}

# Verbs whose past of "I" looks like a future: "me enteré", "lo miré", where "compré" and "aseguré" do not.
_PAST_OF_ME = lexicon.word_set("""enteré esperé miré retiré giré tiré superé recuperé consideré operé generé alteré declaré preparé separé
    reparé aclaré admiré comparé disparé respiré aspiré lideré toleré reiteré""")
_FUTURE_OF_ME = lexicon.word_set("sabré habré cabré querré")


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
    if first == "could" and group.negated and sentence.words[group.last].lower in _FAILED:
        return "asserted"
    if first in lexicon.HEDGE_MODALS[language] or _supposed(sentence, group, high):
        return "conditional"
    if _hedging_passive(sentence, group, high):
        return "conditional"
    if language == "es":
        if first.endswith(("ría", "rían")) and first not in _CERTAIN_CONDITIONAL and len(first) > 4:
            return "predicted" if reported else "conditional"
        if (first.endswith(("rá", "rán", "remos")) and len(first) > 2) or _future_of_me(first):
            return "predicted"
    elif first == "would" or (first == "'d" and sentence.words[group.last].nonfinite):
        return "predicted" if reported else "conditional"
    headline = language == "en" and first == "to" and sentence.words[group.first].pos == "AUX"  # "Mayor to resign"
    if headline or sentence.phrase_at(group.first, _PLANS[language], high) or _going(sentence, group, high):
        return "predicted"
    if (language == "en" and _planned(sentence, group, high)) or _scheduled(sentence, group, high):
        return "predicted"
    return "asserted"


def _supposed(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether "poder" tells what may have been ("pudo deberse a"), not what somebody was able to do ("pudo salir")."""
    at = group.first + 1
    may = sentence.words[group.first].lower in _MAY and at < high
    return sentence.language == "es" and may and sentence.words[at].lower in _SUPPOSED


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


def _going(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether it is "va a abrir", "is to open": a form that leads to an infinitive, which "va a peor" and "is to blame" do not."""
    language, words, at = sentence.language, sentence.words, group.first + 2
    if at >= high or words[at - 1].lower != ("a" if language == "es" else "to"):
        return False
    if language == "es":
        infinitive = words[at].lower.endswith(("ar", "er", "ir", "ír")) or enclitic(words[at].lower) is not None
        return words[group.first].lower in ("va", "van", "vamos", "voy") and infinitive
    return words[group.first].lower in ("is", "are") and words[at].lower != "blame"


def _planned(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether it is "is expected to", "are set to"."""
    return _passive_to(sentence, group, high, lexicon.PLAN_PARTICIPLES)


@cache
def _scheduled_forms(language: str) -> frozenset[str]:
    verbs = (paradigm(entry, language) for entry in _SCHEDULED[language].split())
    return frozenset(form for verb in verbs for form in verb.present)


def _scheduled(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether a present tells what is to come at a time that the clause names ("reabre mañana", "reopens on Saturday")."""
    if group.first != group.last or sentence.words[group.last].lower not in _scheduled_forms(sentence.language):
        return False
    after = sentence.words[group.last + 1 : min(high, group.last + 9)]
    for index, word in enumerate(after):
        if word.lower in _AHEAD[sentence.language]:
            near = {other.lower for other in after[max(0, index - 2) : index + 2]}
            part_of_day = word.lower == "mañana" and index > 0 and after[index - 1].lower in ("la", "esta")
            return not near & _NOT_AHEAD and not part_of_day
    return False


def _passive_to(sentence: Sentence, group: VerbGroup, high: int, participles: frozenset[str]) -> bool:
    """Whether a form of "be", one of the participles, and "to" follow each other closely."""
    window = sentence.words[group.first + 1 : min(high, group.first + 5)]
    be = sentence.words[group.first].lower in ("is", "are", "was", "were", "has", "have", "'s", "'re", "’s", "’re")
    if be and any(word.lower in participles and after.lower == "to" for word, after in pairwise(window)):
        return True
    by = next((at for at, (word, after) in enumerate(pairwise(window)) if word.lower in participles and after.lower == "by"), None)
    behind = sentence.words[group.first + by + 3 : min(high, group.first + by + 10)] if be and by is not None else []
    return any(word.lower == "to" and after.lower in ("have", "be") for word, after in pairwise(behind))  # "is said by X to have"


def _future_of_me(form: str) -> bool:
    """Whether a form in "-ré" is a future ("compraré", "tendré") and no past ("compré", "me enteré")."""
    if form in _FUTURE_OF_ME:
        return True
    return len(form) > 3 and form.endswith(("aré", "eré", "iré", "dré")) and form not in _PAST_OF_ME
