"""Number words and digits of Spanish and English, and the value of a run of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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
    | {"cien": 100, "ciento": 100}
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
    | {word: (number + 3) * 10 for number, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])},
}  # fmt: skip
SCALES = {
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12},
    "en": {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}
ABBREVIATED = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_ABBREVIATED_MONEY = ABBREVIATED | {"mm": 10**6, "b": 10**9}
_SHORT = regex.compile(r"(\d{1,15}(?:[.,]\d{1,15}){0,5})(k|mn?|bn?|tn)")
_GROUPED = regex.compile(r"\d{1,3}(?:[.,]\d{3})+")


def read_number(words: Sequence[Token], index: int, language: str, decimal: str = "") -> tuple[float | None, int]:
    """Read the number that begins at `index`; return its value (None: no number) and the index after it.

    `decimal` is the mark before the fraction, that of the language where it is "".
    """
    units, scales = UNITS[language], SCALES[language]
    decimal = decimal or ("," if language == "es" else ".")
    total, current, at, seen = 0.0, 0.0, index, False
    while at < len(words):
        lower = words[at].lower
        if _DIGITS.fullmatch(words[at].text) and (not seen or _mixed(words, at, language)):
            current, seen = current + _digits(words[at].text, decimal), True
        elif lower in units and not (seen and _begins_anew(words, at, units)):
            current, seen = current + units[lower], True
        elif lower in scales and (seen or lower in ("mil", "millón", "billón")):
            scale = scales[lower]
            if scale == 100:
                current = (current or 1) * 100
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


def read_money(words: Sequence[Token], index: int, language: str, decimal: str = "") -> tuple[float | None, int]:
    """Read a number beside a currency sign, where "2.7bn" and "96m" are short for billions and millions."""
    short = _SHORT.fullmatch(words[index].lower)
    if short:
        return _digits(short[1], decimal or ("," if language == "es" else ".")) * _ABBREVIATED_MONEY[short[2]], index + 1
    value, after = read_number(words, index, language, decimal)
    if value is not None and after < len(words) and words[after].lower in _ABBREVIATED_MONEY and words[index].text[0].isdigit():
        return value * _ABBREVIATED_MONEY[words[after].lower], after + 1
    return value, after


def decimal_mark(words: Sequence[Token], language: str) -> str:
    """Return the mark before fractions: that of the language, unless a number of the text can only be read the other way.

    Mexico and much of Central America write 1,850 and 2.5 in Spanish.
    """
    usual, other = (",", ".") if language == "es" else (".", ",")
    for at, word in enumerate(words):
        after_article = at > 0 and words[at - 1].lower in ("las", "la", "at")  # "las 7.30" is a time
        if regex.fullmatch(rf"\d{{1,3}}(?:[{usual}]\d{{3}})*[{other}]\d{{1,2}}", word.text) and not after_article:
            return other
    return usual


def regrouped(text: str) -> float | None:
    """Return the whole number that digits in groups of three are, whatever the mark between them: "1,850" and "1.850" are 1850."""
    return float(regex.sub("[.,]", "", text)) if _GROUPED.fullmatch(text) else None


def _begins_anew(words: Sequence[Token], at: int, units: Mapping[str, int]) -> bool:
    """Whether the numeral at `at` is no part of the one before it: "un noventa por ciento", but "ciento noventa", "mil noventa"."""
    before = words[at - 1]
    return before.text[0].isdigit() or units.get(before.lower, math.inf) < units[words[at].lower]


def _mixed(words: Sequence[Token], at: int, language: str) -> bool:
    """Whether digits go on after "mil": "2 mil 500 pesos"."""
    return language == "es" and at > 0 and words[at - 1].lower == "mil" and words[at].text.isdecimal() and len(words[at].text) <= 3


def _joins(words: Sequence[Token], at: int, language: str) -> bool:
    """Whether "y" / "and" stands inside a number: "treinta y dos", "two hundred and five"."""
    before, after = words[at - 1].lower, words[at + 1].lower
    if language == "es":
        return UNITS["es"].get(before, 0) in range(30, 100, 10) and 0 < UNITS["es"].get(after, 0) < 10
    return before in ("hundred", "thousand") and after in UNITS["en"]


def _digits(text: str, decimal: str) -> float:
    """Read digits with the separators of the text: 1.500 and 1,500 are not the same number everywhere."""
    thousands = "." if decimal == "," else ","
    groups = text.split(thousands)
    if decimal not in text and len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):
        decimal, thousands = thousands, decimal  # "3.5" in a Spanish text, "3,5" in an English one
    plain = text.replace(thousands, "")
    whole, _, fraction = plain.partition(decimal)
    return float(f"{whole}.{fraction.replace(decimal, '') or 0}")
