"""Training pairs from whole invented articles whose clauses are marked with the fact that they state (`written_articles/`).

    python models/recipes/articles.py articles.parquet

The program itself takes the articles apart, so the pairs are what the judge is given: two claims' contents, and their quotes. Pairs of two
facts are neutral; of these only the nearest are kept.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from detector.claims import extract_all
from detector.engines import load_encoder
from detector.records import Claim
from detector.settings import ClaimSettings
from detector.stories import claim_vectors
from eval.marked import Mark, MarkedStory, marks_of, read_marked, relation_of

FOLDER = Path(__file__).parent / "written_articles"
NEAREST = 4
"""Pairs of two facts that are kept for each claim: the likeliest to be taken for one."""


def pairs_of(a: tuple[Claim, list[Mark]], b: tuple[Claim, list[Mark]]) -> Iterator[tuple[str, str, int, str]]:
    """Yield (premise, hypothesis, label, source) in both directions, of contents and of quotes, as far as the marks decide them."""
    (left, left_marks), (right, right_marks) = a, b
    relation = relation_of(left_marks, right_marks)
    forms = {("article_quote", left.text, right.text)}
    if (left.proposition, right.proposition) != (left.text, right.text):
        forms.add(("article_content", left.proposition, right.proposition))
    for source, x, y in sorted(forms):
        said = relation if source == "article_quote" else _of_contents(relation, left, left_marks, right, right_marks)
        if said == "unrelated":
            yield from ((x, y, 1, source), (y, x, 1, source))
        elif said in ("contradicts", "update"):
            yield from ((x, y, 2, source), (y, x, 2, source))
        elif said == "supports":
            if _plain(right_marks):
                yield x, y, 0, source
            if _plain(left_marks):
                yield y, x, 0, source


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
    text = {article.id: article.text for article in story.articles}
    marked = [(claim, marks_of(claim, story.marks[claim.article_id], text[claim.article_id])) for claim in claims]
    near = vectors @ vectors.T
    rows: list[tuple[str, str, int, str]] = []
    for i, a in enumerate(marked):
        others = [j for j, b in enumerate(marked) if b[0].article_id != a[0].article_id and relation_of(a[1], b[1]) == "unrelated"]
        nearest = set(sorted(others, key=lambda j: -near[i, j])[:NEAREST])
        for j, b in enumerate(marked):
            one_fact = i < j and a[0].article_id != b[0].article_id and relation_of(a[1], b[1]) != "unrelated"
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
