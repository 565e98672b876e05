"""What others do reaches open pages, from one reader of the store, with nothing missing and nothing twice."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from builders import pier_story
from fastapi import FastAPI
from fastapi.testclient import TestClient

from detector.review.desk import DeskOptions, create_app
from detector.review.desk.pages import live
from detector.review.desk.pages.live import Feed, News
from detector.review.store import Store
from detector.review.store.items import read_item
from detector.review.store.people import Reviewer, add_reviewer, change_reviewer
from detector.review.store.verdicts import Opinion, assign, decide, hold, undo

ITEM, OTHER = (relation.id for relation in pier_story().relations[:2])


@pytest.fixture
def bruno(filled: Store) -> Reviewer:
    with filled.writing() as connection:
        return add_reviewer(connection, "Bruno")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "EVERY_SECONDS", 0.02)


def judge(store: Store, person: Reviewer, item_id: str = ITEM) -> None:
    with store.writing() as connection:
        version = read_item(connection, item_id).row.version
        decide(connection, item_id, version, person.id, Opinion("unrelated", "other_time"), datetime.now(UTC))


@asynccontextmanager
async def listening(app: FastAPI, query: str = "", **headers: str) -> AsyncIterator[Callable[[int], Any]]:
    """Open /live as a browser does; gives a function that waits until there are so many events and returns them all.

    Its `answer` holds status and headers, its `end` waits until the desk ends the stream.
    """
    body, leaving, answer = bytearray(), asyncio.Event(), {}

    async def receive() -> dict[str, Any]:
        if "asked" not in answer:
            answer["asked"] = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await leaving.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        answer.update({"status": message["status"], "headers": dict(message["headers"])} if "status" in message else {})
        body.extend(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": "/live", "raw_path": b"/live",
        "query_string": query.encode(), "root_path": "", "scheme": "http", "server": ("testserver", 80), "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"testserver"), *((name.encode().replace(b"_", b"-"), value.encode()) for name, value in headers.items())],
    }  # fmt: skip
    running = asyncio.create_task(app(scope, receive, send))

    def events() -> list[dict[str, Any]]:
        found = []
        for block in body.decode().split("\r\n\r\n")[:-1]:
            fields = dict(line.split(": ", 1) for line in block.split("\r\n") if not line.startswith(":"))
            found += [{"id": int(fields["id"]), "event": fields["event"], **json.loads(fields["data"])}] if fields else []
        return found

    async def wait_for(number: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(60):
            while len(events()) < number:
                assert not running.done(), answer
                await asyncio.sleep(0.01)
        return events()

    wait_for.answer, wait_for.end = answer, lambda: asyncio.wait({running})  # type: ignore[attr-defined]
    try:
        yield wait_for
    finally:
        leaving.set()
        async with asyncio.timeout(60):
            await running


@pytest.mark.parametrize(
    ("language", "words"), [("en", "decided: Unrelated (different time)"), ("es", "decidió: Sin relación (otro momento)")]
)
def test_a_page_hears_what_others_decide(filled: Store, ana: Reviewer, bruno: Reviewer, language: Any, words: str) -> None:
    judge(filled, bruno)  # before the page was opened: not news
    app = create_app(filled, DeskOptions(reviewer_id=ana.id, language=language))

    async def scene() -> None:
        async with listening(app) as wait_for:
            (ready,) = await wait_for(1)
            assert (ready["event"], ready["id"]) == ("ready", 1)
            assert wait_for.answer["status"] == 200  # type: ignore[attr-defined]
            assert wait_for.answer["headers"][b"content-type"].startswith(b"text/event-stream")  # type: ignore[attr-defined]
            await asyncio.to_thread(judge, filled, bruno, OTHER)
            await asyncio.to_thread(judge, filled, ana, ITEM)
            _, theirs, own = await wait_for(3)
            assert theirs["event"] == "entry" and (theirs["item"], theirs["mine"], theirs["action"]) == (OTHER, False, "verdict")
            assert theirs["text"] == f"Bruno {words}"
            assert (own["item"], own["mine"]) == (ITEM, True)

    asyncio.run(scene())


def test_every_sort_of_entry_is_told(filled: Store, ana: Reviewer, bruno: Reviewer) -> None:
    app = create_app(filled, DeskOptions(reviewer_id=ana.id, language="en"))

    async def scene() -> list[str]:
        async with listening(app, "after=0") as wait_for:
            await wait_for(1)
            now = datetime.now(UTC)
            with filled.writing() as connection:
                hold(connection, ITEM, bruno.id, now)
                assign(connection, [ITEM], ana.id, bruno.id, now)
                decide(connection, ITEM, 1, bruno.id, Opinion("support"), now)
                undo(connection, bruno.id, now)
            return [event["text"].removeprefix("Bruno ") for event in (await wait_for(5))[1:]]

    assert asyncio.run(scene()) == ["is working on it", "assigned it to Ana", "decided: Corroboration", "took back: Corroboration"]


def test_a_page_that_was_away_hears_what_it_missed_once(filled: Store, ana: Reviewer, bruno: Reviewer) -> None:
    app = create_app(filled, DeskOptions(reviewer_id=ana.id))
    for _ in range(3):
        judge(filled, bruno)

    async def scene() -> None:
        async with listening(app, "after=1") as wait_for:
            assert [event["id"] for event in await wait_for(3)] == [1, 2, 3]
            await asyncio.to_thread(judge, filled, bruno)
            assert [event["id"] for event in await wait_for(4)] == [1, 2, 3, 4]
        # A browser that comes back repeats its first address, and says what it saw last.
        async with listening(app, "after=1", last_event_id="3") as wait_for:
            assert [event["id"] for event in await wait_for(2)] == [3, 4]
        async with listening(app, "after=99", last_event_id="x") as wait_for:
            assert [event["id"] for event in await wait_for(1)] == [4]

    asyncio.run(scene())


def test_nothing_is_missed_and_nothing_told_twice_while_pages_come_and_others_write(filled: Store, ana: Reviewer, bruno: Reviewer) -> None:
    async def follow(feed: Feed) -> list[int]:
        heard: list[int] = []
        async for news in feed.follow(0):
            if isinstance(news, News):
                heard.append(news.entry.id)
            if len(heard) == 40:
                break
        return heard

    async def scene() -> list[list[int]]:
        feed = Feed(filled)
        writing = asyncio.gather(asyncio.to_thread(lambda: [judge(filled, bruno) for _ in range(40)]))
        following = []
        for _ in range(8):
            following.append(asyncio.create_task(follow(feed)))
            await asyncio.sleep(0.03)
        async with asyncio.timeout(30):
            await writing
            return await asyncio.gather(*following)

    assert asyncio.run(scene()) == [list(range(1, 41))] * 8


def test_fifty_pages_cost_one_question_a_second(filled: Store, ana: Reviewer, bruno: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    fresh = Feed._fresh
    monkeypatch.setattr(Feed, "_fresh", lambda self: asked.append(1) or fresh(self))
    monkeypatch.setattr(live, "EVERY_SECONDS", 0.2)

    async def scene() -> tuple[int, int]:
        feed = Feed(filled)
        streams = [feed.follow(None) for _ in range(50)]
        for stream in streams:
            assert await anext(stream) == 0
        before = len(asked)
        await asyncio.sleep(1.0)
        during = len(asked) - before
        for stream in streams:
            await stream.aclose()
        await asyncio.sleep(0.4)
        after = len(asked)
        await asyncio.sleep(0.5)
        return during, len(asked) - after

    during, afterwards = asyncio.run(scene())
    assert 1 <= during <= 6
    assert afterwards == 0  # nobody listens: nobody asks


def test_a_page_that_does_not_listen_is_cut_off_and_the_others_are_not(
    filled: Store, ana: Reviewer, bruno: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "WAITING", 5)

    async def scene() -> tuple[list[Any], int]:
        feed = Feed(filled)
        slow, quick = feed.follow(0), feed.follow(0)
        assert (await anext(slow), await anext(quick)) == (0, 0)
        told = 0
        for _ in range(8):
            await asyncio.to_thread(judge, filled, bruno)
            async with asyncio.timeout(60):
                await anext(quick)
            told += 1
        await asyncio.sleep(0.1)
        async with asyncio.timeout(60):
            rest = [news async for news in slow]
        await quick.aclose()
        return rest, told

    assert asyncio.run(scene()) == ([], 8)


def test_a_database_that_fails_for_a_moment_does_not_end_the_news(
    filled: Store, ana: Reviewer, bruno: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Feed._fresh
    failures = [OSError("gone"), OSError("still gone")]

    def failing(feed: Feed) -> list[News]:
        if failures:
            raise failures.pop()
        return fresh(feed)

    monkeypatch.setattr(Feed, "_fresh", failing)

    async def scene() -> Any:
        stream = Feed(filled).follow(None)
        await anext(stream)
        await asyncio.to_thread(judge, filled, bruno)
        async with asyncio.timeout(60):
            return await anext(stream)

    assert asyncio.run(scene()).entry.item_id == ITEM and not failures


def test_who_is_let_in_no_more_hears_nothing_more(filled: Store, ana: Reviewer, bruno: Reviewer) -> None:
    app = create_app(filled, DeskOptions(reviewer_id=ana.id))

    async def scene() -> None:
        async with listening(app) as wait_for:
            await wait_for(1)
            await asyncio.to_thread(judge, filled, bruno)
            assert len(await wait_for(2)) == 2
            with filled.writing() as connection:
                change_reviewer(connection, ana.id, active=False)
            await asyncio.to_thread(judge, filled, bruno, OTHER)
            async with asyncio.timeout(60):
                await wait_for.end()  # type: ignore[attr-defined]
            assert len(await wait_for(2)) == 2

    asyncio.run(scene())


def test_a_stream_ends_after_a_while(filled: Store, ana: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "STREAM_SECONDS", 0.1)

    async def scene() -> list[Any]:
        async with asyncio.timeout(60):
            return [news async for news in Feed(filled).follow(None)]

    assert asyncio.run(scene()) == [0]


def test_the_same_as_json(client: TestClient, filled: Store, ana: Reviewer) -> None:
    judge(filled, ana)
    judge(filled, ana)
    assert [entry["id"] for entry in client.get("/live.json").json()] == [1, 2]
    (entry,) = client.get("/live.json?after=1").json()
    assert (entry["reviewer"], entry["item_id"], entry["after"]["verdict"]) == ("Ana", ITEM, "unrelated")
    assert client.get("/live.json?after=-1").status_code == 422


def test_nobody_listens_without_logging_in(filled: Store) -> None:
    with TestClient(create_app(filled, DeskOptions(accounts=True, secret="x" * 32))) as client:
        assert client.get("/live", follow_redirects=False).status_code == 303
        assert client.get("/live.json").status_code == 401


SERVER = """
import sys, uvicorn
from detector.review.desk import DeskOptions, create_app
from detector.review.store import Store
uvicorn.run(create_app(Store(sys.argv[1]), DeskOptions(reviewer_id=int(sys.argv[2]))), port=int(sys.argv[3]), log_level="warning")
"""


def test_open_pages_do_not_keep_the_desk_from_closing(filled: Store, ana: Reviewer, tmp_path: Path, unused_port: int) -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER, filled.address, str(ana.id), str(unused_port)])
    try:
        stream = None
        until = time.monotonic() + 120
        while stream is None and time.monotonic() < until and server.poll() is None:
            with suppress(OSError):
                stream = urlopen(f"http://127.0.0.1:{unused_port}/live", timeout=30)
            time.sleep(0.1)
        assert stream is not None and b"ready" in stream.readline() + stream.readline()
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
