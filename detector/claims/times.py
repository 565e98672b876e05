"""When a claim says that something happened: absolute dates, and plain relative ones against the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from detector.records import TimeSpan

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero january jan", "febrero february feb", "marzo march mar", "abril april apr", "mayo may", "junio june jun",
            "julio july jul",
            "agosto august aug", "septiembre setiembre september sept sep", "octubre october oct", "noviembre november nov",
            "diciembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = {
    name: number
    for number, names in enumerate(
        ("lunes monday", "martes tuesday", "miércoles wednesday", "jueves thursday", "viernes friday", "sábado saturday", "domingo sunday")
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = "|".join(_DAYS)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_ISO = regex.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_DATE_ES = regex.compile(rf"\b(?P<day>\d{{1,2}})º?\sde\s(?P<month>{_MONTH})(?:\sdel?\s{_YEAR})?\b", regex.IGNORECASE)
_DATE_EN = regex.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH}))(?:,?\s{_YEAR})?\b",
    regex.IGNORECASE,
)
_MONTH_YEAR = regex.compile(rf"\b(?:en|in|de|of|since|desde|late|early)\s(?P<month>{_MONTH})(?:\sdel?|,)?\s{_YEAR}\b", regex.IGNORECASE)
_LAST_MONTH = regex.compile(
    rf"\b(?:en\s)?(?P<month>{_MONTH})\spasado\b|\b(?:el\s)?pasado\s(?:mes\sde\s)?(?P<month>{_MONTH})\b|\blast\s(?P<month>{_MONTH})\b",
    regex.IGNORECASE,
)
_YEAR_ONLY = regex.compile(
    rf"\b(?:en|in|during|durante|since|desde|a\sfinales\sde|a\sprincipios\sde)\s(?:el\saño\s|the\syear\s)?{_YEAR}\b(?!\s*%)",
    regex.IGNORECASE,
)
_RELATIVE: tuple[tuple[str, int, int], ...] = (
    (r"\bantes\s+de\s+ayer\b|\banteayer\b|\bthe day before yesterday\b", -2, -2),
    (r"\b(?:ayer|anoche|yesterday|last night)\b", -1, -1),
    (r"\bpasado mañana\b|\bthe day after tomorrow\b", 2, 2),
    (r"(?<!\b(?:la|esta|de|por la|cada)\s)\bmañana\b|\btomorrow\b", 1, 1),
    (r"\b(?:hoy|today|tonight|esta (?:mañana|tarde|noche)|this (?:morning|afternoon|evening))\b", 0, 0),
)
_RELATIVES = [(regex.compile(pattern, regex.IGNORECASE), low, high) for pattern, low, high in _RELATIVE]
_WEEKDAY = regex.compile(
    rf"\b(?:(?P<next>el\spróximo|next)|este|esta|(?P<last>el\spasado|last)|el|del|on|this)\s(?:pasado\s)?(?P<name>{_DAY})\b(?P<after>\s(?:pasado|próximo))?",
    regex.IGNORECASE,
)
_WEEK = regex.compile(
    r"\b(?:(?P<last>la semana pasada|last week)|(?P<this>esta semana|this week)|(?P<next>la próxima semana|la semana próxima|next week))\b",
    regex.IGNORECASE,
)
_MONTHS_RELATIVE = regex.compile(r"\b(?:(?P<last>el mes pasado|last month)|(?P<this>este mes|this month))\b", regex.IGNORECASE)
_YEARS_RELATIVE = regex.compile(r"\b(?:(?P<last>el año pasado|last year)|(?P<this>este año|this year))\b", regex.IGNORECASE)


def find_time(text: str, published: date | None, future: bool = False) -> TimeSpan | None:
    """Return when the fact in `text` happened, as the first date it names; None where it names none that can be resolved.

    Relative dates ("ayer", "on Tuesday") need `published`. A weekday is the last one up to the day of publication, or with
    `future` the first one from that day on. Give the content of a claim: the time of its frame is when somebody spoke.
    """
    return _absolute(text, published) or _relative(text, published, future)


def _absolute(text: str, published: date | None) -> TimeSpan | None:
    for pattern in (_ISO, _DATE_ES, _DATE_EN):
        if match := pattern.search(text):
            parts = match.groupdict()
            month = parts["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS[month]
            year = int(parts["year"]) if parts.get("year") else _nearest_year(number, int(parts["day"]), published)
            if day := _day(year, number, int(parts["day"])):
                return _span(day, day)
    if match := _MONTH_YEAR.search(text):
        return _month(int(match["year"]), _MONTHS[match["month"].lower()])
    if published and (match := _LAST_MONTH.search(text)):
        number = _MONTHS[match["month"].lower()]
        return _month(published.year - (number >= published.month), number)
    if match := _YEAR_ONLY.search(text):
        year = int(match["year"])
        return _span(date(year, 1, 1), date(year, 12, 31))
    return None


def _relative(text: str, published: date | None, future: bool) -> TimeSpan | None:
    if published is None:
        return None
    try:
        for pattern, low, high in _RELATIVES:
            if pattern.search(text):
                return _span(published + timedelta(days=low), published + timedelta(days=high))
        if match := _WEEKDAY.search(text):
            back = (published.weekday() - _DAYS[match["name"].lower()]) % 7
            after = (match["after"] or "").strip().lower()
            coming = future and back and not match["last"] and after != "pasado"
            if match["next"] or after == "próximo" or coming:
                back -= 7
            day = published - timedelta(days=back)
            return _span(day, day)
        if match := _WEEK.search(text):
            monday = published - timedelta(days=published.weekday()) + timedelta(weeks=-1 if match["last"] else 1 if match["next"] else 0)
            return _span(monday, monday + timedelta(days=6))
        if match := _MONTHS_RELATIVE.search(text):
            day = published.replace(day=1) - timedelta(days=1) if match["last"] else published
            return _month(day.year, day.month)
        if match := _YEARS_RELATIVE.search(text):
            year = published.year - bool(match["last"])
            return _span(date(year, 1, 1), date(year, 12, 31))
    except (OverflowError, ValueError):  # the calendar ends at the years 1 and 9999
        return None
    return None


def _nearest_year(month: int, day: int, published: date | None) -> int | None:
    """Return the year in which a date without one lies nearest to publication."""
    if published is None:
        return None
    candidates = [found for year in (published.year - 1, published.year, published.year + 1) if (found := _day(year, month, day))]
    return min(candidates, key=lambda found: abs((found - published).days)).year if candidates else None


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _month(year: int, month: int) -> TimeSpan:
    following = date(year + month // 12, month % 12 + 1, 1)
    return _span(date(year, month, 1), following - timedelta(days=1))


def _span(first: date, last: date) -> TimeSpan:
    return TimeSpan(first.isoformat(), last.isoformat())
