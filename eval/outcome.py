"""What a benchmark gives back: metrics with their intervals, and the data they were measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.metrics.intervals import Interval, bootstrap_interval, wilson_interval

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

# A figure over the items with these indices, of which some may come more than once.
Statistic = Callable[[NDArray[np.intp]], float]


class DataError(RuntimeError):
    """A data file cannot be used; the message is one line that names it."""


class Data(NamedTuple):
    """The files a benchmark reads: a name for people, and the SHA-256 (16 hexadecimal digits) of their bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Metric:
    """One number in 0..1 (-1..1 for correlations) with its 95 % interval, None where one makes no sense."""

    name: str
    value: float
    interval: Interval | None = None
    better: Literal["higher", "lower"] = "higher"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one benchmark measured on `n` items of `data`."""

    benchmark: str
    data: Data
    n: int
    metrics: tuple[Metric, ...]
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of two models on the same `n` items, and their difference a - b with its paired bootstrap interval.

    `p` is that of McNemar's test, for accuracies; None for other metrics, whose interval says whether 0 is in reach.
    """

    benchmark: str
    metric: str
    n: int
    a: float
    b: float
    interval: Interval
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The items of a benchmark that have one value of a column: accuracy, and contradiction F1 where that says anything."""

    value: str
    n: int
    accuracy: Metric
    f1_contradiction: float | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A benchmark's items sliced by the values of the column `by`."""

    benchmark: str
    by: str
    slices: tuple[Slice, ...]


def data_of(name: str, files: Iterable[Path]) -> Data:
    """Return the digest of the files' names and bytes, in the order of their names."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return Data(name, digest.hexdigest()[:16])


def proportion(name: str, successes: int, trials: int, better: Literal["higher", "lower"] = "higher") -> Metric:
    """Return a share with Wilson's interval; nothing tried is a share of 0 and no interval."""
    interval = wilson_interval(successes, trials) if trials else None
    return Metric(name, successes / max(trials, 1), interval, better)


def bootstrapped(
    name: str,
    statistic: Statistic,
    items: int,
    better: Literal["higher", "lower"] = "higher",
    groups: ArrayLike | None = None,
) -> Metric:
    """Return the statistic over all items with its bootstrap interval (seed 0); of whole `groups`, where they are given."""
    return Metric(name, float(statistic(np.arange(items))), bootstrap_interval(statistic, items, groups=groups), better)


def sample(rows: pd.DataFrame, limit: int | None) -> pd.DataFrame:
    """Return at most `limit` rows, evenly spaced, so that no label or genre at the file's end is left out."""
    if limit is None or len(rows) <= limit:
        return rows
    return rows.iloc[np.linspace(0, len(rows) - 1, limit).astype(int)]
