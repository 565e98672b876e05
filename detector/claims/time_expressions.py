"""The expressions that name days or periods ("el 3 de mayo", "late last month", "hace tres días"), and which days each of them means.

An expression knows nothing of what stands around it; bounds, ranges and the choice among several are in `times`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import regex

from detector.claims import periods
from detector.claims.periods import Anchor, Days
from detector.claims.time_words import (
    COUNT,
    FEAST,
    MONTH,
    MONTH_EN,
    MONTH_OF_DAY,
    MONTHS,
    NUMBERS,
    ORDINAL,
    ORDINALS,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    YEAR_REFERENCE,
    feasts,
)  # fmt: skip

Groups = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Expression:
    """One kind of expression. `elliptic`: what it leaves out may stand in the one after it ("entre noviembre y enero de 2019")."""

    name: str
    pattern: regex.Pattern[str]
    resolve: Callable[[Groups, Anchor], Days | None]
    elliptic: bool = False


def _numeric(parts: Groups, anchor: Anchor) -> Days | None:
    """Read 2024-05-03, or 03/05/2024 with the day first unless only the month first makes a date."""
    year, first, second = (int(parts[name] or 0) for name in ("year", "first", "second"))
    if parts["iso"]:
        return periods.day_in(year, first, second)
    return periods.day_in(year, second, first) or periods.day_in(year, first, second)


def _year(parts: Groups, anchor: Anchor) -> int | None:
    """Return the year that the words around a month give, None where they give none."""
    if year := parts.get("year"):
        return int(year)
    if anchor.day is None:
        return None
    for name, shift in (("year_before", -1), ("year_now", 0), ("year_after", 1)):
        if parts.get(name):
            return anchor.day.year + shift
    return None


def _shift(parts: Groups) -> int | None:
    """Return -1 for "pasado" or "last", 1 for "próximo" or "next", 0 for "este" or "this", None without any of them."""
    for name, shift in (("before", -1), ("now", 0), ("after", 1)):
        if parts.get(name) or parts.get(name + "_too"):
            return shift
    return None


def _shifted_anchor(parts: Groups, anchor: Anchor) -> Anchor:
    shift = _shift(parts)
    return Anchor(anchor.day, "past" if shift < 0 else "future") if shift else anchor


def _date(parts: Groups, anchor: Anchor) -> Days | None:
    month, day = _month_number(parts), int((parts["day"] or "1").replace("primero", "1"))
    year = _year(parts, anchor)
    near = _shifted_anchor(parts, anchor)
    last = periods.day_in(year, month, day) if year else periods.nearest_date(month, day, near, strict=bool(_shift(parts)))
    if last is None:
        return None
    if (other := parts.get("other")) is None:
        return last
    there = periods.day_in(last[0].year, month, int(other))
    return (min(last[0], there[0]), max(last[0], there[0])) if there else None


def _month_number(parts: Groups) -> int:
    return MONTHS[(parts["month"] or "").lower().rstrip(".")]


def _day_of_month(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "el día 22", which is of the month of publication, and "el jueves 22", whose month the weekday tells."""
    if anchor.day is None:
        return None
    day = int(parts["day"] or 0)
    if not parts.get("weekday"):
        return periods.day_in(anchor.day.year, anchor.day.month, day)
    near = (periods.month_of(anchor.day.year, anchor.day.month + shift)[0] for shift in range(-11, 12))
    days = (periods.day_in(first.year, first.month, day) for first in near)
    fitting = [found for found in days if found and found[0].weekday() == WEEKDAYS[(parts["weekday"] or "").lower()]]
    return periods.nearest_part(fitting, _shifted_anchor(parts, anchor))


def _feast(parts: Groups, anchor: Anchor) -> Days | None:
    if anchor.day is None and not parts.get("year"):
        return None
    name = parts["feast"] or ""

    def in_year(year: int) -> Days | None:
        return next(((day, day) for pattern, day in feasts(year).items() if regex.fullmatch(pattern, name, regex.IGNORECASE)), None)

    year = _year(parts, anchor)
    if year is not None or anchor.day is None:
        return in_year(year or 0)
    days = (in_year(year) for year in range(anchor.day.year - 1, anchor.day.year + 2))
    return periods.nearest_part([found for found in days if found], _shifted_anchor(parts, anchor))


