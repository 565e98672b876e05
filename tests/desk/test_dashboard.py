"""The dashboard: what people's verdicts add up to, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from builders import make_claim, make_relation, make_results, make_story, pier_story
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import update

from desk.conftest import MORNING
from desk.learned import keep_learned
from detector.records import Article, Kind, Label, Results
from detector.review.desk import DeskOptions, create_app
from detector.review.desk.pages.dashboard import Dashboard, read_dashboard
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.statistics import Span
from detector.review.store.tables import FusionRow
from detector.review.store.verdicts import Opinion, decide, undo
from detector.review.vocabulary import Verdict

Judge = Callable[..., None]


def _flagged(*flags: tuple[Label, Kind, float]) -> Results:
    """Return one relation for each (label, kind, probability), in a story of two articles."""
    words = [". ".join(f"La {side} cosa número {number} es así" for number in range(len(flags))) + "." for side in ("primera", "segunda")]
    articles = [
        Article.from_text(text, source=f"Diario {i}", title="Cosas", published=date(2031, 3, 1 + i), language="es")
        for i, text in enumerate(words)
    ]
    story = make_story(articles)
    claims, relations = [], []
    for number, (label, kind, probability) in enumerate(flags):
        a, b = (
            make_claim(article, f"La {side} cosa número {number} es")
            for article, side in zip(articles, ("primera", "segunda"), strict=True)
        )
        claims += [a, b]
        relations.append(make_relation(story, a, b, label, probability, kind))
    return make_results(articles, claims, relations, [story])


@pytest.fixture
def people(store: Store) -> list[Reviewer]:
    with store.writing() as connection:
        return [add_reviewer(connection, name) for name in ("Ana", "Bea", "Caro")]


def _fill(store: Store, *flags: tuple[Label, Kind, float], at: datetime = MORNING) -> list[str]:
    """Add a batch; return the ids of its items in the order of the flags."""
    results = _flagged(*flags)
    with store.writing() as connection:
        add_batch(connection, results, at)
    return [relation.id for relation in results.relations]


def _judge(store: Store, item: str, who: Reviewer, verdict: Verdict, at: datetime = MORNING, version: int = 1, **more: Any) -> None:
    with store.writing() as connection:
        decide(connection, item, version, who.id, Opinion(verdict, **more), at)


def _read(store: Store, now: datetime = MORNING, **span: Any) -> Dashboard:
    return read_dashboard(store, Span(**span), now)


DENIAL: tuple[Label, Kind, float] = ("contradicts", "denial", 0.95)
NUMBER: tuple[Label, Kind, float] = ("contradicts", "number", 0.62)
SUPPORT: tuple[Label, Kind, float] = ("supports", "agreement", 0.85)
UPDATE: tuple[Label, Kind, float] = ("uncertain", "supersession", 0.75)


# Precision


def test_precision_in_all_by_what_was_said_by_kind_and_by_band(store: Store, people: list[Reviewer]) -> None:
    items = _fill(store, DENIAL, DENIAL, NUMBER, NUMBER, SUPPORT, SUPPORT, UPDATE, UPDATE, DENIAL)
    verdicts: list[Verdict] = [
        "contradiction", "supersession", "contradiction", "unrelated", "support", "same_voice", "supersession", "contradiction", "unsure"
    ]  # fmt: skip
    for item, verdict in zip(items, verdicts, strict=True):
        _judge(store, item, people[0], verdict)
    found = _read(store)
    assert (found.precision.right, found.precision.wrong, found.precision.updates, found.precision.unsure) == (4, 4, 1, 1)
    assert found.precision.share == 0.5
    assert {said: (p.right, p.wrong) for said, p in found.said.items()} == {"contradiction": (2, 2), "support": (1, 1), "update": (1, 1)}
    assert {kind: (p.right, p.wrong, p.unsure) for kind, p in found.kinds.items()} == {
        "denial": (1, 1, 1), "number": (1, 1, 0), "agreement": (1, 1, 0), "supersession": (1, 1, 0)
    }  # fmt: skip
    assert [(b.low, b.found.right, b.found.wrong) for b in found.bands] == [(0.6, 1, 1), (0.8, 1, 1), (0.9, 1, 1)]
    assert [b.predicted for b in found.bands] == [pytest.approx(0.62), pytest.approx(0.85), pytest.approx(0.95)]
    # |.62 - .5| + |.85 - .5| + |.95 - .5|, two items each of six
    assert found.calibration_error == pytest.approx((0.12 + 0.35 + 0.45) / 3)


def test_an_item_at_a_bound_is_in_the_band_above(store: Store, people: list[Reviewer]) -> None:
    items = _fill(store, ("contradicts", "denial", 0.9), ("contradicts", "denial", 1.0), ("contradicts", "denial", 0.5))
    for item in items:
        _judge(store, item, people[0], "contradiction")
    assert [(band.low, band.high, band.found.right) for band in _read(store).bands] == [(0.5, 0.6, 1), (0.9, 1.0, 2)]


def test_what_people_dispute_counts_nowhere_until_it_is_settled(store: Store, people: list[Reviewer]) -> None:
    [item] = _fill(store, DENIAL)
    _judge(store, item, people[0], "contradiction")
    _judge(store, item, people[1], "unrelated", version=2)
    assert _read(store).precision.judged == 0
    _judge(store, item, people[2], "unrelated", version=3, adjudicates=True)
    found = _read(store)
    assert (found.precision.right, found.precision.wrong) == (0, 1)
    assert found.accord.items == 1  # the two who differ, without the one who settles


def test_span_takes_the_day_of_the_last_opinion_both_ends_included(store: Store, people: list[Reviewer]) -> None:
    first, second = _fill(store, DENIAL, DENIAL)
    _judge(store, first, people[0], "contradiction", datetime(2031, 3, 8, 0, 0, tzinfo=UTC))
    _judge(store, second, people[0], "unrelated", datetime(2031, 3, 9, 23, 59, 59, tzinfo=UTC))
    spans = {
        (8, 8): (1, 0), (9, 9): (0, 1), (8, 9): (1, 1), (10, 11): (0, 0), (6, 7): (0, 0)
    }  # fmt: skip
    for (since, until), counted in spans.items():
        found = _read(store, since=date(2031, 3, since), until=date(2031, 3, until))
        assert (found.precision.right, found.precision.wrong) == counted
        assert sum(day.verdicts for day in found.days) == sum(counted)


def test_label_limits_every_number(store: Store, people: list[Reviewer]) -> None:
    denial, support, update = _fill(store, DENIAL, SUPPORT, UPDATE)
    _judge(store, denial, people[0], "contradiction")
    _judge(store, support, people[0], "unrelated", reason="opinion")
    for said, right, wrong, waits in (("contradiction", 1, 0, 0), ("support", 0, 1, 0), ("update", 0, 0, 1)):
        found = _read(store, said=said)
        assert (found.precision.right, found.precision.wrong, found.waiting.items) == (right, wrong, waits)
        assert sum(person.verdicts for person in found.people) == right + wrong
        assert sum(found.reasons.values()) == wrong
    assert update


# Work


def test_work_counts_verdicts_by_person_and_day_without_those_taken_back(store: Store, people: list[Reviewer]) -> None:
    items = _fill(store, *[DENIAL] * 8)
    ana, bea, _ = people
    for number, item in enumerate(items[:6]):
        _judge(store, item, ana, "contradiction", MORNING + timedelta(seconds=20 * number))
    _judge(store, items[6], ana, "contradiction", MORNING + timedelta(days=1))
    _judge(store, items[7], bea, "contradiction", MORNING + timedelta(days=1))
    with store.writing() as connection:
        undo(connection, bea.id, MORNING + timedelta(days=2))
    _judge(store, items[7], bea, "unrelated", MORNING + timedelta(days=2), version=3)
    found = _read(store)
    assert [(p.name, p.verdicts, p.days, p.seconds) for p in found.people] == [("Ana", 7, 2, 20.0), ("Bea", 1, 1, None)]
    assert [(day.day.day, day.verdicts) for day in found.days] == [(10, 1), (9, 1), (8, 6)]


def test_reasons_are_counted_most_first(store: Store, people: list[Reviewer]) -> None:
    items = _fill(store, DENIAL, DENIAL, DENIAL)
    for item, reason in zip(items, ("other_time", "opinion", "other_time"), strict=True):
        _judge(store, item, people[0], "unrelated", reason=reason)
    assert list(_read(store).reasons.items()) == [("other_time", 2), ("opinion", 1)]


# Agreement


def test_agreement_is_cohens_kappa_over_items_with_two_opinions(store: Store, people: list[Reviewer]) -> None:
    items = _fill(store, *[DENIAL] * 11)
    ana, bea, caro = people
    # Ana yes 6 no 4, Bea yes 5 no 5; same on 7: by chance .6 * .5 + .4 * .5 = .5, kappa (.7 - .5) / .5 = .4.
    said = [("yes", "yes")] * 4 + [("yes", "no")] * 2 + [("no", "yes")] + [("no", "no")] * 3
    words: dict[str, Verdict] = {"yes": "contradiction", "no": "unrelated"}
    for item, (first, second) in zip(items[:10], said, strict=True):
        # Bea is first at some: who was there first must not matter.
        _judge(store, item, bea, words[second], MORNING)
        _judge(store, item, ana, words[first], MORNING, version=2)
    _judge(store, items[0], caro, "unsure", version=3)
    _judge(store, items[10], ana, "contradiction")
    found = _read(store)
    assert (found.accord.items, found.accord.same) == (10, 7)
    assert found.accord.kappa == pytest.approx(0.4)
    assert [(c.first, c.second, c.accord.items, c.accord.why) for c in found.couples] == [
        ("Ana", "Bea", 10, None), ("Ana", "Caro", 1, "few"), ("Bea", "Caro", 1, "few")
    ]  # fmt: skip


# What is waiting


def test_waiting_by_status_state_label_and_age(store: Store, people: list[Reviewer]) -> None:
    old = [DENIAL, NUMBER, SUPPORT, UPDATE]
    items = _fill(store, *old, at=MORNING - timedelta(days=40))
    _judge(store, items[0], people[0], "contradiction")
    _judge(store, items[1], people[0], "contradiction")
    _judge(store, items[1], people[1], "unrelated", version=2)
    found = _read(store).waiting
    assert found.items == 3
    assert found.statuses == {"reviewed": 1, "disputed": 1, "open": 2}
    assert found.states == {"new": 3}
    assert found.said == {"contradiction": 1, "support": 1, "update": 1}
    assert [(age.low, age.high, age.items) for age in found.ages] == [(0, 1, 0), (1, 3, 0), (3, 8, 0), (8, 31, 0), (31, None, 3)]


@pytest.mark.parametrize(("days", "place"), [(0, 0), (0.99, 0), (1, 1), (2.9, 1), (3, 2), (7.9, 2), (8, 3), (30.9, 3), (31, 4)])
def test_age_counts_whole_days_since_an_item_was_first_found(store: Store, days: float, place: int) -> None:
    _fill(store, DENIAL, at=MORNING - timedelta(days=days))
    assert [age.items for age in _read(store).waiting.ages] == [int(place == number) for number in range(5)]


def test_what_the_last_batch_no_longer_found_is_not_waiting(store: Store) -> None:
    _fill(store, DENIAL, NUMBER)
    with store.writing() as connection:
        add_batch(connection, pier_story(), MORNING + timedelta(days=1))
    found = _read(store)
    assert found.waiting.items == 6
    assert [(batch.id, batch.counts.get("new", 0), batch.counts["gone"]) for batch in found.batches] == [(2, 6, 2), (1, 2, 0)]


# What the program has learned


def _learn(store: Store, name: str, *, use: bool = False) -> None:
    with store.writing() as connection:
        keep_learned(connection, name, use=use)


def test_versions_of_the_fusion_are_told_with_what_they_brought(store: Store, desk: Callable[[str], TestClient]) -> None:
    _learn(store, "winter")
    _learn(store, "spring", use=True)
    newest, oldest = desk("en").get("/dashboard.json?since=2040-01-01").json()["fusions"]
    assert [(v["id"], v["name"], v["by"], v["in_use"], v["usable"]) for v in (newest, oldest)] == [
        (2, "spring", "Ana", True, True), (1, "winter", "Ana", False, True)
    ]  # fmt: skip
    assert newest["at"] == "2031-03-08T09:00:00Z"
    learned = newest["questions"]["contradicts"]
    assert {name: learned[name] for name in ("yes", "no", "stories", "better")} == {"yes": 30, "no": 30, "stories": 20, "better": True}
    losses = {side: learned["comparison"][side]["log_loss"]["value"] for side in ("before", "after")}
    assert losses == {"before": pytest.approx(-np.log(0.5)), "after": pytest.approx(-np.log(0.8))}
    assert newest["questions"]["supports"] == {"yes": 2, "no": 58, "stories": 20, "better": False, "comparison": None}


@pytest.mark.parametrize(
    ("language", "in_use", "rows"),
    [
        (
            "en",
            "The next batch is judged with version 1: spring.",
            [
                ["1: spring (in use)", "3/8/31, 9:00 AM · Ana", "Contradictions", "30", "30", "0.693 to 0.223", "0.000 to 0.200",
                 "50% to 100%", "surely better"],
                ["Corroborations", "2", "58", "as shipped: too few verdicts for it, or against it"],
            ],
        ),
        (
            "es",
            "La próxima tanda se juzgará con la versión 1: spring.",
            [
                ["1: spring (en uso)", "8/3/31, 9:00 · Ana", "Contradicciones", "30", "30", "de 0,693 a 0,223", "de 0,000 a 0,200",
                 "de 50 % a 100 %", "mejora segura"],
                ["Corroboraciones", "2", "58", "como de fábrica: muy pocos veredictos a favor o en contra"],
            ],
        ),
    ],
)  # fmt: skip
def test_the_page_shows_the_versions_and_which_is_in_use(
    language: str, in_use: str, rows: list[list[str]], store: Store, desk: Callable[[str], TestClient]
) -> None:
    _learn(store, "spring", use=True)
    [section] = _main(desk(language)).cssselect("section[aria-labelledby=fusions]")
    assert in_use in _text(section)
    assert [[_text(cell) for cell in row] for row in section.cssselect("tbody tr")] == rows


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("with the fusion as shipped", "Nothing has been learned")),
        ("es", ("con la fusión de fábrica", "Aún no se ha aprendido nada")),
    ],
)
def test_nothing_learned_is_the_fusion_as_shipped(language: str, words: tuple[str, str], desk: Callable[[str], TestClient]) -> None:
    said = _text(_main(desk(language)).cssselect("section[aria-labelledby=fusions]")[0])
    assert all(expected in said for expected in words)
    assert desk(language).get("/dashboard.json").json()["fusions"] == []


def test_a_version_for_another_shipped_fusion_is_outdated(store: Store, desk: Callable[[str], TestClient]) -> None:
    _learn(store, "old")
    with store.writing() as connection:
        connection.execute(update(FusionRow).values(corrects="0" * 16))
    assert "1: old (outdated)" in _text(_main(desk("en")))
    assert not desk("en").get("/dashboard.json").json()["fusions"][0]["usable"]


# The page and its twin


@pytest.fixture
def desk(store: Store, people: list[Reviewer]) -> Iterator[Callable[[str], TestClient]]:
    made: list[TestClient] = []

    def open_in(language: str) -> TestClient:
        client = TestClient(create_app(store, DeskOptions(reviewer_id=people[0].id, language="es" if language == "es" else "en")))
        made.append(client.__enter__())
        return client

    yield open_in
    for client in made:
        client.__exit__(None, None, None)


def _main(client: TestClient, query: str = "") -> Any:
    answer = client.get(f"/dashboard{query}")
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text).cssselect("main")[0]


def _text(element: Any) -> str:
    return " ".join(element.text_content().replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("No verdict yet", "No item has two opinions", "No reason has been given", "No batch has been added", "0 items wait")),
        (
            "es",
            (
                "Aún no hay veredictos",
                "Ningún hallazgo tiene dos opiniones",
                "No se ha indicado",
                "Todavía no se ha añadido",
                "0 hallazgos esperan",
            ),
        ),
    ],
)
def test_empty_store_says_what_is_missing(desk: Callable[[str], TestClient], language: str, words: tuple[str, ...]) -> None:
    main = _main(desk(language))
    for expected in words:
        assert expected in _text(main)
    assert not main.cssselect("svg.reliability")


def test_empty_store_as_json(desk: Callable[[str], TestClient]) -> None:
    found = desk("en").get("/dashboard.json").json()
    assert found["precision"] == {"right": 0, "wrong": 0, "updates": 0, "unsure": 0, "share": None, "low": None, "high": None}
    assert (found["calibration_error"], found["accord"]["kappa"], found["people"], found["batches"]) == (None, None, [], [])


@pytest.mark.parametrize(("language", "few"), [("en", "too few to say"), ("es", "muy pocos datos")])
def test_one_verdict_is_too_few_to_say(
    store: Store, people: list[Reviewer], desk: Callable[[str], TestClient], language: str, few: str
) -> None:
    [item] = _fill(store, DENIAL)
    _judge(store, item, people[0], "contradiction")
    main = _main(desk(language))
    assert [_text(cell) for cell in main.cssselect("section[aria-labelledby=precision] tbody tr")[0]][1:] == [few, "1", "0", "0", "0"]
    for section in ("precision", "reliability", "work"):
        assert few in _text(main.cssselect(f"section[aria-labelledby={section}]")[0]), section
    assert not main.cssselect("svg.reliability")


def test_shares_are_shown_with_their_interval_and_drawn(store: Store, people: list[Reviewer], desk: Callable[[str], TestClient]) -> None:
    for item, verdict in zip(_fill(store, *[DENIAL] * 10), ["contradiction"] * 8 + ["unrelated"] * 2, strict=True):
        _judge(store, item, people[0], verdict)  # type: ignore[arg-type]
    main = _main(desk("en"))
    [everything, *_] = main.cssselect("section[aria-labelledby=precision] tbody tr")
    assert [_text(cell) for cell in everything] == ["All", "80% (49% – 94%)", "8", "2", "0", "0"]
    assert "Calibration error: 0.150" in _text(main)  # |.95 - .8|
    [picture] = main.cssselect("svg.reliability")
    [point], [interval] = picture.cssselect("circle.point"), picture.cssselect("line.interval")
    # 290 units from 46 across for 0..1, from 10 down for 1..0
    assert (float(point.get("cx")), float(point.get("cy"))) == (pytest.approx(46 + 290 * 0.95), pytest.approx(10 + 290 * 0.2))
    assert float(interval.get("y1")) == pytest.approx(10 + 290 * (1 - 0.4902), abs=0.1)
    assert float(interval.get("y2")) == pytest.approx(10 + 290 * (1 - 0.9433), abs=0.1)
    spanish = _main(desk("es"))
    assert "80 % (49 % – 94 %)" in _text(spanish)
    assert "0,150" in _text(spanish)


def test_all_right_is_a_hundred_per_cent_of_what_was_judged(
    store: Store, people: list[Reviewer], desk: Callable[[str], TestClient]
) -> None:
    for item in _fill(store, *[DENIAL] * 5):
        _judge(store, item, people[0], "contradiction")
    assert "100% (57% – 100%)" in _text(_main(desk("en")))


def test_kappa_that_is_undefined_is_said_so(store: Store, people: list[Reviewer], desk: Callable[[str], TestClient]) -> None:
    for item in _fill(store, *[DENIAL] * 5):
        _judge(store, item, people[0], "contradiction")
        _judge(store, item, people[1], "contradiction", version=2)
    assert "undefined: both gave one and the same verdict to all" in _text(_main(desk("en")))
    assert "5 hallazgos tienen dos opiniones; en 5 coinciden. Kappa de Cohen: sin definir" in _text(_main(desk("es")))


def test_filters_in_the_address_are_those_in_the_form(store: Store, people: list[Reviewer], desk: Callable[[str], TestClient]) -> None:
    _fill(store, DENIAL, SUPPORT)
    client = desk("en")
    main = _main(client, "?since=2031-03-01&until=&label=support")
    assert [main.cssselect(f"#{name}")[0].get("value") for name in ("since", "until")] == ["2031-03-01", ""]
    assert [option.get("value") for option in main.cssselect("option[selected]")] == ["support"]
    assert "1 item waits" in _text(main)
    presets = [link.get("href") for link in main.cssselect("p.badges a")]
    assert presets[-1] == "/dashboard?label=support"
    assert all("label=support" in address and "since=20" in address for address in presets[:-1])


@pytest.mark.parametrize("query", ["since=yesterday", "label=lies", "until=2031-02-30"])
def test_filters_that_make_no_sense_are_refused(desk: Callable[[str], TestClient], query: str) -> None:
    assert desk("en").get(f"/dashboard.json?{query}").status_code == 422


@pytest.mark.parametrize("query", ["since=0001-01-01&until=9999-12-31", "since=9999-12-31&until=0001-01-01"])
def test_the_ends_of_the_calendar_are_days_too(desk: Callable[[str], TestClient], query: str) -> None:
    assert desk("en").get(f"/dashboard.json?{query}").status_code == 200


def test_names_of_people_stay_words(store: Store, desk: Callable[[str], TestClient]) -> None:
    with store.writing() as connection:
        mallory = add_reviewer(connection, "<img src=x onerror=alert(1)>%(num)s")
    [item] = _fill(store, DENIAL)
    _judge(store, item, mallory, "contradiction")
    answer = desk("en").get("/dashboard").text
    assert "<img" not in answer
    assert "%(num)s" in answer


def test_dashboard_and_stories_are_in_the_openapi_document(desk: Callable[[str], TestClient]) -> None:
    document = desk("en").get("/openapi.json").json()
    schemas = {
        path: document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for path in document["paths"]
        if path in ("/dashboard.json", "/stories.json", "/stories/{story_id}.json")
    }
    assert {path: schema["$ref"].rsplit("/", 1)[1] for path, schema in schemas.items()} == {
        "/dashboard.json": "Dashboard", "/stories.json": "StoriesPage", "/stories/{story_id}.json": "StoryPage"
    }  # fmt: skip
