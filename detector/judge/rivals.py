"""What the other pairs of its claims make of a pair: a claim has one counterpart in another article, as a rule, and that is the nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Ends = Sequence[tuple[str, str]]


def margins(ends: Ends, articles: Mapping[str, str], similarity: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how much nearer each pair is than the nearest other pair of either of its claims with the other's article, float64 (n,).

    The smaller of the two differences of cosines: negative where one of the claims has a nearer counterpart there.

    Args:
        ends: the ids of the two claims of each pair; no pair comes twice.
        articles: the article of each claim, by ids.
        similarity: float64 (n,), the cosine of each pair.
    """
    others = _best_others(ends, articles, similarity)
    margin: npt.NDArray[np.float64] = similarity - others
    return margin


def rivals(ends: Ends, articles: Mapping[str, str], probabilities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the likeliest conflict and support that either claim of a pair has elsewhere in the other's article, float64 (n, 2).

    `probabilities` is float64 (n, 2), P(conflict) and P(support) of each pair on its own; other arguments as of `margins`.
    """
    columns = [_best_others(ends, articles, probabilities[:, question]) for question in (0, 1)]
    return np.stack(columns, axis=1) if len(ends) else np.zeros((0, 2))


def _best_others(ends: Ends, articles: Mapping[str, str], values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return, for each pair, the largest value of another pair of one of its claims with the other's article, 0 where there is none."""
    places = defaultdict(list)
    sides = [((a, articles[b]), (b, articles[a])) for a, b in ends]
    for i, keys in enumerate(sides):
        for key in keys:
            places[key].append(i)
    best = np.zeros(len(ends))
    for found in places.values():
        if len(found) > 1:
            first, second = sorted(found, key=lambda i: -values[i])[:2]
            for i in found:
                best[i] = max(best[i], values[second if i == first else first])
    return best
