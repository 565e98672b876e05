"""Sources that "según" or its like opens at the front: "Según X, P", "Según la policía el camión llevaba", "En su opinión, P"."""

from __future__ import annotations

from detector.claims.frames.sources import MAX_TAIL, Source
from detector.claims.frames.tails import rumour, source_name
from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.naming import cites

_RELATIVES = {"es": lexicon.word_set("que quien quienes cuyo cuya cuyos cuyas"), "en": lexicon.word_set("who whose which")}
_OUT = lexicon.word_set("trascendió trasciende trascendía")  # "Según trascendió, P": nobody says it
_THERE_WAS = lexicon.word_set("hubo hay había habrá")


def leading_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find "Según X, P" at the front of a range."""
    if length := sentence.phrase_at(low, frame_words.OWN_SOURCES[sentence.language], high):
        begin = low + length + (low + length < high and sentence.words[low + length].text == ",")
        return Source(None, None, begin, high, own=True)
    length = sentence.phrase_at(low, lexicon.SOURCE_PHRASES[sentence.language], high)
    if not length:
        return None
    hidden = sentence.hidden(low, high)
    if low + length + 1 < high and sentence.words[low + length].lower in _OUT and sentence.words[low + length + 1].text == ",":
        return Source(None, None, low + length + 2, high, "conditional", itself=True)
    if opening := _own_subject(sentence, low + length, high):
        found = source_name(sentence, low + length, opening)
        return Source(*found, opening, high, rumour(found[0]), phrase=True) if found else None
    for comma in range(low + length + 1, min(high, low + MAX_TAIL)):
        if sentence.words[comma].text != "," or comma in hidden:
            continue
        groups = sentence.groups_in(comma + 1, high)
        commas = [index for index in range(comma + 1, groups[0].first) if sentence.words[index].text == ","] if groups else []
        # "Según el portavoz, Juan Ruiz, el plan ...": a name between two commas belongs to the source.
        if len(commas) == 1 and (_apposed(sentence, comma, commas[0])):
            comma = commas[0]
        if not groups and sentence.groups:
            return None
        comma = _after_relative(sentence, comma, high)
        found = source_name(sentence, low + length, comma)
        name, subject = found if found else (None, None)
        turn = next((at for at in range(comma + 3, high) if sentence.words[at - 1].text == "," and _others_turn(sentence, at, high)), None)
        end, second = (turn - 1, (turn, high)) if turn else (high, None)
        return Source(name, subject, comma + 1, end, rumour(name), second, phrase=True)
    return None


def _others_turn(sentence: Sentence, index: int, high: int) -> bool:
    """Whether another speaker goes on with "pero", "but" or "while" at `index` ("..., pero el alcalde lo niega")."""
    length = sentence.phrase_at(index, lexicon.CLAUSE_CONNECTIVES[sentence.language], high)
    groups = sentence.main_groups(index + length, high) if length else []
    reports = bool(groups) and sentence.words[groups[0].last].lower in reporting_verbs(sentence.language)
    return reports and sentence.subject(index + length, high, groups[0]) is not None


def _own_subject(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where the subject of a statement begins that no comma parts from its source ("Según la policía el camión llevaba")."""
    words, groups = sentence.words, sentence.groups_in(low, high)
    if not groups or words[groups[0].last].lower in reporting_verbs(sentence.language):
        return None
    if any(word.lower == "que" for word in words[low : groups[0].first]):
        return None  # "Según el informe al que ha tenido acceso este diario, P": the verb is the relative's
    own = sentence.subject(low, high, groups[0])
    if own is None and words[groups[0].last].lower in _THERE_WAS:
        own = groups[0].first, groups[0].first  # "Según el Gobierno hubo 40 muertos"
    if own is None or own[0] < low + 1 or any(word.text in (",", "«", "“", '"', "(") for word in words[low : own[0]]):
        return None
    article = own[0] == own[1] or words[own[0]].lower in lexicon.DETERMINERS[sentence.language] or words[own[0]].pos == "NUM"
    complete = words[own[0] - 1].pos in ("NOUN", "PROPN") and words[own[0] - 1].lower not in lexicon.DETERMINERS[sentence.language]
    return own[0] if article and complete else None


def _apposed(sentence: Sentence, comma: int, closing: int) -> bool:
    """Whether what stands between two commas is the name of a source, or who one is that was named ("Ana Ruiz, head of the union,")."""
    words, begin = sentence.words, comma + 1
    if words[begin].text[0].isupper() and words[begin].pos != "DET":
        return closing - comma <= 6
    article = words[begin].lower in ("el", "la", "los", "las", "the", "a", "an", "un", "una")
    near = {word.lower for word in words[begin : begin + 3]}
    noun = words[begin].pos == "NOUN" if not article else bool(near & (nouns.PERSON_NOUNS | lexicon.TITLES))
    return words[comma - 1].text[0].isupper() and noun and words[closing + 1].pos not in ("VERB", "AUX")


def _after_relative(sentence: Sentence, comma: int, high: int) -> int:
    """Return the comma that closes what is told of a source ("Según El Faro, que cita a dos fuentes, P"), else `comma`."""
    words = sentence.words
    closing = next((index for index in range(comma + 1, high - 1) if words[index].text == ","), comma)
    first = words[comma + 1].lower
    to = first in lexicon.PREPOSITIONS[sentence.language] and any(word.lower == "que" for word in words[comma + 2 : comma + 4])
    told = (first in _RELATIVES[sentence.language] or to) and bool(sentence.groups_in(comma + 1, closing))
    opens = any(cites(sentence, index) for index in range(comma + 1, min(comma + 3, high)))
    return closing if opens or (told and sentence.groups_in(closing + 1, high)) else comma
