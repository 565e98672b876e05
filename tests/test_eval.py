"""The benchmarks: what they measure, how bounds are held, and that the tool says what it did."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from detector.engines.fake import FakeEncoder, FakeNli
from eval import baseline, cards, gold_pairs, nli, reliability, report, results
from eval.__main__ import app
from eval.benchmarks import gold, on_task, pair_sets, same_fact, sts
from eval.metrics.intervals import Interval, bootstrap_interval
from eval.outcome import Data, DataError, Metric, Outcome, data_of, sample
from eval.run import Run

LABELS = ("entailment", "neutral", "contradiction")
OWN_PAIRS = [json.loads(line) for line in gold.GOLD.read_text("utf-8").splitlines()]
_NEWS_PAIRS = [pair for split in gold_pairs.SPLITS for pair in gold_pairs.read(split).to_dict("records")]
_ANSWERS = {(pair["premise"], pair["hypothesis"]): pair["label"] for pair in OWN_PAIRS + _NEWS_PAIRS}


def _know(premise: str, hypothesis: str) -> str:
    """The gold label of our own pairs; of others the last word, which names it (`_write_set`)."""
    word = hypothesis.split()[-1]
    return _ANSWERS.get((premise, hypothesis)) or (word if word in LABELS else "neutral")


PERFECT = FakeNli(_know)
NEUTRAL = FakeNli(lambda premise, hypothesis: "neutral")


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals are tested with the metrics; here they only take time."""
    for module in ("outcome", "nli"):
        monkeypatch.setattr(f"eval.{module}.bootstrap_interval", partial(bootstrap_interval, resamples=20))


def _write_set(folder: Path, name: str, labels: list[str], langs: list[str] | None = None) -> Path:
    """A set whose hypotheses end with their own label, so `PERFECT` has them right."""
    rows = {"premise": [f"premisa {i}" for i in range(len(labels))], "hypothesis": [f"hipótesis {label}" for label in labels]}
    file = folder / nli.FOLDER / f"{name}.parquet"
    file.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame({**rows, "label": labels, "lang": langs or ["es"] * len(labels)}).to_parquet(file)
    return file


def _values(outcome: Outcome) -> dict[str, float]:
    return {metric.name: metric.value for metric in outcome.metrics}


# --- NLI ---


def test_own_pairs_are_balanced_as_their_readme_says() -> None:
    assert len({(pair["premise"], pair["hypothesis"]) for pair in OWN_PAIRS}) == len(OWN_PAIRS) == 120
    assert Counter(pair["label"] for pair in OWN_PAIRS) == dict.fromkeys(LABELS, 40)
    assert Counter(pair["lang"] for pair in OWN_PAIRS) == {"es": 60, "en": 24, "es-en": 18, "en-es": 18}
    assert set(Counter(pair["phenomenon"] for pair in OWN_PAIRS).values()) == {10}


def _own() -> nli.PairSet:
    return next(gold.pair_sets(Path()))


def test_without_data_our_own_pairs_are_measured(tmp_path: Path) -> None:
    pairs, *news = pair_sets(tmp_path, full=True)
    assert [pairs.name for pairs in news] == ["nli/pairs/test", "nli/pairs/dev"]
    reading = nli.read(pairs, PERFECT)
    outcome = nli.measure(reading)
    assert (outcome.benchmark, outcome.n) == ("nli/gold", 120)
    assert reading.correct.all()
    assert _values(outcome)["accuracy"] == _values(outcome)["macro_f1"] == 1.0
    assert _values(outcome)["ece"] == pytest.approx(0.02, abs=1e-6)  # always right, 0.98 sure
    assert _values(nli.measure(nli.read(pairs, NEUTRAL))) == pytest.approx(
        {"accuracy": 1 / 3, "macro_f1": 1 / 6, "f1_entailment": 0, "f1_neutral": 0.5, "f1_contradiction": 0, "ece": 0.98 - 1 / 3}
    )


