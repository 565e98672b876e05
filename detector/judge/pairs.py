"""The judge: candidate pairs in, relations out."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from detector.judge.contexts import in_context
from detector.judge.fusion import FEATURES, features, load_fusion
from detector.judge.gates import GATES, Gate, Pair
from detector.judge.kinds import conflict_kind
from detector.judge.marks import conflict_spans
from detector.judge.others import OF_OTHERS, Others, hear
from detector.judge.rivals import margins
from detector.judge.stances import combine, combine_quotes
from detector.letters import latin
from detector.records import Article, Candidate, Claim, Label, Relation, Scores, content_id
from detector.settings import JudgeSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

READINGS = 4
"""How often NLI reads a pair at most: its contents, and its quotes in context, each in both directions."""
# Pairs further apart than this whose contents NLI takes for unrelated both ways are not read again: three in four of all pairs, and one in
# eleven of those with a relation, for which the second reading would hardly change a thing (docs/decisions/0004-from-nli-to-relations.md).
_NEAR = 0.4
_UNRELATED = 0.8
_ORDER: dict[Label, int] = {"contradicts": 0, "supports": 1, "uncertain": 2}


BothWays = tuple[tuple[str, str], tuple[str, str]]
"""Premise and hypothesis in one direction and in the other."""


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

    NLI reads the propositions in both directions and, where these or the cosine leave room for a relation, each quote in its context
    against the other; `stances` turns that into what the claims are to each other; the fusion weighs it with what else is known of the
    pair, and again with what the other pairs make of it (`others`); the gates take away what they veto. `progress` is told how many of
    the `READINGS * len(candidates)` readings are done or not needed; texts that occur twice are read once.
    """
    pairs = _pairs([(candidate.a, candidate.b, candidate.similarity) for candidate in candidates], claims, articles)
    read = _read_pairs(pairs, {article.id: article for article in articles}, predict, progress)
    fired = [tuple(gate for gate in GATES if gate.name not in settings.gates_off and gate.fires(pair)) for pair in pairs]
    ends = [(candidate.a, candidate.b) for candidate in candidates]
    written = {claim.id: claim.article_id for claim in claims}
    margin = margins(ends, written, np.array([candidate.similarity for candidate in candidates], np.float64))
    alone = _weigh(pairs, read, fired, [Others(float(m)) for m in margin], settings)
    others = hear(ends, written, margin, alone)
    weighed = _weigh(pairs, read, fired, others, settings)
    return sorted_relations(
        _relation(candidate, pairs[i], read[i], fired[i], others[i], weighed[i], settings.threshold)
        for i, candidate in enumerate(candidates)
    )


def _read_pairs(
    pairs: Sequence[Pair], articles: Mapping[str, Article], predict: Predict, progress: Callable[[int], None] | None
) -> npt.NDArray[np.float32]:
    """Return NLI's readings of the contents and of the quotes, float32 (n, READINGS, 3); quotes that are not read stand as the contents."""
    read = np.tile(_read_both_ways([_contents(pair) for pair in pairs], predict, progress), (1, 2, 1))
    again = [i for i, pair in enumerate(pairs) if pair.similarity >= _NEAR or read[i, :, 1].min() <= _UNRELATED]
    if progress and len(again) < len(pairs):
        progress(2 * (len(pairs) - len(again)))
    read[again, 2:] = _read_both_ways([_quotes(pairs[i], articles) for i in again], predict, progress)
    return read


def _contents(pair: Pair) -> BothWays:
    return (pair.a.proposition, pair.b.proposition), (pair.b.proposition, pair.a.proposition)


def _quotes(pair: Pair, articles: Mapping[str, Article]) -> BothWays:
    context_a, context_b = (in_context(articles[claim.article_id], claim) for claim in (pair.a, pair.b))
    return (context_a, latin(pair.b.text)), (context_b, latin(pair.a.text))


def _read_both_ways(wanted: Sequence[BothWays], predict: Predict, progress: Callable[[int], None] | None) -> npt.NDArray[np.float32]:
    """Return NLI's reading of each premise and hypothesis, float32 (n, 2, 3); what comes twice is read once."""
    flat = [ends for both in wanted for ends in both]
    texts = list(dict.fromkeys(flat))
    if progress and len(texts) < len(flat):
        progress(len(flat) - len(texts))
    row = {ends: i for i, ends in enumerate(texts)}
    return predict(texts, progress)[[row[ends] for ends in flat]].reshape(len(wanted), 2, 3)


def _pairs(joined: Sequence[tuple[str, str, float]], claims: Sequence[Claim], articles: Sequence[Article]) -> list[Pair]:
    """Return the pairs of claims that are joined (id, id, similarity), with the dates of their articles."""
    by_id = {claim.id: claim for claim in claims}
    published = {article.id: article.published for article in articles}
    ends = [(by_id[a], by_id[b], similarity) for a, b, similarity in joined]
    return [Pair(a, b, published[a.article_id], published[b.article_id], similarity) for a, b, similarity in ends]


