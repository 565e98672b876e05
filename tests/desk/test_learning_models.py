"""Learning from end to end, with the embedded models: run, judge, calibrate, run with what was learned, and back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from desk.checking import check
from desk.conftest import MORNING
from detector.cli import app
from detector.judge.fusion import shipped_fusion
from detector.review.learning.lessons import MIN_VERDICTS
from detector.review.learning.versions import Version, versions
from detector.review.store import Store
from detector.review.store.people import add_reviewer
from detector.review.store.tables import BatchRow, ItemRow
from detector.review.store.verdicts import Opinion, decide
from detector.review.vocabulary import Verdict

EXAMPLES = Path(__file__).parents[2] / "examples"
# The examples are two stories, and what is learned from two could not be measured on others: this is a third.
MUSEUM = {
    "faro": "El museo de Orla reabrirá el 12 de abril, según anunció el Ayuntamiento. La restauración del museo de Orla costó tres "
    "millones de euros. La directora del museo, Inés Carral, negó que se hubiera perdido ningún cuadro durante las obras. El techo del "
    "museo de Orla se derrumbó en 2029.",
    "vega": "Dos cuadros se perdieron durante las obras del museo de Orla, según un inventario. El museo de Orla no reabrirá el 12 de "
    "abril. La restauración del museo de Orla costó tres millones de euros. El techo del museo de Orla se derrumbó en 2029.",
}
STRICT = 0.9
"""Our reviewer calls a contradiction only what the program is at least so sure of."""


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings of our own; each claim is read with its nearest neighbours only, for a fifth of the time."""
    for name in [name for name in os.environ if name.startswith("DETECTOR_") and name != "DETECTOR_CACHE"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DETECTOR_STORIES__NEIGHBOURS", "4")
    monkeypatch.chdir(tmp_path)


def detector(*arguments: object) -> str:
    """Run the command line on the store `desk.db`; return what it says."""
    result = CliRunner().invoke(app, [*map(str, arguments), "--db", "desk.db"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def found(store: Store) -> dict[str, tuple[str, float]]:
    """Label and probability of what the last run found, by item."""
    with store.reading() as connection:
        rows = connection.execute(select(ItemRow.id, ItemRow.label, ItemRow.probability).where(ItemRow.state != "gone"))
        return {row.id: (row.label, row.probability) for row in rows}


def contradictions(store: Store) -> set[str]:
    return {item for item, (label, _) in found(store).items() if label == "contradicts"}


def fusion_of_last_run(store: Store) -> Any:
    with store.reading() as connection:
        said = connection.scalars(select(BatchRow.generated_by).order_by(BatchRow.id.desc()).limit(1)).one()
    return said["settings"]["judge"]["fusion"]


def judge_all(store: Store) -> dict[str, Verdict]:
    """Give a verdict on every item."""
    said: dict[str, Verdict] = {}
    for item, (label, probability) in found(store).items():
        sure = "contradiction" if probability >= STRICT else "unrelated"
        said[item] = sure if label == "contradicts" else "support"
    with store.writing() as connection:
        ana = add_reviewer(connection, "Ana")
        for item, verdict in said.items():
            decide(connection, item, 1, ana.id, Opinion(verdict), MORNING)
    return said


def the_version(store: Store) -> Version:
    with store.reading() as connection:
        (version,) = versions(connection)
    return version


def test_what_reviewers_teach_is_measured_used_by_the_next_run_and_taken_back() -> None:
    for name, text in MUSEUM.items():
        Path(f"{name}.txt").write_text(text, "utf-8")
    assert "batch 1, 21 articles (21 new)" in detector("run", EXAMPLES, "faro.txt", "vega.txt")
    with Store("desk.db") as store:
        assert fusion_of_last_run(store) is None
        before = found(store)
        said = judge_all(store)
        assert len(said) >= MIN_VERDICTS and {"contradiction", "unrelated", "support"} == set(said.values())

        told = detector("calibrate", "--keep", "estricta", "--force")
        version = the_version(store)
        assert version.active and version.usable and "version 1 is in use from the next" in told
        assert f"{len(said)} verdicts; measured on verdicts of stories that were held out" in told
        for question, measured in version.measures.items():
            assert f"{question}: " in told and "too few to tell: 3 stories" in measured["outcome"] in told
            for side in ("before", "after"):
                for measure in ("log_loss", "brier", "ece"):
                    assert f"{measured['comparison'][side][measure]['value']:.3f}" in told, (question, side, measure)
        assert version.weights.contradicts != shipped_fusion().contradicts
        assert found(store) == before, "nothing stored changes before the next run"

        detector("run")
        assert fusion_of_last_run(store) == json.loads(version.weights.model_dump_json())
        learned = found(store)
        unrelated = {item for item, verdict in said.items() if verdict == "unrelated"}
        assert len(unrelated & contradictions(store)) < len(unrelated) / 2, "most false alarms are gone"
        assert contradictions(store) - unrelated, "and contradictions are left"
        with store.reading() as connection:
            kept = dict(connection.execute(select(ItemRow.id, ItemRow.verdict).where(ItemRow.verdict.is_not(None))).all())
        assert kept == said, "verdicts outlive the items that are gone"
        check(store)

        assert "the shipped fusion is in use from the next" in detector("calibrate", "--use", "shipped")
        assert found(store) == learned
        detector("run")
        assert fusion_of_last_run(store) is None
        assert found(store) == before, "what was found at first, to the last digit"
        assert not the_version(store).active, "and the version stays"
        check(store)
