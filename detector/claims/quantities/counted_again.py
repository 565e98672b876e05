"""A bare count that somebody gives of what the sentence before counted: "Hallaron 16 cuerpos. El colectivo asegura que son 29."."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from detector.records import Quantity

_SO_MANY = regex.compile(
    r"(?:en realidad )?(?:son|eran|fueron|serían|suman|hay|hubo) "
    r"(?:(?:más|menos|cerca|alrededor) de |al menos |unos |unas )?[\d.,]*\d"
)


def with_noun(content: str, language: str, before: Sequence[Quantity]) -> tuple[str, str] | None:
    """Return a Spanish content that is no more than a count with the noun it counts, and that noun; None for any other content.

    `before` is what the sentence before counts: nothing is put in where that is not one thing.
    """
    nouns = {quantity.counted for quantity in before if quantity.counted and not quantity.unit}
    if language != "es" or len(nouns) != 1 or _SO_MANY.fullmatch(content) is None:
        return None
    noun = nouns.pop()
    return f"{content} {noun}{'s' if noun[-1] in 'aeiouéáó' else 'es'}", noun
