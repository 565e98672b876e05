"""How much a number phrase says, from its first word to its last: numbers, dozens, "decenas de miles", halves and quarters, ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.numerals import ABBREVIATED, SCALES, read_money, read_number
from detector.claims.grammar.singular import singular
from detector.claims.grammar.words import Word
from detector.claims.quantities.units import MEASURES, SIGNS, read_unit

COLLECTIVES = {
    "es": {"par": 2, "decena": 10, "docena": 12, "quincena": 15, "veintena": 20, "treintena": 30, "cuarentena": 40, "cincuentena": 50,
        "centenar": 100, "centena": 100, "millar": 1000},
    "en": {"couple": 2, "dozen": 12},
}  # fmt: skip
# Plurals that say no number: from twice the least that the word may mean, to where the next word begins.
_VAGUE = {
    "es": {"decenas": (20, 99), "docenas": (20, 99), "centenares": (200, 999), "centenas": (200, 999), "cientos": (200, 999),
        "miles": (2000, 9999), "millares": (2000, 9999), "millones": (2e6, 9_999_999)},
    "en": {"tens": (20, 99), "dozens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "millions": (2e6, 9_999_999),
        "billions": (2e9, 9_999_999_999)},
}  # fmt: skip
_VAGUE_SINGULAR = {"dozen": (20, 99), "hundred": (200, 999), "thousand": (2000, 9999), "million": (2e6, 9_999_999)}
_MULTIPLES = {"miles": 1e3, "millares": 1e3, "millones": 1e6, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_SEVERAL = word_set("varios varias several few")
_ONE = word_set("un una a an")
_PARTS = {"medio": 1 / 2, "media": 1 / 2, "half": 1 / 2, "cuarto": 1 / 4, "cuartos": 1 / 4, "quarter": 1 / 4, "quarters": 1 / 4,
    "tercio": 1 / 3, "tercios": 1 / 3, "third": 1 / 3, "thirds": 1 / 3}  # fmt: skip
_LOOSELY = word_set("largo larga escaso escasa")  # "un centenar largo de vecinos"
_ARTICLES = word_set("el la los las un una the")
_RATIOS = {"es": (["de", "cada"],), "en": (["out", "of", "every"], ["in", "every"], ["out", "of"], ["in"])}
_LINKS = word_set("a to - – — o u or")


@dataclass(frozen=True, slots=True)
class Amount:
    """Both ends of what a number phrase says, its words (`begin` to before `after`), and the sign that stands before it, if any.

    `number` is the index where the numeral itself begins, after "un" or a sign; `scaled` tells that it holds "millones", "bn" or the like.
    """

    low: float
    high: float
    begin: int
    number: int
    after: int
    sign: str = ""
    scaled: bool = False


def read_amount(words: Sequence[Word], index: int, language: str, decimal: str) -> Amount | None:
    """Return the amount that begins at `index`, None where none does; "un", "a" alone are no amounts."""
    lower = words[index].lower
    if lower in SIGNS and index + 1 < len(words):
        value, after = read_money(words, index + 1, language, decimal)
        return value if value is None else Amount(value, value, index, index + 1, after, SIGNS[lower], after > index + 2)
    vague = _vague(words, index, language)
    if vague:
        return vague
    start = index + (lower in _ONE)
    if start < len(words) and (start > index or lower in _PARTS or lower in COLLECTIVES[language]):
        word = words[start].lower
        if word in COLLECTIVES[language] and _collects(words, start):
            scale, after = _multiple(words, start + 1, language)
            after += after < len(words) and words[after].lower in _LOOSELY
            return _amount(COLLECTIVES[language][word] * scale, index, start, after, scaled=scale > 1)
        part = _part(words, index, start, language)
        if part:
            return part
        if language == "en" and start > index and word in SCALES["en"]:
            value, after = read_number(words, start, language, decimal)
            if value is None:  # "a million": no numeral of its own
                value, after = float(SCALES["en"][word]), start + 1
            return _amount(value, index, start, after, scaled=True)
        if start > index and language == "en":
            return None
    value, after = read_number(words, index, language, decimal)
    if value is None:
        return None
    scale = _abbreviation(words, after, language)
    return _amount(value * scale, index, index, after + 1, scaled=True) if scale else _enlarged(words, index, after, value, language)


def _amount(value: float, begin: int, number: int, after: int, scaled: bool = False) -> Amount:
    return Amount(value, value, begin, number, after, "", scaled)


def _collects(words: Sequence[Word], at: int) -> bool:
    """Whether the collective counts something: "un par", "la quincena" without "de" are other things."""
    following = words[at + 1].lower if at + 1 < len(words) else ""
    return following in ("de", "of") or words[at].lower not in ("par", "couple", "quincena", "cuarentena", "decena")


def _multiple(words: Sequence[Word], at: int, language: str) -> tuple[float, int]:
    """Return what the words after a collective multiply it by ("a couple of hundred", "un par de miles"), and the index after them."""
    step = at + (at < len(words) and words[at].lower in ("de", "of"))
    lower = words[step].lower if step < len(words) else ""
    scale = SCALES[language].get(lower) or _MULTIPLES.get(lower)
    return (float(scale), step + 1) if scale else (1.0, at)


def _abbreviation(words: Sequence[Word], at: int, language: str) -> float:
    """Return the scale whose short form stands right behind digits ("2.9bn", "1.2m signatures"), 0 if none does."""
    if at >= len(words) or not words[at - 1].text[0].isdigit():
        return 0.0
    lower, following = words[at].lower, words[at + 1] if at + 1 < len(words) else None
    if lower == "m" and following is not None and following.lower in SIGNS:
        return 1e6
    if words[at - 1].end < words[at].start:
        return 0.0
    if lower != "m":
        return float(ABBREVIATED.get(lower, 0))
    counted = following is not None and following.pos in ("NOUN", "") and singular(following.lower, language) != following.lower
    return 1e6 if counted or (following is not None and following.lower == "people") else 0.0


def _vague(words: Sequence[Word], index: int, language: str) -> Amount | None:
    start = index + (words[index].lower in _SEVERAL)
    if start >= len(words):
        return None
    lower = words[start].lower
    bounds: tuple[float, float] | None = _VAGUE[language].get(lower) or (
        _VAGUE_SINGULAR.get(lower) if start > index and language == "en" else None
    )
    if bounds is None:
        return None
    (low, high), after = bounds, start + 1
    while after < len(words):
        step = after + (words[after].lower in ("de", "of"))
        scale = _MULTIPLES.get(words[step].lower) if step < len(words) else None
        if scale is None:
            if not (start > index and after < len(words) and words[after].lower in SCALES["en"] and language == "en"):
                break
            step, scale = after, float(SCALES["en"][words[after].lower])
        low, high, after = low * scale, (high + 1) * scale - 1, step + 1
    return Amount(low, high, index, start, after, "", True)


def _part(words: Sequence[Word], index: int, at: int, language: str) -> Amount | None:
    """Return a half or a quarter of a unit, a collective or a scale: "media hora", "half a dozen", "a quarter of a point"."""
    part = _PARTS.get(words[at].lower)
    step = at + 1
    # "A third month" is an ordinal: only halves stand right before their unit.
    if part is None or (part != 1 / 2 and (step >= len(words) or words[step].lower not in ("de", "of", "-"))):
        return None
    while step < len(words) and words[step].lower in ("de", "of", "a", "an", "-"):
        step += 1
    if step >= len(words):
        return None
    lower = words[step].lower
    whole = COLLECTIVES[language].get(lower) or SCALES[language].get(lower)
    if whole:
        return _amount(part * whole, index, at, step + 1, scaled=True)
    return _amount(part, index, at, step) if read_unit(words, step, part, language) else None


def _enlarged(words: Sequence[Word], index: int, after: int, value: float, language: str) -> Amount:
    """Add what follows the numeral: "dos docenas", "tres cuartos de hora", "two and a half", "dos millones y medio"."""
    scaled = words[after - 1].lower in SCALES[language]
    if after < len(words):
        lower = words[after].lower
        plain = lower if lower in COLLECTIVES[language] else lower.removesuffix("s").removesuffix("e")
        if plain in COLLECTIVES[language] or lower.removesuffix("s") in COLLECTIVES[language]:
            each = COLLECTIVES[language].get(plain) or COLLECTIVES[language][lower.removesuffix("s")]
            return _amount(value * each, index, index, after + 1)
        if lower in _PARTS and value > 1 and after + 2 < len(words) and words[after + 1].lower in ("de", "of"):
            step = after + 2 + (words[after + 2].lower in _ONE)
            scale = SCALES[language].get(words[step].lower) if step < len(words) else None
            if scale:
                return _amount(value * _PARTS[lower] * scale, index, index, step + 1, scaled=True)
            if read_unit(words, step, value, language):
                return _amount(value * _PARTS[lower], index, index, step)
        step = after + 2 if lower == "and" and after + 1 < len(words) and words[after + 1].lower == "a" else after + 1
        if lower in ("y", "and") and step < len(words) and words[step].lower in ("medio", "media", "half"):
            scale = SCALES[language].get(words[after - 1].lower, 1)
            grown = value + scale / 2
            if step + 1 < len(words) and words[step + 1].lower in SCALES[language]:
                return _amount(grown * SCALES[language][words[step + 1].lower], index, index, step + 2, scaled=True)
            return _amount(grown, index, index, step + 1, scaled)
    return _amount(value, index, index, after, scaled)


def half_more(words: Sequence[Word], after: int) -> int:
    """Return the index after "y medio", "and a half" that follow a unit ("dos años y medio"), `after` where they do not."""
    lower = [word.lower for word in words[after : after + 3]]
    if lower[:2] in (["y", "medio"], ["y", "media"]):
        return after + 2
    return after + 3 if lower == ["and", "a", "half"] else after


def starts_half(words: Sequence[Word], index: int, language: str) -> bool:
    """Whether "hora y media", "a year and a half" begins here: a unit that counts as one and a half."""
    start = index + (words[index].lower in _ONE)
    unit = read_unit(words, start, 1.5, language) if start < len(words) and words[start].lower.isalpha() else None
    return unit is not None and unit.name in MEASURES and half_more(words, unit.after) > unit.after


def read_range(words: Sequence[Word], first: Amount, language: str, decimal: str) -> Amount:
    """Return the amount with its upper end ("entre 40 y 50", "40 to 50"), as it is where it is no range.

    "De 40 a 50" is no range but two amounts: where something began, and where it is. A ratio is its percentage ("tres de cada cuatro").
    """
    if (ratio := _ratio(words, first, language, decimal)) is not None:
        return ratio
    before = first.begin - 1
    if before >= 0 and words[before].lower in _ARTICLES:
        before -= 1
    opening = words[before].lower if before >= 0 else ""
    after = first.after
    between = opening in ("entre", "between")
    if between:
        unit = read_unit(words, after, first.low, language)
        after = unit.after if unit else after
    if after + 1 >= len(words) or first.low != first.high:
        return first
    link = words[after].lower
    if not (link in ("y", "and") if between else link in _LINKS and opening not in ("de", "del", "from")):
        return first
    step = after + 1 + (words[after + 1].lower in _ARTICLES)
    second = read_amount(words, step, language, decimal) if step < len(words) else None
    if second is None or second.low != second.high:
        return first
    low = first.low
    scale = scale_of(words, second, language, decimal)
    if not first.scaled and low < second.high / scale:
        low *= scale
    if second.high <= low:
        return first
    begin = before if between else first.begin
    return Amount(low, second.high, begin, first.number, second.after, first.sign or second.sign, second.scaled)


def _ratio(words: Sequence[Word], first: Amount, language: str, decimal: str) -> Amount | None:
    """Return "uno de cada tres", "one in five" as a percentage, None where the amount is no part of such a ratio."""
    lower = [word.lower for word in words[first.after : first.after + 3]]
    link = next((link for link in _RATIOS[language] if lower[: len(link)] == link), None)
    step = first.after + len(link or ())
    if link is None or first.low != first.high or step >= len(words):
        return None
    whole = read_amount(words, step, language, decimal)
    if whole is None or whole.low != whole.high or not 0 < first.low < whole.low:
        return None
    small = whole.low <= 10 or whole.low in (20, 100, 1000)
    if link in (["in"], ["out", "of"]) and (not small or read_unit(words, whole.after, whole.low, language)):
        return None  # "three in four days", "3 out of 12 contracts"
    share = 100 * first.low / whole.low
    return Amount(share, share, first.begin, first.number, whole.after, "%")


def scale_of(words: Sequence[Word], amount: Amount, language: str, decimal: str = "") -> float:
    """Return what "millones" and the like multiply the amount's numeral by, 1 where there is none."""
    mantissa = read_number(words[amount.number : amount.number + 1], 0, language, decimal)[0] if amount.scaled else None
    return amount.high / mantissa if mantissa else 1.0
