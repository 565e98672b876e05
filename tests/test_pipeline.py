"""The pipeline, with fake engines: what it finds, that order and repetition change nothing, progress, other thresholds."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import fake_encoder, fake_nli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detector
from detector import Analysis, Article, Settings, analyze
from detector.records import Skipped

RULES = Settings(claims={"parser": "rules"}, stories={"story_similarity": 0.2, "claim_similarity": 0.3})  # type: ignore[arg-type]
FARO = Article.from_text(
    "El Gobierno de Valmara arrendó el muelle norte de Puerto Alba a la naviera Ostrel. El contrato dura treinta años. "
    "Los estibadores de Puerto Alba pararon el martes.",
    source="El Faro", title="Arriendo del muelle", published=date(2031, 3, 4), language="es",
)  # fmt: skip
GACETA = Article.from_text(
    "El Gobierno de Valmara no arrendó el muelle norte de Puerto Alba a la naviera Ostrel. El alcalde de Puerto Alba visitó el mercado. "
    "Los estibadores de Puerto Alba pararon el martes por la mañana.",
    source="La Gaceta", title="Desmentido del muelle", published=date(2031, 3, 4), language="es",
)  # fmt: skip
COPY = Article.from_text(FARO.text + " (Agencias)", source="Radio Alba", title="El muelle", published=date(2031, 3, 5), language="es")
CHEESE = Article.from_text(
    "La feria del queso abre el sábado en la plaza. Habrá veinte puestos y un concurso de recetas.", source="El Valle", language="es"
)
ARTICLES = [FARO, GACETA, COPY, CHEESE]


def run(articles: Sequence[Article] = ARTICLES, given_settings: Settings = RULES, **more: Any) -> Analysis:
    return analyze(articles, given_settings, encoder=fake_encoder(), nli=fake_nli(), **more)


def judged_with(**changes: Any) -> Settings:
    return RULES.model_copy(update={"judge": RULES.judge.model_copy(update=changes)})


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return run()


def test_the_conflict_and_the_agreement_are_found_with_their_quotes(analysis: Analysis) -> None:
    found = analysis.to_frame()
    for label in ("contradicts", "supports"):
        rows = found[found["label"] == label]
        assert {"El Faro", "La Gaceta"} in [{a, b} for a, b in zip(rows["a_source"], rows["b_source"], strict=True)]
    conflict = found[found["label"] == "contradicts"].iloc[0]
    assert sum("no arrendó" in text for text in (conflict["a_text"], conflict["b_text"])) == 1


def test_every_quote_stands_in_its_article(analysis: Analysis) -> None:
    texts = {article.id: article.text for article in analysis.articles}
    assert analysis.claims
    assert all(texts[claim.article_id][claim.start : claim.end] == claim.text for claim in analysis.claims)


def test_a_copy_is_no_second_voice(analysis: Analysis) -> None:
    assert analysis.origins[FARO.id] == analysis.origins[COPY.id] != analysis.origins[GACETA.id]
    article_of = {claim.id: claim.article_id for claim in analysis.claims}
    for relation in analysis.relations:
        assert analysis.origins[article_of[relation.a]] != analysis.origins[article_of[relation.b]]


def test_stories_and_findings_follow(analysis: Analysis) -> None:
    stories = {frozenset(story.article_ids) for story in analysis.stories}
    assert stories == {frozenset({FARO.id, GACETA.id, COPY.id}), frozenset({CHEESE.id})}
    assert any(len(finding.sides) == 2 for finding in analysis.findings)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ARTICLES))
def test_the_order_of_the_articles_changes_nothing(analysis: Analysis, articles: list[Article]) -> None:
    assert run(articles) == analysis


def test_the_same_article_twice_counts_once_whichever_is_first() -> None:
    composed = Article.from_text("La cañería del muelle de Puerto Alba se rompió ayer.", source="El Faro", language="es")
    decomposed = Article.from_text("La can\u0303ería del muelle de Puerto Alba se rompió ayer.", source="El Faro", language="es")
    assert composed.id == decomposed.id
    first, second = run([composed, decomposed, GACETA]), run([decomposed, GACETA, composed])
    assert first == second
    assert len(first.articles) == 2


def test_the_report_of_the_same_input_is_the_same_to_the_byte(tmp_path: Path) -> None:
    run().save(tmp_path / "first")
    run(ARTICLES[::-1]).save(tmp_path / "second")
    for name in ("report.json", "relations.csv", "relations.parquet", "index.html"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes(), name


def test_the_report_says_what_made_it(tmp_path: Path) -> None:
    off = judged_with(gates_off=frozenset({"other_time", "other_actor", "open_stance"}))
    run([CHEESE], off, skipped=[Skipped("a.txt", 3, "broken")]).save(tmp_path)
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["generated_by"]["models"]["nli"] == {"name": "fake", "fingerprint": "fake"}
    assert report["generated_by"]["settings"]["judge"]["gates_off"] == ["open_stance", "other_actor", "other_time"], "in one order"
    assert report["skipped"] == [{"path": "a.txt", "line": 3, "reason": "broken"}]


def test_progress_is_told_to_the_end_of_every_stage() -> None:
    last: dict[str, tuple[int, int]] = {}

    def tell(stage: str, done: int, total: int) -> None:
        assert last.get(stage, (0, total))[0] < done <= total
        last[stage] = (done, total)

    run(progress=tell)
    assert set(last) == {"claims", "embeddings", "pairs"}
    assert all(done == total for done, total in last.values())


@pytest.mark.parametrize("articles", [[], [Article.from_text("¿?", source="x")], [CHEESE]])
def test_little_or_nothing_to_read_is_no_error(articles: list[Article], tmp_path: Path) -> None:
    found = run(articles)
    assert sorted(i for story in found.stories for i in story.article_ids) == sorted(article.id for article in articles)
    assert not found.relations and not found.findings
    assert found.save(tmp_path)


# --- other thresholds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.97, 0.99])
def test_another_threshold_gives_what_a_run_at_it_would(analysis: Analysis, threshold: float) -> None:
    assert analysis.rethreshold(threshold) == run(given_settings=judged_with(threshold=threshold))


def test_a_higher_threshold_decides_fewer_pairs_and_leaves_the_first_analysis_alone(analysis: Analysis) -> None:
    before = sum(relation.label != "uncertain" for relation in analysis.relations)
    strict = analysis.rethreshold(0.999)
    assert all(relation.label == "uncertain" for relation in strict.relations) and strict.findings == ()
    assert before == sum(relation.label != "uncertain" for relation in analysis.relations) > 0
    assert isinstance(strict, Analysis)


@pytest.mark.parametrize("threshold", [0.49, 1, 0, -1, float("nan")])
def test_a_threshold_that_decides_everything_or_nothing_is_refused(analysis: Analysis, threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold must be at least"):
        analysis.rethreshold(threshold)


# --- the public face -------------------------------------------------------------------------------------------------


def test_the_package_offers_its_public_names() -> None:
    for name in detector.__all__:
        assert getattr(detector, name).__module__.startswith("detector.")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = detector.nothing
