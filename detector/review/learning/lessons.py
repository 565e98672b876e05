"""What the verdicts of a store teach: they are read with the features of their pairs, and both questions are refitted and measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from detector.judge import GATES, fusion_features
from detector.judge.fusion import FEATURES, load_fusion, shipped_fusion
from detector.records import Article, Claim, Relation
from detector.review.learning.measures import MIN_STORIES, Comparison, compare
from detector.review.learning.refit import Bools, Floats, Groups, Line, held_out, joined, refit
from detector.review.store.codec import load
from detector.review.store.tables import ArticleRow, BatchRow, ClaimRow, ItemRow
from detector.settings import FusionQuestion, FusionSettings, JudgeSettings

MIN_VERDICTS = 20
"""With fewer nothing is refitted: each would move the whole model, and nothing could be held out."""
MIN_GROUPS = 3
"""Stories, at least: some to learn from, some to choose by, some to measure on."""
MIN_EACH = 5
"""Verdicts, at least, that say yes, and that say no, to a question: where all flagged pairs are right (or wrong) only the unflagged
could tell where to stop."""
SURE = 0.9
"""A refitted question is better where its log-loss is lower on held-out verdicts, and in this share of resamples of stories."""

_STANDING = ("reviewed", "agreed", "settled")


class TooFew(Exception):
    """There are too few verdicts to learn from; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts that stand, with what the fusion sees of their pairs.

    `rows` is float64 (n, features); `said` are `vocabulary.Verdict`s; `gates` those that fired; `groups` says which belong together:
    pairs of one story, or of stories that share an article. `threshold` is that of the last batch. `other_models` counts the verdicts
    left out, since other models than those of the last batch read their pairs.
    """

    rows: Floats
    said: tuple[str, ...]
    gates: tuple[frozenset[str], ...]
    groups: Groups
    threshold: float
    other_models: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the fusion: the verdicts that say yes, and the gates that take its pairs away from the fusion."""

    name: str
    yes: frozenset[str]
    vetoes: frozenset[str]


