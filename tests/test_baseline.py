"""The pinned bounds hold: by the stored results for all of them, and measured anew for what travels with the repository and XNLI.

A failure here means that a change made the detector worse (or that data were changed without measuring anew). Read
`python -m eval --show` first. Bounds get stricter with `python -m eval --update-baseline`; nothing relaxes them but a person.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from embedded import examples_analysis

from detector.claims import parsers
from detector.engines import load_encoder, load_nli
from detector.engines.weights import embedded_folder, fingerprint
from eval import baseline, nli, results
from eval.benchmarks import gold, on_task, same_fact, stories, worthiness, xnli
from eval.nli import PairSet
from eval.outcome import Outcome
from eval.run import Run

PINS = baseline.read(baseline.BASELINE)
DATA = Path(__file__).parents[2] / "shared" / "data"
NOTHING = Path("/nonexistent")


def _assert_held(outcomes: Iterable[Outcome], prefix: str) -> None:
    checks = baseline.check(list(outcomes), PINS)
    pinned = {key for key in PINS if key.startswith(prefix)}
    assert pinned, f"nothing is pinned under {prefix}"
    assert not pinned - {check.key for check in checks}, "pinned, but no longer measured"
    assert not [str(check) for check in checks if check.state not in ("held", "not pinned")]


def _measure(sets: Iterable[PairSet]) -> list[Outcome]:
    return [nli.measure(nli.read(pairs, load_nli())) for pairs in sets]


def test_stored_results_are_those_of_the_embedded_models_and_hold_every_bound() -> None:
    stored = results.read(results.FILE)
    for role, folder in (("NLI model", "nli"), ("encoder", "encoder")):
        assert fingerprint(embedded_folder(folder)) in stored.models[role], "measure the new model: python -m eval all"
    _assert_held(stored.outcomes, "")


def test_own_hard_cases() -> None:
    _assert_held(_measure(gold.pair_sets(NOTHING)), "nli/gold/")


def test_own_news_pairs() -> None:
    _assert_held(_measure(on_task.pair_sets(NOTHING)), "nli/pairs/")


def test_same_fact() -> None:
    _assert_held(same_fact.measure(load_encoder()), "encoder/same_fact/")


def test_check_worthiness() -> None:
    _assert_held(worthiness.measure(load_encoder()), "encoder/check_worthiness")


def test_stories() -> None:
    outcomes = list(stories.measure(examples_analysis()))
    for prefix in ("stories/pairs", "stories/articles"):
        _assert_held(outcomes, prefix)


@pytest.mark.skipif(None in parsers().values(), reason="a parser is not installed")
def test_claims() -> None:
    run = Run(NOTHING)
    run.claims()
    _assert_held(run.outcomes, "claims/")


@pytest.mark.parametrize("language", ["es", "en"])
def test_xnli(language: str) -> None:
    name = f"nli/xnli_test_{language}"
    sets = [pairs for pairs in xnli.pair_sets(DATA) if pairs.name == name]
    if not sets:
        pytest.skip("the file is not present")
    _assert_held(_measure(sets), f"{name}/")
