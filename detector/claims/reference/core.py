"""The core of a clause: what it states, without the tail that tells more about it, one proposition at a time.

NLI is at home on short sentences. "Norlandia amplía su flota en el estrecho, maniobra que Sureda ve como una amenaza" says at its
core that Norlandia enlarges its fleet; the quote that people are shown keeps the tail.
"""

from __future__ import annotations

import re

from detector.claims.grammar import lexicon
from detector.claims.grammar.sentence import Sentence

_LEAST = 4  # words before a tail; fewer do not state a fact
_SHORT = 5  # words between commas that make a list or an insertion, not a tail
_FURTHER = {"es": {"ni"}, "en": {"nor"}}
_NEGATED = {"es": re.compile(r"^.*?\b(?:no|nunca|jamás|tampoco)\b", re.I), "en": re.compile(r"^.*?(?:\bnot|n['’]t|\bnever)\b", re.I)}


def core_end(sentence: Sentence, low: int, high: int) -> int:
    """Return where the core of the clause (low, high) ends: before the first comma after its verb that opens a tail."""
    groups = sentence.main_groups(low, high)
    if not groups:
        return high
    hidden = sentence.hidden(low, high)
    index = max(groups[0].last + 2, low + _LEAST)
    if sentence.words[groups[0].last + 1 : index] and sentence.words[groups[0].last + 1].text == ",":
        opened = _insertion(sentence, groups[0].last + 1, high)  # "perdió, al parecer, el control"
        index = max(index, opened + 1) if opened else index
    while index < high - 2:
        if sentence.words[index].text == "," and index not in hidden and not _up_to(sentence, index):
            closed = _insertion(sentence, index, high)
            if closed is None:
                return index
            index = closed
        index += 1
    return high


def _up_to(sentence: Sentence, comma: int) -> bool:
    """Whether what follows a Spanish comma is where a figure then stands: "subió en 38.000 personas, hasta los 1,27 millones"."""
    following = sentence.words[comma + 1 : comma + 4]
    return following[0].lower == "hasta" and any(word.pos == "NUM" or word.text[0].isdigit() for word in following[1:])


def _insertion(sentence: Sentence, comma: int, high: int) -> int | None:
    """Return where the list or insertion after the comma is closed, by a comma or an "and"; None where a tail begins."""
    for index in range(comma + 1, min(comma + 2 + _SHORT, high)):
        word = sentence.words[index]
        if word.finite or word.lower in lexicon.SUBORDINATORS[sentence.language]:
            return None
        if word.text == "," or word.lower in lexicon.COORDINATORS[sentence.language] | _FURTHER[sentence.language]:
            return index
    return None


def further_negation(sentence: Sentence, low: int, high: int) -> int | None:
    """Return the index of the "ni" or "nor" that adds a second verb to a negated clause ("no cerró ni redujo la planta")."""
    groups = sentence.main_groups(low, high)
    if not groups or not groups[0].negated:
        return None
    hidden = sentence.hidden(low, high)
    for index in range(groups[0].last + 2, high - 2):
        following = sentence.words[index + 1]
        verb = following.finite or (sentence.language == "en" and following.pos == "VERB")
        if sentence.words[index].lower in _FURTHER[sentence.language] and index not in hidden and verb:
            return index
    return None


def negation_prefix(content: str, language: str) -> str:
    """Return a negated content up to its negation: the subject, the auxiliary and "no" or "not"."""
    found = _NEGATED[language].match(content)
    return found.group() if found else ""
