"""Refitting one question of the fusion as a correction of the shipped model, from verdicts that were all given on flagged items.

The regression is fitted to the verdicts together with *anchors*: points on which the shipped model itself answers, with its probabilities.
Some are spread evenly over the features' ranges and weigh as much as a number of verdicts, the `strength`. Others, the guards, stand where
no reviewer ever saw a pair, below the threshold, and weigh as much as there are verdicts. So the shipped model holds where the verdicts say
nothing. This is a catalytic prior (Huang, Stein, Rubin & Kou, PNAS 117, 2020), and an ordinary weighted logistic regression. See
docs/decisions/0007.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.special import expit
from scipy.stats import qmc
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold

STRENGTHS = (200.0, 600.0, 2000.0, 6000.0)
"""What the shipped model may weigh, in verdicts; even at the least, twenty verdicts move it little."""
FOLDS = 5
_SPREAD, _TRIED = 8, 11  # anchors that are spread, and points among which guards are found, as powers of two
_GUARDED = (0.02, 0.5)  # the probabilities of guards: below the lowest threshold, and not so far that they say nothing

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Groups = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Line:
    """One logistic regression: a weight a feature, and an intercept."""

    weights: Floats
    intercept: float

    def __call__(self, rows: Floats) -> Floats:
        """Return the probability of each row, float64 (n,)."""
        return np.asarray(expit(rows @ self.weights + self.intercept), np.float64)


def refit(rows: Floats, positive: Bools, groups: Groups, shipped: Line) -> tuple[Line, float]:
    """Return the corrected model, and the strength of the shipped one in it: that with the least log-loss on groups left out.

    Args:
        rows: the features of the verdicts' pairs, float64 (n, features).
        positive: what the verdicts say, (n,).
        groups: which verdicts are not independent of each other, at least two groups.
        shipped: the model to correct.
    """
    anchors = _anchors(rows, shipped)
    guesses = [left_out(rows, groups, _fitted(rows, positive, anchors, strength)) for strength in STRENGTHS]
    losses = [log_loss(positive, guess, labels=[False, True]) for guess in guesses]
    strength = STRENGTHS[int(np.argmin(losses))]
    return _fit(rows, positive, anchors, strength), strength


def held_out(rows: Floats, positive: Bools, groups: Groups, shipped: Line) -> Floats:
    """Return each verdict's probability from a model refitted, its strength chosen too, without the verdicts of its fold; (n,).

    Groups stay whole; there must be at least three.
    """
    return left_out(rows, groups, lambda kept: refit(rows[kept], positive[kept], groups[kept], shipped)[0])


def left_out(rows: Floats, groups: Groups, fitted: Callable[[NDArray[np.intp]], Line]) -> Floats:
    """Return each row's probability from `fitted(indices of the other folds' rows)`."""
    probabilities = np.zeros(len(rows))
    for kept, left in _folds(groups):
        probabilities[left] = fitted(kept)(rows[left])
    return probabilities


def joined(*keys: list[str]) -> Groups:
    """Return the group of each verdict: those that have a key in common, even by way of others, are in one; (n,).

    `keys` are lists with a key for each verdict (its story, the articles it quotes).
    """
    verdicts = len(keys[0])
    if not verdicts:
        return np.zeros(0, np.intp)
    names, nodes = np.unique([key for some in keys for key in some], return_inverse=True)
    size = verdicts + len(names)
    links = coo_array((np.ones(len(nodes)), (np.tile(np.arange(verdicts), len(keys)), verdicts + nodes)), shape=(size, size))
    return np.asarray(connected_components(links, directed=False)[1][:verdicts], np.intp)


def _folds(groups: Groups) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    yield from GroupKFold(min(FOLDS, len(np.unique(groups)))).split(groups, groups=groups)


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Points, the shipped model's probability of each, and which are guards."""

    points: Floats
    likely: Floats
    guards: Bools

    def weights(self, strength: float, verdicts: int) -> Floats:
        """Return the weight of each point."""
        guards = int(self.guards.sum())
        return np.where(self.guards, verdicts / max(guards, 1), strength / (len(self.points) - guards))


def _fitted(rows: Floats, positive: Bools, anchors: _Anchors, strength: float) -> Callable[[NDArray[np.intp]], Line]:
    return lambda kept: _fit(rows[kept], positive[kept], anchors, strength)


def _fit(rows: Floats, positive: Bools, anchors: _Anchors, strength: float) -> Line:
    count, weights = len(anchors.points), anchors.weights(strength, len(rows))
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-8).fit(
        np.concatenate([rows, anchors.points, anchors.points]),
        np.concatenate([positive, np.ones(count, bool), np.zeros(count, bool)]),
        np.concatenate([np.ones(len(rows)), weights * anchors.likely, weights * (1 - anchors.likely)]),
    )
    return Line(model.coef_[0], float(model.intercept_[0]))


def _anchors(rows: Floats, shipped: Line) -> _Anchors:
    tried = _points(rows, _TRIED)
    likely = shipped(tried)
    spread, guards = _points(rows, _SPREAD), tried[(likely >= _GUARDED[0]) & (likely < _GUARDED[1])]
    guards = guards[: len(spread)]
    points = np.concatenate([spread, guards])
    return _Anchors(points, shipped(points), np.arange(len(points)) >= len(spread))


def _points(rows: Floats, power: int) -> Floats:
    """Return points over the ranges of the features, 0 and 1 included, evenly and always the same: a Sobol sequence.

    What is 0 or 1 in all rows stays 0 or 1. A feature that no row has is spread too: so its weight stays the shipped one.
    """
    low, high = np.minimum(rows.min(axis=0), 0), np.maximum(rows.max(axis=0), 1)
    points = qmc.Sobol(rows.shape[1], scramble=True, rng=0).random_base2(power)
    binary = np.isin(rows, (0, 1)).all(axis=0)
    return np.asarray(np.where(binary, points >= 0.5, low + points * (high - low)), np.float64)
