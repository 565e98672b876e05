"""Spanish participles that open a sentence, which the small parser takes for verbs or names: "Cotejada la nómina, los muertos son doce"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word

_FORM = regex.compile(r".+(?:[aií]d|hech|dich|escrit|puest|vist|abiert|muert|rot|cubiert|suelt|impres|vuelt)([oa]s?)")
_ARTICLES = {"o": "el", "a": "la", "os": "los", "as": "las"}
_LONGEST = 16  # words of the phrase


def opening_participle(sentence: Sentence) -> int | None:
    """Return the place of the participle that opens the sentence before its own noun, a comma and the main clause; None without one."""
    low, high = sentence.trim(0, len(sentence.words))
    if sentence.language != "es":
        return None
    low += 2 * bool(sentence.phrase_at(low, ("una vez",), high))
    return low if low + 3 < high and _opens(sentence.words, low, high) else None


def _opens(words: Sequence[Word], low: int, high: int) -> bool:
    form = _FORM.fullmatch(words[low].lower)
    if form is None or words[low + 1].lower not in (_ARTICLES[form[1]], "su", "sus") or words[low + 2].finite:
        return False
    comma = next((at for at in range(low + 3, min(high, low + _LONGEST)) if words[at].text == ","), None)
    if comma is None or any(word.finite for word in words[low + 1 : comma]):
        return False
    return any(word.finite for word in words[comma + 1 : high])
