"""The tables of the store: what the runs found, and what people said of it.

Records of a run are kept whole in a column `record` (JSON as `codec.py` writes it); the other columns are what the desk filters, sorts
and joins by. `events` is the history: rows are added, never changed. Columns of an item such as `status` and `verdict` follow from its
opinions.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}  # fmt: skip


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, in UTC: SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        """Return the moment in UTC.

        Raises:
            ValueError: it has no time zone.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value.isoformat()}")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        """Return the moment with its time zone, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Storable(TypeDecorator[str]):
    """Text that both databases can keep: PostgreSQL has no NUL, neither has half a character. What is asked for is treated alike."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: object) -> str | None:
        """Return the text with a sign in place of what cannot be kept."""
        return None if value is None else value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


class Text(_Storable):
    """Text of any length."""

    impl = sqlalchemy.Text
    cache_ok = True


class String(_Storable):
    """Short text, of a length that is known."""

    impl = sqlalchemy.String
    cache_ok = True


SOURCE_CHARS = 300
"""Names of outlets are cut here: PostgreSQL indexes no longer ones, and none is that long."""


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {dict[str, Any]: JSON, datetime: UtcDateTime()}  # noqa: RUF012


class BatchRow(Base):
    """One run that was added."""

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    generated_by: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]


class ArticleRow(Base):
    """An article; `record` holds it whole."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    origin_id: Mapped[str] = mapped_column(String(16))
    published: Mapped[date | None]
    record: Mapped[str] = mapped_column(Text)
    first_batch: Mapped[int] = mapped_column(ForeignKey("batches.id"))


class ClaimRow(Base):
    """A claim of a run. Those of earlier runs stay: items that are gone still show them."""

    __tablename__ = "claims"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), index=True)
    record: Mapped[str] = mapped_column(Text)


class StoryRow(Base):
    """A story of the last run."""

    __tablename__ = "stories"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text)


class FindingRow(Base):
    """A finding of the last run."""

    __tablename__ = "findings"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    story_id: Mapped[str] = mapped_column(String(16), index=True)
    record: Mapped[str] = mapped_column(Text)


class ItemRow(Base):
    """A relation that a person should look at.

    `reach` counts the origins on both sides of its finding. `state` is what the last batch did to it (`vocabulary.State`).
    `version` grows with every change that people make, so that nobody writes over what they have not seen.
    """

    __tablename__ = "items"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    story_id: Mapped[str] = mapped_column(String(16), index=True)
    finding_id: Mapped[str | None] = mapped_column(String(16))
    a: Mapped[str] = mapped_column(String(16))
    b: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    languages: Mapped[str] = mapped_column(Text)
    probability: Mapped[float]
    reach: Mapped[int]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    words: Mapped[str] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text)
    first_batch: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    last_batch: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    state: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(8))
    verdict: Mapped[str | None] = mapped_column(String(16))
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("reviewers.id"), index=True)
    held_by: Mapped[int | None] = mapped_column(ForeignKey("reviewers.id"), index=True)
    held_until: Mapped[datetime | None]
    version: Mapped[int]

    __table_args__ = (
        Index("ix_items_queue", "label", "status", "probability", "id"),
        Index("ix_items_probability", "probability", "id"),
        Index("ix_items_reach", "reach", "id"),
        Index("ix_items_last_day", "last_day", "id"),
        # Holds all that the queue filters, counts and sorts by: whole rows, with their texts, are read for one page only.
        Index("ix_items_facets", "label", "kind", "languages", "status", "state", "verdict", "story_id",
              "probability", "first_day", "last_day", "first_batch", "id", "reach"),
    )  # fmt: skip


class ItemSourceRow(Base):
    """An outlet that stands on one side of an item; the name is cut at `SOURCE_CHARS`."""

    __tablename__ = "item_sources"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)

    __table_args__ = (Index("ix_item_sources_item_id", "item_id", "source"),)


class ReviewerRow(Base):
    """A person who works here. Without a password nobody can log in under the name from elsewhere."""

    __tablename__ = "reviewers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool]


class OpinionRow(Base):
    """What one reviewer thinks of one item; `adjudicates` where it settles a dispute between others."""

    __tablename__ = "opinions"

    item_id: Mapped[str] = mapped_column(ForeignKey("items.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewers.id"), primary_key=True, index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(24))
    note: Mapped[str] = mapped_column(Text)
    adjudicates: Mapped[bool]
    at: Mapped[datetime]


class EventRow(Base):
    """One entry of the history. An undo is an entry of its own and names the one it takes back."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("reviewers.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("items.id"), index=True)
    action: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("events.id"), unique=True)


class SavedViewRow(Base):
    """A query of the queue under a name."""

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewers.id"))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("reviewer_id", "name"),)


class FusionRow(Base):
    """A version of the judge's fusion that was learned from verdicts (see `learning`); at most one is `active`, else the shipped one is.

    `corrects` is the fingerprint of the shipped fusion that it corrects, `verdicts` counts what it was learned from.
    """

    __tablename__ = "fusions"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80))
    weights: Mapped[dict[str, Any]]
    fingerprint: Mapped[str] = mapped_column(String(16))
    corrects: Mapped[str] = mapped_column(String(16))
    verdicts: Mapped[dict[str, Any]]
    measures: Mapped[dict[str, Any]]
    active: Mapped[bool]


class CachedRow(Base):
    """What an engine once computed, so that the next batch computes only what is new; `key` hashes the model and the text."""

    __tablename__ = "cached"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[bytes]
