"""How well predicted clusters (stories, same-fact groups, origins) match the gold ones.

Both metrics come from the contingency table n[i, j]: items of gold cluster i in predicted cluster j.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class ClusterScores(NamedTuple):
    """Precision, recall and their harmonic mean, in 0..1."""

    precision: float
    recall: float
    f1: float


def bcubed(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> ClusterScores:
    """Return BCubed scores, every item weighing the same.

    An item's precision is the share of its predicted cluster that is of its gold cluster (itself included), its recall
    the share of its gold cluster that is in its predicted cluster. Bagga & Baldwin, "Entity-Based Cross-Document
    Coreferencing Using the Vector Space Model", ACL 1998. `gold`, `predicted`: the cluster of each item. Raises
    ValueError on empty input or different lengths.
    """
    table = _contingency(gold, predicted)
    items = table.sum()
    precision = float((table**2 / table.sum(axis=0)).sum() / items)
    recall = float((table**2 / table.sum(axis=1, keepdims=True)).sum() / items)
    return _scores(precision, recall)


def pairwise(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> ClusterScores:
    """Return precision and recall of the decision "these two items belong together", over all pairs of items.

    Manning, Raghavan & Schütze, "Introduction to Information Retrieval" (2008), section 16.3. Where no pair is predicted
    nothing is wrong and precision is 1; where gold has none, nothing is missed and recall is 1. Arguments and errors as
    in `bcubed`.
    """
    table = _contingency(gold, predicted)
    together, claimed, actual = _pairs(table), _pairs(table.sum(axis=0)), _pairs(table.sum(axis=1))
    return _scores(together / claimed if claimed else 1.0, together / actual if actual else 1.0)


def _contingency(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> NDArray[np.int64]:
    if not gold or len(gold) != len(predicted):
        raise ValueError(f"need as many predicted clusters as gold ones, and at least one; got {len(predicted)} and {len(gold)}")
    rows, columns = ({cluster: index for index, cluster in enumerate(dict.fromkeys(side))} for side in (gold, predicted))
    table = np.zeros((len(rows), len(columns)), dtype=np.int64)
    np.add.at(table, ([rows[cluster] for cluster in gold], [columns[cluster] for cluster in predicted]), 1)
    return table


def _pairs(sizes: NDArray[np.int64]) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _scores(precision: float, recall: float) -> ClusterScores:
    total = precision + recall
    return ClusterScores(precision, recall, 2 * precision * recall / total if total else 0.0)
