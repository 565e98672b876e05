"""The algebra of stances over contents.

NLI reads what is said (contents P and Q), never how it is framed. What the two *claims* then are to each other follows
from their stances. P and Q below are the contents, `->` is entailment, `#` is contradiction:

| stance to P | stance to Q | the claims contradict if | the claims support each other if |
|---|---|---|---|
| holds | holds | P # Q | P -> Q or Q -> P |
| denied | holds | Q -> P | P # Q |
| holds | denied | P -> Q | P # Q |
| denied | denied | never | P -> Q and Q -> P |
| asked or uncommitted | any | never | never |

"holds" is asserted, conditional (a rumour is told as something that may hold) or predicted. To deny P is to contradict
whatever P follows from. What P itself implies is denied only by implication, and counts for less (`_REVERSE_WEIGHT`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detector.records import Stance

OPEN: frozenset[Stance] = frozenset({"asked", "uncommitted"})

# A denied P and a claimed Q that P implies but that does not imply P ("officially requested military help" is denied,
# "asked for support" is claimed) are in dispute more often than not, in news if not in logic: the denial is made to
# answer the claim. Weight chosen on the project's own stories.
_REVERSE_WEIGHT = 0.9


def combine(ab: npt.NDArray[np.float32], ba: npt.NDArray[np.float32], stance_a: Stance, stance_b: Stance) -> tuple[float, float]:
    """Return (P(the claims contradict), P(they support each other)) from NLI on their contents.

    Args:
        ab: float32 (3,), P(entailment, neutral, contradiction) of b's content given a's.
        ba: float32 (3,), the same of a's content given b's.
        stance_a: stance to a's content.
        stance_b: stance to b's content.
    """
    if stance_a in OPEN or stance_b in OPEN:
        return 0.0, 0.0
    conflict = float(ab[2] + ba[2]) / 2
    denied = (stance_a == "denied", stance_b == "denied")
    if denied == (True, True):
        return 0.0, float(min(ab[0], ba[0]))
    if denied == (True, False):
        return float(max(ba[0], _REVERSE_WEIGHT * ab[0])), conflict
    if denied == (False, True):
        return float(max(ab[0], _REVERSE_WEIGHT * ba[0])), conflict
    return conflict, float(max(ab[0], ba[0]))
