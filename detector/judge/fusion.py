"""The fusion: NLI's reading, nearness and what can be seen in two claims, into the probability of conflict and of support.

Two logistic regressions over the features below, fitted on the stories kept for development and for it by `python -m eval.fit_fusion`
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
from detector.judge.others import Others, heard_as
from detector.settings import FusionQuestion, FusionSettings

if TYPE_CHECKING:
    import numpy.typing as npt

# Gates that weigh instead of taking away: on the gold stories for development, each also fires on true conflicts.
WEIGHING = tuple(gate.name for gate in GATES if not gate.vetoes_contradiction and gate.name != "other_number")
FEATURES = (
    "conflict", "agreement", "quoted_conflict", "quoted_agreement", "similarity", "denial", "negation", "number", "near_number", "grown",
    "denied_rumour", "across", "shorter", "longer", "echoed_conflict", "echoed_support", *WEIGHING,
    "entailment_low", "entailment_high", "contradiction_low", "contradiction_high", "quoted_entailment_low", "quoted_entailment_high",
    "quoted_contradiction_low", "quoted_contradiction_high", "margin", "rival_conflict", "rival_support", "shared_numbers",
    "two_speakers", "one_speaker", "conditional", "predicted",
)  # fmt: skip
# NLI's probabilities are cut here before their log-odds are taken: beyond it they say no more.
_LIMIT = 0.005
_BOTH = 2


def features(
    pair: Pair, read: npt.NDArray[np.float32], contents: tuple[float, float], quotes: tuple[float, float], fired: Collection[str],
    others: Others,
) -> npt.NDArray[np.float64]:  # fmt: skip
    """Return float64 (len(FEATURES),).

    `conflict` and `agreement` are the log-odds of what `stances.combine` made of NLI's readings of the contents, `quoted_conflict` and
    `quoted_agreement` those of the quotes (`combine_quotes`), `similarity` is the cosine; the others are 0 or 1: one side denies what
    the other holds (`denial`), else one is worded in the negative (`negation`), a rumour is denied (`denied_rumour`), they are in two
    languages (`across`), they count one thing differently and nobody denies it (`number`; times the cosine, `near_number`; one of them
    as a count that has risen or goes beyond an earlier minimum, `grown`), and the weighing gates that fired. `shorter` and `longer` are the
    logarithms of how many words the two contents have: what is short leaves more open, and agreement between long ones says more.
    `echoed_conflict` and `echoed_support` are how much likelier than nothing third claims make the one or the other, as logarithms;
    `rival_conflict` and `rival_support` how likely other pairs of the two claims are, and `margin` how much nearer this one is (`rivals`).

    NLI's readings, float32 (4, 3), also count as they are, whatever the stances: log-odds of the `low` and the `high` direction.
    `shared_numbers` is how many numbers both give, `two_speakers` and `one_speaker` whether both are attributed or one is; `conditional`,
    `predicted`: one is told so.
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
    directions = (read[:2, 0], read[:2, 2], read[2:, 0], read[2:, 2])
    numbers = {(q.low, q.high) for q in a.quantities} & {(q.low, q.high) for q in b.quantities}
    speakers = (a.speaker is not None) + (b.speaker is not None)
    heard = heard_as(np.array(others.heard))
    return np.array([
        *map(_log_odds, (*contents, *quotes)), pair.similarity, denial, opposed and not denial,
        number, number * pair.similarity, number and bool(grown(a, b) or outgrown(a, b, pair.later)),
        denial and "conditional" in stances, a.language != b.language,
        shorter, longer, *heard[:2], *(name in fired for name in WEIGHING),
        *(_log_odds(float(end)) for both in directions for end in (both.min(), both.max())), others.margin, *heard[2:],
        len(numbers), speakers == _BOTH, speakers == 1,
        "conditional" in stances, "predicted" in stances,
    ], np.float64)  # fmt: skip


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
