"""Number words and digits of Spanish and English, and the value of a run of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import regex

_DIGITS = regex.compile(r"\d{1,15}(?:[.,]\d{1,15}){0,5}")


class Token(Protocol):
    """What is read of a word here."""

    @property
    def text(self) -> str:
        """The token as it stands in the text."""

    @property
    def lower(self) -> str:
        """The token in lower case."""


UNITS: dict[str, dict[str, int]] = {
    "es": {
        word: value
        for value, words in enumerate(
            ["cero", "un uno una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
            "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "\n            diecinueve", "veinte",
            "veintiuno veintiún veintiuna", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete",
            "veintiocho", "\n            veintinueve"]
        )
        for word in words.split()
    }
    | {word: (number + 3) * 10 for number, word in enumerate(["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta",
        "noventa"])}
    | {"cien": 100, "ciento": 100, "decena": 10, "docena": 12, "centenar": 100}
    | {
        stem + ending: value
        for stem, value in {
            "doscient": 200, "trescient": 300, "cuatrocient": 400, "quinient": 500, "seiscient": 600, "setecient": 700, "ochocient": 800,
            "novecient": 900,
        }.items()
        for ending in ("os", "as")
    },
    "en": {
        word: value
        for value, word in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
            "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
        )
    }
    | {word: (number + 3) * 10 for number, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])}
    | {"dozen": 12},
}  # fmt: skip
SCALES = {
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12, "miles": 10**3},
    "en": {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}


def read_number(words: Sequence[Token], index: int, language: str) -> tuple[float | None, int]:
    """Read the number that begins at `index`; return its value (None: no number) and the index after it."""
    units, scales = UNITS[language], SCALES[language]
    total, current, at, seen = 0.0, 0.0, index, False
    while at < len(words):
        lower = words[at].lower
        if _DIGITS.fullmatch(words[at].text) and not seen:
            current, seen = _digits(words[at].text, language), True
        elif lower in units and not (seen and words[at - 1].text[0].isdigit()):
            current, seen = current + units[lower], True
        elif "-" in lower and language == "en" and all(part in units for part in lower.split("-", 1)):
            current, seen = current + sum(units[part] for part in lower.split("-", 1)), True
        elif lower in scales and (seen or lower in ("mil",)):
            scale = scales[lower]
            if scale == 100:
                current *= 100
            elif language == "es" and scale > 1000:
                total, current = (total + (current or (0 if total else 1))) * scale, 0.0
            else:
                total, current = total + (current or 1) * scale, 0.0
            seen = True
        elif (
            seen
            and lower == "-"
            and language == "en"
            and 20 <= current % 100 < 100
            and at + 1 < len(words)
            and words[at + 1].lower in units
        ) or (seen and lower in ("y", "and") and at + 1 < len(words) and _joins(words, at, language)):
            pass
        else:
            break
        at += 1
    return (total + current, at) if seen else (None, index + 1)


def _joins(words: Sequence[Token], at: int, language: str) -> bool:
    """Whether "y" / "and" stands inside a number: "treinta y dos", "two hundred and five"."""
    before, after = words[at - 1].lower, words[at + 1].lower
    if language == "es":
        return UNITS["es"].get(before, 0) in range(30, 100, 10) and 0 < UNITS["es"].get(after, 0) < 10
    return before in ("hundred", "thousand") and (after in UNITS["en"] or "-" in after)


def _digits(text: str, language: str) -> float:
    """Read digits with the separators of the language: 1.500 and 1,500 are not the same number everywhere."""
    decimal, thousands = (",", ".") if language == "es" else (".", ",")
    groups = text.split(thousands)
    if decimal not in text and len(groups) > 1 and not all(len(group.rstrip()) == 3 for group in groups[1:]):
        decimal, thousands = thousands, decimal  # "3.5" in a Spanish text, "3,5" in an English one
    plain = text.replace(thousands, "")
    whole, _, fraction = plain.partition(decimal)
    return float(f"{whole}.{fraction.replace(decimal, '') or 0}")
