"""An item as a reviewer works on it: reading, deciding, taking back, with others at the same desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import lxml.html
import pytest
from babel.messages.pofile import read_po
from builders import make_claim, make_relation, make_results, make_story, pier_story
from fastapi.testclient import TestClient
from jinja2.ext import babel_extract

from detector.records import Article, Kind, Relation, Stance
from detector.review.desk import DeskOptions, create_app, labels
from detector.review.desk.context import Language
from detector.review.desk.pages import article as article_page
from detector.review.desk.pages.article import Flagged, pieces
from detector.review.desk.pages.item_views import VERDICT_KEYS
from detector.review.desk.wording import translations
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.items import history, read_item
from detector.review.store.people import Reviewer, Role, add_reviewer
from detector.review.store.verdicts import hold
from detector.review.vocabulary import REASONS, ROLES, STATES, STATUSES, VERDICTS

OPEN = "?view=contradictions&status=open"


class Desk:
    """A person at a desk: what they open and press."""

    def __init__(self, client: TestClient, person: Reviewer) -> None:
        self.client, self.person = client, person

    def open(self, item_id: str, query: str = "") -> Any:
        """Return the page of an item as a tree."""
        return tree(self.client.get(f"/items/{item_id}{query}"))

    def token(self) -> str:
        """The token that forms of this desk carry."""
        return str(tree(self.client.get("/queue")).xpath("//body/@data-token")[0])

    def decide(self, item_id: str, verdict: str, query: str = "", **fields: str | int) -> Any:
        """Open an item, press a verdict, and return the answer (redirects are not followed)."""
        form = self.open(item_id, query).xpath("//form[@id='verdict']")[0]
        sent = {name: form.inputs[name].value for name in ("token", "version", "seen")} | {"verdict": verdict} | fields
        return self.client.post(form.action, data=sent, follow_redirects=False)

    def press(self, path: str, **fields: str | int) -> Any:
        """Send a small form, and return the answer (redirects are not followed)."""
        return self.client.post(path, data={"token": self.token(), **fields}, follow_redirects=False)


def tree(response: Any) -> Any:
    assert response.status_code < 500
    return lxml.html.fromstring(response.text)


def words(element: Any) -> str:
    """The text of an element as it is read."""
    return " ".join(element.text_content().split())


def noted(page: Any) -> str:
    """What the note's field holds: browsers leave out the first line break."""
    return str(page.xpath("//textarea")[0].value).removeprefix("\n")


@pytest.fixture
def desks(filled: Store) -> Iterator[Any]:
    """Makes desks over the one store: `desks("Ana")`, `desks("Rita", "reader", "es")`."""
    with ExitStack() as opened:

        def make(name: str, role: Role = "reviewer", language: Language = "en") -> Desk:
            with filled.writing() as connection:
                person = add_reviewer(connection, name, role)
            app = create_app(filled, DeskOptions(reviewer_id=person.id, language=language))
            return Desk(opened.enter_context(TestClient(app)), person)

        yield make


@pytest.fixture
def found() -> dict[str, Relation]:
    """The relations of the story of the pier by what they are."""
    relations = pier_story().relations
    return {
        "denial": relations[0], "translated": relations[1], "update": relations[2], "support": relations[4], "copies": relations[5],
    }  # fmt: skip


def row(store: Store, item_id: str) -> Any:
    with store.reading() as connection:
        return read_item(connection, item_id).row


def test_an_item_shows_the_question_both_passages_and_who_says_them(desks: Any, found: dict[str, Relation]) -> None:
    page = desks("Ana").open(found["translated"].id)
    assert words(page.xpath("//h1")[0]).startswith("El Ministerio de Puertos firmó en enero")
    first, second = page.xpath("//section[contains(@class, 'quote')]")
    assert "La ministra de Puertos, Elena Ruaz, according to El Faro del Sur · denies it" in words(first)
    assert first.xpath(".//blockquote/@lang") == ["es"] and second.xpath(".//blockquote/@lang") == ["en"]
    assert words(first.xpath(".//*[@class='said']")[0]).startswith("La ministra de Puertos, Elena Ruaz, negó que")
    assert "cerrar la polémica" in words(first.xpath(".//*[@class='around']")[0])
    assert "1 outlet, 1 origin" in words(first)
    links = {words(link): link for link in second.xpath(".//a")}
    original = links["Original at harbour.example (new tab)"]
    assert original.get("href") == "https://harbour.example/valmara-pier" and original.get("rel") == "noopener noreferrer"
    assert "88%" in words(page) and "very likely" in words(page) and "Denial" in words(page)
    assert "0.885" in words(page.xpath("//table")[0]) and "cross_lingual" in words(page.xpath("//table")[0])


