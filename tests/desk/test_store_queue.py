"""The queue: filters, facets, orders, and search with whatever people type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import pier_story
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from desk.conftest import MORNING
from detector.records import Results
from detector.review.store import Store, listing
from detector.review.store.batches import add_batch
from detector.review.store.listing import RememberedCounts, count, read_listed
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.queue import FACETS, ORDER, Filter, Place, Sort, count_items, read_ids, read_place
from detector.review.store.verdicts import Opinion, assign, decide, hold, release, undo

STORY = pier_story()
SIGNED_DENIED, DENIED_LEASED, TOLL, SIGNED_LEASED, GREW, HALF = STORY.relations[:6]
BY_PROBABILITY = [HALF, GREW, SIGNED_DENIED, SIGNED_LEASED, DENIED_LEASED, TOLL]


def ids(store: Store, wanted: Filter, sort: Sort = "probability") -> list[str]:
    with store.reading() as connection:
        found = read_ids(connection, wanted, sort)
        listed = read_listed(connection, wanted, sort)
        assert [item.row.id for item in listed] == found and count_items(connection, wanted) == len(found)
    return found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), BY_PROBABILITY),
        (Filter(label=("contradicts",)), [SIGNED_DENIED, DENIED_LEASED, TOLL]),
        (Filter(label=("contradicts", "supports"), kind=("denial",)), [SIGNED_DENIED, DENIED_LEASED]),
        (Filter(kind=("number",)), []),
        (Filter(story=(STORY.stories[0].id,)), BY_PROBABILITY),
        (Filter(story=("0000000000000000",)), []),
        (Filter(source=("El Faro del Sur",)), [SIGNED_DENIED, DENIED_LEASED, TOLL]),
        (Filter(source=("Radio Litoral", "Merchant Weekly")), [HALF, GREW]),
        (Filter(language=("en-es",)), [GREW, SIGNED_LEASED, DENIED_LEASED, TOLL]),
        (Filter(state=("new",)), BY_PROBABILITY),
        (Filter(state=("gone",)), []),
        (Filter(status=("open",)), BY_PROBABILITY),
        (Filter(low=0.91), [HALF, GREW, SIGNED_DENIED, SIGNED_LEASED]),
        (Filter(high=0.91), [DENIED_LEASED, TOLL]),
        (Filter(low=0.7, high=0.8), [TOLL]),
        (Filter(since=date(2031, 3, 7)), [GREW]),
        (Filter(until=date(2031, 3, 3)), [HALF, GREW]),
        (Filter(new_since=0), BY_PROBABILITY),
        (Filter(new_since=1), []),
        (Filter(search="contenedores", label=("supports",)), [HALF, GREW]),
    ],
    ids=lambda value: str({k: v for k, v in asdict(value).items() if v} if isinstance(value, Filter) else len(value)),
)
def test_filters(wanted: Filter, found: list[object], filled: Store) -> None:
    assert ids(filled, wanted) == [relation.id for relation in found]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("probability", BY_PROBABILITY),
        ("reach", [SIGNED_DENIED, SIGNED_LEASED, DENIED_LEASED, GREW, TOLL, HALF]),
        ("newest", [GREW, SIGNED_LEASED, DENIED_LEASED, TOLL, SIGNED_DENIED, HALF]),
        ("oldest", [HALF, GREW, SIGNED_DENIED, DENIED_LEASED, TOLL, SIGNED_LEASED]),
    ],
)
def test_orders(sort: Sort, found: list[object], filled: Store) -> None:
    assert ids(filled, Filter(), sort) == [relation.id for relation in found]


def test_pages_follow_each_other_without_gap_or_repetition(filled: Store) -> None:
    with filled.reading() as connection:
        pages = [read_listed(connection, Filter(), "newest", offset, 2) for offset in (0, 2, 4, 6)]
        assert count_items(connection, Filter()) == 6
    assert [item.row.id for page in pages for item in page] == ids(filled, Filter(), "newest")


def test_what_is_new_since_a_batch(filled: Store) -> None:
    later = make_later()
    with filled.writing() as connection:
        add_batch(connection, later, MORNING + timedelta(hours=1))
    assert ids(filled, Filter(new_since=1)) == [later.relations[-1].id]


def make_later() -> Results:
    doubt = STORY.relations[-1]
    return replace(STORY, relations=(*STORY.relations[:-1], replace(doubt, label="contradicts", probability=0.6)))


def test_what_a_reviewer_has_on_the_desk(filled: Store, ana: Reviewer) -> None:
    now = datetime.now(UTC)
    with filled.writing() as connection:
        ben = add_reviewer(connection, "Ben")
        assign(connection, [GREW.id], ana.id, ben.id, now)
        hold(connection, TOLL.id, ana.id, now)
        hold(connection, HALF.id, ana.id, now - timedelta(hours=1))  # has run out
        hold(connection, SIGNED_DENIED.id, ben.id, now)
    assert ids(filled, Filter(mine=ana.id)) == [GREW.id, TOLL.id]
    assert ids(filled, Filter(mine=ben.id)) == [SIGNED_DENIED.id]


def test_verdicts_and_status_are_filtered_and_counted(filled: Store, ana: Reviewer) -> None:
    with filled.writing() as connection:
        decide(connection, TOLL.id, 1, ana.id, Opinion("supersession"), MORNING)
    assert ids(filled, Filter(verdict=("supersession",))) == ids(filled, Filter(status=("reviewed",))) == [TOLL.id]
    with filled.reading() as connection:
        facets = count(connection, Filter(), Filter(), {}).facets
    assert facets["verdict"] == {"supersession": 1} and facets["status"] == {"open": 5, "reviewed": 1}


def test_facets_count_what_each_value_would_give(filled: Store) -> None:
    with filled.reading() as connection:
        facets = count(connection, Filter(), Filter(), {}).facets
        assert facets["label"] == {"contradicts": 3, "supports": 3}
        assert list(facets["kind"]) == ["agreement", "denial", "supersession"]
        assert facets["language"] == {"en-es": 4, "es": 2}
        assert facets["source"]["El Faro del Sur"] == 3 and sum(facets["source"].values()) == 12
        chosen = Filter(label=("contradicts",), kind=("denial",), search="muelle")
        for facet, counts in count(connection, chosen, Filter(), {}).facets.items():
            for value, number in counts.items():
                one = Filter(**{"label": chosen.label, "kind": chosen.kind, "search": "muelle", facet: (value,)})  # type: ignore[arg-type]
                assert number == len(read_ids(connection, one)), (facet, value)
    assert set(facets) == set(FACETS)


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the names of the functions that ask the store for counts, whenever one does."""
    counted: list[str] = []

    def noting(name: str) -> Callable[..., object]:
        asked: Callable[..., object] = getattr(listing, name)

        def ask(*given: object) -> object:
            counted.append(name)
            return asked(*given)

        return ask

    for name in ("_cells", "_grouped"):
        monkeypatch.setattr(listing, name, noting(name))
    return counted


