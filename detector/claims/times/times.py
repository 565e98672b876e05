"""When a claim says that something happened: the one of its times that is of the event, with its bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import regex

from detector.claims.times import periods
from detector.claims.times.periods import Anchor, Days, Tense
from detector.claims.times.tense import tense
from detector.claims.times.time_background import background_before, blotted, foreground, habitual
from detector.claims.times.time_expressions import EXPRESSIONS, Expression
from detector.claims.times.time_words import ANY
from detector.records import TimeSpan

Bound = Literal["since", "from", "until", "before", "after", ""]
_CLOCK = (
    r"(?:\s(?:las?\s|el\s|the\s)?(?:\d{1,2}(?:[.:]\d\d)?(?:\s?(?:h|horas|[ap]\.?\s?m\.?))?|mediodía|medianoche|mañana|tarde|noche|madrugada"
    r"|noon|midnight|morning|afternoon|evening|night|early\shours)\s(?:del?|on|of))?"
)
_ARTICLES = r"\s(?:(?:el|la|los|the|on|at|en|día|año|year|mes\sde|month\sof)\s)*$"
_BOUND_WORDS: dict[Bound, str] = {
    "since": r"desde|since",
    "from": r"a\spartir\sdel?|a\scontar\sdel?|no\santes\sdel?|as\s(?:of|from)|starting|beginning|effective|from"
    r"|no\s(?:earlier|sooner)\sthan",
    "until": r"hasta|until|till|through|by|a\smás\stardar|como\smuy\starde|no\slater\sthan|up\sto|no\smás\starde\sdel?",
    "before": r"antes\sdel?|before|prior\sto|ahead\sof",
    "after": r"(?:después|luego)\sdel?|tras|after|following",
}
_BOUNDS = {bound: regex.compile(rf"\b(?:{words}){_CLOCK}{_ARTICLES}", regex.IGNORECASE) for bound, words in _BOUND_WORDS.items()}
_TO = regex.compile(r"\s*(?:[-–—]|\b(?:al?|hasta|to|until|till|through)\b)\s*(?:(?:el|la|los|the|día)\s)*", regex.IGNORECASE)
_AND = regex.compile(r"\s*(?:,|\b(?:y|e|o|u|ni|and|or|nor)\b)?\s*(?:(?:el|la|los|the|on|en|in|ni|del?|día)\s)*", regex.IGNORECASE)
_OF = regex.compile(r"\b(?:del?|of(?:\sthe)?)\s$", regex.IGNORECASE)
_NEAR = 80  # characters before a time in which its preposition stands
_NOT = regex.compile(r"\b(?:no|not|never|nunca|cannot)\b|n['’]t\b", regex.IGNORECASE)
_OWNER = regex.compile("['’]s\\b")
_WHOLE_OF = regex.compile(
    r"\b(?:mes|month|noche|madrugada|mañana|tarde|mediodía|jornada|día|night|morning|afternoon|evening|hours|dawn|day)\s(?:del?|of(?:\sthe)?)\s$",
    regex.IGNORECASE,
)
_AROUND = regex.compile(
    r"\b(?:(?P<weekend>fin\sde\ssemana|weekend)|(?P<week>semana|week)|(?P<night>(?<=la\s)noche|overnight))\s(?:del?|of|on)?\s?(?:the\s)?$",
    regex.IGNORECASE,
)
_END_OF_UNIT = regex.compile(r"(?:fin(?:al|ales|es)?|end)\s(?:del?|of)\s", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Time:
    """A time found in the text: where it stands, what it is, and the days it means."""

    start: int
    end: int
    expression: Expression
    found: regex.Match[str]
    days: Days
    bound: Bound
    joined: bool = False


def find_time(text: str, published: date | None, future: bool = False) -> TimeSpan | None:
    """Return when the fact in `text` happens; None where the text does not fix it. An open end of the span is None.

    Relative dates ("ayer", "on Tuesday") need `published`. A weekday or a date without a year is the last one for what is
    past and the first one for what is to come: the verbs tell, and `future` that the whole is a plan. Give the content of a
    claim: the time of its frame is when somebody spoke.
    """
    if not ANY.search(text.lower()):
        return None
    main = foreground(text)
    if habitual(main):
        return None
    anchor = Anchor(published, "future" if future else tense(main))
    times = []
    for time in _joined(main, _times(main, anchor), anchor.tense):
        if time.bound == "from" and time.expression.name in ("year", "month", "part") and anchor.tense != "future":
            continue  # "a memo from 2015"
        begin = None if time.joined else background_before(main, time.start, time.end)
        if begin is None:
            times.append(time)
        else:
            main = blotted(main, begin, time.end)
    best = min(times, key=lambda time: (_remote(main, time), time.start), default=None)
    try:
        return _span(main, best) if best else None
    except OverflowError:  # the calendar ends at the years 1 and 9999
        return None


def _times(text: str, anchor: Anchor) -> list[_Time]:
    """Return the times in the text, left to right; of those that overlap, the longest."""
    matches = [(found, expression) for expression in EXPRESSIONS for found in expression.pattern.finditer(text)]
    times: list[_Time] = []
    taken: list[tuple[int, int]] = []
    for found, expression in sorted(matches, key=lambda pair: pair[0].start() - pair[0].end()):
        start, end = found.span()
        if any(start < last and first < end for first, last in taken) or _in_name(text, found, expression):
            continue
        taken.append((start, end))
        ranged = any(found.groupdict().get(name) for name in ("other", "first_year"))  # "from 3 to 7 May" has both its ends
        bound = "" if ranged else _bound(text[:start])
        if bound == "until" and _OWNER.match(text, end):
            bound = ""  # "through Saturday's show"
        if bound == "before" and anchor.tense != "past" and _NOT.search(text[:start]):
            bound = "from"  # "no abrirá antes del martes"
        if days := _resolved(expression, found, Anchor(anchor.day, _tense(anchor.tense, bound))):
            times.append(_Time(start, end, expression, found, days, bound))
    return sorted(times, key=lambda time: time.start)


def _resolved(expression: Expression, found: regex.Match[str], anchor: Anchor) -> Days | None:
    try:
        return expression.resolve(found.groupdict(), anchor)
    except (OverflowError, ValueError):  # the calendar ends at the years 1 and 9999
        return None


def _in_name(text: str, found: regex.Match[str], expression: Expression) -> bool:
    """Whether it is a date in a name: "plaza 3 de Febrero", "the July 9 Bridge", "Tenth of June Square"."""
    parts = found.groupdict()
    if expression.name == "month":
        counted = regex.search(r"\b\p{L}+(?:th|st|nd|rd)\sof\s$", text[: found.start()])
        return bool(counted) or (text[: found.start()].endswith("of ") and bool(regex.match(r"\s\p{Lu}", text[found.end() :])))
    if expression.name != "date" or parts.get("year") or parts.get("weekday") or found.start() == 0:
        return False
    before, after = text[: found.start()].rstrip(), text[found.end() : found.end() + 2]
    spanish = " de " in found.group()
    named = regex.search(r"\p{L}$", before) and not regex.search(
        r"\b(?:el|al|del|los|días?|a|y|o|ni|hasta|desde|entre|pasado|próximo|on|by|until|till|since|from|between|and|to|of|before|after|through|late|early|overnight|next|last|this)$",
        before,
        regex.IGNORECASE,
    )
    if spanish:
        return bool(named)
    return bool(regex.match(r"\s\p{Lu}", after)) and (bool(named) or before.lower().endswith(" the"))


def _bound(before: str) -> Bound:
    return next((bound for bound, pattern in _BOUNDS.items() if pattern.search(before[-_NEAR:])), "")


def _tense(read: Tense, bound: Bound) -> Tense:
    """Return the tense of a bound: what lasts since then is past by now, what lasts until then is still to come."""
    if bound in ("since", "after"):
        return "future" if read == "future" else "past"
    if bound == "from":
        return "future" if read == "present" else read
    if bound in ("until", "before"):
        return "past" if read == "past" else "future"
    return read


def _joined(text: str, times: list[_Time], read: Tense) -> list[_Time]:
    """Join times that are listed or span a range; the first may leave out what the second says ("entre noviembre y enero de 2019")."""
    joined: list[_Time] = []
    for time in reversed(times):
        if joined and (following := joined[0]) and (both := _both(text, time, following, read)):
            joined[0] = both
        else:
            joined.insert(0, time)
    return joined


def _both(text: str, time: _Time, following: _Time, read: Tense) -> _Time | None:
    between = text[time.end : following.start]
    ranged = bool(_TO.fullmatch(between)) or (time.bound in ("since", "from") and following.bound == "until")
    if not ranged and not (_AND.fullmatch(between) and time.expression.name == following.expression.name):
        return None
    days: Days | None = time.days
    last = following.days
    if time.expression.elliptic and read == "future" and not following.found.groupdict().get("year"):
        later = _resolved(following.expression, following.found, Anchor(time.days[0], "future")) if following.expression.elliptic else last
        last = later or last
    elif time.expression.elliptic:
        days = _resolved(time.expression, time.found, Anchor(last[0], "past"))
    if days is None or days[0] > last[1]:
        return None
    bound: Bound = time.bound if time.bound in ("until", "before") else ""
    return replace(time, end=following.end, days=(days[0], max(days[1], last[1])), bound=bound, joined=True)


def _remote(text: str, time: _Time) -> int:
    """Return how far the time stands from the event: by itself, as where something began, or with a noun ("la marcha del lunes")."""
    before = text[: time.start]
    if _OWNER.match(text, time.end):
        return 2
    if _OF.search(before) and not _WHOLE_OF.search(before) and not _AROUND.search(before) and not time.joined and not time.bound:
        return 2
    return int(time.bound in ("since", "from", "after"))


def _span(text: str, time: _Time) -> TimeSpan:
    first, last = time.days
    before = text[: time.start]
    if time.bound in ("since", "from"):
        return TimeSpan(first.isoformat(), None)
    if time.bound == "after":
        return TimeSpan((last + timedelta(days=1)).isoformat(), None)
    if time.bound == "before" and not _END_OF_UNIT.match(time.found.group()):
        return TimeSpan(None, (first - timedelta(days=1)).isoformat())
    if time.bound in ("until", "before"):
        return TimeSpan(None, last.isoformat())
    if first == last and (around := _AROUND.search(before)):
        if around["night"]:
            last += timedelta(days=int(around["night"].lower() == "overnight"))
        else:
            first, last = periods.weekend_of(first) if around["weekend"] else periods.week_of(first)
    return TimeSpan(first.isoformat(), last.isoformat())