def test_an_item_reads_in_spanish(desks: Any, found: dict[str, Relation]) -> None:
    page = desks("Ana", language="es").open(found["denial"].id)
    text = words(page)
    for said in ("Desmentido", "96 %", "casi segura", "El Faro del Sur · lo niega", "1 medio, 1 origen", "Los dos lados", "Por revisar"):
        assert said in text
    buttons = [words(button) for button in page.xpath("//button[@name='verdict']")]
    assert buttons == [
        "Contradicción 1c", "Actualización 2u", "Misma voz 3v", "Sin relación 4r", "Corroboración 5b", "En duda 6d",
    ]  # fmt: skip


def test_the_words_in_conflict_are_marked(store: Store, found: dict[str, Relation]) -> None:
    results = pier_story()
    claim = next(claim for claim in results.claims if claim.id == found["denial"].a)
    spans = ((claim.start + 3, claim.start + 13),)
    marked = replace(found["denial"], marks=(spans, ()))
    with store.writing() as connection:
        add_batch(connection, replace(results, relations=(marked,)), datetime.now(UTC))
        ana = add_reviewer(connection, "Ana")
    with TestClient(create_app(store, DeskOptions(reviewer_id=ana.id))) as client:
        page = tree(client.get(f"/items/{marked.id}"))
    assert [words(mark) for mark in page.xpath("//mark/strong")] == [claim.text[3:13]]


def test_both_sides_are_shown_with_their_voices_and_days(desks: Any, found: dict[str, Relation]) -> None:
    page = desks("Ana").open(found["denial"].id)
    one, two = page.xpath("//section[contains(@class, 'side-')]")
    assert "1 outlet, 1 origin · Mar 4, 2031" in words(one)
    assert "2 outlets, 2 origins · Mar 5, 2031 – Mar 6, 2031" in words(two)
    assert len(two.xpath(".//q")) == 2
    days = page.xpath("//ol[@class='timeline']/li//time/@datetime")
    assert days == ["2031-03-04", "2031-03-05", "2031-03-06"]
    assert page.xpath("//ol[@class='timeline']/li/@class") == ["side-1", "side-2", "side-2"]


def test_copies_of_one_text_count_as_one_origin(desks: Any, found: dict[str, Relation]) -> None:
    page = desks("Ana").open(found["copies"].id)
    first = words(page.xpath("//section[contains(@class, 'quote')]")[0])
    assert "2 outlets, 1 origin: same text in Radio Litoral" in first


