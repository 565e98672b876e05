"""The queue as a reviewer sees it: what it lists, how it is narrowed, and what its address means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from builders import FARO, GACETA, make_claim, make_relation, make_results, make_story, pier_story
from fastapi.testclient import TestClient

from desk.conftest import MORNING
from detector.records import Article
from detector.review.desk import DeskOptions, create_app
from detector.review.desk.excerpts import excerpt
from detector.review.desk.filters import QueueAddress
from detector.review.desk.wording import translations
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.verdicts import Opinion, assign, decide, hold

PIER = pier_story()
DENIED, DENIED_ABROAD, TOLL = PIER.relations[:3]
OUTLETS = {article.source for article in PIER.articles}


def cards(page: str) -> list[str]:
    """Return the ids of the items listed, in order."""
    return re.findall(r'<article class="card item [a-z]+" id="i-([0-9a-f]+)"', page)


def card(page: str, item_id: str) -> str:
    """Return the card of one item."""
    found = re.search(rf'<article class="card item [a-z]+" id="i-{item_id}".*?</article>', page, re.DOTALL)
    assert found
    return unescape(found[0])


def hrefs(page: str) -> list[str]:
    """Return every address the page links to inside the queue."""
    return [unescape(href) for href in re.findall(r'href="(/queue[^"]*)"', page)]


def ids(client: TestClient, query: str) -> list[str]:
    """Return the ids that the twin lists."""
    return [item["id"] for item in client.get(f"/queue.json{query}").json()["items"]]


def desk(store: Store, reviewer: Reviewer, language: Any = "en") -> TestClient:
    """Return a desk on this machine."""
    return TestClient(create_app(store, DeskOptions(reviewer_id=reviewer.id, language=language)))


@pytest.fixture
def anew(store: Store) -> Iterator[TestClient]:
    """A desk over a store without any batch."""
    with store.writing() as connection:
        reviewer = add_reviewer(connection, "Ana")
    with desk(store, reviewer) as made:
        yield made


def test_a_day_begins_with_the_open_contradictions(client: TestClient) -> None:
    answer = client.get("/queue")
    assert cards(answer.text) == [DENIED.id, DENIED_ABROAD.id]
    assert answer.url.query == b"view=contradictions&status=open"


def test_a_card_says_what_who_where_and_when(client: TestClient) -> None:
    shown = card(client.get("/queue").text, DENIED.id)
    for words in (
        "Denial",
        "96%",
        "almost certain",
        "La ministra de Puertos, Elena Ruaz",
        "according to",
        "El Faro del Sur",
        "Mar 4, 2031",
    ):
        assert words in shown, words
    assert "3 voices" in shown
    assert "El Ministerio de Puertos firmó en enero" in shown
    assert shown.index("El Faro del Sur") < shown.index("Mar 5, 2031"), "the earlier quote comes first"
    assert f'href="/items/{DENIED.id}?view=contradictions&status=open"' in shown


def test_the_words_that_carry_the_conflict_are_marked(store: Store) -> None:
    story = make_story([FARO, GACETA])
    denial, signed = make_claim(FARO, "negó que el Gobierno haya arrendado"), make_claim(GACETA, "firmó en enero el arriendo")
    relation = make_relation(story, denial, signed, "contradicts", 0.9, "denial")
    marked = type(relation)(**{n: getattr(relation, n) for n in relation.__slots__} | {"marks": (((denial.start, denial.start + 4),), ())})
    with store.writing() as connection:
        add_batch(connection, make_results([FARO, GACETA], [denial, signed], [marked], [story]), MORNING)
        reviewer = add_reviewer(connection, "Ana")
    with desk(store, reviewer) as client:
        assert "<mark>negó</mark> que el Gobierno haya arrendado</blockquote>" in client.get("/queue").text
        quote = client.get("/queue.json").json()["items"][0]["quotes"][0]
        assert [quote["text"][start:end] for start, end in quote["marks"]] == ["negó"]


def test_a_long_quote_is_shown_where_the_conflict_is() -> None:
    text = "palabra " * 100 + "negó " + "cosa " * 100
    at = text.index("negó")
    pieces = excerpt(text, ((at, at + 4),))
    assert ("negó", True) in pieces
    shown = "".join(piece for piece, _ in pieces)
    assert shown.startswith("…palabra") and shown.endswith("cosa…") and len(shown) < 300
    assert "".join(piece for piece, _ in excerpt("corto", ())) == "corto"


def test_tabs_part_the_items_and_count_them(client: TestClient) -> None:
    views = {view: ids(client, f"?view={view}") for view in ("contradictions", "updates", "corroborations", "all")}
    assert [len(found) for found in views.values()] == [2, 1, 3, 6]
    assert views["updates"] == [TOLL.id]
    assert client.get("/queue.json?status=open").json()["views"] == {name: len(found) for name, found in views.items()}
    page = client.get("/queue?view=updates").text
    assert re.search(r'aria-current="true">Updates <span class="count">1</span>', page)


def test_in_spanish_everything_of_ours_is_spanish(filled: Store, ana: Reviewer) -> None:
    with desk(filled, ana, "es") as client:
        page = client.get("/queue").text
    for words in (
        "Cola",
        "Contradicciones",
        "Desmentido",
        "96 %",
        "casi segura",
        "según",
        "4 mar 2031",
        "3 voces",
        "Más probables",
        "Guardar esta vista",
    ):
        assert words in unescape(page).replace("\xa0", " "), words
    assert '<html lang="es">' in page


def test_every_message_of_these_pages_is_translated() -> None:
    sources = files("detector.review.desk")
    texts = [sources.joinpath("templates", name).read_text("utf-8") for name in ("base.html", "macros.html", "queue.html", "views.html")]
    texts += [sources.joinpath(*path).read_text("utf-8") for path in (("choices.py",), ("pages", "views.py"))]
    messages = {m for text in texts for m in re.findall(r'(?:\b_|self\._|N_|ngettext)\("((?:[^"\\]|\\.)*)"', text)}
    assert len(messages) > 60
    spanish = translations("es")
    same = {message for message in messages if spanish.gettext(message) == message}
    assert same == set()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=denial", 2), ("?kind=denial&kind=supersession", 3), ("?language=en-es", 4), ("?source=Radio+Litoral", 1),
        ("?low=0.9&view=contradictions", 1), ("?high=0.9&view=contradictions", 1), ("?since=2031-03-06", 4), ("?until=2031-03-03", 2),
        ("?search=naviera+ENERO", 2), ("?search=comparecencia", 0), ("?status=agreed", 0),
        ("?new_since=0", 6), ("?new_since=1", 0), ("?mine=true", 0),
        ("?view=updates&kind=denial", 0), ("?view=contradictions&kind=denial", 2),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(client: TestClient, query: str, found: int) -> None:
    twin = client.get(f"/queue.json{query}").json()
    assert (twin["total"], len(twin["items"])) == (found, found)
    assert len(cards(client.get(f"/queue{query}").text)) == found


def test_facets_count_what_a_click_gives(client: TestClient) -> None:
    chosen = "/queue?view=contradictions&source=La+Gaceta+de+Valmara"
    page = client.get(chosen).text
    offered = re.findall(
        r'<li><a href="([^"]+)"(?: aria-current="true")?><span class="value" dir="auto">([^<]+)</span> <span class="count">(\d+)<', page
    )
    assert offered
    for href, name, count in offered:
        others = [source for source in re.findall(r"&source=([^&]+)", unescape(href)) if name != source.replace("+", " ")]
        widens = "source=" in href and name in OUTLETS and others
        alone = unescape(href).replace(f"&source={others[0]}", "") if widens else unescape(href)
        if name != "La Gaceta de Valmara":  # chosen: the link takes it away
            assert len(cards(client.get(alone).text)) == int(count), name


def test_a_chip_takes_its_filter_away(client: TestClient) -> None:
    page = client.get("/queue?kind=denial&low=0.7&search=muelle&mine=true&since=2031-01-02&new_since=0").text
    chips = re.findall(r'<a class="badge accent" href="([^"]+)"><span class="sr-only">Remove: </span><bdi>([^<]+)</bdi>', page)
    assert [name for _, name in chips] == [
        "Denial",
        "search: muelle",
        "from 70%",
        "published since Jan 2, 2031",
        "first found after batch 0",
        "Mine",
    ]
    assert "kind=" not in chips[0][0] and "low=" not in chips[2][0] and "search=muelle" in chips[0][0]
    assert client.get("/queue?kind=denial").text.count('<a class="badge accent" href="/queue?view=all">') == 1, (
        "the last one leads to all items"
    )


def test_the_order_stands_in_the_address(client: TestClient) -> None:
    items = client.get("/queue.json").json()["items"]
    assert ids(client, "?sort=reach") == [i["id"] for i in sorted(items, key=lambda i: (-i["reach"], -i["probability"], i["id"]))]
    assert ids(client, "?sort=newest") == [
        i["id"] for i in sorted(items, key=lambda i: (-date.fromisoformat(i["last_day"]).toordinal(), -i["probability"], i["id"]))
    ]  # fmt: skip
    assert ids(client, "?sort=oldest") == [i["id"] for i in sorted(items, key=lambda i: (i["first_day"], -i["probability"], i["id"]))]


def test_state_and_verdict_and_people_are_on_the_card(filled: Store, ana: Reviewer) -> None:
    now = datetime.now(UTC)
    with filled.writing() as connection:
        bruno = add_reviewer(connection, "Bruno")
        add_batch(connection, pier_story(), MORNING + timedelta(days=1))
        decide(connection, DENIED.id, 1, ana.id, Opinion("contradiction"), MORNING)
        decide(connection, DENIED.id, 2, bruno.id, Opinion("unrelated"), MORNING)
        hold(connection, DENIED_ABROAD.id, bruno.id, now)
        hold(connection, TOLL.id, bruno.id, now - timedelta(days=1))
        assign(connection, [TOLL.id], ana.id, bruno.id, MORNING)
    with desk(filled, ana) as client:
        page = client.get("/queue?view=all").text
        assert "Disputed" in card(page, DENIED.id)
        assert "Bruno has it open" in card(page, DENIED_ABROAD.id)
        assert "has it open" not in card(page, TOLL.id), "a hold that has run out"
        assert "assigned to Ana" in card(page, TOLL.id)
        assert ids(client, "?mine=true") == [TOLL.id]
        assert ids(client, "?status=disputed") == [DENIED.id]
        twin = {item["id"]: item for item in client.get("/queue.json").json()["items"]}
        assert (twin[DENIED_ABROAD.id]["held_by"], twin[TOLL.id]["held_by"], twin[TOLL.id]["assigned_to"]) == ("Bruno", None, "Ana")


def test_what_is_gone_shows_up_only_where_it_is_asked_for(filled: Store, ana: Reviewer) -> None:
    story = pier_story()
    left = make_results(list(story.articles), list(story.claims), list(story.relations[1:]), list(story.stories))
    with filled.writing() as connection:
        add_batch(connection, left, MORNING + timedelta(days=1))
    with desk(filled, ana) as client:
        assert DENIED.id not in ids(client, "?view=contradictions")
        assert ids(client, "?view=contradictions&state=gone") == [DENIED.id]
        assert DENIED.id in ids(client, "")
        assert "No longer found" in card(client.get("/queue?view=all").text, DENIED.id)
        assert client.get("/queue.json?view=contradictions").json()["facets"]["state"] == {"carried": 1, "gone": 1}


def test_new_since_the_last_batch(filled: Store, ana: Reviewer) -> None:
    other = make_story([FARO, GACETA], "Otra")
    a, b = make_claim(FARO, "El puerto permaneció cerrado"), make_claim(GACETA, "Los papeles existen")
    story = pier_story()
    relation = make_relation(other, a, b, "contradicts", 0.6, "antonym")
    more = make_results(
        list(story.articles), [*story.claims, a, b], [*story.relations, relation], [*story.stories, other], list(story.findings)
    )
    with filled.writing() as connection:
        add_batch(connection, more, MORNING + timedelta(days=1))
    with desk(filled, ana) as client:
        page = client.get("/queue").text
        new = next(href for href in hrefs(page) if "state=new" in href)
        assert cards(client.get(new).text) == [relation.id]
        assert ids(client, "?new_since=1") == [relation.id]
        assert "New" in card(page, relation.id)


def test_hostile_text_stays_text(store: Store) -> None:
    nasty = "<script>alert(1)</script> <img src=x onerror=alert(2)> \u202eoculto"
    quote = f"{nasty} dijo el ministro"
    articles = [
        Article.from_text(f"{quote}. Fin.", nasty, f"{nasty} titular", date(2031, 1, 1), "javascript:alert(3)", "es"),
        Article.from_text(f"{quote} otra vez. " + "x" * 100_000, "Otro", "T", date(2031, 1, 2), language="es"),
    ]
    claims = [
        make_claim(articles[0], quote, speaker=nasty, speakers=(nasty,)),
        make_claim(articles[1], f"{quote} otra vez. " + "x" * 100_000),
    ]
    story = make_story(articles)
    with store.writing() as connection:
        add_batch(connection, make_results(articles, claims, [make_relation(story, *claims, "contradicts", 0.9)], [story]), MORNING)
        reviewer = add_reviewer(connection, "<script>alert(4)</script>")
    with desk(store, reviewer) as client:
        page = client.get("/queue", params={"view": "contradictions", "search": 'script "><img>'}).text
        assert len(cards(page)) == 1
        assert "<script>alert" not in page and "<img src=x" not in page and "javascript:" not in page
        assert '"><img' not in page
        assert "\u202e" not in page and "[U+202E]" in page
        assert len(page) < 40_000, "a line of 100 kB is cut"


def test_nothing_fits(client: TestClient) -> None:
    page = client.get("/queue?search=nadaqueexista&kind=denial").text
    assert "Nothing fits these filters" in page and 'href="/queue?view=all"' in page and not cards(page)


def test_nothing_analysed_yet(anew: TestClient) -> None:
    assert "detector run" in anew.get("/queue").text
    assert anew.get("/queue.json").json()["items"] == []


def test_all_reviewed(filled: Store, ana: Reviewer) -> None:
    with filled.writing() as connection:
        for item_id in (DENIED.id, DENIED_ABROAD.id):
            decide(connection, item_id, 1, ana.id, Opinion("contradiction"), MORNING)
    with desk(filled, ana) as client:
        assert "Everything here has been reviewed" in client.get("/queue").text


def test_pages(store: Store) -> None:
    story = make_story([FARO, GACETA])
    claims = [make_claim(FARO, FARO.text[at : 2 * at + 30]) for at in range(60)]  # worded differently: no copies
    other = make_claim(GACETA, "Los papeles existen")
    relations = [make_relation(story, claim, other, "contradicts", 0.5 + n / 200, "denial") for n, claim in enumerate(claims)]
    with store.writing() as connection:
        add_batch(connection, make_results([FARO, GACETA], [*claims, other], relations, [story]), MORNING)
        reviewer = add_reviewer(connection, "Ana")
    with desk(store, reviewer) as client:
        first = client.get("/queue").text
        onward = next(href for href in hrefs(first) if "page=2" in href)
        second = client.get(onward).text
        assert len(cards(first)) == 50 and sorted(cards(first) + cards(second)) == sorted(relation.id for relation in relations)
        assert 'start="51"' in second and "Page 2 of 2" in second
        beyond = client.get("/queue?page=9")
        assert beyond.status_code == 200 and "The list ends before this page" in beyond.text
        assert "/queue?page=2" in hrefs(beyond.text)
        assert (twin := client.get("/queue.json?page=9").json())["items"] == [] and twin["total"] == 60


def test_long_facets_show_the_rest_without_script(store: Store) -> None:
    articles = [Article.from_text(f"Texto {n} del diario.", f"Diario {n:02}", f"T{n}", date(2031, 1, 1), language="es") for n in range(30)]
    claims = [make_claim(article, f"Texto {n} del") for n, article in enumerate(articles)]
    story = make_story(articles)
    relations = [make_relation(story, claims[0], claim, "contradicts", 0.8) for claim in claims[1:]]
    with store.writing() as connection:
        add_batch(connection, make_results(articles, claims, relations, [story]), MORNING)
        reviewer = add_reviewer(connection, "Ana")
    with desk(store, reviewer) as client:
        page = client.get("/queue").text
        assert not any("source=Diario+28" in href for href in hrefs(page))
        more = next(href for href in hrefs(page) if "expand=source" in href)
        assert any("source=Diario+28" in href for href in hrefs(client.get(more).text))


@pytest.mark.parametrize(
    "query",
    [
        "?low=2", "?low=x", "?page=0", "?page=99999999", "?sort=random", "?since=yesterday", "?kind=rumour", "?state=lost", "?view=mine",
        "?new_since=-1", "?story=../etc", "?language=EN", "?search=" + "x" * 301,
        "?" + "&".join(["kind=denial"] * 51),
    ],
)  # fmt: skip
def test_nonsense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/queue.json{query}").status_code == 422
    page = client.get(f"/queue{query}")
    assert page.status_code == 422 and "<h1>422</h1>" in page.text


@pytest.mark.parametrize("query", ["?source=%00", "?search=a%00b"])
def test_texts_that_no_database_holds_are_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/queue.json{query}").status_code in (400, 422)


def test_a_form_may_leave_fields_empty(client: TestClient) -> None:
    answer = client.get("/queue?low=&high=&since=&until=&search=&kind=denial")
    assert answer.status_code == 200 and len(cards(answer.text)) == 2


def test_an_address_survives_the_way_to_the_page_and_back() -> None:
    address = QueueAddress(view="updates", source=("El Faro & Co", "ñ"), low=0.5, since=date(2031, 1, 2), search="a b", mine=True, page=3)
    assert QueueAddress.parse(address.query(page=3)) == address
    assert QueueAddress.parse("") == QueueAddress() and QueueAddress().query() == "" and QueueAddress().link() == "/queue?view=all"
    with pytest.raises(ValueError, match="kind"):
        QueueAddress.parse("?kind=nonsense")


def test_the_twin_is_described(client: TestClient) -> None:
    described = json.loads(client.get("/openapi.json").text)
    assert {"QueueTwin", "ItemTwin", "QuoteTwin"} <= set(described["components"]["schemas"])
    item = client.get("/queue.json").json()["items"][0]
    assert set(item) == set(described["components"]["schemas"]["ItemTwin"]["required"])


def test_the_style_sheet_has_no_foreign_addresses() -> None:
    for sheet in Path(str(files("detector.review.desk").joinpath("static"))).glob("*.css"):
        assert "@import" not in (text := sheet.read_text("utf-8")) and "url(http" not in text, sheet.name
