"""Frames without a reporting verb: "whether P is unclear", "rumours swirled that P", "a report that P was wrong"."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar import frame_words, lexicon
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.records import Stance


def find_open(sentence: Sentence, low: int, high: int, groups: Sequence[VerbGroup]) -> tuple[int, int, Stance] | None:
    """Return the clause that is left open, rumoured or called false, and the stance to it."""
    return _open(sentence, low, high) or called_false(sentence, low, high) or _rumoured(sentence, low, high, groups)


def _open(sentence: Sentence, low: int, high: int) -> tuple[int, int, Stance] | None:
    """Read "whether the deal survives is anyone's guess"."""
    if sentence.words[low].lower not in ("si", "whether"):
        return None
    for index in range(low + 3, high - 1):
        length = sentence.phrase_at(index, frame_words.OPEN_ENDS[sentence.language], high)
        if length and index + length == high:
            return low + 1, index, "uncommitted"
    return None


def _rumoured(sentence: Sentence, low: int, high: int, groups: Sequence[VerbGroup]) -> tuple[int, int, Stance] | None:
    """Read "rumours swirled on Monday that P", "corrió el rumor de que P"."""
    verb = groups[0].last if groups else low
    link = next((i for i in range(verb + 1, high - 2) if sentence.words[i].lower in ("que", "that")), None)
    if link is None or sentence.words[link + 1].finite or link > verb + 10:
        return None
    if groups and sentence.words[verb].lower in reporting_verbs(sentence.language):
        return None
    subject = sentence.subject(low, link, groups[0]) if groups else (low, low + 1)
    near = [*(sentence.words[subject[0] : subject[1]] if subject else ()), *sentence.words[link - 2 : link]]
    rumoured = any(word.lower in frame_words.RUMOURS for word in near)
    return (link + 1, high, "conditional") if rumoured else None


def called_false(sentence: Sentence, low: int, high: int) -> tuple[int, int, Stance] | None:
    """Read "a newspaper's report that P was wrong", "el rumor de que P es falso"."""
    if opened := _false_report(sentence, low, high):
        return opened, high, "denied"
    end = sentence.words[high - 1]
    if end.lower not in frame_words.FALSE[sentence.language]:
        return None
    names = lexicon.REPORT_NOUNS[sentence.language]
    for index in range(low, min(high - 4, low + 8)):
        if sentence.words[index].finite:
            return None
        if sentence.words[index].lower in names:
            link = index + 1 + (sentence.words[index + 1].lower == "de")
            if sentence.words[link].lower in ("que", "that"):
                copula = max((at for at in range(link + 1, high - 1) if sentence.words[at].finite), default=link)
                copula -= sentence.words[copula - 1].lower in lexicon.NEGATIONS[sentence.language]
                return (link + 1, copula, "denied") if copula > link + 2 else None
    return None


def _false_report(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where the clause begins in "son falsas las informaciones de que P"."""
    words, language = sentence.words, sentence.language
    false = any(word.lower in frame_words.FALSE[language] for word in words[low + 1 : low + 3])
    if not false or words[low].lower not in ("es", "son", "era", "eran"):
        return None
    return behind_report(sentence, low + 2, high)


def behind_report(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where the clause of a noun of saying begins that stands close behind `low` ("las informaciones de que P")."""
    words, language = sentence.words, sentence.language
    for index in range(low, min(high - 2, low + 4)):
        if words[index].lower in lexicon.REPORT_NOUNS[language]:
            link = index + 1 + (words[index + 1].lower == "de")
            return link + 1 if link + 1 < high and words[link].lower in ("que", "that") else None
    return None
