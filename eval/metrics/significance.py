"""Is one system better than another on the same items, or was it luck?"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import ArrayLike


def mcnemar_test(correct_a: ArrayLike, correct_b: ArrayLike) -> float:
    """Return the two-sided p-value of McNemar's exact test that two systems are right equally often.

    `correct_a`, `correct_b`: whether each system was right, one value an item, in the same order. Only items on which
    one is right and the other wrong count; under the null hypothesis each is a fair coin, so the p-value is a binomial
    tail, doubled and cut at 1. McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions or
    Percentages", Psychometrika 12 (1947). Raises ValueError on different lengths. Exact up to thousands of disagreements;
    for other statistics than accuracy use `intervals.bootstrap_interval` on the difference.
    """
    a, b = np.asarray(correct_a, dtype=bool), np.asarray(correct_b, dtype=bool)
    if a.ndim != 1 or a.shape != b.shape:
        raise ValueError("need one outcome an item from each system")
    only_a, only_b = int((a & ~b).sum()), int((b & ~a).sum())
    disagreements = only_a + only_b
    tail = sum(comb(disagreements, wins) for wins in range(min(only_a, only_b) + 1))
    doubled: float = 2 * tail / 2**disagreements
    return min(1.0, doubled)
