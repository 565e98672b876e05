"""Reading one item, or one story, with all that a person needs to judge it, as records of the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from detector.records import Article, Claim, Finding, Relation, Results, Story
from detector.review.store.codec import load
from detector.review.store.tables import ArticleRow, BatchRow, ClaimRow, EventRow, FindingRow, ItemRow, OpinionRow, ReviewerRow, StoryRow


@dataclass(frozen=True, slots=True)
class Said:
    """A reviewer's opinion, as it stands."""

    reviewer: str
    verdict: str
    reason: str | None
    note: str
    adjudicates: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history; `reviewer` is None where a program made it."""

    id: int
    at: datetime
    reviewer: str | None
    item_id: str | None
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """An item with everything around it.

    `row` has the columns of the table `items`; `results` holds its relation, the story with its articles, the finding it belongs to and
    the claims of both: enough for every view of the report.
    """

    row: Any
    relation: Relation
    results: Results
    opinions: tuple[Said, ...]


def read_item(connection: Connection, item_id: str) -> Item:
    """Return one item.

    Raises:
        KeyError: there is no such item.
    """
    row = connection.execute(select(ItemRow).where(ItemRow.id == item_id)).first()
    if row is None:
        raise KeyError(item_id)
    found = connection.scalar(select(FindingRow.record).where(FindingRow.id == row.finding_id))
    findings = (load(Finding, found),) if found else ()
    wanted = {row.a, row.b} | {claim_id for finding in findings for side in finding.sides for claim_id in side.claim_ids}
    relation = load(Relation, row.record)
    return Item(row, relation, _results(connection, row.story_id, wanted, (relation,), findings), _opinions(connection, item_id))


def read_story(connection: Connection, story_id: str) -> Results:
    """Return a story as the results of a run: its articles, the relations that are items, its findings, and their claims.

    Raises:
        KeyError: there is no such story.
    """
    if connection.scalar(select(StoryRow.id).where(StoryRow.id == story_id)) is None:
        raise KeyError(story_id)
    current = (
        select(ItemRow.record).where(ItemRow.story_id == story_id, ItemRow.state != "gone").order_by(ItemRow.probability.desc(), ItemRow.id)
    )
    relations = tuple(load(Relation, record) for record in connection.scalars(current))
    findings = tuple(
        load(Finding, record) for record in connection.scalars(select(FindingRow.record).where(FindingRow.story_id == story_id))
    )
    wanted = {claim_id for relation in relations for claim_id in (relation.a, relation.b)}
    wanted |= {claim_id for finding in findings for side in finding.sides for claim_id in side.claim_ids}
    return _results(connection, story_id, wanted, relations, findings)


def history(connection: Connection, item_id: str | None = None, after: int = 0, limit: int = 200) -> list[Entry]:
    """Return entries of the history (of one item, or of all), the oldest first, from the one after number `after`."""
    columns = (
        EventRow.id,
        EventRow.at,
        ReviewerRow.name,
        EventRow.item_id,
        EventRow.action,
        EventRow.before,
        EventRow.after,
        EventRow.undoes,
    )
    chosen = select(*columns).outerjoin(ReviewerRow, ReviewerRow.id == EventRow.reviewer_id).where(EventRow.id > after)
    if item_id is not None:
        chosen = chosen.where(EventRow.item_id == item_id)
    return [Entry(*row) for row in connection.execute(chosen.order_by(EventRow.id).limit(limit))]


def _opinions(connection: Connection, item_id: str) -> tuple[Said, ...]:
    columns = (ReviewerRow.name, OpinionRow.verdict, OpinionRow.reason, OpinionRow.note, OpinionRow.adjudicates, OpinionRow.at)
    said = select(*columns).join(ReviewerRow, ReviewerRow.id == OpinionRow.reviewer_id).where(OpinionRow.item_id == item_id)
    return tuple(Said(*row) for row in connection.execute(said.order_by(OpinionRow.at, OpinionRow.reviewer_id)))


def _results(
    connection: Connection, story_id: str, claim_ids: Iterable[str], relations: tuple[Relation, ...], findings: tuple[Finding, ...]
) -> Results:
    claims = [load(Claim, record) for record in connection.scalars(select(ClaimRow.record).where(ClaimRow.id.in_(sorted(claim_ids))))]
    record = connection.scalar(select(StoryRow.record).where(StoryRow.id == story_id))
    stories = (load(Story, record),) if record else ()
    wanted = {claim.article_id for claim in claims} | {article_id for story in stories for article_id in story.article_ids}
    rows = connection.execute(select(ArticleRow.record, ArticleRow.origin_id).where(ArticleRow.id.in_(sorted(wanted)))).all()
    articles = [load(Article, row.record) for row in rows]
    made_by = connection.scalar(select(BatchRow.generated_by).order_by(BatchRow.id.desc()).limit(1))
    return Results(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        origins={article.id: row.origin_id for article, row in zip(articles, rows, strict=True)},
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        stories=stories, relations=relations, findings=findings, generated_by=made_by or {},
    )  # fmt: skip