def test_the_place_in_the_queue_is_kept(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    page = ana.open(found["denial"].id, OPEN)
    assert "1 of 2" in words(page.xpath("//nav[@class='steps small']")[0])
    assert page.xpath("//a[@rel='next']/@href") == [f"/items/{found['translated'].id}{OPEN}"]
    assert not page.xpath("//a[@rel='prev']")
    assert ana.open(found["translated"].id, OPEN).xpath("//a[@rel='prev']/@href") == [f"/items/{found['denial'].id}{OPEN}"]
    assert page.xpath("//a[@data-key='q']/@href") == [f"/queue{OPEN}"]
    assert "no longer in this queue" in words(ana.open(found["support"].id, OPEN))


def test_the_json_twin_says_the_same(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    ana.decide(found["denial"].id, "unrelated", reason="other_time", note="another lease")
    told = ana.client.get(f"/items/{found['denial'].id}.json?view=contradictions").json()
    assert told["first"]["source"] == "El Faro del Sur" and told["first"]["stance"] == "denied"
    assert told["question"].startswith("El Ministerio") and told["probability"] == 0.962 and told["gates"] == ["stance"]
    assert [side["origins"] for side in told["sides"]] == [1, 2]
    assert (told["position"], told["total"], told["next"]) == (1, 2, found["translated"].id)
    assert (told["status"], told["verdict"], told["version"]) == ("reviewed", "unrelated", 2)
    said = told["opinions"][0]
    assert (said["reviewer"], said["reason"], said["note"]) == ("Ana", "other_time", "another lease")
    assert [entry["action"] for entry in told["history"]] == ["verdict"]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_recorded_and_the_next_item_comes(desks: Any, filled: Store, found: dict[str, Relation], verdict: str) -> None:
    ana = desks("Ana")
    answer = ana.decide(found["denial"].id, verdict, OPEN, reason="other_fact", note="  seen \r\n it ")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/items/{found['translated'].id}{OPEN}&said={verdict}"
    following = tree(ana.client.get(answer.headers["location"]))
    assert words(following.xpath("//p[@role='status'][contains(@class, 'good')]")[0]) == f"Recorded: {labels.verdict(verdict)}"
    with filled.reading() as connection:
        (said,) = read_item(connection, found["denial"].id).opinions
    assert (said.verdict, said.reason, said.note, said.adjudicates) == (verdict, "other_fact", "seen \n it", False)


def test_after_the_last_item_comes_the_queue(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana", language="es")
    answer = ana.decide(found["translated"].id, "contradiction", OPEN)
    assert answer.headers["location"] == f"/queue{OPEN}&said=contradiction"
    page = tree(ana.client.get(answer.headers["location"]))
    assert words(page.xpath("//p[@role='status']")[0]) == "Anotado: Contradicción"
    (form,) = page.xpath("//form[starts-with(@action, '/undo')]")
    assert words(form) == "Deshacer mi último veredicto z"
    assert page.xpath("//input[@name='back']/@value") == [f"/queue{OPEN}"], "in another language it is not told again"
    taken = ana.client.post(form.action, data=dict(form.fields), follow_redirects=False)
    assert taken.headers["location"] == f"/items/{found['translated'].id}{OPEN}&undone=contradiction"


def test_the_queue_tells_only_what_can_have_been_done(desks: Any, found: dict[str, Relation]) -> None:
    ana, rita = desks("Ana"), desks("Rita", "reader")
    assert ana.decide(found["denial"].id, "unsure", "?search=nadaqueexista").headers["location"].endswith("exista&said=unsure")
    for query in ("?view=all", "?view=all&said=", "?view=all&said=<b>", "?view=all&undone=<b>"):
        page = tree(ana.client.get(f"/queue{query}"))
        assert not page.xpath("//p[@role='status'] | //form[starts-with(@action, '/undo')]")
    assert not tree(rita.client.get("/queue?view=all&said=unsure")).xpath("//form[starts-with(@action, '/undo')]")
    ana.press("/undo")
    nothing = ana.press("/undo").headers["location"]
    assert nothing == "/queue?view=all&undone=nothing"
    page = tree(ana.client.get(nothing))
    assert words(page.xpath("//p[@role='status']")[0]) == "There is nothing to undo"
    assert not page.xpath("//form[starts-with(@action, '/undo')]")


def test_reasons_are_asked_for_where_the_program_would_be_wrong(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana")

    def asking(name: str) -> list[str]:
        return list(ana.open(found[name].id).xpath("//button[@name='verdict'][@data-asks]/@value"))

    assert asking("denial") == ["unrelated", "support"], "a doubt is no false alarm"
    assert asking("support") == ["unrelated"], "a contradiction explains itself"
    assert asking("update") == ["unrelated", "support"]
    offered = ana.open(found["denial"].id)
    assert offered.xpath("//button[@name='reason']/@value") == [*REASONS, ""]
    assert offered.xpath("//noscript//select[@name='reason']/option/@value")[1:] == list(REASONS)


def test_one_can_change_ones_mind(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    ana.decide(found["denial"].id, "contradiction", note="sure")
    page = ana.open(found["denial"].id)
    assert page.xpath("//button[@aria-pressed='true']/@value") == ["contradiction"]
    assert noted(page) == "sure"
    ana.decide(found["denial"].id, "unsure")
    assert (row(filled, found["denial"].id).status, row(filled, found["denial"].id).verdict) == ("reviewed", "unsure")


def test_two_opinions_agree_or_are_settled_by_a_third(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno, carla = desks("Ana"), desks("Bruno"), desks("Carla")
    item = found["denial"].id
    ana.decide(item, "contradiction")
    assert not bruno.open(item).xpath("//input[@name='adjudicates']")
    assert not bruno.open(item).xpath("//section[@aria-labelledby='opinions']/details[@open]")  # not led by the first opinion
    bruno.decide(item, "contradiction")
    assert row(filled, item).status == "agreed"
    bruno.decide(item, "unrelated", reason="other_actor")
    assert row(filled, item).status == "disputed"
    page = carla.open(item)
    assert page.xpath("//input[@name='adjudicates']")
    assert "Different actor" in words(page.xpath("//section[@aria-labelledby='opinions']/details[@open]")[0])
    carla.decide(item, "contradiction", adjudicates="true")
    assert (row(filled, item).status, row(filled, item).verdict) == ("settled", "contradiction")
    assert "Carla settled it: Contradiction" in words(ana.open(item))


def test_who_may_not_settle_keeps_what_they_typed(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno, admin = desks("Ana"), desks("Bruno"), desks("Eva", "admin")
    item = found["denial"].id
    ana.decide(item, "contradiction")
    answer = bruno.decide(item, "unrelated", note="not so fast", adjudicates="true")
    assert answer.status_code == 403 and "Only a disputed item can be settled" in answer.text and "not so fast" in answer.text
    assert row(filled, item).version == 2
    assert admin.decide(item, "unrelated", adjudicates="true").status_code == 303
    assert row(filled, item).verdict == "unrelated"


def test_a_verdict_on_what_has_changed_is_not_recorded_and_not_lost(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno = desks("Ana"), desks("Bruno", language="es")
    item = found["denial"].id
    stale = bruno.open(item, OPEN).xpath("//form[@id='verdict']")[0]
    ana.decide(item, "supersession")
    sent = {name: stale.inputs[name].value for name in ("token", "version", "seen")}
    answer = bruno.client.post(
        stale.action, data=sent | {"verdict": "unrelated", "reason": "other_time", "note": "mi nota"}, follow_redirects=False
    )
    assert answer.status_code == 409
    page = tree(answer)
    alert = words(page.xpath("//*[@role='alert']")[0])
    assert "Este hallazgo ha cambiado" in alert and "Ana decidió: Actualización" in alert and "Sin relación (Otro momento)" in alert
    form = page.xpath("//form[@id='verdict']")[0]
    assert noted(page) == "mi nota" and form.get("data-typed") == "unrelated"
    assert form.xpath(".//button[@name='reason'][@aria-pressed='true']/@value") == ["other_time"]
    assert form.action.endswith(OPEN)
    with filled.reading() as connection:
        assert [said.reviewer for said in read_item(connection, item).opinions] == ["Ana"]
    again = {name: form.inputs[name].value for name in ("token", "version", "seen", "note")}
    assert bruno.client.post(form.action, data=again | {"verdict": "unrelated"}, follow_redirects=False).status_code == 303
    assert row(filled, item).status == "disputed"


def test_of_two_verdicts_at_the_same_moment_one_waits(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    people = [desks(name) for name in ("Ana", "Bruno", "Carla", "Dora")]
    item = found["denial"].id
    forms = [person.open(item).xpath("//form[@id='verdict']")[0] for person in people]

    def send(number: int) -> int:
        sent = {name: forms[number].inputs[name].value for name in ("token", "version", "seen")} | {"verdict": "contradiction"}
        return int(people[number].client.post(forms[number].action, data=sent, follow_redirects=False).status_code)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == [303, 409, 409, 409]
    assert row(filled, item).version == 2


def test_an_item_is_held_and_let_go(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno = desks("Ana"), desks("Bruno")
    item = found["denial"].id
    assert ana.press(f"/items/{item}/hold{OPEN}").headers["location"] == f"/items/{item}{OPEN}"
    page = bruno.open(item)
    assert "Ana: is working on this item until" in words(page) and not page.xpath("//button[@data-key='h']")
    answer = bruno.decide(item, "contradiction", note="keep me")
    assert answer.status_code == 409 and "Somebody else is working on this item" in answer.text and "keep me" in answer.text
    assert bruno.press(f"/items/{item}/hold").status_code == 409
    assert ana.open(item).xpath("//form[contains(@action, '/release')]")
    ana.press(f"/items/{item}/release")
    assert bruno.decide(item, "contradiction").status_code == 303
    assert row(filled, item).held_by is None


def test_a_hold_ends_by_itself(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno = desks("Ana"), desks("Bruno")
    with filled.writing() as connection:
        hold(connection, found["denial"].id, ana.person.id, datetime.now(UTC) - timedelta(hours=1))
    assert "is working on this item until" not in words(bruno.open(found["denial"].id))
    assert bruno.decide(found["denial"].id, "contradiction").status_code == 303


def test_an_item_is_assigned_to_a_person(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno, rita = desks("Ana"), desks("Bruno"), desks("Rita", "reader")
    item = found["denial"].id
    assert "Rita" not in ana.open(item).xpath("//select[@name='to']")[0].text_content()
    assert ana.press(f"/items/{item}/assign", to=bruno.person.id).status_code == 303
    page = ana.open(item)
    assert "on the list of Bruno" in words(page) and "Ana assigned it to Bruno" in words(page)
    for nobody in (rita.person.id, 4711, "x", "²", "9" * 40):
        assert ana.press(f"/items/{item}/assign", to=nobody).status_code == 422
    ana.press(f"/items/{item}/assign", to="")
    assert row(filled, item).assigned_to is None


def test_verdicts_are_taken_back_one_after_the_other(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    one, two = found["denial"].id, found["translated"].id
    ana.decide(one, "contradiction")
    ana.decide(two, "unrelated")
    ana.decide(one, "support")
    answer = ana.press(f"/undo{OPEN}", item=two)
    assert answer.headers["location"] == f"/items/{one}{OPEN}&undone=support"
    assert "Taken back: Corroboration" in words(tree(ana.client.get(answer.headers["location"])))
    assert row(filled, one).verdict == "contradiction"
    assert ana.press("/undo").headers["location"] == f"/items/{two}?undone=unrelated"
    assert ana.press("/undo").headers["location"] == f"/items/{one}?undone=contradiction"
    assert (row(filled, one).status, row(filled, two).status) == ("open", "open")
    nothing = ana.press(f"/undo{OPEN}", item=two)
    assert nothing.headers["location"] == f"/items/{two}{OPEN}&undone=nothing"
    assert "There is nothing to undo" in words(tree(ana.client.get(nothing.headers["location"])))
    assert ana.press("/undo").headers["location"].startswith("/queue")
    with filled.reading() as connection:
        assert [entry.action for entry in history(connection)] == ["verdict"] * 3 + ["undo"] * 3


def test_nobody_takes_back_what_another_said(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno = desks("Ana"), desks("Bruno")
    ana.decide(found["denial"].id, "contradiction")
    assert bruno.press("/undo").headers["location"].startswith("/queue")
    assert row(filled, found["denial"].id).verdict == "contradiction"


def test_a_note_that_is_too_long_comes_back_whole(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    note = "x" * 3990 + "\n" + "the end of it"
    answer = ana.decide(found["denial"].id, "unrelated", note=note)
    assert answer.status_code == 422
    page = tree(answer)
    assert words(page.xpath("//*[@role='alert']/p")[0]) == "The note is too long: it can have 4,000 characters. Nothing was recorded yet"
    assert noted(page) == note
    assert row(filled, found["denial"].id).status == "open"
    exact = "y" * 3999 + "\r\n" + "."
    assert ana.decide(found["denial"].id, "unrelated", note=exact[1:]).status_code == 303


def test_hostile_notes_and_names_are_only_text(desks: Any, found: dict[str, Relation]) -> None:
    ana, bruno = desks("<b>Ana</b>"), desks("Bruno &amp; %(what)s")
    note = "</textarea><script>alert(1)</script> {{ 7*7 }} %(who)s \u202eabc nul\x00"
    ana.decide(found["denial"].id, "unrelated", note=note)
    bruno.decide(found["denial"].id, "contradiction")
    for desk in (ana, bruno):
        answer = desk.client.get(f"/items/{found['denial'].id}")
        assert "<script>alert" not in answer.text and "\u202e" not in answer.text and "\x00" not in answer.text
        assert "<b>Ana</b> decided: Unrelated" in words(tree(answer)) and "{{ 7*7 }} %(who)s [U+202E]abc" in words(tree(answer))
        assert "Bruno &amp; %(what)s decided: Contradiction" in words(tree(answer))


def test_hostile_articles_are_only_text(store: Store) -> None:
    text = "Before <script>alert(1)</script>. The pier </mark><img src=x onerror=alert(1)> was \u202esold. After."
    bad = [Article.from_text(text, f"<i>{n}</i>", "</title><script>", date(2031, 3, n), "javascript:alert(1)", "en") for n in (1, 2)]
    claims = [make_claim(article, "The pier </mark><img src=x onerror=alert(1)> was \u202esold") for article in bad]
    relation = make_relation(make_story(bad), *claims, "contradicts", 0.9, "denial")
    with store.writing() as connection:
        add_batch(connection, make_results(bad, claims, [relation]), datetime.now(UTC))
        ana = add_reviewer(connection, "Ana")
    with TestClient(create_app(store, DeskOptions(reviewer_id=ana.id, language="en"))) as client:
        for path in (f"/items/{relation.id}", f"/articles/{bad[0].id}?claim={claims[0].id}&item={relation.id}"):
            answer = client.get(path)
            page = tree(answer)
            assert not page.xpath("//img | //script[not(@src='/static/desk.js')] | //a[starts-with(@href, 'javascript')]")
            assert "\u202e" not in answer.text and "<img src=x onerror=alert(1)> was [U+202E]sold" in words(page)


def test_readers_read_and_cannot_decide(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    rita = desks("Rita", "reader")
    item = found["denial"].id
    page = rita.open(item)
    assert not page.xpath("//form[@id='verdict'] | //form[contains(@action, '/undo')] | //form[contains(@action, '/hold')]")
    sent = {"verdict": "contradiction", "version": 1, "to": ""}
    for path in (f"/items/{item}/verdict", f"/items/{item}/hold", f"/items/{item}/release", f"/items/{item}/assign", "/undo"):
        assert rita.press(path, **sent).status_code == 403
    assert row(filled, item).version == 1


def test_nothing_is_done_without_the_token(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    item = found["denial"].id
    ana.open(item)
    sent = {"verdict": "contradiction", "version": 1, "to": ""}
    for path in (f"/items/{item}/verdict", f"/items/{item}/hold", f"/items/{item}/release", f"/items/{item}/assign", "/undo"):
        for token in ({}, {"token": "x"}):
            assert ana.client.post(path, data=sent | token).status_code == 403
    for path in (f"/items/{item}/verdict.json", "/undo.json"):
        assert ana.client.post(path, json=sent).status_code == 403
    with filled.reading() as connection:
        assert history(connection) == []


def test_programs_decide_and_undo_in_json(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana, bruno = desks("Ana"), desks("Bruno")
    item = found["denial"].id
    sent = {"verdict": "unrelated", "reason": "other_place", "note": "there", "version": 1}

    def post(desk: Desk, path: str, body: dict[str, Any] | None = None) -> Any:
        return desk.client.post(path, json=body, headers={"X-Token": desk.token()})

    path = f"/items/{item}/verdict.json{OPEN}"
    assert post(ana, path, sent).json() == {
        "item": item, "version": 2, "status": "reviewed", "verdict": "unrelated", "next": found["translated"].id,
        "copies": [], "left": [],
    }  # fmt: skip
    late = post(bruno, path, sent)
    assert late.status_code == 409
    assert late.json()["version"] == 2 and [change["reviewer"] for change in late.json()["changes"]] == ["Ana"]
    assert post(bruno, path, sent | {"version": 2, "adjudicates": True}).status_code == 403
    assert post(ana, path, sent | {"version": 2, "note": "x" * 4001}).status_code == 422
    assert post(ana, path, sent | {"version": 2, "verdict": "maybe"}).status_code == 422
    assert post(ana, "/items/0000000000000000/verdict.json", sent).status_code == 404
    assert post(ana, "/undo.json").json() == {"item": item, "copies": []}
    assert post(ana, "/undo.json").status_code == 409
    assert row(filled, item).status == "open"


@pytest.mark.parametrize("path", ["/items/nothing", "/items/0000000000000000", "/articles/0000000000000000", "/articles/%27--"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(f"{path}.json").json() == {"detail": "there is nothing under this address"}


def test_an_item_that_is_gone_still_shows(desks: Any, filled: Store, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    item = found["denial"].id
    ana.decide(item, "contradiction", note="it was there")
    results = pier_story()
    with filled.writing() as connection:
        add_batch(connection, make_results([results.articles[3]], [], [], stories=[]), datetime.now(UTC))
    page = ana.open(item)
    assert "The last batch no longer found this" in words(page) and "it was there" in words(page)
    assert "La ministra de Puertos, Elena Ruaz, negó" in words(page) and len(page.xpath("//ol[@class='timeline']/li")) == 2
    assert ana.client.get(f"/items/{item}.json").json()["state"] == "gone"
    assert ana.decide(item, "unsure").status_code == 303


def test_the_article_opens_at_the_passage(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    href = ana.open(found["denial"].id, OPEN).xpath("//a[@data-key='o']/@href")[0]
    assert href.endswith("#claim")
    page = tree(ana.client.get(href))
    article = next(article for article in pier_story().articles if article.source == "El Faro del Sur")
    assert page.xpath("//article")[0].text_content() == article.text
    assert [words(mark) for mark in page.xpath("//mark[@id='claim']")] == [
        "La ministra de Puertos, Elena Ruaz, negó que el Gobierno haya arrendado el muelle norte de Puerto Alba a una empresa extranjera"
    ]
    assert page.xpath("//a[@class='flagged']/@href") == [f"/items/{found['update'].id}{OPEN}"]
    assert page.xpath("//a[@data-key='o']/@href") == [f"/items/{found['denial'].id}{OPEN}"]
    assert page.xpath("//a[@data-key='q']/@href") == [f"/queue{OPEN}"]
    assert "Mar 4, 2031" in words(page) and page.xpath("//a[@rel='noopener noreferrer']/@href") == [article.url]


def test_from_one_article_of_an_item_one_goes_to_the_other(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana", language="es")
    item = found["translated"].id
    first, second = (ana.open(item, OPEN).xpath(f"//a[@data-key='{key}']/@href")[0] for key in ("o", "Shift+o"))
    assert first != second

    def other(address: str) -> list[str]:
        return list(tree(ana.client.get(address)).xpath("//nav//a[@data-key='Shift+o']/@href"))

    assert (other(first), other(second)) == ([second], [first])
    page = tree(ana.client.get(first))
    assert words(page.xpath("//a[@data-key='Shift+o']")[0]) == "Artículo de la otra cita Shift+o"
    assert "Artículo de la otra cita" in words(page.xpath("//dialog")[0])
    plain = first.split("?")[0]
    (unasked,) = other(f"{plain}?item={item}")
    assert unasked.split("?")[0] == second.split("?")[0] and f"claim={found['translated'].b}" in unasked
    for query in ("", f"?claim={found['translated'].a}", "?item=0123456789abcdef"):
        assert not other(plain + query)


def test_an_article_that_disagrees_with_itself_is_its_own_other_side(store: Store) -> None:
    article = Article.from_text("The pier was sold. The pier was not sold.", "A", language="en")
    claims = [make_claim(article, text) for text in ("The pier was sold", "The pier was not sold")]
    relation = make_relation(make_story([article]), *claims, "contradicts", 0.9)
    with store.writing() as connection:
        add_batch(connection, make_results([article], claims, [relation]), datetime.now(UTC))
        ana = add_reviewer(connection, "Ana")
    with TestClient(create_app(store, DeskOptions(reviewer_id=ana.id, language="en"))) as client:
        for here, there in (claims, claims[::-1]):
            page = tree(client.get(f"/articles/{article.id}?claim={here.id}&item={relation.id}"))
            link = f"/articles/{article.id}?claim={there.id}&item={relation.id}#claim"
            assert page.xpath("//a[@data-key='Shift+o']/@href") == [link]


def test_an_article_names_its_copies(desks: Any) -> None:
    ana = desks("Ana", language="es")
    brisa, litoral = (next(a for a in pier_story().articles if a.source == source) for source in ("Agencia Brisa", "Radio Litoral"))
    page = tree(ana.client.get(f"/articles/{litoral.id}?item=0123456789abcdef"))
    assert "2 medios, 1 origen: mismo texto en Agencia Brisa" in words(page)
    assert page.xpath(f"//a[starts-with(@href, '/articles/{brisa.id}')]") and not page.xpath("//a[@data-key='o']")
    told = ana.client.get(f"/articles/{litoral.id}.json").json()
    assert told["copies"] == [brisa.id] and told["text"] == litoral.text
    for claim in told["claims"]:
        assert claim["items"] and "tráfico" in told["text"][claim["start"] : claim["end"]]


def test_claims_inside_one_another_are_told_apart() -> None:
    article = Article.from_text("He said that the pier was sold on Monday, and left.", "A", language="en")
    outer, inner = make_claim(article, "He said that the pier was sold on Monday"), make_claim(article, "the pier was sold")
    flagged = [Flagged(outer, ("1",)), Flagged(inner, ("2",))]

    def cut(current: str, start: int = 0, end: int = len(article.text)) -> list[tuple[str, str, bool, bool]]:
        return [
            (p.text, p.flagged.items[0] if p.flagged else "", p.current, p.anchor)
            for p in pieces(article.text, flagged, current, start, end)
        ]

    assert cut("") == [
        ("He said that ", "1", False, True), ("the pier was sold", "2", False, True), (" on Monday", "1", False, False),
        (", and left.", "", False, False),
    ]  # fmt: skip
    assert [text for text, _, current, _ in cut(outer.id) if current] == ["He said that ", "the pier was sold", " on Monday"]
    assert [anchor for _, _, current, anchor in cut(outer.id) if current] == [True, False, False]
    assert cut(inner.id, 17, 26) == [("pier was ", "2", True, True)]


def test_of_an_endless_article_the_stretch_around_the_passage_is_shown(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_page, "SHOWN_CHARS", 1000)
    text = "A" * 5000 + " The pier was sold. " + "Z" * 5000
    articles = [Article.from_text(text, source, language="en") for source in ("A", "B")]
    claims = [make_claim(article, "The pier was sold") for article in articles]
    relation = make_relation(make_story(articles), *claims, "contradicts", 0.9)
    with store.writing() as connection:
        add_batch(connection, make_results(articles, claims, [relation]), datetime.now(UTC))
        ana = add_reviewer(connection, "Ana")
    with TestClient(create_app(store, DeskOptions(reviewer_id=ana.id, language="en"))) as client:
        page = tree(client.get(f"/articles/{articles[0].id}?claim={claims[0].id}"))
    shown = page.xpath("//article")[0].text_content()
    assert len(shown) == 1000 and "The pier was sold" in shown
    assert "its beginning is left out" in words(page) and "its end is left out" in words(page)


def test_every_key_of_a_page_stands_in_its_help(desks: Any, found: dict[str, Relation]) -> None:
    ana, bruno = desks("Ana"), desks("Bruno")
    ana.decide(found["denial"].id, "contradiction")
    bruno.decide(found["denial"].id, "unrelated")
    page = ana.open(found["denial"].id)
    article = tree(ana.client.get(page.xpath("//a[@data-key='o']/@href")[0]))
    explained = {words(key) for key in page.xpath("//dialog//kbd")}
    used = {key for keys in page.xpath("//@data-key") for key in keys.split()}
    assert used and used <= explained
    assert {"j", "q", "z", "h", "n", "s", "o", "Shift+o"} <= used
    assert {"1", "4", "/"} <= explained, "those of the queue"
    (section,) = article.xpath("//dialog//h3[.='In a whole article']/following-sibling::dl[1]")
    assert {words(key) for key in section.xpath(".//kbd")} == set(article.xpath("//@data-key")) == {"o", "Shift+o", "q"}


def test_the_letters_of_verdicts_stand_in_their_names() -> None:
    assert set(VERDICT_KEYS) == set(VERDICTS) and len({key for keys in VERDICT_KEYS.values() for key in keys}) == 2 * len(VERDICTS)
    for verdict, (_, letter) in VERDICT_KEYS.items():
        for name in (labels.verdict(verdict), translations("es").gettext(labels.verdict(verdict))):
            assert letter in name.lower()


def test_every_word_of_the_vocabulary_has_a_name_in_both_languages() -> None:
    spanish = translations("es").gettext
    for named, values in (
        (labels.verdict, VERDICTS), (labels.reason, REASONS), (labels.state, STATES), (labels.status, STATUSES), (labels.role, ROLES),
    ):  # fmt: skip
        for value in values:
            assert named(value) != value and spanish(named(value)) != named(value)
    assert [labels.certainty(p) for p in (0.99, 0.95, 0.9, 0.7, 0.1)] == ["almost certain"] * 2 + ["very likely", "likely", "possible"]
    assert labels.kind("of a newer version") == "of a newer version"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_kind_of_conflict_and_a_stance_have_no_word_in_common(language: Language) -> None:
    say = translations(language).gettext
    kinds, stances = ({say(named(value)).lower() for value in get_args(of)} for named, of in ((labels.kind, Kind), (labels.stance, Stance)))
    assert not kinds & stances


def test_an_item_and_its_queue_can_be_exported_from_its_page(desks: Any, found: dict[str, Relation]) -> None:
    ana = desks("Ana")
    links = ana.open(found["denial"].id, OPEN).xpath("//*[contains(@class, 'exports')]//a/@href")
    own = f"/items/{found['denial'].id}/export"
    assert links == [*(f"{own}/{name}" for name in ("csv", "json", "jsonl", "parquet", "md", "print", "labelstudio")), f"/exports{OPEN}"]
    assert {ana.client.get(link).status_code for link in links} == {200}


def test_every_message_of_these_pages_is_translated() -> None:
    from importlib.resources import files

    desk = files("detector.review.desk")
    known = set()
    for file in desk.joinpath("locale", "es").iterdir():
        known |= {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file.open("rb"), locale="es") if m.id and m.string}
    for name in ("item.html", "article.html", "keys.html"):
        with desk.joinpath("templates", name).open("rb") as template:
            for _, _, message, _ in babel_extract(template, ("_", "ngettext"), [], {"trim_blocks": "true"}):
                first = message if isinstance(message, str) else (message or (None,))[0]
                assert first is None or first in known, f"{name}: {first}"
    for name in ("labels", "notices", "pages/item", "pages/article", "pages/deciding", "pages/item_views"):
        for message in re.findall(r'N_\("([^"]+)"\)', desk.joinpath(f"{name}.py").read_text("utf-8")):
            assert message in known, f"{name}: {message}"
