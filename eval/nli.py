"""How well an NLI model labels pairs: our own pairs always; XNLI, esXNLI, InferES and others where their files are present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from detector.engines import Nli
from detector.engines.nli import LABELS
from eval.metrics.calibration import expected_calibration_error
from eval.metrics.classification import scores_per_class
from eval.metrics.intervals import bootstrap_interval
from eval.metrics.significance import mcnemar_test
from eval.outcome import Comparison, Data, DataError, Outcome, bootstrapped, data_of, proportion, sample

if TYPE_CHECKING:
    from numpy.typing import NDArray

GOLD = Path(__file__).parent / "gold" / "nli" / "pairs.jsonl"
OWN = "nli/gold"
FOLDER = Path("nli") / "benchmarks"
QUICK = ("xnli_test_es", "xnli_test_en", "esxnli_all_es", "inferes_test")
COLUMNS = ["premise", "hypothesis", "label", "lang"]
# Labels a set may have: three; two without neutrals; two that only tell entailment from everything else.
_WAYS = (LABELS, ("entailment", "contradiction"), ("entailment", "neutral"), ("entailment", "not_entailment"))


@dataclass(frozen=True)
class PairSet:
    """Labelled pairs: `rows` has the columns premise, hypothesis and label; `labels` are those of the whole set, in order."""

    name: str
    data: Data
    labels: tuple[str, ...]
    rows: pd.DataFrame

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the model reads."""
        return list(zip(self.rows["premise"], self.rows["hypothesis"], strict=True))


def pair_sets(folder: Path, full: bool = False, limit: int | None = None) -> Iterator[PairSet]:
    """Yield our own pairs, then the sets found in `folder`/nli/benchmarks: those of `QUICK`, or all where `full`.

    A file in several languages makes one set for each. With `full`, XNLI's Spanish and English files, which hold the same
    pairs in the same order, also make two sets whose premise and hypothesis are in different languages.

    Raises:
        DataError: a file is no such table, or the two XNLI files are not aligned.
    """
    yield own_pairs(limit)
    files = {file.stem: file for file in sorted((folder / FOLDER).glob("*.parquet"))}
    wanted = list(files) if full else list(dict.fromkeys(stem for name in QUICK for stem in files if name.startswith(stem)))
    for stem in wanted:
        rows = _read(files[stem])
        data = data_of((FOLDER / files[stem].name).as_posix(), [files[stem]])
        languages = sorted(rows["lang"].unique())
        for language in languages:
            name = stem if len(languages) == 1 else f"{stem}_{language}"
            if full or name in QUICK:
                yield _pair_set(name, data, rows[rows["lang"] == language], limit)
    if full and {"xnli_test_es", "xnli_test_en"} <= files.keys():
        yield from _cross_lingual(files["xnli_test_es"], files["xnli_test_en"], limit)


def own_pairs(limit: int | None = None) -> PairSet:
    """Return the pairs of `gold/nli`."""
    rows = pd.read_json(GOLD, lines=True, dtype=False)
    return _pair_set("gold", data_of("eval/gold/nli/pairs.jsonl", [GOLD]), rows, limit)


def _cross_lingual(es: Path, en: Path, limit: int | None) -> Iterator[PairSet]:
    spanish, english = _read(es), _read(en)
    if list(spanish["label"]) != list(english["label"]):
        raise DataError(f"{es.name} and {en.name}: not the same pairs in the same order")
    data = data_of(f"{(FOLDER / es.name).as_posix()}, {en.name}", [es, en])
    for name, premises, hypotheses in (("xnli_test_es-en", spanish, english), ("xnli_test_en-es", english, spanish)):
        yield _pair_set(name, data, premises.assign(hypothesis=hypotheses["hypothesis"]), limit)


def _read(file: Path) -> pd.DataFrame:
    try:
        rows = pd.read_parquet(file, columns=COLUMNS)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{file}: not a table of {', '.join(COLUMNS)}") from error
    if rows.empty or rows.isna().any(axis=None):
        raise DataError(f"{file}: no rows, or rows with empty cells")
    return rows


def _pair_set(name: str, data: Data, rows: pd.DataFrame, limit: int | None) -> PairSet:
    found = set(rows["label"])
    labels = next((way for way in _WAYS if set(way) == found), None)
    if labels is None:
        raise DataError(f"{data.name}: labels {', '.join(sorted(map(str, found)))} are not those of an NLI set")
    return PairSet(f"nli/{name}", data, labels, sample(rows, limit))


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


def predict(pairs: PairSet, nli: Nli) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return for each pair the place of the predicted label among `pairs.labels`, and its probability."""
    p = decide(nli.predict(pairs.pairs), pairs.labels)
    return p.argmax(axis=1), np.minimum(p.max(axis=1), 1.0)


def measure(pairs: PairSet, nli: Nli) -> tuple[Outcome, NDArray[np.bool_]]:
    """Return accuracy, macro F1, F1 of each class and calibration error of the set; and which pairs are right."""
    started = perf_counter()
    predicted, confidence = predict(pairs, nli)
    gold = np.array([pairs.labels.index(label) for label in pairs.rows["label"]])
    correct = predicted == gold
    n, classes = len(gold), len(pairs.labels)
    cell = gold * classes + predicted

    def f1(items: NDArray[np.intp], label: int | None = None) -> float:
        scores = scores_per_class(np.bincount(cell[items], minlength=classes**2).reshape(classes, classes))[2]
        return float(scores.mean() if label is None else scores[label])

    metrics = [proportion("accuracy", int(correct.sum()), n)]
    metrics.append(bootstrapped("macro_f1", f1, n))
    for place, label in enumerate(pairs.labels):
        metrics.append(bootstrapped(f"f1_{label}", partial(f1, label=place), n))
    metrics.append(bootstrapped("ece", lambda items: expected_calibration_error(confidence[items], correct[items]), n, better="lower"))
    return Outcome(pairs.name, pairs.data, n, tuple(metrics), perf_counter() - started), correct


def compare(benchmark: str, a: NDArray[np.bool_], b: NDArray[np.bool_]) -> Comparison:
    """Compare two models by which pairs each had right: paired bootstrap of the difference, McNemar's exact test."""
    difference = a.astype(np.float64) - b
    interval = bootstrap_interval(lambda items: float(difference[items].mean()), len(a))
    return Comparison(benchmark, len(a), float(a.mean()), float(b.mean()), interval, mcnemar_test(a, b))


def mistakes(pairs: PairSet, nli: Nli) -> Iterator[str]:
    """Yield one line for each pair that the model has wrong, for reading them."""
    predicted, confidence = predict(pairs, nli)
    for row, place, probability in zip(pairs.rows.to_dict("records"), predicted, confidence, strict=True):
        if row["label"] != (label := pairs.labels[place]):
            said = f"{label} {probability:.2f}, gold {row['label']}"
            yield f"{row.get('phenomenon', pairs.name)} ({row['lang']}): {said}: {row['premise']} → {row['hypothesis']}"
