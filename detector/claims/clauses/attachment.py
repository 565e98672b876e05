"""What a participle or relative that is set off by a comma belongs to, by agreement, by a parser and by what stands next to it."""

from __future__ import annotations

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.agreement import agrees, feminine, number_of, predicate
from detector.claims.grammar.mood import indicative
from detector.claims.grammar.relatives import Relative
from detector.claims.grammar.reporting import finite_reports
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.antecedents import Span, antecedents

_AUTHORITIES = lexicon.word_set("fiscalía policía gobierno juzgado tribunal ministerio justicia audiencia")


def modified(sentence: Sentence, mark: int, participle: int, subject: Span | None, pending: bool, shared: Span | None) -> Span | None:
    """Return what a participle after a comma speaks of: of what agrees with it, what a parser says, else what stands next to it.

    English participles show no agreement; behind a verb they speak of its subject as often as of what is near.
    """
    if (subject and not _nominal(sentence, subject)) or _reports(sentence, mark, participle):
        return None
    near = [span for span in ([shared] if pending and shared else antecedents(sentence, mark)) if fits(sentence, span, participle)]
    pointing = subject is not None and sentence.words[subject[0]].lower in ("esto", "eso", "ello", "lo", "this", "that", "it")
    fitting = subject is not None and not pointing and fits(sentence, subject, participle)
    every = [*near, subject] if subject and fitting and not pending else near
    said = [
        span
        for span in every
        if sentence.words[participle].head in range(*span) and _root(sentence, span) == sentence.words[participle].head
    ]
    if said or not every:
        return said[0] if said else None
    return every[-1] if sentence.language == "en" and not pending and fitting else every[0]


def related(sentence: Sentence, mark: int, as_subject: bool, verb: VerbGroup, pending: bool, shared: Span | None) -> Span | None:
    """Return what a relative speaks of; as its subject it has the number of its verb, and the gender of what the verb says of it."""
    plural = number_of(sentence.words[verb.first].lower, sentence.language) if as_subject else None
    if pending and shared:
        return shared
    article = "" if as_subject else _article(sentence, mark)
    plural = article in ("los", "las") if article else plural  # "los vecinos del barrio, en el que murieron once": in the quarter
    told = predicate(sentence.words, verb) if as_subject and sentence.language == "es" else None
    at = next((index for index in (verb.last, verb.last + 1) if told and sentence.words[index].lower == told), None)
    spans = list(antecedents(sentence, mark))
    if sentence.language == "es" and any(word.lower in ("quien", "quienes") for word in sentence.words[mark + 1 : mark + 3]):
        spans = [span for span in spans if _of_person(sentence, span)] or spans  # "la renuncia del ministro, a quien": not the renuncia
    for span in spans:
        if article and _female(sentence, span) is (article in ("el", "los")):
            continue
        if (plural is None or sentence.plural(*span) == plural) and (at is None or fits(sentence, span, at)):
            return span
    return shared


_KIN = lexicon.word_set(
    "hijo hija hermano hermana esposo esposa marido mujer viuda viudo padre madre sobrino sobrina primo prima yerno nuera"
)


def _of_person(sentence: Sentence, span: Span) -> bool:
    """Whether a noun phrase speaks of people: its first noun is one for them, or a name."""
    head = next((word for word in sentence.words[slice(*span)] if word.pos != "DET"), None)
    if head is None or head.text[0].isupper():
        return head is not None
    return not {head.lower, head.lower.removesuffix("s")}.isdisjoint(nouns.PERSON_NOUNS | _KIN)


def fits(sentence: Sentence, span: Span, participle: int) -> bool:
    """Whether a Spanish participle can speak of a noun phrase by number and, where an article shows it, by gender."""
    if sentence.words[span[0]].pos == "ADV" or sentence.language != "es":
        return sentence.words[span[0]].pos != "ADV"
    return agrees(sentence.words[participle].lower, sentence.plural(*span), _female(sentence, span))


def _female(sentence: Sentence, span: Span) -> bool | None:
    before = sentence.words[span[0] - 1].lower if span[0] else ""
    return feminine([word.text for word in sentence.words[slice(*span)]], before)


def _article(sentence: Sentence, mark: int) -> str:
    """Return the article of a Spanish relative behind a preposition at `mark` ("en el que", "con los cuales"), "" where there is none."""
    article, link = (word.lower for word in sentence.words[mark + 2 : mark + 4]) if mark + 3 < len(sentence.words) else ("", "")
    return article if sentence.language == "es" and article in ("el", "la", "los", "las") and link in ("que", "cual", "cuales") else ""


def _reports(sentence: Sentence, mark: int, participle: int) -> bool:
    """Whether an English "-ed" form after a name in apposition is what that one does ("the mayor, Joan Pell, acknowledged")."""
    words = sentence.words
    begin = mark
    while begin > 0 and words[begin - 1].text[0].isupper():
        begin -= 1
    named = 0 < begin < mark and words[begin - 1].text == ","
    return sentence.language == "en" and named and words[participle].lower in finite_reports("en") and words[participle + 1].lower != "by"


def _root(sentence: Sentence, span: Span) -> int | None:
    """Return the word of a noun phrase that a parser calls its head."""
    return next((index for index in range(*span) if sentence.words[index].head not in range(*span)), None)


def _nominal(sentence: Sentence, span: Span) -> bool:
    """Whether a noun phrase holds a noun or name ("the latest" holds none)."""
    return any(word.pos in ("NOUN", "PROPN", "PRON", "NUM", "") for word in sentence.words[slice(*span)] if word.pos or word.is_word)


def tells(sentence: Sentence, relative: Relative, verb: VerbGroup) -> bool:
    """Whether a clause can be a relative that tells something: none is in the subjunctive or, of a subject, in the first person."""
    form = sentence.words[verb.first].lower
    if sentence.language == "en":
        return True
    ours = (
        relative.kind == "subject"
        and form.endswith("mos")
        and relative.end == verb.first
        and sentence.words[relative.end - 1].lower != "que"
    )
    return not ours and indicative(form) is None


def object_follows(sentence: Sentence, verb: VerbGroup, end: int) -> bool:
    """Whether the verb has an object of its own right behind it ("mirando el río"), and no time ("el sábado")."""
    words, first = sentence.words, verb.last + 1
    if sentence.language != "es" or first + 1 >= end or words[first].subject or words[first + 1].subject:
        return False
    return (
        words[first].lower in ("el", "la", "los", "las", "un", "una")
        and words[first + 1].lower not in PERIODS
        and words[first + 1].pos == "NOUN"
    )


def subject_follows(sentence: Sentence, verb: VerbGroup, about: Span, end: int) -> bool:
    """Whether who does it stands behind the verb of a Spanish relative about a thing ("la causa, que instruye el juzgado")."""
    words, at = sentence.words, verb.last + 1
    if sentence.language != "es" or at + 1 >= len(words) or words[at].lower not in ("el", "la", "los", "las"):
        return False
    thing = not any(word.lower in nouns.PERSON_NOUNS for word in words[slice(*about)]) and words[about[0]].pos == "DET"
    doer = words[at + 1].lower in nouns.PERSON_NOUNS | _AUTHORITIES
    if any(word.lower in lexicon.COORDINATORS["es"] for word in words[at:end]):
        return False
    return thing and doer and sentence.plural(at, at + 2) == words[verb.first].lower.endswith("n")
