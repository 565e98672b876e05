"""The training pairs of the NLI model: which there are, in which languages, and how often each source comes in a pass.

The development split is taken by premise (for XNLI by the item's place in the set, the same in all its languages), so no premise of it is
seen in training in any language.
"""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
from general import claims_pairs, general_pairs
from written import written_pairs

LABELS = ("entailment", "neutral", "contradiction")
XNLI_KEPT = ("es", "en", "pt", "fr", "de")
COPIES = {
    # People's own sentences in the manner of MultiNLI; Spanish first.
    "mnli": 2.0, "xnli.dev-es": 3.0, "xnli.dev-en": 1.0, "xnli.dev": 0.5, "xnli_cross": 1.0, "xnlivar": 1.0, "inferes": 1.0, "general": 1.0,
    "lingnli": 0.5,
    # Captions, minimal edits, claims with their evidence.
    "snli_cat": 0.7, "cad_snli": 0.7, "newprot": 0.3, "climate_fever": 0.1, "fever_dev_rte": 0.3, "fm2": 1.0,
    # Made by a machine or from templates: large, easy or noisy, as their authors say; they would crowd out the others.
    "conjnli": 0.15, "frag_": 0.1, "covidfact": 0.2, "semiauto_sim": 0.1, "semiauto": 0.3, "sick": 0.1, "rte_glue": 0.0,
    "parallel": 0.3, "perturbed": 0.2,
    # What rival newsrooms say: written for this.
    "claims": 1.5, "written": 0.3, "neighbour": 0.04, "content": 0.05, "news": 0.3,
    "article_neutral": 0.06, "article_quote": 0.8, "article_content": 0.6,
}  # fmt: skip
"""How often a pair comes in one pass, by the beginning of its source's name (the first that fits); others come once."""
DEV_SHARE = {"xnli": 0.15, "inferes": 0.08}
TWO_WAY = ("fever_dev_rte", "fm2", "covidfact", "newprot_contrast")


def _by_prefix(table: dict[str, float], source: str, default: float) -> float:
    return next((value for prefix, value in table.items() if source.startswith(prefix)), default)


def _in_dev(key: str, share: float) -> bool:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") / 2**32 < share


def read_pool(data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (train, dev) of the pool: columns premise, hypothesis, label (0..2), lang, source, and *_es where translated."""
    pool = pd.read_parquet(data / "nli" / "train_pool.parquet")
    translated = pd.read_parquet(data / "nli" / "train_pool_es_mt.parquet")
    place = pool.groupby(["source", "lang"]).cumcount()
    is_xnli = pool["source"].str.startswith(("xnli.dev", "xnli_cross"))
    key = pool["premise"].where(~is_xnli, "xnli " + (place // 3).astype(str))
    share = pool["source"].map(lambda s: _by_prefix(DEV_SHARE, s, 0.015))
    dev = pd.Series([_in_dev(k, s) for k, s in zip(key, share, strict=True)], index=pool.index)
    pool = pool[pool["label"].isin(LABELS) & (~is_xnli | pool["lang"].isin([*XNLI_KEPT, "es-en", "en-es"]))]
    pool = pool.assign(dev=dev, label=pool["label"].map(LABELS.index))
    columns = ["premise_es", "hypothesis_es", "premise_en", "hypothesis_en"]
    pool = pool.merge(
        translated[columns].drop_duplicates(["premise_en", "hypothesis_en"]),
        how="left", left_on=["premise", "hypothesis"], right_on=["premise_en", "hypothesis_en"],
    )  # fmt: skip
    # XNLI has a human Spanish version of its own.
    pool.loc[pool["source"].str.startswith("xnli"), ["premise_es", "hypothesis_es"]] = np.nan
    pool = pool.drop(columns=["premise_en", "hypothesis_en"])
    return pool[~pool["dev"]].drop(columns="dev").reset_index(drop=True), pool[pool["dev"]].drop(columns="dev").reset_index(drop=True)


def training_pairs(data: Path, made: list[Path], seed: int = 0) -> pd.DataFrame:
    """Return every pair for training: premise, hypothesis, label, source, premise_es, hypothesis_es, and copies in a pass.

    `made` are files that `perturb.py`, `neighbours.py` and `articles.py` wrote.
    """
    rng = np.random.default_rng(seed)
    train, _ = read_pool(data)
    parts = [train]
    # Neutrals in the style of the two-way sets: a claim with the evidence of another claim.
    for prefix in TWO_WAY:
        source = train[train["source"].str.startswith(prefix)]
        some = source.sample(frac=0.25, random_state=seed)
        others = source.sample(len(some), random_state=seed + 1)
        claims = some.assign(premise=others["premise"].to_numpy(), premise_es=others["premise_es"].to_numpy(), label=1)
        parts.append(claims[claims["premise"].to_numpy() != some["premise"].to_numpy()])
    ours = [
        _from_parallel(data, rng),
        written_pairs(seed),
        general_pairs(),
        claims_pairs(),
        *(_named(pd.read_parquet(file)) for file in made),
    ]
    pairs = pd.concat([*parts, *ours], ignore_index=True)
    pairs["copies"] = [_by_prefix(COPIES, source, 1.0) for source in pairs["source"]]
    return pairs[pairs["copies"] > 0].reset_index(drop=True)


def _named(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give neutral pairs of articles a source of their own: there are many."""
    neutral = pairs["source"].str.startswith("article") & (pairs["label"] == 1)
    source = pairs["source"].where(~neutral, "article_neutral").str.replace(r"^perturb_.*", "perturbed", regex=True)
    return pairs[["premise", "hypothesis", "label"]].assign(source=source)


def _from_parallel(data: Path, rng: np.random.Generator) -> pd.DataFrame:
    """Aligned Spanish-English sentences as entailment; a sentence with its neighbour's translation as neutral."""
    aligned = pd.read_parquet(data / "parallel" / "es_en.parquet")
    aligned = aligned[aligned["src"].str.startswith(("wmt", "flores-dev"))].reset_index(drop=True)
    following = aligned.shift(-1)
    rows = []
    for (es, en, _), (next_es, next_en, _) in zip(aligned.itertuples(index=False), following.itertuples(index=False), strict=True):
        draw = rng.random()
        if draw < 0.35:
            rows.append((es, en, 0) if draw < 0.175 else (en, es, 0))
        elif draw < 0.60 and isinstance(next_es, str):
            rows.append((es, next_en, 1) if draw < 0.43 else (en, next_es, 1) if draw < 0.51 else (es, next_es, 1))
    return pd.DataFrame(rows, columns=["premise", "hypothesis", "label"]).assign(source="parallel")
