import pytest

from detector.claims import parsers
from eval.benchmarks.claims import measure

# Floors lie a little under what was measured; they may be raised, never lowered quietly.
FLOORS = {
    "rules": {"claims.sentences_f1": 0.98, "claims.found": 0.98, "claims.speaker_f1": 0.95, "claims.stance_accuracy": 0.97,
              "claims.content_f1": 0.96, "claims.quantities_f1": 0.92},
    "spacy": {"claims.sentences_f1": 0.98, "claims.found": 0.98, "claims.speaker_f1": 0.96, "claims.stance_accuracy": 0.98,
              "claims.content_f1": 0.98, "claims.quantities_f1": 0.97},
}  # fmt: skip


@pytest.mark.parametrize("mode", ["rules", "spacy"])
def test_gold_floors(mode: str) -> None:
    if mode == "spacy" and not all(parsers().values()):
        pytest.skip("parser packages are not installed")
    measured = measure(mode)  # type: ignore[arg-type]
    print(mode, {name: round(value, 3) for name, value in measured.items()})
    assert {name: value for name, value in measured.items() if value < FLOORS[mode][name]} == {}