QUESTIONS = (
    Question("contradicts", frozenset({"contradiction", "supersession"}), frozenset(g.name for g in GATES if g.vetoes_contradiction)),
    Question("supports", frozenset({"support"}), frozenset(g.name for g in GATES if g.vetoes_support)),
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the verdicts teach about one question.

    `corrected`, `strength` (see `refit`) and `comparison` (held out) are None where there is too little to refit it.
    """

    question: str
    yes: int
    no: int
    stories: int
    corrected: FusionQuestion | None = None
    strength: float | None = None
    comparison: Comparison | None = None

    @property
    def better(self) -> bool:
        """Whether the corrected model is surely better on verdicts held out."""
        if self.comparison is None or self.comparison.surely is None:
            return False
        change = self.comparison.difference["log_loss"].value
        return change is not None and change < 0 and self.comparison.surely >= SURE

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        if self.comparison is None:
            return f"not refitted: it takes {MIN_EACH} verdicts for it and {MIN_EACH} against, and {MIN_GROUPS} stories"
        if self.comparison.surely is None:
            return f"too few to tell: {self.stories} stories, and it takes {MIN_STORIES}"
        said = "better" if self.better else "not surely better"
        return f"{said}: lower log-loss on held-out verdicts in {self.comparison.surely:.0%} of resamples (it takes {SURE:.0%})"


def read_verdicts(connection: Connection) -> Verdicts:
    """Return every verdict that stands, but for those in doubt."""
    stands = (ItemRow.status.in_(_STANDING), ItemRow.verdict.is_not(None), ItemRow.verdict != "unsure")
    columns = (ItemRow.record, ItemRow.verdict, ItemRow.story_id, BatchRow.generated_by)
    found = connection.execute(select(*columns).join(BatchRow, BatchRow.id == ItemRow.last_batch).where(*stands).order_by(ItemRow.id)).all()
    last: dict[str, Any] = connection.scalar(select(BatchRow.generated_by).order_by(BatchRow.id.desc()).limit(1)) or {}
    items = [item for item in found if _read_by(item.generated_by) == _read_by(last)]
    ends = select(ItemRow.a).where(*stands).union(select(ItemRow.b).where(*stands)).subquery()
    claims = [load(Claim, record) for record in connection.scalars(select(ClaimRow.record).join(ends, ends.c.a == ClaimRow.id))]
    articles = [Article(row.id, "", published=row.published) for row in connection.execute(select(ArticleRow.id, ArticleRow.published))]
    relations = [load(Relation, item.record) for item in items]
    of_claim = {claim.id: claim.article_id for claim in claims}
    quoted = [[of_claim[end] for end in ends_of] for ends_of in zip(*((r.a, r.b) for r in relations), strict=True)]
    return Verdicts(
        rows=fusion_features(relations, claims, articles),
        said=tuple(item.verdict for item in items),
        gates=tuple(frozenset(relation.gates) for relation in relations),
        groups=joined([item.story_id for item in items], *quoted),
        threshold=last.get("settings", {}).get("judge", {}).get("threshold", JudgeSettings().threshold),
        other_models=len(found) - len(items),
    )  # fmt: skip


def learn(verdicts: Verdicts, progress: Callable[[str], None] | None = None) -> list[Lesson]:
    """Return what the verdicts teach about each question; `progress` is told which one it is at.

    Raises:
        TooFew: there are too few verdicts, or they are all of one kind.
        ValueError: the shipped fusion has other features than this version.
    """
    stories = len(np.unique(verdicts.groups))
    if len(verdicts.said) < MIN_VERDICTS or stories < MIN_GROUPS:
        raise TooFew(
            f"it takes {MIN_VERDICTS} verdicts that stand, from {MIN_GROUPS} stories; there are {len(verdicts.said)}, from {stories}"
        )
    lessons = []
    for question in QUESTIONS:
        if progress:
            progress(question.name)
        lessons.append(_lesson(question, verdicts))
    if all(lesson.corrected is None for lesson in lessons):
        raise TooFew(f"the verdicts are all of one kind: it takes {MIN_EACH} for one question and {MIN_EACH} against it")
    return lessons


def fusion_of(lessons: Sequence[Lesson], *, all_of_it: bool = False) -> FusionSettings:
    """Return the shipped fusion with the questions corrected that are better, or (`all_of_it`) all that were refitted."""
    corrected = {lesson.question: lesson.corrected for lesson in lessons if lesson.corrected and (all_of_it or lesson.better)}
    return shipped_fusion().model_copy(update={**corrected, "name": ""})


def _lesson(question: Question, verdicts: Verdicts) -> Lesson:
    kept = np.array([question.vetoes.isdisjoint(gates) for gates in verdicts.gates])
    rows, groups = verdicts.rows[kept], verdicts.groups[kept]
    positive: Bools = np.array([said in question.yes for said in verdicts.said])[kept]
    counts = Counter(positive.tolist())
    stories = len(np.unique(groups))
    lesson = Lesson(question.name, counts[True], counts[False], stories)
    if min(lesson.yes, lesson.no) < MIN_EACH or stories < MIN_GROUPS:
        return lesson
    shipped = _line(question.name)
    after = held_out(rows, positive, groups, shipped)
    line, strength = refit(rows, positive, groups, shipped)
    weights = tuple((name, round(float(weight), 6)) for name, weight in zip(FEATURES, line.weights, strict=True))
    return Lesson(
        question.name, lesson.yes, lesson.no, stories, FusionQuestion(intercept=round(line.intercept, 6), weights=weights), strength,
        compare(positive, shipped(rows), after, groups, verdicts.threshold),
    )  # fmt: skip


def _line(question: str) -> Line:
    fusion = load_fusion()
    return Line(np.array(getattr(fusion, question), np.float64), float(getattr(fusion, f"{question}_intercept")))


def _read_by(generated_by: dict[str, Any]) -> tuple[object, ...]:
    models = generated_by.get("models", {})
    return tuple((models.get(name) or {}).get("fingerprint") for name in ("nli", "encoder"))
