"""Two statements with a colon between them: "El pueblo no tiene médico: se jubiló", "Sus abogados lo desmienten: P"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.claims.clauses.composing import Reading, compose, own_items, placed, put_in
from detector.claims.frames.complements import find_complement
from detector.claims.frames.sources import trailing_source
from detector.claims.grammar import lexicon
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.reporting import speech_verbs
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.content import lacks_subject
from detector.claims.reference.subject import Subject

_DENYING = all_forms("negar/nieg desmentir/desmient/desmint rechazar refutar rebatir descartar", "es")
_CORRECTING = all_forms("rectificar corregir/corrig", "es") | lexicon.word_set("corrigió corrigieron")
_FRAME = 7  # words from who corrects what they said to the colon


def cut_at_colon(whole: Reading) -> list[Reading]:
    """Cut a reading at a colon between two statements, unless one is what the other reports ("El pueblo no tiene médico: P")."""
    sentence = whole.sentence
    high, hidden = len(sentence.words), sentence.hidden(0, len(sentence.words))
    colon = next((index for index in range(1, high - 1) if sentence.words[index].text == ":" and index not in hidden), None)
    if colon is None or colon + 1 in hidden:
        return [whole]
    before, after = sentence.main_groups(0, colon), sentence.main_groups(colon + 1, high)
    if before and after and (told := _denied_and_told(whole, colon, before)):
        return told
    reported = any(sentence.words[group.last].lower in speech_verbs(sentence.language) for group in before)
    if not before or not after or reported:
        return [whole]
    source = trailing_source(sentence, 0, high)
    if source and source.high > colon and not source.second:
        return [whole]  # "P: Q, admitió X": X says both
    if (found := find_complement(sentence, 0, high)) and found.low > colon:
        return [whole]
    items = own_items(sentence, range(high))
    subject = sentence.subject(0, colon, before[0])
    lacking = subject and sentence.language == "es" and sentence.subject(colon + 1, high, after[0]) is None
    put = Subject(sentence.text(*subject), sentence.plural(*subject)) if lacking and subject else None
    about = items[slice(*subject)] if subject and put and lacks_subject(sentence, colon + 1, after[0], put) else []
    first = placed(compose(sentence, items[:colon]), whole)
    second = placed(compose(sentence, [*about, *items[colon + 1 :]], len(about)), whole, colon + 1)
    return [first, second]


def _denied_and_told(whole: Reading, colon: int, groups: Sequence[VerbGroup]) -> list[Reading]:
    """Read "Sus abogados lo desmienten: P", with or without "afirman" at the end, as a denial and as P by the same; nothing for another."""
    sentence = whole.sentence
    words, verb = sentence.words, groups[-1]
    pointing = sentence.language == "es" and verb.first and words[verb.first - 1].lower == "lo" and words[verb.last].lower in _DENYING
    pointing = bool(pointing) and colon - verb.last <= 2
    corrects = (
        sentence.language == "es" and words[verb.last].lower in _CORRECTING and colon - verb.last <= _FRAME
    )  # "X corrigió sus datos: P"
    denies = (
        sentence.language == "es"
        and words[verb.last].lower in _DENYING
        and "que" in (w.lower for w in words[verb.last + 1 : verb.last + 4])
    )
    subject = sentence.subject(0, colon, verb) if (pointing or corrects or denies) and len(groups) == 1 else None
    if denies and subject is None and len(groups) == 1 and groups[0].first == sentence.trim(0, colon)[0]:
        items, end = own_items(sentence, range(len(words))), sentence.trim(0, len(words))[1]
        says = words[end - 2].text == "," and words[end - 1].lower in speech_verbs("es")  # "..., dijo."
        said = [*items[colon + 1 : end - 2 * says], put_in(",", "PUNCT"), put_in("según", "ADP"), put_in("él", "PRON")]
        return [placed(compose(sentence, items[:colon]), whole), placed(compose(sentence, said), whole, colon + 1)]
    if subject is None or words[colon + 1].text in '«“"' or trailing_source(sentence, colon + 1, len(words)):
        return []
    items = own_items(sentence, range(len(words)))
    end = sentence.trim(0, len(words))[1]
    bare = words[end - 2].text == "," and words[end - 1].finite and words[end - 1].lower in speech_verbs("es")
    frame = items[end - 1 : end] if bare else [put_in("según", "ADP")]
    (first, place), *rest = items[slice(*subject)]
    first = replace(first, text=first.lower) if first.pos == "DET" else first
    said = [*items[colon + 1 : end - 2 * bare], put_in(",", "PUNCT"), *frame, (first, place), *rest]
    return [placed(compose(sentence, items[:colon]), whole), placed(compose(sentence, said), whole, colon + 1)]
