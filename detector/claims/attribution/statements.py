"""Statements, the frames around them, and what of a frame is carried from one part of a sentence to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detector.claims.frames.complements import find_complement
from detector.claims.frames.sources import Source
from detector.claims.frames.stances import hedged
from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.agreement import number_of
from detector.claims.grammar.reporting import own_reports, speech_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.content import affirmative, clean, statement
from detector.claims.reference.core import core_end, further_negation, negation_prefix
from detector.claims.reference.naming import without_article
from detector.claims.reference.speakers import speaker
from detector.claims.reference.subject import Subject
from detector.records import Stance

_PLURAL = lexicon.word_set("los las unos unas sus dos tres cuatro cinco seis varios varias")


_MIND = lexicon.word_set("""want wanted know knew known feel felt wish wished like liked remember remembered recall recalled understand
    understood need needed hope hoped expect expected""")
_TRUST = lexicon.word_set("confidence faith doubt doubts trust regret regrets hope hopes plans intention idea concerns reservations")
_CONCEDING = {"while", "although", "though", "when", "once", "after", "before"}


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
    indirect: bool = True  # false after "según": its conditionals are rumours, not a future in the past
    previous: str | None = None


def last_subject(statements: Sequence[Statement]) -> Subject | None:
    """Return the subject of the last statement, for one beside it that has none of its own."""
    text = statements[-1].subject.split(",")[0] if statements and statements[-1].subject else None
    return Subject(text, text.split()[0].lower() in _PLURAL or text.split()[0].isdigit()) if text else None


def unwrap(sentence: Sentence, low: int, high: int) -> tuple[int, int]:
    """Take off quotation marks around the whole range."""
    while high - low > 2 and any((low, high) == pair for pair in sentence.enclosed) and sentence.words[low].text in "«“„\"([‘'":
        low, high = sentence.trim(low + 1, high - 1)
        while high > low and sentence.words[high - 1].text in (".", ",", ";"):
            high -= 1
    return low, high


def goes_on_reporting(sentence: Sentence, begin: int, low: int, high: int, frame: Frame, said: Statement) -> bool:
    """Whether a clause after "but" without a subject of its own belongs to what was said ("said it helped but did nothing for")."""
    if len(said.speakers) <= len(frame.speakers) or said.stance not in ("asserted", "predicted", "conditional"):
        return False
    of_mind = _of_mind(sentence, low, high)
    himself = said.subject is not None and without_article(said.subject, sentence.language) == said.speakers[-1]
    if said.subject is None or (himself and not of_mind) or sentence.words[begin - 1].lower not in ("pero", "but"):
        return False
    groups = sentence.main_groups(low, high)
    speaks = bool(groups) and not of_mind and sentence.words[groups[0].last].lower in speech_verbs(sentence.language)
    return bool(groups) and groups[0].first <= low + 1 and not speaks


def _of_mind(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a clause tells what somebody wants, knows or feels, which others have only from them ("but did not want to leave")."""
    groups = sentence.main_groups(low, high)
    has = bool(groups) and groups[0].first == groups[0].last and sentence.words[groups[0].last].lower in ("had", "has", "have")
    if has and any(word.lower in _TRUST for word in sentence.words[groups[0].last + 1 : groups[0].last + 5]):
        return True  # "but had “full confidence” in her"
    return sentence.language == "en" and any(
        word.lower in _MIND for group in groups[:1] for word in sentence.words[group.first : group.last + 1]
    )


def told_further(sentence: Sentence, link: int, frame: Frame, said: Statement) -> bool:
    """Whether the "that" at `link` goes on with what was reported without one ("said the leak was small and that no one was hurt")."""
    words = sentence.words
    linked = words[link].pos == "SCONJ" or (
        words[link].pos == "PRON"
        and words[link - 1].lower == "and"
        and words[link + 1].pos in ("NOUN", "PROPN")
        and not words[link + 1].finite
    )
    return sentence.language == "en" and linked and len(said.speakers) > len(frame.speakers)


def disagrees(sentence: Sentence, low: int, high: int, subject: Subject) -> bool:
    """Whether the Spanish verb of a clause has another number than a subject that would be carried to it."""
    groups = sentence.main_groups(low, high) if sentence.language == "es" else []
    several = number_of(sentence.words[groups[0].first].lower, "es") if groups else None
    return several is not None and several != subject.plural


def is_person(subject: str | None) -> bool:
    """Whether a subject names somebody, or by a noun for people."""
    words = (subject or "").split()
    people = nouns.PERSON_NOUNS | lexicon.TITLES | {"man", "woman", "boy", "girl"}
    return any(word.lower() in people for word in words) or (bool(words) and words[-1][0].isupper() and words[0][0].isupper())


