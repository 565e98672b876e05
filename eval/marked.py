"""Whole invented articles whose clauses are marked with the fact that they state: every pair of claims has a label.

A file is one story: its facts, then the articles of rival outlets. In an article's text, `[[3b|no había nadie en la nave]]` says that these
words state version b of fact 3, which contradicts its version a:

- `a`, `b`: the rival versions; `A`, `B`: the same with more detail; `u`: what a later report puts in the place of a.
- `r`, `s`: a rumour of a, of b. `n`: the same matter, left open.
- a minus after the letter: the words stand behind a denial ("negó que [[3b-|hubiera alguien]]"); the letter is what the speaker stands for.

Claims about two facts are unrelated. The stories in `gold/marked` serve to fit the fusion, but those of the test split; others, for
training, are in `models/recipes`.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from detector.records import Article, Claim
from eval.outcome import Data, data_of

FOLDER = Path(__file__).parent / "gold" / "marked"
SPLIT = FOLDER / "split.json"
Split = Literal["test", "dev", "fit"]
SPLITS: tuple[Split, ...] = ("test", "dev")
"""What is measured; the stories of "fit" serve to fit the fusion and nothing else."""
COVERED = 0.6
"""Share of a mark's words that a claim must have to state its fact."""
_MARK = re.compile(r"\[\[(\d+)([aAbBrsnu])(-?)\|(.*?)\]\]", re.DOTALL)
PART = "?"
"""Version of a mark of which a claim holds a part: whether that part states the fact, the marks do not say."""
_SIDE = {"a": "a", "A": "a", "r": "a", "b": "b", "B": "b", "s": "b", "u": "u", "n": "n", PART: PART}


@dataclass(frozen=True)
class Mark:
    """The characters start to end of an article state `version` of `fact`; `denied` if they stand behind a denial."""

    start: int
    end: int
    fact: str
    version: str
    denied: bool

    @property
    def side(self) -> str:
        """The version without its firmness or detail: a, b, u or n; or `PART`."""
        return _SIDE[self.version]


@dataclass(frozen=True)
class MarkedStory:
    """An invented story: its articles, and their marks by the articles' ids."""

    name: str
    articles: tuple[Article, ...]
    marks: dict[str, tuple[Mark, ...]]


def read_marked(file: Path) -> MarkedStory:
    """Return the story of a file of `written_articles/`."""
    head, *rows = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
    articles, marks = [], {}
    for row in rows:
        text, of_text = strip_marks(row["text"])
        articles.append(Article.from_text(text, row["source"], row["title"], date.fromisoformat(row["date"]), language=row["language"]))
        marks[articles[-1].id] = of_text
    return MarkedStory(head["story"], tuple(articles), marks)


def strip_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its marks, and the marks with offsets into it."""
    parts, marks, length, last = [], [], 0, 0
    for found in _MARK.finditer(marked):
        before = marked[last : found.start()]
        start = length + len(before)
        length = start + len(found[4])
        parts += [before, found[4]]
        marks.append(Mark(start, length, found[1], found[2], bool(found[3])))
        last = found.end()
    return "".join(parts) + marked[last:], tuple(marks)


def marks_of(claim: Claim, marks: Sequence[Mark], text: str) -> list[Mark]:
    """Return the marks that the claim states: inside its quote, and with most of their words in its content.

    Of others a claim holds a word or more: their version is `PART`.
    """
    said = set(re.findall(r"\w+", claim.content.lower()))
    stated = []
    for mark in marks:
        words = re.findall(r"\w+", text[mark.start : mark.end].lower())
        inside = min(mark.end, claim.end) - max(mark.start, claim.start)
        if words and inside >= COVERED * (mark.end - mark.start) and sum(word in said for word in words) >= COVERED * len(words):
            stated.append(mark)
        elif re.search(r"\w", text[max(mark.start, claim.start) : min(mark.end, claim.end)]):
            stated.append(dataclasses.replace(mark, version=PART))
    return stated


def relation_of(left: Sequence[Mark], right: Sequence[Mark]) -> str | None:
    """Return what two claims with these marks are to each other: contradicts, update, supports, unrelated; None where undecided."""
    found = {_relation(x, y) for x in left for y in right if x.fact == y.fact}
    if not found:
        return "unrelated"
    return next((label for label in ("contradicts", "update", "supports") if label in found), None if None in found else "unrelated")


def _relation(x: Mark, y: Mark) -> str | None:
    if PART in (x.side, y.side):
        return None
    if "n" in (x.side, y.side):
        return "unrelated"
    rumours = (x.version in "rs") + (y.version in "rs")
    if x.side == y.side:
        return "supports" if rumours != 1 else None
    if "u" in (x.side, y.side):
        return "update" if rumours == 0 else None
    return "contradicts" if rumours < 2 else None


def files(split: Split) -> list[Path]:
    """Return the files of a split's stories, by name. Which is which is pinned: a story that is added later moves none."""
    return [FOLDER / f"{name}.jsonl" for name in json.loads(SPLIT.read_text("utf-8"))[split]]


def read(split: Split) -> list[MarkedStory]:
    """Return the stories of a split, by the names of their files."""
    return [read_marked(file) for file in files(split)]


def data(split: Split) -> Data:
    """Return the digest of a split's files."""
    return data_of(f"eval/gold/marked, {split}", files(split))


@dataclass(frozen=True)
class MarkedClaims:
    """The claims of marked stories with what they state: by the claims' ids."""

    story: dict[str, str]
    marks: dict[str, list[Mark]]

    def relation(self, a: str, b: str) -> str | None:
        """Return what two claims are to each other, by their ids, as `relation_of` says; claims of two stories are unrelated."""
        return relation_of(self.marks[a], self.marks[b]) if self.story[a] == self.story[b] else "unrelated"


def marked_claims(stories: Sequence[MarkedStory], claims: Sequence[Claim]) -> MarkedClaims:
    """Return what each of the claims states; claims of other articles are left out."""
    of_article = {article.id: (story, article.text) for story in stories for article in story.articles}
    story_of, marks = {}, {}
    for claim in claims:
        if claim.article_id in of_article:
            story, text = of_article[claim.article_id]
            story_of[claim.id] = story.name
            marks[claim.id] = marks_of(claim, story.marks[claim.article_id], text)
    return MarkedClaims(story_of, marks)