def test_the_quick_sets_are_those_named_and_full_has_all_languages_and_pairs_across_them(tmp_path: Path) -> None:
    three = list(LABELS)
    _write_set(tmp_path, "xnli_test_es", three)
    _write_set(tmp_path, "xnli_test_en", three, ["en"] * 3)
    _write_set(tmp_path, "xnli_test_fr", three, ["fr"] * 3)
    _write_set(tmp_path, "esxnli_all", three * 2, ["es"] * 3 + ["en"] * 3)
    _write_set(tmp_path, "snli_test", three, ["en"] * 3)
    own = ["nli/gold", "nli/pairs/test", "nli/pairs/dev"]
    assert [s.name for s in pair_sets(tmp_path)] == [*own, "nli/xnli_test_es", "nli/xnli_test_en", "nli/esxnli_all_es"]
    added = {"nli/esxnli_all_en", "nli/snli_test", "nli/xnli_test_es-en", "nli/xnli_test_en-es", "nli/xnli_test_fr"}
    assert {s.name for s in pair_sets(tmp_path, full=True)} - {s.name for s in pair_sets(tmp_path)} == added


def test_every_public_file_is_a_benchmark_of_its_own_name(tmp_path: Path) -> None:
    stems = (
        "cad_snli_test equate_AWPNLI_test equate_RTE_Quant_test equate_StressTest_test fever_symmetric_test fm2_test healthver_test "
        "inferes_test lingnli_litl_val newprot_edit_other_val semiauto_base_wiki_test snli_test xnli_test_de xnli_test_fr"
    ).split()
    for stem in stems:
        _write_set(tmp_path, stem, list(LABELS))
    assert {s.name.removeprefix("nli/") for s in pair_sets(tmp_path, full=True)} == {*stems, "gold", "pairs/test", "pairs/dev"}


def test_pairs_across_languages_take_one_side_from_each_file_and_need_them_aligned(tmp_path: Path) -> None:
    en = [_write_set(tmp_path, f"xnli_test_{language}", list(LABELS), [language] * 3) for language in ("es", "en")][1]
    table = pd.read_parquet(en)
    table.assign(premise="english", hypothesis="english").to_parquet(en)
    across = {s.name: s.pairs for s in pair_sets(tmp_path, full=True)}
    assert across["nli/xnli_test_es-en"][0] == ("premisa 0", "english")
    assert across["nli/xnli_test_en-es"][0] == ("english", "hipótesis entailment")
    table.iloc[::-1].to_parquet(en)
    with pytest.raises(DataError, match="not the same pairs"):
        list(pair_sets(tmp_path, full=True))


