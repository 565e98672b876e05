"""Training pairs from whole invented articles whose clauses are marked with the fact that they state (`written_articles/`).

    python models/recipes/articles.py articles.parquet

The program itself takes the articles apart, so the pairs are what the judge reads: two claims' contents, and a quote in its context against
a quote. Pairs of two facts are neutral; of these only the nearest are kept.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from detector.claims import extract_all
from detector.engines import load_encoder
from detector.judge.contexts import in_context
from detector.records import Claim
from detector.settings import ClaimSettings
from detector.stories import claim_vectors
from eval.marked import Mark, MarkedStory, marks_of, read_marked, relation_of

FOLDER = Path(__file__).parent / "written_articles"
NEAREST = 4
"""Pairs of two facts that are kept for each claim: the likeliest to be taken for one."""


class MarkedClaim(NamedTuple):
    """A claim, the marks of the facts that it states, and its quote as the judge reads it for a premise."""

    claim: Claim
    marks: list[Mark]
    in_context: str


def pairs_of(a: MarkedClaim, b: MarkedClaim) -> Iterator[tuple[str, str, int, str]]:
    """Yield (premise, hypothesis, label, source) in both directions, of contents and of quotes, as far as the marks decide them."""
    relation = relation_of(a.marks, b.marks)
    yield from _labelled(relation, (a.in_context, b.claim.text, b.marks), (b.in_context, a.claim.text, a.marks), source="article_quote")
    of_contents = _of_contents(relation, a.claim, a.marks, b.claim, b.marks)
    left, right = a.claim.proposition, b.claim.proposition
    yield from _labelled(of_contents, (left, right, b.marks), (right, left, a.marks), source="article_content")


def _labelled(relation: str | None, *directions: tuple[str, str, Sequence[Mark]], source: str) -> Iterator[tuple[str, str, int, str]]:
    """Yield the pairs of texts (premise, hypothesis, marks of the hypothesis) that stand in a relation, with their label."""
    for premise, hypothesis, marks in directions:
        if relation == "unrelated":
            yield premise, hypothesis, 1, source
        elif relation in ("contradicts", "update"):
            yield premise, hypothesis, 2, source
        elif relation == "supports" and _plain(marks):
            yield premise, hypothesis, 0, source


def _plain(marks: Sequence[Mark]) -> bool:
    """Whether nothing but the bare fact is said: who states the fact with more detail entails it."""
    return len(marks) == 1 and marks[0].version in "ab"


def _of_contents(relation: str | None, left: Claim, left_marks: list[Mark], right: Claim, right_marks: list[Mark]) -> str | None:
    """A denial's content is what is denied: the other version. None where program and writer differ on who denies."""
    turned = False
    for claim, marks in ((left, left_marks), (right, right_marks)):
        denied = {mark.denied for mark in marks} or {claim.stance == "denied"}
        if denied != {claim.stance == "denied"}:
            return None
        turned ^= claim.stance == "denied"
    if not turned or relation in (None, "unrelated"):
        return relation
    return "contradicts" if relation == "supports" else "supports"


def story_pairs(story: MarkedStory, claims: Sequence[Claim], vectors: np.ndarray) -> list[tuple[str, str, int, str]]:
    """Return the pairs of a story: all that share a fact, and of the others the nearest. `vectors` is float32 (claims, dimensions)."""
    articles = {article.id: article for article in story.articles}
    marked = []
    for claim in claims:
        article = articles[claim.article_id]
        marked.append(MarkedClaim(claim, marks_of(claim, story.marks[article.id], article.text), in_context(article, claim)))
    near = vectors @ vectors.T
    rows: list[tuple[str, str, int, str]] = []
    for i, a in enumerate(marked):
        others = [
            j for j, b in enumerate(marked) if b.claim.article_id != a.claim.article_id and relation_of(a.marks, b.marks) == "unrelated"
        ]
        nearest = set(sorted(others, key=lambda j: -near[i, j])[:NEAREST])
        for j, b in enumerate(marked):
            one_fact = i < j and a.claim.article_id != b.claim.article_id and relation_of(a.marks, b.marks) != "unrelated"
            if one_fact or j in nearest:
                rows += pairs_of(a, b)
    return rows


def article_pairs(folder: Path = FOLDER) -> pd.DataFrame:
    """Return the pairs of the stories of a folder: premise, hypothesis, label, source."""
    stories = [read_marked(file) for file in sorted(folder.glob("*.jsonl"))]
    claims = defaultdict(list)
    for claim in extract_all([article for story in stories for article in story.articles], ClaimSettings()):
        claims[claim.article_id].append(claim)
    encoder = load_encoder()
    rows: list[Any] = []
    for story in stories:
        of_story = [claim for article in story.articles for claim in claims[article.id]]
        rows += story_pairs(story, of_story, claim_vectors(of_story, encoder.encode))
    pairs = pd.DataFrame(rows, columns=["premise", "hypothesis", "label", "source"])
    return pairs[pairs["premise"] != pairs["hypothesis"]].drop_duplicates(["premise", "hypothesis"], ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    pairs = article_pairs()
    pairs.to_parquet(args.out, index=False)
    print(pairs.groupby(["source", "label"]).size())


if __name__ == "__main__":
    main()
