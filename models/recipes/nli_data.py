"""The training mix of the NLI model: which pairs of the pool, in which language, how often.

Every draw comes from one seeded generator. The development split is taken by premise (for XNLI by the item's place in
the set, the same in all its languages), so no premise of it is seen in training in any language.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from general import general_pairs
from written import written_pairs

LABELS = ("entailment", "neutral", "contradiction")
XNLI_KEPT = ("es", "en", "pt", "fr", "de")


@dataclass(frozen=True)
class Mix:
    """How a pass is put together. Keys are beginnings of the names of sources.

    `share`: the share of a source's pairs that is used; sources not named are used whole. The `frag_*` templates and ConjNLI are
    large, easy or noisy (their authors say so), and would crowd out people's own sentences.
    `repeat`: how often a source that is small and on target comes in one pass.
    """

    share: dict[str, float]
    repeat: dict[str, int]


MIXES = {
    "broad": Mix(
        {"conjnli": 0.3, "frag_": 0.35, "covidfact": 0.5, "semiauto_sim": 0.5, "rte_glue": 0.0, "climate_fever": 0.7, "fever_dev_rte": 0.6},
        {"xnli.dev-es": 3, "xnli.dev-en": 2, "xnli_cross": 3, "inferes": 5, "xnlivar": 3},
    ),
    # The last, falling part of the schedule: what is nearest to news and to the languages that are read.
    "focused": Mix(
        {
            "conjnli": 0.1, "frag_": 0.1, "covidfact": 0.2, "semiauto_sim": 0.1, "semiauto_translate": 0.3, "rte_glue": 0.0,
            "climate_fever": 0.3, "fever_dev_rte": 0.25, "lingnli": 0.6, "newprot": 0.5, "snli_cat": 0.3, "cad_snli": 0.3, "sick_en": 0.2,
            "sick_pt": 0.0, "xnli.dev-fr": 0.0, "xnli.dev-de": 0.0, "parallel": 0.2,
        },
        {"xnli.dev-es": 3, "xnli.dev-en": 2, "xnli_cross": 2, "inferes": 3, "xnlivar": 3},
    ),
    # Rival newsrooms on one fact, with enough of the rest that nothing is forgotten.
    "news": Mix(
        {
            "conjnli": 0.05, "frag_": 0.05, "covidfact": 0.1, "semiauto_sim": 0.05, "semiauto_base": 0.5, "semiauto_translate": 0.1,
            "rte_glue": 0.0, "climate_fever": 0.12, "fever_dev_rte": 0.1, "lingnli": 0.2, "newprot": 0.15, "snli_cat": 0.12,
            "cad_snli": 0.12, "anli": 0.5, "mnli": 0.6, "sick_en": 0.1, "sick_pt": 0.0, "xnli.dev-fr": 0.0, "xnli.dev-de": 0.0,
            "parallel": 0.1, "perturbed": 0.2,
        },
        {"xnli.dev-es": 2, "inferes": 2},
    ),
    # Any text, Spanish first, with a little of what the program is for.
    "wide": Mix(
        {
            "conjnli": 0.1, "frag_": 0.12, "covidfact": 0.15, "semiauto_sim": 0.1, "semiauto_translate": 0.4, "rte_glue": 0.0,
            "climate_fever": 0.15, "fever_dev_rte": 0.15, "newprot": 0.2, "snli_cat": 0.5, "cad_snli": 0.5, "sick_en": 0.2, "sick_pt": 0.1,
            "parallel": 0.15, "perturbed": 0.1, "written": 0.15, "neighbour": 0.15, "content": 0.1,
        },
        {"xnli.dev-es": 4, "xnli.dev-en": 2, "xnli_cross": 3, "inferes": 4, "xnlivar": 3, "general": 3},
    ),
    # The end: what the pipeline sends to the judge, with half of the pool beside it.
    "stories": Mix(
        {
            "conjnli": 0.1, "frag_": 0.15, "covidfact": 0.1, "semiauto_sim": 0.1, "semiauto_base": 0.5, "semiauto_translate": 0.15,
            "rte_glue": 0.0, "climate_fever": 0.12, "fever_dev_rte": 0.1, "lingnli": 0.35, "newprot": 0.12, "snli_cat": 0.2,
            "cad_snli": 0.15, "sick_en": 0.1, "sick_pt": 0.0, "xnli.dev-fr": 0.5, "xnli.dev-de": 0.5, "parallel": 0.1, "perturbed": 0.15,
            "written": 0.4, "neighbour": 0.45, "content": 0.15,
        },
        {"xnli.dev-es": 3, "xnli.dev-en": 2, "xnli_cross": 2, "inferes": 3, "xnlivar": 2, "general": 2},
    ),
    # The same, with claims of whole articles: what the program makes of rival reports.
    "articles": Mix(
        {
            "conjnli": 0.05, "frag_": 0.06, "covidfact": 0.1, "semiauto_sim": 0.05, "semiauto_base": 0.4, "semiauto_translate": 0.15,
            "rte_glue": 0.0, "climate_fever": 0.1, "fever_dev_rte": 0.1, "lingnli": 0.25, "newprot": 0.06, "snli_cat": 0.15,
            "cad_snli": 0.15, "mnli": 0.7, "sick_en": 0.1, "sick_pt": 0.0, "xnli.dev-fr": 0.2, "xnli.dev-de": 0.2, "parallel": 0.1,
            "perturbed": 0.1, "written": 0.2, "neighbour": 0.12, "content": 0.1, "news": 0.5, "article_neutral": 0.3,
        },
        {"xnli.dev-es": 3, "xnli.dev-en": 2, "xnli_cross": 2, "inferes": 3, "xnlivar": 2, "general": 2, "article": 5},
    ),
}  # fmt: skip
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


def training_mix(
    data: Path,
    seed: int,
    name: str = "broad",
    perturbed: Path | None = None,
    neighbours: Path | None = None,
    articles: Path | None = None,
    spanish: float = 0.55,
) -> pd.DataFrame:
    """Return one pass over the mix `name`, shuffled: premise, hypothesis, label, source.

    `perturbed` is a file written by `perturb.py`, `neighbours` one by `neighbours.py`, `articles` one by `articles.py` (its neutral pairs
    have a share of their own, "article_neutral"); the mixes but "broad" and "focused" have the pairs of `written.py` too. `spanish` is the
    chance that a translated English pair comes a second time with Spanish in it: in Spanish on both sides, or on one side (cross-lingual)
    in two cases of five.
    """
    rng = np.random.default_rng(seed)
    mix = MIXES[name]
    train, _ = read_pool(data)
    train = train[[rng.random() < _by_prefix(mix.share, s, 1.0) for s in train["source"]]]
    parts = [train]
    for prefix, times in mix.repeat.items():
        parts += [train[train["source"].str.startswith(prefix)]] * (times - 1)

    again = train[train["premise_es"].notna()]
    again = again[rng.random(len(again)) < spanish].copy()
    draw = rng.random(len(again))
    again["premise"] = again["premise"].where((draw >= 0.6) & (draw < 0.8), again["premise_es"])
    again["hypothesis"] = again["hypothesis"].where(draw >= 0.8, again["hypothesis_es"])
    parts.append(again)

    # Neutrals in the style of the two-way sets: a claim with the evidence of another claim.
    for prefix in TWO_WAY:
        source = train[train["source"].str.startswith(prefix)]
        some = source.sample(frac=0.25, random_state=seed)
        other = some.assign(premise=source["premise"].sample(len(some), random_state=seed + 1).to_numpy(), label=1)
        parts.append(other[other["premise"].to_numpy() != some["premise"].to_numpy()])

    parts.append(_from_parallel(data, rng).sample(frac=mix.share.get("parallel", 1.0), random_state=seed))
    pairs = pd.concat(parts, ignore_index=True)[["premise", "hypothesis", "label", "source"]]
    # Contradiction is symmetric; a judge that reads both directions should know it.
    swap = (pairs["label"] == 2) & (rng.random(len(pairs)) < 0.3)
    pairs.loc[swap, ["premise", "hypothesis"]] = pairs.loc[swap, ["hypothesis", "premise"]].to_numpy()
    if perturbed:
        made = pd.read_parquet(perturbed)[list(pairs)]
        pairs = pd.concat([pairs, made.sample(frac=mix.share.get("perturbed", 1.0), random_state=seed)], ignore_index=True)
    if name not in ("broad", "focused"):
        own = written_pairs(seed).sample(frac=mix.share.get("written", 1.0), random_state=seed)
        pairs = pd.concat([pairs, own], ignore_index=True)
    if "general" in mix.repeat:
        pairs = pd.concat([pairs, *[general_pairs()] * mix.repeat["general"]], ignore_index=True)
    if neighbours:
        near = pd.read_parquet(neighbours)[list(pairs)]
        kept = [rng.random() < _by_prefix(mix.share, source, 1.0) for source in near["source"]]
        pairs = pd.concat([pairs, near[kept]], ignore_index=True)
    if articles:
        claims = pd.read_parquet(articles)[list(pairs)]
        neutral = claims["label"] == 1
        some = claims[neutral].sample(frac=mix.share.get("article_neutral", 1.0), random_state=seed)
        pairs = pd.concat([pairs, *[claims[~neutral]] * mix.repeat.get("article", 1), some], ignore_index=True)
    return pairs.sample(frac=1.0, random_state=seed).reset_index(drop=True)


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
