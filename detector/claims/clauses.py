"""Where a sentence states more than one thing: its clauses, each a contiguous range of words."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims import lexicon
from detector.claims.complements import find_complement
from detector.claims.reporting import speech_verbs
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup

LEADING = {
    "es": ("aunque", "mientras que", "mientras", "si bien", "después de que", "luego de que"),
    "en": ("although", "though", "even though", "while", "whereas", "after"),
}
_NEAR = 14  # words between a coordinator and its verb; more and the verb belongs to something else


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of words that states one thing."""

    low: int
    high: int


def split_clauses(sentence: Sentence, low: int, high: int) -> list[Clause]:
    """Return the clauses of a range of words; background such as "en medio de ..." at its end belongs to none."""
    hidden = sentence.hidden(low, high)
    clauses: list[Clause] = []
    begin = low
    index = low
    while index < high:
        cut = None if index in hidden else _cut(sentence, begin, index, high)
        if cut is None:
            index += 1
            continue
        after, keep = cut
        if sentence.groups_in(begin, index):
            clauses.append(Clause(begin + sentence.phrase_at(begin, LEADING[sentence.language], index), index))
        if not keep:
            return clauses
        begin = index = after
    if begin < high:
        clauses.append(Clause(begin, high))
    return clauses


def _cut(sentence: Sentence, begin: int, index: int, high: int) -> tuple[int, bool] | None:
    """Return (where the next clause begins, whether there is one) if a clause ends before `index`."""
    word, language = sentence.words[index], sentence.language
    if word.text == ";":
        return (index + 1, True) if sentence.groups_in(begin, index) and sentence.groups_in(index + 1, high) else None
    if index == begin:
        return None
    if word.text == ":":
        return (index + 1, True) if _opens_quoted_statement(sentence, index + 1, high) and sentence.groups_in(begin, index) else None
    comma = sentence.words[index - 1].text == ","
    if not sentence.main_groups(begin, index):
        return None
    if comma and sentence.phrase_at(index, lexicon.BACKGROUND[language], high):
        return index, False
    if word.text == "," and sentence.phrase_at(begin, LEADING[language], index):
        return (index + 1, True) if _next_main(sentence, index + 1, high) else None
    if length := sentence.phrase_at(index, lexicon.CLAUSE_CONNECTIVES[language], high):
        following = _next_main(sentence, index + length, high)
        return (index + length, True) if following else None
    if word.lower in lexicon.COORDINATORS[language] and _coordinates(sentence, begin, index, high, comma):
        return index + 1, True
    return None


def _opens_quoted_statement(sentence: Sentence, index: int, high: int) -> bool:
    """Whether a quotation that holds a verb begins at `index`."""
    return any(
        first == index and last <= high and any(first < group.first < last for group in sentence.groups)
        for first, last in sentence.enclosed
    )


def _next_main(sentence: Sentence, low: int, high: int) -> VerbGroup | None:
    """Return the verb group that the words at `low` lead to, if nothing between makes it part of something else."""
    groups = sentence.groups_in(low, high)
    if not groups or groups[0].first - low > _NEAR or sentence.introducer(groups[0], low) is not None:
        return None
    between = sentence.words[low : groups[0].first]
    if between and between[0].nonfinite:
        return None
    blocked = lexicon.COORDINATORS[sentence.language] | {";", ":", "pero", "but"}
    if any(word.lower in blocked for word in between) and not any(word.subject for word in between):
        return None
    return groups[0]


def _coordinates(sentence: Sentence, begin: int, index: int, high: int, comma: bool) -> bool:
    """Whether the coordinator at `index` joins two statements rather than two nouns or two verbs of a subordinate clause."""
    if sentence.words[index + 1 : index + 2] and sentence.words[index + 1].lower in ("que", "that"):
        joined = sentence.introducer(sentence.groups_in(begin, index)[-1], begin) is None  # both stand in one reported clause
        return joined and bool(sentence.groups_in(index + 2, high))
    following, language = _next_main(sentence, index + 1, high), sentence.language
    if following is None:
        return False
    fillers = lexicon.NEGATIONS[language] | lexicon.CLITICS
    gap = [word for word in sentence.words[index + 1 : following.first] if word.lower not in fillers and word.pos != "ADV"]
    last = sentence.groups_in(begin, index)[-1]
    opened = any(word.lower in lexicon.COMPLEMENTIZERS[language] for word in sentence.words[last.last + 1 : index] if word.pos != "DET")
    if opened and sentence.words[last.last].lower in speech_verbs(language):
        return False  # "confirmó que seis buques y un submarino patrullan": the clause has no verb yet
    if sentence.introducer(last, begin) is not None or _in_bare_clause(sentence, begin, index, last):
        # The words before belong to a "que" clause: leave it only for another report, or for a new subject after a comma.
        reporting = sentence.words[following.last].lower in speech_verbs(sentence.language)
        return (reporting and not gap) or (comma and _own_subject(sentence, index + 1, following))
    if not gap:
        return True
    return _own_subject(sentence, index + 1, following)


def _in_bare_clause(sentence: Sentence, begin: int, index: int, last: VerbGroup) -> bool:
    """Whether the last verb stands in a reported clause without "that" ("said the ship was moored")."""
    if sentence.language != "en":
        return False
    found = find_complement(sentence, begin, index)
    return found is not None and found.kind == "clause" and found.low <= last.first


def _own_subject(sentence: Sentence, low: int, group: VerbGroup) -> bool:
    parsed = any(word.head >= 0 for word in sentence.words)
    if parsed:
        return any(word.subject and group.first <= word.head <= group.last for word in sentence.words[low : group.first])
    return sentence.subject(low, group.first, group) is not None