def _near_day(parts: Groups, anchor: Anchor) -> Days | None:
    if anchor.day is None:
        return None
    for name, days in (("two_before", -2), ("one_before", -1), ("today", 0), ("two_after", 2), ("one_after", 1)):
        if parts[name]:
            return periods.shifted(anchor.day, "day", days)
    return periods.shifted(anchor.day, "day", -1)[0], anchor.day  # overnight


def _at_distance(parts: Groups, anchor: Anchor) -> Days | None:
    if anchor.day is None or (parts.get("vague") and anchor.tense != "future"):
        return None
    unit = UNIT_WORDS[(parts["unit"] or "").lower()]
    return periods.shifted(anchor.day, unit, _count(parts) * (-1 if parts.get("ago") else 1))


def _rolling(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "in the past two weeks": from that day to the day of publication, or the other way."""
    if anchor.day is None:
        return None
    word = (parts["unit"] or "").lower()
    hours = word in ("horas", "hours")
    count = _count(parts) // 24 if hours else _count(parts)
    unit = "day" if hours else UNIT_WORDS[word]
    if parts["before"]:
        return periods.moved(anchor.day, unit, -count), anchor.day
    return anchor.day, periods.moved(anchor.day, unit, count)


def _count(parts: Groups) -> int:
    word = (parts["count"] or "a").lower()
    return int(word) if word.isdigit() else NUMBERS[word]


def _relative_unit(parts: Groups, anchor: Anchor) -> Days | None:
    if anchor.day is None:
        return None
    unit = UNIT_WORDS[" ".join((parts["unit"] or "").lower().split())]
    if parts.get("plain"):
        return periods.nearest_part(
            [periods.unit_around(unit, anchor.day, shift) for shift in (-1, 0, 1)], Anchor(anchor.day, anchor.tense or "past")
        )
    return periods.unit_around(unit, anchor.day, (_shift(parts) or 0) - bool(parts.get("twice")))


def _so_far(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "en lo que va de año" and "later this month": the part of the unit up to publication, or from it."""
    whole = _relative_unit(parts, anchor)
    if whole is None or anchor.day is None:
        return None
    return (whole[0], anchor.day) if parts["gone"] else (anchor.day, whole[1])


def _weekday(parts: Groups, anchor: Anchor) -> Days | None:
    number, shift = WEEKDAYS[(parts["weekday"] or "").lower()], _shift(parts)
    if anchor.day is not None and (parts.get("week_before") or parts.get("week_now") or parts.get("week_after")):
        week = periods.unit_around("week", anchor.day, -1 if parts["week_before"] else 1 if parts["week_after"] else 0)
        return periods.weekday_in(number, week, 1)
    return periods.weekday(number, anchor, shift or 0)


def _named_month(parts: Groups, anchor: Anchor) -> Days | None:
    month, shift = _month_number(parts), _shift(parts)
    if (year := _year(parts, anchor)) is not None:
        return periods.month_of(year, month)
    if shift is None or anchor.day is None:
        return periods.nearest_month(month, anchor)
    ahead = (month - anchor.day.month) % 12
    return periods.month_of(anchor.day.year, anchor.day.month + ({-1: ahead - 12, 0: month - anchor.day.month, 1: ahead or 12}[shift]))


def _whole(parts: Groups, anchor: Anchor) -> Days | None:
    """Read what follows "a finales de" or "la primera semana de"."""
    if parts.get("month"):
        return _named_month(parts, anchor)
    if parts.get("unit"):
        return _relative_unit(parts, anchor)
    year = _year(parts, anchor)
    return periods.months(year, 1, 12) if year else None


def _part(parts: Groups, anchor: Anchor) -> Days | None:
    whole = _whole(parts, anchor)
    return periods.third(whole, 0 if parts["beginning"] else 1 if parts["middle"] else 2) if whole else None


def _part_of_year(parts: Groups, anchor: Anchor) -> Days | None:
    """Read quarters and halves of a year."""
    ordinal = ORDINALS[(parts["ordinal"] or "").lower()]
    length = 3 if parts["quarter"] else 6
    number = 12 // length if ordinal < 0 else ordinal
    if number * length > 12:
        return None
    year = _year(parts, anchor)
    if year is not None:
        return periods.months(year, (number - 1) * length + 1, number * length)
    if anchor.day is None:
        return None
    years = [anchor.day.year] if parts["of_year"] else range(anchor.day.year - 1, anchor.day.year + 2)
    return periods.nearest_part([periods.months(year, (number - 1) * length + 1, number * length) for year in years], anchor)


def _counted_part(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "la primera semana de mayo", "the last Friday of March", "la segunda quincena de enero"."""
    whole = _whole(parts, anchor)
    if whole is None:
        return None
    count = ORDINALS[(parts["ordinal"] or "").lower()]
    if parts["weekday"]:
        return periods.weekday_in(WEEKDAYS[parts["weekday"].lower()], whole, count)
    if parts["fortnight"]:
        return (whole[0], whole[0].replace(day=15)) if count == 1 else (whole[0].replace(day=16), whole[1])
    length = 1 if parts["one_day"] else 7
    if count < 0:
        return periods.moved(whole[1], "day", 1 - length), whole[1]
    first = periods.moved(whole[0], "day", length * (count - 1))
    return first, periods.moved(first, "day", length - 1)


def _years(parts: Groups, anchor: Anchor) -> Days | None:
    last = int(parts["year"] or 0)
    return date(int(parts.get("first_year") or last), 1, 1), date(last, 12, 31)


def _decade(parts: Groups, anchor: Anchor) -> Days | None:
    digits = parts["decade"] or ""
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return date(first, 1, 1), date(first + 9, 12, 31)


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
        _numeric,
    ),
    Expression(
        "date",
        _pattern(
            rf"{_SHIFTED}?(?:{WEEKDAY},?\s(?:the\s)?)?{_OTHERS}(?P<day>{_DAY}){_TH}\s(?:de\s|of\s)?{MONTH_OF_DAY}"
            rf"(?:{YEAR_REFERENCE}|{_SHIFTED_TOO})?"
        ),
        _date,
        elliptic=True,
    ),
    Expression(
        "date",
        _pattern(
            rf"(?<!\bin\s)(?:{WEEKDAY},?\s)?{MONTH_EN}\s(?P<day>{_DAY}){_TH}"
            rf"(?:\s?(?:[-–—]|\b(?:to|through)\b)\s?(?P<other>{_DAY}){_TH})?{YEAR_REFERENCE}?"
        ),
        _date,
        elliptic=True,
    ),
    Expression(
        "day",
        _pattern(
            rf"(?<=\b(?:el|al|del)\s)día\s(?P<day>{_DAY})|(?<=\bthe\s)(?P<day>{_DAY})(?:st|nd|rd|th)\b(?!\s\p{{L}})"
            rf"|{_SHIFTED}?{WEEKDAY}\s(?:the\s)?(?P<day>{_DAY}){_TH}(?!\s\p{{L}}{{4}})"
        ),
        _day_of_month,
    ),
    Expression("feast", _pattern(rf"{_SHIFTED}?{FEAST}\b{YEAR_REFERENCE}?"), _feast),
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
        _near_day,
    ),
    Expression(
        "distance",
        _pattern(
            rf"(?P<ago>hace)\s(?:ya\s)?{COUNT}\s{_FEW_UNITS}\b"
            rf"|(?<!\b(?:about|around|nearly|almost|some|than|over)\s){COUNT}\s{_FEW_UNITS}\s(?P<ago>ago)\b"
            rf"|dentro\sde\s{COUNT}\s{_FEW_UNITS}\b|in\s{COUNT}\s{_FEW_UNITS}['’]?\stime\b|{COUNT}\s{_FEW_UNITS}\sfrom\s(?:now|today)\b"
            rf"|(?P<vague>in)\s{COUNT}\s(?P<unit>days?|weeks?|months?)\b"
        ),
        _at_distance,
    ),
    Expression(
        "rolling",
        _pattern(
            rf"(?:l[ao]s|the)\s(?:(?P<before>últim[ao]s|past|last|previous)|(?P<after>próxim[ao]s|next|coming))\s{COUNT}\s"
            r"(?P<unit>horas|días|semanas|meses|años|hours|days|weeks|months|years)\b"
            r"|(?:el|la|the)\s(?P<before>últim[ao]|past)\s(?P<unit>semana|mes|año|week|month|year)\b(?!\s(?:del?|of)\b)"
        ),
        _rolling,
    ),
    Expression(
        "so far",
        _pattern(
            rf"(?P<gone>lo\sque\sva\sde(?:l|\seste)?|so\sfar\sthis|earlier\sthis)\s{_YEAR_SO_FAR}\b"
            rf"|(?:lo\sque\s(?:queda|resta)\sdel?|later\sthis|the\srest\sof\s(?:the|this))\s{_YEAR_SO_FAR}\b"
        ),
        _so_far,
    ),
    Expression(
        "unit", _pattern(rf"{_UNIT_SHIFTED}|(?:the\s)?(?P<unit>week|weekend)\s(?P<twice>before)\s(?P<before>last)\b"), _relative_unit
    ),
    Expression(
        "unit",
        _pattern(r"(?<=\b(?:el|at\sthe|over\sthe|on\sthe)\s)(?P<plain>(?P<unit>fin\sde\ssemana|weekend))\b(?!\s(?:del?|of)\b)"),
        _relative_unit,
    ),
    Expression("part", _pattern(rf"{_PART}{_WHOLE}"), _part, elliptic=True),
    Expression(
        "part",
        _pattern(
            rf"{ORDINAL}\s(?:(?P<quarter>trimestre|quarter)|semestre|half|mitad)\b"
            rf"(?:(?:\sdel?|\sof)?{YEAR_REFERENCE}|(?P<of_year>\s(?:del|de\seste|of\sthe|of\sthis)\s(?:año|year)\b)"
            r"|(?<!half|mitad)(?!\s(?:del?|of|consecutiv|seguid|straight|running|in\sa\srow)))"
        ),
        _part_of_year,
    ),
    Expression(
        "part",
        _pattern(rf"{ORDINAL}\s(?:(?P<fortnight>quincena)|semana|week|(?P<one_day>día|day)|{WEEKDAY})(?:{_OF}|\sin\s){_WHOLE}"),
        _counted_part,
    ),
    Expression(
        "weekday",
        _pattern(
            rf"(?:{_SHIFTED}{WEEKDAY}|{_BEFORE_DAY_ES}{WEEKDAY}{_SHIFTED_TOO}?|{_BEFORE_DAY_EN}{_DAY_EN}"
            rf"|{_NO_NAME}{_DAY_EN}(?!\s(?-i:\p{{Lu}}))){_IN_WEEK}"
        ),
        _weekday,
        elliptic=True,
    ),
    Expression("month", _pattern(rf"{_BEFORE_MONTH}{_MONTH_SHIFTED}|{_SHIFTED}{MONTH}"), _named_month, elliptic=True),
    Expression(
        "years",
        _pattern(
            rf"(?<=\b(?:entre|between|from|desde|del?)\s)(?P<first_year>1[5-9]\d\d|20\d\d)\s(?:y|and|to|al?|hasta|until|through|[-–])\s{YEAR}"
        ),
        _years,
    ),
    Expression("year", _pattern(rf"{_BEFORE_YEAR}{YEAR}"), _years),
    Expression(
        "decade",
        _pattern(
            r"(?:los\s(?:años\s)|la\sdécada\sde(?:\slos)?\s)(?P<decade>1\d\d0|[2-9]0)\b(?!\s\p{L}{4})|the\s(?P<decade>1\d\d0|20[0-2]0)s\b"
        ),
        _decade,
    ),
)
