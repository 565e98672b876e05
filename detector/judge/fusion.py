"""The fusion: NLI's reading, nearness and what can be seen in two claims, into the probability of conflict and of support.

Two logistic regressions over the features below, fitted on the gold stories kept for development by `python -m eval.fit_fusion`
and stored, readable, in `fusion.json`. What the judge used to weigh by hand (how far a near pair is one fact, how much a
differing number says, how much less a conflict without a visible sign) is learned.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from detector.judge.counts import grown, outgrown
from detector.judge.gates import GATES, Pair, negated
from detector.settings import FusionQuestion, FusionSettings

if TYPE_CHECKING:
    import numpy.typing as npt

# Gates that weigh instead of taking away: on the gold stories for development, each also fires on true conflicts.
WEIGHING = tuple(gate.name for gate in GATES if not gate.vetoes_contradiction and gate.name != "other_number")
FEATURES = (
    "conflict", "agreement", "quoted_conflict", "quoted_agreement", "similarity", "denial", "negation", "number", "near_number", "grown",
    "denied_rumour", "across", "shorter", "longer", "echoed_conflict", "echoed_support", *WEIGHING,
)  # fmt: skip

# NLI's probabilities are cut here before their log-odds are taken: beyond it they say no more.
_LIMIT = 0.005
# What third claims say with less than this is as good as nothing.
_UNHEARD = 0.01


def features(
    pair: Pair,
    contents: tuple[float, float],
    quotes: tuple[float, float],
    fired: Collection[str],
    echoed: tuple[float, float] = (0.0, 0.0),
) -> npt.NDArray[np.float64]:
    """Return float64 (len(FEATURES),).

    `conflict` and `agreement` are the log-odds of what `stances.combine` made of NLI's readings of the contents, `quoted_conflict` and
    `quoted_agreement` those of the quotes (`combine_quotes`), `similarity` is the cosine; the others are 0 or 1: one side denies what
    the other holds (`denial`), else one is worded in the negative (`negation`), a rumour is denied (`denied_rumour`), they are in two
    languages (`across`), they count one thing differently and nobody denies it (`number`; times the cosine, `near_number`; one of them
    as a count that has risen or goes beyond an earlier minimum, `grown`), and the weighing gates that fired. `shorter` and `longer` are the
    logarithms of how many words the two contents have: what is short leaves more open, and agreement between long ones says more.
    `echoed_conflict` and `echoed_support` are how much likelier than nothing third claims make the one or the other, as logarithms.
    """
    a, b = pair.a, pair.b
    stances = pair.stances
    denied = "denied" in stances
    number = "other_number" in fired
    # Who denies that P and who says "not P" are of one mind; and to deny one number says nothing of another.
    opposed = negated(a) != negated(b) and not (denied and number)
    denial = opposed and stances[0] != stances[1] and denied
    number = number and not denied
    shorter, longer = sorted(np.log(max(len(claim.content.split()), 1)) for claim in (a, b))
    return np.array([
        *map(_log_odds, (*contents, *quotes)), pair.similarity, denial, opposed and not denial,
        number, number * pair.similarity, number and bool(grown(a, b) or outgrown(a, b, pair.later)),
        denial and "conditional" in stances, a.language != b.language,
        shorter, longer, *heard_as(np.array(echoed)), *(name in fired for name in WEIGHING),
    ], np.float64)  # fmt: skip


def heard_as(echoed: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the features of what `echoes` found, of the same shape: 0 for nothing, then the logarithm."""
    heard: npt.NDArray[np.float64] = np.log(np.maximum(echoed, _UNHEARD) / _UNHEARD)
    return heard


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _LIMIT), 1 - _LIMIT)
    return float(np.log(kept / (1 - kept)))


@dataclass(frozen=True)
class Fusion:
    """Weights over `FEATURES` and an intercept, for each of the two questions.

    Pairs are weighed twice: each on its own, with no echoes, and then with what the first weighing of the others makes of it.
    """

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
def shipped_fusion() -> FusionSettings:
    """Return the weights that travel with the package, as they are stored."""
    return FusionSettings.model_validate_json(files("detector.judge").joinpath("fusion.json").read_bytes())


@lru_cache(maxsize=8)
def load_fusion(weights: FusionSettings | None = None) -> Fusion:
    """Return the fusion of the given weights; None is the one that travels with the package.

    Raises:
        ValueError: its features are not those of this version.
    """
    if weights is None:
        return _fusion(shipped_fusion(), "detector/judge/fusion.json was fitted on other features; run python -m eval.fit_fusion")
    return _fusion(weights, f"the fusion {weights.name!r} was fitted on other features than this version of detector has")


def _fusion(weights: FusionSettings, otherwise: str) -> Fusion:
    contradicts, supports = (_in_order(question, otherwise) for question in (weights.contradicts, weights.supports))
    return Fusion(contradicts, supports, weights.contradicts.intercept, weights.supports.intercept)


def _in_order(question: FusionQuestion, otherwise: str) -> tuple[float, ...]:
    names = tuple(name for name, _ in question.weights)
    if sorted(names) != sorted(FEATURES):
        raise ValueError(otherwise)
    weights = dict(question.weights)
    return tuple(weights[name] for name in FEATURES)
