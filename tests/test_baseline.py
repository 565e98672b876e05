"""The pinned bounds hold: for everything that travels with the repository, and for XNLI where its files are present.

A failure here means that a change made the detector worse (or that data were changed without measuring anew). Read
`python -m eval --show` first. Bounds get stricter with `python -m eval --update-baseline`; nothing relaxes them but a person.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from detector.claims import parsers
from detector.engines import load_nli
from eval import baseline, nli
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


def test_own_pairs() -> None:
    _assert_held([nli.measure(nli.own_pairs(), load_nli())[0]], "nli/gold/")


def test_stories() -> None:
    run = Run(NOTHING)
    run.stories()
    _assert_held(run.outcomes, "stories/")


@pytest.mark.skipif(None in parsers().values(), reason="a parser is not installed")
def test_claims() -> None:
    run = Run(NOTHING)
    run.claims()
    _assert_held(run.outcomes, "claims/")


@pytest.mark.parametrize("language", ["es", "en"])
def test_xnli(language: str) -> None:
    name = f"nli/xnli_test_{language}"
    pairs = next((pairs for pairs in nli.pair_sets(DATA) if pairs.name == name), None)
    if pairs is None:
        pytest.skip("the file is not present")
    _assert_held([nli.measure(pairs, load_nli())[0]], f"{name}/")
