"""Accuracy and per-class precision, recall and F1.

Definitions as in Manning, Raghavan & Schütze, "Introduction to Information Retrieval" (2008), sections 8.3 and 13.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class ClassScores(NamedTuple):
    """Precision, recall and F1 of one class in 0..1, and its number of gold items."""

    precision: float
    recall: float
    f1: float
    support: int


def accuracy(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Return the share of items whose prediction is right; raise ValueError on empty input or different lengths."""
    _check(gold, predicted)
    return float(np.mean([g == p for g, p in zip(gold, predicted, strict=True)]))


def confusion_matrix(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> NDArray[np.int64]:
    """Return counts, one row a gold label and one column a predicted label, both in the order of `labels`.

    Raises ValueError on empty input, different lengths or a label that `labels` lacks.
    """
    _check(gold, predicted)
    position = {label: index for index, label in enumerate(labels)}
    if unknown := (set(gold) | set(predicted)) - position.keys():
        raise ValueError(f"labels not listed: {sorted(unknown)}")
    matrix = np.zeros((len(labels), len(labels)), dtype=np.int64)
    np.add.at(matrix, ([position[label] for label in gold], [position[label] for label in predicted]), 1)
    return matrix


def class_scores(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str] | None = None) -> dict[str, ClassScores]:
    """Return the scores of each label (default: every label that occurs, sorted).

    P = TP / (TP + FP), R = TP / (TP + FN), F1 = 2 TP / (2 TP + FP + FN); a quotient with nothing below the line is 0, so
    a class that is never predicted has precision 0. Raises ValueError as `confusion_matrix` does.
    """
    labels = labels if labels is not None else sorted(set(gold) | set(predicted))
    matrix = confusion_matrix(gold, predicted, labels)
    scores, support = scores_per_class(matrix), matrix.sum(axis=1)
    return {
        label: ClassScores(float(precision), float(recall), float(f1), int(count))
        for label, (precision, recall, f1), count in zip(labels, scores.T, support, strict=True)
    }


def scores_per_class(matrix: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return (3, labels): precision, recall and F1 of every label of a confusion matrix, as in `class_scores`.

    Quick enough for a bootstrap over thousands of items.
    """
    hits, actual, claimed = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
    below = np.stack([claimed, actual, actual + claimed])
    scores: NDArray[np.float64] = np.stack([hits, hits, 2 * hits]) / np.maximum(below, 1)
    return scores


def macro_f1(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str] | None = None) -> float:
    """Return the unweighted mean of the labels' F1 (mean of F1s, not F1 of means); arguments as in `class_scores`."""
    return float(np.mean([scores.f1 for scores in class_scores(gold, predicted, labels).values()]))


def _check(gold: Sequence[str], predicted: Sequence[str]) -> None:
    if not gold or len(gold) != len(predicted):
        raise ValueError(f"need as many predictions as gold labels, and at least one; got {len(predicted)} and {len(gold)}")
