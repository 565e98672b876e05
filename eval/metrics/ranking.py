"""How well a score puts what is wanted before what is not: precision at a recall, ROC AUC, recall among the nearest.

Definitions as in Manning, Raghavan & Schütze, "Introduction to Information Retrieval" (2008), sections 8.4 and 8.5.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata


def precision_at_recall(positive: ArrayLike, score: ArrayLike, recall: float) -> float:
    """Return the precision at the highest threshold whose recall reaches `recall`.

    `positive`: whether each item is wanted; `score`: higher is surer; items of one score stand or fall together. Not
    interpolated. 0 where nothing is wanted. Raises ValueError on different lengths, no items, or a recall outside (0, 1].
    """
    wanted, scores = _checked(positive, score)
    if not 0 < recall <= 1:
        raise ValueError(f"recall {recall} is not in (0, 1]")
    if not wanted.any():
        return 0.0
    order = np.argsort(-scores)
    hits = np.cumsum(wanted[order])
    last_of_tie = np.append(np.diff(scores[order]) != 0, True)
    enough = last_of_tie & (hits >= recall * hits[-1] - 1e-9)
    place = int(np.argmax(enough))
    return float(hits[place] / (place + 1))


def roc_auc(positive: ArrayLike, score: ArrayLike) -> float:
    """Return the chance that a wanted item scores higher than an unwanted one; a tie counts half.

    By ranks (Mann & Whitney 1947). 0.5, a coin's value, where all items are of one kind. Raises ValueError on different
    lengths or no items.
    """
    wanted, scores = _checked(positive, score)
    count = int(wanted.sum())
    others = len(wanted) - count
    if not count or not others:
        return 0.5
    return float((rankdata(scores)[wanted].sum() - count * (count + 1) / 2) / (count * others))


def recall_of_nearest(similarity: NDArray[np.floating], partner: NDArray[np.bool_], k: int) -> NDArray[np.float64]:
    """Return, for each row that has a partner, the share of its partners among its `k` most similar columns.

    `similarity`: (rows, columns); -inf keeps a column out of a row's nearest. `partner`: bool (rows, columns). A row with
    more than `k` partners counts as if it had `k`, so that 1 can be reached. Of equal columns the first is nearer.
    """
    nearest = np.argsort(-similarity, axis=1, kind="stable")[:, :k]
    found = np.take_along_axis(partner, nearest, axis=1).sum(axis=1)
    partners = partner.sum(axis=1)
    shares: NDArray[np.float64] = found[partners > 0] / np.minimum(partners[partners > 0], k)
    return shares


def _checked(positive: ArrayLike, score: ArrayLike) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    wanted, scores = np.asarray(positive, dtype=bool), np.asarray(score, dtype=np.float64)
    if wanted.ndim != 1 or wanted.shape != scores.shape or not wanted.size:
        raise ValueError("need one score and one outcome an item, and at least one item")
    return wanted, scores
