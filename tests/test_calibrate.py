"""The recipe that fits the calibration: what it finds on pairs whose right answer is known."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

RECIPES = Path(__file__).parents[1] / "models" / "recipes"


@pytest.fixture
def calibrate(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(RECIPES))
    import calibrate

    return calibrate


TERMS = np.array([0.4, -0.5, 0.1])


def drawn(temperatures: dict[str, float], n: int, crossed: bool = False) -> tuple[np.ndarray, pd.DataFrame]:
    """Logits, and pairs whose labels are drawn from softmax(logits / T + TERMS), with T by pair of languages; three pairs a premise."""
    rng = np.random.default_rng(0)
    lang = np.repeat(list(temperatures), n)
    logits = rng.normal(0, 3, (len(lang), 3))
    scaled = np.exp(logits / np.array([temperatures[name] for name in lang])[:, None] + TERMS)
    chance = (scaled / scaled.sum(1, keepdims=True)).cumsum(1)
    labels = (rng.random((len(lang), 1)) > chance).sum(1)
    items = [f"premise {i // 3}" for i in range(len(lang))]
    return logits, pd.DataFrame({"label": labels, "lang": lang, "item": items, "crossed": crossed, "news": False})


def test_each_pair_of_languages_gets_the_calibration_it_was_made_with(calibrate: Any) -> None:
    truth = {"es": 0.6, "en": 1.0, "es-en": 2.0, "en-es": 1.5}
    general, found = calibrate.fit_languages(*drawn(truth, 4000))
    assert {name: own.temperature for name, own in found.items()} == pytest.approx(truth, rel=0.08)
    assert all(own.terms == pytest.approx(TERMS, abs=0.15) for own in found.values())
    assert min(truth.values()) < general.temperature < max(truth.values())


def test_a_pair_of_languages_with_few_pairs_gets_none_of_its_own(calibrate: Any) -> None:
    logits, pairs = drawn({"es": 1.0, "en": 1.0}, 400)
    few = np.flatnonzero((pairs["lang"] == "es") & (pairs.groupby("lang").cumcount() >= 299))
    _, found = calibrate.fit_languages(np.delete(logits, few, axis=0), pairs.drop(index=few))
    assert set(found) == {"en"}


def test_the_general_calibration_is_fitted_on_what_people_wrote(calibrate: Any) -> None:
    written, translated = drawn({"es": 0.6}, 2000), drawn({"es-en": 3.0}, 2000, crossed=True)
    general, found = calibrate.fit_languages(
        np.concatenate([written[0], translated[0]]), pd.concat([written[1], translated[1]], ignore_index=True)
    )
    assert general.temperature == pytest.approx(0.6, rel=0.1)
    assert found["es-en"].temperature == pytest.approx(3.0, rel=0.1)


def test_the_comparison_measures_on_premises_that_were_not_fitted_on(calibrate: Any) -> None:
    logits, pairs = drawn({"es": 2.0, "en": 1.0}, 1500)
    out = calibrate.held_out(logits, pairs)
    assert all(np.allclose(p.sum(1), 1) for p in out.values())
    table = calibrate.comparison(logits, pairs).set_index(["languages", "calibration"])
    assert table.loc[("es", "none"), "low"] > 0, "no calibration is worse than the right one, by more than noise"
    assert table.loc[("es", "own"), "ece"] < table.loc[("es", "none"), "ece"] / 2
    assert table.loc[("es", "temperature"), "low"] > 0, "the terms are needed"
    assert not (table["high"] < 0).any(), "nothing beats what the pairs were made with"


def test_a_calibration_that_moves_single_labels_is_found_better_where_it_is(calibrate: Any) -> None:
    logits, pairs = drawn({"es": 1.0}, 3000)
    table = calibrate.comparison(logits * np.array([3.0, 1.0, 1.0]), pairs).set_index(["languages", "calibration"])
    assert table.loc[("es", "vector scaling"), "high"] < 0


def test_our_own_pairs_weigh_one_part_in_four_however_many_they_are(calibrate: Any) -> None:
    (pool, of_pool), (own, of_own) = drawn({"es": 1.0, "en": 1.0}, 3000), drawn({"es": 4.0}, 500)
    pairs = pd.concat([of_pool, of_own.assign(news=True)], ignore_index=True)
    general, found = calibrate.fit_languages(np.concatenate([pool, own]), pairs)
    more = pd.concat([pairs, of_own.assign(news=True)], ignore_index=True)
    assert calibrate.fit_languages(np.concatenate([pool, own, own]), more)[1]["es"].temperature == pytest.approx(
        found["es"].temperature, rel=0.01
    )
    assert 1.1 < found["es"].temperature < 4.0
    assert found["en"].temperature == pytest.approx(1.0, rel=0.1), "there are none in English"
    assert general.temperature == pytest.approx(found["es"].temperature, rel=0.05), "they weigh as much in the general one"