def test_counts_are_remembered_until_something_changes(filled: Store, ana: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = counting(monkeypatch)
    remembered = RememberedCounts()

    def is_counted(wanted: Filter) -> bool:
        views = {"open": replace(wanted, status=("open",))}
        with filled.reading() as connection:
            expected = count(connection, wanted, Filter(), views)
            counted.clear()
            assert remembered(connection, wanted, Filter(), views) == expected
        return bool(counted)

    def changed(change: Callable[[Connection], object]) -> None:
        with filled.writing() as connection:
            change(connection)

    everything, denials = Filter(), Filter(kind=("denial",))
    assert is_counted(everything) and is_counted(denials)
    assert not is_counted(everything) and not is_counted(denials)
    changes: list[Callable[[Connection], object]] = [
        lambda c: decide(c, TOLL.id, 1, ana.id, Opinion("unrelated"), MORNING),
        lambda c: undo(c, ana.id, MORNING),
        lambda c: hold(c, TOLL.id, ana.id, MORNING),
        lambda c: release(c, TOLL.id, ana.id, MORNING),
        lambda c: assign(c, [TOLL.id], ana.id, ana.id, MORNING),
        lambda c: add_batch(c, replace(STORY, relations=STORY.relations[1:]), MORNING),
    ]
    for change in changes:
        changed(change)
        assert is_counted(everything) and not is_counted(everything)
    mine = Filter(mine=ana.id)
    assert is_counted(mine) and is_counted(mine), "a hold ends by the clock, which is no change of the store"


def test_what_takes_long_to_count_may_be_a_moment_old(filled: Store, ana: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]

    def monotonic() -> float:
        clock[0] += 1  # every count takes a second
        return clock[0]

    monkeypatch.setattr(listing, "monotonic", monotonic)
    counted = counting(monkeypatch)
    remembered, opened = RememberedCounts(), Filter(status=("open",))

    def read() -> tuple[int, int, list[str]]:
        counted.clear()
        with filled.reading() as connection:
            counts = remembered(connection, opened, Filter(), {})
        return counts.total, sum(counts.facets["story"].values()), list(counted)

    everything = ["_cells", "_grouped", "_grouped"]
    assert read() == (6, 6, everything)
    with filled.writing() as connection:
        decide(connection, TOLL.id, 1, ana.id, Opinion("unrelated"), MORNING)
    assert read() == (5, 6, ["_cells"]), "the total is that of this moment"
    clock[0] += 100
    assert read() == (5, 5, everything[1:])
    with filled.writing() as connection:
        add_batch(connection, replace(STORY, relations=STORY.relations[1:]), MORNING)
    assert read()[2] == everything


def test_no_more_counts_are_remembered_than_there_is_room_for(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_REMEMBERED", 3)
    remembered = RememberedCounts()
    with filled.reading() as connection:
        for low in (0.5, 0.6, 0.7, 0.8, 0.9):
            assert remembered(connection, Filter(low=low), Filter(), {}) == count(connection, Filter(low=low), Filter(), {})
            assert max(len(remembered._cells), len(remembered._grouped)) <= 3


def test_places_in_the_queue(filled: Store) -> None:
    wanted = Filter(label=("contradicts",))
    with filled.reading() as connection:
        assert read_place(connection, DENIED_LEASED.id, wanted) == Place(SIGNED_DENIED.id, TOLL.id, 2, 3)
        assert read_place(connection, SIGNED_DENIED.id, wanted) == Place(None, DENIED_LEASED.id, 1, 3)
        assert read_place(connection, TOLL.id, wanted) == Place(DENIED_LEASED.id, None, 3, 3)
        assert read_place(connection, GREW.id, wanted) == Place(None, SIGNED_DENIED.id, None, 3)
        assert read_place(connection, GREW.id, Filter(kind=("number",))) == Place(None, None, None, 0)
        for sort in ORDER:
            ids = read_ids(connection, Filter(), sort)
            places = [read_place(connection, item_id, Filter(), sort) for item_id in ids]
            assert [place.position for place in places] == list(range(1, len(ids) + 1))
            assert [place.next for place in places[:-1]] == ids[1:] and [place.previous for place in places[1:]] == ids[:-1]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("grúa", [TOLL]), ("grua", [TOLL]), ("GRÚA", [TOLL]), ("gru", [TOLL]), ("elen", [SIGNED_DENIED, DENIED_LEASED]),
        ("gobierno extranjera", [SIGNED_DENIED, DENIED_LEASED]), ("extranjera, gobierno!", [SIGNED_DENIED, DENIED_LEASED]),
        ("strel", []), ("8", [HALF, GREW]), ("2030", [GREW]), ("8%", [HALF, GREW]), ("Crece", [HALF]),
        ("ministerio firma", [SIGNED_DENIED, SIGNED_LEASED]),
        ("muelle -grúa", [TOLL]), ('"muelle" OR zzz', []), ("merchant weekly", [GREW]),
        ("m\u00fbe\u0301lle\u0301", BY_PROBABILITY),  # it stands in the story's title
    ],
)  # fmt: skip
def test_search_finds_words_by_their_beginning_without_case_and_accents(search: str, found: list[object], filled: Store) -> None:
    assert ids(filled, Filter(search=search)) == [relation.id for relation in found]


