"""How gold pairs are matched with what the pipeline found, and scored."""

from datetime import date

import pytest
from builders import make_claim, make_relation, make_results, make_story

from detector.records import Article
from eval.benchmarks import stories

NORTE = Article.from_text(
    "El túnel de Arzúa tiene dos salidas. La obra costó 30 millones. El martes había 4 heridos.",
    url="https://example.org/norte", source="El Norte", language="es", published=date(2031, 1, 1),
)  # fmt: skip
COPIA = Article.from_text(NORTE.text, url="https://example.org/copia", source="La Copia", language="es", published=date(2031, 1, 1))
TIMES = Article.from_text(
    "The tunnel of Arzúa has one exit. Works cost 30 million. By Friday 9 people were injured. Rain fell.",
    url="https://example.org/times", source="Tunnel Times", language="en", published=date(2031, 1, 4),
)  # fmt: skip


def _gold(*pairs: tuple[str, str, str, str]) -> stories.Gold:
    articles = [(NORTE, "norte.md", "agencia"), (COPIA, "copia.md", "agencia"), (TIMES, "times.md", "times")]
    return stories.Gold(
        {path: {"path": path, "url": article.url, "origin": origin, "story": "tunel"} for article, path, origin in articles},
        [
            {"a": {"path": "norte.md", "quote": a}, "b": {"path": "times.md", "quote": b}, "label": label, "kind": kind, "note": ""}
            for a, b, label, kind in pairs
        ],
    )


EXITS = ("El túnel de Arzúa tiene dos salidas.", "The tunnel of Arzúa has one exit.", "contradicts", "number")
COST = ("La obra costó 30 millones.", "Works cost 30 million.", "supports", "agreement")
TOLL = ("El martes había 4 heridos.", "By Friday 9 people were injured.", "contradicts", "supersession")
TRAP = ("La obra costó 30 millones.", "Rain fell.", "unrelated", "other_object")


def test_a_gold_pair_finds_the_relation_of_the_claims_that_stand_there() -> None:
    story = make_story([NORTE, COPIA, TIMES])
    whole, other = make_claim(NORTE, "El túnel de Arzúa tiene dos salidas"), make_claim(NORTE, "La obra costó 30 millones")
    exit_, rain = make_claim(TIMES, "one exit"), make_claim(TIMES, "Rain fell")
    relations = [make_relation(story, exit_, whole, "contradicts", 0.9), make_relation(story, other, rain, "uncertain", 0.3)]
    results = make_results([NORTE, COPIA, TIMES], [whole, other, exit_, rain], relations)
    exits, cost, trap = stories.judge_gold(results, _gold(EXITS, COST, TRAP))
    assert (exits.answer, exits.right) == ("contradicts", True)
    assert (cost.answer, cost.right) == ("none", False)
    assert (trap.answer, trap.right) == ("uncertain", True)


def test_less_than_half_of_the_shorter_is_another_place_and_a_copy_is_the_same_voice() -> None:
    story = make_story([NORTE, COPIA, TIMES])
    exit_ = make_claim(TIMES, "The tunnel of Arzúa has one exit")
    for quote, found in (("salidas. La obra costó 30 millones", "none"), ("tiene dos salidas. La", "contradicts")):
        for article in (NORTE, COPIA):
            claim = make_claim(article, quote)
            results = make_results([NORTE, COPIA, TIMES], [claim, exit_], [make_relation(story, claim, exit_, "contradicts", 0.9)])
            assert stories.judge_gold(results, _gold(EXITS))[0].answer == found


def test_pairs_are_scored_with_updates_apart() -> None:
    story = make_story([NORTE, TIMES])
    sides = [(make_claim(NORTE, a.rstrip(".")), make_claim(TIMES, b.rstrip("."))) for a, b, _, _ in (EXITS, COST, TOLL)]
    rain = make_claim(TIMES, "Rain fell")
    relations = [
        make_relation(story, *sides[0], "contradicts", 0.9),
        make_relation(story, sides[1][0], rain, "contradicts", 0.8),
        make_relation(story, *sides[2], "uncertain", 0.7, kind="supersession"),
    ]
    results = make_results([NORTE, TIMES], [*(claim for pair in sides for claim in pair), rain], relations)
    scores = {m.name: m.value for m in stories.score_pairs(stories.judge_gold(results, _gold(EXITS, COST, TOLL, TRAP)))}
    assert scores["contradiction_precision"] == 0.5
    assert scores["contradiction_recall"] == 1.0
    assert scores["contradiction_f1"] == pytest.approx(2 / 3)
    assert scores["update_recall"] == scores["update_precision"] == 1.0
    assert scores["support_recall"] == 0.0
    assert scores["trap_contradictions"] == 1.0
    assert scores["candidate_recall"] == pytest.approx(2 / 3)


def test_articles_are_scored_by_story_and_origin() -> None:
    articles = [NORTE, COPIA, TIMES]
    right = make_results(articles, [], [], origins={COPIA.id: NORTE.id})
    assert {m.name: m.value for m in stories.score_articles(right, _gold())} == {"story_bcubed_f1": 1.0, "origin_pairwise_f1": 1.0}
    apart = make_results(articles, [], [], stories=[])
    # Three stories of one article each: precision 1, recall 1/3. No origin found: precision 1, recall 0.
    assert {m.name: m.value for m in stories.score_articles(apart, _gold())} == {"story_bcubed_f1": 0.5, "origin_pairwise_f1": 0.0}


def test_explanation_shows_every_gold_pair_and_the_contradictions_that_gold_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "load_gold", lambda: _gold(EXITS, COST))
    story = make_story([NORTE, TIMES])
    exits = make_claim(NORTE, "El túnel de Arzúa tiene dos salidas"), make_claim(TIMES, "The tunnel of Arzúa has one exit")
    odd = make_claim(NORTE, "El martes había 4 heridos"), make_claim(TIMES, "Rain fell")
    relations = [make_relation(story, *exits, "contradicts", 0.9), make_relation(story, *odd, "contradicts", 0.8)]
    said = "\n".join(stories.explain(make_results([NORTE, TIMES], [*exits, *odd], relations)))
    assert "right contradicts/number" in said
    assert "WRONG supports/agreement" in said
    assert "said contradicts 0.90" in said
    assert said.index("UNLISTED contradiction") < said.index("Rain fell")
