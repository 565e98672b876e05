"""The results as other programs read them: `results.json`, from which the model cards and the README's table are made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from eval.baseline import replace as replace_file
from eval.metrics.intervals import Interval
from eval.outcome import Breakdown, DataError, Metric, Outcome

FILE = Path(__file__).parent / "results.json"
DIGITS = 4


@dataclass(frozen=True)
class Results:
    """One run: the models it measured, by role, and what it measured."""

    models: Mapping[str, str]
    outcomes: Sequence[Outcome]
    breakdowns: Sequence[Breakdown] = ()

    def outcome(self, benchmark: str) -> Outcome | None:
        """Return what was measured on a benchmark, None where nothing was."""
        return next((outcome for outcome in self.outcomes if outcome.benchmark == benchmark), None)

    def metric(self, benchmark: str, name: str) -> Metric | None:
        """Return one metric of a benchmark, None where it was not measured."""
        outcome = self.outcome(benchmark)
        return next((metric for metric in outcome.metrics if metric.name == name), None) if outcome else None

    def breakdown(self, benchmark: str, by: str) -> Breakdown | None:
        """Return a benchmark's slices by a column, None where it was not measured."""
        return next((made for made in self.breakdowns if (made.benchmark, made.by) == (benchmark, by)), None)


_ADAPTER = TypeAdapter(Results)


def write(results: Results, path: Path) -> None:
    """Write the results whole or not at all; the same measurements give the same bytes (`DIGITS` decimals, no seconds)."""
    stored = _ADAPTER.dump_python(_rounded(results), mode="json", exclude={"outcomes": {"__all__": {"seconds"}}})
    replace_file(path, json.dumps(stored, indent=2, ensure_ascii=False) + "\n")


def read(path: Path) -> Results:
    """Return the results of a file.

    Raises:
        DataError: it is absent or holds no results.
    """
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise DataError(f"{path}: no results; `python -m eval all` writes them") from error


def _rounded(results: Results) -> Results:
    outcomes = [replace(outcome, metrics=tuple(map(_round, outcome.metrics))) for outcome in results.outcomes]
    breakdowns = [
        replace(made, slices=tuple(
            replace(part, accuracy=_round(part.accuracy), f1_contradiction=part.f1_contradiction and round(part.f1_contradiction, DIGITS))
            for part in made.slices
        ))
        for made in results.breakdowns
    ]  # fmt: skip
    return Results(dict(results.models), outcomes, breakdowns)


def _round(metric: Metric) -> Metric:
    interval = metric.interval and Interval(*(round(end, DIGITS) for end in metric.interval))
    return replace(metric, value=round(metric.value, DIGITS), interval=interval)