@pytest.mark.parametrize(
    ("labels", "scores", "expected"),
    [
        (("entailment", "contradiction"), [0.2, 0.7, 0.1], [2 / 3, 1 / 3]),
        (("entailment", "neutral"), [0.4, 0.1, 0.5], [0.4, 0.6]),
        (("entailment", "not_entailment"), [0.6, 0.1, 0.3], [0.6, 0.4]),
        (LABELS, [0.5, 0.2, 0.3], [0.5, 0.2, 0.3]),
    ],
)
def test_two_way_sets_are_decided_among_their_own_labels(labels: tuple[str, ...], scores: list[float], expected: list[float]) -> None:
    assert nli.decide(np.array([scores], np.float32), labels)[0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("labels", [["yes", "no"], ["entailment"], ["neutral", "not_entailment"]])
def test_labels_of_no_nli_set_are_named(tmp_path: Path, labels: list[str]) -> None:
    _write_set(tmp_path, "xnli_test_es", labels)
    with pytest.raises(DataError, match="not those of an NLI set"):
        list(pair_sets(tmp_path))


def test_a_sample_is_spread_over_the_whole_file() -> None:
    rows = pd.DataFrame({"row": range(100)})
    assert list(sample(rows, 3)["row"]) == [0, 49, 99]
    assert len(sample(rows, None)) == len(sample(rows, 500)) == 100


def _ranked(rows: list[tuple[str, str, str, str]]) -> nli.PairSet:
    frame = pd.DataFrame(rows, columns=["premise", "hypothesis", "label", "story"]).assign(lang="es", kind="number")
    return nli.PairSet("nli/pairs/test", Data("f", "d"), LABELS, frame, groups="story", slices=("lang", "kind"), ranked=True)


ROWS = [
    ("a", "b", "contradiction", "s"),  # seen in both directions
    ("c", "d", "contradiction", "s"),  # seen forwards
    ("e", "f", "neutral", "t"),  # taken for one forwards
    ("g", "h", "entailment", "t"),
]
SEEN = {("a", "b"), ("b", "a"), ("c", "d"), ("e", "f")}
ONE_WAY = FakeNli(lambda premise, hypothesis: "contradiction" if (premise, hypothesis) in SEEN else "neutral")


def test_a_ranked_set_is_read_in_both_directions_and_its_score_is_their_geometric_mean() -> None:
    told: list[int] = []
    pairs = _ranked(ROWS)
    reading = nli.read(pairs, ONE_WAY, told.append)
    assert sum(told) == pairs.readings == 8
    assert reading.scores["contradiction"] == pytest.approx([0.98, 0.98, 0.98, 0.01])
    assert reading.scores["symmetric"] == pytest.approx([0.98, (0.98 * 0.01) ** 0.5, (0.98 * 0.01) ** 0.5, 0.01])
    values = _values(nli.measure(reading))
    assert values["accuracy"] == 0.5, "labels are decided by the forward direction alone"
    assert values["contradiction_precision_at_recall_0.7"] == pytest.approx(2 / 3)
    assert values["symmetric_precision_at_recall_0.7"] == pytest.approx(2 / 3)
    easier = _ranked([ROWS[0], ROWS[2], ROWS[3]])
    values = _values(nli.measure(nli.read(easier, ONE_WAY)))
    assert (values["contradiction_precision_at_recall_0.7"], values["symmetric_precision_at_recall_0.7"]) == (0.5, 1.0)


def test_intervals_of_a_grouped_set_draw_whole_stories() -> None:
    rows = [(f"p{story}{i}", "x neutral", "neutral" if story % 2 else "entailment", f"s{story}") for story in range(4) for i in range(25)]
    rows[0] = (*rows[0][:2], "contradiction", rows[0][3])
    outcome = nli.measure(nli.read(_ranked(rows), NEUTRAL))
    accuracy = outcome.metrics[0]
    assert accuracy.value == 0.5
    assert accuracy.interval is not None
    assert accuracy.interval.high - accuracy.interval.low >= 0.5  # a hundred independent pairs would give 0.2


def test_a_set_is_broken_down_by_its_columns() -> None:
    by_lang, by_phenomenon = nli.break_down(nli.read(_own(), NEUTRAL))
    assert (by_lang.benchmark, by_lang.by, by_phenomenon.by) == ("nli/gold", "lang", "phenomenon")
    assert {part.value: part.n for part in by_lang.slices} == {"en": 24, "en-es": 18, "es": 60, "es-en": 18}
    of = {part.value: part for part in by_phenomenon.slices}
    assert (of["actor_swap"].accuracy.value, of["antonym"].accuracy.value) == (1.0, 0.0)
    assert of["actor_swap"].f1_contradiction is None, "one label says nothing of an F1"
    assert of["denial"].f1_contradiction == 0.0


def test_our_news_pairs_are_ranked_and_only_dev_may_be_read() -> None:
    test, dev = on_task.pair_sets(Path())
    assert (test.readable, dev.readable) == (False, True)
    for pairs in (test, dev):
        assert (pairs.ranked, pairs.groups, pairs.slices) == (True, "story", ("lang", "kind"))


def test_comparison_is_paired_and_covers_every_metric() -> None:
    pairs = _own()
    comparisons = {row.metric: row for row in nli.compare(nli.read(pairs, PERFECT), nli.read(pairs, NEUTRAL))}
    assert list(comparisons) == [metric.name for metric in nli.measure(nli.read(pairs, PERFECT)).metrics]
    accuracy, ece = comparisons["accuracy"], comparisons["ece"]
    assert (accuracy.a, accuracy.b, accuracy.n) == (1.0, pytest.approx(1 / 3), 120)
    assert accuracy.interval.low > 0.5
    assert accuracy.p == pytest.approx(2 * 0.5**80)
    assert ece.a - ece.b == pytest.approx(0.02 - (0.98 - 1 / 3))
    assert ece.interval.high < 0
    assert ece.p is None
    same = list(nli.compare(nli.read(pairs, NEUTRAL), nli.read(pairs, NEUTRAL)))
    assert all(row.interval == (0, 0) for row in same)


def test_mistakes_are_listed_with_phenomenon_and_both_labels() -> None:
    lines = list(nli.mistakes(nli.read(_own(), NEUTRAL)))
    assert len(lines) == 80
    assert any(line.startswith("antonym (es): neutral 0.98, gold contradiction: ") for line in lines)


# --- reliability diagram ---


def test_the_diagram_is_small_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    reading = nli.read(_own(), NEUTRAL)
    for name in ("a.png", "b.png"):
        reliability.draw(dict.fromkeys(reliability.SETS, reading), tmp_path / name)
    drawn = (tmp_path / "a.png").read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < 100_000
    assert drawn == (tmp_path / "b.png").read_bytes()
    reliability.draw(dict.fromkeys(reliability.SETS, nli.read(_own(), PERFECT)), tmp_path / "b.png")
    assert drawn != (tmp_path / "b.png").read_bytes()


# --- encoder ---


def test_encoder_is_measured_for_each_language(tmp_path: Path) -> None:
    (tmp_path / sts.FILE).parent.mkdir()
    rows = [("el puente cayó", other, score) for other, score in (("el puente cayó", 5.0), ("el puente es azul", 2.0), ("llueve hoy", 0.0))]
    frame = pd.DataFrame([(a, b, score, lang) for lang in ("es", "en") for a, b, score in rows], columns=sts.COLUMNS)
    frame.to_parquet(tmp_path / sts.FILE)
    outcomes = list(sts.measure(tmp_path, FakeEncoder()))
    assert [(o.benchmark, o.n, _values(o)) for o in outcomes] == [
        ("encoder/stsb_en", 3, {"spearman": pytest.approx(1.0)}),
        ("encoder/stsb_es", 3, {"spearman": pytest.approx(1.0)}),
    ]
    assert list(sts.measure(tmp_path / "absent", FakeEncoder())) == []


CLAIMS = [
    ("s", "el puente cayó", "es", {"s/puente"}),
    ("s", "el puente no cayó", "es", {"s/puente"}),
    ("s", "the bridge fell", "en", {"s/puente"}),
    ("s", "murieron tres", "es", {"s/muertos"}),
    ("s", "llueve mucho", "es", set()),
    ("t", "el puente cayó ayer", "es", {"t/puente"}),
]


def _scores(vectors: list[list[float]]) -> dict[str, float]:
    frame = pd.DataFrame(CLAIMS, columns=["story", "text", "lang", "facts"])
    array = np.array(vectors, np.float32)
    return {metric.name: metric.value for metric in same_fact.score(frame, array / np.linalg.norm(array, axis=1, keepdims=True))}


def test_same_fact_is_scored_within_the_story_and_searched_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_fact, "NEAREST", 2)
    bridge, dead, rain, other = [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]
    right = _scores([bridge, bridge, bridge, dead, rain, other])
    assert right == {"recall_at_2": 1.0, "auc": 1.0, "recall_at_2_across": 1.0, "auc_across": 1.0}
    # The other story's bridge takes a place among the nearest; the denial's nearest are the dead and the rain. Pairs about
    # one fact, 0-1, 0-2 and 1-2, have cosines 0, 1, 0; those about two, 3 with 0, 1 and 2, have 0, 0.995, 0.
    wrong = _scores([bridge, [0, 1, 0.1, 0], bridge, dead, rain, bridge])
    assert wrong["recall_at_2"] == pytest.approx((1 / 2 + 0 + 1 / 2) / 3)
    assert wrong["auc"] == pytest.approx(5 / 9)
    # English looks for Spanish partners among Spanish claims, and the other way round: 0 finds 2, 1 too (the one English claim).
    assert wrong["recall_at_2_across"] == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert wrong["auc_across"] == pytest.approx((1 + 0.5) / 2)


