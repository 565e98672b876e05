"""A second figure with a verb of its own: "Police say 40 died; doctors say 300", "..., but the opposition says it was 60".

The second is read with the words that only the first has: "doctors say 300 died".
"""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar import lexicon
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup, Word

_COUNTING = lexicon.word_set("estimated estimate estimates counted counts count put puts recorded registered records")
_ABOUT = lexicon.word_set("at least about around some nearly almost more less fewer than over up to only just as many")
_IT = ("it was", "it is", "there were", "there are", "that it was", "the figure was", "the number was", "the figure is", "the number is",
    "the toll was", "the toll is", "they were", "that there were", "that the figure was")  # fmt: skip
_FRAMES = ("assert", "believe")


def second_figure(sentence: Sentence) -> tuple[list[int], list[int], int] | None:
    """Return the words of the first figure's reading and of the second's, and where the second begins; None where there is no second."""
    words = sentence.words
    low, high = sentence.trim(0, len(words))
    if sentence.language != "en" or any(words[at].text in '“"' for at in range(low, high)):
        return None
    join = next((at for at in range(low + 4, high - 2) if _joins(words, at)), None)
    if join is None:
        return None
    begin = join + 1
    while begin < high - 2 and words[begin].lower in ("but", "while", "and", "whereas", "though"):
        begin += 1
    first, second = _frame(sentence, low, join), _frame(sentence, begin, high)
    if first is None or second is None:
        return None
    figure = _only_figure(words, first.last + 1, join)
    if figure is None:
        return None
    at = second.last + 1
    at += sentence.phrase_at(at, _IT, high)
    other = at
    while other < high and words[other].lower in _ABOUT:
        other += 1
    end = other
    while end < high and (_number(words[end]) or words[end].text == "%"):
        end += 1
    after = figure
    while after < join and (_number(words[after]) or words[after].text == "%"):
        after += 1
    same = end < high and after < join and words[end].lower == words[after].lower
    if end == other or (end < high and not (same and end + 1 == high)):
        return None
    before = figure
    while before > first.last + 1 and (words[before - 1].lower in _ABOUT):
        before -= 1
    who = [*range(begin, second.last + 1)]
    shared = [*range(first.last + 1, before)]
    told = next((place for place in shared if words[place].lower != "that"), None)
    if told is not None and words[told].lower == "to":
        return None  # "claims to have created 40 jobs; figures show 12"
    if told is not None and words[told].lower in ("it", "he", "she", "they"):
        shared = [*range(low, first.first), *range(told + 1, before)]  # "the army said it lost 12": nor do the rebels speak of themselves
    tail = range(high, len(words))
    return [*range(join), *tail], [*who, *shared, *range(at, end), *range(after, join), *tail], join


def _joins(words: Sequence[Word], at: int) -> bool:
    """Whether the second part begins behind `at`: at a semicolon, or a comma with a turn behind it."""
    return words[at].text == ";" or (words[at].text == "," and words[at + 1].lower in ("but", "while", "and", "whereas", "though"))


def _frame(sentence: Sentence, low: int, high: int) -> VerbGroup | None:
    """Return the verb of saying or counting with which a part tells its figure, behind its subject."""
    groups = sentence.groups_in(low, high)
    if not groups or groups[0].negated or groups[0].first == low or groups[0].last - low > _LONGEST:
        return None
    word = sentence.words[groups[0].last].lower
    known = reporting_verbs("en").get(word, ("", "ask"))[1] in _FRAMES or word in _COUNTING
    plain = sentence.words[low].pos in ("DET", "NOUN", "PROPN", "ADJ", "PRON")
    return groups[0] if known and plain else None


_LONGEST = 8


def _only_figure(words: Sequence[Word], low: int, high: int) -> int | None:
    """Return where the only number of a range begins, None where it holds none or several."""
    starts = [at for at in range(low, high) if _number(words[at]) and not (at > low and _number(words[at - 1]))]
    return starts[0] if len(starts) == 1 else None


def _number(word: Word) -> bool:
    return word.pos == "NUM" or word.text[0].isdigit()
