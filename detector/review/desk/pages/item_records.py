"""An item and its verdicts as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from pydantic import BaseModel, Field

from detector.report.views import Quote
from detector.review.desk.pages.item_views import ItemView, quotes_of
from detector.review.store.items import Entry
from detector.review.vocabulary import Reason, Status, Verdict


class QuoteRecord(BaseModel):
    """A claim in its article: `article.text[start:end] == text`."""

    claim_id: str
    article_id: str
    source: str
    title: str
    published: date | None
    url: str = Field(description="as the article gives it; never fetched")
    language: str
    speaker: str | None
    stance: str
    text: str
    start: int
    end: int

    @staticmethod
    def of(quote: Quote) -> QuoteRecord:
        """Return the record of a quote."""
        claim, article = quote.claim, quote.article
        return QuoteRecord(
            claim_id=claim.id, article_id=article.id, source=article.source, title=article.title, published=article.published,
            url=article.url, language=claim.language, speaker=claim.speaker, stance=claim.stance, text=claim.text, start=claim.start,
            end=claim.end,
        )  # fmt: skip


class SideRecord(BaseModel):
    """One side of the question: independent origins, outlets, first and last day, and every quote."""

    origins: int
    outlets: int
    first: date | None
    last: date | None
    quotes: list[QuoteRecord]


class OpinionRecord(BaseModel):
    """What one reviewer thinks."""

    reviewer: str
    verdict: Verdict
    reason: Reason | None
    note: str
    adjudicates: bool
    at: datetime


class CopyRecord(BaseModel):
    """Another pair with the same words of the same origins."""

    id: str
    version: int
    sources: list[str] = Field(description="the outlets that it has and the item has not; both of its own where there are none")
    status: Status
    verdict: Verdict | None
    follows: bool = Field(description="one's verdict on the item can be given to it, too: nobody else judged it or is at it")


class ItemRecord(BaseModel):
    """An item with everything around it. `first` is the earlier quote; `previous`, `next`, `position`, `total` speak of the queue."""

    id: str
    version: int
    story_id: str
    finding_id: str | None
    question: str
    label: str
    kind: str
    probability: float
    state: str
    status: Status
    verdict: Verdict | None
    held_by: str | None
    held_until: datetime | None
    assigned_to: str | None
    first: QuoteRecord
    second: QuoteRecord
    sides: list[SideRecord]
    copies: list[CopyRecord]
    scores: dict[str, float]
    gates: list[str]
    opinions: list[OpinionRecord]
    history: list[Entry]
    previous: str | None
    next: str | None
    position: int | None
    total: int

    @staticmethod
    def of(view: ItemView) -> ItemRecord:
        """Return the record of what a person sees of an item."""
        row, relation = view.item.row, view.item.relation
        return ItemRecord(
            id=row.id, version=row.version, story_id=row.story_id, finding_id=row.finding_id, question=view.question, label=row.label,
            kind=row.kind, probability=row.probability, state=row.state, status=row.status, verdict=row.verdict,
            held_by=view.holder.name if view.holder else None, held_until=row.held_until if view.holder else None,
            assigned_to=view.assignee.name if view.assignee else None,
            first=QuoteRecord.of(view.card.first), second=QuoteRecord.of(view.card.second),
            sides=[
                SideRecord(
                    origins=side.origins, outlets=side.outlets, first=side.days[0] if side.days else None,
                    last=side.days[1] if side.days else None, quotes=[QuoteRecord.of(quote) for quote in quotes_of(side)],
                )
                for side in view.sides
            ],
            copies=[CopyRecord.model_validate(asdict(copy)) for copy in view.alike],
            scores=asdict(relation.scores), gates=list(relation.gates),
            opinions=[OpinionRecord.model_validate(asdict(said)) for said in view.item.opinions],
            history=list(view.entries),
            previous=view.place.previous, next=view.place.next, position=view.place.position, total=view.place.total,
        )  # fmt: skip
