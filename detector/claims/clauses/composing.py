"""Sentences written of words of the article's sentence and of words put in; each knows where its words stand in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detector.claims.clauses.asides import Aside
from detector.claims.clauses.rival_figures import COMMA, THAT
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word

Item = tuple[Word, int | None]
"""A word as it is read, and its place in the sentence of the article."""
_OPENING, _CLOSING = "¿¡«“(", ",.;:!?»”)%"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence to read. `places` are its words' indices in the sentence of the article, None for a word put in."""

    sentence: Sentence
    places: Sequence[int | None]
    aside: Aside | None = None
    without: tuple[int, int] | None = None  # words of the article's sentence that another reading tells

    def quote(self, low: int, high: int) -> tuple[int, int] | None:
        """Return the range of the article's words that a range of words stands for; None where it holds none of its own."""
        aside, held = self.aside, [place for place in self.places[low:high] if place is not None]
        own = [place for place in held if aside is None or aside.low <= place < aside.high]
        return (min(own), max(own) + 1) if own else None


def own_items(sentence: Sentence, places: Iterable[int]) -> list[Item]:
    """Return the words of a sentence at some places, with their places."""
    return [(sentence.words[place], place) for place in places]


def put_in(text: str, pos: str, finite: bool = False) -> Item:
    """Return a word that no word of the article is."""
    return Word(text, 0, 0, pos, text, finite), None


def noun_phrase(sentence: Sentence, span: tuple[int, int]) -> list[Item]:
    """Return a noun phrase with the article that "del" and "al" before it hold."""
    before = sentence.words[span[0] - 1].lower if span[0] and sentence.language == "es" else ""
    return [*([put_in("el", "DET")] if before in ("del", "al") else []), *own_items(sentence, range(*span))]


def linked(sentence: Sentence, link: str, span: tuple[int, int]) -> list[Item]:
    """Return a preposition and a noun phrase, contracted where Spanish contracts them."""
    first, *rest = noun_phrase(sentence, span)
    if first[0].pos == "DET":
        first = replace(first[0], text=first[0].lower), None
    if not link:
        return [first, *rest]
    if sentence.language == "es" and link in ("a", "de") and first[0].text == "el":
        return [put_in(link + "l" if link == "a" else "del", "ADP"), *rest]
    return [put_in(link, "ADP"), first, *rest]


def ordered(items: list[Item], order: Sequence[int]) -> list[Item]:
    """Return items in another order, in which commas and a "that" may be put in."""
    put = {COMMA: (",", "PUNCT"), THAT: ("that", "SCONJ")}
    return [put_in(*put[index]) if index in put else items[index] for index in order]


def compose(sentence: Sentence, items: list[Item], subject: int = 0, aside: Aside | None = None) -> Reading:
    """Write a sentence of words; its first `subject` words are the subject of the first finite verb after them."""
    at = {place: index for index, (_, place) in enumerate(items) if place is not None}
    verb = next((index for index in range(subject, len(items)) if items[index][0].finite), -1) if subject else -1
    root = _root(sentence, [place for _, place in items[:subject] if place is not None]) if verb >= 0 else None
    text, words, previous = "", list[Word](), None
    for index, (word, place) in enumerate(items):
        if place is not None and previous is not None and place == previous + 1:
            text += sentence.article_text[sentence.words[previous].end : sentence.words[place].start]
        elif index and not (word.text in _CLOSING or word.text == "'s" or text[-1:] in _OPENING):
            text += " "
        head = verb if place is not None and place == root else at.get(word.head, -1)
        named = word.subject or (place is not None and place == root)
        words.append(replace(word, start=len(text), end=len(text) + len(word.text), head=head, subject=named))
        text += word.text
        previous = place
    return Reading(Sentence(text, 0, len(text), sentence.language, words), [place for _, place in items], aside)


def _root(sentence: Sentence, places: list[int]) -> int | None:
    """Return the head of a noun phrase where a parser gave it one."""
    return next((place for place in places if sentence.words[place].head >= 0 and sentence.words[place].head not in places), None)


def placed(part: Reading, whole: Reading, low: int = 0) -> Reading:
    """Say where the words of a part of a reading stand in the article's sentence; those before `low` are no part of its quote."""
    return replace(part, places=[None if place is None or place < low else whole.places[place] for place in part.places])
