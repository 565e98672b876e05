"""Small pictures as SVG, made on the server: a timeline, a graph of claims, a reliability diagram, a bar.

Nothing in them is styled here: sheets style classes, as the desk forbids inline styles. Places across are percentages, so that
a picture takes the width there is while its letters keep their size. Every picture stands beside the same in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405: makes XML, reads none

from markupsafe import Markup

from detector.report.untrusted import visible

_LANE, _TOP, _FOOT = 44, 6, 26
_LEFT, _WIDE = 3.0, 94.0  # per cent: a dot on the first or the last day is not cut
_SQUARE, _EDGE = 290, 46
_ROW = 46


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of a timeline: its name, a class for its dots, and the days on which something happened, each as often as it did."""

    name: str
    tone: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One claim of a graph: the number in its circle and the column (side) it stands in, from 0."""

    number: int
    column: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, by their numbers; `tone` is its class ("contradicts", "supports")."""

    a: int
    b: int
    tone: str


@dataclass(frozen=True, slots=True)
class Point:
    """One band of a reliability diagram, all in 0..1: the probability predicted, the share found, and its interval."""

    predicted: float
    found: float
    low: float
    high: float


def timeline(lanes: Sequence[Lane], name: str, day: Callable[[date], str]) -> Markup:
    """Draw what happened on which day, one lane under the other; more on one day is a larger dot with their number.

    Args:
        lanes: those without days are left out; nothing is drawn where all are.
        name: what the picture shows, for those who do not see it.
        day: how a date is written.
    """
    shown = [lane for lane in lanes if lane.days]
    if not shown:
        return Markup()
    first, last = min(min(lane.days) for lane in shown), max(max(lane.days) for lane in shown)
    height = _TOP + _LANE * len(shown) + _FOOT
    picture = _picture(name, {"class": "timeline", "width": "100%", "height": str(height)})

    def across(when: date) -> str:
        share = (when - first) / (last - first) if last > first else 0.5
        return f"{_LEFT + _WIDE * share:.2f}%"

    marks = sorted({first, first + (last - first) // 2, last}) if last - first >= timedelta(days=2) else sorted({first, last})
    for mark in marks:
        x = across(mark)
        _add(picture, "line", {"class": "tick", "x1": x, "x2": x, "y1": str(_TOP), "y2": str(height - _FOOT + 4)})
        anchor = "middle" if len(marks) == 1 or mark not in (first, last) else "start" if mark == first else "end"
        at = {"start": "0%", "end": "100%"}.get(anchor, x)
        _add(picture, "text", {"class": "day", "x": at, "y": str(height - 6), "text-anchor": anchor}, day(mark))
    for number, lane in enumerate(shown):
        top = _TOP + _LANE * number
        _add(picture, "text", {"class": "lane", "x": "0", "y": str(top + 13)}, lane.name)
        y = str(top + 30)
        _add(picture, "line", {"class": "rail", "x1": f"{_LEFT}%", "x2": f"{_LEFT + _WIDE}%", "y1": y, "y2": y})
        for when, times in sorted(Counter(lane.days).items()):
            radius = 5 if times == 1 else 8
            _add(picture, "circle", {"class": f"dot {lane.tone}", "cx": across(when), "cy": y, "r": str(radius)})
            if times > 1:
                _add(picture, "text", {"class": "many", "x": across(when), "y": str(top + 34), "text-anchor": "middle"}, str(times))
    return _markup(picture)


def claim_graph(nodes: Sequence[Node], edges: Sequence[Edge], name: str) -> Markup:
    """Draw claims as numbered circles, a column for each side, and lines between those that were compared."""
    columns = 1 + max(node.column for node in nodes)
    rows: Counter[int] = Counter()
    places: dict[int, tuple[float, float]] = {}
    for node in nodes:
        places[node.number] = (60 + 200 * node.column, 24 + _ROW * rows[node.column])
        rows[node.column] += 1
    width, height = 120 + 200 * (columns - 1), 48 + _ROW * (max(rows.values()) - 1)
    picture = _picture(name, {"class": "claims", "viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)})
    for edge in edges:
        (x1, y1), (x2, y2) = places[edge.a], places[edge.b]
        # Inside a column a straight line would run through the circles between: it bows outwards around them.
        around = x1 == x2 and abs(y2 - y1) > _ROW
        bow = (-1 if x1 < width / 2 else 1) * min(40 + abs(y2 - y1) * 0.12, 104) if around else 0
        curve = f"M{x1:g} {y1:g}Q{(x1 + x2) / 2 + bow:g} {(y1 + y2) / 2:g} {x2:g} {y2:g}"
        _add(picture, "path", {"class": f"edge {edge.tone}", "d": curve})
    for node in nodes:
        x, y = places[node.number]
        _add(picture, "circle", {"class": f"node side-{node.column}", "cx": f"{x:g}", "cy": f"{y:g}", "r": "14"})
        _add(picture, "text", {"class": "number", "x": f"{x:g}", "y": f"{y + 4.5:g}", "text-anchor": "middle"}, str(node.number))
    return _markup(picture)


def reliability(points: Sequence[Point], name: str, across: str, up: str, share: Callable[[float], str]) -> Markup:
    """Draw shares found against probabilities predicted, with their intervals; on the diagonal a probability is what it says.

    Args:
        points: one a band.
        name: what the picture shows.
        across: name of the axis of what was predicted.
        up: name of the axis of what was found.
        share: how a number in 0..1 is written.
    """
    size = _SQUARE + _EDGE + 24  # room for "100 %" on either side
    box = f"0 0 {size} {size}"
    picture = _picture(name, {"class": "reliability", "viewBox": box, "width": str(size), "height": str(size)})

    def x(value: float) -> str:
        return f"{_EDGE + _SQUARE * value:.1f}"

    def y(value: float) -> str:
        return f"{10 + _SQUARE * (1 - value):.1f}"

    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        _add(picture, "line", {"class": "tick", "x1": x(0), "x2": x(1), "y1": y(tick), "y2": y(tick)})
        _add(picture, "text", {"class": "axis", "x": str(_EDGE - 6), "y": f"{float(y(tick)) + 4:.1f}", "text-anchor": "end"}, share(tick))
        _add(picture, "text", {"class": "axis", "x": x(tick), "y": f"{float(y(0)) + 16:.1f}", "text-anchor": "middle"}, share(tick))
    _add(picture, "line", {"class": "diagonal", "x1": x(0), "y1": y(0), "x2": x(1), "y2": y(1)})
    for point in points:
        at = x(point.predicted)
        _add(picture, "line", {"class": "interval", "x1": at, "x2": at, "y1": y(point.low), "y2": y(point.high)})
        _add(picture, "circle", {"class": "point", "cx": at, "cy": y(point.found), "r": "5"})
    _add(picture, "text", {"class": "axis name", "x": x(0.5), "y": str(size - 8), "text-anchor": "middle"}, across)
    _add(picture, "text", {"class": "axis name", "x": str(_EDGE + 6), "y": "24"}, up)
    return _markup(picture)


def bar(share: float) -> Markup:
    """Draw a bar that fills `share` (0..1) of its width. It is for the eye only: the number stands beside it."""
    picture = Element("svg", {"class": "bar", "width": "100%", "height": "10", "aria-hidden": "true", "focusable": "false"})
    _add(picture, "rect", {"class": "fill", "width": f"{100 * min(max(share, 0.0), 1.0):.1f}%", "height": "10"})
    return _markup(picture)


def _picture(name: str, attributes: dict[str, str]) -> Element:
    return Element("svg", {"role": "img", "aria-label": visible(name), **attributes})


def _add(parent: Element, tag: str, attributes: dict[str, str], text: str | None = None) -> None:
    SubElement(parent, tag, attributes).text = None if text is None else visible(text)


def _markup(picture: Element) -> Markup:
    return Markup(tostring(picture, encoding="unicode"))  # nosec B704: the serialiser escapes
