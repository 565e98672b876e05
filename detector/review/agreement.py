"""What verdicts say of the program, and of each other: every number comes with the count it rests on.

Where fewer than `FEW` verdicts are there, a share is not given at all (None): a percentage of three is an anecdote.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal, TypeVar

from detector.review.store.queue import BANDS as SURE_BANDS

Said = Literal["contradiction", "update", "support"]
"""What the program says of an item: its label, but for kind `supersession`, which is an update whatever its label."""

FEW = 5
"""Verdicts below which no share is given; the Wilson interval of 4 right of 4 still reaches down to 51 %."""
PAUSE = timedelta(minutes=20)
"""Whoever gives no verdict for as long as an item is held has left the desk: a new session begins with the next one."""
BANDS: tuple[tuple[float, float], ...] = ((0.0, SURE_BANDS[0][0]), *SURE_BANDS)
"""Bands of probability, low end included and high end not; the first one holds what only another threshold lets through."""

_RIGHT: dict[Said, str] = {"contradiction": "contradiction", "update": "supersession", "support": "support"}
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """Items alike in what the program said of them and in the verdict that stands; `probability` is the sum of theirs."""

    said: Said
    kind: str
    band: int
    verdict: str
    items: int
    probability: float


@dataclass(frozen=True, slots=True)
class Precision:
    """How often the program is right, by verdicts.

    `right` and `wrong` count items; of the wrong ones `updates` are contradictions or supports in which people saw an update.
    `unsure` ones are in neither. `share` is right / (right + wrong), `low` and `high` its Wilson 95 % interval, all three in 0..1, and
    None where there are fewer than `FEW` items.
    """

    right: int
    wrong: int
    updates: int
    unsure: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def judged(self) -> int:
        """Right and wrong together."""
        return self.right + self.wrong


@dataclass(frozen=True, slots=True)
class Band:
    """Items of one band of probability: the mean that the program predicted for those judged, and what people found."""

    low: float
    high: float
    predicted: float
    found: Precision


@dataclass(frozen=True, slots=True)
class Accord:
    """How far two opinions on the same items agree; `same` counts equal verdicts.

    `kappa` is Cohen's (1: always agree, 0: as often as by chance). It is None where there are fewer than `FEW` items (`why` is "few"), or
    where both gave one and the same verdict to all, so that agreement by chance is certain and kappa is 0 / 0 (`why` is "constant").
    """

    items: int
    same: int
    kappa: float | None
    why: Literal["few", "constant"] | None


def said_of(label: str, kind: str) -> Said:
    """Return what the program says of an item with that label and kind."""
    if kind == "supersession":
        return "update"
    return "contradiction" if label == "contradicts" else "support"


def precision(tallies: Iterable[Tally]) -> Precision:
    """Return how often the program was right in these items."""
    right = wrong = updates = unsure = 0
    for tally in tallies:
        if tally.verdict == "unsure":
            unsure += tally.items
        elif tally.verdict == _RIGHT[tally.said]:
            right += tally.items
        else:
            wrong += tally.items
            updates += tally.items * (tally.verdict == "supersession")
    return Precision(right, wrong, updates, unsure, *wilson(right, right + wrong))


def wilson(hits: int, of: int) -> tuple[float, float, float] | tuple[None, None, None]:
    """Return a share and its Wilson 95 % interval, or Nones where it rests on fewer than `FEW`."""
    if of < FEW:
        return None, None, None
    from scipy.stats import binomtest

    interval = binomtest(hits, of).proportion_ci(confidence_level=0.95, method="wilson")
    return hits / of, float(interval.low), float(interval.high)


def precision_by(tallies: Sequence[Tally], key: Callable[[Tally], Key]) -> dict[Key, Precision]:
    """Return the precision of every group that `key` makes, most judged first."""
    groups: dict[Key, list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(key(tally), []).append(tally)
    found = {name: precision(group) for name, group in groups.items()}
    return dict(sorted(found.items(), key=lambda entry: (-entry[1].judged, -entry[1].unsure, str(entry[0]))))


def bands(tallies: Sequence[Tally]) -> list[Band]:
    """Return the bands that hold judged items, lowest first.

    Updates are left out: their probability is that of a conflict, not of the conflict being an update.
    """
    found = []
    for number, (low, high) in enumerate(BANDS):
        here = [tally for tally in tallies if tally.band == number and tally.said != "update"]
        judged = [tally for tally in here if tally.verdict != "unsure"]
        if judged:
            predicted = sum(tally.probability for tally in judged) / sum(tally.items for tally in judged)
            found.append(Band(low, min(high, 1.0), predicted, precision(here)))
    return found


def calibration_error(found: Sequence[Band]) -> float | None:
    """Return the expected calibration error: |predicted - right| of each band, weighted by its items; None below `FEW` items."""
    items = sum(band.found.judged for band in found)
    if items < FEW:
        return None
    return sum(abs(band.predicted * band.found.judged - band.found.right) for band in found) / items


def accord(pairs: Sequence[tuple[str, str]]) -> Accord:
    """Return how far the two opinions of every pair agree: verdicts on one item each."""
    same = sum(first == second for first, second in pairs)
    if len(pairs) < FEW:
        return Accord(len(pairs), same, None, "few")
    if len({verdict for pair in pairs for verdict in pair}) == 1:
        return Accord(len(pairs), same, None, "constant")
    from sklearn.metrics import cohen_kappa_score

    kappa = cohen_kappa_score([first for first, _ in pairs], [second for _, second in pairs])
    return Accord(len(pairs), same, float(kappa), None)


def pace(moments: Sequence[datetime]) -> float | None:
    """Return the median seconds between one person's verdicts, given in order, pauses of `PAUSE` or more left out; None below `FEW`."""
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments) if later - earlier < PAUSE]
    return median(gaps) if len(gaps) >= FEW else None
