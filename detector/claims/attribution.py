"""Who says what, and how firmly: frames are taken off a sentence until statements are left.

The order is fixed: sources around the sentence ("según X", "dijo X"), then clauses, then the reporting verb of each clause,
whose complement is read in the same way with one more speaker in the chain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detector.claims import lexicon
from detector.claims.clauses import split_clauses
from detector.claims.complements import Complement, find_complement
from detector.claims.content import Subject, affirmative, clean, existence, exists, finite_infinitive, statement
from detector.claims.core import core_end, further_negation, negation_prefix
from detector.claims.sentence import Sentence
from detector.claims.sources import Source, leading_source, trailing_source
from detector.claims.speakers import speaker
from detector.claims.stances import hedged
from detector.records import Stance

_MAX_CHAIN = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition: words `low` to `high` of the sentence with its frame, and what is said, by whom, how firmly."""

    low: int
    high: int
    content: str
    speakers: tuple[str, ...]
    stance: Stance
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the words that are read: speakers so far, the innermost one's stance, subjects to put back."""

    speakers: tuple[str, ...] = ()
    stance: Stance = "asserted"
    subject: Subject | None = None
    reported: bool = False
    previous: str | None = None


def read(sentence: Sentence, previous: str | None = None) -> list[Statement]:
    """Return the statements of a sentence. `previous` is who spoke last, for "añadió que" and "he said"."""
    low, high = sentence.trim(0, len(sentence.words))
    if low >= high:
        return []
    if "?" in sentence.article_text[max(sentence.start, sentence.end - 2) : sentence.end]:
        return [Statement(low, high, clean(sentence.text(low, high)).strip("¿? "), (), "asked")]
    return _range(sentence, low, high, Frame(previous=previous))


def _range(sentence: Sentence, low: int, high: int, frame: Frame) -> list[Statement]:
    low, high = _unwrap(sentence, *sentence.trim(low, high))
    low, high = sentence.trim(sentence.skip_connectives(low, high) if not frame.reported else low, high)
    if low >= high:
        return []
    hidden = sentence.hidden(low, high)
    for index in range(low + 1, high):
        if sentence.words[index].text == ";" and index not in hidden and sentence.groups_in(low, index) and sentence.groups_in(index, high):
            return _range(sentence, low, index, frame) + _range(sentence, index + 1, high, frame)
    if len(frame.speakers) < _MAX_CHAIN:
        for source in (leading_source(sentence, low, high), trailing_source(sentence, low, high)):
            if source and source.low < source.high:
                return _sourced(sentence, low, high, source, frame)
    statements: list[Statement] = []
    carried = frame.subject
    for clause in split_clauses(sentence, low, high):
        first, last = sentence.trim(sentence.skip_connectives(clause.low, clause.high) if clause.low > low else clause.low, clause.high)
        if clause.low > low and first < last and sentence.words[first].lower in ("que", "that"):
            first += 1
        if first >= last:
            continue
        here = replace(frame, subject=carried)
        if carried and first > 0 and sentence.words[clause.low - 1].text == ":" and not frame.speakers:
            here = Frame((_without_article(carried.text, sentence.language),), frame.stance, None, True, frame.previous)
            first, last = _unwrap(sentence, first, last)
        statements += _clause(sentence, first, last, here)
        if (groups := sentence.main_groups(first, last)) and (own := sentence.subject(first, last, groups[0])):
            found = speaker(sentence, *own)
            carried = found[1] if found and sentence.words[own[0]].lower not in lexicon.PRONOUNS[sentence.language] else None
    return statements


def _unwrap(sentence: Sentence, low: int, high: int) -> tuple[int, int]:
    """Take off quotation marks around the whole range."""
    while high - low > 2 and any((low, high) == pair for pair in sentence.enclosed) and sentence.words[low].text in '«“„"([':
        low, high = sentence.trim(low + 1, high - 1)
        while high > low and sentence.words[high - 1].text in (".", ",", ";"):
            high -= 1
    return low, high


def _sourced(sentence: Sentence, low: int, high: int, source: Source, frame: Frame) -> list[Statement]:
    named = _named(source.name or frame.previous, frame)
    stance = _combine(frame.stance, source.stance)
    inner = Frame(frame.speakers + named, stance, None, True, frame.previous)
    found = _range(sentence, source.low, source.high, inner)
    if source.second and source.second[0] < source.second[1]:
        turns = sentence.phrase_at(source.second[0], lexicon.CLAUSE_CONNECTIVES[sentence.language], high)
        found = _widen(found, low, source.second[0]) if turns and len(found) == 1 else found
        return found + _range(sentence, *source.second, frame if turns else inner)
    return _widen(found, low, high) if len(found) == 1 else found


