"""The one record that every format is made of: an item with its two quotes in context, and what people said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, Literal

from sqlalchemy import Connection, Select, select

from detector.records import Article, Claim, Finding, Relation, Scores, Side, Span
from detector.report.passages import passage
from detector.report.untrusted import web_address
from detector.review.store.codec import load
from detector.review.store.items import Said
from detector.review.store.tables import ArticleRow, ClaimRow, FindingRow, ItemRow, OpinionRow, ReviewerRow, StoryRow

ITEM_SCHEMA: Literal["detector-item/1"] = "detector-item/1"
_CHUNK = 500  # items read at once: two claims each stay far below the number of values that a database takes in one query


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before and after a quote in its article: its sentence and some 200 characters more."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSide:
    """One of the two claims of an item, with its article.

    `quote` is verbatim, `article.text[start:end]` in characters; `content` is it without the frame ("X denied that"). `speaker` None:
    the outlet itself. `url` is "" where it is none that may be linked to. `marks` are spans of the article's text that carry the
    conflict. `sources` are all outlets on this side of the finding, `origins` counts the independent voices among them.
    """

    claim_id: str
    article_id: str
    quote: str
    content: str
    speaker: str | None
    stance: str
    language: str
    source: str
    title: str
    published: date | None
    url: str
    start: int
    end: int
    marks: tuple[Span, ...]
    context: Context
    sources: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """An item as it is exported.

    `probability` in 0..1 is that of `label`; `state`, `status`, `verdict` and the opinions' words are those of `review.vocabulary`;
    `story` is the story's title, "" where the last run has no such story any more; `question` is the finding's, None without one.
    """

    schema: Literal["detector-item/1"] = ITEM_SCHEMA
    id: str
    label: str
    kind: str
    probability: float
    state: str
    status: str
    verdict: str | None
    reach: int
    story_id: str
    story: str
    question: str | None
    a: ExportSide
    b: ExportSide
    scores: Scores
    gates: tuple[str, ...]
    opinions: tuple[Said, ...]


def read_rows(connection: Connection, item_ids: Sequence[str]) -> Iterator[ExportRow]:
    """Give the items of the given ids, in their order; six queries for every 500 of them.

    Raises:
        KeyError: there is no such item.
    """
    for at in range(0, len(item_ids), _CHUNK):
        ids = item_ids[at : at + _CHUNK]
        chunk = _Chunk(connection, ids)
        yield from (chunk.row(item_id) for item_id in ids)


def reading_order(row: ExportRow) -> tuple[ExportSide, ExportSide]:
    """Return the sides as people read them: the earlier first, undated ones last."""
    first, second = sorted((row.a, row.b), key=lambda side: (side.published or date.max, side.source, side.start))
    return first, second


def also_said_by(side: ExportSide, row: ExportRow) -> list[str]:
    """Return the outlets on a side whose quotes the item does not show."""
    return [source for source in side.sources if source not in (row.a.source, row.b.source)]


class _Chunk:
    """Some items and all that belongs to them, in memory."""

    def __init__(self, connection: Connection, ids: Sequence[str]) -> None:
        self._items = _by_id(connection, select(ItemRow).where(ItemRow.id.in_(ids)))
        items = self._items.values()
        self._claims = _records(connection, ClaimRow, Claim, {claim_id for item in items for claim_id in (item.a, item.b)})
        self._articles = _records(connection, ArticleRow, Article, {claim.article_id for claim in self._claims.values()})
        self._findings = _records(connection, FindingRow, Finding, {item.finding_id for item in items if item.finding_id})
        stories = select(StoryRow.id, StoryRow.title).where(StoryRow.id.in_({item.story_id for item in items}))
        self._titles = {row.id: row.title for row in connection.execute(stories)}
        self._opinions = _opinions(connection, ids)

    def row(self, item_id: str) -> ExportRow:
        item = self._items[item_id]
        relation = load(Relation, item.record)
        finding = self._findings.get(item.finding_id)
        sides = finding.sides if finding else ()
        return ExportRow(
            id=item.id, label=item.label, kind=item.kind, probability=item.probability, state=item.state, status=item.status,
            verdict=item.verdict, reach=item.reach, story_id=item.story_id, story=self._titles.get(item.story_id, ""),
            question=finding.question if finding else None, a=self._side(item.a, relation.marks[0], sides),
            b=self._side(item.b, relation.marks[1], sides), scores=relation.scores, gates=relation.gates,
            opinions=tuple(self._opinions[item_id]),
        )  # fmt: skip

    def _side(self, claim_id: str, marks: tuple[Span, ...], sides: Iterable[Side]) -> ExportSide:
        claim = self._claims[claim_id]
        article = self._articles[claim.article_id]
        around = passage(article, claim)
        own = next((side for side in sides if claim_id in side.claim_ids), None)
        return ExportSide(
            claim_id=claim.id, article_id=article.id, quote=claim.text, content=claim.content, speaker=claim.speaker, stance=claim.stance,
            language=claim.language, source=article.source, title=article.title, published=article.published,
            url=article.url if web_address(article.url) else "", start=claim.start, end=claim.end, marks=marks,
            context=Context(around.lead + around.before, around.after + around.trail),
            sources=own.sources if own else (article.source,), origins=len(own.origins) if own else 1,
        )  # fmt: skip


def _by_id(connection: Connection, chosen: Select[Any]) -> dict[str, Any]:
    return {row.id: row for row in connection.execute(chosen)}


def _records(connection: Connection, table: Any, kind: type[Any], ids: Iterable[str]) -> dict[str, Any]:
    chosen = select(table.id, table.record).where(table.id.in_(sorted(ids)))
    return {row.id: load(kind, row.record) for row in connection.execute(chosen)}


def _opinions(connection: Connection, ids: Sequence[str]) -> dict[str, list[Said]]:
    columns = (ReviewerRow.name, OpinionRow.verdict, OpinionRow.reason, OpinionRow.note, OpinionRow.adjudicates, OpinionRow.at)
    chosen = select(OpinionRow.item_id, *columns).join(ReviewerRow, ReviewerRow.id == OpinionRow.reviewer_id)
    said: dict[str, list[Said]] = defaultdict(list)
    for row in connection.execute(chosen.where(OpinionRow.item_id.in_(ids)).order_by(OpinionRow.at, OpinionRow.reviewer_id)):
        said[row.item_id].append(Said(row.name, row.verdict, row.reason, row.note, row.adjudicates, row.at.astimezone(UTC)))
    return said
