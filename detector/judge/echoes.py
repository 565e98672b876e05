"""What third claims make of a pair: who repeats one side and contradicts the other speaks for a conflict between the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def echoes(ends: Sequence[tuple[str, str]], probabilities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return for each pair P(conflict) and P(support) by way of third claims, float64 (n, 2).

    A claim that supports one end and contradicts the other makes a conflict likely; one that supports both, or contradicts both, makes
    support likely. Any of them is enough (noisy-or; Pearl 1988, section 4.3). Claims are compared across origins only, so a third claim is
    always another voice. 0 where there is none.

    Args:
        ends: the ids of the two claims of each pair; no pair comes twice.
        probabilities: float64 (n, 2), P(conflict) and P(support) of each pair on its own.
    """
    beside: dict[str, dict[str, int]] = defaultdict(dict)
    for i, (a, b) in enumerate(ends):
        beside[a][b] = beside[b][a] = i
    unheard = np.ones((len(ends), 2))
    for i, (a, b) in enumerate(ends):
        for third in sorted(beside[a].keys() & beside[b].keys()):
            (conflict_a, support_a), (conflict_b, support_b) = probabilities[beside[a][third]], probabilities[beside[b][third]]
            unheard[i] *= (
                1 - max(support_a * conflict_b, conflict_a * support_b),
                1 - max(support_a * support_b, conflict_a * conflict_b),
            )
    echoed: npt.NDArray[np.float64] = 1 - unheard
    return echoed
