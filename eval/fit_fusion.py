"""Fit the judge's fusion on the gold stories kept for development, and write `detector/judge/fusion.json`.

    python -m eval.fit_fusion

Every pair that the pipeline reads there counts. Listed pairs have their label, in copies of their articles too, and so have the pairs of
`gold/pooled.jsonl`: the likeliest that gold does not list, labelled afterwards. Any other pair is taken for unrelated at three tenths of
the weight: most are, but at full weight those that are not would teach the fusion to doubt conflicts. Pairs that a gate takes out of both
questions say nothing about the weights. The regularisation is the one with the least log-loss on stories left out (grouped five-fold).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from detector import analyze
from detector.engines import load_encoder, load_nli
from detector.judge import GATES, fusion_features
from detector.judge.fusion import FEATURES
from detector.records import Results
from eval import gold_stories
from eval.benchmarks.stories import Gold, labelled_relations, load_gold_stories

POOLED = Path(__file__).parent / "gold" / "pooled.jsonl"
FUSION = Path(__file__).parents[1] / "detector" / "judge" / "fusion.json"
UNLISTED_WEIGHT = 0.3
STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0)
FOLDS = 5

_out = Console(soft_wrap=True, highlight=False)


def fit(
    rows: NDArray[np.float64], wanted: NDArray[np.bool_], weights: NDArray[np.float64], groups: NDArray[np.str_]
) -> tuple[Pipeline, str]:
    """Return the regression of the best strength, fitted on all rows, and a line that says how well it does on stories left out."""
    best: tuple[float, float, NDArray[np.float64]] | None = None
    for strength in STRENGTHS:
        guess = cross_val_predict(
            _regression(strength), rows, wanted, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba",
            params={"logisticregression__sample_weight": weights},
        )[:, 1]  # fmt: skip
        loss = float(log_loss(wanted, guess, sample_weight=weights))
        if best is None or loss < best[0]:
            best = (loss, strength, guess)
    assert best is not None
    loss, strength, guess = best
    precision = average_precision_score(wanted, guess, sample_weight=weights)
    model = _regression(strength).fit(rows, wanted, logisticregression__sample_weight=weights)
    return model, f"C {strength}, log-loss on left-out stories {loss:.4f}, average precision {precision:.3f}"


def _regression(strength: float) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=1000))


def _stored(model: Pipeline) -> dict[str, object]:
    """Return intercept and weights on the features as they are, the scaling folded in."""
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - weights @ scaler.mean_)
    return {"intercept": round(intercept, 4), "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}}


def labels(results: Results) -> dict[str, str]:
    """Return the label of every relation that gold lists or that was labelled afterwards, by its id."""
    gold = load_gold_stories("dev")
    pooled = [json.loads(line) for line in POOLED.read_text("utf-8").splitlines()]
    return labelled_relations(results, Gold(gold.articles, pooled)) | labelled_relations(results, gold)


def write(results: Results, models: dict[str, str]) -> None:
    """Fit both regressions on what the pipeline made of the dev stories, and write them."""
    known = labels(results)
    rows = fusion_features(results.relations, results.claims, results.articles)
    label = np.array([known.get(relation.id, "unrelated") for relation in results.relations])
    weights = np.array([1.0 if relation.id in known else UNLISTED_WEIGHT for relation in results.relations])
    groups = np.array([relation.story_id for relation in results.relations])
    stored: dict[str, object] = {
        "fitted_on": f"{len(known)} listed and {len(results.relations) - len(known)} other pairs of the gold stories for development",
        "models": models,
    }
    for question, answers, veto in (
        ("contradicts", ("contradicts", "update"), "vetoes_contradiction"),
        ("supports", ("supports",), "vetoes_support"),
    ):
        vetoing = {gate.name for gate in GATES if getattr(gate, veto)}
        kept = np.array([vetoing.isdisjoint(relation.gates) for relation in results.relations])
        model, said = fit(rows[kept], np.isin(label, answers)[kept], weights[kept], groups[kept])
        stored[question] = _stored(model)
        _out.print(f"{question}: {kept.sum()} pairs, {np.isin(label, answers)[kept].sum()} so labelled; {said}")
        _out.print(json.dumps(stored[question]))
    FUSION.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


def main() -> None:
    """Run the pipeline on the dev stories, fit both regressions, write them and say what they are."""
    nli, encoder = load_nli(), load_encoder()
    results = analyze(gold_stories.articles("dev"), nli=nli, encoder=encoder)
    write(results, {"nli": nli.fingerprint, "encoder": encoder.fingerprint})


if __name__ == "__main__":
    main()
