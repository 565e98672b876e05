"""Who acts: proper names, by form."""

from __future__ import annotations

import re

# What a subject at the head of a sentence begins with, in capitals for no other reason.
_FUNCTION_WORDS = frozenset(
    (
        "los las una uno unos unas sus este esta estos estas ese esa esos esas aquel aquella varios varias muchos muchas algunos "
        "algunas otro otra otros otras dos tres nadie nada ningún ninguno ninguna todo todos toda todas esto eso ella ellos ellas según "
        "the this that these those his her its their our some many several another other two three "
        "nobody none all every everyone everything they she people"
    ).split(" ")
)


def names(text: str) -> tuple[str, ...]:
    """Return the capitalised words of `text` that are no function words: its proper names, by form."""
    return tuple(word for word in re.findall(r"\b[A-ZÁÉÍÓÚÜÑ]\w{2,}", text) if word.lower() not in _FUNCTION_WORDS)
