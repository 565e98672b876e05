"""Is a probability of 0.8 right eight times in ten? Expected calibration error over equal-width bins.

Guo, Pleiss, Sun & Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, equations 2, 3 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table: the items whose confidence lies in (low, high].

    `confidence` is their mean confidence, `accuracy` the share of them that is right; a calibrated model has both equal.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability_table(confidence: ArrayLike, correct: ArrayLike, bins: int = 15) -> list[Bin]:
    """Return the bins of equal width that hold an item, lowest first.

    `confidence`: probability of the predicted label, in 0..1, one an item (0 falls in the first bin). `correct`: whether
    that label was right. `bins`: number of bins; 15 as in Guo et al. Raises ValueError on empty input, different
    lengths, no bins or a confidence outside 0..1.
    """
    probabilities = np.asarray(confidence, dtype=np.float64)
    hits = np.asarray(correct, dtype=bool)
    if probabilities.ndim != 1 or probabilities.shape != hits.shape or not probabilities.size or bins < 1:
        raise ValueError("need one confidence and one outcome an item, at least one item and one bin")
    if not ((probabilities >= 0) & (probabilities <= 1)).all():
        raise ValueError("confidences must lie in 0..1")
    edges = np.linspace(0, 1, bins + 1)
    place = np.searchsorted(edges[1:], probabilities)  # first bin whose upper edge is not below the confidence
    return [
        Bin(
            float(edges[index]),
            float(edges[index + 1]),
            int((place == index).sum()),
            float(probabilities[place == index].mean()),
            float(hits[place == index].mean()),
        )
        for index in np.unique(place)
    ]


def expected_calibration_error(confidence: ArrayLike, correct: ArrayLike, bins: int = 15) -> float:
    """Return the mean over items of |accuracy - confidence| of their bin, in 0..1; arguments as in `reliability_table`."""
    table = reliability_table(confidence, correct, bins)
    return sum(row.count * abs(row.accuracy - row.confidence) for row in table) / sum(row.count for row in table)
