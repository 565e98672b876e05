"""Pinned results: a metric must not fall below its floor (or, where lower is better, rise above its ceiling).

`baseline.json` maps "benchmark/metric" to {"floor" or "ceiling", "data": digest of the data, "n": items}. The tool only
ever makes a bound stricter; a person who means to relax one edits the file, and the change stands in the history.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

from eval.outcome import Metric, Outcome

BASELINE = Path(__file__).parent / "baseline.json"
# Other processors compute in other precisions, and a pair on the edge then falls to the other side: three pairs, or a point.
MARGIN = 0.01
MARGIN_ITEMS = 3


class Pin(TypedDict, total=False):
    """One entry of the file; it has a floor or a ceiling."""

    floor: float
    ceiling: float
    data: str
    n: int


@dataclass(frozen=True, slots=True)
class Check:
    """How a metric stands to its pin. `bound` is None where nothing is pinned or the run was on a sample."""

    key: str
    value: float
    bound: float | None
    state: Literal["held", "missed", "other data", "not pinned", "sample"]

    def __str__(self) -> str:
        if self.state == "other data":
            return f"{self.key}: its data are not those it was pinned on; run `python -m eval --update-baseline`"
        return f"{self.key}: {self.value:.3f}, pinned at {self.bound}"


def read(path: Path) -> dict[str, Pin]:
    """Return the pins."""
    pins: dict[str, Pin] = json.loads(path.read_text("utf-8"))
    return pins


def write(pins: Mapping[str, Pin], path: Path) -> None:
    """Write the pins, sorted, whole or not at all."""
    replace(path, json.dumps(pins, indent=2, sort_keys=True) + "\n")


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, "utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def key(outcome: Outcome, metric: Metric) -> str:
    """Return the name under which a metric is pinned."""
    return f"{outcome.benchmark}/{metric.name}"


def check(outcomes: Sequence[Outcome], pins: Mapping[str, Pin]) -> list[Check]:
    """Hold every metric against its pin. Fewer items of the same data are a sample, which proves nothing."""
    return [_check(outcome, metric, pins.get(key(outcome, metric))) for outcome in outcomes for metric in outcome.metrics]


def _check(outcome: Outcome, metric: Metric, pin: Pin | None) -> Check:
    name = key(outcome, metric)
    if pin is None:
        return Check(name, metric.value, None, "not pinned")
    if pin["data"] != outcome.data.digest:
        return Check(name, metric.value, _bound(pin), "other data")
    if pin["n"] != outcome.n:
        return Check(name, metric.value, None, "sample")
    held = metric.value >= pin["floor"] if metric.better == "higher" else metric.value <= pin["ceiling"]
    return Check(name, metric.value, _bound(pin), "held" if held else "missed")


def _bound(pin: Pin) -> float:
    return pin["floor"] if "floor" in pin else pin["ceiling"]


def update(outcomes: Sequence[Outcome], pins: Mapping[str, Pin]) -> tuple[dict[str, Pin], list[str]]:
    """Return the pins made stricter by what was measured, and one line for each that was set, changed or refused.

    A new floor lies `MARGIN` or `MARGIN_ITEMS` items below the value, whichever is more, and never below the old floor.
    Pins of what was not measured stay as they are.
    """
    updated = dict(pins)
    said: list[str] = []
    for outcome in outcomes:
        for metric in outcome.metrics:
            name, old = key(outcome, metric), pins.get(key(outcome, metric))
            updated[name] = _stricter(outcome, metric, old)
            said += _say(name, metric, old, updated[name])
    return updated, said


def _stricter(outcome: Outcome, metric: Metric, old: Pin | None) -> Pin:
    margin = max(MARGIN, MARGIN_ITEMS / outcome.n)
    where: Pin = {"data": outcome.data.digest, "n": outcome.n}
    if metric.better == "higher":
        floor = max(0.0, _thousandths(metric.value - margin, math.floor))
        return {"floor": max(floor, old["floor"]) if old else floor, **where}
    ceiling = min(1.0, _thousandths(metric.value + margin, math.ceil))
    return {"ceiling": min(ceiling, old["ceiling"]) if old else ceiling, **where}


def _thousandths(value: float, towards: Callable[[float], int]) -> float:
    return towards(round(value * 1000, 6)) / 1000  # 60.000000000000007 is 60


def _say(name: str, metric: Metric, old: Pin | None, new: Pin) -> Iterator[str]:
    bound = "floor" if "floor" in new else "ceiling"
    if old is None:
        yield f"{name}: {bound} set at {_bound(new)}"
    elif _bound(old) != _bound(new):
        yield f"{name}: {bound} moved from {_bound(old)} to {_bound(new)}"
    elif (metric.value - _bound(old)) * (1 if bound == "floor" else -1) < 0:
        yield f"{name}: {metric.value:.3f} misses the {bound} {_bound(old)}, which stays; only a person may relax it"
