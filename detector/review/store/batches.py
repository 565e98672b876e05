"""Adding what a run found: every item is then new, carried forward, changed or gone; what people said of it stays."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from detector.records import Article, Claim, Finding, Relation, Results
from detector.review.store.codec import dump, load
from detector.review.store.tables import (
    SOURCE_CHARS,
    ArticleRow,
    Base,
    BatchRow,
    ClaimRow,
    FindingRow,
    ItemRow,
    ItemSourceRow,
    StoryRow,
)
from detector.review.vocabulary import CHANGE, State

# PostgreSQL indexes up to a megabyte of a text; quotes, headlines and names are far from it.
_PART_CHARS, _WORDS_CHARS = 5_000, 50_000


class Outdated(Exception):
    """Somebody else has added a batch since the articles of this one were read."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A run that was added: its number, when, how many items it made new, carried, changed and gone, and how many articles are new."""

    id: int
    at: datetime
    counts: dict[State, int]
    new_articles: int = 0


def add_batch(connection: Connection, results: Results, at: datetime, after: int | None = None) -> Batch:
    """Store `results`, which replace those of the run before; verdicts and history stay as they are.

    Args:
        connection: in a transaction that may write; nothing is visible to others before it is committed.
        results: what a run over *all* articles of this store found (the old ones and the new).
        at: when it ran.
        after: the number of the batch after which the stored articles were read (see `last_batch`).

    Raises:
        Outdated: there is a batch after that one; its articles would be missing from `results`.
    """
    if after is not None and last_batch(connection) != after:
        raise Outdated
    batch_id = connection.execute(
        insert(BatchRow).values(at=at, generated_by=results.generated_by, counts={}).returning(BatchRow.id)
    ).scalar_one()
    new_articles = len({article.id for article in results.articles} - set(connection.scalars(select(ArticleRow.id))))
    _upsert(connection, ArticleRow, [_article(article, results, batch_id) for article in results.articles], keep=("first_batch",))
    _upsert(connection, ClaimRow, [{"id": claim.id, "article_id": claim.article_id, "record": dump(claim)} for claim in results.claims])
    connection.execute(delete(StoryRow))
    _insert(connection, StoryRow, [{"id": story.id, "title": story.title, "record": dump(story)} for story in results.stories])
    connection.execute(delete(FindingRow))
    _insert(connection, FindingRow, [{"id": f.id, "story_id": f.story_id, "record": dump(f)} for f in results.findings])
    counts: dict[State, int] = dict(_items(connection, results, batch_id))
    told = {
        **{str(state): n for state, n in counts.items()},
        "articles": len(results.articles),
        "new_articles": new_articles,
    }
    connection.execute(update(BatchRow).where(BatchRow.id == batch_id).values(counts=told))
    return Batch(batch_id, at, counts, new_articles)


def last_batch(connection: Connection) -> int:
    """Return the number of the last batch, 0 where there is none."""
    return connection.scalar(select(func.max(BatchRow.id))) or 0


def stored_articles(connection: Connection) -> list[Article]:
    """Return every article of the store, to be read again together with new ones."""
    return [load(Article, record) for record in connection.scalars(select(ArticleRow.record).order_by(ArticleRow.id))]


