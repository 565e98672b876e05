"""What people say of items: who is how far, undo of anything, holding and assigning; the history only ever grows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from builders import pier_story
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desk.conftest import MORNING
from detector.review.store import Store
from detector.review.store.items import Said, history, read_item
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.tables import EventRow
from detector.review.store.verdicts import (
    HOLD,
    NOTE_CHARS,
    Conflict,
    NothingToUndo,
    Opinion,
    assign,
    decide,
    hold,
    release,
    status_of,
    undo,
)
from detector.review.vocabulary import VERDICTS

ITEM, OTHER = (relation.id for relation in pier_story().relations[:2])


@pytest.fixture
def ben(filled: Store) -> Reviewer:
    with filled.writing() as connection:
        return add_reviewer(connection, "Ben")


def at(minutes: int) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def say(store: Store, who: Reviewer, opinion: Opinion, minutes: int = 0, item_id: str = ITEM, version: int | None = None) -> int:
    with store.writing() as connection:
        seen = read_item(connection, item_id).row.version if version is None else version
        return decide(connection, item_id, seen, who.id, opinion, at(minutes))


def take_back(store: Store, who: Reviewer, minutes: int = 0) -> str:
    with store.writing() as connection:
        return undo(connection, who.id, at(minutes)).item_id


def standing(store: Store, item_id: str = ITEM) -> tuple[str, str | None]:
    with store.reading() as connection:
        row = read_item(connection, item_id).row
    return row.status, row.verdict


def said(store: Store, item_id: str = ITEM) -> tuple[Said, ...]:
    with store.reading() as connection:
        return read_item(connection, item_id).opinions


# --- how far people are ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opinions", "status", "verdict"),
    [
        ([], "open", None),
        ([("unsure", False)], "reviewed", "unsure"),
        ([("support", False)] * 2, "agreed", "support"),
        ([("support", False)] * 3, "agreed", "support"),
        ([("support", False), ("unsure", False)], "disputed", None),
        ([("support", False), ("unsure", False), ("unrelated", True)], "settled", "unrelated"),
        ([("support", True)], "settled", "support"),
        ([("support", True), ("unsure", True)], "settled", "unsure"),
    ],
)
def test_what_follows_from_opinions(opinions: list, status: str, verdict: str | None) -> None:
    assert status_of(opinions) == (status, verdict)


def test_the_status_of_an_item_follows_its_opinions(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    assert standing(filled) == ("open", None)
    assert say(filled, ana, Opinion("contradiction")) == 2
    assert standing(filled) == ("reviewed", "contradiction")
    say(filled, ben, Opinion("contradiction"), 1)
    assert standing(filled) == ("agreed", "contradiction")
    say(filled, ben, Opinion("unrelated", "other_time"), 2)
    assert standing(filled) == ("disputed", None)
    say(filled, ana, Opinion("unrelated", adjudicates=True), 3)
    assert standing(filled) == ("settled", "unrelated")
    take_back(filled, ana, 4)
    assert standing(filled) == ("disputed", None)
    assert standing(filled, OTHER) == ("open", None)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_kept_with_its_note(verdict: str, filled: Store, ana: Reviewer) -> None:
    note = "«¿Sí?» 👍\n<script> ' \" \\ %s " + "ñ" * 2000
    say(filled, ana, Opinion(verdict, "bad_quote", note), 5)  # type: ignore[arg-type]
    assert said(filled) == (Said("Ana", verdict, "bad_quote", note, False, at(5)),)


def test_a_note_is_bounded_and_nothing_is_written_of_a_longer_one(filled: Store, ana: Reviewer) -> None:
    say(filled, ana, Opinion("unsure", note="x" * NOTE_CHARS))
    with pytest.raises(ValueError, match="at most"):
        say(filled, ana, Opinion("support", note="x" * (NOTE_CHARS + 1)))
    assert [opinion.verdict for opinion in said(filled)] == ["unsure"]


@pytest.mark.parametrize("note", ["a\0b", "\ud800"], ids=ascii)
def test_a_note_that_no_database_can_keep_loses_only_that_character(note: str, filled: Store, ana: Reviewer) -> None:
    say(filled, ana, Opinion("unsure", note=note))
    assert said(filled)[0].note == note.replace("\0", "\ufffd").replace("\ud800", "?")
    take_back(filled, ana)
    assert said(filled) == ()


def test_what_there_is_not_is_said(filled: Store, ana: Reviewer) -> None:
    for item_id in ("0000000000000000", "\0", "x" * 5000):
        with pytest.raises(KeyError), filled.writing() as connection:
            decide(connection, item_id, 1, ana.id, Opinion("unsure"), MORNING)
        with pytest.raises(KeyError), filled.writing() as connection:
            hold(connection, item_id, ana.id, MORNING)
        with pytest.raises(KeyError), filled.reading() as connection:
            read_item(connection, item_id)


# --- nobody writes over what they have not seen ----------------------------------------------------------------------


def test_a_decision_over_another_one_that_was_not_seen_is_refused(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction"))
    for version in (1, 3, 0, -1):
        with pytest.raises(Conflict):
            say(filled, ben, Opinion("support"), version=version)
    assert [opinion.reviewer for opinion in said(filled)] == ["Ana"]
    with filled.reading() as connection:
        assert len(history(connection)) == 1
    say(filled, ben, Opinion("support"), version=2)
    assert standing(filled) == ("disputed", None)


def test_an_undo_is_a_change_too(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction"))
    take_back(filled, ana)
    with pytest.raises(Conflict):
        say(filled, ben, Opinion("support"), version=2)
    assert say(filled, ben, Opinion("support"), version=3) == 4


# --- undo ------------------------------------------------------------------------------------------------------------


def test_undo_takes_back_what_was_said_first_of_all_the_last(filled: Store, ana: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction"), 0)
    say(filled, ana, Opinion("support"), 1, OTHER)
    assert take_back(filled, ana, 2) == OTHER and standing(filled, OTHER) == ("open", None)
    assert take_back(filled, ana, 3) == ITEM and standing(filled) == ("open", None)
    with pytest.raises(NothingToUndo):
        take_back(filled, ana, 4)


def test_undo_of_a_replaced_opinion_brings_the_earlier_one_back_as_it_was(filled: Store, ana: Reviewer) -> None:
    opinions = [Opinion("contradiction", None, "first"), Opinion("unrelated", "other_actor", "second"), Opinion("unsure", None, "third")]
    states = []
    for minute, opinion in enumerate(opinions):
        say(filled, ana, opinion, minute)
        states.append((said(filled), standing(filled)))
    for state in (*states[-2::-1], ((), ("open", None))):
        take_back(filled, ana, 60)
        assert (said(filled), standing(filled)) == state
    with pytest.raises(NothingToUndo):
        take_back(filled, ana, 61)


def test_deciding_again_after_an_undo_is_the_redo(filled: Store, ana: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction"), 0)
    say(filled, ana, Opinion("support"), 1)
    take_back(filled, ana, 2)
    say(filled, ana, Opinion("support"), 3)
    assert standing(filled) == ("reviewed", "support")
    take_back(filled, ana, 4)
    assert standing(filled) == ("reviewed", "contradiction")
    take_back(filled, ana, 5)
    assert standing(filled) == ("open", None)


def test_undo_is_of_ones_own_opinion_only(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction"), 0)
    say(filled, ben, Opinion("support"), 1)
    take_back(filled, ana, 2)
    assert [(opinion.reviewer, opinion.verdict) for opinion in said(filled)] == [("Ben", "support")]
    with pytest.raises(NothingToUndo):
        take_back(filled, ana, 3)


def test_an_earlier_ruling_that_is_restored_does_not_go_before_a_later_one(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction", adjudicates=True), 0)
    say(filled, ben, Opinion("support", adjudicates=True), 1)
    say(filled, ana, Opinion("unsure", adjudicates=True), 2)
    assert standing(filled) == ("settled", "unsure")
    take_back(filled, ana, 3)
    assert standing(filled) == ("settled", "support")


STEPS = st.lists(st.one_of(st.just(None), st.tuples(st.sampled_from(VERDICTS), st.sampled_from([ITEM, OTHER]), st.booleans())), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_row_of_verdicts_and_undos_is_a_stack(filled: Store, ana: Reviewer, ben: Reviewer, steps: list) -> None:
    say(filled, ben, Opinion("unsure"), 0, OTHER)
    stack = [[said(filled), said(filled, OTHER)]]
    for minute, step in enumerate(steps, 1):
        if step is None and len(stack) > 1:
            take_back(filled, ana, minute)
            stack.pop()
        elif step is not None:
            verdict, item_id, adjudicates = step
            say(filled, ana, Opinion(verdict, note=str(minute), adjudicates=adjudicates), minute, item_id)
            stack.append([said(filled), said(filled, OTHER)])
        assert [said(filled), said(filled, OTHER)] == stack[-1]
    while len(stack) > 1:
        take_back(filled, ana, 99)
        stack.pop()
        assert [said(filled), said(filled, OTHER)] == stack[-1]


# --- the history -----------------------------------------------------------------------------------------------------


def test_the_history_tells_who_did_what_when_and_what_was_before(filled: Store, ana: Reviewer) -> None:
    say(filled, ana, Opinion("contradiction", None, "sí"), 0)
    say(filled, ana, Opinion("unrelated", "other_place"), 1)
    take_back(filled, ana, 2)
    with filled.reading() as connection:
        first, second, undone = history(connection, ITEM)
        assert history(connection, OTHER) == []
        assert history(connection, after=first.id) == [second, undone] and history(connection, limit=1) == [first]
    assert [(e.action, e.reviewer, e.item_id, e.at) for e in (first, second, undone)] == [
        ("verdict", "Ana", ITEM, at(0)), ("verdict", "Ana", ITEM, at(1)), ("undo", "Ana", ITEM, at(2)),
    ]  # fmt: skip
    assert first.before is None and first.after and (first.after["verdict"], first.after["note"]) == ("contradiction", "sí")
    assert second.before == first.after and second.after and second.after["reason"] == "other_place"
    assert (undone.before, undone.after, undone.undoes) == (second.after, first.after, second.id)


def test_nothing_that_people_do_changes_an_entry_of_the_history(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    entries = select(EventRow).order_by(EventRow.id)
    before: list = []
    for minute, act in enumerate(
        (
            lambda c, when: hold(c, ITEM, ana.id, when),
            lambda c, when: decide(c, ITEM, 1, ana.id, Opinion("contradiction"), when),
            lambda c, when: undo(c, ana.id, when),
            lambda c, when: assign(c, [ITEM, OTHER], ben.id, ana.id, when),
            lambda c, when: hold(c, OTHER, ben.id, when),
            lambda c, when: release(c, OTHER, ben.id, when),
        )
    ):
        with filled.writing() as connection:
            act(connection, at(minute))
        with filled.reading() as connection:
            after = list(connection.execute(entries))
        assert after[: len(before)] == before and len(after) > len(before)
        before = after


# --- holding and assigning -------------------------------------------------------------------------------------------


def test_what_somebody_holds_others_cannot_decide_until_it_runs_out(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    with filled.writing() as connection:
        hold(connection, ITEM, ana.id, at(0))
    with pytest.raises(Conflict):
        say(filled, ben, Opinion("support"), 1)
    with pytest.raises(Conflict), filled.writing() as connection:
        hold(connection, ITEM, ben.id, at(1))
    assert said(filled) == ()
    just_before, at_the_end = MORNING + HOLD - timedelta(seconds=1), MORNING + HOLD
    with pytest.raises(Conflict), filled.writing() as connection:
        hold(connection, ITEM, ben.id, just_before)
    with filled.writing() as connection:
        hold(connection, ITEM, ben.id, at_the_end)
    with pytest.raises(Conflict):
        say(filled, ana, Opinion("support"), 21)


def test_a_hold_that_has_run_out_is_in_nobodys_way(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    with filled.writing() as connection:
        hold(connection, ITEM, ana.id, at(0))
    say(filled, ben, Opinion("support"), 20)
    assert standing(filled) == ("reviewed", "support")


def test_holding_again_holds_longer(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    for minute in (0, 15):
        with filled.writing() as connection:
            hold(connection, ITEM, ana.id, at(minute))
    with pytest.raises(Conflict):
        say(filled, ben, Opinion("support"), 25)


def test_deciding_gives_an_item_back(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    with filled.writing() as connection:
        hold(connection, ITEM, ana.id, at(0))
    say(filled, ana, Opinion("contradiction"), 1)
    say(filled, ben, Opinion("contradiction"), 2)
    assert standing(filled) == ("agreed", "contradiction")


def test_releasing_gives_an_item_back_if_one_holds_it(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    with filled.writing() as connection:
        hold(connection, ITEM, ana.id, at(0))
        release(connection, ITEM, ben.id, at(1))
    with pytest.raises(Conflict):
        say(filled, ben, Opinion("support"), 2)
    with filled.writing() as connection:
        release(connection, ITEM, ana.id, at(3))
        release(connection, ITEM, ana.id, at(4))
    say(filled, ben, Opinion("support"), 5)
    with filled.reading() as connection:
        assert [entry.action for entry in history(connection, ITEM)] == ["hold", "release", "verdict"]


def test_assigning_and_taking_off_the_list(filled: Store, ana: Reviewer, ben: Reviewer) -> None:
    for to in (ben.id, ben.id, None):
        with filled.writing() as connection:
            assign(connection, [ITEM, OTHER], to, ana.id, at(0))
    with filled.reading() as connection:
        told = [(entry.action, entry.before, entry.after) for entry in history(connection, ITEM)]
        assert read_item(connection, ITEM).row.assigned_to is None
    assert told == [("assign", {"to": None}, {"to": ben.id}), ("assign", {"to": ben.id}, {"to": None})]


@pytest.mark.parametrize(("item_id", "to"), [("0000000000000000", None), (ITEM, 999)])
def test_assigning_what_there_is_not_changes_nothing(item_id: str, to: int | None, filled: Store, ana: Reviewer) -> None:
    with pytest.raises(KeyError), filled.writing() as connection:
        assign(connection, [OTHER, item_id], ana.id if to is None else to, ana.id, at(0))
    with filled.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(EventRow)) == 0
        assert read_item(connection, OTHER).row.assigned_to is None