HOSTILE = (
    "'", '"', '""', "'; DROP TABLE items; --", "%", "_", "*", "muelle*", "words:muelle", "item_id : x", "NEAR(muelle grua, 2)", "^muelle",
    "-", "!", "&", "|", "( )", "<->", ":*", "muelle:*", "muelle & !grua", "\\", "\0", "mue\0lle", "x" * 10_000, "x " * 5_000, "ñ" * 3_000,
    "\ud800", "\u202e", "%s %(query)s :query", "{} {0}", "AND", "OR", "NOT", "a AND", "😀", "½", "ﷺ" * 100, "\n\t", "中文", "١٢٣", "__",
    "{words} : x", "+",
)  # fmt: skip


@pytest.mark.parametrize("search", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_searches_find_or_do_not_find_but_never_fail(search: str, filled: Store) -> None:
    found = ids(filled, Filter(search=search))
    with filled.reading() as connection:
        assert count(connection, Filter(search=search), Filter(), {}).facets["status"] == ({"open": len(found)} if found else {})
    assert search.strip() != "" or len(found) == 6


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(search=st.text(max_size=40))
def test_no_search_fails(filled: Store, search: str) -> None:
    assert set(ids(filled, Filter(search=search))) <= {relation.id for relation in BY_PROBABILITY}


@pytest.mark.parametrize("value", ["\0", "\ud800", "x" * 10_000, "' OR 1=1 --", "%"], ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("facet", FACETS)
def test_hostile_values_of_filters_match_nothing(facet: str, value: str, filled: Store) -> None:
    assert ids(filled, Filter(**{facet: (value,)})) == []  # type: ignore[arg-type]