def test_same_fact_is_measured_on_both_splits_and_a_sample_does() -> None:
    told: list[int] = []
    outcomes = list(same_fact.measure(FakeEncoder(), limit=40, progress=told.append))
    assert [(o.benchmark, o.n) for o in outcomes] == [("encoder/same_fact/test", 40), ("encoder/same_fact/dev", 40)]
    assert sum(told) == 80
    assert [metric.name for metric in outcomes[0].metrics] == ["recall_at_5", "auc", "recall_at_5_across", "auc_across"]


# --- bounds ---


def _outcome(value: float, better: str = "higher", n: int = 1000, digest: str = "d1") -> Outcome:
    return Outcome("b", Data("file", digest), n, (Metric("m", value, Interval(0, 1), better),), 0.0)  # type: ignore[arg-type]


def _state(outcome: Outcome, pins: dict[str, baseline.Pin]) -> str:
    return baseline.check([outcome], pins)[0].state


def test_a_bound_is_held_missed_or_does_not_apply() -> None:
    pins: dict[str, baseline.Pin] = {"b/m": {"floor": 0.8, "data": "d1", "n": 1000}}
    assert _state(_outcome(0.8), pins) == "held"
    assert _state(_outcome(0.799), pins) == "missed"
    assert _state(_outcome(0.5, n=50), pins) == "sample"
    assert _state(_outcome(0.9, digest="d2"), pins) == "other data"
    assert _state(_outcome(0.1), {}) == "not pinned"
    ceiling: dict[str, baseline.Pin] = {"b/m": {"ceiling": 0.1, "data": "d1", "n": 1000}}
    assert _state(_outcome(0.1, "lower"), ceiling) == "held"
    assert _state(_outcome(0.11, "lower"), ceiling) == "missed"