def reports_after_colon(sentence: Sentence, low: int, high: int) -> bool:
    """Whether all after a colon, or after a second source, is what a verb before it reports ("alertó: P y Q", "dijo que, según X, P")."""
    found = find_complement(sentence, low, high)
    if found is None or found.kind != "clause":
        return False
    first, _ = sentence.trim(found.low, high)
    if first >= high:
        return False  # cut off: "dodged questions about whether"
    if first > found.low and sentence.phrase_at(first, lexicon.SOURCE_PHRASES[sentence.language], high):
        return True
    hidden = sentence.hidden(low, high)
    closing = next((index for index in range(first, high - 1) if sentence.words[index].text == ","), first)
    opens = first > found.low or (sentence.words[first].lower in lexicon.PREPOSITIONS[sentence.language] and closing - first <= 5)
    conceded = sentence.language == "en" and first == found.low and sentence.words[first].lower in _CONCEDING
    if conceded and closing > first and sentence.words[first - 1].lower == "that" and sentence.main_groups(closing, high):
        return True  # "said that while P, Q"
    turns = any(word.lower in ("pero", "but") for word in sentence.words[closing:high])
    if opens and closing > first and not turns and not sentence.groups_in(first, closing):
        return True  # "said that, on Monday, P"
    colon = next((index for index in range(low + 1, high - 1) if sentence.words[index].text == ":" and index not in hidden), None)
    if colon is None or any(sentence.words[index].text in (",", ";") for index in range(low, colon)):
        return False
    return found.low == colon + 1


def told_subject(sentence: Sentence, source: Source) -> str | None:
    """Return whom "he" of "P, he says" takes up where nobody was named before: the subject of P."""
    groups = sentence.main_groups(source.low, source.high)
    own = sentence.subject(source.low, source.high, groups[0]) if groups else None
    found = speaker(sentence, *own) if own else None
    if not (found and own and found[0][0].isupper()):
        return None
    return None if sentence.words[own[0]].pos in ("PRON", "DET") and own[1] - own[0] == 1 else found[0]


def widen(statements: list[Statement], low: int, high: int) -> list[Statement]:
    """Let the quote of a single statement show its frame, too."""
    return [replace(statement, low=min(low, statement.low), high=max(high, statement.high)) for statement in statements]


def combine(outer: Stance, inner: Stance) -> Stance:
    """Return the stance of the innermost speaker; what is only believed to be said is believed no more firmly."""
    return "conditional" if outer == "conditional" and inner == "asserted" else inner


def leaves(sentence: Sentence, low: int, high: int, frame: Frame) -> list[Statement]:
    """Return what a clause states, in one statement or, where "ni" or "nor" adds a second verb, in two with the same quote."""
    further = further_negation(sentence, low, high)
    first = leaf(sentence, low, core_end(sentence, low, further or high), frame)
    found = [replace(first, high=high)]
    if further and (prefix := negation_prefix(first.content, sentence.language)):
        rest = sentence.text(further + 1, core_end(sentence, further + 1, high))
        found.append(replace(first, high=high, content=f"{prefix} {clean(rest)}"))
    return found


def leaf(sentence: Sentence, low: int, high: int, frame: Frame) -> Statement:
    """Return what a clause without further frames states."""
    content, subject = statement(
        sentence, low, high, frame.subject, framed=frame.reported, pronouns=frame.reported and bool(frame.speakers)
    )
    stance = frame.stance
    if stance == "denied" and frame.reported:
        content = affirmative(content, sentence.language)
    if stance == "asserted":
        stance = hedged(sentence, low, high, reported=frame.reported and frame.indirect)
    return Statement(low, high, content, frame.speakers, stance, subject)


def of_me(sentence: Sentence, low: int, high: int) -> bool:
    """Whether the last verb before a complement is one of "I" or "we": who says it is whose words they are, not who spoke before."""
    groups = sentence.groups_in(low, high) if sentence.language == "es" else []
    return bool(groups) and sentence.words[groups[-1].first].lower in own_reports()


def own_infinitive(sentence: Sentence, low: int, begin: int, high: int) -> str | None:
    """Return what "I" or "we" deny in an infinitive, as it was: "Desmentimos haber pagado" denies "hemos pagado"; None of anybody else."""
    if not of_me(sentence, low, begin):
        return None
    we = sentence.words[sentence.groups_in(low, begin)[-1].first].lower.endswith("mos")
    have = sentence.words[begin].lower == "haber" and begin + 1 < high
    return f"{'hemos' if we else 'he'} {clean(sentence.text(begin + 1, high))}" if have else None


def himself(pronoun: str, frame: Frame) -> Subject | None:
    """Return who speaks already where a pronoun takes them up ("Hale said he believed P"); a body is "it"."""
    who = frame.subject
    if who is None or not (frame.speakers and who.speaking):
        return None
    body = any(word in nouns.BODY_NOUNS for word in who.text.lower().split())
    fits = (
        who.plural or body
        if pronoun == "they"
        else (body or not who.person) and not who.plural
        if pronoun == "it"
        else not body and not who.plural
    )
    return who if fits and pronoun in ("he", "she", "it", "they") else None
