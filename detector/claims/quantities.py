"""Numbers with what they count: digits and words, percentages, money, open bounds; years, dates, times and ordinals are left out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import regex

from detector.claims.words import Word
from detector.records import Quantity

_UNITS: dict[str, dict[str, int]] = {
    "es": {
        word: value
        for value, words in enumerate(
            """cero;un uno una;dos;tres;cuatro;cinco;seis;siete;ocho;nueve;diez;once;doce;trece;catorce;quince;dieciséis;diecisiete;dieciocho;
            diecinueve;veinte;veintiuno veintiún veintiuna;veintidós;veintitrés;veinticuatro;veinticinco;veintiséis;veintisiete;veintiocho;
            veintinueve""".split(";")
        )
        for word in words.split()
    }
    | {word: (number + 3) * 10 for number, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split())}
    | {"cien": 100, "ciento": 100, "decena": 10, "docena": 12, "centenar": 100}
    | {
        stem + ending: value
        for stem, value in {
            "doscient": 200, "trescient": 300, "cuatrocient": 400, "quinient": 500, "seiscient": 600, "setecient": 700, "ochocient": 800, "novecient": 900,
        }.items()
        for ending in ("os", "as")
    },
    "en": {
        word: value
        for value, word in enumerate(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
            nineteen twenty""".split()
        )
    }
    | {word: (number + 3) * 10 for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split())}
    | {"dozen": 12},
}  # fmt: skip
_SCALES = {
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12, "miles": 10**3},
    "en": {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}
_CURRENCIES = {
    "es": {"euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "libras": "GBP", "yenes": "JPY", "yuanes": "CNY", "rublos": "RUB", "pesos": "peso",
           "bolívares": "VES", "soles": "PEN", "€": "EUR", "$": "USD", "£": "GBP"},
    "en": {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "yen": "JPY", "yuan": "CNY", "rubles": "RUB", "roubles": "RUB",
           "pesos": "peso", "€": "EUR", "$": "USD", "£": "GBP"},
}  # fmt: skip
_BOUNDS: dict[str, dict[str, str]] = {
    "es": {"al menos": "least", "por lo menos": "least", "más de": "least", "como mínimo": "least", "no menos de": "least", "cuando menos": "least",
           "menos de": "most", "como máximo": "most", "hasta": "most", "a lo sumo": "most", "no más de": "most",
           "unos": "about", "unas": "about", "cerca de": "about", "alrededor de": "about", "casi": "about", "aproximadamente": "about", "en torno a": "about"},
    "en": {"at least": "least", "more than": "least", "over": "least", "no fewer than": "least", "no less than": "least", "not less than": "least",
           "fewer than": "most", "less than": "most", "at most": "most", "up to": "most", "under": "most", "no more than": "most",
           "about": "about", "around": "about", "nearly": "about", "almost": "about", "some": "about", "approximately": "about", "roughly": "about"},
}  # fmt: skip
_MONTHS = set(
    """enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre january february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec""".split()
)
_CLOCK = {"h", "horas", "hours", "a.m", "p.m", "a.m.", "p.m.", "am", "pm", "hrs", "gmt"}
_NOT_COUNTED = {"de", "of", "y", "and", "o", "or", "en", "in", "a", "al", "por", "per", "que", "se", "the", "los", "las", "el", "la"}
_LABELS = {"artículo", "artículos", "art", "núm", "número", "no", "nº", "resolución", "ley", "regimiento", "batallón", "article", "section", "resolution", "regiment", "page",
           "página", "capítulo", "chapter", "grupo", "fase", "phase", "ruta", "route", "calle", "canal", "channel", "vuelo", "flight", "covid", "g", "sub", "boeing", "airbus"}  # fmt: skip
_DIGITS = regex.compile(r"\d{1,15}(?:[.,]\d{1,15}){0,5}")
_ABOUT = 0.1  # "unos 300" leaves a tenth either way


def find_quantities(words: Sequence[Word], language: str) -> tuple[Quantity, ...]:
    """Return the quantities among the words of a sentence; offsets point into the article's text.

    "al menos", "más de" leave the upper end open, "menos de", "hasta" the lower one; "unos", "about" give a tenth either way.
    """
    if language not in _UNITS:
        return ()
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        value, after = _number(words, index, language)
        if value is None or _no_quantity(words, index, after, value, language):
            index = max(after, index + 1)
            continue
        quantity, index = _quantity(words, index, after, value, language)
        if quantity:
            found.append(quantity)
    return tuple(found)


def _number(words: Sequence[Word], index: int, language: str) -> tuple[float | None, int]:
    """Read the number that begins at `index`; return its value (None: no number) and the index after it."""
    units, scales = _UNITS[language], _SCALES[language]
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
        elif seen and lower in ("y", "and") and at + 1 < len(words) and _joins(words, at, language):
            pass
        else:
            break
        at += 1
    return (total + current, at) if seen else (None, index + 1)


