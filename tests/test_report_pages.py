"""The report's HTML pages: what a fact-checker reads, and what hostile articles cannot do to it."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from builders import FARO, GACETA, make_claim, make_relation, make_results, make_story, pier_story
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from detector.records import Article, Claim, Kind, Results, Stance
from detector.report import write_report
from detector.report.pages import MAX_ITEMS, render_pages
from detector.report.passages import NEIGHBOUR_CHARS, Passage, passage
from detector.report.texts import CATALOGUES, Plural
from detector.report.untrusted import visible, web_address

LANGUAGES: list[Any] = ["es", "en"]
PACKAGE = Path(__file__).parent.parent / "detector" / "report"


def story_html(results: Results, language: Any = "es") -> Any:
    return html.document_fromstring(next(iter(render_pages(results, language).values())))


def index_html(results: Results, language: Any = "es") -> Any:
    return html.document_fromstring(render_pages(results, language)["index.html"])


def texts(nodes: Any) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


# What is on the pages


def test_contradictions_come_most_probable_first_and_earlier_quote_first() -> None:
    page = story_html(pier_story())
    cards = page.cssselect("#contradictions article")
    assert texts(page.cssselect("#contradictions .likelihood")) == ["probabilidad 96 % casi segura", "probabilidad 88 % muy probable"]
    assert texts(cards[0].cssselect("h3")) == ["Desmentido"]
    assert texts(cards[0].cssselect("figcaption")) == [
        "La ministra de Puertos, Elena Ruaz, según El Faro del Sur · lo niega",
        "La Gaceta de Valmara (el propio medio)",
    ]


def test_marked_quotes_are_the_claims_verbatim_in_their_sentence_and_language() -> None:
    results = pier_story()
    claims = {claim.text: claim for claim in results.claims}
    blocks = story_html(results).cssselect("blockquote")
    assert len(blocks) == 6
    for block in blocks:
        (mark,) = block.cssselect("mark")
        claim = claims[mark.text_content()]
        article = next(article for article in results.articles if article.id == claim.article_id)
        assert block.get("lang") == claim.language
        sentence = article.text[claim.sentence_start : claim.sentence_end]
        assert sentence in block.text_content()
        assert block.get("cite") == article.url


def test_scores_follow_the_order_of_the_quotes() -> None:
    results = pier_story()
    relation = results.relations[0]  # its b is the earlier quote, which the page shows first
    rows = texts(story_html(results).cssselect("#contradictions .why")[0].cssselect("tbody tr")[0].cssselect("td"))
    assert rows == [f"{score:.0%}".replace("%", " %") for score in (relation.scores.contradiction_ba, relation.scores.contradiction_ab)]


def test_updates_stand_apart_from_contradictions() -> None:
    page = story_html(pier_story(), "en")
    (card,) = page.cssselect("#updates article")
    assert texts(card.cssselect(".label")) == ["Before", "After"]
    assert texts(card.cssselect("mark")) == [
        "al menos 12 trabajadores resultaron heridos el martes al caer una grúa",
        "Seventeen workers were injured when a crane fell on Tuesday",
    ]
    assert "Seventeen" not in "".join(texts(page.cssselect("#contradictions mark")))


def test_corroborations_count_origins_and_copies_are_none() -> None:
    page = story_html(pier_story())
    growth, copied = page.cssselect("#corroborations article")
    assert texts(growth.cssselect("h3")) == ["2 orígenes independientes, 3 medios"]
    assert texts(copied.cssselect("h3")) == ["1 origen, 2 medios"]
    assert "no es una corroboración" in copied.text_content()
    assert texts(growth.cssselect("details summary")) == ["1 cita más del mismo origen"]


def test_disputes_show_each_side_with_its_voices() -> None:
    (dispute,) = story_html(pier_story()).cssselect("#disputes article")
    assert texts(dispute.cssselect(".label")) == ["Lado 1 · 2 orígenes independientes, 2 medios", "Lado 2 · 1 origen, 1 medio"]
    assert dispute.cssselect("h3")[0].get("lang") == "es"


def test_cards_name_who_else_is_on_each_side() -> None:
    first, _ = story_html(pier_story()).cssselect("#contradictions article")
    assert texts(first.cssselect("figure details summary")) == ["1 cita más dice lo mismo"]
    assert texts(first.cssselect("figure details q")) == [
        "Valmara leased the north pier of Puerto Alba to the shipping line Ostrel in January"
    ]


def test_articles_are_listed_by_date_with_what_shares_their_text() -> None:
    page = story_html(pier_story(), "en")
    days = [node.get("datetime") for node in page.cssselect("#articles time")]
    assert days == sorted(days) and len(days) == 6
    rows = {cells[1]: cells[4] for cells in (texts(row.cssselect("td")) for row in page.cssselect("#articles tbody tr"))}
    assert rows["Radio Litoral"] == "Same text as Agencia Brisa"
    assert rows["The Harbour Times"] == "Text of its own"


def test_uncertain_pairs_are_counted_not_shown() -> None:
    page = story_html(pier_story())
    assert "1 par dudoso" in page.text_content()
    assert not [mark for mark in texts(page.cssselect("mark")) if "habría amenazado" in mark]


def test_index_counts_and_links_to_the_cards(tmp_path: Path) -> None:
    paths = {path.name: path for path in write_report(pier_story(), tmp_path, "en")}
    page = html.parse(paths["index.html"]).getroot()
    assert texts(page.cssselect(".stories .tag")) == ["2 contradictions", "1 update", "1 corroboration"]
    assert "6 articles · 6 outlets · 5 independent origins" in texts(page.cssselect(".stories .small"))[0]
    links = [link.get("href") for link in page.cssselect("main a")]
    assert len(links) == 3
    for link in links:
        name, _, anchor = link.partition("#")
        assert not anchor or html.parse(paths[name]).getroot().get_element_by_id(anchor) is not None


def test_links_inside_a_story_page_lead_somewhere() -> None:
    page = story_html(pier_story())
    ids = [node.get("id") for node in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in page.cssselect('a[href^="#"]')} <= set(ids)
    assert {node.get("aria-labelledby") for node in page.cssselect("[aria-labelledby]")} <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_without_anything_make_pages(language: Any) -> None:
    assert CATALOGUES[language].no_stories in index_html(Results((), {}, (), (), (), (), {}), language).text_content()
    undated = dataclasses.replace(FARO, published=None, title="", source="", url="")
    page = story_html(make_results([undated], [], [], [make_story([undated])]), language).text_content()
    t = CATALOGUES[language]
    assert all(text in page for text in (t.undated, t.untitled, t.unknown_source, t.no_contradictions, t.no_corroborations))


@pytest.mark.parametrize("stance", get_args(Stance))
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_and_stance_has_words(kind: Kind, stance: Stance) -> None:
    a, b = make_claim(FARO, "cerrar la polémica del puerto", stance=stance), make_claim(GACETA, "Los papeles existen")
    story = make_story([FARO, GACETA])
    results = make_results([FARO, GACETA], [a, b], [make_relation(story, a, b, "contradicts", 0.9, kind)], [story])
    for language in LANGUAGES:
        page = story_html(results, language).text_content()
        assert CATALOGUES[language].kinds[kind] in page
        assert (CATALOGUES[language].stances[stance] in page) == (stance != "asserted") or stance == "asserted"


def test_reported_chain_is_told_from_the_inside_out() -> None:
    a = make_claim(FARO, "cerrar la polémica del puerto", speakers=("Agencia Brisa", "Ruaz"), speaker="Ruaz", stance="uncommitted")
    b = make_claim(GACETA, "Los papeles existen")
    story = make_story([FARO, GACETA])
    results = make_results([FARO, GACETA], [a, b], [make_relation(story, a, b, "contradicts", 0.9999)], [story])
    page = story_html(results)
    assert texts(page.cssselect("figcaption"))[0] == "Ruaz, según Agencia Brisa, según El Faro del Sur · ni confirma ni desmiente"
    assert texts(page.cssselect("#contradictions .likelihood")) == ["probabilidad > 99 % casi segura"]


def test_long_lists_are_bounded_and_say_so() -> None:
    text = " ".join(f"Frase {number} sobre el puerto." for number in range(MAX_ITEMS + 7))
    long = Article.from_text(text, source="Largo", title="Largo", language="es")
    a = [make_claim(long, f"Frase {number} sobre") for number in range(MAX_ITEMS + 7)]
    b = make_claim(GACETA, "Los papeles existen")
    story = make_story([long, GACETA])
    relations = [make_relation(story, claim, b, "contradicts", 0.9) for claim in a]
    page = story_html(make_results([long, GACETA], [*a, b], relations, [story]))
    assert len(page.cssselect("#contradictions article")) == MAX_ITEMS
    assert "7 más están en report.json" in " ".join(texts(page.cssselect("#contradictions .small")))


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_and_used(language: Any) -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in [*PACKAGE.glob("templates/*.html"), PACKAGE / "pages.py"])
    for field in dataclasses.fields(CATALOGUES[language]):
        value = getattr(CATALOGUES[language], field.name)
        words = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
        assert all(str(word).strip() for word in words) and value, field.name
        assert re.search(rf"(t|CATALOGUES\[language\])\.{field.name}\b", templates), f"{field.name} is never used"
    assert set(CATALOGUES[language].kinds) == set(get_args(Kind))
    assert set(CATALOGUES[language].stances) == set(get_args(Stance))


def test_the_languages_differ() -> None:
    same = {name for name, value in vars(CATALOGUES["es"]).items() if value == getattr(CATALOGUES["en"], name)}
    assert same == set()
    assert all(
        isinstance(value, Plural) == isinstance(getattr(CATALOGUES["en"], name), Plural) for name, value in vars(CATALOGUES["es"]).items()
    )


def test_dates_and_numbers_follow_the_language() -> None:
    assert "4 de marzo de 2031" in story_html(pier_story(), "es").text_content()
    english = story_html(pier_story(), "en")
    assert "March 4, 2031" in english.text_content() and "96%" in english.text_content()
    assert english.get("lang") == "en"


# Hostile articles

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> </style><style>body{display:none} </bdi></p></blockquote> "
    '{{ 7*7 }} {% raw %} &lt;b&gt; \u202eotxet\u202c \u2066x\u2069 \x00\x07\x1b[31m \ud800 "\' onmouseover="alert(3)'
)


def hostile_results(url: str = 'javascript:alert(1)//"><script>alert(4)</script>') -> Results:
    article = Article.from_text(EVIL, source=EVIL, title=EVIL, published=date(2031, 3, 4), url=url, language="es")
    claim = make_claim(article, EVIL, speaker=EVIL, speakers=(EVIL, EVIL), stance="denied")
    other = make_claim(GACETA, "Los papeles existen")
    story = make_story([article, GACETA])
    relations = [make_relation(story, claim, other, "contradicts", 0.9, "denial", (EVIL,))]
    return make_results([article, GACETA], [claim, other], relations, [story], generated_by={EVIL: EVIL})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [story_html, index_html])
def test_no_markup_of_an_article_comes_through(make: Any, language: Any) -> None:
    page = make(hostile_results(), language)
    assert not page.xpath("//script | //img | //iframe | //link | //object | //base | //*[@style]")
    assert len(page.xpath("//style")) == 1 and len(page.xpath("//body")) == 1
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name != "href" or re.match(r"(https://gaceta\.example/|#|story-[0-9a-f]+\.html|(index|report|relations)\.)", value), (
                value
            )
            assert name != "src"
    shown = page.text_content()
    assert "<script>alert(1)</script>" in shown and "{{ 7*7 }}" in shown
    assert "[U+202E]otxet[U+202C]" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


def test_foreign_text_is_isolated_from_the_line_around_it() -> None:
    page = story_html(hostile_results())
    for node in page.xpath("//*[contains(text(), 'alert(1)')][not(self::title)]"):
        chain = [node, *node.iterancestors()]
        assert any(element.tag == "bdi" or element.get("dir") == "auto" or element.tag in ("code", "footer") for element in chain), node.tag


def test_pages_load_nothing_and_forbid_it() -> None:
    for page in (story_html(pier_story()), index_html(pier_story())):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
        assert not page.xpath("//@src | //link | //script")
        (style,) = page.xpath("//style/text()")
        assert "url(" not in style and "@import" not in style


def test_only_web_addresses_become_links() -> None:
    page = story_html(pier_story())
    links = page.cssselect("a.original")
    assert links and all(link.get("rel") == "noopener noreferrer nofollow" for link in links)
    assert web_address("https://faro.example/a?b=c") == ("https://faro.example/a?b=c", "faro.example")
    assert web_address("HTTP://user@other.example:80/") == ("HTTP://user@other.example:80/", "other.example")
    for url in (
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//faro.example",
        "http:///x",
        "ftp://a.example",
        "https://a.example/\u202egpj",
    ):
        assert web_address(url) is None
    for url in ("https://[::1", " https://a.example", "https://a.example/ x", "java\nscript:x", "https://a.example/" + "x" * 5000):
        assert web_address(url) is None


def test_a_line_of_five_megabytes_makes_a_small_page() -> None:
    for filler in ("palabra ", "x"):
        text = filler * (5_000_000 // len(filler)) + "Los muelles cerraron" + filler * 1000
        article = Article.from_text(text, source=text, title=text, language="es")
        start = text.index("Los muelles")
        claims = [
            Claim("c1", article.id, "Los muelles cerraron", start, start + 20, "es", "", sentence_start=0, sentence_end=len(text)),
            Claim("c2", article.id, text, 0, len(text), "es", "", speaker=text, sentence_start=0, sentence_end=len(text)),
        ]
        story = make_story([article], title=text)
        results = make_results([article], claims, [make_relation(story, claims[0], claims[1], "contradicts", 0.9)], [story])
        assert all(len(page) < 60_000 for page in render_pages(results, "es").values())


@given(st.text(max_size=60))
def test_visible_text_holds_no_controls_and_keeps_the_rest(text: str) -> None:
    shown = visible(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert visible(shown) == shown
    if text.isprintable():
        assert shown == text
    shown.encode("utf-8")


@given(
    st.text(max_size=30),
    st.text("ab \n.", max_size=900),
    st.text("ab \n.", min_size=1, max_size=80),
    st.text("ab \n.", max_size=900),
    st.data(),
)
def test_passages_quote_verbatim_within_bounds(head: str, left: str, quote: str, right: str, data: st.DataObject) -> None:
    text = head + left + quote + right
    start, end = len(head + left), len(head + left + quote)
    bounds = data.draw(st.tuples(st.integers(-5, start), st.integers(0, len(text) + 5)))
    claim = Claim("c", "a", quote, start, end, "es", quote, sentence_start=bounds[0], sentence_end=bounds[1])
    shown = passage(Article("a", text), claim)
    assert shown.quote == quote
    assert max(len(shown.lead), len(shown.trail)) <= NEIGHBOUR_CHARS + 1
    assert "".join(piece for piece, _ in shown.pieces) == quote
    parts = (shown.lead, shown.before, shown.quote, shown.after, shown.trail)
    if "#" not in head and not any(part.startswith("…") or part.endswith("…") for part in parts):
        assert "".join("".join(parts).split()) == "".join(text.split())


def test_context_is_cut_at_words() -> None:
    text = "alfa " * 100 + "El puerto cerró." + " omega" * 100
    claim = Claim("c", "a", "El puerto cerró", 500, 515, "es", "", sentence_start=500, sentence_end=516)
    shown = passage(Article("a", text), claim)
    assert shown.lead.startswith("…alfa ") and shown.trail.endswith(" omega…")
    assert (shown.before, shown.after) == ("", ".")


def test_the_context_leaves_out_the_marks_of_headings_and_the_quote_keeps_them() -> None:
    text = (
        "# Informe\nNoticia n.º 5\n## Un embalse lleno\n\nEl embalse # 2 está lleno.\n### Los vecinos\nNadie lo vio. "
        "#agua\n#agua\n#### \nFin."
    )

    def shown(quote: str, sentence: str) -> Passage:
        start, begin = text.index(quote), text.index(sentence)
        end, sentence_end = start + len(quote), begin + len(sentence)
        return passage(Article("a", text), Claim("c", "a", quote, start, end, "es", "", sentence_start=begin, sentence_end=sentence_end))

    found = shown("está lleno", "El embalse # 2 está lleno.")
    assert (found.lead, found.before, found.quote) == ("Informe\nNoticia n.º 5\nUn embalse lleno\n", "El embalse # 2 ", "está lleno")
    assert (found.after, found.trail) == (".", "\nLos vecinos\nNadie lo vio. #agua #agua\nFin.")
    found = shown("embalse lleno", "## Un embalse lleno")
    assert (found.lead, found.before, found.after) == ("Informe\nNoticia n.º 5 ", "\nUn ", "")
    found = shown("## Un embalse lleno", "## Un embalse lleno")
    assert (found.quote, found.pieces) == ("## Un embalse lleno", (("## Un embalse lleno", False),))
    found = shown("2 está", "2 está")
    assert found.lead.endswith("El embalse # "), "no line begins there"


# Colours


def test_colours_meet_wcag_aa() -> None:
    style = (PACKAGE / "templates" / "style.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in style.split("@media (prefers-color-scheme: dark)")[:2]
    )
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style.split("@media (prefers-color-scheme: dark)")[1].split("@media")[0]))

    def luminance(colour: str) -> float:
        channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((luminance(one), luminance(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for scheme in (light, dark):
        pairs = [
            (text, ground)
            for text in ("ink", "muted", "link", "contradiction", "update", "corroboration")
            for ground in ("paper", "raised")
        ]
        for text, ground in [*pairs, ("mark-ink", "mark")]:
            assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)


def test_the_same_words_in_copies_of_one_text_are_one_contradiction() -> None:
    copy = Article.from_text("PUERTO ALBA. " + GACETA.text, source="Radio Litoral", published=date(2031, 3, 6), language="es")
    signed = "El Ministerio de Puertos firmó en enero el arriendo del muelle norte"
    denied = make_claim(FARO, "No hay contrato, ni lo habrá", speaker="Elena Ruaz")
    voices = [make_claim(article, signed) for article in (GACETA, copy)]
    story = make_story([FARO, GACETA, copy])
    relations = [make_relation(story, denied, voice, "contradicts", 0.9, "negation") for voice in voices]
    for origins, cards in (({copy.id: GACETA.id}, 1), ({}, 2)):
        page = story_html(make_results([FARO, GACETA, copy], [denied, *voices], relations, [story], origins=origins))
        assert len(page.cssselect("#contradictions article")) == cards


def test_a_quote_with_marks_of_its_own_gets_no_second_pair() -> None:
    a = make_claim(FARO, "«No hay contrato, ni lo habrá», dijo")
    b = make_claim(GACETA, "El Ministerio de Puertos firmó en enero el arriendo del muelle norte")
    story = make_story([FARO, GACETA])
    results = make_results([FARO, GACETA], [a, b], [make_relation(story, a, b, "contradicts", 0.9, "negation")], [story])
    quotes = index_html(results).cssselect(".top q")
    assert [quote.get("class") for quote in quotes] == ["marked", None]
