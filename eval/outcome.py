"""What a benchmark gives back: metrics with their intervals, and the data they were measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from eval.metrics.intervals import Interval, bootstrap_interval, wilson_interval

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


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
    seconds: float = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same `n` items: accuracies, their difference a - b with its paired interval, McNemar's p-value."""

    benchmark: str
    n: int
    a: float
    b: float
    interval: Interval
    p: float


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
    name: str, statistic: Callable[[NDArray[np.intp]], float], items: int, better: Literal["higher", "lower"] = "higher"
) -> Metric:
    """Return the statistic over all items, given by their indices, with its bootstrap interval (seed 0)."""
    return Metric(name, float(statistic(np.arange(items))), bootstrap_interval(statistic, items), better)


def sample(rows: pd.DataFrame, limit: int | None) -> pd.DataFrame:
    """Return at most `limit` rows, evenly spaced, so that no label or genre at the file's end is left out."""
    if limit is None or len(rows) <= limit:
        return rows
    return rows.iloc[np.linspace(0, len(rows) - 1, limit).astype(int)]
