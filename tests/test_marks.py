"""The words that carry a conflict: found in both quotes, shown on the page, told in report.json."""

import dataclasses
from typing import Any

import pytest
from builders import FARO, GACETA, make_claim, make_relation, make_results, make_story
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from detector.judge.gates import Pair
from detector.judge.kinds import conflict_kind
from detector.judge.marks import conflict_spans
from detector.records import Article, Claim, Kind, Quantity
from detector.report import to_json
from detector.report.pages import render_pages


def claim(text: str, at: int = 0, **fields: Any) -> Claim:
    return Claim("id", "article", text, at, at + len(text), fields.pop("language", "es"), fields.pop("content", text), **fields)


def marked(a: Claim, b: Claim, kind: Kind) -> list[list[str]]:
    spans = conflict_spans(Pair(a, b), kind)
    return [[side.text[start - side.start : end - side.start] for start, end in found] for side, found in zip((a, b), spans, strict=True)]


@pytest.mark.parametrize(
    ("a", "b", "kind", "words"),
    [
        ("El fuego empezó en la cocina del hotel", "El fuego empezó en el ático del hotel", "other", [["la cocina"], ["el ático"]]),
        ("El puerto no cerró el lunes", "El puerto cerró el lunes", "negation", [["no"], []]),
        ("El tren sale el 3 de mayo", "El tren saldrá el 9 de junio", "date", [["3 de mayo"], ["9 de junio"]]),
        ("El alcalde vive en el norte", "Nadie sabe cuándo abrirá la escuela de danza", "other", [[], []]),
        ("El fuego empezó en la cocina", "El fuego empezó en la cocina", "agreement", [[], []]),
    ],
)
def test_the_words_that_differ_are_marked(a: str, b: str, kind: Kind, words: list[list[str]]) -> None:
    assert marked(claim(a, at=7), claim(b), kind) == words


def test_a_denial_is_marked_where_it_is_made() -> None:
    denied = claim("La ministra negó que el muelle esté en venta", content="el muelle esté en venta", stance="denied")
    assert marked(denied, claim("El muelle está en venta"), "denial") == [["negó"], []]


def test_numbers_are_marked_where_they_count_one_thing() -> None:
    a = claim("14 muertos y 30 heridos", quantities=(Quantity(14, 14, "", "muerto", 0, 2), Quantity(30, 30, "", "herido", 13, 15)))
    b = claim("hubo 31 muertos", quantities=(Quantity(31, 31, "", "muerto", 5, 7),))
    assert marked(a, b, "number") == [["14"], ["31"]]


def test_across_languages_no_words_are_compared() -> None:
    assert marked(claim("El fuego empezó en la cocina"), claim("The fire began in the attic", language="en"), "other") == [[], []]


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["other", "negation", "date", "number", "denial"]), st.integers(0, 9))
def test_marks_lie_in_order_inside_their_quotes(a: str, b: str, kind: Kind, at: int) -> None:
    left, right = claim(a, at=at), claim(b)
    for side, spans in zip((left, right), conflict_spans(Pair(left, right), kind), strict=True):
        assert list(spans) == sorted(spans)
        assert all(side.start <= start < end <= side.end for start, end in spans)


def test_marks_are_shown_in_the_quote_and_told_in_the_report() -> None:
    a = make_claim(FARO, "al menos 12 trabajadores resultaron heridos el martes")
    b = make_claim(GACETA, "La oposición pidió la comparecencia de la ministra")
    story = make_story([FARO, GACETA])
    start = FARO.text.index("12")
    relation = dataclasses.replace(make_relation(story, a, b, "contradicts", 0.9, "number"), marks=(((start, start + 2),), ()))
    results = make_results([FARO, GACETA], [a, b], [relation], [story])
    page = html.document_fromstring(next(iter(render_pages(results, "es").values())))
    marks = page.cssselect("#contradictions mark")
    assert [[word.text_content() for word in mark.cssselect("strong")] for mark in marks] == [["12"], []]
    assert [mark.text_content() for mark in marks] == [a.text, b.text]
    (told,) = to_json(results)["relations"]
    assert told["a"]["marks"] == [[start, start + 2]]
    assert told["b"]["marks"] == []
    assert "marks" not in told


def test_marks_outside_the_shown_quote_are_left_out() -> None:
    from detector.report.passages import passage

    article = Article.from_text("El puerto reabrió ayer por la tarde.", language="es")
    quote = make_claim(article, "El puerto reabrió")
    shown = passage(article, quote, [(0, 2), (1, 5), (30, 90)])
    assert shown.pieces == (("El", True), (" puerto reabrió", False))


def _story(*texts: str, **fields: Any) -> list[Claim]:
    articles = [Article.from_text(text, source=f"Diario {i}", language="es") for i, text in enumerate(texts)]
    return [make_claim(article, article.text, **fields) for article in articles]


def test_places_that_differ_are_the_conflict_and_marked() -> None:
    a, b = _story("El avión cayó en la laguna de Tarvo", "La nave se estrelló cerca de Puerto Lirio")
    pair = Pair(a, b)
    assert conflict_kind(pair) == "place"
    left, right = conflict_spans(pair, "place")
    assert [a.text[slice(*span)] for span in left] == ["Tarvo"] and [b.text[slice(*span)] for span in right] == ["Puerto Lirio"]


@pytest.mark.parametrize(
    "other",
    ["El aparato se hundió en Tarvo", "El vuelo salía de Tarvo y cayó en Lirio", "La caída fue en mayo", "The jet fell near Tarvo's dam"],
)
def test_a_place_that_stands_in_both_is_no_conflict(other: str) -> None:
    a, b = _story("El avión cayó en la laguna de Tarvo", other)
    assert conflict_kind(Pair(a, b)) != "place"


def test_subjects_that_differ_are_the_conflict_and_marked() -> None:
    a, b = _story("El juez Robles firmó la orden", "La fiscal Duarte firmó la orden")
    a, b = (dataclasses.replace(claim, subject=claim.text.split(" firmó")[0]) for claim in (a, b))
    assert conflict_kind(Pair(a, b)) == "actor"
    assert [a.text[slice(*span)] for span in conflict_spans(Pair(a, b), "actor")[0]] == ["El juez Robles"]
