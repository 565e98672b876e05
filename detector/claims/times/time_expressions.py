"""The expressions that name days or periods ("el 3 de mayo", "late last month", "hace tres días").

Which days each of them means is in `time_readings`. An expression knows nothing of what stands around it; bounds, ranges and the choice
among several are in `times`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from detector.claims.times.periods import Anchor, Days
from detector.claims.times.time_readings import (
    Groups,
    read_at_distance,
    read_counted_part,
    read_date,
    read_day_of_month,
    read_decade,
    read_feast,
    read_named_month,
    read_near_day,
    read_numeric,
    read_part,
    read_part_of_year,
    read_relative_unit,
    read_rolling,
    read_so_far,
    read_weekday,
    read_years,
)
from detector.claims.times.time_words import COUNT, FEAST, MONTH, MONTH_EN, MONTH_OF_DAY, ORDINAL, UNIT, WEEKDAY, YEAR, YEAR_REFERENCE


@dataclass(frozen=True, slots=True)
class Expression:
    """One kind of expression. `elliptic`: what it leaves out may stand in the one after it ("entre noviembre y enero de 2019")."""

    name: str
    pattern: regex.Pattern[str]
    resolve: Callable[[Groups, Anchor], Days | None]
    elliptic: bool = False


def _pattern(text: str) -> regex.Pattern[str]:
    return regex.compile(rf"\b(?:{text})", regex.IGNORECASE)


_DAY = r"(?<![\d.,:/])(?:3[01]|[12]\d|0?[1-9]|primero)(?![\d%]|[.,:]\d)"
_TH = r"(?:º|\.º|st|nd|rd|th)?"
_JOIN = r"\s?(?:,|[-–—]|\b(?:y|e|o|ni|al?|hasta|and|or|to|through|until|till)\b)\s?(?:(?:el|los|al|the|on|día)\s)*"
_OTHERS = rf"(?:(?P<other>{_DAY}){_TH}(?:{_JOIN}{_DAY}{_TH}){{0,5}}{_JOIN})?"
_SHIFTED = (
    r"(?:(?:(?P<before>pasad[oa]|last|past)|(?P<after>próxim[oa]|next|coming)|(?P<now>est[ea]|this|presente|current))\s(?:mes\sde\s)?)"
)
_SHIFTED_TOO = r"(?:\s(?:(?P<before_too>pasad[oa])|(?P<after_too>próxim[oa]|que\sviene|entrante)|(?P<now_too>en\scurso|actual))\b)"
_UNIT_SHIFTED = rf"(?:{_SHIFTED}{UNIT}|{UNIT}{_SHIFTED_TOO})\b"
_MONTH_SHIFTED = rf"{_SHIFTED}?(?:mes\sde\s)?{MONTH}(?:{_SHIFTED_TOO}|{YEAR_REFERENCE})?"
_WHOLE = (
    rf"(?:(?:el\s|la\s|the\s)?(?:{_UNIT_SHIFTED}|{_MONTH_SHIFTED})|(?:el\saño\s|año\s)?{YEAR}|(?:the\s)?(?P<unit>mes|año|month|year)\b)"
)
_OF = r"\s(?:del?|of)\s"
_PART = (
    r"(?:(?:(?P<beginning>principios?|primeros(?:\sdías)?|comienzos?|inicios?|beginning|start)|(?P<middle>mediados|(?<=\ba\s)mitad|middle)"
    rf"|(?P<end>finales|final|fines|fin|últimos\sdías|end)){_OF}|(?:(?P<beginning>early)|(?P<middle>mid)|(?P<end>late))(?:\sin)?[\s-])"
)
_IN_WEEK = (
    r"(?:,?\s(?:de\s|of\s)?(?:(?P<week_before>la\ssemana\spasada|la\spasada\ssemana|last\sweek)|(?P<week_now>esta\ssemana|this\sweek)"
    r"|(?P<week_after>la\s(?:semana\spróxima|próxima\ssemana|semana\sque\sviene)|next\sweek))\b)?"
)
# What a bare month, weekday or year stands after; elsewhere it is a name, or a label of something ("el censo 2013").
_BEFORE_MONTH = (
    r"(?<=\b(?:en|de|del|durante|desde|hasta|para|entre|y|e|a|o|ni|in|of|during|since|from|until|till|through|to|by|before|after|between"
    r"|and|or|nor|tras|for|around)\s)"
)
_BEFORE_DAY_ES = r"(?<=\b(?:el|al|del|de|ni|y|o|a|ayer|mañana|hoy|desde|hasta|entre)\s|,\s)"
_BEFORE_DAY_EN = (
    r"(?<=\b(?:on|last|next|this|by|since|until|till|from|to|and|or|nor|before|after|late|early|of|between|through|for|overnight)\s)"
)
_BEFORE_YEAR = (
    r"(?<=\b(?:en|in|during|durante|since|desde|until|till|hasta|by|before|after|para|from|throughout|antes\sde|después\sde|partir\sde|largo\sde"
    r"|(?:en|hasta|desde|durante|para)\s(?:el\saño|todo)|(?:in|during|since|by|of)\sthe\syear)\s)"
)
_DAY_EN = r"(?P<weekday>(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b"
_NO_NAME = r"(?<!(?-i:\p{Lu}[\p{L}.'’]*)\s)"
_FEW_UNITS = r"(?P<unit>días?|semanas?|mes(?:es)?|años?|days?|weeks?|fortnights?|months?|years?)"
_YEAR_SO_FAR = r"(?P<unit>semana|mes|año|week|month|year)"

EXPRESSIONS = (
    Expression(
        "date",
        _pattern(
            r"(?P<iso>(?P<year>\d{4})-(?P<first>\d\d)-(?P<second>\d\d))\b"
            r"|(?<![\d.,/-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})\b"
        ),
        read_numeric,
    ),
    Expression(
        "date",
        _pattern(
            rf"{_SHIFTED}?(?:{WEEKDAY},?\s(?:the\s)?)?{_OTHERS}(?P<day>{_DAY}){_TH}\s(?:de\s|of\s)?{MONTH_OF_DAY}"
            rf"(?:{YEAR_REFERENCE}|{_SHIFTED_TOO})?"
        ),
        read_date,
        elliptic=True,
    ),
    Expression(
        "date",
        _pattern(
            rf"(?<!\bin\s)(?:{WEEKDAY},?\s)?{MONTH_EN}\s(?P<day>{_DAY}){_TH}"
            rf"(?:\s?(?:[-–—]|\b(?:to|through)\b)\s?(?P<other>{_DAY}){_TH})?{YEAR_REFERENCE}?"
        ),
        read_date,
        elliptic=True,
    ),
    Expression(
        "day",
        _pattern(
            rf"(?<=\b(?:el|al|del)\s)día\s(?P<day>{_DAY})|(?<=\bthe\s)(?P<day>{_DAY})(?:st|nd|rd|th)\b(?!\s\p{{L}})"
            rf"|{_SHIFTED}?{WEEKDAY}\s(?:the\s)?(?P<day>{_DAY}){_TH}(?!\s\p{{L}}{{4}})"
        ),
        read_day_of_month,
    ),
    Expression("feast", _pattern(rf"{_SHIFTED}?{FEAST}\b{YEAR_REFERENCE}?"), read_feast),
    Expression(
        "near",
        _pattern(
            r"(?P<two_before>antes\sde\sayer|anteayer|antier|the\sday\sbefore\syesterday)\b"
            r"|(?P<one_before>ayer|anoche|yesterday|last\snight)\b"
            r"|(?P<two_after>pasado\smañana|the\sday\safter\stomorrow)\b"
            r"|(?P<today>hoy|today|tonight|esta\s(?:misma\s)?(?:mañana|tarde|noche|madrugada)|this\s(?:very\s)?(?:morning|afternoon|evening))\b"
            r"|(?P<one_after>(?<!\b(?:l[ao]s?|est[ae]|una|cada|toda|media|(?<!partir\s|antes\s)de|por\sla)\s)mañana|tomorrow)\b"
            r"|(?P<overnight>overnight)\b(?!\s(?:on|into|from|between|(?-i:\p{Lu})))"
        ),
        read_near_day,
    ),
    Expression(
        "distance",
        _pattern(
            rf"(?P<ago>hace)\s(?:ya\s)?{COUNT}\s{_FEW_UNITS}\b"
            rf"|(?<!\b(?:about|around|nearly|almost|some|than|over)\s){COUNT}\s{_FEW_UNITS}\s(?P<ago>ago)\b"
            rf"|dentro\sde\s{COUNT}\s{_FEW_UNITS}\b|in\s{COUNT}\s{_FEW_UNITS}['’]?\stime\b|{COUNT}\s{_FEW_UNITS}\sfrom\s(?:now|today)\b"
            rf"|(?P<vague>in)\s{COUNT}\s(?P<unit>days?|weeks?|months?)\b"
        ),
        read_at_distance,
    ),
    Expression(
        "rolling",
        _pattern(
            rf"(?:l[ao]s|the)\s(?:(?P<before>últim[ao]s|past|last|previous)|(?P<after>próxim[ao]s|next|coming))\s{COUNT}\s"
            r"(?P<unit>horas|días|semanas|meses|años|hours|days|weeks|months|years)\b"
            r"|(?:el|la|the)\s(?P<before>últim[ao]|past)\s(?P<unit>semana|mes|año|week|month|year)\b(?!\s(?:del?|of)\b)"
        ),
        read_rolling,
    ),
    Expression(
        "so far",
        _pattern(
            rf"(?P<gone>lo\sque\sva\sde(?:l|\seste)?|so\sfar\sthis|earlier\sthis)\s{_YEAR_SO_FAR}\b"
            rf"|(?:lo\sque\s(?:queda|resta)\sdel?|later\sthis|the\srest\sof\s(?:the|this))\s{_YEAR_SO_FAR}\b"
        ),
        read_so_far,
    ),
    Expression(
        "unit", _pattern(rf"{_UNIT_SHIFTED}|(?:the\s)?(?P<unit>week|weekend)\s(?P<twice>before)\s(?P<before>last)\b"), read_relative_unit
    ),
    Expression(
        "unit",
        _pattern(r"(?<=\b(?:el|at\sthe|over\sthe|on\sthe)\s)(?P<plain>(?P<unit>fin\sde\ssemana|weekend))\b(?!\s(?:del?|of)\b)"),
        read_relative_unit,
    ),
    Expression("part", _pattern(rf"{_PART}{_WHOLE}"), read_part, elliptic=True),
    Expression(
        "part",
        _pattern(
            rf"{ORDINAL}\s(?:(?P<quarter>trimestre|quarter)|semestre|half|mitad)\b"
            rf"(?:(?:\sdel?|\sof)?{YEAR_REFERENCE}|(?P<of_year>\s(?:del|de\seste|of\sthe|of\sthis)\s(?:año|year)\b)"
            r"|(?<!half|mitad)(?!\s(?:del?|of|consecutiv|seguid|straight|running|in\sa\srow)))"
        ),
        read_part_of_year,
    ),
    Expression(
        "part",
        _pattern(rf"{ORDINAL}\s(?:(?P<fortnight>quincena)|semana|week|(?P<one_day>día|day)|{WEEKDAY})(?:{_OF}|\sin\s){_WHOLE}"),
        read_counted_part,
    ),
    Expression(
        "weekday",
        _pattern(
            rf"(?:{_SHIFTED}{WEEKDAY}|{_BEFORE_DAY_ES}{WEEKDAY}{_SHIFTED_TOO}?|{_BEFORE_DAY_EN}{_DAY_EN}"
            rf"|{_NO_NAME}{_DAY_EN}(?!\s(?-i:\p{{Lu}}))){_IN_WEEK}"
        ),
        read_weekday,
        elliptic=True,
    ),
    Expression("month", _pattern(rf"{_BEFORE_MONTH}{_MONTH_SHIFTED}|{_SHIFTED}{MONTH}"), read_named_month, elliptic=True),
    Expression(
        "years",
        _pattern(
            rf"(?<=\b(?:entre|between|from|desde|del?)\s)(?P<first_year>1[5-9]\d\d|20\d\d)\s(?:y|and|to|al?|hasta|until|through|[-–])\s{YEAR}"
        ),
        read_years,
    ),
    Expression("year", _pattern(rf"{_BEFORE_YEAR}{YEAR}"), read_years),
    Expression(
        "decade",
        _pattern(
            r"(?:los\s(?:años\s)|la\sdécada\sde(?:\slos)?\s)(?P<decade>1\d\d0|[2-9]0)\b(?!\s\p{L}{4})|the\s(?P<decade>1\d\d0|20[0-2]0)s\b"
        ),
        read_decade,
    ),
)
