"""Corrected figures: "fueron 12, no 40", "it was 12, not 40, who died", "no murieron 40 personas, sino 12": the wrong one is left out."""

from __future__ import annotations

from detector.claims.clauses.rival_figures import Figure, bare, number
from detector.claims.grammar import lexicon
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence

_INSTEAD = {
    "es": ("no", "y no", "en vez de", "en lugar de"),
    "en": ("not", "and not", "rather than", "instead of"),
}
_APPROXIMATE = lexicon.word_set("unos unas los las the about some")
_AS_SAID = {"es": {"como", "que"}, "en": {"as"}}
_REACH = 8  # words from a verb to the wrong number


def corrected(sentence: Sentence) -> Figure | None:
    """Return how to read a sentence without the figure that it calls wrong (`low` to `high`); None where it has no such figure."""
    return _not_the_other(sentence) or _but_the_other(sentence)


def _not_the_other(sentence: Sentence) -> Figure | None:
    """Read "murieron 12 personas y no 40, como se dijo", "it was 12, not 40, who died"."""
    words, size = sentence.words, len(sentence.words)
    for at in range(2, size - 1):
        length = sentence.phrase_at(at, _INSTEAD[sentence.language], size)
        wrong = at + length
        while wrong < min(size, at + length + 3) and (words[wrong].pos == "ADP" or words[wrong].lower in _APPROXIMATE):
            wrong += 1
        if not length or wrong >= size or not number(words[wrong]) or words[at - 1].finite:
            continue
        begin = at - (words[at - 1].text == ",")
        if begin == at and words[at].lower in ("no", "not"):
            continue  # "the flight had not 40 but 12"
        end = wrong + 1
        while end < size and (words[end].is_word or words[end].text in ("%", "€")) and not _stops(sentence, end):
            end += 1
        if end - wrong > _REACH or not any(number(word) for word in words[max(0, begin - _REACH) : begin]):
            continue
        told = end + (end < size and words[end].text == ",")
        if told < size and words[told].lower in _AS_SAID[sentence.language] and not sentence.phrase_at(told, ("que",), size):
            end = next((place for place in range(told, size) if words[place].text in (",", ".", ";")), size)
        # one comma stays, but before what the sentence goes on with ("It was 12 who died")
        skip = end + 1 < size and words[end].text == "," and words[end + 1].lower in ("who", "los", "las", "quienes")
        goes_on = sentence.language == "en" and end + 1 < size and words[end].text == "," and words[end + 1].finite
        skip |= goes_on and words[end + 1].lower not in reporting_verbs("en")  # "12 men, not 40, had died"
        return Figure([*range(begin), *range(end + skip, size)], begin, end)
    return None


def _stops(sentence: Sentence, at: int) -> bool:
    """Whether what is said of the wrong number ends at a word: "no 40 como se dijo", "not 40 as reported"."""
    word = sentence.words[at]
    elsewhere = word.pos == "ADP" and word.lower not in ("de", "of")
    return (
        elsewhere
        or word.finite
        or word.lower in _AS_SAID[sentence.language]
        or sentence.phrase_at(at, lexicon.SOURCE_PHRASES[sentence.language], at + 2) > 0
    )


def _but_the_other(sentence: Sentence) -> Figure | None:
    """Read "no fueron 40 los detenidos, sino 12", "it was not 40 but 12"."""
    words, size = sentence.words, len(sentence.words)
    but = {"es": "sino", "en": "but"}[sentence.language]
    turn = next((at for at in range(3, size - 1) if words[at].lower == but and number(words[at + 1])), None)
    if turn is None:
        return None
    group = next((group for group in reversed(sentence.groups) if group.first < turn and group.negated), None)
    if group is None:
        return None
    # "180 pasajeros, como había dicho, sino 213": who said so before is no part of it
    said = next((at for at in range(group.last + 1, turn) if words[at].text == "," and words[at + 1].lower in _AS_SAID["es"]), turn)
    if words[turn - 1].text != "," or sentence.language != "es":
        said = turn
    if any(other.first > group.last for other in sentence.groups if other.first < said):
        return None
    low = group.first
    inside = range(max(0, low - 4), min(size, group.last + 2))
    no = next((at for at in reversed(inside) if words[at].lower in ("no", "not", "n't", "n’t")), None)
    wrong = next((at for at in range(group.last + 1, said) if number(words[at])), None)
    if no is None or wrong is None or wrong > group.last + _REACH:
        return None
    stop = wrong + 1
    while stop < said and (number(words[stop]) or words[stop].text == "%"):
        stop += 1
    right = turn + 2
    while right < size and (words[right].is_word or words[right].text == "%") and not _stops(sentence, right):
        right += 1
    own = any(words[at].pos == "NOUN" for at in range(turn + 1, right))
    counted = [] if own else bare(words, range(stop, said))
    order = [at for at in (*range(wrong), *range(turn + 1, right), *counted, *range(right, size)) if at != no]
    return Figure(order, wrong, stop)
