"""What a number without a noun counts that opens a sentence: the one thing that the sentence before counts.

"Los agentes recuperaron 14 relojes. Seis de ellos estaban dañados." counts six watches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.numerals import UNITS
from detector.claims.grammar.words import Word
from detector.claims.quantities.tolls import TOLLS
from detector.records import Quantity

_THEM = {("de", "ellos"), ("de", "ellas"), ("of", "them"), ("of", "whom")}
_AHEAD = word_set("solo sólo al menos otros otras at least only another")
_MOST = 3  # words that may stand before the number


def carried(quantities: Sequence[Quantity], words: Sequence[Word], before: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, the number that opens it with what it counts; `before` are those of the sentence before."""
    if not quantities or quantities[0].unit or quantities[0].counted:
        return tuple(quantities)
    first = quantities[0]
    at = next((index for index, word in enumerate(words[:_MOST]) if first.start <= word.start < first.end), None)
    if at is None or any(word.lower not in _AHEAD for word in words[:at]):
        return tuple(quantities)
    last = max(index for index, word in enumerate(words) if word.start < first.end)
    following = [word.lower for word in words[last + 1 : last + 3]]
    verb = last + 1 < len(words) and words[last + 1].finite
    whole = _whole(before)
    if not (verb or tuple(following) in _THEM) or whole is None or first.low > whole.high:
        return tuple(quantities)
    return (replace(first, counted=whole.counted), *quantities[1:])


def _whole(before: Sequence[Quantity]) -> Quantity | None:
    """Return the one quantity that counts something; None where none does, or two do.

    A toll is none: a part of the hurt, called the hurt, would look like another count of them all.
    """
    counts = {quantity.start: quantity for quantity in before if not quantity.unit and quantity.counted}
    one = next(iter(counts.values())) if len(counts) == 1 else None
    return None if one and one.counted in TOLLS.values() else one


def opens_with_number(text: str, language: str) -> bool:
    """Whether a text begins with a number: "Doce siguen desaparecidas" states something in three words."""
    first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    return first.isdigit() or UNITS.get(language, {}).get(first, 0) > 1
