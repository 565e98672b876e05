"""Phrases of time, place and addressee that stand between a verb and what belongs to it ("negó este viernes en Osk haber ...")."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word

DAYS = word_set("lunes martes miércoles jueves viernes sábado domingo monday tuesday wednesday thursday friday saturday sunday")
TIME_WORDS = DAYS | word_set("""este esta ayer hoy anoche mañana también ya entonces además yesterday today tonight late early
    last this also already
    again once now then""")
_PERIODS = DAYS | word_set("semana mes año mañana tarde noche madrugada mediodía week month year morning afternoon evening night")
PERIODS = _PERIODS | word_set("""minutos hora horas día días semanas meses años minutes hour hours day days weeks months years
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january february march april june july
    august september october november december""")
_TO, _THIS = {"a", "al", "ante"}, {"este", "esta"}
CHANNELS = word_set("correo teléfono escrito videollamada videoconferencia carta mensaje email e-mail phone telephone letter text")
_NAME = 2  # words of a person's name
_ADVERB_ENDINGS = {"es": "mente", "en": "ly"}


def skip_adverbials(sentence: Sentence, low: int, high: int) -> int:
    """Return the index after the adverbs, times and prepositional phrases that stand at `low`."""
    while low < high:
        after = _skip_one(sentence, low, high)
        if after == low:
            return low
        low = after
        if low < high and sentence.words[low].text == "," and low + 1 < high:
            low += 1
    return low


def _skip_one(sentence: Sentence, low: int, high: int) -> int:
    word, language = sentence.words[low], sentence.language
    following = sentence.words[low + 1].lower if low + 1 < high else ""
    if word.pos == "DET" or word.lower in ("el", "la", "este", "esta", "this", "last"):
        return low + 2 if following in _PERIODS else low
    if word.lower in ("once", "yet") and following in ("more", "again"):
        return low + 2
    if word.lower in TIME_WORDS or (word.pos == "ADV" and word.lower not in lexicon.NEGATIONS[language]):
        return low + 1
    if word.text.islower() and len(word.text) > 6 and word.lower.endswith(_ADVERB_ENDINGS[language]):
        return low + 1
    if word.pos == "ADP" or word.lower in lexicon.PREPOSITIONS[language]:
        return _after_phrase(sentence, low, high)
    return low


def _after_phrase(sentence: Sentence, low: int, high: int) -> int:
    """Return where the prepositional phrase at `low` ends: at a comma, a verb, or the determiner of another noun."""
    words, language = sentence.words, sentence.language
    index = low + 1
    if index < high and is_infinitive(sentence, index):
        return low  # "apunta a desactivar rumores": no circumstance
    while index < high:
        word, before = words[index], words[index - 1]
        if words[low].lower in _TO and _new_noun(words, low, index):
            break  # "a Foro | dos fuentes", "a este diario | fuentes del caso"
        if _named_person(words, low, index, high):
            break
        linked = before.pos in ("ADP", "DET") or before.lower in lexicon.PREPOSITIONS[language]
        joined = word.lower in lexicon.COORDINATORS[language]
        if word.text == "," or joined or word.finite or word.lower in lexicon.SUBORDINATORS[language]:
            break
        if not linked and (
            (word.pos == "DET" and word.lower not in lexicon.PREPOSITIONS[language])
            or word.lower in lexicon.DETERMINERS[language] - lexicon.PREPOSITIONS[language]
            or word.lower in ("haber", "having", "to")
            or is_infinitive(sentence, index)
        ):
            break
        index += 1
    return index


def _new_noun(words: Sequence[Word], low: int, index: int) -> bool:
    """Whether another noun phrase begins at `index`, behind the name or "este diario" to whom something is told."""
    word, before = words[index], words[index - 1]
    counted = word.pos == "NUM" and before.pos in ("PROPN", "NOUN") and not word.text[0].isdigit()
    named = before.text[0].isupper() and before.pos == "PROPN" and word.pos == "NOUN" and word.text.islower()
    pointed = index == low + 3 and words[low + 1].lower in _THIS and word.pos in ("NOUN", "PROPN") and before.pos == "NOUN"
    return index > low + 1 and (counted or named or pointed)


def _named_person(words: Sequence[Word], low: int, index: int, high: int) -> bool:
    """Whether a person's name begins at `index` behind the phrase that began at `low`, whom no preposition binds to it.

    "por correo electrónico | Ana Gil", "en rueda de prensa | Ana Gil, portavoz de X", "a Radio Costa | Ana Gil, vecina de X".
    """
    end = next((at for at in range(index, high) if not words[at].text[0].isupper()), high)
    behind = words[index - 1].text.islower() and words[index - 1].pos in ("NOUN", "ADJ")
    if end - index < _NAME or index < low + 2:
        return False
    if behind and words[low + 1].lower in CHANNELS:
        return True
    role = words[end + 1 : end + 3] if end < high and words[end].text == "," else ()
    apposed = any(word.lower in nouns.PERSON_NOUNS | lexicon.TITLES for word in role)
    told = words[low].lower in _TO and words[index - 1].text[0].isupper() and end - index == _NAME
    return apposed and (behind or told)


def is_infinitive(sentence: Sentence, index: int) -> bool:
    """Whether the word is a Spanish infinitive, or an English "-ing" form that is no noun."""
    word = sentence.words[index]
    after = sentence.words[index + 1].pos if index + 1 < len(sentence.words) else ""
    governs = sentence.language == "en" and word.pos == "VERB" and after in ("PROPN", "DET", "PRON")  # "denied meeting Dunn"
    noun = word.lower in lexicon.LIKE_INFINITIVES and not governs
    if word.pos in ("NOUN", "PROPN", "DET", "ADJ", "NUM") or noun or not word.text.islower():
        return False
    if sentence.language == "es":
        return (len(word.text) > 2 or word.lower == "ir") and word.lower.endswith(("ar", "er", "ir", "ír"))
    return len(word.text) > 4 and word.lower.endswith("ing")