def test_new_bounds_leave_a_margin_of_a_point_or_three_items() -> None:
    assert baseline.update([_outcome(0.8)], {})[0] == {"b/m": {"floor": 0.79, "data": "d1", "n": 1000}}
    assert baseline.update([_outcome(0.8, n=30)], {})[0]["b/m"]["floor"] == 0.7
    assert baseline.update([_outcome(0.05, "lower")], {})[0]["b/m"]["ceiling"] == 0.06


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 5000), st.sampled_from(["d1", "d2"])), min_size=1),
    st.sampled_from(["higher", "lower"]),
)
def test_bounds_only_get_stricter(runs: list[tuple[float, int, str]], better: str) -> None:
    pins: dict[str, baseline.Pin] = {"other/m": {"floor": 0.5, "data": "d", "n": 1}}
    for value, n, digest in runs:
        new, _ = baseline.update([_outcome(value, better, n, digest)], pins)
        assert new["other/m"] == pins["other/m"]
        assert (new["b/m"]["data"], new["b/m"]["n"]) == (digest, n)
        if "b/m" in pins:
            old = pins["b/m"]
            assert new["b/m"]["floor"] >= old["floor"] if better == "higher" else new["b/m"]["ceiling"] <= old["ceiling"]
        pins = new


def test_a_refusal_to_lower_is_said() -> None:
    pins: dict[str, baseline.Pin] = {"b/m": {"floor": 0.8, "data": "d1", "n": 1000}}
    updated, said = baseline.update([_outcome(0.7)], pins)
    assert updated == pins
    assert said == ["b/m: 0.700 misses the floor 0.8, which stays; only a person may relax it"]
    assert baseline.update([_outcome(0.9)], pins)[1] == ["b/m: floor moved from 0.8 to 0.89"]
    assert baseline.update([_outcome(0.8)], pins)[1] == []


def test_a_digest_names_bytes_and_not_places(tmp_path: Path) -> None:
    for folder, text in (("a", "x"), ("b", "x"), ("c", "y")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "f").write_text(text)
    a, b, c = (data_of("name", [tmp_path / folder / "f"]).digest for folder in "abc")
    assert a == b != c


