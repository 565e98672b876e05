"""How those who speak are named in a chain: a pronoun by whom it takes up, who is cited by name, nobody for hearsay."""

from __future__ import annotations

from detector.claims import frame_words, lexicon
from detector.claims.discourse import antecedent, full_name, pair
from detector.claims.sentence import Sentence
from detector.claims.speakers import speaker


def named(sentence: Sentence, name: str | None, previous: str | None) -> tuple[str, ...]:
    """Return the speaker as a chain of one, a pronoun or a bare noun by the name that it takes up."""
    if name is None:
        return ()
    if name.lower() in lexicon.PRONOUNS["es"] | lexicon.PRONOUNS["en"] | {"him", "her", "them"}:
        meant = antecedent(sentence, previous)
        return (meant.text if meant else name,)
    return (pair(sentence, name.lower()) or full_name(sentence, name),)


def cited(sentence: Sentence, low: int, high: int) -> tuple[str, ...]:
    """Return who is cited by who reports: "the Gazette, quoting a navy source, said"."""
    for index in range(low, high - 1):
        if sentence.words[index].lower in ("citing", "quoting", "citando"):
            begin = index + 1 + (sentence.words[index + 1].lower == "a")
            end = next((at for at in range(begin + 1, high) if sentence.words[at].text == ","), high)
            found = speaker(sentence, begin, end, after_verb=True)
            return (found[0],) if found else ()
    return ()


def hearsay(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a clause begins with "dicen", "trascendió": nobody in particular says it."""
    return sentence.words[low].lower in frame_words.HEARSAY and sentence.words[min(low + 1, high - 1)].lower == "que"


def without_article(text: str, language: str) -> str:
    """Return a noun phrase without its article or possessive."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in lexicon.DETERMINERS[language] else text
