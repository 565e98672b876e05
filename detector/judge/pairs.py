"""The judge: candidate pairs in, relations out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from detector.judge.gates import GATES, Pair
from detector.judge.kinds import conflict_kind
from detector.judge.stances import combine
from detector.records import Article, Candidate, Claim, Label, Relation, Scores, content_id
from detector.settings import JudgeSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

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
    by_id: Mapping[str, Claim] = {claim.id: claim for claim in claims}
    published = {article.id: article.published for article in articles}
    texts = [(by_id[c.a].content, by_id[c.b].content) for c in candidates]
    read = predict(texts + [(b, a) for a, b in texts], progress)
    relations = []
    for candidate, ab, ba in zip(candidates, read[: len(texts)], read[len(texts) :], strict=True):
        a, b = by_id[candidate.a], by_id[candidate.b]
        pair = Pair(a, b, published[a.article_id], published[b.article_id])
        relations.append(_relation(candidate, pair, ab, ba, settings))
    return sorted_relations(relations)


def _relation(
    candidate: Candidate, pair: Pair, ab: npt.NDArray[np.float32], ba: npt.NDArray[np.float32], settings: JudgeSettings
) -> Relation:
    fired = [gate for gate in GATES if gate.name not in settings.gates_off and gate.fires(pair)]
    contradicts, supports = combine(ab, ba, pair.a.stance, pair.b.stance)
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
        label="uncertain", probability=0.0, kind=conflict_kind(pair), scores=scores, gates=tuple(gate.name for gate in fired),
    )  # fmt: skip
    return _labelled(unlabelled, settings.threshold)


def _labelled(relation: Relation, threshold: float) -> Relation:
    """Contradiction is looked at before support. A supersession is a conflict that time explains: never a contradiction."""
    scores = relation.scores
    if scores.contradicts >= threshold and relation.kind == "supersession":
        return dataclasses.replace(relation, label="uncertain", probability=scores.contradicts)
    if scores.contradicts >= threshold:
        return dataclasses.replace(relation, label="contradicts", probability=scores.contradicts)
    if scores.supports >= threshold:
        return dataclasses.replace(relation, label="supports", probability=scores.supports, kind="agreement")
    kind = "other" if relation.kind == "supersession" else relation.kind
    return dataclasses.replace(relation, label="uncertain", probability=max(scores.contradicts, scores.supports), kind=kind)


def relabel(relations: Sequence[Relation], threshold: float) -> list[Relation]:
    """Return the relations labelled anew at another threshold (a probability); nothing is computed again."""
    return sorted_relations([_labelled(relation, threshold) for relation in relations])


def sorted_relations(relations: Sequence[Relation]) -> list[Relation]:
    """Contradictions by falling probability, then supports, then uncertain pairs; ties by id."""
    return sorted(relations, key=lambda r: (_ORDER[r.label], -r.probability, r.id))
