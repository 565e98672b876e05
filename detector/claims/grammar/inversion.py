"""Spanish clauses whose subject stands behind the verb: nothing is to be put in front of them."""

from __future__ import annotations

from functools import cache

from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

# Verbs that take an object seldom, and a subject behind them before a noun with an article.
_SELDOM_WITH_OBJECT = "pasar circular durar arder peligrar escasear persistir imperar desaparecer empeorar"
# So many do these, and nobody does them to so many: "Trabajan en la extinción 340 efectivos".
_OF_MANY = "trabajar participar intervenir colaborar viajar actuar asistir acudir"
_REACH = 8  # words from a verb to the number of its subject
_OBJECTS = {"lo", "la", "los", "las"}
_OPENING = '«“"'


@cache
def _unaccusative() -> frozenset[str]:
    return all_forms(f"{lexicon.UNACCUSATIVE} {_SELDOM_WITH_OBJECT}", "es")


@cache
def _of_many() -> frozenset[str]:
    return all_forms(_OF_MANY, "es")


@cache
def _left() -> frozenset[str]:
    return all_forms("quedar faltar sobrar", "es")


def subject_follows(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether the noun phrase right after a verb is its subject: "no sonó ninguna sirena", "no llegó aviso alguno".

    The verb takes no object, or has one in the pronoun before it ("la tiene la guerrilla").
    """
    words = sentence.words
    at = group.last + 1
    at += at < len(words) and words[at].text in _OPENING
    if at + 1 >= len(words):
        return False
    word, following = words[at], words[at + 1]
    determined = word.pos in ("DET", "NUM") or word.lower in lexicon.DETERMINERS["es"] - lexicon.PREPOSITIONS["es"]
    timed = following.lower in PERIODS or following.text.isdigit()
    if words[group.last].lower in _left() and word.pos == "NOUN":
        return True  # "queda trabajo por hacer"
    if words[group.last].lower in _unaccusative():
        return (word.is_word and following.lower in ("alguno", "alguna")) or (determined and not timed) or _so_many_behind(sentence, at)
    if words[group.last].lower in _of_many() and words[group.first].lower.endswith("n") and _so_many_behind(sentence, at):
        return True
    held = group.first > 0 and words[group.first - 1].lower in _OBJECTS
    definite = determined and word.lower not in lexicon.INDEFINITE["es"] and following.pos in ("NOUN", "PROPN", "")
    return held and definite and not timed and sentence.plural(at, at + 2) == words[group.first].lower.endswith("n")


def _so_many_behind(sentence: Sentence, low: int) -> bool:
    """Whether a counted noun that hangs on no preposition follows from `low` on, at once or behind time and place."""
    words = sentence.words
    for at in range(low, min(low + _REACH, len(words) - 1)):
        word, following = words[at], words[at + 1]
        if word.finite or word.text in (",", ";", ":", "."):
            return False
        hangs = at > low and words[at - 1].pos in ("ADP", "DET")
        counts = word.pos == "NUM" and following.pos in ("NOUN", "ADJ") and following.lower not in PERIODS
        if counts and following.lower.endswith("s") and not hangs:
            return True
    return False
