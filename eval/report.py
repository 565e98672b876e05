"""The results as people read them: tables in the terminal, and `results.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from eval.baseline import Check, replace
from eval.outcome import Breakdown, Comparison, Metric, Outcome
from eval.results import Results

RESULTS = Path(__file__).parent / "results.md"
_HEAD = ("benchmark", "metric", "value", "95 % interval", "bound", "n")
_COMPARISON_HEAD = ("benchmark", "metric", "A", "B", "A − B", "95 % interval", "p (McNemar)", "n")
_BREAKDOWN_HEAD = ("benchmark", "by", "value", "accuracy", "95 % interval", "f1_contradiction", "n")


def table(outcomes: Sequence[Outcome], checks: Sequence[Check]) -> Table:
    """Return the results for the terminal; a missed bound is red."""
    made = Table(*_HEAD, "seconds", box=None, pad_edge=False)
    for column in made.columns[:2]:
        column.overflow = "fold"
    for column in made.columns[2:]:
        column.justify = "right"
    seconds = (f"{outcome.seconds:.1f}" if i == 0 else "" for outcome in outcomes for i, _ in enumerate(outcome.metrics))
    for cells, check, took in zip(_rows(outcomes, checks), checks, seconds, strict=True):
        made.add_row(*map(escape, cells), took, style="red" if check.state in ("missed", "other data") else "")
    return made


def comparison_table(comparisons: Sequence[Comparison]) -> Table:
    """Return the comparison of two models for the terminal."""
    made = Table(*_COMPARISON_HEAD, box=None, pad_edge=False)
    for comparison in comparisons:
        made.add_row(*map(escape, _comparison_row(comparison)))
    return made


def breakdown_table(breakdowns: Sequence[Breakdown]) -> Table:
    """Return the slices of the sets for the terminal."""
    made = Table(*_BREAKDOWN_HEAD, box=None, pad_edge=False)
    for row in _breakdown_rows(breakdowns):
        made.add_row(*map(escape, row))
    return made


def write_markdown(path: Path, command: str, results: Results, checks: Sequence[Check], comparisons: Sequence[Comparison] = ()) -> None:
    """Write the results as Markdown: the same measurements give the same bytes (so no dates, no seconds)."""
    lines = ["# Results", "", f"Written by `{command}`. Bounds are pinned in `eval/baseline.json`.", ""]
    lines += [f"- {role}: {model}" for role, model in results.models.items()] + [""]
    lines += _markdown(_HEAD, _rows(results.outcomes, checks))
    if results.breakdowns:
        lines += ["", "Our own pairs by language (of premise and hypothesis) and by what they try:", ""]
        lines += _markdown(_BREAKDOWN_HEAD, _breakdown_rows(results.breakdowns))
    if comparisons:
        lines += ["", "Two models (A: --nli, B: --against) on the same pairs:", ""]
        lines += _markdown(_COMPARISON_HEAD, map(_comparison_row, comparisons))
    data = dict.fromkeys(outcome.data for outcome in results.outcomes)
    lines += ["", *_markdown(("data", "SHA-256, first 16 digits"), ((item.name, f"`{item.digest}`") for item in data))]
    replace(path, "\n".join(lines) + "\n")


def _markdown(head: Sequence[str], rows: Iterator[tuple[str, ...]] | map[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _rows(outcomes: Sequence[Outcome], checks: Sequence[Check]) -> Iterator[tuple[str, ...]]:
    bounds = iter(checks)
    for outcome in outcomes:
        for i, metric in enumerate(outcome.metrics):
            name, n = (outcome.benchmark, f"{outcome.n:,}") if i == 0 else ("", "")
            yield name, metric.name, f"{metric.value:.3f}", _interval(metric), _bound(metric, next(bounds)), n


def _interval(metric: Metric) -> str:
    return f"{metric.interval.low:.3f} to {metric.interval.high:.3f}" if metric.interval else ""


def _bound(metric: Metric, check: Check) -> str:
    if check.bound is None:
        return ""
    sign = "≥" if metric.better == "higher" else "≤"
    return f"{sign} {check.bound:.3f}{' ' + check.state if check.state in ('missed', 'other data') else ''}"


def _comparison_row(row: Comparison) -> tuple[str, ...]:
    interval = f"{row.interval.low:+.3f} to {row.interval.high:+.3f}"
    p = "" if row.p is None else f"{row.p:.3g}"
    return row.benchmark, row.metric, f"{row.a:.3f}", f"{row.b:.3f}", f"{row.a - row.b:+.3f}", interval, p, f"{row.n:,}"


def _breakdown_rows(breakdowns: Sequence[Breakdown]) -> Iterator[tuple[str, ...]]:
    for made in breakdowns:
        for part in made.slices:
            f1 = "" if part.f1_contradiction is None else f"{part.f1_contradiction:.3f}"
            yield made.benchmark, made.by, part.value, f"{part.accuracy.value:.3f}", _interval(part.accuracy), f1, f"{part.n:,}"
