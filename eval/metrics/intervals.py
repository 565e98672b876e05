"""How far a measured number could be from the truth, given how few items it was measured on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Interval(NamedTuple):
    """Lower and upper end of a confidence interval."""

    low: float
    high: float


def wilson_interval(successes: int, trials: int, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of a proportion; sound for few trials and for proportions near 0 and 1.

    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927). Raises ValueError
    unless 0 <= successes <= trials, trials > 0 and 0 < level < 1.
    """
    _check_level(level)
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError(f"{successes} successes in {trials} trials")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / trials
    centre = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    margin = z / (1 + z**2 / trials) * sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    # At 0 and 1 that end is exact; rounding must not push it out.
    return Interval(0.0 if successes == 0 else centre - margin, 1.0 if successes == trials else centre + margin)


def bootstrap_interval(
    statistic: Callable[[NDArray[np.intp]], float],
    items: int,
    level: float = 0.95,
    resamples: int = 2000,
    seed: int = 0,
    groups: ArrayLike | None = None,
) -> Interval:
    """Return the percentile bootstrap interval of any statistic of `items` items.

    `statistic` gets the indices of one resample (drawn with replacement, as many as there are items) and returns its
    value there. The difference of two systems on those indices makes it the paired bootstrap. Efron & Tibshirani, "An
    Introduction to the Bootstrap" (1993), section 13.3. The same seed gives the same interval.

    `groups`: the group of each item, where items of one group are not independent (pairs of one story). Whole groups are
    then drawn, as many as there are: the cluster bootstrap (Davison & Hinkley, "Bootstrap Methods and their Application",
    1997, section 3.8). Raises ValueError unless items > 0, resamples > 0, 0 < level < 1 and each item has a group.
    """
    _check_level(level)
    if items < 1 or resamples < 1:
        raise ValueError("need at least one item and one resample")
    generator = np.random.default_rng(seed)
    values = [statistic(resample) for resample in _resamples(items, groups, resamples, generator)]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def _resamples(items: int, groups: ArrayLike | None, resamples: int, generator: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    if groups is None:
        for _ in range(resamples):
            yield generator.integers(items, size=items)
        return
    places = np.unique(np.asarray(groups), return_inverse=True)[1]
    if places.shape != (items,):
        raise ValueError("need one group an item")
    members = np.split(np.argsort(places, kind="stable"), np.cumsum(np.bincount(places))[:-1])
    for _ in range(resamples):
        yield np.concatenate([members[group] for group in generator.integers(len(members), size=len(members))])


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"confidence level {level} is not between 0 and 1")