def _weigh(
    pairs: Sequence[Pair],
    read: npt.NDArray[np.float32],
    fired: Sequence[tuple[Gate, ...]],
    others: Sequence[Others],
    settings: JudgeSettings,
) -> npt.NDArray[np.float64]:
    """Return P(conflict) and P(support) of each pair, float64 (n, 2), after the gates' vetoes."""
    fusion = load_fusion(settings.fusion)
    weighed = np.zeros((len(pairs), 2))
    for i, (pair, gates) in enumerate(zip(pairs, fired, strict=True)):
        contradicts, supports = fusion(_features(pair, read[i], {gate.name for gate in gates}, others[i]))
        if not any(gate.vetoes_contradiction for gate in gates):
            weighed[i, 0] = contradicts
        if not any(gate.vetoes_support for gate in gates):
            weighed[i, 1] = supports
    return weighed


def _relation(
    candidate: Candidate,
    pair: Pair,
    read: npt.NDArray[np.float32],
    fired: tuple[Gate, ...],
    others: Others,
    weighed: npt.NDArray[np.float64],
    threshold: float,
) -> Relation:
    """`weighed` is float64 (2,): P(conflict) and P(support)."""
    contradicts, supports = map(float, weighed)
    scores = Scores(
        entailment_ab=float(read[0, 0]), entailment_ba=float(read[1, 0]),
        contradiction_ab=float(read[0, 2]), contradiction_ba=float(read[1, 2]),
        similarity=candidate.similarity, contradicts=contradicts, supports=supports,
        quoted_entailment_ab=float(read[2, 0]), quoted_entailment_ba=float(read[3, 0]),
        quoted_contradiction_ab=float(read[2, 2]), quoted_contradiction_ba=float(read[3, 2]),
        margin=others.margin, **dict(zip(OF_OTHERS, others.heard, strict=True)),
    )  # fmt: skip
    unlabelled = Relation(
        id=content_id("relation", candidate.a, candidate.b), story_id=candidate.story_id, a=candidate.a, b=candidate.b,
        label="uncertain", probability=0.0, kind="other", scores=scores, gates=tuple(gate.name for gate in fired),
    )  # fmt: skip
    return _labelled(unlabelled, pair, threshold)


def _features(pair: Pair, read: npt.NDArray[np.float32], fired: Collection[str], others: Others) -> npt.NDArray[np.float64]:
    """What the fusion is given of `read`, float32 (READINGS, 3)."""
    contents, quotes = combine(read[0], read[1], *pair.stances), combine_quotes(read[2], read[3], *pair.stances)
    return features(pair, read, contents, quotes, fired, others)


def fusion_features(relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[Article]) -> npt.NDArray[np.float64]:
    """Return what the fusion saw of each relation, float64 (len(relations), len(FEATURES)): all that refitting it takes."""
    pairs = _pairs([(relation.a, relation.b, relation.scores.similarity) for relation in relations], claims, articles)
    rows = [
        _features(pair, _read(relation.scores), relation.gates, _others(relation.scores))
        for pair, relation in zip(pairs, relations, strict=True)
    ]
    return np.array(rows, np.float64).reshape(len(relations), len(FEATURES))


def _others(scores: Scores) -> Others:
    return Others(scores.margin, (scores.echoed_conflict, scores.echoed_support, scores.rival_conflict, scores.rival_support))


def _read(scores: Scores) -> npt.NDArray[np.float32]:
    """NLI's readings, float32 (READINGS, 3), from what is kept of them."""
    directions = (
        (scores.entailment_ab, scores.contradiction_ab), (scores.entailment_ba, scores.contradiction_ba),
        (scores.quoted_entailment_ab, scores.quoted_contradiction_ab), (scores.quoted_entailment_ba, scores.quoted_contradiction_ba),
    )  # fmt: skip
    return np.array([(follows, 1 - follows - conflicts, conflicts) for follows, conflicts in directions], np.float32)


def _labelled(relation: Relation, pair: Pair, threshold: float) -> Relation:
    """Contradiction is looked at before support. A supersession is a conflict that time explains: never a contradiction."""
    scores, kind = relation.scores, conflict_kind(pair)
    if scores.contradicts >= threshold:
        label: Label = "uncertain" if kind == "supersession" else "contradicts"
        return dataclasses.replace(relation, label=label, probability=scores.contradicts, kind=kind, marks=conflict_spans(pair, kind))
    if scores.supports >= threshold:
        return dataclasses.replace(relation, label="supports", probability=scores.supports, kind="agreement", marks=((), ()))
    kind = "other" if kind == "supersession" else kind
    likelier = max(scores.contradicts, scores.supports)
    return dataclasses.replace(relation, label="uncertain", probability=likelier, kind=kind, marks=((), ()))


def relabel(relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[Article], threshold: float) -> list[Relation]:
    """Return the relations as `judge` would have labelled them at another threshold (a probability); no model is run."""
    pairs = _pairs([(relation.a, relation.b, relation.scores.similarity) for relation in relations], claims, articles)
    return sorted_relations([_labelled(relation, pair, threshold) for relation, pair in zip(relations, pairs, strict=True)])


def sorted_relations(relations: Iterable[Relation]) -> list[Relation]:
    """Contradictions by falling probability, then supports, then uncertain pairs; ties by id."""
    return sorted(relations, key=lambda r: (_ORDER[r.label], -r.probability, r.id))
