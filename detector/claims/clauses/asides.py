"""Statements that are set off inside a sentence: relatives, gerunds, participles, absolutes and brackets.

"La empresa, que despidió a 300 trabajadores, cerró" states two things. What merely identifies ("la empresa que despidió a 300
trabajadores") is not set off by a comma, and stays in its clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detector.claims.clauses.attachment import fits, modified, object_follows, related, subject_follows, tells
from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.nonfinite import is_gerund, is_participle, skip_manner
from detector.claims.grammar.relatives import Relative, relative_at
from detector.claims.grammar.reporting import finite_reports, reporting_verbs, speech_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.antecedents import Span, antecedent, antecedents, clause_subject, own_subject
from detector.claims.reference.naming import cites

_MARKS = (",", "—", "–")
_STOPS = (";", ":")
_IN = {"in", "at", "from", "for", "near"}
_ALOUD = {"say", "tell", "decir", "contar"}  # "police said he ran off, saying that": he may say it
_LIST = 6  # words from a comma to the "and" that closes a list

Kind = Literal["subject", "object", "oblique", "owner", "gerund", "participle", "absolute", "whole", "share"]
"""How the antecedent stands in what is set off: as subject, object, after a preposition, as owner, as that of which a share is told; or
which form has no finite verb."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A statement set off in a sentence.

    `low` to `high` is what it states without its relative word, `cut` what leaves the sentence around it, marks included.
    `antecedent` is whom or what it speaks of; None where its words say so themselves. `subject` is that of the clause around it.
    """

    kind: Kind
    low: int
    high: int
    cut: Span
    antecedent: Span | None
    subject: Span | None = None
    relative: Relative | None = None
    verb: VerbGroup | None = None


def find_asides(sentence: Sentence) -> list[Aside]:
    """Return the statements that are set off in a sentence, in order; none lies in another."""
    found: list[Aside] = []
    low, high = sentence.trim(0, len(sentence.words))
    low = sentence.skip_connectives(low, high)
    if fronted := _fronted(sentence, low, high):
        found.append(fronted)
        low = fronted.cut[1]
    index = low
    while index < high:
        aside = _bracket(sentence, index) or _set_off(sentence, low, index, found)
        if aside:
            found.append(aside)
        index = max(index + 1, aside.high if aside else 0)
    return found


def _bracket(sentence: Sentence, index: int) -> Aside | None:
    """Find a bracket that holds a clause of its own."""
    for first, last in sentence.enclosed:
        if first == index and sentence.words[index].text == "(" and sentence.words[last - 1].text == ")":
            groups = sentence.groups_in(first + 1, last - 1)
            if groups and sentence.introducer(groups[0], first + 1) is None and own_subject(sentence, first + 1, last - 1, groups[0]):
                return Aside("whole", first + 1, last - 1, (first, last), None, verb=groups[0])
    return None


def _set_off(sentence: Sentence, low: int, mark: int, before: list[Aside]) -> Aside | None:
    """Find what begins after the comma or dash at `mark`."""
    words = sentence.words
    if words[mark].text not in _MARKS or mark == low or mark + 2 >= len(words):
        return None
    low = next((index + 1 for index in range(mark - 1, low, -1) if words[index].text in _STOPS), low)
    if relative := relative_at(sentence, mark + 1):
        return _relative(sentence, low, mark, relative, before)
    start = skip_manner(sentence, mark + 1)
    kind: Literal["gerund", "participle"] = "gerund" if is_gerund(sentence, start) else "participle"
    if kind == "participle" and not (is_participle(sentence, start) and words[start + 1 : start + 2] and words[start + 1].is_word):
        return None
    if kind == "participle" and _behind_quotation(sentence, mark):
        return None  # "«P», celebró Mora a la salida del juzgado, rodeado de periodistas": he or the court, nobody tells
    end = _end(sentence, low, mark, start, before)
    if end is None:
        return None
    subject = clause_subject(sentence, low, mark, [aside.cut for aside in before])
    if kind == "gerund":
        subject = _teller(sentence, mark, start) or _placed(sentence, low, mark, before) or subject
    pending = _pending(sentence, low, mark, before)
    if kind == "gerund" and sentence.language == "es" and subject is None and not pending:
        return None  # "Acusa al director, causando un escándalo": it is not the director who causes it
    who = (
        subject or _nearest(sentence, mark, pending, before)
        if kind == "gerund"
        else modified(sentence, mark, start, subject, pending, _shared(mark, before))
    )
    return who and Aside(kind, mark + 1, end, _cut(sentence, low, mark, end, who, before), who, subject)


def _behind_quotation(sentence: Sentence, mark: int) -> bool:
    """Whether what stands before `mark` says whose the Spanish quotation before it is."""
    closed = [last for first, last in sentence.enclosed if last <= mark and sentence.words[first].text in '«“"']
    said = sentence.groups_in(max(closed), mark) if closed and sentence.language == "es" else []
    return len(said) == 1 and sentence.words[said[0].last].lower in speech_verbs("es")


def _teller(sentence: Sentence, mark: int, start: int) -> Span | None:
    """Return who goes on to tell in ", adding that": the subject of the verb that reports what stands before."""
    words, verbs = sentence.words, reporting_verbs(sentence.language)
    lemma, frame = verbs.get(words[start].lower, ("", "ask"))
    if frame != "assert" or lemma in _ALOUD or words[start + 1].lower not in lexicon.COMPLEMENTIZERS[sentence.language] | {":"}:
        return None
    low = next((at + 1 for at in range(mark - 1, 0, -1) if words[at].text == ";"), 0)
    groups = sentence.main_groups(low, mark)
    if not groups or words[groups[0].last].lower not in verbs:
        return None
    return sentence.subject(low, mark, groups[0])


def _nearest(sentence: Sentence, mark: int, pending: bool, before: list[Aside]) -> Span | None:
    """Return the noun phrase before `mark`; of two things set off one after the other before the verb, both speak of the same."""
    if pending and before and before[-1].high == mark:
        return before[-1].antecedent
    return antecedent(sentence, mark)


def _placed(sentence: Sentence, low: int, mark: int, before: list[Aside]) -> Span | None:
    """Return "Officials in Osk" of "Officials in Osk, speaking anonymously, said": it is not Osk that speaks."""
    whole = sentence.words[low:mark]
    if sentence.language != "en" or before or any(word.finite or word.pos in ("PUNCT", "SCONJ") for word in whole):
        return None
    opens = bool(whole) and whole[0].pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
    return (low, mark) if opens and _IN & {word.lower for word in whole} else None


def _shared(mark: int, before: list[Aside]) -> Span | None:
    """Return what the statement speaks of that is set off right before the one at `mark`."""
    return before[-1].antecedent if before and before[-1].high == mark else None


def _relative(sentence: Sentence, low: int, mark: int, relative: Relative, before: list[Aside]) -> Aside | None:
    start = relative.end
    verb = next((group for group in sentence.groups if group.first >= start), None)
    if (
        verb is None
        or sentence.words[start].text == ","
        or any(word.text in (*_STOPS, '"', "»", "”", ")") for word in sentence.words[start : verb.first])
    ):
        return None
    if _behind_teller(sentence, mark, relative) or _reported(sentence, mark, relative, verb) or cites(sentence, start):
        return None  # "El Faro, que cita a dos fuentes": a chain of speakers
    end = _end(sentence, low, mark, verb.last, before)
    if end is None:
        return None
    subject = clause_subject(sentence, low, mark, [aside.cut for aside in before])
    if not tells(sentence, relative, verb) or (relative.kind == "result" and own_subject(sentence, start, end, verb)):
        return None
    if relative.kind == "share":
        every = next((span for span in antecedents(sentence, mark) if sentence.plural(*span)), None)
        return every and Aside("share", mark + 1, end, _cut(sentence, low, mark, end, every, before), every, subject, relative, verb)
    kind: Kind = "subject" if relative.kind == "result" else relative.kind
    who = subject if relative.kind == "result" else None
    if relative.kind == "subject" and own_subject(sentence, start, end, verb):
        kind = "object"
    if kind == "object" and object_follows(sentence, verb, end):
        return None  # "que yo iba mirando el río": a cause
    who = who or related(sentence, mark, kind == "subject", verb, _pending(sentence, low, mark, before), _shared(mark, before))
    if who is None:
        return None
    if relative.kind == "subject" == kind and subject_follows(sentence, verb, who, end):
        kind = "object"
    return Aside(kind, start, end, _cut(sentence, low, mark, end, who, before), who, subject, relative, verb)


def _behind_teller(sentence: Sentence, mark: int, relative: Relative) -> bool:
    """Whether a "que" follows who tells the rest ("P, explica Mora, que Q"): it may speak of Mora or go on with P."""
    words = sentence.words
    comma = next((at for at in range(mark - 1, max(mark - 6, 0), -1) if words[at].text == ","), None)
    teller = comma is not None and words[comma + 1].lower in finite_reports(sentence.language) and words[comma - 1].text not in '»”"'
    return sentence.language == "es" and teller and words[relative.end - 1].lower == "que" and relative.end - mark == 2


def _reported(sentence: Sentence, mark: int, relative: Relative, verb: VerbGroup) -> bool:
    """Whether the "que" after a comma goes on with what is reported ("reconoció que A, que B y que C")."""
    words = sentence.words
    if words[relative.end - 1].lower != "que" or relative.end - mark != 2:
        return False
    earlier = any(word.lower == "que" for word in words[:mark])
    pairs = zip(words[verb.last :], words[verb.last + 1 :], strict=False)
    closed = any(a.lower in lexicon.COORDINATORS["es"] and b.lower == "que" for a, b in pairs)
    return earlier and closed


def _end(sentence: Sentence, low: int, mark: int, verb: int, before: list[Aside]) -> int | None:
    """Return where what is set off at `mark` ends: at the comma before the verb that is still wanted, else at the first one."""
    words = sentence.words
    limit = _limit(sentence, mark)
    if words[mark].text != ",":
        dash = next((index for index in range(verb + 1, limit) if words[index].text in ("—", "–")), None)
        return dash or (None if _pending(sentence, low, mark, before) else limit)
    hidden = sentence.hidden(mark, limit)
    commas = [index for index in range(verb + 1, limit) if words[index].text == "," and index not in hidden]
    if _pending(sentence, low, mark, before):
        closing = next((comma for comma in commas if _verb_at(sentence, comma + 1)), None)
        further = next((comma for comma in commas if relative_at(sentence, comma + 1) or is_participle(sentence, comma + 1)), None)
        return closing and min(closing, further or closing)
    return next((comma for comma in commas if not _goes_on(sentence, comma, limit)), limit)


def _limit(sentence: Sentence, mark: int) -> int:
    """Return the end of the sentence, or of the quotation or bracket around `mark`, or the next ";" or ":"."""
    limit = min((last - 1 for first, last in sentence.enclosed if first < mark < last), default=len(sentence.words))
    opened = [first for first, _ in sentence.enclosed if mark < first]
    stop = next((index for index in range(mark, limit) if sentence.words[index].text in _STOPS and not opened), limit)
    return sentence.closing(mark, sentence.trim(mark + 1, stop)[1])


def _pending(sentence: Sentence, low: int, mark: int, before: list[Aside]) -> bool:
    """Whether the clause around has had no verb before `mark`."""
    groups = [group for group in sentence.groups if low <= group.first < mark]
    free = [group for group in groups if not any(aside.cut[0] <= group.first < aside.cut[1] for aside in before)]
    opened = max((at for at in range(low, mark) if sentence.words[at].lower == "that"), default=low) if sentence.language == "en" else low
    if opened > low and sentence.words[opened].pos == "SCONJ" and not any(group.first > opened for group in free):
        return True  # "reports that the chief, Al Gil, called": what is reported has no verb yet
    return not any(sentence.introducer(group, low) is None for group in free)


def _verb_at(sentence: Sentence, index: int) -> bool:
    """Whether a finite verb stands at `index`, behind pronouns and adverbs, or first in a quotation ("Voss, que P, «nunca vio Q»")."""
    skipped = lexicon.CLITICS | lexicon.NEGATIONS[sentence.language]
    opens = index + 1 < len(sentence.words) and sentence.words[index].text in '«“"' and sentence.words[index + 1].text[0].islower()
    index += opens
    while index < len(sentence.words) and (sentence.words[index].lower in skipped or sentence.words[index].pos == "ADV"):
        index += 1
    return index < len(sentence.words) and sentence.words[index].finite


def _goes_on(sentence: Sentence, comma: int, limit: int) -> bool:
    """Whether a list or a description goes on after a comma ("A, B y C"; "Rosa, de 42 años")."""
    words = sentence.words
    for index in range(comma + 1, min(limit, comma + 1 + _LIST)):
        if words[index].finite or words[index].lower in lexicon.SUBORDINATORS[sentence.language]:
            return False
        if words[index].lower in lexicon.COORDINATORS[sentence.language]:
            return index > comma + 1 and not _verb_at(sentence, index + 1)
    return False


def _cut(sentence: Sentence, low: int, mark: int, end: int, about: Span, before: list[Aside]) -> Span:
    """Return what leaves the sentence: the mark that closes, too, where it stood between a subject and its verb."""
    words = sentence.words
    if end < len(words) and words[end].text in ("—", "–"):
        return mark, end + 1
    front = words[low]  # "En Lima, que ardió, llovió" keeps its comma, "El puente de Lima, que ardió, cayó" does not
    commas = any(word.text == "," for word in words[low : about[0]])
    framed = about[0] > low and not commas and (front.pos == "ADP" or front.lower in lexicon.PREPOSITIONS[sentence.language])
    direct = about[1] == mark or (bool(before) and before[-1].high == mark)
    closes = end < len(words) and words[end].text == "," and direct and not framed and _verb_at(sentence, end + 1)
    reported = closes and words[end + 1].lower in speech_verbs(sentence.language) and not _pending(sentence, low, mark, before)
    closes = closes and not reported  # "hallaron el dinero, metido en cajas, confirman fuentes": the comma parts what is reported
    return mark, end + closes


def _fronted(sentence: Sentence, low: int, high: int) -> Aside | None:
    """Find what is set off at the front: "Interrogado por la prensa, el comisario ...", "Concluida la votación, ..."."""
    words = sentence.words
    hidden = sentence.hidden(low, high)
    comma = next((index for index in range(low, high) if words[index].text == "," and index not in hidden), None)
    if comma is None or comma - low < 2 or any(word.finite for word in words[low:comma]):
        return None
    follows = [group for group in sentence.groups_in(comma + 1, high) if sentence.introducer(group, comma + 1) is None]
    subject = sentence.subject(comma + 1, high, follows[0]) if follows else None
    if subject is None:
        return None
    once = sentence.phrase_at(low, ("una vez", "once"), comma)
    cut, low = (low, comma + 1), low + once
    start = skip_manner(sentence, low)
    if is_gerund(sentence, start):
        return Aside("gerund", low, comma, cut, subject, subject)
    if is_participle(sentence, start):
        timed = start + 2 < comma and words[start + 2].lower in PERIODS  # "Publicada este viernes, la orden"
        if sentence.language == "es" and words[start + 1].lower in lexicon.DETERMINERS["es"] - {"a", "al", "del"} and not timed:
            return Aside("absolute", low, comma, cut, (start + 1, comma))
        return Aside("participle", low, comma, cut, subject, subject) if fits(sentence, subject, start) else None
    return _english_absolute(sentence, low, comma, subject[0], cut)


def _english_absolute(sentence: Sentence, low: int, comma: int, subject: int, cut: Span) -> Aside | None:
    """Find "Her appeal rejected, Marsh ...": a noun phrase and a participle right before the clause's own subject."""
    if sentence.language != "en" or subject != comma + 1 or sentence.words[low].lower not in lexicon.DETERMINERS["en"]:
        return None
    verb = next((index for index in _participles(sentence, low + 2, comma)), None)
    return Aside("absolute", low, comma, cut, (low, verb)) if verb else None


def _participles(sentence: Sentence, low: int, high: int) -> Iterator[int]:
    return (index for index in range(low, high) if is_participle(sentence, index))
