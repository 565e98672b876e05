"""Pairs that ask a reviewer one question: outlets that copy one agency give a pair each, with the same words at both ends.

A pair is a copy of another one of its story where both ends correspond: the same origin and the same wording. Nothing of that is stored;
it follows from the claims and the origins of the last batch.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select
from sqlalchemy.orm import aliased

from detector.review.store.listing import last_entry
from detector.review.store.tables import ArticleRow, ClaimRow, ItemRow, OpinionRow
from detector.review.store.verdicts import CameWith, Conflict, Opinion, decide

_QUOTES = re.compile(r"[\"'«»‹›“”„‟‘’‚‛`´]")
_END = " .,;:!¡…"  # a question mark stays: to ask is not to say

_A, _B = aliased(ClaimRow), aliased(ClaimRow)
_OF_A, _OF_B = aliased(ArticleRow), aliased(ArticleRow)
_End = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of an item, as one reviewer sees it.

    `sources` are the outlets that it has and the item has not (where there are none, both of its own). `follows`: a verdict of theirs on
    the item can be given to it too, since nobody else has judged it, works on it or has it on their list, and they themselves said nothing
    else of it than of the item.
    """

    id: str
    version: int
    status: str
    verdict: str | None
    sources: tuple[str, ...]
    follows: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict did: the item's new version, the copies that got it too, and those that were meant to and were left as they are."""

    version: int
    judged: tuple[str, ...]
    left: tuple[str, ...]


def wording(text: str) -> str:
    """Return a text as copies are compared: case, white space, quotation marks and the punctuation at its end do not count."""
    return " ".join(_QUOTES.sub("", unicodedata.normalize("NFKC", text).casefold()).split()).rstrip(_END)


def read_copies(connection: Connection, item_id: str, reviewer_id: int, at: datetime) -> tuple[Copy, ...]:
    """Return the copies of an item that the last batch found, by outlet; none where there is no such item.

    Args:
        connection: to the store.
        item_id: the item.
        reviewer_id: who would judge them (see `Copy.follows`).
        at: when.
    """
    own = connection.execute(_pairs().where(ItemRow.id == item_id)).first()
    if own is None:
        return ()
    x, y = _OF_A.origin_id, _OF_B.origin_id
    same_origins = or_(and_(x == own.a_origin, y == own.b_origin), and_(x == own.b_origin, y == own.a_origin))
    others = _pairs().where(ItemRow.story_id == own.story_id, ItemRow.id != item_id, ItemRow.state != "gone", same_origins)
    found = [row for row in connection.execute(others) if _ends(row) == _ends(own)]
    said = _said(connection, [item_id, *(row.id for row in found)]) if found else {}
    mine = {reviewer_id: said[item_id][reviewer_id]} if reviewer_id in said.get(item_id, {}) else {}
    copies = []
    for row in found:
        free = row.assigned_to in (None, reviewer_id) and (row.held_by in (None, reviewer_id) or row.held_until <= at)
        follows = free and said.get(row.id, {}) in ({}, mine)
        sources = (row.a_source, row.b_source)
        other = tuple(source for source in sources if source not in (own.a_source, own.b_source)) or sources
        copies.append(Copy(row.id, row.version, row.status, row.verdict, tuple(dict.fromkeys(other)), follows))
    return tuple(sorted(copies, key=lambda copy: (copy.sources, copy.id)))