def fold(text: str) -> str:
    """Return `text` as it is searched: lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def search_words(text: str) -> list[str]:
    """Return the words of a text as they are searched: folded, of letters and digits alone, so that both databases cut them alike."""
    return re.findall(r"[^\W_]+", fold(text))


def _article(article: Article, results: Results, batch_id: int) -> dict[str, Any]:
    return {
        "id": article.id, "source": article.source[:SOURCE_CHARS], "origin_id": results.origins[article.id], "published": article.published,
        "record": dump(article), "first_batch": batch_id,
    }  # fmt: skip


def _items(connection: Connection, results: Results, batch_id: int) -> Counter[State]:
    columns = (ItemRow.id, ItemRow.label, ItemRow.kind, ItemRow.probability, ItemRow.state)
    before = {row.id: row for row in connection.execute(select(*columns))}
    made = _ItemMaker(results)
    rows = [made.row(relation) for relation in results.relations if relation.label != "uncertain" or relation.kind == "supersession"]
    states: list[State] = []
    for row in rows:
        old = before.get(row["id"])
        states.append("new" if old is None else _state_of(old, row))
        row |= {"state": states[-1], "last_batch": batch_id, "first_batch": batch_id, "status": "open", "version": 1}
    _upsert(connection, ItemRow, rows, keep=("first_batch", "status", "version"))
    found = ItemRow.last_batch == batch_id
    connection.execute(delete(ItemSourceRow).where(ItemSourceRow.item_id.in_(select(ItemRow.id).where(found))))
    _insert(connection, ItemSourceRow, [{"item_id": row["id"], "source": source} for row in rows for source in made.sources(row)])
    gone = connection.execute(update(ItemRow).where(~found, ItemRow.state != "gone").values(state="gone")).rowcount
    found_states: Counter[State] = Counter(states)
    found_states["gone"] = gone
    return found_states


def _state_of(old: Any, row: dict[str, Any]) -> State:
    same = (old.label, old.kind) == (row["label"], row["kind"]) and abs(old.probability - row["probability"]) < CHANGE
    return "carried" if same and old.state != "gone" else "changed"


class _ItemMaker:
    """Makes the rows of items out of relations and what is known around them."""

    def __init__(self, results: Results) -> None:
        self._claims = {claim.id: claim for claim in results.claims}
        self._articles = {article.id: article for article in results.articles}
        self._titles = {story.id: story.title for story in results.stories}
        self._origins = results.origins
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in results.findings:
            for claim_id in {claim_id for side in finding.sides for claim_id in side.claim_ids}:
                self._findings[claim_id].append(finding)

    def row(self, relation: Relation) -> dict[str, Any]:
        a, b = self._claims[relation.a], self._claims[relation.b]
        articles = [self._articles[claim.article_id] for claim in (a, b)]
        finding = next((f for f in self._findings[a.id] if any(b.id in side.claim_ids for side in f.sides)), None)
        origins = {self._origins[article.id] for article in articles}
        if finding:
            origins |= {origin for side in finding.sides for origin in side.origins}
        parts = self._words(relation.story_id, (a, b), articles)
        days = [article.published for article in articles if article.published]
        return {
            "id": relation.id, "story_id": relation.story_id, "finding_id": finding.id if finding else None, "a": a.id, "b": b.id,
            "label": relation.label, "kind": relation.kind, "languages": "-".join(sorted({a.language, b.language})),
            "probability": relation.probability, "reach": len(origins),
            "first_day": min(days, default=None), "last_day": max(days, default=None),
            "words": " ".join(search_words(" ".join(part[:_PART_CHARS] for part in parts)))[:_WORDS_CHARS],
            "record": dump(relation),
        }  # fmt: skip

    def sources(self, row: dict[str, Any]) -> list[str]:
        return sorted({self._articles[self._claims[row[side]].article_id].source[:SOURCE_CHARS] for side in ("a", "b")})

    def _words(self, story_id: str, claims: Iterable[Claim], articles: Iterable[Article]) -> Iterator[str]:
        for claim in claims:
            yield from (claim.text, claim.speaker or "")
        for article in articles:
            yield from (article.source, article.title)
        yield self._titles.get(story_id, "")


def _insert(connection: Connection, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _upsert(connection: Connection, table: type[Base], rows: Sequence[dict[str, Any]], keep: Sequence[str] = ()) -> None:
    """Insert rows, or give old ones with their id the new values, but for the columns to `keep`."""
    if rows:
        statement = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
        changed = {name: statement.excluded[name] for name in rows[0] if name not in ("id", *keep)}
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed), rows)
