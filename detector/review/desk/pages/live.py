"""What others do, as it happens: entries of the history as server-sent events.

One task a process asks the store once a second and hands what is new to every open page; the pages only wait.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from sqlalchemy import Connection, func, select
from sse_starlette import EventSourceResponse, ServerSentEvent

from detector.report.untrusted import visible
from detector.review.desk.context import Language, Reader, StoreOf, VisitOf, reviewer_of
from detector.review.desk.pages.item_views import told
from detector.review.store import Store
from detector.review.store.items import Entry, history
from detector.review.store.people import all_reviewers
from detector.review.store.tables import EventRow

router = APIRouter()
logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
WAITING = 200  # entries that one page may be behind before it is cut off; it comes back and reads them from the store
OVERLAP = 100  # entries read again every time: PostgreSQL can commit number 8 before number 7
CATCH_UP = 1000  # entries that a page which was away is told of at most
STREAM_SECONDS = 15 * 60  # after this the page connects again


@dataclass(frozen=True, slots=True)
class News:
    """An entry of the history, and the names of people it may speak of."""

    entry: Entry
    names: dict[int, str]


def last_entry(connection: Connection) -> int:
    """Return the number of the last entry of the history, 0 if there is none."""
    return connection.scalar(select(func.max(EventRow.id))) or 0


class Feed:
    """Hands new entries of a store to all who follow it; it asks the store only while somebody does."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._followers: set[asyncio.Queue[News | None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._known: set[int] = set()
        self._last = 0

    async def follow(self, after: int | None) -> AsyncGenerator[News | int, None]:
        """Yield the number that the news begin after (the last entry's where `after` is None), then every entry after it."""
        waiting: asyncio.Queue[News | None] = asyncio.Queue(WAITING)
        self._followers.add(waiting)  # before reading what there is, so that nothing falls between
        try:
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._poll())
            start, missed = await asyncio.to_thread(self._catch_up, after)
            yield start
            told_already = set()
            for news in missed:
                told_already.add(news.entry.id)
                yield news
            async with asyncio.timeout(STREAM_SECONDS):
                while (coming := await waiting.get()) is not None:
                    if coming.entry.id > start and coming.entry.id not in told_already:
                        told_already.add(coming.entry.id)
                        yield coming
        except TimeoutError:
            return
        finally:
            self._followers.discard(waiting)

    async def _poll(self) -> None:
        self._known.clear()
        self._last = max(0, await asyncio.to_thread(self._last_entry) - OVERLAP)
        while self._followers:
            try:
                self._hand_out(await asyncio.to_thread(self._fresh))
            except Exception:  # a database that restarts must not end the news for good
                logger.exception("cannot read the history")
            await asyncio.sleep(EVERY_SECONDS)

    def _hand_out(self, fresh: Iterable[News]) -> None:
        for news in fresh:
            for follower in tuple(self._followers):
                if follower.full():
                    self._followers.discard(follower)
                    while not follower.empty():
                        follower.get_nowait()
                    follower.put_nowait(None)
                else:
                    follower.put_nowait(news)

    def _fresh(self) -> list[News]:
        with self._store.reading() as connection:
            entries = history(connection, after=max(0, self._last - OVERLAP), limit=OVERLAP + 500)
            new = [entry for entry in entries if entry.id not in self._known]
            names = _names(connection, new)
        if entries:
            self._last = max(self._last, entries[-1].id)
        self._known = {entry.id for entry in entries if entry.id > self._last - OVERLAP}
        return [News(entry, names) for entry in new]

    def _catch_up(self, after: int | None) -> tuple[int, list[News]]:
        with self._store.reading() as connection:
            last = last_entry(connection)
            start = last if after is None else max(min(after, last), last - CATCH_UP)
            entries = history(connection, after=start, limit=CATCH_UP)
            names = _names(connection, entries)
        return start, [News(entry, names) for entry in entries]

    def _last_entry(self) -> int:
        with self._store.reading() as connection:
            return last_entry(connection)


@router.get("/live.json")
def show_json(
    store: StoreOf, reader: Reader, after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 200
) -> list[Entry]:
    """Entries of the whole history from the one after number `after`, the oldest first."""
    with store.reading() as connection:
        return list(history(connection, after=after, limit=limit))


@router.get("/live", include_in_schema=False)
async def stream(
    request: Request, store: StoreOf, visit: VisitOf, reader: Reader,
    after: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None, last_event_id: Annotated[str, Header()] = "",
) -> EventSourceResponse:  # fmt: skip
    """What people do from now on, or after an entry of the history: events `entry`, after one `ready` that says where they begin.

    A page that lost its connection names the last entry it saw in `Last-Event-ID`.
    """
    seen = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 10 else after
    if not hasattr(request.app.state, "feed"):
        request.app.state.feed = Feed(store)
    feed: Feed = request.app.state.feed
    events = _events(feed, seen, reader.name, visit.language, lambda: reviewer_of(request) is not None)
    return EventSourceResponse(events, send_timeout=20)


async def _events(
    feed: Feed, after: int | None, reader: str, language: Language, may_read: Callable[[], bool]
) -> AsyncIterator[ServerSentEvent]:
    async with aclosing(feed.follow(after)) as following:
        async for news in following:
            if not await asyncio.to_thread(may_read):
                return
            if isinstance(news, int):
                yield ServerSentEvent(event="ready", id=str(news), data="{}")
            else:
                data = json.dumps(_message(news, reader, language), ensure_ascii=False)
                yield ServerSentEvent(event="entry", id=str(news.entry.id), data=data)


def _message(news: News, reader: str, language: Language) -> dict[str, Any]:
    entry = news.entry
    return {
        "id": entry.id, "at": entry.at.isoformat(), "item": entry.item_id, "action": entry.action, "mine": entry.reviewer == reader,
        "text": visible(told(entry, news.names, language)),
    }  # fmt: skip


def _names(connection: Connection, entries: Iterable[Entry]) -> dict[int, str]:
    if any(entry.action == "assign" for entry in entries):
        return {person.id: person.name for person in all_reviewers(connection)}
    return {}
