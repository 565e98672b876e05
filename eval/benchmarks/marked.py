"""How well the whole pipeline does on stories of which every pair of claims has a label (`gold/marked`).

The lists of the other gold stories are samples; here nothing is unlisted, so precision and recall are those of the whole report. A dispute
is a fact of which two outlets state rival versions: who reviews wants every one of them to be shown once, more than every pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from time import perf_counter

from sklearn.metrics import average_precision_score

from detector import analyze
from detector.engines import Encoder, Nli
from detector.records import Claim, Relation, Results
from eval import marked
from eval.marked import MarkedClaims, MarkedStory, marked_claims
from eval.outcome import Metric, Outcome, proportion


def measure(nli: Nli, encoder: Encoder, split: marked.Split) -> Outcome:
    """Run the pipeline on all articles of a split as one batch, and return its scores."""
    started = perf_counter()
    stories = marked.read(split)
    results = analyze([article for story in stories for article in story.articles], nli=nli, encoder=encoder)
    metrics = tuple(score(stories, results))
    return Outcome(f"marked/{split}", marked.data(split), len(results.articles), metrics, perf_counter() - started)


def score(stories: Sequence[MarkedStory], results: Results) -> Iterator[Metric]:
    """Yield the scores of contradictions, supports, disputes and candidates.

    Precision is of the pairs that are reported, recall of the pairs of claims that there are; of updates, which are reported as such,
    neither counts. `average_precision` is of the contradictions, over every candidate: how good the order is, whatever the threshold.
    """
    said = marked_claims(stories, results.claims)
    truth = {relation.id: said.relation(relation.a, relation.b) for relation in results.relations}
    related = list(_related(said, results.claims))
    compared = {frozenset((relation.a, relation.b)) for relation in results.relations}
    for label, name in (("contradicts", "contradiction"), ("supports", "support")):
        reported = [relation for relation in results.relations if relation.label == label and truth[relation.id] is not None]
        right = sum(truth[relation.id] == label for relation in reported)
        yield proportion(f"{name}_precision", right, len(reported))
        yield proportion(f"{name}_recall", right, sum(relation == label for _, relation in related))
    disputes = {dispute for pair, relation in related if relation == "contradicts" for dispute in _disputes(said, *pair)}
    found = {dispute for relation in _right(results, truth) for dispute in _disputes(said, relation.a, relation.b)}
    yield proportion("disputes_found", len(found), len(disputes))
    decided = [relation for relation in results.relations if truth[relation.id] in ("contradicts", "supports", "unrelated")]
    wanted = [truth[relation.id] == "contradicts" for relation in decided]
    order = average_precision_score(wanted, [relation.scores.contradicts for relation in decided])
    yield Metric("contradiction_average_precision", float(order))
    yield proportion("candidate_recall", sum(frozenset(pair) in compared for pair, _ in related), len(related))


def _right(results: Results, truth: dict[str, str | None]) -> Iterator[Relation]:
    return (relation for relation in results.relations if relation.label == truth[relation.id] == "contradicts")


def _related(said: MarkedClaims, claims: Sequence[Claim]) -> Iterator[tuple[tuple[str, str], str]]:
    """Every two claims of two articles that contradict or support each other, and which of these."""
    stating = [claim for claim in claims if said.marks.get(claim.id)]
    for a, b in combinations(stating, 2):
        if a.article_id != b.article_id and (relation := said.relation(a.id, b.id)) in ("contradicts", "supports"):
            yield (a.id, b.id), relation


def _disputes(said: MarkedClaims, a: str, b: str) -> Iterator[tuple[str, str]]:
    """The facts, as (story, fact), of which the two claims state rival versions."""
    sides = [{(mark.fact, mark.side) for mark in said.marks[claim]} for claim in (a, b)]
    yield from ((said.story[a], fact) for fact, side in sides[0] if side in "ab" and (fact, "b" if side == "a" else "a") in sides[1])
