"""The algebra of stances over contents.

NLI reads what is said (contents P and Q), never how it is framed. What the two *claims* then are to each other follows
from their stances. P and Q below are the contents, `->` is entailment, `#` is contradiction:

| stance to P | stance to Q | the claims contradict if | the claims support each other if |
|---|---|---|---|
| holds | holds | P # Q, read alike both ways | P -> Q or Q -> P |
| denied | holds | Q -> P (or nearly, where Q is a rumour) | P # Q |
| holds | denied | P -> Q (or nearly, where P is a rumour) | P # Q |
| denied | denied | never | P -> Q and Q -> P |
| asked or uncommitted | any | never | never |

"holds" is asserted, conditional (a rumour is told as something that may hold) or predicted. "disavowed" ("I never said that P") counts as
denied where the other claim has it that the same person says so, and as uncommitted elsewhere (`Pair.stances`). To deny P is to contradict
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

# A denial and a rumour of near content in one story: the denial answers the rumour even where the words differ too much
# for entailment ("officially requested military help" is denied, "is said to have asked for support"). Somewhat less than
# half of what NLI finds neutral counts: neutral alone is no dispute. Chosen on the project's own stories, too.
_RUMOUR_WEIGHT = 0.45


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
    # Contradiction is symmetric: a reading that holds in one direction only is half believed (geometric mean).
    conflict = float(np.sqrt(ab[2] * ba[2]))
    forward, backward = _coherent(ab[0], ba[2]), _coherent(ba[0], ab[2])
    denied = (stance_a == "denied", stance_b == "denied")
    if denied == (True, True):
        return 0.0, min(forward, backward)
    if denied == (True, False):
        return _answers(backward, forward, float(ba[1]) if stance_b == "conditional" else 0.0), conflict
    if denied == (False, True):
        return _answers(forward, backward, float(ab[1]) if stance_a == "conditional" else 0.0), conflict
    return conflict, max(forward, backward)


def combine_quotes(ab: npt.NDArray[np.float32], ba: npt.NDArray[np.float32], stance_a: Stance, stance_b: Stance) -> tuple[float, float]:
    """Return (P(the claims contradict), P(they support each other)) from NLI on their quotes, whose frames it reads for itself.

    Two denials support each other or nothing; arguments as of `combine`.
    """
    if stance_a in OPEN or stance_b in OPEN:
        return 0.0, 0.0
    forward, backward = _coherent(ab[0], ba[2]), _coherent(ba[0], ab[2])
    if stance_a == stance_b == "denied":
        return 0.0, min(forward, backward)
    return float(np.sqrt(ab[2] * ba[2])), max(forward, backward)


def _coherent(entailment: float, contradiction_back: float) -> float:
    """Return P -> Q, or 0 where Q is read to contradict P: both cannot be."""
    return float(entailment) if contradiction_back < 0.5 else 0.0


def _answers(claimed_to_denied: float, denied_to_claimed: float, rumour_neutral: float) -> float:
    """Return the probability that a denial contradicts what another claims; `rumour_neutral` is P(neutral) where that is a rumour."""
    return max(claimed_to_denied + _RUMOUR_WEIGHT * rumour_neutral, _REVERSE_WEIGHT * denied_to_claimed)
