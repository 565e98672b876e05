"""Numbers with what they count: digits and words, percentages, money, open bounds; years, dates, times and ordinals are left out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import regex

from detector.claims.counts import TOLLS, concept, counted_before, is_former_level, toll_near
from detector.claims.lexicon import word_set
from detector.claims.numerals import SCALES, UNITS, read_number
from detector.claims.words import Word
from detector.records import Quantity

_CURRENCIES = {
    "es": {"euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "libras": "GBP", "yenes": "JPY", "yuanes": "CNY",
        "rublos": "RUB", "pesos": "peso",
           "bolívares": "VES", "soles": "PEN", "€": "EUR", "$": "USD", "£": "GBP"},
    "en": {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "yen": "JPY", "yuan": "CNY",
        "rubles": "RUB", "roubles": "RUB",
           "pesos": "peso", "€": "EUR", "$": "USD", "£": "GBP"},
}  # fmt: skip
_BOUNDS: dict[str, dict[str, str]] = {
    "es": {"al menos": "least", "por lo menos": "least", "más de": "least", "como mínimo": "least", "no menos de": "least",
        "cuando menos": "least",
           "menos de": "most", "como máximo": "most", "hasta": "most", "a lo sumo": "most", "no más de": "most",
           "unos": "about", "unas": "about", "cerca de": "about", "alrededor de": "about", "casi": "about", "aproximadamente": "about",
           "en torno a": "about"},
    "en": {"at least": "least", "more than": "least", "over": "least", "no fewer than": "least", "no less than": "least",
        "not less than": "least",
           "fewer than": "most", "less than": "most", "at most": "most", "up to": "most", "under": "most", "no more than": "most",
           "about": "about", "around": "about", "nearly": "about", "almost": "about", "some": "about", "approximately": "about",
           "roughly": "about"},
}  # fmt: skip
_MONTHS = word_set("""enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre january
    february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec""")
_CLOCK = {"h", "horas", "a.m", "p.m", "a.m.", "p.m.", "am", "pm", "hrs", "gmt"}
_NOT_COUNTED = {"de", "of", "y", "and", "o", "or", "en", "in", "a", "al", "por", "per", "que", "se", "the", "los", "las", "el", "la",
                "más", "menos", "more", "less", "fewer", "otros", "otras", "other", "veces", "times"}  # fmt: skip
_ENDS = {"al", "del", "en", "después", "antes", "tras", "cuando", "mientras", "after", "before", "when", "while", "on", "at"}
_LABELS = {"artículo", "artículos", "art", "núm", "número", "no", "nº", "resolución", "ley", "regimiento", "batallón", "article",
    "section", "resolution", "regiment", "page",
           "página", "capítulo", "chapter", "grupo", "fase", "phase", "ruta", "route", "calle", "canal", "channel", "vuelo", "flight",
           "carretera", "provincial", "nacional", "comarcal", "autopista", "autovía", "línea", "sala", "puerta", "andén", "road", "highway",
           "motorway", "interstate", "line", "room", "gate", "platform", "covid", "g", "sub", "boeing", "airbus"}  # fmt: skip
_ABOUT = 0.1  # "unos 300" leaves a tenth either way


def find_quantities(words: Sequence[Word], language: str) -> tuple[Quantity, ...]:
    """Return the quantities among the words of a sentence; offsets point into the article's text.

    Of a change ("bajaron de 60 a 25") only the present value is kept. `counted` names tolls alike in both languages (`counts`).
    "al menos", "más de" leave the upper end open, "menos de", "hasta" the lower one; "unos", "about" give a tenth either way.
    """
    if language not in UNITS:
        return ()
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        value, after = read_number(words, index, language)
        if value is None or _no_quantity(words, index, after, value, language):
            index = max(after, index + 1)
            continue
        if is_former_level(words, index, after):
            index = after
            continue
        high, after = _upper(words, index, after, value, language)
        quantity, index = _quantity(words, index, after, (value, high), language)
        if quantity:
            found.append(quantity)
    return tuple(found)


def _no_quantity(words: Sequence[Word], index: int, after: int, value: float, language: str) -> bool:
    """Whether the number is a year, a date, a time of day, an ordinal, a label, or the article "un"."""
    text = words[index].text
    lower = text.lower()
    before = words[index - 1].lower if index else ""
    following = words[after].lower if after < len(words) else ""
    adjacent = after < len(words) and words[after].start == words[after - 1].end
    digits = text[0].isdigit()
    if lower == "ciento" and before == "por":
        return True
    if after == index + 1 and lower in ("un", "una", "uno", "one"):
        return True
    if digits and text.isdecimal() and len(text) == 4 and 1500 <= value <= 2100 and not _counts(words, after, language):
        return True
    if before in _MONTHS and ((digits and value <= 31) or 1500 <= value <= 2100):
        return not (before == "may" and words[index - 1].text == "may")
    if following in _MONTHS or (following == "de" and after + 1 < len(words) and words[after + 1].lower in _MONTHS):
        return True
    if digits and (following in _CLOCK or ":" in text or (regex.fullmatch(r"\d{1,2}[.:]\d{2}", text) and before in ("las", "at", "la"))):
        return following != "horas" or before in ("las", "la") or ":" in text
    if (
        before in ("las", "la", "at")
        and not digits
        and following in ("de", "en", "horas", ",", ".", "y", "menos", "")
        and value <= 24
        and language == "es"
    ):
        return True
    if language == "en" and value <= 60 and (following in ("past", "o'clock", "o") or before == "past"):
        return True
    if digits and adjacent and following in ("º", "ª", "°", "th", "st", "nd", "rd", "/", "o", "a"):
        return True
    if digits and index and words[index - 1].end == words[index].start and before in ("-", "/", "–", ":", "#", "n.º", "º"):
        return True
    if (
        adjacent
        and following in ("-", "–")
        and after + 1 < len(words)
        and words[after + 1].text.isdecimal()
        and len(words[after + 1].text) == 4
    ):
        return True
    return before.rstrip(".") in _LABELS or (before == "." and index > 1 and words[index - 2].lower in _LABELS)


def _counts(words: Sequence[Word], after: int, language: str) -> bool:
    """Whether a plural noun follows a four-digit number, which makes it a count rather than a year."""
    if after >= len(words):
        return False
    word = words[after]
    noun = word.pos in ("NOUN", "") or word.lower in SCALES[language]
    return noun and word.text.islower() and word.lower.endswith("s") and len(word.text) > 3


def _upper(words: Sequence[Word], index: int, after: int, value: float, language: str) -> tuple[float, int]:
    """Return the upper end of a range ("entre 40 y 50", "40 to 50", "40-50") and the index after it; `value` where it is none."""
    link = words[after].lower if after < len(words) else ""
    opened = index > 0 and words[index - 1].lower in ("entre", "between", "de", "from")
    if link in ("a", "to", "-", "–", "o", "or") or (link in ("y", "and") and opened):
        high, end = read_number(words, after + 1, language)
        if high is not None and high > value and not _no_quantity(words, after + 1, end, high, language):
            return high, end
    return value, after


def _quantity(words: Sequence[Word], index: int, after: int, bounds: tuple[float, float], language: str) -> tuple[Quantity | None, int]:
    start, end = words[index].start, words[after - 1].end
    unit, counted = "", ""
    low, high = bounds
    bound, begin = _bound(words, index, language)
    if begin < index:
        start = words[begin].start
    if bound == "least":
        high = math.inf
    elif bound == "most":
        low = -math.inf
    elif bound == "about":
        low, high = low * (1 - _ABOUT), high * (1 + _ABOUT)
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
        number_end = after
        counted, after, end = _counted(words, after, end, unit)
        if not unit:
            surface = words[after - 1].lower if after > number_end else ""
            counted = toll_near(words, begin, after, concept(surface) if surface in TOLLS else counted) or counted_before(words, begin)
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
        if word.lower in TOLLS and not unit and not word.finite:
            return TOLLS[word.lower], step + 1, word.end
        if (
            not word.is_word
            or word.finite
            or word.pos in ("CCONJ", "SCONJ", "NUM")
            or (word.pos == "ADP" and word.lower not in ("de", "of"))
            or word.lower in _ENDS
        ):
            break
        if word.pos in ("NOUN", "PROPN") or (word.pos == "" and word.lower not in _NOT_COUNTED):
            while word.pos == "" and step + 1 < len(words) and words[step + 1].pos == "" and _english_modifier(word.lower):
                step += 1
                word = words[step]
            return (word.lemma or word.lower), (after if unit else step + 1), (end if unit else word.end)
        if unit and word.pos not in ("ADP", "DET", "ADJ"):
            break
        step += 1
    return "", after, end


def _english_modifier(word: str) -> bool:
    """Whether an untagged word looks like an adjective before its noun ("injured people", "illegal mines")."""
    return word.endswith(("ed", "al", "ous", "ian", "ish", "ive", "ary", "ful", "ese"))
