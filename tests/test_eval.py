"""The benchmarks: what they measure, how bounds are held, and that the tool says what it did."""

import json
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
from eval import baseline, encoder, nli, report
from eval.__main__ import app
from eval.metrics.intervals import Interval, bootstrap_interval
from eval.outcome import Data, DataError, Metric, Outcome, data_of, sample
from eval.run import Run

LABELS = ("entailment", "neutral", "contradiction")
OWN_PAIRS = [json.loads(line) for line in nli.GOLD.read_text("utf-8").splitlines()]
_ANSWERS = {(pair["premise"], pair["hypothesis"]): pair["label"] for pair in OWN_PAIRS}
PERFECT = FakeNli(lambda premise, hypothesis: _ANSWERS.get((premise, hypothesis), hypothesis.split()[-1]))
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
    assert len(_ANSWERS) == len(OWN_PAIRS) == 120
    assert Counter(pair["label"] for pair in OWN_PAIRS) == dict.fromkeys(LABELS, 40)
    assert Counter(pair["lang"] for pair in OWN_PAIRS) == {"es": 60, "en": 24, "es-en": 18, "en-es": 18}
    assert set(Counter(pair["phenomenon"] for pair in OWN_PAIRS).values()) == {10}


def test_without_data_our_own_pairs_are_measured(tmp_path: Path) -> None:
    (pairs,) = nli.pair_sets(tmp_path, full=True)
    outcome, right = nli.measure(pairs, PERFECT)
    assert (outcome.benchmark, outcome.n) == ("nli/gold", 120)
    assert right.all()
    assert _values(outcome)["accuracy"] == _values(outcome)["macro_f1"] == 1.0
    assert _values(outcome)["ece"] == pytest.approx(0.02, abs=1e-6)  # always right, 0.98 sure
    outcome, right = nli.measure(pairs, NEUTRAL)
    assert _values(outcome) == pytest.approx(
        {"accuracy": 1 / 3, "macro_f1": 1 / 6, "f1_entailment": 0, "f1_neutral": 0.5, "f1_contradiction": 0, "ece": 0.98 - 1 / 3}
    )


def test_the_quick_sets_are_those_named_and_full_has_all_languages_and_pairs_across_them(tmp_path: Path) -> None:
    three = list(LABELS)
    _write_set(tmp_path, "xnli_test_es", three)
    _write_set(tmp_path, "xnli_test_en", three, ["en"] * 3)
    _write_set(tmp_path, "esxnli_all", three * 2, ["es"] * 3 + ["en"] * 3)
    _write_set(tmp_path, "other_test", three)
    assert [s.name for s in nli.pair_sets(tmp_path)] == ["nli/gold", "nli/xnli_test_es", "nli/xnli_test_en", "nli/esxnli_all_es"]
    full = {s.name: s for s in nli.pair_sets(tmp_path, full=True)}
    assert {"nli/esxnli_all_en", "nli/other_test", "nli/xnli_test_es-en", "nli/xnli_test_en-es"} < full.keys()


def test_pairs_across_languages_take_one_side_from_each_file_and_need_them_aligned(tmp_path: Path) -> None:
    es, en = (_write_set(tmp_path, f"xnli_test_{language}", list(LABELS), [language] * 3) for language in ("es", "en"))
    table = pd.read_parquet(en)
    table.assign(premise="english", hypothesis="english").to_parquet(en)
    across = {s.name: s.pairs for s in nli.pair_sets(tmp_path, full=True)}
    assert across["nli/xnli_test_es-en"][0] == ("premisa 0", "english")
    assert across["nli/xnli_test_en-es"][0] == ("english", "hipótesis entailment")
    table.iloc[::-1].to_parquet(en)
    with pytest.raises(DataError, match="not the same pairs"):
        list(nli.pair_sets(tmp_path, full=True))
    assert es.exists()


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
        list(nli.pair_sets(tmp_path))


def test_a_sample_is_spread_over_the_whole_file() -> None:
    rows = pd.DataFrame({"row": range(100)})
    assert list(sample(rows, 3)["row"]) == [0, 49, 99]
    assert len(sample(rows, None)) == len(sample(rows, 500)) == 100


