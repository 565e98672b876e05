"""Whom or what a statement that is set off speaks of: the noun phrase before it, or the subject of the clause around it."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims import lexicon
from detector.claims.adverbials import skip_adverbials
from detector.claims.reporting import speech_verbs
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup

Span = tuple[int, int]
_LINKS = {"de", "del", "of", "&"}
_BEFORE_ARTICLE = {"all", "both", "todo", "toda", "todos", "todas", "ambos", "ambas"}
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "", "PART", "X")


def antecedent(sentence: Sentence, mark: int, plural: bool | None = None) -> Span | None:
    """Return the noun phrase that ends before the comma at `mark`; None where none does, or none has the number of its verb.

    "Dos jugadores del Almenar, que terminó con nueve": the verb tells that only Almenar is meant.
    """
    if mark and sentence.words[mark - 1].pos == "ADV" and not sentence.words[mark - 1].lower.endswith(("mente", "ly")):
        return mark - 1, mark
    begin = _phrase(sentence, mark)
    if begin is None:
        return None
    if (comma := _before_age(sentence, begin)) is not None:
        return antecedent(sentence, comma, plural)
    if plural is None or sentence.plural(begin, mark) == plural:
        return begin, mark
    for index in range(mark - 1, begin, -1):
        if sentence.words[index - 1].lower in _LINKS and sentence.plural(index, mark) == plural:
            return index, mark
    joined = begin - 1
    if plural and joined > 0 and sentence.words[joined].lower in lexicon.COORDINATORS[sentence.language]:
        first = _phrase(sentence, joined)
        return None if first is None else (first, mark)
    return None


def _before_age(sentence: Sentence, begin: int) -> int | None:
    """Return the comma before an age in apposition ("Rosa Gil, de 42 años, que ...", "Al Gil, 59, who ..."), None where there is none."""
    first = begin - (begin > 0 and sentence.words[begin - 1].lower == "de")
    aged = sentence.words[begin].pos == "NUM" or sentence.words[begin].text.isdigit()
    return first - 1 if aged and first > 1 and sentence.words[first - 1].text == "," else None


def _phrase(sentence: Sentence, end: int) -> int | None:
    """Return where the noun phrase begins that ends before `end`; "de" and "of" join two."""
    words, language = sentence.words, sentence.language
    begin = end
    while begin > 0 and _in_phrase(sentence, begin - 1):
        begin -= 1
        word = words[begin]
        if (word.pos == "DET" or word.lower in lexicon.DETERMINERS[language]) and word.lower not in ("'s", "’s"):
            before = words[begin - 1].lower if begin else ""
            if before not in _LINKS | _BEFORE_ARTICLE:
                break
    while begin < end and (words[begin].lower in _LINKS or words[begin].lower in ("'s", "’s")):
        begin += 1
    nominal = any(word.pos in ("NOUN", "PROPN", "PRON", "NUM", "") or word.text[0].isupper() for word in words[begin:end])
    return begin if begin < end and nominal and not words[begin].finite else None


def _in_phrase(sentence: Sentence, index: int) -> bool:
    word, language = sentence.words[index], sentence.language
    if word.lower in _LINKS or word.lower in ("'s", "’s", "'", "’") or (word.text == "." and len(sentence.words[index - 1].text) <= 3):
        return True
    if word.finite or word.lower in lexicon.PREPOSITIONS[language] | lexicon.SUBORDINATORS[language] | lexicon.COORDINATORS[language]:
        return False
    if word.lower in lexicon.CLITICS - lexicon.DETERMINERS[language] or (language == "en" and word.pos == "" and word.nonfinite):
        return False
    return (word.is_word and word.pos in _NOMINAL) or word.text in ("%", "-")


def clause_subject(sentence: Sentence, low: int, mark: int, removed: Sequence[Span]) -> Span | None:
    """Return the subject of the clause around a statement set off at `mark`: of the last verb before that a relative does not hold.

    Verbs in `removed`, what is set off before, do not count. Where no verb stands before, it is the noun phrase before `mark`.
    """
    groups = [group for group in sentence.groups if low <= group.first < mark and not _within(group.first, removed)]
    for group in reversed(groups):
        introducer = sentence.introducer(group, low)
        if introducer is not None and not _complement(sentence, introducer):
            continue
        begin = low if introducer is None else introducer + 1
        found = sentence.subject(begin, mark, group)
        if found and not any(first < found[1] and found[0] < last for first, last in removed):
            return found
        if removed and (before := [first for first, last in removed if first < group.first]) and (np := antecedent(sentence, before[0])):
            return np
    return antecedent(sentence, mark) if not groups else None


def _within(index: int, spans: Sequence[Span]) -> bool:
    return any(first <= index < last for first, last in spans)


def _complement(sentence: Sentence, introducer: int) -> bool:
    """Whether the "que" or "that" opens what a verb reports, rather than a relative."""
    words, language = sentence.words, sentence.language
    if words[introducer].lower not in lexicon.COMPLEMENTIZERS[language] or words[introducer - 1].lower in lexicon.REPORT_NOUNS[language]:
        return False
    before = next((group for group in reversed(sentence.groups) if group.first < introducer), None)
    return before is not None and words[before.last].lower in speech_verbs(language)


def own_subject(sentence: Sentence, low: int, high: int, verb: VerbGroup) -> bool:
    """Whether the clause that begins at `low` has a subject beside its relative word."""
    words, language = sentence.words, sentence.language
    skipped = lexicon.CLITICS - {"la", "las", "los", "lo"} | lexicon.NEGATIONS[language]
    begin = skip_adverbials(sentence, low, verb.first)
    if any(word.subject and verb.first <= word.head <= verb.last for word in words[verb.last + 1 : high]):
        return not any(word.subject and verb.first <= word.head <= verb.last for word in words[max(low - 1, 0) : low])
    rest = words[begin : verb.first]
    while rest and (rest[-1].lower in lexicon.CLITICS | lexicon.NEGATIONS[language] or rest[-1].pos == "ADV"):
        rest = rest[:-1]
    return any(word.is_word and word.lower not in skipped and word.pos not in ("ADV", "PUNCT") for word in rest)
