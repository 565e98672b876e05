"""The committed cards and the README's table say what was measured; what was not measured is said to be so."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from eval import cards, results
from eval.metrics.intervals import Interval
from eval.outcome import Breakdown, Data, DataError, Metric, Outcome, Slice
from eval.results import Results

ACCURACY = Metric("accuracy", 0.12346, Interval(0.1, 0.2004))
ES = Outcome("nli/xnli_test_es", Data("f", "d"), 5010, (ACCURACY, Metric("ece", 0.5, better="lower")), 3.0)
PARTS = Breakdown("nli/pairs/test", "lang", (Slice("es-en", 7, Metric("accuracy", 0.25, Interval(0.1, 0.5)), 0.75),))
SOME = Results({"NLI model": "m"}, (ES,), (PARTS,))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with the models' small files, their weights linked, and a README."""
    for model in ("nli", "encoder"):
        shutil.copytree(cards.ROOT / "models" / model, tmp_path / "models" / model, copy_function=lambda a, b: Path(b).symlink_to(a))
    (tmp_path / "README.md").write_text("before\n<!-- results -->\nold \\1 figures\n<!-- /results -->\nafter\n")
    return tmp_path


def _texts(made: dict[Path, str], root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): text for path, text in made.items()}


def test_committed_cards_and_readme_are_those_of_the_committed_results() -> None:
    made = cards.generate(results.read(results.FILE), cards.ROOT)
    stale = [path.relative_to(cards.ROOT).as_posix() for path, text in made.items() if path.read_text("utf-8") != text]
    assert stale == [], "run python -m eval cards"
    assert len(made) == 3


def test_figures_come_from_the_results_and_gaps_are_named(root: Path) -> None:
    texts = _texts(cards.generate(SOME, root), root)
    published = "multilingual-MiniLMv2-L12-mnli-xnli 0.779; e5-base-xnli 0.809; mDeBERTa-v3-base-mnli-xnli 0.845"
    assert f"| XNLI test, Spanish: accuracy | 0.123 | 0.100 to 0.200 | 5,010 | {published} |" in texts["README.md"]
    assert "| SNLI test | not measured |  |  |  |" in texts["README.md"]
    assert "| XNLI es | 0.123 | 0.100 to 0.200 |  | 0.500 | 5,010 |" in texts["models/nli/README.md"]
    assert "| es-en | 0.250 | 0.100 to 0.500 | 0.750 | 7 |" in texts["models/nli/README.md"]
    assert "| STS-B test es, Spearman | not measured |" in texts["models/encoder/README.md"]


def test_the_temperatures_are_those_of_the_model(root: Path) -> None:
    calibration = root / "models" / "nli" / "calibration.json"
    calibration.unlink()
    for temperatures, said in (({}, "1.25"), ({"es-en": 1.4, "es": 0.9}, "1.25; es 0.90, es-en 1.40")):
        languages = {name: {"temperature": temperature} for name, temperature in temperatures.items()}
        calibration.write_text(json.dumps({"general": {"temperature": 1.25}, "languages": languages, "fitted_on": "ten pairs"}))
        card = _texts(cards.generate(SOME, root), root)["models/nli/README.md"]
        assert f"| calibration | temperature {said}, and a term for each label; fitted on ten pairs (premises never trained on) |" in card


def test_cards_without_any_result_can_be_made(root: Path) -> None:
    texts = _texts(cards.generate(Results({}, ()), root), root)
    assert all("not measured" in text for text in texts.values())
    assert "by the languages of premise and hypothesis" not in texts["models/nli/README.md"]


def test_the_rest_of_the_readme_stays(root: Path) -> None:
    cards.write(SOME, root)
    text = (root / "README.md").read_text()
    assert text.startswith("before\n<!-- results -->\n| what |")
    assert text.endswith("|\n<!-- /results -->\nafter\n")
    assert "\nold\n" not in text
    cards.write(SOME, root)
    assert (root / "README.md").read_text() == text


def test_a_readme_without_a_place_for_the_table_is_named(root: Path) -> None:
    (root / "README.md").write_text("no markers")
    with pytest.raises(DataError, match=r"README\.md: no <!-- results -->"):
        cards.write(SOME, root)


def test_results_survive_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results.write(SOME, path)
    read = results.read(path)
    rounded = replace(ES, metrics=(replace(ACCURACY, value=0.1235), ES.metrics[1]))
    assert read == Results(SOME.models, [rounded], [PARTS])
    results.write(read, path.with_name("again.json"))
    assert path.with_name("again.json").read_bytes() == path.read_bytes()
    assert "seconds" not in path.read_text()


@pytest.mark.parametrize("text", [None, "junk", '{"models": {}}'])
def test_a_file_of_no_results_is_named(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "results.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(DataError, match=r"results\.json: no results"):
        results.read(path)