def test_comparison_is_paired() -> None:
    pairs = nli.own_pairs()
    comparison = nli.compare(pairs.name, nli.measure(pairs, PERFECT)[1], nli.measure(pairs, NEUTRAL)[1])
    assert (comparison.a, comparison.b, comparison.n) == (1.0, pytest.approx(1 / 3), 120)
    assert comparison.interval.low > 0.5
    assert comparison.p == pytest.approx(2 * 0.5**80)


def test_mistakes_are_listed_with_phenomenon_and_both_labels() -> None:
    lines = list(nli.mistakes(nli.own_pairs(), NEUTRAL))
    assert len(lines) == 80
    assert any(line.startswith("antonym (es): neutral 0.98, gold contradiction: ") for line in lines)


# --- encoder ---


def test_encoder_is_measured_for_each_language(tmp_path: Path) -> None:
    (tmp_path / encoder.FILE).parent.mkdir()
    rows = [("el puente cayó", other, score) for other, score in (("el puente cayó", 5.0), ("el puente es azul", 2.0), ("llueve hoy", 0.0))]
    frame = pd.DataFrame([(a, b, score, lang) for lang in ("es", "en") for a, b, score in rows], columns=encoder.COLUMNS)
    frame.to_parquet(tmp_path / encoder.FILE)
    outcomes = list(encoder.measure(tmp_path, FakeEncoder()))
    assert [(o.benchmark, o.n, _values(o)) for o in outcomes] == [
        ("encoder/stsb_en", 3, {"spearman": pytest.approx(1.0)}),
        ("encoder/stsb_es", 3, {"spearman": pytest.approx(1.0)}),
    ]
    assert list(encoder.measure(tmp_path / "absent", FakeEncoder())) == []


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
    monkeypatch.setattr("eval.run.load_nli", {None: PERFECT, "neutral": NEUTRAL}.__getitem__)
    monkeypatch.setattr("eval.run.load_encoder", lambda name: FakeEncoder())
    monkeypatch.setattr(Run, "claims", lambda self: None)
    monkeypatch.setattr(Run, "stories", lambda self: None)
    monkeypatch.setattr("sys.argv", ["eval", "quick"])
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
    digest = nli.own_pairs().data.digest
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


def test_results_are_the_same_bytes_each_time(workplace: Path) -> None:
    _write_set(workplace / "data", "xnli_test_es", list(LABELS) * 20)
    written = []
    for _ in range(2):
        assert _run(workplace).exit_code == 0
        written.append(report.RESULTS.read_bytes())
    assert written[0] == written[1]
    text = written[0].decode()
    assert "`python -m eval quick`" in text
    assert "- NLI model: fake, fingerprint `fake`" in text
    assert "| nli/xnli_test_es | accuracy | 1.000 | 0.940 to 1.000 |  | 60 |" in text
    assert f"| eval/gold/nli/pairs.jsonl | `{nli.own_pairs().data.digest}` |" in text
    assert [file.name for file in workplace.iterdir() if file.name.endswith(".tmp")] == []


def test_partial_runs_leave_the_shown_results_alone(workplace: Path) -> None:
    for options in (["nli"], ["--limit", "5"], ["--nli", "neutral"], ["--against", "neutral"]):
        assert _run(workplace, *options).exit_code == 0
        assert not report.RESULTS.exists()
    assert _run(workplace, "nli", "--limit", "5", "--out", str(workplace / "own.md")).exit_code == 0
    assert "| nli/gold | accuracy |" in (workplace / "own.md").read_text("utf-8")


def test_two_models_are_compared(workplace: Path) -> None:
    result = _run(workplace, "nli", "--against", "neutral", "--out", str(workplace / "own.md"))
    assert "+0.667" in result.output
    assert "second NLI model" in (workplace / "own.md").read_text("utf-8")


def test_mistakes_are_shown_on_demand(workplace: Path) -> None:
    assert "gold contradiction" not in _run(workplace, "nli", "--nli", "neutral").output
    assert "gold contradiction" in _run(workplace, "nli", "--nli", "neutral", "--show").output


def test_problems_are_one_line(workplace: Path) -> None:
    for arguments, message in ((["encoder"], "no data for encoder"), (["nli"], "not a table of premise")):
        if arguments == ["nli"]:
            _write_set(workplace / "data", "xnli_test_es", ["neutral"]).write_bytes(b"junk")
        result = _run(workplace, *arguments)
        assert result.exit_code == 2
        assert message in result.output
        assert "Traceback" not in result.output
