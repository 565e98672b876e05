"""Fit the calibration of a stored NLI model, one for each pair of languages, and compare others with it.

    python models/recipes/calibrate.py models/nli --data ../shared/data

A temperature and a term for each label (temperature scaling with bias correction, Alexandari et al. 2020, arXiv:1901.06852) minimise
the negative log-likelihood of the stored weights on the development split of the pool and on our own pairs for development, never on a
benchmark: for each pair of languages our own pairs weigh one part in four (`OWN_SHARE`). Where the split has few
pairs in two languages, its machine-translated pairs are crossed. They are written into `calibration.json`: "general", which holds for
any pair, and "languages" by pair of languages, the premise's first.

The table compares, on halves of the split that were not fitted on (no premise is in both): no calibration, the general one, the
languages' own, their temperature alone (Guo et al. 2017, arXiv:1706.04599), vector scaling (a factor and a term a label) and isotonic
regression (one against the rest, then normalised). ECE and negative log-likelihood (NLL): less is better.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from nli_data import LABELS, read_pool
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from sklearn.isotonic import IsotonicRegression

from detector.engines.nli import Calibration, load_embedded
from eval import gold_pairs
from eval.metrics.calibration import expected_calibration_error

LANGUAGES = ("es", "en", "es-en", "en-es")
MIN_PAIRS = 300
OWN_SHARE = 0.25
FLOOR = 1e-3  # of isotonic probabilities, which reach 0
RESAMPLES = 1000

Calibrated = Callable[[np.ndarray], np.ndarray]  # logits (n, 3) -> probabilities (n, 3)


def development_pairs(data: Path) -> pd.DataFrame:
    """Return the Spanish, English and cross-lingual pairs of the development split that people wrote, their translations crossed, and ours.

    Columns: premise, hypothesis, label (0..2), lang (one of `LANGUAGES`), item (the same for all pairs with one premise, in any
    language, or of one story), crossed (whether a machine translated one side) and news (whether it is one of our own).
    """
    dev = read_pool(data)[1]
    people = ~dev["source"].str.startswith(("frag_", "conjnli", "sick", "rte"))
    dev = dev[people & dev["lang"].isin(LANGUAGES)].reset_index(drop=True)
    is_xnli = dev["source"].str.startswith(("xnli.dev", "xnli_cross"))  # three pairs a premise, in one order in all languages
    place = dev.groupby(["source", "lang"]).cumcount() // 3
    dev["item"] = dev["premise"].where(~is_xnli, "xnli " + place.astype(str))
    translated = dev[dev["premise_es"].notna() & dev["hypothesis_es"].notna()].assign(crossed=True)
    own = gold_pairs.read("dev")
    own = own.assign(label=own["label"].map(LABELS.index), item="story " + own["story"])
    parts = [
        dev.assign(crossed=False),
        translated.assign(lang="es-en", premise=translated["premise_es"]),
        translated.assign(lang="en-es", hypothesis=translated["hypothesis_es"]),
    ]
    parts = [*(part.assign(news=False) for part in parts), own.assign(crossed=False, news=True)]
    return pd.concat(parts, ignore_index=True)[["premise", "hypothesis", "label", "lang", "item", "crossed", "news"]]


def nll(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the negative log-likelihood of each row's label, float (n,)."""
    return -np.log(probabilities[np.arange(len(labels)), labels])


def applied(calibration: Calibration, logits: np.ndarray) -> np.ndarray:
    """Return the probabilities (n, 3) that a calibration makes of logits (n, 3)."""
    return softmax(logits / calibration.temperature + np.array(calibration.terms), axis=1)


def fit(logits: np.ndarray, labels: np.ndarray, weights: np.ndarray, terms: bool = True) -> Calibration:
    """Return the calibration that makes the labels likeliest: logits (n, 3), labels int (n,), weights (n,).

    Its terms sum to 0; without `terms` each of them is 0.
    """
    rows = np.arange(len(labels))

    def calibration(x: np.ndarray) -> Calibration:
        a, b = x[1:] if terms else (0.0, 0.0)
        return Calibration(float(np.exp(x[0])), (float(a), float(b), float(-a - b)))

    def loss(x: np.ndarray) -> float:
        tried = calibration(x)
        return float(-np.average(log_softmax(logits / tried.temperature + np.array(tried.terms), axis=1)[rows, labels], weights=weights))

    return calibration(minimize(loss, np.zeros(3 if terms else 1)).x)


def shares(news: np.ndarray) -> np.ndarray:
    """Return weights (n,) under which our own pairs, bool (n,), weigh `OWN_SHARE` of all; equal ones where either kind is missing."""
    share = news.mean()
    return np.where(news, OWN_SHARE / share, (1 - OWN_SHARE) / (1 - share)) if 0 < share < 1 else np.ones(len(news))


def fit_languages(logits: np.ndarray, pairs: pd.DataFrame) -> tuple[Calibration, dict[str, Calibration]]:
    """Return the calibration for any pair, and one for each pair of languages with at least `MIN_PAIRS` pairs of the pool.

    The first is fitted on what people wrote alone: translations are there to make up for pairs of languages that are rare.
    """
    labels, news = pairs["label"].to_numpy(), pairs["news"].to_numpy()

    def fitted(places: np.ndarray) -> Calibration:
        return fit(logits[places], labels[places], shares(news[places]))

    in_language = {language: (pairs["lang"] == language).to_numpy() for language in LANGUAGES}
    by_language = {name: fitted(places) for name, places in in_language.items() if (places & ~news).sum() >= MIN_PAIRS}
    return fitted(~pairs["crossed"].to_numpy()), by_language


