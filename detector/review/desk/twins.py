"""The queue as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pydantic import BaseModel

from detector.records import Span
from detector.report.passages import shorten
from detector.review.store.listing import Listed, ListedQuote

QUOTE_CHARS = 2000  # as in the report: no clause of news is longer


class QuoteTwin(BaseModel):
    """One side of an item: the quote, who said it where and when; `marks` are spans of `text` that carry the conflict."""

    claim_id: str
    article_id: str
    origin_id: str
    source: str
    published: date | None
    language: str
    speaker: str | None
    speakers: tuple[str, ...]
    stance: str
    text: str
    marks: tuple[Span, ...]


class ItemTwin(BaseModel):
    """One item of the queue; `quotes` has the earlier one first, `held_by` is empty once the hold has run out.

    `copies` are the ids of other pairs with the same words of the same origins.
    """

    id: str
    story_id: str
    story: str
    finding_id: str | None
    a: str
    b: str
    label: str
    kind: str
    languages: str
    probability: float
    reach: int
    first_day: date | None
    last_day: date | None
    first_batch: int
    last_batch: int
    state: str
    status: str
    verdict: str | None
    assigned_to: str | None
    held_by: str | None
    held_until: datetime | None
    version: int
    copies: tuple[str, ...]
    gates: tuple[str, ...]
    quotes: tuple[QuoteTwin, QuoteTwin]


class QueueTwin(BaseModel):
    """One page of the queue.

    `total` counts what is listed on all pages, `folded` the copies of it that are not (`copies=all` lists them); `facets` and `views` say
    how many items other choices would give, every copy counted.
    """

    total: int
    folded: int
    page: int
    pages: int
    sort: str
    items: list[ItemTwin]
    facets: dict[str, dict[str, int]]
    views: dict[str, int]


def item_twin(item: Listed, people: Mapping[int, str], copies: Sequence[str], now: datetime) -> ItemTwin:
    """Return the twin of an item; `people` are names of reviewers by number, `copies` ids of other items."""
    row = dict(item.row._mapping)
    held = row["held_until"] is not None and row["held_until"] > now
    said = {
        "story": item.story,
        "assigned_to": people.get(row["assigned_to"]),
        "held_by": people.get(row["held_by"]) if held else None,
        "held_until": row["held_until"] if held else None,
        "copies": tuple(copies),
        "gates": item.relation.gates,
        "quotes": tuple(_quote(quote) for quote in item.quotes),
    }
    return ItemTwin.model_validate(row | said)


def _quote(quote: ListedQuote) -> QuoteTwin:
    claim = quote.claim
    text = shorten(claim.text, QUOTE_CHARS)
    return QuoteTwin(
        claim_id=claim.id, article_id=claim.article_id, origin_id=quote.origin_id, source=quote.source, published=quote.published,
        language=claim.language, speaker=claim.speaker, speakers=claim.speakers, stance=claim.stance, text=text,
        marks=tuple((start, end) for start, end in quote.marks if end <= len(text)),
    )  # fmt: skip
