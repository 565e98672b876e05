"""The fusion: NLI's reading, nearness and what can be seen in two claims, into the probability of conflict and of support.

Two logistic regressions over the features below, fitted on the gold stories kept for development by `python -m eval.fit_fusion`
and stored, readable, in `fusion.json`. What the judge used to weigh by hand (how far a near pair is one fact, how much a
differing number says, how much less a conflict without a visible sign) is learned.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from detector.judge.gates import GATES, Pair, negated

if TYPE_CHECKING:
    import numpy.typing as npt

# Gates that weigh instead of taking away: on the gold stories for development, each also fires on true conflicts.
WEIGHING = tuple(gate.name for gate in GATES if not gate.vetoes_contradiction and gate.name != "other_number")
FEATURES = ("conflict", "agreement", "similarity", "denial", "negation", "number", "near_number", "denied_rumour", "across", *WEIGHING)

# NLI's probabilities are cut here before their log-odds are taken: beyond it they say no more.
_LIMIT = 0.005


def features(pair: Pair, conflict: float, agreement: float, fired: Collection[str]) -> npt.NDArray[np.float64]:
    """Return float64 (len(FEATURES),).

    `conflict` and `agreement` are the log-odds of what `stances.combine` made of NLI's readings, `similarity` is the cosine; the
    others are 0 or 1: one side denies what the other holds (`denial`), else one is worded in the negative (`negation`), a rumour is denied
    (`denied_rumour`), they are in two languages (`across`), they count one thing differently and nobody denies it (`number`; times
    the cosine, `near_number`), and the weighing gates that fired.
    """
    a, b = pair.a, pair.b
    denied = "denied" in (a.stance, b.stance)
    number = "other_number" in fired
    # Who denies that P and who says "not P" are of one mind; and to deny one number says nothing of another.
    opposed = negated(a) != negated(b) and not (denied and number)
    denial = opposed and (a.stance == "denied") != (b.stance == "denied")
    number = number and not denied
    return np.array([
        _log_odds(conflict), _log_odds(agreement), pair.similarity, denial, opposed and not denial,
        number, number * pair.similarity, denial and "conditional" in (a.stance, b.stance), a.language != b.language,
        *(name in fired for name in WEIGHING),
    ], np.float64)  # fmt: skip


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _LIMIT), 1 - _LIMIT)
    return float(np.log(kept / (1 - kept)))


@dataclass(frozen=True)
class Fusion:
    """Weights over `FEATURES` and an intercept, for each of the two questions."""

    contradicts: tuple[float, ...]
    supports: tuple[float, ...]
    contradicts_intercept: float
    supports_intercept: float

    def __call__(self, row: npt.NDArray[np.float64]) -> tuple[float, float]:
        """Return (P(the claims contradict), P(they support each other)) from `features`."""
        return (
            _logistic(row @ np.array(self.contradicts) + self.contradicts_intercept),
            _logistic(row @ np.array(self.supports) + self.supports_intercept),
        )


def _logistic(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


@lru_cache(maxsize=1)
def load_fusion() -> Fusion:
    """Return the fusion that travels with the package.

    Raises:
        ValueError: its features are not those of this version.
    """
    stored = json.loads(files("detector.judge").joinpath("fusion.json").read_text("utf-8"))
    sides = [stored[name]["weights"] for name in ("contradicts", "supports")]
    if any(tuple(side) != FEATURES for side in sides):
        raise ValueError("detector/judge/fusion.json was fitted on other features; run python -m eval.fit_fusion")
    contradicts, supports = (tuple(float(weight) for weight in side.values()) for side in sides)
    return Fusion(contradicts, supports, stored["contradicts"]["intercept"], stored["supports"]["intercept"])
