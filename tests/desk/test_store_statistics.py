"""What the dashboard and the list of stories count, in both databases."""

from __future__ import annotations

from datetime import date, timedelta

from builders import pier_story

from desk.conftest import MORNING
from detector.review.agreement import Tally
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import add_reviewer
from detector.review.store.statistics import (
    Span,
    item_statuses,
    last_batches,
    opinions,
    story_numbers,
    tallies,
    verdicts_given,
    waiting,
)
from detector.review.store.verdicts import Opinion, decide, undo

STORY = pier_story().stories[0].id
DENIAL, OTHER_DENIAL, UPDATE, *SUPPORTS = (relation.id for relation in pier_story().relations if relation.label != "uncertain")


def _judge(store: Store) -> None:
    """Ana: one denial right, the update right, a support taken back; Bea differs on the denial's twin."""
    with store.writing() as connection:
        ana, bea = (add_reviewer(connection, name).id for name in ("Ana", "Bea"))
        decide(connection, DENIAL, 1, ana, Opinion("contradiction"), MORNING)
        decide(connection, OTHER_DENIAL, 1, ana, Opinion("contradiction"), MORNING + timedelta(days=1))
        decide(connection, OTHER_DENIAL, 2, bea, Opinion("unrelated", "other_time"), MORNING + timedelta(days=1))
        decide(connection, UPDATE, 1, ana, Opinion("supersession"), MORNING + timedelta(days=2))
        decide(connection, SUPPORTS[0], 1, ana, Opinion("support"), MORNING + timedelta(days=2))
        undo(connection, ana, MORNING + timedelta(days=3))


def test_verdicts_that_stand_are_counted_by_what_they_were_given_on(filled: Store) -> None:
    _judge(filled)
    with filled.reading() as connection:
        assert tallies(connection, Span()) == [
            Tally("contradiction", "denial", 5, "contradiction", 1, 0.962),
            Tally("update", "supersession", 3, "supersession", 1, 0.71),
        ]
        assert [tally.said for tally in tallies(connection, Span(since=date(2031, 3, 9)))] == ["update"]
        assert [tally.said for tally in tallies(connection, Span(until=date(2031, 3, 9)))] == ["contradiction"]
        assert tallies(connection, Span(said="support")) == []


def test_verdicts_given_come_in_order_without_those_taken_back(filled: Store) -> None:
    _judge(filled)
    with filled.reading() as connection:
        given = verdicts_given(connection, Span())
        on_one_day = verdicts_given(connection, Span(date(2031, 3, 9), date(2031, 3, 9), "contradiction"))
    assert [(name, at - MORNING) for name, at in given] == [
        ("Ana", timedelta(0)), ("Ana", timedelta(days=1)), ("Bea", timedelta(days=1)), ("Ana", timedelta(days=2))
    ]  # fmt: skip
    assert [name for name, _ in on_one_day] == ["Ana", "Bea"]


def test_opinions_and_statuses_are_those_that_stand(filled: Store) -> None:
    _judge(filled)
    with filled.reading() as connection:
        given = opinions(connection, Span(said="contradiction"))
        statuses = item_statuses(connection, STORY)
    assert {(said.item_id, said.reviewer, said.verdict, said.reason) for said in given} == {
        (DENIAL, "Ana", "contradiction", None),
        (OTHER_DENIAL, "Ana", "contradiction", None),
        (OTHER_DENIAL, "Bea", "unrelated", "other_time"),
    }
    assert (statuses[DENIAL], statuses[OTHER_DENIAL], statuses[SUPPORTS[0]]) == (
        ("reviewed", "contradiction"), ("disputed", None), ("open", None)
    )  # fmt: skip


def test_waiting_and_batches(filled: Store) -> None:
    _judge(filled)
    with filled.writing() as connection:
        add_batch(connection, pier_story(), MORNING + timedelta(days=4))
    with filled.reading() as connection:
        found = waiting(connection, None, MORNING + timedelta(days=5))
        batches = last_batches(connection)
    assert found.statuses == {"reviewed": 2, "disputed": 1, "open": 3}
    assert (found.items, found.states, found.said) == (4, {"carried": 4}, {"contradiction": 1, "support": 3})
    assert [age.items for age in found.ages] == [0, 0, 4, 0, 0]  # five days since they were first found
    assert [(batch.id, batch.at, batch.counts.get("carried", 0)) for batch in batches] == [
        (2, MORNING + timedelta(days=4), 6),
        (1, MORNING, 0),
    ]


def test_stories_in_numbers(filled: Store) -> None:
    _judge(filled)
    with filled.reading() as connection:
        [story] = story_numbers(connection)
        assert story_numbers(connection, STORY) == [story]
        assert story_numbers(connection, "0123456789abcdef") == []
    assert (story.open, story.decided, story.updates, story.corroborations, story.origins) == (1, 1, 1, 1, 5)
    assert (story.first, story.last) == (date(2031, 3, 3), date(2031, 3, 7))


def test_an_empty_store_has_nothing_to_count(store: Store) -> None:
    with store.reading() as connection:
        assert (tallies(connection, Span()), verdicts_given(connection, Span()), opinions(connection, Span())) == ([], [], [])
        assert (story_numbers(connection), last_batches(connection)) == ([], [])
        assert waiting(connection, None, MORNING).items == 0
