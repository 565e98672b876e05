"""How well the whole pipeline does on real articles on one matter, whose relations readers have listed (`gold/news`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from detector import analyze
from detector.engines import Encoder, Nli
from detector.records import Results
from eval import news
from eval.benchmarks.stories import Gold, judge_gold, labelled_relations, score_pairs
from eval.outcome import Metric, Outcome, proportion


def measure(nli: Nli, encoder: Encoder, data: Path, split: news.Split = "development") -> Outcome:
    """Run the pipeline on all articles of a split as one batch, and return its scores.

    Raises:
        DataError: the corpus is not there, or is another version of it.
    """
    started = perf_counter()
    articles = news.articles(data, split)
    results = analyze(articles, nli=nli, encoder=encoder)
    gold = news.gold(articles, split)
    metrics = (*score_pairs(judge_gold(results, gold)), *score_reported(results, gold))
    return Outcome(f"news/{split}", news.data(data, split), len(gold.pairs), metrics, perf_counter() - started)


def score_reported(results: Results, gold: Gold) -> Iterator[Metric]:
    """Yield which share of all that the report shows readers had listed as such: what they overlooked counts as false."""
    known = labelled_relations(results, gold)
    for answer in ("contradicts", "supports"):
        shown = [relation.id for relation in results.relations if relation.label == answer and relation.kind != "supersession"]
        yield proportion(f"reported_{answer}_listed", sum(known.get(relation) == answer for relation in shown), len(shown))
