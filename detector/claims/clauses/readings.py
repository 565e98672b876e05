"""A sentence as the sentences that are read in its place: one without what is set off in it, and one for each thing set off.

"La empresa, que despidió a 300 trabajadores, cerró" is read as "La empresa cerró" and "La empresa despidió a 300 trabajadores".
Each knows where its words stand in the article, so that quotes stay verbatim.
"""

from __future__ import annotations

from dataclasses import replace

from detector.claims.clauses.alternatives import alternatives, exceptions
from detector.claims.clauses.asides import Aside, find_asides
from detector.claims.clauses.colons import cut_at_colon
from detector.claims.clauses.composing import Item, Reading, compose, ordered, own_items, placed, put_in
from detector.claims.clauses.connectives import without_connective
from detector.claims.clauses.contrasts import contrasted
from detector.claims.clauses.corrections import corrected
from detector.claims.clauses.formalities import formality
from detector.claims.clauses.insertions import quotation_first, source_behind, source_first
from detector.claims.clauses.rival_figures import Figure, rival_figures
from detector.claims.clauses.set_off import set_off
from detector.claims.grammar import lexicon
from detector.claims.grammar.nonfinite import is_participle
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word


def readings(sentence: Sentence, shortest: int) -> list[Reading]:
    """Return what to read of a sentence, the main reading first; what is set off in fewer than `shortest` words stays in its clause."""
    whole = Reading(sentence, range(len(sentence.words)))
    if kept := without_connective(sentence.words, sentence.language):
        bare = compose(sentence, own_items(sentence, kept))
        found = readings(bare.sentence, shortest)
        if not any(reading.aside or reading.without for reading in found):
            return [placed(reading, bare) for reading in found]
    if not sentence.groups or "?" in sentence.article_text[max(sentence.start, sentence.end - 2) : sentence.end]:
        return [whole]  # "One killed, four wounded": nothing is set off where there is no verb
    if figures := rival_figures(sentence) or contrasted(sentence) or alternatives(sentence) or exceptions(sentence):
        return [_figure(sentence, figure) for figure in figures]
    asides = [aside for aside in find_asides(sentence) if aside.high - aside.low >= shortest]
    figure = corrected(sentence)
    if figure:
        asides = [aside for aside in asides if not _touches(aside, figure)]
    order = figure.order if figure else range(len(sentence.words))
    kept = [index for index in order if not any(aside.cut[0] <= index < aside.cut[1] for aside in asides)]
    main = _with_source_beside(sentence, _with_shared_auxiliaries(sentence, own_items(sentence, kept)))
    unchanged = [place for _, place in main] == list(whole.places)
    told = cut_at_colon(whole if unchanged else compose(sentence, main))
    if figure:
        told = [replace(reading, without=(figure.low, figure.high)) for reading in told]
    return [*told, *(set_off(sentence, aside) for aside in asides if not formality(sentence, aside))]


def _touches(aside: Aside, figure: Figure) -> bool:
    """Whether what is set off, or what it tells of, holds a figure that the sentence calls wrong."""
    spans = [aside.cut, (aside.low, aside.high), *([aside.antecedent] if aside.antecedent else [])]
    return any(low < figure.high and figure.low < high for low, high in spans)


def _figure(sentence: Sentence, figure: Figure) -> Reading:
    items = own_items(sentence, range(len(sentence.words)))
    if figure.finite is not None:
        items[figure.finite] = replace(sentence.words[figure.finite], pos="VERB", finite=True, nonfinite=False), figure.finite
    if figure.verb is not None:
        place, form = figure.verb
        items[place] = replace(sentence.words[place], text=form), place
    items = ordered(items, figure.order)
    return replace(compose(sentence, _with_source_beside(sentence, items)), without=(figure.low, figure.high))


def _with_source_beside(sentence: Sentence, items: list[Item]) -> list[Item]:
    if kept := without_connective([word for word, _ in items], sentence.language):
        items = [items[index] for index in kept]
    words = [word for word, _ in items]
    language = sentence.language
    order = quotation_first(words, language) or source_behind(words, language) or source_first(words, language)
    return ordered(items, order) if order else items


def _with_shared_auxiliaries(sentence: Sentence, items: list[Item]) -> list[Item]:
    """Put back the auxiliary that two verbs share: "was flown home and [was] taken to prison", "will shut shops and [will] cut jobs"."""
    found: list[Item] = []
    for item, following in zip(items, (*items[1:], None), strict=False):
        found.append(item)
        if item[0].lower in lexicon.COORDINATORS[sentence.language] and item[1] is not None and following and following[1] is not None:
            shared = _shared_auxiliary(sentence, item[1], following[1])
            if shared:
                found.append(put_in(shared.text, "AUX", finite=True))
    return found


def _shared_auxiliary(sentence: Sentence, coordinator: int, verb: int) -> Word | None:
    words = sentence.words
    group = next((group for group in reversed(sentence.groups) if group.first < coordinator), None)
    if group is None or group.first == group.last or verb + 2 >= len(words) or words[verb].finite:
        return None
    between = words[group.last : coordinator]
    if words[verb + 1].pos not in ("ADP", "ADV", "DET", "NUM", "PROPN") or any(word.text == "," for word in between):
        return None
    first, last, word = words[group.first], group.last, words[verb]
    modal = first.lower in lexicon.MODALS_EN and word.nonfinite and word.lemma == word.lower and not is_participle(sentence, verb)
    if sentence.language == "en" and modal:
        return None if any(word.lower == "to" for word in between) else first
    return first if first.pos == "AUX" and is_participle(sentence, last) and is_participle(sentence, verb) else None
