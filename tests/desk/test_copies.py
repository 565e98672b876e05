"""Copies of a pair as a reviewer meets them: in the queue, on the page of an item, in the notice, in the history, in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient
from jinja2.ext import babel_extract

from desk.conftest import MORNING
from desk.copied import FIRST, OTHER_VOICE, OTHER_WORDS, SECOND, THIRD, copied_story
from desk.test_item import Desk, tree, words
from detector.review.desk import DeskOptions, create_app
from detector.review.desk.context import Language
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.items import read_item
from detector.review.store.people import Role, add_reviewer

OPEN = "?view=contradictions&status=open"


@pytest.fixture
def desks(store: Store) -> Iterator[Any]:
    """Makes desks over a store with copies: `desks("Ana")`, `desks("Rita", "reader", "es")`."""
    with store.writing() as connection:
        add_batch(connection, copied_story(), MORNING)
    with ExitStack() as opened:

        def make(name: str, role: Role = "reviewer", language: Language = "en") -> Desk:
            with store.writing() as connection:
                person = add_reviewer(connection, name, role)
            app = create_app(store, DeskOptions(reviewer_id=person.id, language=language))
            return Desk(opened.enter_context(TestClient(app)), person)

        yield make


def boxed(page: Any) -> str:
    """What the box of the copies sends."""
    (box,) = page.xpath("//form[@id='verdict']//input[@name='copies']")
    assert box.get("checked") is not None
    return str(box.get("value"))


def verdicts_of(store: Store) -> list[str | None]:
    with store.reading() as connection:
        return [read_item(connection, item_id).row.verdict for item_id in (FIRST, SECOND, THIRD)]


def notice(page: Any) -> str:
    return words(page.xpath("//p[@data-passing]")[0])


def ids(desk: Desk, query: str) -> list[str]:
    return [item["id"] for item in desk.client.get(f"/queue.json{query}").json()["items"]]


@pytest.mark.parametrize(
    ("language", "line", "box"),
    [
        ("en", "2 copies of this pair: Diario Sur, El Faro", "also for 2 copies"),
        ("es", "2 copias de este par: Diario Sur, El Faro", "también en 2 copias"),
    ],
)
def test_an_item_names_its_copies(desks: Any, language: Language, line: str, box: str) -> None:
    ana = desks("Ana", language=language)
    page = ana.open(FIRST, OPEN)
    (copies,) = page.xpath("//p[@id='copies']")
    assert words(copies) == line
    assert copies.xpath(".//a/@href") == [f"/items/{THIRD}{OPEN}", f"/items/{SECOND}{OPEN}"]
    assert box in words(page.xpath("//form[@id='verdict']")[0]) and boxed(page) == f"{THIRD}:1 {SECOND}:1"
    assert not ana.open(OTHER_VOICE).xpath("//p[@id='copies'] | //input[@name='copies']")


@pytest.mark.parametrize(
    ("language", "recorded", "taken_back", "told", "link"),
    [
        ("en", "Recorded, and for 2 copies: Contradiction", "Taken back, and for 2 copies: Contradiction",
         "Ana decided: Contradiction, with a copy of it (that copy)", "Ana took back: Contradiction, with a copy of it (that copy)"),
        ("es", "Anotado, también en 2 copias: Contradicción", "Retirado, también en 2 copias: Contradicción",
         "Ana decidió: Contradicción, junto con una copia (esa copia)", "Ana retiró: Contradicción, junto con una copia (esa copia)"),
    ],
)  # fmt: skip
def test_one_verdict_for_all_copies_and_one_undo(
    desks: Any, store: Store, language: Language, recorded: str, taken_back: str, told: str, link: str
) -> None:
    ana = desks("Ana", language=language)
    answer = ana.decide(FIRST, "contradiction", OPEN, copies=boxed(ana.open(FIRST)))
    assert answer.headers["location"] == f"/items/{OTHER_VOICE}{OPEN}&said=contradiction&with=2", "copies are not the next item"
    assert verdicts_of(store) == ["contradiction"] * 3
    page = tree(ana.client.get(answer.headers["location"]))
    assert notice(page) == recorded
    assert ids(ana, OPEN) == [OTHER_VOICE, OTHER_WORDS]
    (line,) = ana.open(SECOND).xpath("//ol[@class='history']/li")
    assert words(line).endswith(told) and line.xpath(".//a/@href") == [f"/items/{FIRST}"]

    (form,) = page.xpath("//div[@class='done']//form")
    undone = ana.client.post(form.action, data=dict(form.fields), follow_redirects=False)
    assert undone.headers["location"] == f"/items/{FIRST}{OPEN}&undone=contradiction&with=2"
    page = tree(ana.client.get(undone.headers["location"]))
    assert notice(page) == taken_back and not page.xpath("//div[@class='done']//form")
    assert verdicts_of(store) == [None] * 3
    assert words(ana.open(SECOND).xpath("//ol[@class='history']/li")[0]).endswith(link)


@pytest.mark.parametrize("query", ["with=<b>&left=-1", "with=99999&left=٣", "with=&left=0"])
def test_a_notice_counts_only_in_numbers(desks: Any, query: str) -> None:
    assert notice(tree(desks("Ana").client.get(f"/queue{OPEN}&said=unsure&{query}"))) == "Recorded: In doubt"


def test_who_does_not_want_it_judges_one(desks: Any, store: Store) -> None:
    ana = desks("Ana")
    answer = ana.decide(FIRST, "unrelated", OPEN)  # a box that is not ticked sends nothing
    assert "with=" not in answer.headers["location"]
    assert verdicts_of(store) == ["unrelated", None, None]
    assert ids(ana, OPEN) == [SECOND, OTHER_VOICE, OTHER_WORDS], "what is still open comes up"


def test_a_copy_that_somebody_judged_meanwhile_is_left_and_said(desks: Any, store: Store) -> None:
    ana, bea, eva = desks("Ana"), desks("Bea"), desks("Eva", language="es")
    seen = boxed(ana.open(FIRST))
    bea.decide(SECOND, "unrelated")
    answer = ana.decide(FIRST, "contradiction", OPEN, copies=seen)
    assert answer.headers["location"].endswith("&said=contradiction&with=1&left=1")
    said = notice(tree(ana.client.get(answer.headers["location"])))
    assert said == "Recorded, and for 1 copy: Contradiction. 1 copy was left as it is: it has changed, or somebody else is at it"
    said = notice(tree(eva.client.get(answer.headers["location"])))
    assert said == "Anotado, también en 1 copia: Contradicción. 1 copia quedó como estaba: ha cambiado o la lleva otra persona"
    assert verdicts_of(store) == ["contradiction", "unrelated", "contradiction"]
    page = ana.open(FIRST)
    assert words(page.xpath("//p[@id='copies']")[0]) == "2 copies of this pair: Diario Sur Contradiction, El Faro Unrelated"
    assert boxed(page) == f"{THIRD}:2", "Ana's own word on it may follow her mind; Bea's may not"


def test_a_copy_that_somebody_works_on_is_not_offered(desks: Any, store: Store) -> None:
    ana, bea = desks("Ana"), desks("Bea")
    bea.press(f"/items/{SECOND}/hold")
    ana.press(f"/items/{THIRD}/assign", to=bea.person.id)
    page = ana.open(FIRST)
    line = "2 copies of this pair: Diario Sur somebody else is at it, El Faro somebody else is at it"
    assert words(page.xpath("//p[@id='copies']")[0]) == line and not page.xpath("//input[@name='copies']")
    assert boxed(bea.open(FIRST)) == f"{THIRD}:1 {SECOND}:1"


def test_what_cannot_be_recorded_keeps_the_box_as_it_was(desks: Any, store: Store) -> None:
    ana, bea = desks("Ana"), desks("Bea")
    boxes = {}
    for name, fields in (("ticked", {"copies": f"{SECOND}:1"}), ("empty", {})):
        answer = ana.decide(FIRST, "unsure", note="x" * 4001, **fields)
        assert answer.status_code == 422
        boxes[name] = tree(answer).xpath("//input[@name='copies']/@checked")
    assert boxes == {"ticked": ["checked"], "empty": []}
    bea.decide(FIRST, "unsure")
    assert ana.decide(FIRST, "unsure", version=1, copies=f"{SECOND}:1").status_code == 409
    assert verdicts_of(store) == ["unsure", None, None]
    assert ana.decide(FIRST, "unsure", copies="nonsense").status_code == 422


def test_readers_see_copies_and_cannot_judge_them(desks: Any) -> None:
    page = desks("Rita", "reader").open(FIRST)
    assert page.xpath("//p[@id='copies']") and not page.xpath("//input[@name='copies']")


def test_the_queue_folds_copies(desks: Any) -> None:
    ana = desks("Ana")
    page = tree(ana.client.get(f"/queue{OPEN}"))
    assert page.xpath("//article/@id") == [f"i-{FIRST}", f"i-{OTHER_VOICE}", f"i-{OTHER_WORDS}"]
    assert words(page.xpath("//*[@class='bar']")[0]).startswith("3 items and 2 copies of them: show every copy")
    first, other = (words(article) for article in page.xpath("//article")[:2])
    assert "+2 copies" in first and "cop" not in other
    (everything,) = page.xpath("//*[@class='bar']/p[1]/a/@href")
    assert everything == f"/queue{OPEN}&copies=all"
    page = tree(ana.client.get(everything))
    assert page.xpath("//article/@id") == [f"i-{item}" for item in (FIRST, SECOND, THIRD, OTHER_VOICE, OTHER_WORDS)]
    assert f"/queue{OPEN}" in page.xpath("//ul[@class='chips']//a/@href") and "every copy" in words(page.xpath("//ul[@class='chips']")[0])


def test_the_queue_folds_in_spanish(desks: Any) -> None:
    text = words(tree(desks("Ana", language="es").client.get(f"/queue{OPEN}")))
    assert "3 hallazgos y 2 copias: mostrar todas las copias" in text and "+2 copias" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?sort=reach", [FIRST, OTHER_VOICE, OTHER_WORDS]),
        ("?high=0.95", [SECOND, OTHER_VOICE, OTHER_WORDS]),
        ("?source=Diario+Sur", [THIRD]),
        ("?search=diario", [THIRD]),
        ("?copies=all&source=Diario+Sur&source=El+Faro", [SECOND, THIRD, OTHER_WORDS]),
    ],
)
def test_of_the_copies_that_a_filter_finds_the_first_is_shown(desks: Any, query: str, expected: list[str]) -> None:
    assert ids(desks("Ana"), query) == expected


def test_the_place_in_the_queue_is_that_of_the_folded_queue(desks: Any) -> None:
    ana = desks("Ana")
    told = {item: ana.client.get(f"/items/{item}.json{OPEN}").json() for item in (FIRST, THIRD, OTHER_VOICE)}
    assert [(told[item]["position"], told[item]["total"]) for item in told] == [(1, 3), (1, 3), (2, 3)]
    assert [told[item]["next"] for item in told] == [OTHER_VOICE, OTHER_VOICE, OTHER_WORDS]
    assert told[OTHER_VOICE]["previous"] == FIRST
    unfolded = ana.client.get(f"/items/{THIRD}.json{OPEN}&copies=all").json()
    assert (unfolded["position"], unfolded["total"], unfolded["previous"]) == (3, 5, SECOND)


def test_json_tells_of_copies_and_takes_them(desks: Any, store: Store) -> None:
    ana, bea = desks("Ana"), desks("Bea")

    def post(path: str, body: dict[str, Any] | None = None) -> Any:
        return ana.client.post(path, json=body, headers={"X-Token": ana.token()}).json()

    queue = ana.client.get(f"/queue.json{OPEN}").json()
    assert (queue["total"], queue["folded"], queue["facets"]["status"]) == (3, 2, {"open": 5})
    assert queue["items"][0]["copies"] == sorted((SECOND, THIRD)) and queue["items"][1]["copies"] == []
    queue = ana.client.get(f"/queue.json{OPEN}&copies=all").json()
    assert (queue["total"], queue["folded"], len(queue["items"])) == (5, 0, 5)

    copies = ana.client.get(f"/items/{FIRST}.json").json()["copies"]
    assert copies[0] == {"id": THIRD, "version": 1, "sources": ["Diario Sur"], "status": "open", "verdict": None, "follows": True}
    bea.decide(SECOND, "unsure")
    named = [f"{copy['id']}:{copy['version']}" for copy in copies]
    told = post(f"/items/{FIRST}/verdict.json{OPEN}", {"verdict": "support", "version": 1, "copies": named})
    assert (told["copies"], told["left"], told["next"]) == ([THIRD], [SECOND], OTHER_VOICE)
    assert verdicts_of(store) == ["support", "unsure", "support"]
    assert post("/undo.json") == {"item": FIRST, "copies": [THIRD]}
    assert verdicts_of(store) == [None, "unsure", None]


def test_a_new_batch_makes_new_copies(desks: Any, store: Store) -> None:
    ana = desks("Ana")
    assert ids(ana, OPEN) == [FIRST, OTHER_VOICE, OTHER_WORDS]
    results = copied_story()
    alone = {article: article for article in results.origins}  # they were no copies of one text after all
    with store.writing() as connection:
        add_batch(connection, replace(results, origins=alone), MORNING)
    assert ids(ana, OPEN) == [FIRST, SECOND, THIRD, OTHER_VOICE, OTHER_WORDS]


def test_every_message_about_copies_is_translated() -> None:
    desk = files("detector.review.desk")
    with desk.joinpath("locale", "es", "copies.po").open("rb") as file:
        known = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file, locale="es") if message.id}
    used = set()
    for name in ("macros.html", "queue.html", "item.html"):
        with desk.joinpath("templates", name).open("rb") as template:
            for _, _, message, _ in babel_extract(template, ("_", "ngettext"), [], {"trim_blocks": "true"}):
                used.add(message if isinstance(message, str) else (message or (None,))[0])
    for name in ("choices", "pages/item_views"):
        used |= set(re.findall(r'_\("([^"]+)"\)', desk.joinpath(f"{name}.py").read_text("utf-8")))
    assert known <= used
