"""What the other pairs tell of a pair: third claims (`echoes`), and the other counterparts of its own (`rivals`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detector.judge.echoes import echoes
from detector.judge.rivals import Ends, rivals

if TYPE_CHECKING:
    import numpy.typing as npt

OF_OTHERS = ("echoed_conflict", "echoed_support", "rival_conflict", "rival_support")
"""Features that tell what other pairs make of a pair, once each has been weighed alone."""

# What third claims say with less than this is as good as nothing.
_UNHEARD = 0.01


@dataclass(frozen=True, slots=True)
class Others:
    """What the other pairs tell of one: its `margin`, and the probabilities of `OF_OTHERS` in that order."""

    margin: float = 0.0
    heard: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def hear(ends: Ends, articles: Mapping[str, str], margin: npt.NDArray[np.float64], alone: npt.NDArray[np.float64]) -> list[Others]:
    """Return what the other pairs tell of each pair, given what each of them is `alone`: float64 (n, 2), P(conflict) and P(support).

    `ends` are the claims' ids, `articles` the article of each, `margin` is of `rivals.margins`.
    """
    heard = np.hstack([echoes(ends, alone), rivals(ends, articles, alone)])
    return [Others(float(m), tuple(map(float, row))) for m, row in zip(margin, heard, strict=True)]  # type: ignore[arg-type]


def heard_as(heard: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the features of what `hear` found, of the same shape: 0 for nothing, then the logarithm."""
    features: npt.NDArray[np.float64] = np.log(np.maximum(heard, _UNHEARD) / _UNHEARD)
    return features
