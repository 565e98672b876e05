"""The model cards and the README's table of results, made of `results.json`: no measured number is typed by hand.

The texts are Jinja templates in `models/recipes/cards/`, beside the facts of the training runs (`nli.toml`, `encoder.toml`) and
what others published (`others.toml`). What the model itself tells (size, layers, temperature) is read off its folder.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from safetensors import safe_open

from detector.engines.nli import MAX_TOKENS
from detector.engines.weights import WEIGHTS_FILE
from eval.baseline import replace
from eval.outcome import DataError, Metric
from eval.results import Results

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "models" / "recipes" / "cards"
MISSING = "not measured"
_BLOCK = re.compile(r"(?<=<!-- results -->\n).*?(?=<!-- /results -->)", re.DOTALL)


def write(results: Results, root: Path) -> list[Path]:
    """Write the cards and the README's table below `root`; return the files.

    Raises:
        DataError: the README has no place for the table.
    """
    made = generate(results, root)
    for path, text in made.items():
        replace(path, text)
    return list(made)


def generate(results: Results, root: Path) -> dict[Path, str]:
    """Return the text of each file that `write` writes."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.globals |= _Figures(results, _toml("others")["published"]).functions()
    made = {}
    for model in ("nli", "encoder"):
        folder = root / "models" / model
        made[folder / "README.md"] = environment.get_template(f"{model}.md").render(facts=_toml(model), **_model(folder))
    readme = root / "README.md"
    text = readme.read_text("utf-8")
    if not _BLOCK.search(text):
        raise DataError(f"{readme}: no <!-- results --> ... <!-- /results --> to put the table into")
    table = environment.get_template("results.md").render()
    made[readme] = _BLOCK.sub(lambda _: table, text)
    return made


class _Figures:
    """What the templates call: a figure as a cell of a table, whether it was measured or not."""

    def __init__(self, results: Results, others: list[dict[str, Any]]) -> None:
        self._results, self._others = results, others

    def functions(self) -> dict[str, Any]:
        names = {"value": self.value, "interval": self.interval, "count": self.count, "row": self.row}
        return names | {"breakdown": self._results.breakdown, "others": self._others}

    def value(self, benchmark: str, metric: str, missing: str = MISSING) -> str:
        found = self._results.metric(benchmark, metric)
        return f"{found.value:.3f}" if found else missing

    def interval(self, benchmark: str, metric: str) -> str:
        found: Metric | None = self._results.metric(benchmark, metric)
        return f"{found.interval.low:.3f} to {found.interval.high:.3f}" if found and found.interval else ""

    def count(self, benchmark: str) -> str:
        outcome = self._results.outcome(benchmark)
        return f"{outcome.n:,}" if outcome else ""

    def row(self, what: str, benchmark: str, metric: str) -> str:
        """Return a row of a table: what, figure, interval, items, figures that others published."""
        cells = what, self.value(benchmark, metric), self.interval(benchmark, metric), self.count(benchmark)
        return f"| {' | '.join(cells)} | {'; '.join(self._published(f'{benchmark}/{metric}'))} |"

    def _published(self, key: str) -> Iterator[str]:
        for other in self._others:
            if key in other["figures"]:
                yield f"{other['by']} {other['figures'][key]:.3f}"


def _model(folder: Path) -> dict[str, Any]:
    """Return what a model's folder tells of it."""
    with safe_open(folder / WEIGHTS_FILE, "numpy") as weights:
        parameters = sum(prod(weights.get_slice(name).get_shape()) for name in weights.keys() if not name.endswith(".scale"))  # noqa: SIM118
    calibration = folder / "calibration.json"
    return {
        "config": json.loads((folder / "config.json").read_text("utf-8")),
        "calibration": json.loads(calibration.read_text("utf-8")) if calibration.is_file() else None,
        "parameters": parameters,
        "bytes": (folder / WEIGHTS_FILE).stat().st_size,
        "max_tokens": MAX_TOKENS,
    }


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / f"{name}.toml").read_text("utf-8"))
