"""One run of the benchmarks: models are loaded when first needed, outcomes are gathered in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Literal

from rich.console import Console

from detector.claims import MissingParser, parsers
from detector.engines import Encoder, Nli, load_encoder, load_nli
from eval import claims, encoder, nli, stories
from eval.outcome import Comparison, Metric, Outcome, data_of

PARSERS: tuple[Literal["spacy", "rules"], ...] = ("spacy", "rules")
SPLITS: tuple[Literal["dev", "test"], ...] = ("dev", "test")


@dataclass
class Run:
    """The benchmarks with their options; each method adds to `outcomes`.

    Attributes:
        data: folder of the data sets that are not in the repository.
        nli_name, encoder_name: Hugging Face id or folder; None is the embedded model.
        against: a second NLI model to compare the first with, None for no comparison.
        full: every NLI set that is present.
        limit: at most so many items of a data set.
        show: list what went wrong on our own pairs and stories.
        models: which models the outcomes are of, by role.

    The methods raise `EngineError` and `DataError`, each with one line for people.
    """

    data: Path
    nli_name: str | None = None
    encoder_name: str | None = None
    against: str | None = None
    full: bool = False
    limit: int | None = None
    show: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    out: Console = field(default_factory=lambda: Console(soft_wrap=True, highlight=False))
    err: Console = field(default_factory=lambda: Console(stderr=True, soft_wrap=True, highlight=False))

    def nli(self) -> None:
        """Label pairs with the NLI model, and with the one it is compared against."""
        for pairs in nli.pair_sets(self.data, self.full, self.limit):
            with self.err.status(f"{pairs.name}, {len(pairs.rows):,} pairs"):
                outcome, right = nli.measure(pairs, self._nli)
                self.outcomes.append(outcome)
                if self._rival:
                    self.comparisons.append(nli.compare(pairs.name, right, nli.measure(pairs, self._rival)[1]))
                if pairs.name == nli.OWN:
                    self._list(nli.mistakes(pairs, self._nli))

    def encoder(self) -> None:
        """Compare the encoder's cosines with people's scores."""
        with self.err.status("encoder"):
            self.outcomes += encoder.measure(self.data, self._encoder, self.limit)

    def claims(self) -> None:
        """Read the gold sentences with each parser that is installed: those the rules were written on, and those they were not."""
        self.models["parsers"] = ", ".join(package for package in parsers().values() if package) or "none, rules alone"
        data = data_of("eval/gold/claims", claims.GOLD.glob("*.jsonl"))
        for parser, split in product(PARSERS, SPLITS):
            started = perf_counter()
            try:
                measured = claims.measure(parser, split)
            except MissingParser as error:
                self.err.print(f"claims/{parser}/{split} left out: {error}", markup=False)
                continue
            metrics = tuple(Metric(name.removeprefix("claims."), value) for name, value in measured.items())
            self.outcomes.append(Outcome(f"claims/{parser}/{split}", data, len(claims.load_gold(split)), metrics, perf_counter() - started))

    def stories(self) -> None:
        """Run the whole pipeline on `examples/`."""
        with self.err.status("stories"):
            started = perf_counter()
            results = stories.run(self._nli, self._encoder)
            self.outcomes += stories.measure(results, perf_counter() - started)
        self._list(stories.explain(results))

    @cached_property
    def _nli(self) -> Nli:
        model = load_nli(self.nli_name)
        self._note("NLI model", model)
        return model

    @cached_property
    def _rival(self) -> Nli | None:
        if self.against is None:
            return None
        model = load_nli(self.against)
        self._note("second NLI model", model)
        return model

    @cached_property
    def _encoder(self) -> Encoder:
        model = load_encoder(self.encoder_name)
        self._note("encoder", model)
        return model

    def _note(self, role: str, model: Nli | Encoder) -> None:
        self.models[role] = f"{model.name}, fingerprint `{model.fingerprint}`"

    def _list(self, lines: Iterable[str]) -> None:
        if self.show:
            for line in lines:
                self.out.print(line, markup=False)
