"""What something brings a count to: "..., lo que eleva a cuatro los fallecidos" says that they are four, whatever brought it about."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims.grammar import lexicon
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

_BRINGING = all_forms("elevar aumentar situar/sitú dejar reducir/reduc/reduj rebajar", "es")
_AT = {"a", "en", "hasta"}
_ARTICLES = {"el", "la", "los", "las"}


@dataclass(frozen=True, slots=True)
class Count:
    """The words that name what is counted, those that say how many, and the verb between them."""

    noun: range
    figure: range
    verb: str


def brought_to(sentence: Sentence, verb: VerbGroup, high: int) -> Count | None:
    """Return the count that a Spanish verb tells of up to `high`: "eleva a cuatro los fallecidos", "deja la plantilla en 300 empleados"."""
    words, low = sentence.words, verb.last + 1
    if sentence.language != "es" or verb.negated or words[verb.last].lower not in _BRINGING:
        return None
    link = next((at for at in range(low, high - 1) if words[at].lower in _AT and _number(sentence, at + 1)), None)
    if link is None:
        return None
    noun, figure = range(low, link), range(link + 1, high)
    if link == low:
        begin = next((at for at in range(low + 2, high) if words[at].lower in _ARTICLES), high)
        noun, figure = range(begin, high), range(low + 1, begin)
    closed = any(words[at].finite or words[at].text in (",", ";", ":") for at in range(low, high))
    if len(noun) < 2 or closed or words[noun.start].lower not in _ARTICLES | lexicon.POSSESSIVES["es"]:
        return None
    return Count(noun, figure, "son" if words[noun.start].lower in ("los", "las", "sus") else "es de")


def _number(sentence: Sentence, at: int) -> bool:
    return sentence.words[at].pos == "NUM" or sentence.words[at].text[0].isdigit()
