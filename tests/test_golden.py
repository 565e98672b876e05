"""The golden stories: what the whole pipeline, with the embedded models, must find in `examples/` - and must not."""

from pathlib import Path

import pytest
from embedded import examples_analysis

from detector import Analysis, analyze
from detector.records import Article, Relation


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return examples_analysis()


def relations(analysis: Analysis, one: str, other: str) -> list[Relation]:
    """The relations of which one claim's quote holds `one` and the other's `other`."""
    text = {claim.id: claim.text for claim in analysis.claims}
    return [r for r in analysis.relations if (one in text[r.a] and other in text[r.b]) or (one in text[r.b] and other in text[r.a])]


def names(analysis: Analysis, ids: tuple[str, ...]) -> set[str]:
    path = {article.id: Path(article.path).name for article in analysis.articles}
    return {path[article] for article in ids}


def test_each_story_is_one_story_and_the_noise_joins_none(analysis: Analysis) -> None:
    groups = [names(analysis, story.article_ids) for story in analysis.stories]
    assert [len(story.article_ids) for story in analysis.stories] == [9, 8, 1, 1]
    assert all(len({name.split("_")[0] for name in group}) == 1 for group in groups)


def test_copies_and_translations_are_one_voice(analysis: Analysis) -> None:
    by_name = {Path(article.path).name: analysis.origins[article.id] for article in analysis.articles}
    assert by_name["represa_01_correo.md"] == by_name["represa_02_cordillera.txt"], "an agency text, printed twice"
    assert by_name["represa_04_faro.md"] == by_name["represa_05_harbour.md"], "an article and its translation"
    assert len(set(analysis.origins.values())) == len(analysis.articles) - 2


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("En la presa había filtraciones", "Hitasa", "denial"),
        ("recibió en noviembre un informe que alertaba", "su departamento hubiera recibido un informe", "denial"),
        ("22", "los muertos eran 14", "number"),
    ],
)
def test_contradictions_between_voices_are_found(analysis: Analysis, one: str, other: str, kind: str) -> None:
    found = [r for r in relations(analysis, one, other) if r.label == "contradicts"]
    assert kind in {relation.kind for relation in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sarkovia has no troops on Pell Island", "Brevania no tiene tropas en la isla de Pell"),
        ("neither confirm", "habría pedido ayuda militar"),
        ("subió este viernes a 31", "los muertos eran 14"),
    ],
)
def test_other_actors_open_stances_and_updates_are_no_contradictions(analysis: Analysis, one: str, other: str) -> None:
    found = relations(analysis, one, other)
    assert found, "the two are near enough to be compared"
    assert "contradicts" not in {relation.label for relation in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sarkovia has no troops on Pell Island", "200 Sarkovian soldiers"),
        ("no sonó ninguna sirena", "La sirena de emergencia sonó"),
    ],
)
def test_contradictions_in_long_quotes_are_found(analysis: Analysis, one: str, other: str) -> None:
    assert "contradicts" in {relation.label for relation in relations(analysis, one, other)}


@pytest.mark.xfail(strict=True, reason="the fused score of this toll lies below the threshold: issue 4")
def test_a_growing_toll_is_an_update(analysis: Analysis) -> None:
    assert "supersession" in {r.kind for r in relations(analysis, "subió este viernes a 31", "los muertos eran 14")}


def test_support_counts_voices_across_languages(analysis: Analysis) -> None:
    languages = {claim.id: claim.language for claim in analysis.claims}
    pairs = {(languages[r.a], languages[r.b]) for r in analysis.relations if r.label == "supports"}
    assert {"es", "en"} in [set(pair) for pair in pairs]


def test_every_quote_is_verbatim(analysis: Analysis) -> None:
    text = {article.id: article.text for article in analysis.articles}
    assert all(text[claim.article_id][claim.start : claim.end] == claim.text for claim in analysis.claims)


def test_an_article_alone_says_nothing_against_anybody() -> None:
    alone = analyze(examples_analysis().articles[:1])
    assert alone.claims and not alone.relations and not alone.findings
    for articles in ([], [Article.from_text("Hola.", language="es")]):
        nothing = analyze(articles)
        assert not nothing.claims and not nothing.relations and len(nothing.articles) == len(articles)
