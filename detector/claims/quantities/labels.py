"""Numbers that say no amount: years, dates, times of day, scores, ages without their unit, and numbers that name things."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.numerals import SCALES, UNITS
from detector.claims.grammar.words import Word
from detector.claims.quantities.pieces import digits_end
from detector.claims.quantities.units import read_unit

_MONTHS = word_set("""enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre january
    february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    ene abr ago dic""")
_DAYS = word_set("""lunes martes miércoles jueves viernes sábado domingo día monday tuesday wednesday thursday friday saturday sunday""")
_CLOCK = {"h", "a.m", "p.m", "a.m.", "p.m.", "am", "pm", "hrs", "gmt"}
_CLOCK_DIGITS = regex.compile(r"\d{1,2}[.:]\d{2}")
_BEHIND_ORDINALS = {"º", "ª", "°", "th", "st", "nd", "rd", "/", "o", "a", ".º", ".ª", "s", "'s", "’s"}  # the last: "the 70's"
_AT = word_set("at from by until till about around before after since to")
_OF_WHOM = word_set("whom which them ellos ellas los las estos estas")
_DAY_LINKS = word_set("a al y e o hasta to and or through - – —")
_THIS = word_set("este ese aquel cada dicho")
_MINUS = {"-", "−", "–"}
_HOURLY = word_set("a de desde hasta hacia sobre para entre pasadas antes después")
_DAY_PARTS = word_set("mañana tarde noche madrugada mediodía morning afternoon evening night")
# What a number names, for texts that no parser has read; with one, any noun right before a number that counts nothing is named by it.
_LABELS = word_set("""artículo artículos art núm número no nº resolución ley regimiento batallón article section resolution regiment page
    página capítulo chapter grupo fase phase ruta route calle canal channel vuelo flight carretera provincial nacional comarcal autopista
    autovía línea sala puerta andén muelle torre acceso accesos punto piso planta kilómetro apartado anexo nivel tomo road highway motorway
    interstate line room courtroom gate platform exit covid g sub boeing airbus aged edad siglo años
    pista runway terminal habitación aula mark""")
_KINDS = word_set("número núm nº categoría nivel tipo category level type tier")
_STREETS = word_set("street lane road avenue drive square terrace close court row boulevard")
_TELEPHONE = 6  # digits, at least
_AGED = word_set("was is were are turned turns aged era es fue tiene tenía cumplió cumple")
_COUNTED = word_set("there it figure number toll total count tally")
_AGES = 120


def is_date_or_time(words: Sequence[Word], index: int, after: int, value: float, language: str) -> bool:
    """Whether the number from `index` to `after` is a year, a day of a month or week, an ordinal, a time of day or a freezing point."""
    text, before, following = words[index].text, _lower(words, index - 1), _lower(words, after)
    digits = text[0].isdigit()
    if value == 0 and before in ("bajo", "sobre", "below", "above"):
        return True
    joined = after < len(words) and words[after].start == words[after - 1].end
    year = digits and text.isdecimal() and len(text) == 4 and 1500 <= value <= 2100 and before not in ("some", "unos", "unas")
    if year and not _counts(words, after, language):
        return True
    if _is_day_of_span(words, index, after, value, language):
        return True
    if _is_month(words, index - 1) and ((digits and value <= 31) or 1500 <= value <= 2100):
        return not (before == "may" and words[index - 1].text == "may")
    if _is_month(words, after + (following in ("de", "of"))):
        return True
    if before in _DAYS and value <= 31 and digits and not _is_counted(words, after, value, language):
        return True
    if digits and joined and following in _BEHIND_ORDINALS and not read_unit(words, after, value, language):
        return True
    if digits and index and words[index - 1].end == words[index].start and before in ("-", "−", "/", "–", ":", "#", "n.º", "º"):
        return not (is_signed(words, index) and read_unit(words, after, value, language))
    if language == "es" and following == "horas" and _CLOCK_DIGITS.fullmatch(text):
        return True  # "lunes 3, 18.00 horas": Spanish writes fractions with a comma
    return _is_time_of_day(words, index, after, value, language)


def _is_day_of_span(words: Sequence[Word], index: int, after: int, value: float, language: str) -> bool:
    """Whether the number is a day beside another day of a month ("del 5 al 7 de mayo", "May 5 to 7"), or "el 1 de este mes"."""
    if not words[index].text.isdecimal() or not 1 <= value <= 31:
        return False
    following = [word.lower for word in words[after : after + 5]]
    if following[:1] == ["de"] and following[1:2] and following[1] in _THIS and following[2:3] == ["mes"]:
        return True
    if following and following[0] in _DAY_LINKS:
        step = after + 1 + (following[1:2] == ["el"])
        month = step + 1 + (_lower(words, step + 1) in ("de", "of"))
        if step < len(words) and words[step].text.isdecimal() and _lower(words, month) in _MONTHS:
            return True
    linked = _lower(words, index - 1) in _DAY_LINKS and index > 2 and words[index - 2].text.isdecimal()
    return linked and _lower(words, index - 3) in _MONTHS and not _is_counted(words, after, value, language)


def _is_counted(words: Sequence[Word], after: int, value: float, language: str) -> bool:
    """Whether a unit or a plural noun stands right behind the number."""
    plural = after < len(words) and words[after].pos == "NOUN" and _counts(words, after, language)
    return plural or read_unit(words, after, value, language) is not None


def _is_month(words: Sequence[Word], at: int) -> bool:
    """Whether a month stands at `at`, or before a full stop there ("Oct. 20")."""
    at -= at > 0 and _lower(words, at) == "."
    return _lower(words, at).rstrip(".") in _MONTHS


def is_signed(words: Sequence[Word], index: int) -> bool:
    """Whether a minus stands right before the number, with nothing or a bracket before it ("-6,2 %", but not "2-1")."""
    if index < 1 or words[index - 1].text not in _MINUS or words[index - 1].end < words[index].start:
        return False
    return index == 1 or words[index - 2].text in ("(", "[") or words[index - 2].end < words[index - 1].start


def _is_time_of_day(words: Sequence[Word], index: int, after: int, value: float, language: str) -> bool:
    text, before, following = words[index].text, _lower(words, index - 1), _lower(words, after)
    if ":" in text or following in _CLOCK:
        return True
    clock = _CLOCK_DIGITS.fullmatch(text) is not None
    if before in ("y", "menos") and value < 60 and _is_hour(words, index - 2) and not _is_counted(words, after, value, language):
        return True  # "a las nueve menos veinte"
    if before in ("las", "la") and (clock or value <= 24):
        if following == "horas" and not clock:
            compared = _lower(words, index - 3).startswith(("superior", "inferior"))
            return _lower(words, index - 2) in _HOURLY and not compared  # "a las 24 horas", but "durante las 24 horas"
        if clock or following in ("en", "y", "menos", ",", ".", "", "del"):
            return True
        # "a las 8 de la mañana", but "a las 12 víctimas"
        return following == "de" and any(word.lower in _DAY_PARTS for word in words[after : after + 3])
    if language == "en" and value <= 12 and following in ("in", "at") and before in _AT:
        return any(word.lower in _DAY_PARTS for word in words[after + 1 : after + 3])  # "at eight in the morning"
    decade = value in range(20, 100, 10) and before == "los" and _lower(words, index - 2) == "en"
    if decade and (after >= len(words) or not (words[after].is_word and words[after].pos in ("NOUN", "ADJ", "NUM", ""))):
        return True  # "en los 80"
    if language == "en" and value <= 60 and (following in ("past", "o'clock", "o") or (before == "past" and _hour_before(words, index))):
        return True
    return clock and (before == "at" or any(word.lower in _DAY_PARTS for word in words[after : after + 3]))


def _is_hour(words: Sequence[Word], at: int) -> bool:
    """Whether an hour stands at `at`, after "las" or "la"."""
    number = UNITS["es"].get(_lower(words, at), 99) if at > 0 else 99
    return number <= 24 and _lower(words, at - 1) in ("las", "la")


def _hour_before(words: Sequence[Word], index: int) -> bool:
    """Whether the words before "past" tell minutes: "ten past two", but "climbed past 40"."""
    word = words[index - 2] if index > 1 else None
    return word is not None and (word.pos == "NUM" or word.text[0].isdigit() or word.lower in ("half", "quarter", "ten", "five", "twenty"))


def _counts(words: Sequence[Word], after: int, language: str) -> bool:
    """Whether a plural noun follows a four-digit number, which makes it a count rather than a year."""
    if after >= len(words):
        return False
    word = words[after]
    noun = word.pos in ("NOUN", "") or word.lower in SCALES[language]
    return noun and word.text.islower() and word.lower.endswith("s") and len(word.text) > 3


def is_score(words: Sequence[Word], index: int, after: int) -> bool:
    """Whether two bare numbers stand against each other, "3-1" or "52-48"; the higher one first, or with nothing that they count after."""
    pair = words[index : index + 3]
    joined = len(pair) == 3 and pair[1].text in ("-", "–") and pair[0].end == pair[1].start and pair[1].end == pair[2].start
    return after == index + 1 and joined and pair[0].text.isdecimal() and pair[2].text.isdecimal()


def is_numbered(words: Sequence[Word], index: int) -> bool:
    """Whether a noun whose things have numbers stands before this one: "Ruta 40", "Flight 447", "art. 12"."""
    at = index - 1 - (index > 1 and words[index - 1].lower == ".")
    return at >= 0 and words[at].lower.rstrip(".") in _LABELS


def is_of_kind(words: Sequence[Word], index: int, after: int) -> bool:
    """Whether a number tells the kind or the place in a row of something: "a Category 3 storm", "la jueza número 4 de Osk"."""
    return index > 0 and after == index + 1 and words[index - 1].lower in _KINDS


def is_label(words: Sequence[Word], index: int, after: int) -> bool:
    """Whether a number that counts nothing names the noun before it: "Ruta 40", "accesos 3 y 4", but "in 2031, 53 of whom"."""
    if index == 0 or (_lower(words, after) in ("of", "de") and _lower(words, after + 1) in _OF_WHOM):
        return False
    before, text = words[index - 1], words[index].text
    if is_numbered(words, index):
        return True
    whole = after == index + 1 and text.isdecimal()
    if not whole:
        return False
    if before.pos in ("NOUN", "PROPN") and before.is_word and not before.finite:
        return True
    # "(52)", and ", 52," after a name: an age, a house number
    enclosed = before.text in (",", "(") and _lower(words, after) in (",", ".", ")", ";", "")
    if before.text == "," and int(text) > _AGES and index > 2 and words[index - 2].pos == "NOUN" and words[index - 3].pos == "DET":
        return False  # "según los médicos, 300"
    if enclosed and index > 1 and words[index - 2].pos in ("NOUN", "PROPN", "ADJ"):
        return True
    linked = before.lower in ("y", "and", "e", "o", "or", ",") and index > 2 and words[index - 2].text.isdecimal()
    return linked and is_label(words, index - 2, index - 1)


def is_rate_base(words: Sequence[Word], begin: int, value: float) -> bool:
    """Whether a number is what a rate is reckoned by: "5,2 por cada 100.000 habitantes", "5.2 per 100,000", "40 por mil"."""
    before = _lower(words, begin - 1)
    by = before in ("cada", "por", "per", "every") and value in (100, 1000, 10_000, 100_000, 1_000_000)
    each = before == "cada" or _lower(words, begin - 2) in ("for", "in") or before == "per"
    rated = each or (begin > 1 and (words[begin - 2].text[0].isdigit() or words[begin - 2].pos == "NOUN") and before == "por")
    return by and rated


def is_address(words: Sequence[Word], after: int) -> bool:
    """Whether a street's name follows a number: "14 Mill Lane"."""
    name = after
    while name < len(words) and words[name].text[0].isupper():
        name += 1
    return name > after + 1 and words[name - 1].lower in _STREETS


def telephone_end(words: Sequence[Word], index: int) -> int:
    """Return the index after the telephone number that begins at `index` ("900 123 456"), `index` where none does."""
    end = digits_end(words, index)
    long = sum(len(word.text) for word in words[index:end]) >= _TELEPHONE
    return end if end > index + 1 and long else index


def is_age(words: Sequence[Word], begin: int) -> bool:
    """Whether the number phrase that begins at `begin` can only be an age ("aged about 30", "at the age of 46", "aged six and eight")."""
    linked = begin > 2 and _lower(words, begin - 1) in ("and", "y", "or", "o", ",")
    if linked and (words[begin - 2].pos == "NUM" or words[begin - 2].text.isdecimal()):
        return is_age(words, begin - 2)
    link = _lower(words, begin - 1) in ("of", "de")
    return _lower(words, begin - 1 - link) in ("aged", "age", "ages", "edad", "edades")


def is_bare_age(words: Sequence[Word], index: int, value: float) -> bool:
    """Whether a number that counts nothing is how old somebody is ("She was 41")."""
    return value <= _AGES and _lower(words, index - 1) in _AGED and _lower(words, index - 2) not in _COUNTED


def _lower(words: Sequence[Word], at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""
