"""Fit the judge's fusion on stories kept for development, and write `detector/judge/fusion.json`.

    python -m eval.fit_fusion [--data ../shared/data]

Every pair that the pipeline reads in the gold stories and in the marked ones counts, and for supports every pair of the real articles for
training, too: what collides in those does so by way of what everybody knows, and teaches nothing. In the marked stories each pair has a
label. In the others listed pairs have theirs, in copies of their articles too, and so have the pairs of `gold/pooled.jsonl`: the likeliest
that gold does not list, labelled afterwards. Any other pair is taken for unrelated at three tenths of the weight: most are, but at full
weight those that are not would teach the fusion to doubt relations. Pairs that a gate takes out of both questions say nothing about the
weights.

What third claims make of a pair depends on the fusion itself, so both are fitted in turn (`ROUNDS`). The regularisation is the one with the
least log-loss on stories left out (grouped five-fold).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
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
from detector.judge.fusion import FEATURES, load_fusion
from detector.judge.others import OF_OTHERS, hear, heard_as
from detector.records import Results
from detector.settings import FusionSettings
from eval import gold_stories, marked, news
from eval.benchmarks.stories import Gold, labelled_relations, load_gold_stories
from eval.marked import marked_claims

POOLED = Path(__file__).parent / "gold" / "pooled.jsonl"
FUSION = Path(__file__).parents[1] / "detector" / "judge" / "fusion.json"
UNLISTED_WEIGHT = 0.3
BATCH = 12
"""Marked stories that are analysed at once."""
STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0)
FOLDS = 5
ROUNDS = 3
QUESTIONS = (("contradicts", ("contradicts", "update"), "vetoes_contradiction"), ("supports", ("supports",), "vetoes_support"))

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


@dataclass(frozen=True)
class Lesson:
    """Pairs to fit on: what the fusion sees of each alone, its claims and their articles, label and weight, its story, and the gates' veto.

    `rows` is float64 (n, features), with nothing of other pairs but the margin; `weights` float64 (n,); `kept` bool (n, 2), for the
    two questions, and so is `told`: on which of them a pair is fitted.
    """

    rows: NDArray[np.float64]
    ends: list[tuple[str, str]]
    articles: dict[str, str]
    labels: NDArray[np.str_]
    weights: NDArray[np.float64]
    groups: NDArray[np.str_]
    kept: NDArray[np.bool_]
    told: NDArray[np.bool_]

    def with_echoes(self, fusion: FusionSettings) -> NDArray[np.float64]:
        """Return the rows with what other pairs make of each, weighed by `fusion`."""
        model = load_fusion(fusion)
        alone = np.array([model(row) for row in self.rows]) * self.kept
        rows = self.rows.copy()
        others = np.array([of_pair.heard for of_pair in hear(self.ends, self.articles, rows[:, FEATURES.index("margin")], alone)])
        rows[:, [FEATURES.index(name) for name in OF_OTHERS]] = heard_as(others)
        return rows


def lesson(results: Results, known: dict[str, str], unlisted: float, told: tuple[bool, bool] = (True, True)) -> Lesson:
    """Return the pairs of `results`, with their labels by id; pairs of none are unrelated, and weigh `unlisted`. `told`: see `Lesson`."""
    relations = [
        dataclasses.replace(relation, scores=dataclasses.replace(relation.scores, **dict.fromkeys(OF_OTHERS, 0.0)))
        for relation in results.relations
    ]
    vetoes = [{gate.name for gate in GATES if getattr(gate, veto)} for _, _, veto in QUESTIONS]
    return Lesson(
        fusion_features(relations, results.claims, results.articles),
        [(relation.a, relation.b) for relation in relations],
        {claim.id: claim.article_id for claim in results.claims},
        np.array([known.get(relation.id, "unrelated") for relation in relations]),
        np.array([1.0 if relation.id in known else unlisted for relation in relations]),
        np.array([relation.story_id for relation in relations]),
        np.array([[veto.isdisjoint(relation.gates) for veto in vetoes] for relation in relations]),
        np.tile(np.array(told), (len(relations), 1)),
    )


def gold_labels(results: Results) -> dict[str, str]:
    """Return the label of every relation that gold lists or that was labelled afterwards, by its id."""
    gold = load_gold_stories("dev")
    pooled = [json.loads(line) for line in POOLED.read_text("utf-8").splitlines()]
    return labelled_relations(results, Gold(gold.articles, pooled)) | labelled_relations(results, gold)


def news_labels(results: Results) -> dict[str, str]:
    """Return the label of every relation of the real articles that was labelled, by its id."""
    return labelled_relations(results, news.gold(results.articles, "train"))


def marked_labels(results: Results) -> dict[str, str]:
    """Return the label of every relation of the marked stories that the marks decide, by its id."""
    said = marked_claims([*marked.read("dev"), *marked.read("fit")], results.claims)
    found = {relation.id: said.relation(relation.a, relation.b) for relation in results.relations}
    return {relation: label for relation, label in found.items() if label is not None}


def write(gold: Results, of_marked: Sequence[Results], of_news: Results, models: dict[str, str]) -> None:
    """Fit both regressions on what the pipeline made of the gold and the marked stories, supports on the real ones too, and write them."""
    pairs = _joined(lesson(gold, gold_labels(gold), UNLISTED_WEIGHT), lesson(of_news, news_labels(of_news), UNLISTED_WEIGHT, (False, True)))
    for results in of_marked:
        pairs = _joined(pairs, lesson(results, marked_labels(results), 0.0))
    told = f"{(pairs.weights == 1).sum()} labelled and {(pairs.weights < 1).sum()} other pairs of the stories for development"
    stored: dict[str, object] = {"fitted_on": told, "models": models}
    for turn in range(ROUNDS):
        rows = pairs.with_echoes(FusionSettings.model_validate(stored)) if turn else pairs.rows
        for question, (name, answers, _) in enumerate(QUESTIONS):
            kept = pairs.kept[:, question] & pairs.told[:, question] & (pairs.weights > 0)
            wanted = np.isin(pairs.labels, answers)[kept]
            model, said = fit(rows[kept], wanted, pairs.weights[kept], pairs.groups[kept])
            stored[name] = _stored(model)
            _out.print(f"{turn}: {name}: {kept.sum()} pairs, {wanted.sum()} so labelled; {said}")
    _out.print(json.dumps(stored, indent=1))
    FUSION.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


def _joined(left: Lesson, right: Lesson) -> Lesson:
    ends = [*left.ends, *right.ends]
    arrays = ("rows", "labels", "weights", "groups", "kept", "told")
    return Lesson(
        ends=ends,
        articles=left.articles | right.articles,
        **{name: np.concatenate([getattr(left, name), getattr(right, name)]) for name in arrays},
    )


def main(data: Annotated[Path, typer.Option(metavar="PATH", help="Folder of the data sets.")] = Path("../shared/data")) -> None:
    """Run the pipeline on the stories for development, fit both regressions, write them and say what they are."""
    nli, encoder = load_nli(), load_encoder()
    of_news = analyze(news.articles(data, "train"), nli=nli, encoder=encoder)
    gold = analyze(gold_stories.articles("dev"), nli=nli, encoder=encoder)
    stories = marked.read("fit")
    batches = [marked.read("dev"), *(stories[at : at + BATCH] for at in range(0, len(stories), BATCH))]
    of_marked = [analyze([article for story in batch for article in story.articles], nli=nli, encoder=encoder) for batch in batches]
    write(gold, of_marked, of_news, {"nli": nli.fingerprint, "encoder": encoder.fingerprint})


if __name__ == "__main__":
    typer.run(main)
