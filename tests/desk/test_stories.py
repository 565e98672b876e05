"""The list of stories and the page of one, as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from builders import FARO, GACETA, HARBOUR, LITORAL, make_claim, make_finding, make_relation, make_results, make_story, pier_story
from fastapi.testclient import TestClient
from lxml import html

from desk.conftest import MORNING
from detector.records import Article, Results
from detector.report.summary import summary_rows
from detector.review.desk import DeskOptions, create_app, drawing
from detector.review.desk.pages.stories import has_words, in_order
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.statistics import StoryNumbers
from detector.review.store.verdicts import Opinion, decide

STORY = pier_story().stories[0].id


def _tree(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text)


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _desk(store: Store, results: Results, language: str = "en") -> TestClient:
    with store.writing() as connection:
        add_batch(connection, results, MORNING)
        reviewer = add_reviewer(connection, "Bea")
    return TestClient(create_app(store, DeskOptions(reviewer_id=reviewer.id, language="es" if language == "es" else "en")))


def _item(client: TestClient, kind: str) -> dict[str, Any]:
    story = client.get(f"/stories/{STORY}.json").json()
    return next(pair for pair in story["contradictions"] + story["updates"] if pair["kind"] == kind)


# The list


def test_list_counts_what_a_story_holds(client: TestClient) -> None:
    [story] = client.get("/stories.json").json()["stories"]
    assert story["outlets"][:2] == ["Agencia Brisa", "El Faro del Sur"]
    counted = {name: story[name] for name in ("articles", "origins", "open", "decided", "updates", "corroborations", "first", "last")}
    assert counted == {
        "articles": 6, "origins": 5, "open": 2, "decided": 0, "updates": 1, "corroborations": 1, "first": "2031-03-03", "last": "2031-03-07"
    }  # fmt: skip


def test_list_counts_as_the_report_does(client: TestClient) -> None:
    [row], [story] = summary_rows(pier_story()), client.get("/stories.json").json()["stories"]
    assert (story["articles"], len(story["outlets"]), story["origins"]) == (row.articles, row.outlets, row.origins)
    assert (story["open"], story["updates"], story["corroborations"]) == (row.contradictions, row.updates, row.corroborations)


def test_a_verdict_moves_a_contradiction_from_open_to_decided(client: TestClient, filled: Store, ana: Reviewer) -> None:
    with filled.writing() as connection:
        decide(connection, _item(client, "denial")["id"], 1, ana.id, Opinion("unrelated"), MORNING)
    [story] = client.get("/stories.json").json()["stories"]
    assert (story["open"], story["decided"]) == (1, 1)


def test_a_disputed_contradiction_is_open_again(client: TestClient, filled: Store, ana: Reviewer) -> None:
    item = _item(client, "denial")["id"]
    with filled.writing() as connection:
        other = add_reviewer(connection, "Bea")
        decide(connection, item, 1, ana.id, Opinion("contradiction"), MORNING)
        decide(connection, item, 2, other.id, Opinion("unrelated"), MORNING)
    assert client.get("/stories.json").json()["stories"][0]["open"] == 2


def test_list_page_links_to_the_story_with_its_numbers(client: TestClient) -> None:
    page = _tree(client, "/stories")
    [row] = page.cssselect("table.stacked tbody tr")
    assert row.cssselect("th a")[0].get("href") == f"/stories/{STORY}"
    assert [cell.text_content() for cell in row.cssselect("td.number")] == ["2", "0", "1", "1", "6", "6", "5"]
    assert _text(row.cssselect("td.days")[0]) == "Mar 3, 2031 – Mar 7, 2031"


@pytest.mark.parametrize(
    ("search", "found"), [("muelle NORTE", 1), ("harbour", 1), ("norte harb", 1), ("bour", 0), ("muelle sur norte xx", 0)]
)
def test_search_finds_beginnings_of_words_in_titles_and_outlets(client: TestClient, search: str, found: int) -> None:
    assert client.get("/stories.json", params={"search": search}).json()["total"] == found


def test_search_that_finds_nothing_says_so_and_keeps_the_words(client: TestClient) -> None:
    page = _tree(client, '/stories?search="><script>x')
    assert "No story has these words" in _text(page)
    assert page.cssselect("input#search")[0].get("value") == '"><script>x'
    assert not [script for script in page.cssselect("script") if not script.get("src")]


def _numbers(id: str, title: str, open: int, articles: int, first: date | None, last: date | None) -> StoryNumbers:
    return StoryNumbers(id, title, articles, ("Diario",), articles, open, 0, 0, 0, first, last)


def test_stories_are_sorted_as_asked() -> None:
    early, late, undated = (
        _numbers("1", "Árbol", 1, 9, date(2031, 1, 1), date(2031, 1, 9)),
        _numbers("2", "zorro", 3, 2, date(2031, 1, 2), date(2031, 1, 10)),
        _numbers("3", "Barco", 2, 5, None, None),
    )
    orders = {
        sort: [story.id for story in in_order([late, undated, early], sort)] for sort in ("open", "articles", "newest", "oldest", "title")
    }
    assert orders == {
        "open": ["2", "3", "1"], "articles": ["1", "3", "2"], "newest": ["2", "1", "3"], "oldest": ["1", "2", "3"], "title": ["1", "3", "2"]
    }  # fmt: skip


def test_search_ignores_accents_and_quotation_marks() -> None:
    story = _numbers("1", "«Árbol» caído", 0, 1, None, None)
    assert has_words(story, "arbol")
    assert has_words(story, "DIARIO cai")
    assert not has_words(story, "rbol")


def test_order_in_the_address_is_the_one_chosen_on_the_page(client: TestClient) -> None:
    page = _tree(client, "/stories?sort=title")
    assert [option.get("value") for option in page.cssselect("option[selected]")] == ["title"]
    assert client.get("/stories?sort=nonsense").status_code == 422


def test_empty_store_has_a_list_that_says_how_stories_come(store: Store) -> None:
    with store.writing() as connection:
        reviewer = add_reviewer(connection, "Bea")
    with TestClient(create_app(store, DeskOptions(reviewer_id=reviewer.id, language="en"))) as client:
        assert "There are no stories yet" in client.get("/stories").text
        assert client.get("/stories.json").json() == {"total": 0, "page": 1, "pages": 1, "stories": []}


def test_a_long_list_has_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detector.review.desk.pages.stories.SHOWN", 1)
    assert client.get("/stories.json?page=2").json()["stories"] == []
    assert client.get("/stories.json").json()["pages"] == 1


def test_list_in_spanish(filled: Store, ana: Reviewer) -> None:
    with TestClient(create_app(filled, DeskOptions(reviewer_id=ana.id, language="es"))) as client:
        page = _tree(client, "/stories")
        assert "Contradicciones por revisar" in _text(page)
        assert "1 historia" in _text(page)
        assert "3 mar 2031" in _text(page)


# One story


def test_map_says_which_side_each_outlet_takes(client: TestClient) -> None:
    page = _tree(client, f"/stories/{STORY}")
    rows = {_text(row.cssselect("th")[0]): _text(row.cssselect("td")[0]) for row in page.cssselect("table.map tbody tr")}
    assert rows == {"El Faro del Sur": "B ⊖denies it", "La Gaceta de Valmara": "A ●assertion", "The Harbour Times": "A ●assertion"}
    assert "Agencia Brisa, Radio Litoral, Merchant Weekly" in _text(page)  # take no side
    legend = [_text(side) for side in page.cssselect(".sides dd")]
    assert legend[0].startswith("El Ministerio de Puertos firmó")
    assert legend[1].startswith("La ministra de Puertos, Elena Ruaz, negó")


def test_map_leads_to_the_pair_that_an_outlet_is_in(client: TestClient) -> None:
    story = client.get(f"/stories/{STORY}.json").json()
    cells = {row["outlet"]: row["cells"][0] for group in story["map"]["groups"] for row in group}
    pairs = {pair["id"]: {pair["first"]["outlet"], pair["second"]["outlet"]} for pair in story["contradictions"]}
    assert pairs[cells["The Harbour Times"]["item_id"]] == {"The Harbour Times", "El Faro del Sur"}
    assert pairs[cells["El Faro del Sur"]["item_id"]] == {"La Gaceta de Valmara", "El Faro del Sur"}  # its most probable
    page = _tree(client, f"/stories/{STORY}")
    links = [link.get("href") for link in page.cssselect("table.map td a")]
    assert f"/items/{cells['The Harbour Times']['item_id']}?story={STORY}" in links


def _both_sides() -> Results:
    """Faro and a copy of it in Litoral deny; Gaceta says it and, elsewhere, calls it a rumour; Faro itself also says it."""
    copy = Article.from_text(FARO.text, source="Radio Litoral", title="Ruaz niega", published=date(2031, 3, 9), language="es")
    denials = [
        make_claim(article, "negó que el Gobierno haya arrendado el muelle norte de Puerto Alba", stance="denied")
        for article in (FARO, copy)
    ]
    rumour = make_claim(GACETA, "El sindicato de estibadores habría amenazado con parar el puerto", stance="conditional")
    signed = make_claim(GACETA, "El Ministerio de Puertos firmó en enero el arriendo del muelle norte de Puerto Alba a la naviera Ostrel")
    inside = make_claim(FARO, "No hay contrato, ni lo habrá")
    articles = [FARO, GACETA, copy]
    story = make_story(articles)
    origins = {FARO.id: FARO.id, GACETA.id: GACETA.id, copy.id: FARO.id}
    relations = [make_relation(story, signed, denial, "contradicts", 0.9, "denial") for denial in denials]
    sides = [(rumour, GACETA), (signed, GACETA), (inside, FARO)], [(denials[0], FARO), (denials[1], copy)]
    finding = make_finding(story, signed.text, 0.9, origins, *(list(side) for side in sides))
    return make_results(articles, [*denials, rumour, signed, inside], relations, [story], [finding], origins)


def test_an_outlet_on_both_sides_shows_both_and_the_firmest_stance(store: Store) -> None:
    results = _both_sides()
    with _desk(store, results) as client:
        story = client.get(f"/stories/{results.stories[0].id}.json").json()
        page = _tree(client, f"/stories/{results.stories[0].id}")
    cells = {row["outlet"]: row["cells"][0]["takes"] for group in story["map"]["groups"] for row in group}
    assert cells["El Faro del Sur"] == [{"letter": "A", "stance": "asserted"}, {"letter": "B", "stance": "denied"}]
    assert cells["La Gaceta de Valmara"] == [{"letter": "A", "stance": "asserted"}]  # firmer than its rumour
    assert next(_text(cell) for cell in page.cssselect("table.map td")) == "more than one side: A ●assertion B ⊖denies it"


def test_outlets_that_share_a_text_stand_together_and_say_so(store: Store) -> None:
    results = _both_sides()
    with _desk(store, results) as client:
        page = _tree(client, f"/stories/{results.stories[0].id}")
        story = client.get(f"/stories/{results.stories[0].id}.json").json()
    assert [[row["outlet"] for row in group] for group in story["map"]["groups"]] == [
        ["El Faro del Sur", "Radio Litoral"],
        ["La Gaceta de Valmara"],
    ]
    [shared] = page.cssselect("table.map tbody.shared")
    assert [_text(row) for row in shared.cssselect("th")] == [
        "El Faro del Sur same text as Radio Litoral",
        "Radio Litoral same text as El Faro del Sur",
    ]


def test_the_same_words_in_copies_are_listed_once_and_counted(store: Store) -> None:
    results = _both_sides()
    with _desk(store, results) as client:
        story = client.get(f"/stories/{results.stories[0].id}.json").json()
        text = _text(_tree(client, f"/stories/{results.stories[0].id}"))
    assert (len(story["contradictions"]), story["copies"], story["numbers"]["open"]) == (1, 1, 2)
    assert "1 more in the queue says the same in copies" in text


def test_timeline_has_lanes_for_articles_and_both_sides_and_a_list_that_says_the_same(client: TestClient) -> None:
    page = _tree(client, f"/stories/{STORY}")
    [picture] = page.cssselect("svg.timeline")
    assert [lane.text for lane in picture.cssselect("text.lane")] == ["Articles published", "Question 1 · side A", "Question 1 · side B"]
    assert [len(picture.cssselect(f"circle.{tone}")) for tone in ("published", "side-0", "side-1")] == [5, 2, 1]
    assert [number.text for number in picture.cssselect("text.many")] == ["2"]  # two articles on March 4
    days = [_text(day) for day in page.cssselect(".day-by-day > li")]
    assert [day[:11] for day in days] == ["Mar 3, 2031", "Mar 4, 2031", "Mar 5, 2031", "Mar 6, 2031", "Mar 7, 2031"]
    assert "El Faro del Sur: Ruaz niega que el muelle norte esté en manos extranjeras · Question 1, side B" in days[1]
    assert "Radio Litoral" in days[1]
    assert not page.cssselect(".day-by-day q")  # the quotes stand above
    links = [link.get("href") for link in page.cssselect(".day-by-day a[href^='#q']")]
    assert links == ["#q1-B", "#q1-A", "#q1-A"]
    assert all(page.get_element_by_id(link[1:]).text_content() for link in links)


def test_graph_of_claims_has_a_list_that_names_the_same_pairs(client: TestClient) -> None:
    page = _tree(client, f"/stories/{STORY}")
    [picture] = page.cssselect("svg.claims")
    assert [number.text for number in picture.cssselect("text.number")] == ["1", "2", "3"]
    assert (len(picture.cssselect("path.contradicts")), len(picture.cssselect("path.supports"))) == (2, 1)
    claims = [_text(claim) for claim in page.cssselect("ol.claims-list li")]
    assert claims[0].endswith("contradicts 3. says the same as 2.")
    assert claims[2].endswith("contradicts 1, 2.")


def test_two_claims_need_no_graph(store: Store) -> None:
    story = make_story([FARO, GACETA])
    a = make_claim(FARO, "No hay contrato, ni lo habrá")
    b = make_claim(GACETA, "Los papeles existen")
    own = {FARO.id: FARO.id, GACETA.id: GACETA.id}
    finding = make_finding(story, a.text, 0.8, own, [(a, FARO)], [(b, GACETA)])
    with _desk(store, make_results([FARO, GACETA], [a, b], [make_relation(story, a, b, "contradicts", 0.8)], [story], [finding])) as client:
        page = _tree(client, f"/stories/{story.id}")
    assert not page.cssselect("svg.claims")
    assert page.cssselect("svg.timeline")


def test_pairs_lead_to_their_items_and_show_the_verdict(client: TestClient, filled: Store, ana: Reviewer) -> None:
    denial, update = _item(client, "denial"), _item(client, "supersession")
    with filled.writing() as connection:
        decide(connection, denial["id"], 1, ana.id, Opinion("contradiction"), MORNING)
    page = _tree(client, f"/stories/{STORY}")
    [decided, open_one] = [_text(pair) for pair in page.cssselect("#contradictions .pairs > li")]
    assert "Reviewed" in decided
    assert "To review" in open_one
    assert page.cssselect(f"#contradictions a[href='/items/{denial['id']}?story={STORY}']")
    assert page.cssselect(f"#updates a[href='/items/{update['id']}?story={STORY}']")
    assert "1 to review · 1 decided" in _text(page)


def test_a_story_can_be_exported_from_its_page(client: TestClient) -> None:
    [link] = _tree(client, f"/stories/{STORY}").cssselect("a[href^='/exports']")
    assert link.get("href") == f"/exports?story={STORY}"
    assert "6 items" in _text(_tree(client, link.get("href")))


def test_corroborations_say_what_copies_are_worth(client: TestClient) -> None:
    found = [_text(pair) for pair in _tree(client, f"/stories/{STORY}").cssselect("#corroborations .pairs > li")]
    assert found[0].startswith("2 origins")
    assert "Agencia Brisa, Radio Litoral, Merchant Weekly" in found[0]
    assert "copies of one text" in found[1]


def test_articles_name_those_with_the_same_text_and_link_to_the_original(client: TestClient) -> None:
    page = _tree(client, f"/stories/{STORY}")
    row = page.cssselect(f"tr#a-{LITORAL.id}")[0]
    assert _text(row.cssselect("td")[3]) == "Agencia Brisa"
    [link] = page.cssselect(f"tr#a-{HARBOUR.id} a")
    assert (link.get("href"), link.get("rel")) == (HARBOUR.url, "noopener noreferrer")


def test_story_page_in_spanish(filled: Store, ana: Reviewer) -> None:
    with TestClient(create_app(filled, DeskOptions(reviewer_id=ana.id, language="es"))) as client:
        page = _tree(client, f"/stories/{STORY}")
    text = _text(page)
    for words in ("Quién dice qué", "Cronología", "6 artículos", "5 orígenes", "Cuestión 1", "mismo texto", "lo niega", "4 mar 2031"):
        assert words.casefold() in text.casefold(), words
    assert page.cssselect("svg.timeline")[0].get("aria-label").startswith("Cronología")


@pytest.mark.parametrize("path", ["/stories/0123456789abcdef", "/stories/nonsense", "/stories/0123456789abcdef.json"])
def test_a_story_that_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_id_that_cannot_be_one_is_refused_as_json(client: TestClient) -> None:
    assert client.get("/stories/nonsense.json").status_code == 422


# Strangers' words

HOSTILE = '<script>alert(1)</script>" onmouseover="x\' \u202eevil %(num)s {{ 7 * 7 }}'


def _hostile() -> Results:
    def article(number: int, text: str) -> Article:
        return Article.from_text(
            text, source=f"{HOSTILE} {number}", title=HOSTILE, published=None, url="javascript:alert(1)", language="es"
        )

    texts = [f"{HOSTILE} dice {number} cosas" for number in range(3)]
    articles = [article(number, text) for number, text in enumerate(texts)]
    claims = [make_claim(a, text, speaker=HOSTILE, language="es") for a, text in zip(articles, texts, strict=True)]
    story = make_story(articles)
    own = {a.id: a.id for a in articles}
    relations = [
        make_relation(story, claims[0], claims[2], "contradicts", 0.9),
        make_relation(story, claims[0], claims[1], "supports", 0.9),
    ]
    finding = make_finding(
        story, claims[0].text, 0.9, own, [(claims[0], articles[0]), (claims[1], articles[1])], [(claims[2], articles[2])]
    )
    return make_results(articles, claims, relations, [story], [finding], own)


@pytest.fixture
def hostile(store: Store) -> Iterator[tuple[TestClient, str]]:
    results = _hostile()
    with _desk(store, results) as client:
        yield client, results.stories[0].id


@pytest.mark.parametrize("page", ["/stories", "/stories/{}"])
def test_hostile_words_stay_words(hostile: tuple[TestClient, str], page: str) -> None:
    client, story_id = hostile
    answer = client.get(page.format(story_id))
    assert answer.status_code == 200
    tree = html.fromstring(answer.text)
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text
    assert "[U+202E]" in answer.text
    assert "49" not in _text(tree.cssselect("main")[0])
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"], element.tag
        assert not element.get("href", "").startswith("javascript:")


def test_undated_articles_are_told_and_leave_no_timeline(hostile: tuple[TestClient, str]) -> None:
    client, story_id = hostile
    page = _tree(client, f"/stories/{story_id}")
    assert not page.cssselect("svg.timeline")
    assert "undated" in _text(page.cssselect("header")[1])


# Pictures


def test_a_picture_holds_no_style_and_escapes_its_words() -> None:
    lanes = [drawing.Lane("</text><script>\u202e", "published", (date(2031, 1, 1), date(2031, 1, 3), date(2031, 1, 11)))]
    made = drawing.timeline(lanes, 'a "name"', lambda day: day.isoformat())
    assert "<script>" not in made
    assert "\u202e" not in made
    assert "style" not in made
    picture = html.fromstring(made)
    assert [dot.get("cx") for dot in picture.cssselect("circle")] == ["3.00%", "21.80%", "97.00%"]  # 3 + 94 * (0, 2, 10) / 10
    assert [day.text for day in picture.cssselect("text.day")] == ["2031-01-01", "2031-01-06", "2031-01-11"]
    assert picture.get("aria-label") == 'a "name"'


def test_a_timeline_of_one_day_stands_in_the_middle_and_one_of_none_is_not_drawn() -> None:
    picture = html.fromstring(drawing.timeline([drawing.Lane("x", "published", (date(2031, 1, 1),))], "n", str))
    assert [dot.get("cx") for dot in picture.cssselect("circle")] == ["50.00%"]
    assert not drawing.timeline([drawing.Lane("x", "published", ())], "n", str)
