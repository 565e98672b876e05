"""Many who write at once, and programs that are killed while they write: nothing is lost, nothing is half there."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from typing import Any

import pytest
from builders import pier_story
from sqlalchemy import event, func, select

from desk.checking import check, snapshot
from desk.conftest import MORNING
from detector.review.store import Store
from detector.review.store.batches import Outdated, add_batch, last_batch
from detector.review.store.items import history, read_item
from detector.review.store.listing import count
from detector.review.store.people import add_reviewer
from detector.review.store.queue import Filter, count_items, read_ids
from detector.review.store.tables import EventRow, ItemRow, OpinionRow
from detector.review.store.verdicts import Conflict, NothingToUndo, Opinion, assign, decide, hold, undo
from detector.review.vocabulary import VERDICTS

FORK = multiprocessing.get_context("fork")
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


def people(store: Store, number: int) -> list[int]:
    with store.writing() as connection:
        return [add_reviewer(connection, f"Reviewer {n}").id for n in range(number)]


def work(store: Store, reviewer_id: int, rounds: int, done: Callable[[str, int], Any] = lambda item_id, version: None) -> Counter[str]:
    """Decide, now and then undo, hold and assign, as a person would who shares the queue with others; count what came of it."""
    chance = random.Random(reviewer_id)
    outcomes: Counter[str] = Counter()
    for _ in range(rounds):
        with store.reading() as connection:
            item_id = chance.choice(read_ids(connection, Filter()))
            version = read_item(connection, item_id).row.version
        step = chance.random()
        try:
            with store.writing() as connection:
                if step < 0.15:
                    undo(connection, reviewer_id, datetime.now(UTC))
                elif step < 0.25:
                    hold(connection, item_id, reviewer_id, MORNING - timedelta(days=1))  # runs out at once
                elif step < 0.3:
                    assign(connection, [item_id], reviewer_id, reviewer_id, datetime.now(UTC))
                else:
                    opinion = Opinion(chance.choice(VERDICTS), note=f"{reviewer_id} «{chance.random()}»", adjudicates=chance.random() < 0.1)
                    version = decide(connection, item_id, version, reviewer_id, opinion, datetime.now(UTC))
            outcomes["undone" if step < 0.15 else "other" if step < 0.3 else "decided"] += 1
            if step >= 0.3:
                done(item_id, version)
        except Conflict:
            outcomes["conflict"] += 1
        except NothingToUndo:
            outcomes["nothing to undo"] += 1
    return outcomes


def test_many_threads_decide_at_once_and_nothing_is_lost(filled: Store) -> None:
    reviewers = people(filled, 6)
    with ThreadPoolExecutor(8) as threads:
        working = [threads.submit(work, filled, reviewer_id, 20) for reviewer_id in reviewers]
        reading = [threads.submit(read_all, filled, 15) for _ in range(2)]
        outcomes = sum((one.result() for one in working), Counter())
        assert all(one.result() for one in reading)
    check(filled)
    with filled.reading() as connection:
        actions = Counter(connection.scalars(select(EventRow.action)))
    assert actions["verdict"] == outcomes["decided"] > 20 and actions["undo"] == outcomes["undone"]


def read_all(store: Store, rounds: int) -> bool:
    """Read as pages do; what is read in one transaction fits together."""
    for _ in range(rounds):
        with store.reading() as connection:
            total = count_items(connection, Filter())
            facets = count(connection, Filter(), Filter(), {}).facets
            assert total == sum(facets["status"].values()) == 6
            for row in connection.execute(select(ItemRow.id, ItemRow.status)):
                said = connection.scalar(select(func.count()).select_from(OpinionRow).where(OpinionRow.item_id == row.id)) or 0
                assert (said == 0) == (row.status == "open")
    return True


def test_two_programs_decide_at_once_and_nothing_is_lost(filled: Store, address: str) -> None:
    reviewers = people(filled, 4)
    filled.close()
    with child(many, address, reviewers[:2]) as (first, one), child(many, address, reviewers[2:]) as (second, two):
        outcomes = one.recv() + two.recv()
        first.join(60)
        second.join(60)
    check(filled)
    with filled.reading() as connection:
        assert Counter(connection.scalars(select(EventRow.action)))["verdict"] == outcomes["decided"] > 20


def many(pipe: Pipe, address: str, reviewers: list[int]) -> None:
    with Store(address) as store, ThreadPoolExecutor(len(reviewers)) as threads:
        working = [threads.submit(work, store, reviewer_id, 20) for reviewer_id in reviewers]
        pipe.send(sum((one.result() for one in working), Counter()))


def test_of_two_who_saw_the_same_one_decides(filled: Store) -> None:
    first, second = people(filled, 2)
    item_id = pier_story().relations[0].id

    def try_it(reviewer_id: int) -> bool:
        try:
            with filled.writing() as connection:
                decide(connection, item_id, 1, reviewer_id, Opinion("support"), MORNING)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(try_it, [first, second] * 4)) == 1
    check(filled)


def test_undo_asked_for_twice_at_once_takes_back_two(filled: Store) -> None:
    (ana,) = people(filled, 1)
    ids = [relation.id for relation in pier_story().relations[:2]]
    for item_id in ids:
        with filled.writing() as connection:
            decide(connection, item_id, 1, ana, Opinion("support"), MORNING)

    def take_back(_: int) -> str:
        with filled.writing() as connection:
            return undo(connection, ana, MORNING).item_id

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(take_back, range(2))) == sorted(ids)
    check(filled)


def test_batches_are_added_while_people_decide(filled: Store) -> None:
    reviewers = people(filled, 3)
    story = pier_story()
    others = (story, replace(story, relations=story.relations[2:]), replace(story, relations=story.relations[:3]))

    def add_all() -> int:
        for n in range(9):
            with filled.writing() as connection:
                add_batch(connection, others[n % 3], MORNING + timedelta(hours=n))
        return n

    with ThreadPoolExecutor(4) as threads:
        adding = threads.submit(add_all)
        working = [threads.submit(work, filled, reviewer_id, 15) for reviewer_id in reviewers]
        outcomes = sum((one.result() for one in working), Counter())
        assert adding.result() == 8 and outcomes["decided"] > 10
    check(filled)


def test_of_two_runs_over_the_same_articles_the_slower_has_to_look_again(filled: Store) -> None:
    def add(_: int) -> bool:
        try:
            with filled.writing() as connection:
                add_batch(connection, pier_story(), MORNING, after=1)
        except Outdated:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(add, range(4))) == 1
    with filled.reading() as connection:
        assert last_batch(connection) == 2
    check(filled)


# --- killed ----------------------------------------------------------------------------------------------------------


@contextmanager
def child(job: Callable[..., None], *arguments: Any) -> Iterator[tuple[Any, Pipe]]:
    """Run a job in a process of its own, which is killed at the end; it is told of by what the job sends."""
    here, there = FORK.Pipe()
    process = FORK.Process(target=job, args=(there, *arguments))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        kill(process)


def kill(process: Any) -> None:
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join(30)
    assert not process.is_alive()


def add_and_stop(pipe: Pipe, address: str, statement: int) -> None:
    """Add a batch, but stop for good after so many statements of it."""
    store = Store(address)
    count = 0

    def stop(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == statement:
            pipe.send("in the middle")
            time.sleep(600)

    with store.writing() as connection:
        event.listen(store.engine, "after_cursor_execute", stop)
        add_batch(connection, replace(pier_story(), relations=pier_story().relations[1:]), MORNING + timedelta(hours=1))
    pipe.send("done")


def test_a_batch_that_is_killed_at_any_statement_has_never_been(filled: Store, address: str) -> None:
    before = snapshot(filled)
    filled.close()
    for statement in range(1, 100):
        with child(add_and_stop, address, statement) as (process, pipe):
            told = pipe.recv()
            kill(process)
        with Store(address) as again:
            check(again)
            if told == "done":
                break
            assert snapshot(again) == before, statement
            with again.writing() as connection:  # nobody is in the way
                assert last_batch(connection) == 1
    assert statement > 8
    with Store(address) as again, again.reading() as connection:
        # PostgreSQL does not give a number again that a killed transaction had taken.
        assert last_batch(connection) > 1 and count_items(connection, Filter(state=("gone",))) == 1


def storm(pipe: Pipe, address: str, reviewers: list[int]) -> None:
    """Decide until killed; every decision that the store has confirmed is told of."""
    with Store(address) as store, ThreadPoolExecutor(len(reviewers)) as threads:
        for reviewer_id in reviewers:
            threads.submit(work, store, reviewer_id, 100_000, lambda item_id, version: pipe.send((item_id, version)))


@pytest.mark.parametrize("confirmed", [1, 12, 40])
def test_verdicts_that_were_confirmed_outlive_a_kill(confirmed: int, filled: Store, address: str) -> None:
    reviewers = people(filled, 3)
    filled.close()
    told: list[tuple[str, int]] = []
    with child(storm, address, reviewers) as (process, pipe):
        while len(told) < confirmed:
            told.append(pipe.recv())
        kill(process)
        while pipe.poll():
            try:
                told.append(pipe.recv())
            except (EOFError, OSError):  # the last one was cut off
                break
    with Store(address) as again:
        check(again)
        with again.reading() as connection:
            made: Counter[str] = Counter()
            versions = set()
            for entry in history(connection, limit=100_000):
                if entry.action in ("verdict", "undo") and entry.item_id:
                    made[entry.item_id] += 1
                    if entry.action == "verdict":
                        versions.add((entry.item_id, made[entry.item_id] + 1))
        assert set(told) <= versions
        assert work(again, reviewers[0], 5).total() == 5


def make_and_stop(pipe: Pipe, address: str, statement: int) -> None:
    """Make a new store, but stop for good after so many statements of it."""
    from sqlalchemy import Engine

    count = 0

    def stop(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == statement:
            pipe.send("in the middle")
            time.sleep(600)

    event.listen(Engine, "after_cursor_execute", stop)
    Store(address).close()
    pipe.send("done")


def test_a_store_whose_making_is_killed_is_made_by_the_next(address: str) -> None:
    for statement in (3, 12, 24):
        with child(make_and_stop, address, statement) as (process, pipe):
            assert pipe.recv() == "in the middle"
            kill(process)
    with Store(address) as store:
        with store.writing() as connection:
            add_batch(connection, pier_story(), MORNING)
        check(store)
