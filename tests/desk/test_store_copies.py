"""One verdict for all copies of a pair: which pairs are copies, what follows a verdict and what does not, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import pier_story

from desk.checking import check
from desk.conftest import MORNING
from desk.copied import FIRST, OTHER_VOICE, OTHER_WORDS, SECOND, THIRD, copied_story
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.copies import Outcome, decide_with_copies, read_copies, read_sets, wording
from detector.review.store.items import history, read_item
from detector.review.store.people import add_reviewer
from detector.review.store.statistics import Span, tallies, verdicts_given
from detector.review.store.verdicts import Conflict, NothingToUndo, Opinion, Taken, assign, decide, hold, undo

SEEN = {SECOND: 1, THIRD: 1}
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def copied(store: Store) -> Store:
    with store.writing() as connection:
        add_batch(connection, copied_story(), MORNING)
    return store


@pytest.fixture
def ana(copied: Store) -> int:
    with copied.writing() as connection:
        return add_reviewer(connection, "Ana").id


@pytest.fixture
def ben(copied: Store) -> int:
    with copied.writing() as connection:
        return add_reviewer(connection, "Ben").id


def do(store: Store, act: Any, *given: Any) -> Any:
    with store.writing() as connection:
        return act(connection, *given)


def judge(store: Store, who: int, verdict: Any = "contradiction", copies: dict[str, int] = SEEN, version: int = 1) -> Outcome:
    return do(store, decide_with_copies, FIRST, version, copies, who, Opinion(verdict, note="seen"), MORNING)


def verdicts_of(store: Store, *ids: str) -> list[str | None]:
    with store.reading() as connection:
        return [read_item(connection, item_id).row.verdict for item_id in ids or (FIRST, SECOND, THIRD)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("«El  faro» ha\ncerrado.", "el faro ha cerrado", True),
        ('"No", dijo.', "“no”, dijo", True),
        ("el cafe\u0301 subio\u0301", "El café subió!", True),
        ("El faro ha cerrado", "El faro no ha cerrado", False),
        ("¿Ha cerrado el faro?", "Ha cerrado el faro.", False),
        ("Costará 3,5 millones", "Costará 35 millones", False),
        ("El año", "El ano", False),
    ],
)
def test_wordings_are_compared_without_what_printers_change(one: str, other: str, same: bool) -> None:
    assert (wording(one) == wording(other)) is same


def test_pairs_with_the_same_words_of_the_same_voices_are_copies(copied: Store, ana: int) -> None:
    with copied.reading() as connection:
        found = {item_id: read_copies(connection, item_id, ana, MORNING) for item_id in (FIRST, SECOND, OTHER_VOICE, OTHER_WORDS)}
        sets = read_sets(connection)
        assert read_copies(connection, "0" * 16, ana, MORNING) == ()
    assert [(copy.id, copy.sources, copy.follows) for copy in found[FIRST]] == [
        (THIRD, ("Diario Sur",), True),
        (SECOND, ("El Faro",), True),
    ]
    assert {copy.id for copy in found[SECOND]} == {FIRST, THIRD}
    assert found[OTHER_VOICE] == found[OTHER_WORDS] == ()
    assert sets == dict.fromkeys((FIRST, SECOND, THIRD), frozenset((FIRST, SECOND, THIRD)))


def test_without_copies_there_are_no_sets(filled: Store) -> None:
    with filled.reading() as connection:
        assert read_sets(connection) == {}
        assert not any(read_copies(connection, relation.id, 1, MORNING) for relation in pier_story().relations)


def test_what_the_last_batch_did_not_find_is_no_copy(copied: Store, ana: int) -> None:
    results = copied_story()
    do(copied, add_batch, replace(results, relations=tuple(r for r in results.relations if r.id != THIRD)), LATER)
    with copied.reading() as connection:
        assert [copy.id for copy in read_copies(connection, FIRST, ana, LATER)] == [SECOND]
        assert set(read_sets(connection)) == {FIRST, SECOND}
    assert judge(copied, ana) == Outcome(2, (SECOND,), (THIRD,))
    assert verdicts_of(copied) == ["contradiction", "contradiction", None]


def test_one_verdict_is_given_to_all_copies_and_taken_back_from_all(copied: Store, ana: int) -> None:
    assert judge(copied, ana) == Outcome(2, (SECOND, THIRD), ())
    assert verdicts_of(copied) == ["contradiction"] * 3 and verdicts_of(copied, OTHER_VOICE, OTHER_WORDS) == [None, None]
    with copied.reading() as connection:
        entries = history(connection)
        assert [opinion.note for opinion in read_item(connection, SECOND).opinions] == ["seen"]
    assert [(entry.item_id, (entry.after or {}).get("with")) for entry in entries] == [
        (FIRST, None), (SECOND, {"item": FIRST, "entry": entries[0].id}), (THIRD, {"item": FIRST, "entry": entries[0].id}),
    ]  # fmt: skip
    check(copied)
    assert do(copied, undo, ana, LATER) == Taken(FIRST, "contradiction", (SECOND, THIRD))
    assert verdicts_of(copied) == [None] * 3
    check(copied)
    with copied.reading() as connection:
        later = history(connection)[3:]
    assert [(entry.action, entry.item_id, entry.undoes) for entry in later] == [("undo", entry.item_id, entry.id) for entry in entries]
    with pytest.raises(NothingToUndo):
        do(copied, undo, ana, LATER)


def test_only_the_copies_that_are_named_follow(copied: Store, ana: int) -> None:
    assert judge(copied, ana, copies={}) == Outcome(2, (), ())
    assert verdicts_of(copied) == ["contradiction", None, None]
    assert do(copied, undo, ana, LATER) == Taken(FIRST, "contradiction", ())


def test_what_is_no_copy_does_not_follow(copied: Store, ana: int) -> None:
    named = {OTHER_VOICE: 1, OTHER_WORDS: 1, "0" * 16: 1, FIRST: 2}
    assert judge(copied, ana, copies=named) == Outcome(2, (), tuple(named))
    assert verdicts_of(copied, OTHER_VOICE, OTHER_WORDS) == [None, None]
    check(copied)


@pytest.mark.parametrize("meanwhile", ["judged", "judged alike", "held", "assigned", "changed"])
def test_what_somebody_else_did_to_a_copy_stays(copied: Store, ana: int, ben: int, meanwhile: str) -> None:
    if meanwhile.startswith("judged"):
        do(copied, decide, SECOND, 1, ben, Opinion("contradiction" if meanwhile.endswith("alike") else "unrelated"), MORNING)
    elif meanwhile == "held":
        do(copied, hold, SECOND, ben, MORNING)
    elif meanwhile == "assigned":
        do(copied, assign, [SECOND], ben, ben, MORNING)
    else:  # judged and taken back: open again, and not as it was seen
        do(copied, decide, SECOND, 1, ben, Opinion("unrelated"), MORNING)
        do(copied, undo, ben, MORNING)
    before = read(copied, SECOND)
    assert judge(copied, ana) == Outcome(2, (THIRD,), (SECOND,))
    assert read(copied, SECOND) == before
    check(copied)
    assert do(copied, undo, ana, LATER) == Taken(FIRST, "contradiction", (THIRD,))
    assert read(copied, SECOND) == before
    check(copied)


def test_a_conflict_about_the_item_itself_writes_nothing(copied: Store, ana: int, ben: int) -> None:
    do(copied, decide, FIRST, 1, ben, Opinion("unrelated"), MORNING)
    with pytest.raises(Conflict):
        judge(copied, ana)
    assert verdicts_of(copied) == ["unrelated", None, None]


def test_who_changes_their_mind_changes_it_for_the_copies_that_followed(copied: Store, ana: int, ben: int) -> None:
    judge(copied, ana)
    do(copied, decide, THIRD, 2, ben, Opinion("contradiction"), MORNING)
    with copied.reading() as connection:
        assert {copy.id: copy.follows for copy in read_copies(connection, FIRST, ana, MORNING)} == {SECOND: True, THIRD: False}
    assert judge(copied, ana, "unrelated", {SECOND: 2, THIRD: 3}, 2) == Outcome(3, (SECOND,), (THIRD,))
    assert verdicts_of(copied) == ["unrelated", "unrelated", "contradiction"]
    assert do(copied, undo, ana, LATER).copies == (SECOND,)
    assert verdicts_of(copied) == ["contradiction"] * 3
    assert do(copied, undo, ana, LATER).copies == (SECOND, THIRD)
    assert verdicts_of(copied) == [None, None, "contradiction"]
    check(copied)


def test_a_copy_that_one_judged_otherwise_does_not_follow(copied: Store, ana: int) -> None:
    do(copied, decide, SECOND, 1, ana, Opinion("unsure"), MORNING)
    assert judge(copied, ana, copies={SECOND: 2, THIRD: 1}) == Outcome(2, (THIRD,), (SECOND,))
    assert verdicts_of(copied) == ["contradiction", "unsure", "contradiction"]


def test_undo_goes_back_act_by_act(copied: Store, ana: int) -> None:
    judge(copied, ana)
    do(copied, decide, SECOND, 2, ana, Opinion("unsure"), MORNING)
    assert do(copied, undo, ana, LATER) == Taken(SECOND, "unsure", ())
    assert verdicts_of(copied) == ["contradiction"] * 3
    assert do(copied, undo, ana, LATER) == Taken(FIRST, "contradiction", (SECOND, THIRD))
    assert verdicts_of(copied) == [None] * 3
    check(copied)


def test_a_dispute_is_settled_for_the_item_alone(copied: Store, ana: int, ben: int) -> None:
    outcome = do(copied, decide_with_copies, FIRST, 1, SEEN, ana, Opinion("unrelated", adjudicates=True), MORNING)
    assert outcome.judged == (SECOND, THIRD)
    with copied.reading() as connection:
        assert [read_item(connection, item_id).row.status for item_id in (FIRST, SECOND)] == ["settled", "reviewed"]


def test_a_set_counts_once_in_the_dashboards_numbers(copied: Store, ana: int, ben: int) -> None:
    judge(copied, ana)
    with copied.reading() as connection:
        assert [tally.items for tally in tallies(connection, Span())] == [1]
        assert [name for name, _ in verdicts_given(connection, Span())] == ["Ana"]
    do(copied, decide, SECOND, 2, ben, Opinion("contradiction"), MORNING)
    with copied.reading() as connection:
        assert sum(tally.items for tally in tallies(connection, Span())) == 2, "somebody has looked at this one itself"
        assert sorted(name for name, _ in verdicts_given(connection, Span())) == ["Ana", "Ben"]
    do(copied, undo, ben, MORNING)
    with copied.reading() as connection:
        assert [tally.items for tally in tallies(connection, Span())] == [1]


def read(store: Store, item_id: str) -> Any:
    with store.reading() as connection:
        item = read_item(connection, item_id)
        return item.row, item.opinions, history(connection, item_id)
