"""One run of the benchmarks: models are loaded when first needed, outcomes are gathered in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from detector.claims import MissingParser, parsers
from detector.engines import Encoder, Nli, load_encoder, load_nli
from eval import benchmarks, gold_stories, news, nli
from eval.benchmarks import claims, components, marked, same_fact, stories, sts, worthiness
from eval.benchmarks import news as real_news
from eval.outcome import Breakdown, Comparison, Metric, Outcome, data_of
from eval.reliability import SETS
from eval.results import Results

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
        readings: what the first NLI model made of the sets of the reliability diagram, by name.

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
    breakdowns: list[Breakdown] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    readings: dict[str, nli.Reading] = field(default_factory=dict)
    out: Console = field(default_factory=lambda: Console(soft_wrap=True, highlight=False))
    err: Console = field(default_factory=lambda: Console(stderr=True, soft_wrap=True, highlight=False))

    def nli(self) -> None:
        """Label pairs with the NLI model, and the same pairs with the one it is compared against."""
        for whole in benchmarks.pair_sets(self.data, self.full):
            pairs = whole.sampled(self.limit)
            with self._progress(pairs.name, pairs.readings) as progress:
                reading = nli.read(pairs, self._nli, progress)
            self.outcomes.append(nli.measure(reading))
            self.breakdowns += nli.break_down(reading)
            if self._rival:
                with self._progress(f"{pairs.name} by {self._rival.name}", pairs.readings) as progress:
                    other = nli.read(pairs, self._rival, progress)
                self.comparisons += nli.compare(reading, other)
            if pairs.readable:
                self._list(nli.mistakes(reading))
            if pairs.name in SETS:
                self.readings[pairs.name] = reading

    def encoder(self) -> None:
        """Compare the encoder's cosines with people's scores, and see whether claims about one fact are neighbours."""
        with self._progress("encoder") as progress:
            self.outcomes += sts.measure(self.data, self._encoder, self.limit, progress)
            self.outcomes += same_fact.measure(self._encoder, self.limit, progress)
        self.outcomes += worthiness.measure(self._encoder)

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
            self.outcomes += components.measure(parser, split)

    def stories(self) -> None:
        """Run the whole pipeline on `examples/` and, where every set is wanted, on the gold stories."""
        with self.err.status("stories"):
            started = perf_counter()
            results = stories.run(self._nli, self._encoder)
            self.outcomes += stories.measure(results, perf_counter() - started)
        self._list(stories.explain(results))
        for split in gold_stories.SPLITS if self.full else ():
            with self.err.status(f"stories/{split}"):
                self.outcomes += stories.measure_gold_stories(self._nli, self._encoder, split)
            with self.err.status(f"marked/{split}"):
                self.outcomes.append(marked.measure(self._nli, self._encoder, split))
        if self.full and news.file(self.data, "development").exists():
            with self.err.status("news"):
                self.outcomes.append(real_news.measure(self._nli, self._encoder, self.data))

    @property
    def results(self) -> Results:
        """What was measured so far."""
        return Results(self.models, self.outcomes, self.breakdowns)

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

    @contextmanager
    def _progress(self, what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Show a bar on standard error until the block ends; the block is given what it calls with each count done."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda done: bar.advance(task, done)

    def _list(self, lines: Iterable[str]) -> None:
        if self.show:
            for line in lines:
                self.out.print(line, markup=False)