# --- the command ---


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with its own baseline and results, models that need no weights, and no slow benchmark."""
    monkeypatch.setattr(baseline, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(results, "FILE", tmp_path / "results.json")
    monkeypatch.setattr(reliability, "PICTURE", tmp_path / "reliability.png")
    monkeypatch.setattr(reliability, "draw", lambda readings, path: path.write_text(", ".join(readings)))
    monkeypatch.setattr("eval.run.load_nli", {None: PERFECT, "neutral": NEUTRAL}.__getitem__)
    monkeypatch.setattr("eval.run.load_encoder", lambda name: FakeEncoder())
    monkeypatch.setattr(Run, "claims", lambda self: None)
    monkeypatch.setattr(Run, "stories", lambda self: None)
    monkeypatch.setattr("sys.argv", ["eval", "all"])
    baseline.write({}, baseline.BASELINE)
    yield tmp_path


def _run(workplace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(workplace / "data")], env={"COLUMNS": "200"})


def test_a_missed_floor_is_exit_code_1_and_is_named(workplace: Path) -> None:
    assert _run(workplace, "--update-baseline").exit_code == 0
    assert baseline.read(baseline.BASELINE)["nli/gold/accuracy"]["floor"] == 0.975
    result = _run(workplace, "nli", "--nli", "neutral")
    assert result.exit_code == 1
    assert "missed nli/gold/accuracy: 0.333, pinned at 0.975" in result.output


def test_the_command_never_lowers_a_floor(workplace: Path) -> None:
    digest = _own().data.digest
    baseline.write({"nli/gold/accuracy": {"floor": 1.5, "data": digest, "n": 120}}, baseline.BASELINE)
    result = _run(workplace, "--update-baseline")
    assert result.exit_code == 1
    assert "only a person may relax it" in result.output
    assert baseline.read(baseline.BASELINE)["nli/gold/accuracy"]["floor"] == 1.5


@pytest.mark.parametrize("option", [("--nli", "neutral"), ("--encoder", "x"), ("--limit", "5")])
def test_only_whole_runs_of_the_embedded_models_are_pinned(workplace: Path, option: tuple[str, str]) -> None:
    result = _run(workplace, "--update-baseline", *option)
    assert result.exit_code == 2
    assert baseline.read(baseline.BASELINE) == {}


def _write_xnli(workplace: Path) -> None:
    for language in ("es", "en"):
        _write_set(workplace / "data", f"xnli_test_{language}", list(LABELS) * 20, [language] * 60)


def test_results_are_the_same_bytes_each_time(workplace: Path) -> None:
    _write_xnli(workplace)
    written = []
    for _ in range(2):
        assert _run(workplace, "all").exit_code == 0
        written.append([file.read_bytes() for file in (report.RESULTS, results.FILE)])
    assert written[0] == written[1]
    text = report.RESULTS.read_text("utf-8")
    assert "`python -m eval all`" in text
    assert "- NLI model: fake, fingerprint `fake`" in text
    assert "| nli/xnli_test_es | accuracy | 1.000 | 0.940 to 1.000 |  | 60 |" in text
    assert "| nli/gold | phenomenon | antonym | 1.000 | 0.722 to 1.000 |  | 10 |" in text
    assert f"| eval/gold/nli/pairs.jsonl | `{_own().data.digest}` |" in text
    stored = results.read(results.FILE).metric("nli/xnli_test_es-en", "accuracy")
    assert stored is not None
    assert stored.value == 1.0
    assert [file.name for file in workplace.iterdir() if file.name.endswith(".tmp")] == []


def test_partial_runs_leave_the_shown_results_alone(workplace: Path) -> None:
    written = (report.RESULTS, results.FILE, reliability.PICTURE)
    assert _run(workplace, "all").exit_code == 0, "XNLI is not there"
    assert not any(file.exists() for file in written)
    _write_xnli(workplace)
    for options in (["quick"], ["all", "--limit", "5"], ["all", "--nli", "neutral"], ["all", "--against", "neutral"]):
        assert _run(workplace, *options).exit_code == 0
        assert not any(file.exists() for file in written[:2])
    assert _run(workplace, "nli", "--limit", "5", "--out", str(workplace / "own.md")).exit_code == 0
    assert "| nli/gold | accuracy |" in (workplace / "own.md").read_text("utf-8")
    assert not reliability.PICTURE.exists()
    assert _run(workplace, "nli").exit_code == 0
    assert reliability.PICTURE.exists()
    assert not report.RESULTS.exists()


def test_two_models_are_compared(workplace: Path) -> None:
    result = _run(workplace, "nli", "--against", "neutral", "--out", str(workplace / "own.md"))
    assert "+0.667" in result.output
    assert "second NLI model" in (workplace / "own.md").read_text("utf-8")


def test_mistakes_are_shown_on_demand(workplace: Path) -> None:
    assert "gold contradiction" not in _run(workplace, "nli", "--nli", "neutral").output
    shown = _run(workplace, "nli", "--nli", "neutral", "--show").output
    assert "gold contradiction" in shown
    assert re.search(r"nli/pairs/test +kind +denial", shown)
    test = {row["premise"] for row in gold_pairs.read("test").to_dict("records")}
    assert not [line for line in shown.splitlines() if any(premise in line for premise in test)], "test pairs are not to be read"


def test_cards_are_made_of_the_stored_results(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "write", lambda stored, root: [Path(f"{len(stored.outcomes)} outcomes")])
    result = _run(workplace, "cards")
    assert result.exit_code == 2
    assert "results.json: no results; `python -m eval all` writes them" in result.output
    results.write(results.Results({}, [_outcome(0.8)]), results.FILE)
    result = _run(workplace, "cards")
    assert (result.exit_code, result.output) == (0, "1 outcomes\n")


def test_problems_are_one_line(workplace: Path) -> None:
    for arguments, message in ((["nli"], "not a table of premise"), (["encoder"], "not a table of s1")):
        _write_set(workplace / "data", "xnli_test_es", ["neutral"]).write_bytes(b"junk")
        (workplace / "data" / "sts").mkdir(exist_ok=True)
        (workplace / "data" / sts.FILE).write_bytes(b"junk")
        result = _run(workplace, *arguments)
        assert result.exit_code == 2
        assert message in result.output
        assert "Traceback" not in result.output
