"""Before and after: how well probabilities fit verdicts that the model has not seen, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from detector.review.learning.refit import Bools, Floats, Groups  # brings SciPy, for which the desk need not wait

MEASURES = ("log_loss", "brier", "ece", "precision", "found")
"""Mean log-loss (nats); Brier score; expected calibration error; of the pairs at the threshold and above, the share that reviewers
judged so; of the pairs that they judged so, the share at the threshold and above. All are 0 to 1 but the first."""
MIN_STORIES = 10
"""With fewer stories no interval is told: it would be drawn from too few to mean anything."""
LEVEL = 0.95
RESAMPLES = 1000
_BIN = 10  # verdicts, at least, in a bin of the calibration error, and bins at most


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its interval (the cluster bootstrap over stories); None where there is too little to tell."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question before and after, by `MEASURES`; `difference` is after less before, on the same verdicts.

    `surely` is the share of resamples in which the log-loss after is the lower one; None where there are too few stories to tell.
    """

    before: dict[str, Measure]
    after: dict[str, Measure]
    difference: dict[str, Measure]
    surely: float | None


def measure(positive: Bools, probability: Floats, threshold: float) -> Floats:
    """Return `MEASURES`, float64 (5,); not a number where there is nothing to divide by."""
    kept = np.clip(probability, 1e-12, 1 - 1e-12)
    called = probability >= threshold
    right = (called & positive).sum()
    return np.array([
        -np.log(np.where(positive, kept, 1 - kept)).mean(),
        ((probability - positive) ** 2).mean(),
        _calibration_error(positive, probability),
        right / called.sum() if called.any() else math.nan,
        right / positive.sum() if positive.any() else math.nan,
    ])  # fmt: skip


def compare(positive: Bools, before: Floats, after: Floats, groups: Groups, threshold: float) -> Comparison:
    """Compare two models' probabilities of the same verdicts; `groups` says which verdicts are not independent."""

    def both(kept: Groups) -> Floats:
        was, now = (measure(positive[kept], probability[kept], threshold) for probability in (before, after))
        return np.stack([was, now, now - was])

    values = both(np.arange(len(positive)))
    drawn = _resampled(both, groups) if len(np.unique(groups)) >= MIN_STORIES else None
    old, new, change = (
        {name: _with_interval(values[i, j], None if drawn is None else drawn[:, i, j]) for j, name in enumerate(MEASURES)} for i in range(3)
    )
    return Comparison(old, new, change, None if drawn is None else float((drawn[:, 2, 0] < 0).mean()))


def _resampled(statistic: Callable[[Groups], Floats], groups: Groups) -> Floats:
    """Return the statistic of each resample: whole groups, drawn with replacement, as many as there are; always the same ones."""
    generator = np.random.default_rng(0)
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    draws = generator.integers(0, len(members), (RESAMPLES, len(members)))
    return np.stack([statistic(np.concatenate([members[i] for i in draw])) for draw in draws])


def _with_interval(value: float, drawn: Floats | None) -> Measure:
    told = None if math.isnan(value) else float(value)
    if drawn is None or np.isnan(drawn).any():  # a resample has nothing to divide by: the verdicts are too few
        return Measure(told)
    low, high = np.quantile(drawn, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Measure(told, float(low), float(high))


def _calibration_error(positive: Bools, probability: Floats) -> float:
    """Return the mean distance of probability and outcome over bins of equal count."""
    order = np.argsort(probability, kind="stable")
    bins = np.array_split(order, min(max(len(order) // _BIN, 1), _BIN))
    return float(sum(abs((probability[rows] - positive[rows]).sum()) for rows in bins) / len(order))
