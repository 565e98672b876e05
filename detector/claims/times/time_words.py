"""The words for months, weekdays, units and feasts in Spanish and English, as parts of patterns.

Spanish months and weekdays are lower-case and English ones are not: "may" is no month, "Domingo" is a name.
"""

from __future__ import annotations

from datetime import date, timedelta

import regex
from dateutil.easter import easter

from detector.claims.grammar.numerals import UNITS

_MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()
MONTHS = {name.lower(): number for names in (_MONTHS_ES, _MONTHS_EN) for number, name in enumerate(names, 1)}
MONTHS |= {name[:3].lower(): number for number, name in enumerate(_MONTHS_EN, 1)} | {"sept": 9, "setiembre": 9}
_DAYS_ES = "lunes martes miércoles jueves viernes sábado domingo".split()
_DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAYS = {name.lower(): number for names in (_DAYS_ES, _DAYS_EN) for number, name in enumerate(names)}
UNIT_WORDS = {
    word: unit
    for unit, words in {
        "day": "día días day days",
        "week": "semana semanas week weeks",
        "fortnight": "fortnight fortnights",
        "weekend": "weekend",
        "month": "mes meses month months",
        "quarter": "trimestre quarter",
        "year": "año años year years",
    }.items()
    for word in words.split()
} | {"fin de semana": "weekend"}
ORDINALS = {
    word: number
    for number, words in {
        1: "primer primero primera 1er 1er. 1.er first",
        2: "segundo segunda second",
        3: "tercer tercero tercera 3er third",
        4: "cuarto cuarta fourth",
        -1: "último última last final",
    }.items()
    for word in words.split()
}
NUMBERS = {word: value for words in UNITS.values() for word, value in words.items() if 0 < value < 100} | {"a": 1, "an": 1}
_FIXED = {
    "nochebuena|christmas eve": (12, 24),
    "(?:día de )?navidad|christmas day|christmas": (12, 25),
    "boxing day": (12, 26),
    "nochevieja|new year['’]s eve": (12, 31),
    "(?:día de )?año nuevo|new year['’]s day": (1, 1),
    "día de (?:los )?reyes": (1, 6),
    "(?:día de )?san valentín|valentine['’]s day": (2, 14),
    "halloween": (10, 31),
    "día de (?:los )?muertos": (11, 2),
    "todos los santos|all saints['’] day": (11, 1),
}
_FROM_EASTER = {
    "domingo de ramos|palm sunday": -7,
    "jueves santo|maundy thursday": -3,
    "viernes santo|good friday": -2,
    "sábado santo|holy saturday": -1,
    "domingo de (?:resurrección|pascua)|easter sunday": 0,
    "lunes de pascua|easter monday": 1,
}


def feasts(year: int) -> dict[str, date]:
    """Return the days of the year's feasts by the pattern of their names."""
    sunday = easter(year)
    fixed = {name: date(year, month, day) for name, (month, day) in _FIXED.items()}
    return fixed | {name: sunday + timedelta(days=days) for name, days in _FROM_EASTER.items()}


def _either(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_EN = "(?:" + _either(_MONTHS_EN) + ")"
MONTH = rf"(?P<month>(?-i:(?:{_either(_MONTHS_ES)}|setiembre)\b|{_EN}\b))"
"""A month by itself."""
MONTH_OF_DAY = rf"(?P<month>(?:{_either(_MONTHS_ES)}|setiembre)\b|(?-i:{_EN}\b|{_ABBREVIATED}))"
"""A month next to the number of a day, where Spanish capitals and English abbreviations are understood."""
MONTH_EN = rf"(?P<month>(?-i:{_EN}\b|{_ABBREVIATED}))"
WEEKDAY = rf"(?P<weekday>(?-i:(?:{_either(_DAYS_ES)}|{_either(_DAYS_EN)})\b))"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?![\p{L}\p{N}%]|[.,]\d|-\d|\s(?:%|por\sciento|per\s?cent))"
YEAR_REFERENCE = (
    rf"(?:(?:\sdel?|\sof|,)?\s(?:año\s)?{YEAR}"
    r"|(?P<year_before>\sdel\s(?:año\spasado|pasado\saño)|(?:\sof)?\slast\syear\b)"
    r"|(?P<year_after>\sdel\s(?:próximo\saño|año\s(?:próximo|que\sviene))|(?:\sof)?\snext\syear\b)"
    r"|(?P<year_now>\sde(?:\seste|l\spresente)\saño|(?:\sof)?\sthis\syear\b))"
)
"""The year after a month or quarter: a number, or "del año pasado", "of next year"."""
UNIT = r"(?P<unit>fin\sde\ssemana|weekend|semana(?!\sSanta)|week|mes|month|trimestre|quarter|año|year)"
ANY = regex.compile(
    rf"\d{{4}}|\d[/.-]\d|\b(?:{_either([*MONTHS, *WEEKDAYS, *UNIT_WORDS, *_FIXED, *_FROM_EASTER])}|hoy|ayer|anteayer|antier|anoche|mañana"
    r"|tarde|noche|madrugada|today|yesterday|tomorrow|tonight|night|overnight|morning|afternoon|evening|semestre|horas|hours)\b"
)
"""Some word, in lower case, without which no text names a time: most claims hold none, and need not be read for one."""
COUNT = rf"(?P<count>\d{{1,2}}|{_either(list(NUMBERS))})"
ORDINAL = rf"(?P<ordinal>{_either([word.replace('.', r'[.]') for word in ORDINALS])})"
FEAST = r"(?<!\b(?:over|during|durante)\s)(?P<feast>" + "|".join([*_FIXED, *_FROM_EASTER]) + ")"