def vector_scaling(logits: np.ndarray, labels: np.ndarray) -> Calibrated:
    """Fit a factor and a term for each label."""
    rows = np.arange(len(labels))
    found = minimize(lambda x: -log_softmax(logits * x[:3] + x[3:], axis=1)[rows, labels].mean(), [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]).x
    return lambda logits: softmax(logits * found[:3] + found[3:], axis=1)


def isotonic(logits: np.ndarray, labels: np.ndarray) -> Calibrated:
    """Fit each label's probability against the rest by a rising step function."""
    p = softmax(logits, axis=1)
    steps = [IsotonicRegression(out_of_bounds="clip").fit(p[:, k], labels == k) for k in range(3)]

    def calibrated(logits: np.ndarray) -> np.ndarray:
        p = softmax(logits, axis=1)
        q = np.maximum(np.column_stack([step.predict(p[:, k]) for k, step in enumerate(steps)]), FLOOR)
        return q / q.sum(axis=1, keepdims=True)

    return calibrated


def held_out(logits: np.ndarray, pairs: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return each calibration's probabilities (n, 3) of every pair, fitted on the half of the premises that the pair is not in."""
    labels, languages, news = (pairs[column].to_numpy() for column in ("label", "lang", "news"))
    items = pairs["item"].factorize()[0]
    half = np.random.default_rng(0).permutation(items.max() + 1)[items] % 2
    names = ("none", "general", "own", "temperature", "vector scaling", "isotonic")
    out = {name: softmax(logits, axis=1) for name in names}
    for fold in (0, 1):
        general, by_language = fit_languages(logits[half != fold], pairs[half != fold])
        for language in LANGUAGES:
            known, test = ((languages == language) & (half != fold), (languages == language) & (half == fold))
            if not known.any() or not test.any():
                continue
            out["general"][test] = applied(general, logits[test])
            out["own"][test] = applied(by_language.get(language, general), logits[test])
            out["temperature"][test] = applied(fit(logits[known], labels[known], shares(news[known]), terms=False), logits[test])
            for name, method in (("vector scaling", vector_scaling), ("isotonic", isotonic)):
                out[name][test] = method(logits[known], labels[known])(logits[test])
    return out


def comparison(logits: np.ndarray, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each calibration and pair of languages, all of the pool, and our own pairs.

    Its columns: n, ece, nll, and how far nll is above that of the own calibration; `low` and `high` bound that difference: 95 % of
    `RESAMPLES` bootstrap samples of the premises. A calibration whose `high` is below 0 is better than the own one by more than noise.
    """
    labels, out = pairs["label"].to_numpy(), held_out(logits, pairs)
    rng, rows = np.random.default_rng(0), []
    of_group = {"all": ~pairs["news"], **{language: (pairs["lang"] == language) & ~pairs["news"] for language in LANGUAGES}}
    for language, chosen in {**of_group, "our own": pairs["news"]}.items():
        i = np.flatnonzero(chosen)
        if not len(i):
            continue
        groups = pairs["item"].iloc[i].factorize()[0]
        weights = rng.multinomial(groups.max() + 1, np.full(groups.max() + 1, 1 / (groups.max() + 1)), size=RESAMPLES)[:, groups]
        for name, p in out.items():
            more = nll(p[i], labels[i]) - nll(out["own"][i], labels[i])
            low, high = np.quantile((weights * more).sum(1) / weights.sum(1), [0.025, 0.975])
            ece = expected_calibration_error(p[i].max(axis=1).clip(0, 1), p[i].argmax(axis=1) == labels[i])
            rows.append((language, name, len(i), ece, nll(p[i], labels[i]).mean(), more.mean(), low, high))
    return pd.DataFrame(rows, columns=["languages", "calibration", "n", "ece", "nll", "more", "low", "high"])


def calibrate(folder: Path, data: Path, limit: int | None = None) -> None:
    """Write `calibration.json` into a stored model's folder and print the comparison; with `limit` pairs only, write nothing."""
    pairs = development_pairs(data)
    if limit and limit < len(pairs):
        pairs = pairs.sample(limit, random_state=0).reset_index(drop=True)
    logits = load_embedded("auto", folder).logits(list(zip(pairs["premise"], pairs["hypothesis"], strict=True))).astype(float)
    general, by_language = fit_languages(logits, pairs)
    of_pool = pairs[~pairs["news"]]
    counts = ", ".join(f"{name} {n}" for name, n in of_pool["lang"].value_counts().items())
    fitted = {
        "general": _stored(general),
        "languages": {name: _stored(own) for name, own in by_language.items()},
        "fitted_on": f"the pool's development split, {counts} ({int(pairs['crossed'].sum())} half machine-translated), and our own "
        f"{len(pairs) - len(of_pool)} pairs for development, which weigh one part in four",
    }
    if limit is None:
        (folder / "calibration.json").write_text(json.dumps(fitted) + "\n")
    table = comparison(logits, pairs)
    print(table.to_string(index=False, float_format="{:.4f}".format))
    better = table[(table["high"] < 0) & table["calibration"].isin(["vector scaling", "isotonic"])]
    for row in better.itertuples():
        print(f"{row.calibration} is better for {row.languages} by more than noise")
    print(f"accuracy {np.mean(logits.argmax(1) == pairs['label']):.4f} on {len(pairs)} pairs; {json.dumps(fitted)}")


def _stored(calibration: Calibration) -> dict[str, object]:
    return {"temperature": round(calibration.temperature, 4), "terms": [round(term, 4) for term in calibration.terms]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="look at so many pairs only, and write nothing")
    args = parser.parse_args()
    calibrate(args.folder, args.data, args.limit)


if __name__ == "__main__":
    main()
