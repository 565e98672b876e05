"""How an NLI model is scored on a set of labelled pairs; `eval/benchmarks/` has the sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detector.engines import Nli
from detector.engines.nli import LABELS
from eval.metrics.calibration import expected_calibration_error
from eval.metrics.classification import scores_per_class
from eval.metrics.intervals import bootstrap_interval
from eval.metrics.ranking import precision_at_recall
from eval.metrics.significance import mcnemar_test
from eval.outcome import (
    Breakdown,
    Comparison,
    Data,
    DataError,
    Outcome,
    Slice,
    Statistic,
    bootstrapped,
    data_of,
    proportion,
    sample,
)

FOLDER = Path("nli") / "benchmarks"
COLUMNS = ["premise", "hypothesis", "label", "lang"]
# A fact-checker reads what is flagged: how much of it is right when seven contradictions of ten are to be among it?
RECALL = 0.7
# Labels a set may have: three; two without neutrals; two that only tell entailment from everything else.
_WAYS = (LABELS, ("entailment", "contradiction"), ("entailment", "neutral"), ("entailment", "not_entailment"))


@dataclass(frozen=True)
class PairSet:
    """Labelled pairs.

    Attributes:
        name: the benchmark's name.
        data: the files the pairs come from.
        labels: the labels of the whole set, in the order of `LABELS`.
        rows: premise, hypothesis, label, lang, and the columns named below.
        groups: the column whose equal values mark pairs that are not independent; intervals then draw whole groups.
        slices: columns by whose values the set is broken down.
        ranked: whether P(contradiction) is also measured as a score that ranks pairs, read in one direction and in both.
        readable: whether its mistakes may be read; those of a test set may not, or it would be tuned on.
    """

    name: str
    data: Data
    labels: tuple[str, ...]
    rows: pd.DataFrame
    groups: str | None = None
    slices: tuple[str, ...] = ()
    ranked: bool = False
    readable: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the model reads."""
        return list(zip(self.rows["premise"], self.rows["hypothesis"], strict=True))

    @property
    def readings(self) -> int:
        """How many pairs the model has to read: each in both directions where `ranked`."""
        return len(self.rows) * (2 if self.ranked else 1)

    def sampled(self, limit: int | None) -> PairSet:
        """Return the set with at most `limit` pairs."""
        return replace(self, rows=sample(self.rows, limit))


@dataclass(frozen=True)
class Reading:
    """What a model made of a set: for each pair the place of its label among the set's labels, and that label's probability.

    `scores`, of a ranked set: P(contradiction) by the name of its direction; "symmetric" is the geometric mean of both,
    as the judge combines them (`detector.judge.stances`).
    """

    pairs: PairSet
    predicted: NDArray[np.intp]
    confidence: NDArray[np.float64]
    scores: dict[str, NDArray[np.float64]]
    seconds: float

    @property
    def gold(self) -> NDArray[np.intp]:
        """The place of each pair's gold label."""
        return np.array([self.pairs.labels.index(label) for label in self.pairs.rows["label"]], dtype=np.intp)

    @property
    def correct(self) -> NDArray[np.bool_]:
        """Which pairs the model has right."""
        right: NDArray[np.bool_] = self.predicted == self.gold
        return right

    @property
    def groups(self) -> NDArray[np.object_] | None:
        """The group of each pair, None where pairs are independent."""
        return self.pairs.rows[self.pairs.groups].to_numpy(dtype=object) if self.pairs.groups else None


def labelled(name: str, data: Data, rows: pd.DataFrame) -> PairSet:
    """Return rows as the set "nli/`name`"; its labels are read off the rows.

    Raises:
        DataError: the labels are those of no NLI set.
    """
    found = set(rows["label"])
    labels = next((way for way in _WAYS if set(way) == found), None)
    if labels is None:
        raise DataError(f"{data.name}: labels {', '.join(sorted(map(str, found)))} are not those of an NLI set")
    return PairSet(f"nli/{name}", data, labels, rows)


def public_sets(folder: Path, stem: str, languages: Sequence[str] | None = None) -> Iterator[PairSet]:
    """Yield the sets of `folder`/nli/benchmarks/`stem`.parquet: one, or one for each of its languages; none where it is absent.

    `languages`: only these.

    Raises:
        DataError: the file is no table of premise, hypothesis, label and lang.
    """
    file = folder / FOLDER / f"{stem}.parquet"
    if not file.is_file():
        return
    rows = read_rows(file)
    data = data_of((FOLDER / file.name).as_posix(), [file])
    present = sorted(rows["lang"].unique())
    for language in present:
        if languages is None or language in languages:
            yield labelled(stem if len(present) == 1 else f"{stem}_{language}", data, rows[rows["lang"] == language])


def read_rows(file: Path) -> pd.DataFrame:
    """Return the table of `COLUMNS` in a Parquet file.

    Raises:
        DataError: it is no such table, is empty or has empty cells.
    """
    try:
        rows = pd.read_parquet(file, columns=COLUMNS)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{file}: not a table of {', '.join(COLUMNS)}") from error
    if rows.empty or rows.isna().any(axis=None):
        raise DataError(f"{file}: no rows, or rows with empty cells")
    return rows