def _joins(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether "y" / "and" stands inside a number: "treinta y dos", "two hundred and five"."""
    before, after = words[at - 1].lower, words[at + 1].lower
    if language == "es":
        return _UNITS["es"].get(before, 0) in range(30, 100, 10) and 0 < _UNITS["es"].get(after, 0) < 10
    return before in ("hundred", "thousand") and (after in _UNITS["en"] or "-" in after)


def _digits(text: str, language: str) -> float:
    """Read digits with the separators of the language: 1.500 and 1,500 are not the same number everywhere."""
    decimal, thousands = (",", ".") if language == "es" else (".", ",")
    groups = text.split(thousands)
    if decimal not in text and len(groups) > 1 and not all(len(group.rstrip()) == 3 for group in groups[1:]):
        decimal, thousands = thousands, decimal  # "3.5" in a Spanish text, "3,5" in an English one
    plain = text.replace(thousands, "")
    whole, _, fraction = plain.partition(decimal)
    return float(f"{whole}.{fraction.replace(decimal, '') or 0}")


def _no_quantity(words: Sequence[Word], index: int, after: int, value: float, language: str) -> bool:
    """Whether the number is a year, a date, a time of day, an ordinal, a label, or the article "un"."""
    text = words[index].text
    lower = text.lower()
    before = words[index - 1].lower if index else ""
    following = words[after].lower if after < len(words) else ""
    adjacent = after < len(words) and words[after].start == words[after - 1].end
    digits = text[0].isdigit()
    if after == index + 1 and lower in ("un", "una", "uno", "one"):
        return True
    if digits and text.isdecimal() and len(text) == 4 and 1500 <= value <= 2100 and not _counts(words, after, language):
        return True
    if before in _MONTHS and (digits and value <= 31 or 1500 <= value <= 2100):
        return not (before == "may" and words[index - 1].text == "may")
    if following in _MONTHS or (following == "de" and after + 1 < len(words) and words[after + 1].lower in _MONTHS):
        return True
    if digits and (following in _CLOCK or ":" in text or regex.fullmatch(r"\d{1,2}[.:]\d{2}", text) and before in ("las", "at", "la")):
        return following != "horas" or before in ("las", "la") or ":" in text
    if before in ("las", "la", "at") and not digits and (following in ("de", "en", "horas", ",", ".", "o'clock")) and value <= 24 and language == "es":
        return True
    if digits and adjacent and following in ("º", "ª", "°", "th", "st", "nd", "rd", "/", "o", "a"):
        return True
    if digits and index and words[index - 1].end == words[index].start and before in ("-", "/", "–", ":", "#", "n.º", "º"):
        return True
    if adjacent and following in ("-", "–") and after + 1 < len(words) and words[after + 1].text.isdecimal() and len(words[after + 1].text) == 4:
        return True
    return before.rstrip(".") in _LABELS or (before == "." and index > 1 and words[index - 2].lower in _LABELS)


def _counts(words: Sequence[Word], after: int, language: str) -> bool:
    """Whether a plural noun follows a four-digit number, which makes it a count rather than a year."""
    if after >= len(words):
        return False
    word = words[after]
    noun = word.pos in ("NOUN", "") or word.lower in _SCALES[language]
    return noun and word.text.islower() and word.lower.endswith("s") and len(word.text) > 3


def _quantity(words: Sequence[Word], index: int, after: int, value: float, language: str) -> tuple[Quantity | None, int]:
    start, end = words[index].start, words[after - 1].end
    unit, counted = "", ""
    low = high = value
    bound, begin = _bound(words, index, language)
    if begin < index:
        start = words[begin].start
    if bound == "least":
        high = math.inf
    elif bound == "most":
        low = -math.inf
    elif bound == "about":
        low, high = value * (1 - _ABOUT), value * (1 + _ABOUT)
    if index and words[index - 1].text in ("$", "€", "£"):
        unit, start = _CURRENCIES[language][words[index - 1].text], min(start, words[index - 1].start)
    if after < len(words):
        following = words[after].lower
        pair = f"{following} {words[after + 1].lower}" if after + 1 < len(words) else following
        if following in ("%", "percent") or pair in ("por ciento", "per cent"):
            after += 1 if following in ("%", "percent") else 2
            unit, end = "%", words[after - 1].end
        else:
            step = after + (following in ("de", "of"))
            if step < len(words) and words[step].lower in _CURRENCIES[language]:
                unit, end, after = _CURRENCIES[language][words[step].lower], words[step].end, step + 1
    if unit in ("", "%"):
        counted, after, end = _counted(words, after, end, unit)
    return Quantity(low, high, unit, counted, start, end), max(after, index + 1)


def _bound(words: Sequence[Word], index: int, language: str) -> tuple[str, int]:
    at = index - (index > 0 and words[index - 1].text in ("$", "€", "£"))
    for length in (3, 2, 1):
        if at - length >= 0:
            phrase = " ".join(word.lower for word in words[at - length : at])
            if phrase in _BOUNDS[language]:
                return _BOUNDS[language][phrase], at - length
    return "", index


def _counted(words: Sequence[Word], after: int, end: int, unit: str) -> tuple[str, int, int]:
    """Return the noun that is counted: the first noun after the number, over adjectives and "de"."""
    step = after
    while step < len(words) and step - after < 4:
        word = words[step]
        if not word.is_word or word.finite or word.pos in ("CCONJ", "SCONJ", "NUM") or (word.pos == "ADP" and word.lower not in ("de", "of")):
            break
        if word.pos in ("NOUN", "PROPN") or (word.pos == "" and word.lower not in _NOT_COUNTED):
            return (word.lemma or word.lower), (after if unit else step + 1), (end if unit else word.end)
        if unit and word.pos not in ("ADP", "DET", "ADJ"):
            break
        step += 1
    return "", after, end
