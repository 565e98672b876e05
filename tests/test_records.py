"""Records: ids that depend on content and on nothing else, exact offsets, and frames whose columns are always there."""

import dataclasses
import subprocess
import sys
import unicodedata
from datetime import date

import pytest
from builders import BRISA, FARO, LITORAL, make_results, pier_story
from hypothesis import given
from hypothesis import strategies as st

from detector.records import Article, Claim, Finding, Scores, Skipped, Story, content_id

TEXTS = st.lists(st.text(max_size=20), max_size=4)


@given(TEXTS, TEXTS)
def test_content_ids_are_equal_only_for_equal_parts(left: list[str], right: list[str]) -> None:
    same = [unicodedata.normalize("NFC", part) for part in left] == [unicodedata.normalize("NFC", part) for part in right]
    assert (content_id(*left) == content_id(*right)) == same


@pytest.mark.parametrize("separator", ["\x1f", "\0", ":", "1:"])
def test_no_character_of_a_text_can_forge_another_id(separator: str) -> None:
    assert content_id(f"puerto{separator}muelle") != content_id("puerto", "muelle")


def test_ids_are_the_same_in_another_process() -> None:
    command = "from detector.records import content_id; print(content_id('La presa de El Tacural', 'ñ'))"
    elsewhere = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.strip()
    assert elsewhere == content_id("La presa de El Tacural", "n\u0303")


@pytest.mark.parametrize(
    "change",
    [{"text": "Otro texto."}, {"source": "Otra"}, {"title": "Otro"}, {"published": date(2031, 1, 2)}, {"url": "https://b.example"}],
)
def test_an_article_id_changes_with_what_the_article_is(change: dict[str, object]) -> None:
    fields = {
        "text": "El puerto reabre.",
        "source": "El Faro",
        "title": "Puerto",
        "published": date(2031, 1, 1),
        "url": "https://a.example",
    }
    article = Article.from_text(**fields)
    assert Article.from_text(**{**fields, **change}).id != article.id


def test_an_article_id_does_not_change_with_where_it_was_read() -> None:
    here, there = (Article.from_text("El puerto reabre hoy.", path=path) for path in ("a.txt", "b/c.txt"))
    assert here == there
    assert here.id == there.id


def test_the_language_is_detected_unless_given() -> None:
    assert Article.from_text("The harbour was closed for six hours after the accident.").language == "en"
    assert Article.from_text("The harbour was closed for six hours.", language="es").language == "es"


def test_records_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FARO.text = "otro"  # type: ignore[misc]


def test_offsets_cut_the_quote_out_of_the_article() -> None:
    results = pier_story()
    articles = {article.id: article for article in results.articles}
    assert results.claims
    for claim in results.claims:
        assert articles[claim.article_id].text[claim.start : claim.end] == claim.text


def test_a_frame_of_relations_has_quotes_sources_and_scores_side_by_side() -> None:
    frame = pier_story().to_frame()
    first = frame.iloc[0]
    assert (first["label"], first["kind"], first["probability"]) == ("contradicts", "denial", 0.962)
    assert {first["a_source"], first["b_source"]} == {"La Gaceta de Valmara", "El Faro del Sur"}
    assert first["b_text"].startswith("La ministra de Puertos") and first["b_stance"] == "denied"
    assert first["contradicts"] == 0.962
    assert len(frame) == len(pier_story().relations)


def test_a_frame_of_articles_names_the_origin() -> None:
    frame = pier_story().to_frame("articles").set_index("id")
    assert frame.loc[LITORAL.id, "origin_id"] == BRISA.id
    assert frame.loc[FARO.id, "origin_id"] == FARO.id


@pytest.mark.parametrize(("name", "record"), [("claims", Claim), ("stories", Story), ("findings", Finding)])
def test_a_frame_has_a_column_for_every_field(name: str, record: type) -> None:
    assert list(pier_story().to_frame(name)) == [field.name for field in dataclasses.fields(record)]  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ["articles", "claims", "stories", "relations", "findings"])
def test_a_frame_of_nothing_has_the_same_columns(name: str) -> None:
    empty = make_results([], [], [], stories=[]).to_frame(name)  # type: ignore[arg-type]
    assert empty.empty
    assert list(empty) == list(pier_story().to_frame(name))  # type: ignore[arg-type]


def test_every_score_is_a_column() -> None:
    assert {field.name for field in dataclasses.fields(Scores)} <= set(pier_story().to_frame())


def test_skipped_input_is_said_in_one_line() -> None:
    assert str(Skipped("a.jsonl", 3, "no JSON")) == "a.jsonl:3: no JSON"
    assert str(Skipped("a.txt", None, "empty")) == "a.txt: empty"


def test_a_proposition_has_no_quotation_marks_and_the_quote_keeps_them() -> None:
    text = 'El día fue «limpio», el "más" limpio'
    claim = Claim("id", "article", text, 0, len(text), "es", text)
    assert claim.proposition == "El día fue limpio, el más limpio" and claim.text == text
    assert Claim("id", "article", text, 0, 5, "es", text, resolved_text="“It” ended").proposition == "It ended"
