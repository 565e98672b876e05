"""How well the whole pipeline does on stories whose relations are labelled: those in `examples/`, and the gold stories.

The stories in `examples/` (labels in `gold/examples`) were open while the rules were written. Of the gold stories, `dev` fitted the
judge's fusion and thresholds, and `test` is read for tables only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from detector import analyze, read_articles
from detector.engines import Encoder, Nli
from detector.records import Article, Claim, Relation, Results
from eval import gold_stories
from eval.metrics.classification import scores_per_class
from eval.metrics.clustering import bcubed, pairwise
from eval.outcome import Data, Metric, Outcome, bootstrapped, data_of, proportion

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD = Path(__file__).parents[1] / "gold" / "examples"
CLASSES = ("contradicts", "update", "supports", "unrelated")

Answer = Literal["contradicts", "update", "supports", "uncertain", "none"]


@dataclass(frozen=True)
class Gold:
    """The records of labelled stories, as the READMEs of `gold/examples` and `gold/stories` describe them; articles by their `path`."""

    articles: dict[str, dict[str, Any]]
    pairs: list[dict[str, Any]]


@dataclass(frozen=True)
class Judged:
    """A gold pair and the relation that the pipeline made of it, None where the two were never compared."""

    gold: dict[str, Any]
    relation: Relation | None

    @property
    def label(self) -> str:
        """The gold label; a supersession is no conflict but an update."""
        return "update" if self.gold["kind"] == "supersession" else str(self.gold["label"])

    @property
    def answer(self) -> Answer:
        """What the pipeline said; a relation of kind supersession is an update, whatever its label."""
        if self.relation is None:
            return "none"
        return "update" if self.relation.kind == "supersession" else self.relation.label

    @property
    def right(self) -> bool:
        """Whether the two agree; an unrelated pair is left alone when it is uncertain or was not compared."""
        return self.label == _as_class(self.answer)


def load_gold() -> Gold:
    """Return the gold records of the stories in `examples/`."""
    records = [json.loads(line) for file in sorted(GOLD.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    articles = {record["path"]: record for record in records if record["record"] == "article"}
    return Gold(articles, [record for record in records if record["record"] == "relation"])


def run(nli: Nli, encoder: Encoder) -> Results:
    """Return what the pipeline finds in `examples/`."""
    return analyze(read_articles([str(EXAMPLES)]), nli=nli, encoder=encoder)


def measure(results: Results, seconds: float = 0.0) -> Iterator[Outcome]:
    """Yield the scores of the stories in `examples/`: of the pairs, then of the groups of articles. `seconds`: what the pipeline took."""
    data = data_of("eval/gold/examples, examples", [*GOLD.glob("*.jsonl"), *EXAMPLES.glob("[!.]*")])
    yield from _measure("stories", results, load_gold(), data, seconds)


def measure_gold_stories(nli: Nli, encoder: Encoder, split: gold_stories.Split) -> Iterator[Outcome]:
    """Run the pipeline on all articles of a split as one batch, and yield the same scores."""
    started = perf_counter()
    results = analyze(gold_stories.articles(split), nli=nli, encoder=encoder)
    gold = load_gold_stories(split)
    yield from _measure(f"stories/{split}", results, gold, gold_stories.data(split), perf_counter() - started)


def load_gold_stories(split: gold_stories.Split) -> Gold:
    """Return the gold records of a split, with places as those of `examples/` have them."""
    rows = gold_stories.records(split)
    articles = {row["path"]: row | {"origin": f"{row['file']}/{row['origin']}"} for row in rows if row["record"] == "article"}
    pairs = [
        row | {side: row[side] | {"path": f"{row['file']}/{row[side]['article']}"} for side in ("a", "b")}
        for row in rows
        if row["record"] == "relation"
    ]
    return Gold(articles, pairs)


def _measure(name: str, results: Results, gold: Gold, data: Data, seconds: float) -> Iterator[Outcome]:
    started = perf_counter()
    judged = judge_gold(results, gold)
    yield Outcome(f"{name}/pairs", data, len(judged), tuple(score_pairs(judged)), seconds + perf_counter() - started)
    yield Outcome(f"{name}/articles", data, len(gold.articles), tuple(score_articles(results, gold)), 0.0)


def judge_gold(results: Results, gold: Gold) -> list[Judged]:
    """Find what the pipeline said of each gold pair: of several relations that match it, the first (`Results` sorts them)."""
    return [Judged(pair, next(matching, None)) for pair, matching in _matched(results, gold)]


def labelled_relations(results: Results, gold: Gold) -> dict[str, str]:
    """Return the gold label (`Judged.label`) of every relation that matches a gold pair, in copies of its articles too."""
    return {relation.id: Judged(pair, relation).label for pair, matching in _matched(results, gold) for relation in matching}


def _matched(results: Results, gold: Gold) -> Iterator[tuple[dict[str, Any], Iterator[Relation]]]:
    places = _Places(results, gold)
    for pair in gold.pairs:
        left, right = places.claims(pair["a"]), places.claims(pair["b"])
        ends = {(a, b) for x in left for y in right for a, b in ((x, y), (y, x))}
        yield pair, (relation for relation in results.relations if (relation.a, relation.b) in ends)


class _Places:
    """Which claims stand where a gold quote stands."""

    def __init__(self, results: Results, gold: Gold) -> None:
        self._gold = gold
        self._articles = {article.url: article for article in results.articles}
        self._claims: dict[str, list[Claim]] = {}
        for claim in results.claims:
            self._claims.setdefault(claim.article_id, []).append(claim)

    def claims(self, side: dict[str, str]) -> set[str]:
        """Return the ids of claims that share half the characters of the shorter of the two with the quote.

        The same words in a copy of the article count as well: a copy is the same voice.
        """
        quote, origin = side["quote"], self._gold.articles[side["path"]]["origin"]
        found = set()
        for article in self._of_origin(origin):
            start = article.text.find(quote)
            if start < 0:
                continue
            for claim in self._claims.get(article.id, []):
                shared = min(claim.end, start + len(quote)) - max(claim.start, start)
                if 2 * shared >= min(len(quote), claim.end - claim.start):
                    found.add(claim.id)
        return found

    def _of_origin(self, origin: str) -> list[Article]:
        urls = [record["url"] for record in self._gold.articles.values() if record["origin"] == origin]
        return [self._articles[url] for url in urls if url in self._articles]


def score_pairs(judged: Sequence[Judged]) -> Iterator[Metric]:
    """Yield precision, recall and F1 of contradictions, updates (growing counts) and supports over the gold pairs.

    `trap_contradictions` is the share of unrelated pairs called a contradiction; `candidate_recall` the share of
    related pairs that were compared at all.
    """
    gold = np.array([CLASSES.index(pair.label) for pair in judged])
    said = np.array([CLASSES.index(_as_class(pair.answer)) for pair in judged])
    cell = gold * len(CLASSES) + said

    def score(items: NDArray[np.intp], which: int, label: int) -> float:
        matrix = np.bincount(cell[items], minlength=len(CLASSES) ** 2).reshape(len(CLASSES), len(CLASSES))
        return float(scores_per_class(matrix)[which, label])

    for label, prefix in enumerate(("contradiction", "update", "support")):  # the first three of CLASSES
        for which, name in enumerate(("precision", "recall", "f1")):
            yield bootstrapped(f"{prefix}_{name}", partial(score, which=which, label=label), len(judged))
    traps = [pair for pair in judged if pair.label == "unrelated"]
    related = [pair for pair in judged if pair.label != "unrelated"]
    yield proportion("trap_contradictions", sum(pair.answer == "contradicts" for pair in traps), len(traps), better="lower")
    yield proportion("candidate_recall", sum(pair.relation is not None for pair in related), len(related))


def score_articles(results: Results, gold: Gold) -> Iterator[Metric]:
    """Yield how well stories (BCubed) and origins (pairs) are found; an article of no story is a story of its own."""
    ids = {article.url: article.id for article in results.articles}
    records = [record for record in gold.articles.values() if record["url"] in ids]
    story_of = {article: story.id for story in results.stories for article in story.article_ids}
    predicted = [ids[record["url"]] for record in records]
    stories = bcubed([r["story"] or r["url"] for r in records], [story_of.get(article, article) for article in predicted])
    origins = pairwise([r["origin"] for r in records], [results.origins[article] for article in predicted])
    yield Metric("story_bcubed_f1", stories.f1)
    yield Metric("origin_pairwise_f1", origins.f1)


def _as_class(answer: Answer) -> str:
    return "unrelated" if answer in ("uncertain", "none") else answer


def explain(results: Results) -> Iterator[str]:
    """Yield every gold pair with what the pipeline said of it, then the contradictions found that gold does not list."""
    judged = judge_gold(results, load_gold())
    for pair in sorted(judged, key=lambda pair: (CLASSES.index(pair.label), pair.right)):
        gold = pair.gold
        mark = "right" if pair.right else "WRONG"
        yield f"{mark} {pair.label}/{gold['kind']}: {gold['note']}\n  a {gold['a']['quote']}\n  b {gold['b']['quote']}"
        yield f"  said {pair.answer}" if pair.relation is None else _describe(pair.relation, results)
    listed = {pair.relation.id for pair in judged if pair.relation}
    for relation in results.relations:
        if relation.label == "contradicts" and relation.id not in listed:
            yield f"UNLISTED contradiction\n{_describe(relation, results)}"


def _describe(relation: Relation, results: Results) -> str:
    claims = {claim.id: claim for claim in results.claims}
    scores = relation.scores
    lines = [
        f"  said {relation.label} {relation.probability:.2f} ({relation.kind}), cosine {scores.similarity:.2f}, "
        f"contradiction {scores.contradiction_ab:.2f} {scores.contradiction_ba:.2f}, "
        f"entailment {scores.entailment_ab:.2f} {scores.entailment_ba:.2f}, gates {' '.join(relation.gates) or 'none'}"
    ]
    for claim in (claims[relation.a], claims[relation.b]):
        lines.append(f"    {claim.stance}, {claim.speaker or 'the article'}: {claim.content}")
    return "\n".join(lines)
