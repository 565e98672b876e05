"""Whom or what a statement that is set off speaks of: the noun phrase before it, or the subject of the clause around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import PERIODS, skip_adverbials
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.reporting import finite_reports, speech_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

Span = tuple[int, int]
_LINKS = {"de", "del", "of", "&"}
# Nouns of prepositional locutions ("a petición de", "de la mano de"): what they introduce is another noun phrase.
_LOCUTIONS = word_set(
    "mano manos petición presencia poder parte frente cargo nombre favor lado través causa cuenta instancias medio behalf front"
)
_BEFORE_ARTICLE = {"all", "both", "todo", "toda", "todos", "todas", "ambos", "ambas"}
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "", "PART", "X")


def antecedent(sentence: Sentence, mark: int, plural: bool | None = None) -> Span | None:
    """Return the noun phrase that ends before the comma at `mark`; None where none does, or none has the number of its verb.

    "Dos jugadores del Almenar, que terminó con nueve": the verb tells that only Almenar is meant.
    """
    return next((span for span in antecedents(sentence, mark) if plural is None or sentence.plural(*span) == plural), None)


def antecedents(sentence: Sentence, mark: int) -> Iterator[Span]:
    """Yield the noun phrases that what is set off at `mark` may speak of, the likeliest first.

    The one that ends there, or that an apposition there explains; a part of it after "de" or "of"; the one that it hangs on ("dos
    misiles bajo las alas").
    """
    words = sentence.words
    mark -= 2 * (mark > 2 and [word.lower for word in words[mark - 2 : mark]] in (["so", "far"], ["at", "least"]))
    if mark and words[mark - 1].pos == "ADV" and not words[mark - 1].lower.endswith(("mente", "ly")):
        yield mark - 1, mark
        return
    begin = _phrase(sentence, mark)
    if begin is None:
        return
    if (comma := _before_age(sentence, begin)) is not None:
        yield from antecedents(sentence, comma)
        return
    if (comma := _before_apposition(sentence, begin)) is not None:
        yield from antecedents(sentence, comma)
    if not _names_no_thing(sentence, begin, mark):
        yield begin, mark
    listed = _bare(sentence, begin) and words[begin].lower.endswith("s")  # "escuelas y hospitales de la ciudad, que": not the town
    for index in range(mark - 1, begin, -1):
        if words[index - 1].lower in _LINKS and not _names_no_thing(sentence, index, mark) and not listed:
            yield index, mark
    joined = begin - 1
    if joined > 0 and words[joined].lower in lexicon.COORDINATORS[sentence.language] | lexicon.PREPOSITIONS[sentence.language]:
        first = _phrase(sentence, joined)
        if first is not None and not _names_no_thing(sentence, first, joined):
            yield first, mark


def _before_age(sentence: Sentence, begin: int) -> int | None:
    """Return the comma before an age in apposition ("Rosa Gil, de 42 años, que ...", "Al Gil, 59, who ..."), None where there is none."""
    first = begin - (begin > 0 and sentence.words[begin - 1].lower == "de")
    aged = sentence.words[begin].pos == "NUM" or sentence.words[begin].text.isdigit()
    return first - 1 if aged and first > 1 and sentence.words[first - 1].text == "," else None


def _before_apposition(sentence: Sentence, begin: int) -> int | None:
    """Return the comma before what only describes a noun phrase ("Gil, de la Liga, que", "Gil, perforador, que"), None for none."""
    words = sentence.words
    before = words[begin - 1].lower if begin else ""
    if before == "," and begin > 1 and (_bare(sentence, begin) or _headless(sentence, begin, len(words))):
        return begin - 1
    if begin < 3 or words[begin - 2].text != ",":
        return None
    place = before in ("en", "a", "al") and any(group.last < begin - 3 for group in sentence.groups)
    return begin - 2 if before in ("de", "del", "of") or place else None


def _bare(sentence: Sentence, begin: int) -> bool:
    """Whether a noun phrase begins with a common noun: it has no determiner, number or name."""
    word = sentence.words[begin]
    held = begin > 0 and sentence.words[begin - 1].lower in ("del", "al")
    following = sentence.words[begin + 1].text if begin + 1 < len(sentence.words) else ""
    titled = following[:1].isupper() or following[:1].isdigit()  # "don Segundo", "kilometre 83"
    common = word.text.islower() and word.pos in ("NOUN", "ADJ", "") and word.lower not in lexicon.DETERMINERS[sentence.language]
    return common and not held and not titled


def _headless(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether an article stands for a noun named before ("la del impuesto")."""
    words = sentence.words
    return words[begin].pos == "DET" and begin + 1 < end and words[begin + 1].lower in _LINKS


def _names_no_thing(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a noun phrase is a time ("el 14 de octubre", "tres años"), or a bare noun that reads badly as a subject ("en billetes")."""
    words = sentence.words
    if begin and _bare(sentence, begin):
        hangs = words[begin - 1].lower in lexicon.PREPOSITIONS[sentence.language]
        if sentence.language == "es" or (hangs and not words[end - 1].lower.endswith("s")):
            return True
    if _headless(sentence, begin, end):
        return True
    rest = [word for word in words[begin:end] if word.pos != "DET" and word.lower not in lexicon.DETERMINERS[sentence.language]]
    while rest and (rest[0].text.isdigit() or rest[0].lower in ("último", "última", "last", "next", "pasado", "pasada")):
        if len(rest) == 1 or (rest[0].text.isdigit() and rest[1].lower == "de" and rest[2].lower in PERIODS):
            return True
        rest = rest[1:]
    if len(rest) > 1 and rest[0].pos == "NUM":
        rest = rest[1:]
    return bool(rest) and rest[0].lower in PERIODS


def _phrase(sentence: Sentence, end: int) -> int | None:
    """Return where the noun phrase begins that ends before `end`; "de" and "of" join two."""
    words, language = sentence.words, sentence.language
    begin = end
    while begin > 0 and _in_phrase(sentence, begin - 1):
        begin -= 1
        word = words[begin]
        if word.lower in _LOCUTIONS and begin + 2 < end and words[begin + 1].lower in _LINKS:
            begin += 2
            break
        counted = begin + 1 < end and words[begin + 1].text.islower() and words[begin + 1].lower not in _LINKS
        if word.pos == "NUM" and counted and begin and words[begin - 1].pos in ("NOUN", "PROPN", "VERB", "ADJ", ""):
            break  # "en el garaje 300 kilos"
        determines = word.pos == "DET" or word.lower in lexicon.DETERMINERS[language]
        if determines and word.lower not in ("'s", "’s", "del"):
            before = words[begin - 1] if begin else None
            named = before is not None and word.text[0].isupper() and before.text.islower() and before.pos == "NOUN"  # "la presa El Peral"
            if not named and (before is None or before.lower not in _LINKS | _BEFORE_ARTICLE):
                break
    while begin < end and (words[begin].lower in _LINKS or words[begin].lower in ("'s", "’s")):
        begin += 1
    if begin < end - 1 and words[begin].lower in finite_reports(language) and words[begin].text.islower() and words[begin].pos != "DET":
        begin += words[begin + 1].text[0].isupper()  # "contesta Rosa Gil": a verb that the parser missed
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
