"""Connectives set off behind a Spanish verb ("negó, no obstante, haber cobrado"): what the verb governs follows them."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.words import Word

_SET_OFF = {
    ("no", "obstante"), ("sin", "embargo"), ("en", "cambio"), ("por", "su", "parte"), ("a", "su", "vez"), ("eso", "sí"), ("además",),
    ("asimismo",), ("por", "el", "contrario"), ("con", "todo"), ("de", "hecho"), ("por", "otra", "parte"), ("por", "otro", "lado"),
    ("empero",),
}  # fmt: skip


def without_connective(words: Sequence[Word], language: str) -> list[int] | None:
    """Return the words without the first connective that two commas set off behind a reporting verb, None where there is none."""
    if language != "es":
        return None
    for first in range(1, len(words) - 2):
        if words[first].text != "," or not words[first - 1].finite or words[first - 1].lower not in reporting_verbs("es"):
            continue
        for length in (1, 2, 3):
            last = first + length + 1
            held = tuple(word.lower for word in words[first + 1 : last])
            if held in _SET_OFF and last < len(words) - 1 and words[last].text == ",":
                return [*range(first), *range(last + 1, len(words))]
    return None