def _named(name: str | None, frame: Frame) -> tuple[str, ...]:
    if name and name.lower() in lexicon.PRONOUNS["es"] | lexicon.PRONOUNS["en"]:
        name = frame.previous or name
    return (name,) if name else ()


def _widen(statements: list[Statement], low: int, high: int) -> list[Statement]:
    """Let the quote of a single statement show its frame, too."""
    return [replace(statement, low=min(low, statement.low), high=max(high, statement.high)) for statement in statements]


def _combine(outer: Stance, inner: Stance) -> Stance:
    """Return the stance of the innermost speaker; what is only believed to be said is believed no more firmly."""
    return "conditional" if outer == "conditional" and inner == "asserted" else inner


def _clause(sentence: Sentence, low: int, high: int, frame: Frame) -> list[Statement]:
    if frame.stance in ("asserted", "conditional") and len(frame.speakers) < _MAX_CHAIN and (found := find_complement(sentence, low, high)):
        statements = _framed(sentence, low, high, found, frame)
        if statements:
            return statements
    if frame.speakers or frame.reported or sentence.groups_in(low, high):
        return _leaves(sentence, low, high, frame)
    return [Statement(low, high, clean(sentence.text(low, high)), (), "asserted")]


def _leaves(sentence: Sentence, low: int, high: int, frame: Frame) -> list[Statement]:
    """Return what a clause states, in one statement or, where "ni" or "nor" adds a second verb, in two with the same quote."""
    further = further_negation(sentence, low, high)
    first = _leaf(sentence, low, core_end(sentence, low, further or high), frame)
    found = [replace(first, high=high)]
    if further and (prefix := negation_prefix(first.content, sentence.language)):
        rest = sentence.text(further + 1, core_end(sentence, further + 1, high))
        found.append(replace(first, high=high, content=f"{prefix} {clean(rest)}"))
    return found


def _leaf(sentence: Sentence, low: int, high: int, frame: Frame) -> Statement:
    content, subject = statement(
        sentence, low, high, frame.subject, framed=frame.reported, pronouns=frame.reported and bool(frame.speakers)
    )
    stance = frame.stance
    if stance == "denied" and frame.reported:
        content = affirmative(content, sentence.language)
    if stance == "asserted":
        stance = hedged(sentence, low, high, reported=frame.reported)
    return Statement(low, high, content, frame.speakers, stance, subject)


def _framed(sentence: Sentence, low: int, high: int, found: Complement, frame: Frame) -> list[Statement]:
    """Read the complement of a reporting verb; nothing is returned where it says nothing by itself."""
    name: str | None = None
    subject: Subject | None = None
    if found.subject and (who := speaker(sentence, *found.subject)):
        name, subject = who
        if sentence.words[found.subject[0]].lower in lexicon.PRONOUNS[sentence.language]:
            name = (frame.subject.text if frame.subject and not frame.reported else None) or frame.previous or name
            subject = Subject(name, subject.plural, person=subject.person)
    elif not found.impersonal:
        if frame.subject:
            subject = frame.subject
            name = _without_article(subject.text, sentence.language)
        elif frame.previous:
            name, subject = frame.previous, Subject(frame.previous, False)
    if name and name.lower().split()[-1] in lexicon.RUMOUR_SOURCES:
        found = replace(found, stance="conditional" if found.stance == "asserted" else found.stance)
    speakers = frame.speakers + ((name,) if name and found.voiced else ())
    stance = _combine(frame.stance, found.stance)
    if found.kind == "clause":
        inner = Frame(speakers, stance, subject and replace(subject, speaking=True), True, frame.previous)
        statements = _range(sentence, found.low, found.high, inner)
        if not statements:
            return []
        return [replace(statements[0], low=min(low, statements[0].low)), *statements[1:]]
    content: str | None
    if found.kind == "infinitive":
        content = finite_infinitive(sentence, found.low, found.high, subject, found.future) if subject else None
    elif found.kind == "silence":
        content = clean(sentence.text(low, high))
    elif found.kind == "existence":
        content = exists(sentence, found.low, found.high)
    else:
        content = existence(sentence, found.low, found.high, subject, found.future)
    acting = subject.text if subject and found.kind in ("infinitive", "silence") else None
    if content and stance in ("denied", "uncommitted"):
        content = affirmative(content, sentence.language)
    return [Statement(low, high, content, speakers, stance, acting)] if content else []


def _without_article(text: str, language: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in lexicon.DETERMINERS[language] else text