def decide(probabilities: NDArray[np.float32], labels: Sequence[str]) -> NDArray[np.float64]:
    """Return the model's probabilities of a set's own labels, float64 (n, len(labels)), rows summing to 1.

    Where a set has no neutrals the model has to choose between the other two; where it only tells entailment from the
    rest, the rest is all that is not entailment.
    """
    p = probabilities.astype(np.float64)
    if "contradiction" not in labels:
        return np.clip(np.column_stack([p[:, 0], 1 - p[:, 0]]), 0, 1)
    p = p[:, [LABELS.index(label) for label in labels]]
    chosen: NDArray[np.float64] = p / p.sum(axis=1, keepdims=True)
    return chosen


def read(pairs: PairSet, nli: Nli, progress: Callable[[int], None] | None = None) -> Reading:
    """Let the model read every pair once, and once more the other way round where the set is ranked.

    `progress` is told how many of `pairs.readings` each batch has finished.
    """
    started = perf_counter()
    there = pairs.pairs
    probabilities = nli.predict(there + [(b, a) for a, b in there] if pairs.ranked else there, progress)
    p = decide(probabilities[: len(there)], pairs.labels)
    scores = {}
    if pairs.ranked:
        contradiction = probabilities[:, LABELS.index("contradiction")].astype(np.float64)
        forwards, backwards = contradiction[: len(there)], contradiction[len(there) :]
        scores = {"contradiction": forwards, "symmetric": np.sqrt(forwards * backwards)}
    return Reading(pairs, p.argmax(axis=1), np.minimum(p.max(axis=1), 1.0), scores, perf_counter() - started)


def measure(reading: Reading) -> Outcome:
    """Return accuracy, macro F1, F1 of each class and calibration error of the set, and how well a ranked set is ranked."""
    pairs, started = reading.pairs, perf_counter()
    n = len(pairs.rows)
    metrics = []
    for name, statistic in statistics(reading).items():
        if name == "accuracy" and pairs.groups is None:
            metrics.append(proportion("accuracy", int(reading.correct.sum()), n))
        else:
            metrics.append(bootstrapped(name, statistic, n, "lower" if name == "ece" else "higher", reading.groups))
    return Outcome(pairs.name, pairs.data, n, tuple(metrics), reading.seconds + perf_counter() - started)


def statistics(reading: Reading) -> dict[str, Statistic]:
    """Return what is measured of a set, by name, as functions of the places of pairs.

    `ece` is over all pairs, of the probability of the predicted label. `contradiction_precision_at_recall_0.7`: flag pairs by
    falling P(contradiction) until seven of ten gold contradictions are among them; the share of flagged pairs that are
    contradictions. `symmetric_...`: the same with the geometric mean of P(contradiction) in both directions.
    """
    labels, correct = reading.pairs.labels, reading.correct
    cell = reading.gold * len(labels) + reading.predicted

    def f1(items: NDArray[np.intp], label: int | None = None) -> float:
        scores = scores_per_class(np.bincount(cell[items], minlength=len(labels) ** 2).reshape(len(labels), len(labels)))[2]
        return float(scores.mean() if label is None else scores[label])

    found: dict[str, Statistic] = {"accuracy": lambda items: float(correct[items].mean()), "macro_f1": f1}
    found |= {f"f1_{label}": partial(f1, label=place) for place, label in enumerate(labels)}
    found["ece"] = lambda items: expected_calibration_error(reading.confidence[items], correct[items])
    positive = reading.gold == LABELS.index("contradiction")

    def precision(items: NDArray[np.intp], score: NDArray[np.float64]) -> float:
        return precision_at_recall(positive[items], score[items], RECALL)

    return found | {f"{name}_precision_at_recall_{RECALL}": partial(precision, score=score) for name, score in reading.scores.items()}


def compare(a: Reading, b: Reading) -> Iterator[Comparison]:
    """Compare two models on the same pairs, metric by metric: paired bootstrap of the difference, McNemar's exact test for accuracy."""
    every = np.arange(len(a.pairs.rows))
    others = statistics(b)
    for name, one in statistics(a).items():
        other = others[name]

        def difference(items: NDArray[np.intp], one: Statistic = one, other: Statistic = other) -> float:
            return one(items) - other(items)

        interval = bootstrap_interval(difference, len(every), groups=a.groups)
        p = mcnemar_test(a.correct, b.correct) if name == "accuracy" else None
        yield Comparison(a.pairs.name, name, len(every), one(every), other(every), interval, p)


def break_down(reading: Reading) -> Iterator[Breakdown]:
    """Yield the accuracy in each slice of the set, and the F1 of contradiction where the slice has other labels as well."""
    pairs = reading.pairs
    measured = statistics(reading)
    for column in pairs.slices:
        slices = []
        values = pairs.rows[column].to_numpy(dtype=object)
        for value in sorted(set(values)):
            items = np.flatnonzero(values == value)
            accuracy = proportion("accuracy", int(reading.correct[items].sum()), len(items))
            labels = set(pairs.rows["label"].iloc[items])
            f1 = measured["f1_contradiction"](items) if "contradiction" in labels and len(labels) > 1 else None
            slices.append(Slice(str(value), len(items), accuracy, f1))
        yield Breakdown(pairs.name, column, tuple(slices))


def mistakes(reading: Reading) -> Iterator[str]:
    """Yield one line for each pair that the model has wrong, for reading them."""
    pairs = reading.pairs
    for row, place, probability in zip(pairs.rows.to_dict("records"), reading.predicted, reading.confidence, strict=True):
        if row["label"] != (label := pairs.labels[place]):
            what = row.get("kind") or row.get("phenomenon") or pairs.name
            yield f"{what} ({row['lang']}): {label} {probability:.2f}, gold {row['label']}: {row['premise']} → {row['hypothesis']}"
