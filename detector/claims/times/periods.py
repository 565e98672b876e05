"""Calendar arithmetic: periods as their first and last day, and which day a name without a year or a month means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Days = tuple[date, date]
"""First and last day of a period, both inside it."""
Tense = Literal["past", "present", "future", ""]
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
_SLACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which names of days are read (None: unknown) and the tense of what they date."""

    day: date | None
    tense: Tense = ""


def day_in(year: int, month: int, day: int) -> Days | None:
    """Return the day as a period; None where the calendar lacks it."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def month_of(year: int, month: int) -> Days:
    """Return a month; numbers beyond 1 to 12 run into the years before and after."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months(year: int, first: int, last: int) -> Days:
    """Return the months `first` to `last` of a year."""
    return month_of(year, first)[0], month_of(year, last)[1]


def week_of(day: date) -> Days:
    """Return the week around a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekend_of(day: date) -> Days:
    """Return the Saturday and Sunday of the week around a day."""
    sunday = week_of(day)[1]
    return sunday - timedelta(days=1), sunday


def unit_around(unit: str, day: date, shift: int = 0) -> Days:
    """Return the week, weekend, month, quarter or year around `day`, or the one `shift` units later."""
    if unit in ("week", "weekend"):
        day += timedelta(weeks=shift)
        return week_of(day) if unit == "week" else weekend_of(day)
    if unit == "month":
        return month_of(day.year, day.month + shift)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1 + 3 * shift
        return month_of(day.year, first)[0], month_of(day.year, first + 2)[1]
    return months(day.year + shift, 1, 12)


def shifted(day: date, unit: str, count: int) -> Days:
    """Return when something is, `count` units from `day`: a day for days and weeks, the whole month or year for longer units."""
    if unit in _DAYS_OF:
        there = day + timedelta(days=count * _DAYS_OF[unit])
        return there, there
    return unit_around(unit, day, count)


def moved(day: date, unit: str, count: int) -> date:
    """Return the day `count` units from `day`, at the end of the month where that is too short."""
    if unit in _DAYS_OF:
        return shifted(day, unit, count)[0]
    first, last = month_of(day.year, day.month + count * (12 if unit == "year" else 1))
    return min(last, first + timedelta(days=day.day - 1))


def third(whole: Days, part: int) -> Days:
    """Return the beginning (0), middle (1) or end (2) of a month or year: days 1 to 10, 11 to 20 and the rest, or four months each."""
    first, last = whole
    length = (last - first).days
    if length > 300:
        return months(first.year, 4 * part + 1, 4 * part + 4)
    if not 27 <= length <= 30:
        return whole
    begin = first + timedelta(days=10 * part)
    return begin, last if part == 2 else begin + timedelta(days=9)


def nearest_date(month: int, day: int, anchor: Anchor, strict: bool = False) -> Days | None:
    """Return the day of a date without a year: the last one for the past, the coming one for the future, else the nearest.

    It may lie a month on the other side of the anchor, as the tense may be of another verb, unless `strict`.
    """
    if anchor.day is None:
        return None
    found = [days for year in range(anchor.day.year - 1, anchor.day.year + 2) if (days := day_in(year, month, day))]
    return _fitting(found, anchor, timedelta() if strict else _SLACK)


def nearest_month(month: int, anchor: Anchor) -> Days | None:
    """Return the month of a name without a year, chosen as by `nearest_date`."""
    if anchor.day is None:
        return None
    return _fitting([month_of(year, month) for year in range(anchor.day.year - 1, anchor.day.year + 2)], anchor, timedelta())


def nearest_part(parts: Iterable[Days], anchor: Anchor) -> Days | None:
    """Return the one of several periods that the tense asks for: the last that has begun, or the first that has not ended."""
    return _fitting(list(parts), anchor, timedelta())


def _fitting(periods: list[Days], anchor: Anchor, slack: timedelta) -> Days | None:
    day = anchor.day
    if day is None or not periods:
        return None
    if anchor.tense == "past":
        fitting = [period for period in periods if period[0] <= day + slack]
        return max(fitting, default=None)
    if anchor.tense == "future":
        fitting = [period for period in periods if period[1] >= day - slack]
        return min(fitting, default=None)
    return min(periods, key=lambda period: (max(period[0] - day, day - period[1]), period))


def weekday(number: int, anchor: Anchor, shift: int = 0) -> Days | None:
    """Return the day of a weekday's name (Monday 0): by the tense, or strictly before (-1) or after (1) the anchor."""
    if anchor.day is None:
        return None
    back = (anchor.day.weekday() - number) % 7
    if shift < 0:
        back = back or 7
    elif shift > 0 or (anchor.tense in ("future", "present") and back):
        back -= 7
    found = anchor.day - timedelta(days=back)
    return found, found


def weekday_in(number: int, period: Days, count: int) -> Days | None:
    """Return the `count`-th such weekday of a period, from its end where `count` is negative."""
    first, last = period
    if count > 0:
        found = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (count - 1))
    else:
        found = last - timedelta(days=(last.weekday() - number) % 7 + 7 * (-count - 1))
    return (found, found) if first <= found <= last else None
