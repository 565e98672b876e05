"""A whole article, with the claims that items are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from sqlalchemy import Connection, or_, select

from detector.records import Article, Claim
from detector.report.untrusted import web_address
from detector.review.desk import labels
from detector.review.desk.context import Reader, StoreOf, VisitOf
from detector.review.desk.filters import QueueAddress
from detector.review.desk.labels import N_
from detector.review.desk.pages.item_views import existing
from detector.review.desk.rendering import page
from detector.review.store.codec import load
from detector.review.store.tables import ArticleRow, ClaimRow, ItemRow

router = APIRouter()
SHOWN_CHARS = 300_000
"""Of an article on a page: a novel's length. Of longer ones the stretch around the passage is shown."""


class ArticleAddress(QueueAddress):
    """The query of an article's address: the claim to show, the item it was reached from, and that item's queue."""

    claim: str = Field("", max_length=64)
    item: str = Field("", max_length=64)


_Address = Annotated[ArticleAddress, Query()]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A claim of the article, and the items about it, the most probable first."""

    claim: Claim
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. `flagged` is the narrowest claim over it, `current`: it is the one asked for; `anchor`: it begins here."""

    text: str
    flagged: Flagged | None
    current: bool
    anchor: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with the same text."""

    id: str
    source: str
    published: date | None


@dataclass(frozen=True, slots=True)
class _Read:
    article: Article
    origin_id: str
    copies: tuple[Copy, ...]
    flagged: tuple[Flagged, ...]


class FlaggedRecord(BaseModel):
    """A claim that items are about: `text[start:end]` of the article, and the items' ids."""

    id: str
    start: int
    end: int
    speaker: str | None
    stance: str
    items: list[str]


class ArticleRecord(BaseModel):
    """An article; `copies` are the ids of others with the same text."""

    id: str
    source: str
    title: str
    published: date | None
    url: str
    language: str
    origin_id: str
    copies: list[str]
    text: str
    claims: list[FlaggedRecord]


@router.get("/articles/{article_id}.json")
def show_json(article_id: str, store: StoreOf, reader: Reader) -> ArticleRecord:
    """An article as JSON."""
    with store.reading() as connection:
        read = _read(connection, article_id)
    article = read.article
    return ArticleRecord(
        id=article.id, source=article.source, title=article.title, published=article.published, url=article.url,
        language=article.language, origin_id=read.origin_id, copies=[copy.id for copy in read.copies], text=article.text,
        claims=[
            FlaggedRecord(
                id=f.claim.id, start=f.claim.start, end=f.claim.end, speaker=f.claim.speaker, stance=f.claim.stance, items=list(f.items)
            )
            for f in read.flagged
        ],
    )  # fmt: skip


@router.get("/articles/{article_id}", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, article_id: str, store: StoreOf, visit: VisitOf, reader: Reader, address: _Address) -> HTMLResponse:
    """An article as a page, with the claim asked for marked (`#claim` scrolls to it)."""
    with store.reading() as connection:
        read = _read(connection, article_id)
        item = address.item if any(address.item in f.items for f in read.flagged) else None
        opposite = _opposite(connection, item, article_id, address.claim) if item else None
    current = next((f.claim for f in read.flagged if f.claim.id == address.claim), None)
    start, end = _window(len(read.article.text), current)
    query = address.query(page=address.page, claim=None, item=None)
    values = {
        "article": read.article, "link": web_address(read.article.url), "copies": read.copies, "labels": labels, "query": query,
        "pieces": pieces(read.article.text, read.flagged, address.claim, start, end), "item": item,
        "to_queue": address.link(page=address.page, claim=None, item=None),
        "opposite": f"/articles/{opposite[0]}{address.query(page=address.page, claim=opposite[1])}#claim" if opposite else None,
        "back": f"/articles/{article_id}{address.query(page=address.page)}",
        "cut_before": start > 0, "cut_after": end < len(read.article.text), "current": current,
    }  # fmt: skip
    return page(request, visit, "article.html", values)


def pieces(text: str, flagged: Sequence[Flagged], current: str, start: int, end: int) -> list[Piece]:
    """Return `text[start:end]` cut where claims begin and end; claims may lie in one another."""
    inside = [f for f in flagged if f.claim.start < end and f.claim.end > start]
    cuts = sorted({start, end} | {min(max(at, start), end) for f in inside for at in (f.claim.start, f.claim.end)})
    made = []
    for left, right in pairwise(cuts):
        over = [f for f in inside if f.claim.start <= left and right <= f.claim.end]
        # The claim asked for wins over those inside it, then the narrowest.
        chosen = min(over, key=lambda f: (f.claim.id != current, f.claim.end - f.claim.start, f.claim.id), default=None)
        begins = chosen is not None and max(chosen.claim.start, start) == left
        made.append(Piece(text[left:right], chosen, chosen is not None and chosen.claim.id == current, begins))
    return made


def _window(length: int, current: Claim | None) -> tuple[int, int]:
    if length <= SHOWN_CHARS:
        return 0, length
    middle = current.start if current else 0
    start = min(max(0, middle - SHOWN_CHARS // 2), length - SHOWN_CHARS)
    return start, start + SHOWN_CHARS


def _opposite(connection: Connection, item_id: str, article_id: str, claim_id: str) -> tuple[str, str] | None:
    """Return the article and the claim of the item's other side: not of the claim asked for, nor, where none is, of this article."""
    sides = select(ClaimRow.id, ClaimRow.article_id).join(ItemRow, or_(ItemRow.a == ClaimRow.id, ItemRow.b == ClaimRow.id))
    both = connection.execute(sides.where(ItemRow.id == item_id).order_by(ClaimRow.id)).all()
    asked = any(side.id == claim_id for side in both)
    others = (side for side in both if (side.id != claim_id if asked else side.article_id != article_id))
    return next(((side.article_id, side.id) for side in others), None)


def _read(connection: Connection, article_id: str) -> _Read:
    row = connection.execute(select(ArticleRow.record, ArticleRow.origin_id).where(ArticleRow.id == existing(article_id))).first()
    if row is None:
        raise HTTPException(404, N_("there is nothing under this address"))
    others = select(ArticleRow.id, ArticleRow.source, ArticleRow.published).where(
        ArticleRow.origin_id == row.origin_id, ArticleRow.id != article_id
    )
    copies = tuple(Copy(*other) for other in connection.execute(others.order_by(ArticleRow.published, ArticleRow.source)))
    own = select(ClaimRow.id).where(ClaimRow.article_id == article_id)
    found = connection.execute(
        select(ItemRow.id, ItemRow.a, ItemRow.b)
        .where(or_(ItemRow.a.in_(own), ItemRow.b.in_(own)))
        .order_by(ItemRow.probability.desc(), ItemRow.id)
    ).all()
    sides = {claim_id for item in found for claim_id in (item.a, item.b)}
    records = connection.scalars(select(ClaimRow.record).where(ClaimRow.article_id == article_id, ClaimRow.id.in_(sorted(sides))))
    claims = sorted((load(Claim, record) for record in records), key=lambda claim: (claim.start, claim.end))
    flagged = tuple(Flagged(claim, tuple(item.id for item in found if claim.id in (item.a, item.b))) for claim in claims)
    return _Read(load(Article, row.record), row.origin_id, copies, flagged)
