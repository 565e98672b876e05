"""The judge: candidate pairs in, relations out."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from detector.judge.gates import GATES, ONE_EVENT, Pair
from detector.judge.kinds import conflict_kind
from detector.judge.stances import combine
from detector.records import Article, Candidate, Claim, Label, Relation, Scores, content_id
from detector.settings import JudgeSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

# Small NLI models do not count. Of the pairs in the project's own stories that are near each other and give different
# numbers for one counted thing, seven of seven conflict or update; with so few the probability is set lower.
_NUMBER_CONFLICT = 0.75

# The chance that two claims of one story speak of one fact, by the cosine of their embeddings: a logistic curve through
# one half at the median of the traps in the project's own stories (0.5), and 0.8 at the lower quartile of its contradictions (0.56).
_SAME_FACT_MIDDLE, _SAME_FACT_WIDTH = 0.5, 0.04

# A conflict that shows in nothing but NLI's reading (no denial, negation, number or date) is less often one: on the first
# real articles two of two were false alarms, of the labelled ones in the project's own stories two of two were true.
_NO_SIGN = 0.9

_ORDER: dict[Label, int] = {"contradicts": 0, "supports": 1, "uncertain": 2}


class Predict(Protocol):
    """What the judge needs of an NLI engine."""

    def __call__(self, pairs: Sequence[tuple[str, str]], progress: Callable[[int], None] | None = None, /) -> npt.NDArray[np.float32]:
        """See `engines.Nli.predict`."""
        ...


def judge(
    candidates: Sequence[Candidate],
    claims: Sequence[Claim],
    articles: Sequence[Article],
    predict: Predict,
    settings: JudgeSettings,
    progress: Callable[[int], None] | None = None,
) -> list[Relation]:
    """Return a relation for every candidate, sorted: contradictions by falling probability, then supports, then the rest.

    NLI reads the contents in both directions; `stances.combine` turns that into what the claims are to each other; the
    gates take away what they veto. `progress` is told how many of the `2 * len(candidates)` readings are done.
    """
    pairs = _pairs([(candidate.a, candidate.b, candidate.similarity) for candidate in candidates], claims, articles)
    texts = [(pair.a.content, pair.b.content) for pair in pairs]
    read = predict(texts + [(b, a) for a, b in texts], progress)
    measured = zip(candidates, pairs, read[: len(texts)], read[len(texts) :], strict=True)
    return sorted_relations([_relation(candidate, pair, ab, ba, settings) for candidate, pair, ab, ba in measured])


def _pairs(joined: Sequence[tuple[str, str, float]], claims: Sequence[Claim], articles: Sequence[Article]) -> list[Pair]:
    """Return the pairs of claims that are joined (id, id, similarity), with the dates of their articles."""
    by_id = {claim.id: claim for claim in claims}
    published = {article.id: article.published for article in articles}
    ends = [(by_id[a], by_id[b], similarity) for a, b, similarity in joined]
    return [Pair(a, b, published[a.article_id], published[b.article_id], similarity) for a, b, similarity in ends]


def _relation(
    candidate: Candidate, pair: Pair, ab: npt.NDArray[np.float32], ba: npt.NDArray[np.float32], settings: JudgeSettings
) -> Relation:
    fired = [gate for gate in GATES if gate.name not in settings.gates_off and gate.fires(pair)]
    contradicts, supports = combine(ab, ba, pair.a.stance, pair.b.stance)
    contradicts *= _same_fact(pair.similarity) * (_NO_SIGN if conflict_kind(pair) == "other" else 1.0)
    both_hold = "denied" not in (pair.a.stance, pair.b.stance)  # to deny one number says nothing of another
    if both_hold and pair.similarity >= ONE_EVENT and any(gate.name == "other_number" for gate in fired):
        contradicts = max(contradicts, _NUMBER_CONFLICT)
    if any(gate.vetoes_contradiction for gate in fired):
        contradicts = 0.0
    if any(gate.vetoes_support for gate in fired):
        supports = 0.0
    scores = Scores(
        entailment_ab=float(ab[0]), entailment_ba=float(ba[0]),
        contradiction_ab=float(ab[2]), contradiction_ba=float(ba[2]),
        similarity=candidate.similarity, contradicts=contradicts, supports=supports,
    )  # fmt: skip
    unlabelled = Relation(
        id=content_id("relation", candidate.a, candidate.b), story_id=candidate.story_id, a=candidate.a, b=candidate.b,
        label="uncertain", probability=0.0, kind="other", scores=scores, gates=tuple(gate.name for gate in fired),
    )  # fmt: skip
    return _labelled(unlabelled, pair, settings.threshold)


def _same_fact(similarity: float) -> float:
    return float(1 / (1 + np.exp((_SAME_FACT_MIDDLE - similarity) / _SAME_FACT_WIDTH)))


def _labelled(relation: Relation, pair: Pair, threshold: float) -> Relation:
    """Contradiction is looked at before support. A supersession is a conflict that time explains: never a contradiction."""
    scores, kind = relation.scores, conflict_kind(pair)
    if scores.contradicts >= threshold:
        label: Label = "uncertain" if kind == "supersession" else "contradicts"
        return dataclasses.replace(relation, label=label, probability=scores.contradicts, kind=kind)
    if scores.supports >= threshold:
        return dataclasses.replace(relation, label="supports", probability=scores.supports, kind="agreement")
    kind = "other" if kind == "supersession" else kind
    return dataclasses.replace(relation, label="uncertain", probability=max(scores.contradicts, scores.supports), kind=kind)


def relabel(relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[Article], threshold: float) -> list[Relation]:
    """Return the relations as `judge` would have labelled them at another threshold (a probability); no model is run."""
    pairs = _pairs([(relation.a, relation.b, relation.scores.similarity) for relation in relations], claims, articles)
    return sorted_relations([_labelled(relation, pair, threshold) for relation, pair in zip(relations, pairs, strict=True)])


def sorted_relations(relations: Sequence[Relation]) -> list[Relation]:
    """Contradictions by falling probability, then supports, then uncertain pairs; ties by id."""
    return sorted(relations, key=lambda r: (_ORDER[r.label], -r.probability, r.id))