def decide_with_copies(
    connection: Connection, item_id: str, version: int, copies: Mapping[str, int], reviewer_id: int, opinion: Opinion, at: datetime
) -> Outcome:
    """Record the reviewer's opinion of an item and of those of its copies that are named, all in one act that one undo takes back.

    Args:
        connection: as `verdicts.decide` wants it.
        item_id: the item.
        version: the one that its author saw.
        copies: ids of copies to judge, with the version of each that the author saw; what has changed since, or does not follow
            (`Copy.follows`), is left.
        reviewer_id: the author.
        opinion: what they think; it settles no dispute about a copy.
        at: when.

    Raises:
        Conflict, KeyError, ValueError: as `verdicts.decide` does, for the item itself; nothing is written then.
    """
    following = {copy.id for copy in read_copies(connection, item_id, reviewer_id, at) if copy.follows} if copies else set()
    new_version = decide(connection, item_id, version, reviewer_id, opinion, at)
    came_with = CameWith(item_id, last_entry(connection))
    judged, left = [], []
    for copy_id, seen in copies.items():
        try:
            if copy_id not in following:
                raise Conflict(copy_id)
            decide(connection, copy_id, seen, reviewer_id, replace(opinion, adjudicates=False), at, came_with)
            judged.append(copy_id)
        except Conflict:
            left.append(copy_id)
    return Outcome(new_version, tuple(judged), tuple(left))


Sets = Mapping[str, frozenset[str]]
"""Of every item that has copies, the ids of its set, its own among them."""


def read_sets(connection: Connection) -> Sets:
    """Return the sets of all items that the last batch found, in two queries whatever their number; seconds for 100,000 items."""
    columns = (ItemRow.id, ItemRow.story_id, ItemRow.a, ItemRow.b, _OF_A.origin_id.label("a_origin"), _OF_B.origin_id.label("b_origin"))
    alike: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in connection.execute(_joined(select(*columns)).where(ItemRow.state != "gone")):
        alike[(row.story_id, *sorted((row.a_origin, row.b_origin)))].append(row)
    candidates = [rows for rows in alike.values() if len(rows) > 1]
    if not candidates:
        return {}
    words = _wordings(connection)
    by_ends: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)
    for rows in candidates:
        for row in rows:
            ends = sorted(((row.a_origin, words[row.a]), (row.b_origin, words[row.b])))
            by_ends[(row.story_id, *ends)].append(row.id)
    return {item_id: ids for found in by_ends.values() if len(found) > 1 for ids in (frozenset(found),) for item_id in found}


def _pairs() -> Select[*tuple[Any, ...]]:
    columns = (
        ItemRow.id, ItemRow.story_id, ItemRow.version, ItemRow.status, ItemRow.verdict, ItemRow.assigned_to, ItemRow.held_by,
        ItemRow.held_until, _A.record.label("a_record"), _B.record.label("b_record"), _OF_A.origin_id.label("a_origin"),
        _OF_B.origin_id.label("b_origin"), _OF_A.source.label("a_source"), _OF_B.source.label("b_source"),
    )  # fmt: skip
    return _joined(select(*columns))


def _joined(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return the query with both claims of an item, and the article of each."""
    with_claims = chosen.select_from(ItemRow).join(_A, _A.id == ItemRow.a).join(_B, _B.id == ItemRow.b)
    return with_claims.join(_OF_A, _OF_A.id == _A.article_id).join(_OF_B, _OF_B.id == _B.article_id)


def _ends(row: Any) -> list[_End]:
    return sorted(((row.a_origin, _wording_of(row.a_record)), (row.b_origin, _wording_of(row.b_record))))


@lru_cache(10_000)
def _wording_of(record: str) -> str:
    # Of the whole record only this is wanted; to check all of it, as `codec.load` does, takes ten times as long.
    return wording(json.loads(record)["text"])


def _wordings(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(ClaimRow.id, ClaimRow.record))
    return {claim_id: wording(json.loads(record)["text"]) for claim_id, record in rows}


def _said(connection: Connection, item_ids: Iterable[str]) -> dict[str, dict[int, str]]:
    """Return the verdicts on items, by item and reviewer."""
    said: defaultdict[str, dict[int, str]] = defaultdict(dict)
    columns = (OpinionRow.item_id, OpinionRow.reviewer_id, OpinionRow.verdict)
    for item_id, reviewer_id, verdict in connection.execute(select(*columns).where(OpinionRow.item_id.in_(sorted(item_ids)))):
        said[item_id][reviewer_id] = verdict
    return said
