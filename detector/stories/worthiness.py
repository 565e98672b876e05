"""Whether a claim states anything that could be checked, or is opinion, courtesy, a general truth.

Check-worthiness as in ClaimBuster (Hassan et al. 2017, "Toward Automated Fact-Checking", KDD), by a logistic regression over
the vectors that the stage has anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def check_worthiness(vectors: npt.NDArray[np.float32], head: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the probability that claims state something that could be checked, float32 (n,).

    Args:
        vectors: float32 (n, d), unit rows, from `claim_vectors`.
        head: float32 (d + 1,), an encoder's `check_worthiness`: weights, intercept last.
    """
    if not len(vectors):
        return np.zeros(0, np.float32)
    odds = vectors @ head[:-1] + head[-1]
    worth: npt.NDArray[np.float32] = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return worth
