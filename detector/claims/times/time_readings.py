"""Which days an expression of time means, given its parts and the day from which it is read."""

from __future__ import annotations

from datetime import date

import regex

from detector.claims.times import periods
from detector.claims.times.periods import Anchor, Days
from detector.claims.times.time_words import MONTHS, NUMBERS, ORDINALS, UNIT_WORDS, WEEKDAYS, feasts

Groups = dict[str, str | None]
"""The named groups of an expression's pattern."""


def read_numeric(parts: Groups, anchor: Anchor) -> Days | None:
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


def read_date(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "el 3 de mayo" and "May 3, 2024"."""
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


def read_day_of_month(parts: Groups, anchor: Anchor) -> Days | None:
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


def read_feast(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "Navidad" and "Easter Monday"."""
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


def read_near_day(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "ayer" and "tomorrow"."""
    if anchor.day is None:
        return None
    for name, days in (("two_before", -2), ("one_before", -1), ("today", 0), ("two_after", 2), ("one_after", 1)):
        if parts[name]:
            return periods.shifted(anchor.day, "day", days)
    return periods.shifted(anchor.day, "day", -1)[0], anchor.day  # overnight


def read_at_distance(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "hace tres días" and "in two weeks' time"."""
    if anchor.day is None or (parts.get("vague") and anchor.tense != "future"):
        return None
    unit = UNIT_WORDS[(parts["unit"] or "").lower()]
    return periods.shifted(anchor.day, unit, _count(parts) * (-1 if parts.get("ago") else 1))


def read_rolling(parts: Groups, anchor: Anchor) -> Days | None:
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


def read_relative_unit(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "la semana pasada" and "next month"."""
    if anchor.day is None:
        return None
    unit = UNIT_WORDS[" ".join((parts["unit"] or "").lower().split())]
    if parts.get("plain"):
        return periods.nearest_part(
            [periods.unit_around(unit, anchor.day, shift) for shift in (-1, 0, 1)], Anchor(anchor.day, anchor.tense or "past")
        )
    return periods.unit_around(unit, anchor.day, (_shift(parts) or 0) - bool(parts.get("twice")))


def read_so_far(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "en lo que va de año" and "later this month": the part of the unit up to publication, or from it."""
    whole = read_relative_unit(parts, anchor)
    if whole is None or anchor.day is None:
        return None
    return (whole[0], anchor.day) if parts["gone"] else (anchor.day, whole[1])


def read_weekday(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "este martes" and "on Friday"."""
    number, shift = WEEKDAYS[(parts["weekday"] or "").lower()], _shift(parts)
    if anchor.day is not None and (parts.get("week_before") or parts.get("week_now") or parts.get("week_after")):
        week = periods.unit_around("week", anchor.day, -1 if parts["week_before"] else 1 if parts["week_after"] else 0)
        return periods.weekday_in(number, week, 1)
    return periods.weekday(number, anchor, shift or 0)


def read_named_month(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "en mayo pasado" and "next March"."""
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
        return read_named_month(parts, anchor)
    if parts.get("unit"):
        return read_relative_unit(parts, anchor)
    year = _year(parts, anchor)
    return periods.months(year, 1, 12) if year else None


def read_part(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "a finales de marzo" and "early last year"."""
    whole = _whole(parts, anchor)
    return periods.third(whole, 0 if parts["beginning"] else 1 if parts["middle"] else 2) if whole else None


def read_part_of_year(parts: Groups, anchor: Anchor) -> Days | None:
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


def read_counted_part(parts: Groups, anchor: Anchor) -> Days | None:
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


def read_years(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "en 2019" and "from 2017 to 2019"."""
    last = int(parts["year"] or 0)
    return date(int(parts.get("first_year") or last), 1, 1), date(last, 12, 31)


def read_decade(parts: Groups, anchor: Anchor) -> Days | None:
    """Read "los años noventa" and "the 1990s"."""
    digits = parts["decade"] or ""
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return date(first, 1, 1), date(first + 9, 12, 31)
