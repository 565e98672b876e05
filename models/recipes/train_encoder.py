"""Train the same-fact encoder: a claim, its paraphrase, its translation and its denial near each other, other facts far.

    python models/recipes/train_encoder.py BASE OUT --data ../shared/data --teacher TEACHER [--steps 320] [--seed 0] [--written SHARE]
        [--articles articles.parquet]

Three losses take turns, in proportion to their pairs:

- same fact: positives are entailments, translations **and contradictions** (two statements about one fact); hard negatives
  are the neutral hypotheses of the same premise, and all other texts of the batch (MultipleNegativesRankingLoss,
  Henderson et al. 2017, arXiv:1705.00652); a share comes from the bundles of `written.py`, and with `--articles` all come from
  claims of whole articles (`articles.py`): two of one fact, and one of another fact of the story that lies near;
- similarity across languages: both sides of a translation learn the teacher's embedding of the English one, centred so
  that cosines spread (EmbedDistillLoss; Reimers and Gurevych 2020, arXiv:2004.09813). TEACHER is the encoder before its
  vocabulary was cut: what it knows of English similarity is kept, and Spanish is brought to it;
- graded similarity: STS-B's development split, but for the pairs held out (CoSENTLoss).

Selected by nothing: the last step is kept; the held-out STS-B pairs are logged beside it.
"""

import argparse
import logging
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from datasets import Dataset, DatasetDict
from nli_data import read_pool
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.evaluation import EmbeddingSimilarityEvaluator
from sentence_transformers.sentence_transformer.losses import CoSENTLoss, EmbedDistillLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers.trainer_utils import get_last_checkpoint
from written import written_triples

PREFIX = "query: "
MAX_TOKENS = 40
MAX_CHARACTERS = 150
# Leading components taken from the teacher: on STS-B dev .878 / .840 / .782 (en, es, es-en) with 8, .872 / .842 / .776 with none.
COMMON = 8
# Of a hundred batches, how many each loss gets.
SHARES = {"fact": 40, "distil": 45, "graded": 15}
SHARES_ON_ARTICLES = {"fact": 55, "distil": 30, "graded": 15}
# Contradictions of these sources change one thing and speak of the same fact; SNLI's and MNLI's often change the subject.
MINIMAL_EDITS = ("newprot_edit", "newprot_contrast", "cad_snli", "inferes", "fever", "fm2", "covidfact", "xnlivar", "sick")


def triples(data: Path, seed: int) -> pd.DataFrame:
    """Return (anchor, positive, negative), shuffled; each side in Spanish or English where a translation is at hand."""
    rng = np.random.default_rng(seed)
    train, _ = read_pool(data)
    train = train[~train["source"].str.startswith(("frag_", "conjnli", "climate_fever", "rte"))]
    train = train[train["premise"].str.len() < MAX_CHARACTERS]
    use = rng.random((len(train), 2)) < 0.45
    has = train["premise_es"].notna().to_numpy()
    train = train.assign(
        key=train["premise"],
        premise=train["premise"].where(~(use[:, 0] & has), train["premise_es"]),
        hypothesis=train["hypothesis"].where(~(use[:, 1] & has), train["hypothesis_es"]),
    )
    rows: list[tuple[str, str, str]] = []
    texts = train["hypothesis"].to_numpy()
    for _, group in train.groupby(["key", "lang"], sort=True):
        neutral = group.loc[group["label"] == 1, "hypothesis"].tolist()
        for premise, hypothesis, label, source in group[["premise", "hypothesis", "label", "source"]].itertuples(index=False):
            wanted = label == 0 or (label == 2 and (source.startswith(MINIMAL_EDITS) or rng.random() < 0.35))
            if wanted and (neutral or rng.random() < 0.5):
                rows.append((premise, hypothesis, str(rng.choice(neutral if neutral else texts))))
    aligned = pd.read_parquet(data / "parallel" / "es_en.parquet")
    aligned = aligned[aligned["src"].str.startswith(("wmt", "flores-dev", "stsb-deepl-train", "tatoeba"))]
    # The neighbouring sentence of the same news text is the hardest negative that a translation can have.
    following = aligned[["es", "en"]].shift(-1).fillna("")
    for (es, en, _), (next_es, next_en) in zip(aligned.itertuples(index=False), following.itertuples(index=False), strict=True):
        if next_es and max(len(es), len(en)) < MAX_CHARACTERS:
            rows.append((es, en, next_es if rng.random() < 0.5 else next_en) if rng.random() < 0.5 else (en, es, next_es))
    frame = pd.DataFrame(rows, columns=["anchor", "positive", "negative"])
    return frame.sample(frac=1.0, random_state=seed).reset_index(drop=True)


def article_triples(file: Path, seed: int) -> pd.DataFrame:
    """Return (anchor, positive, negative) of the pairs that `articles.py` wrote, shuffled: a pair of one fact, a near claim of another."""
    rng = np.random.default_rng(seed)
    pairs = pd.read_parquet(file)
    other = pairs[pairs["label"] == 1].groupby("premise")["hypothesis"].agg(list)
    one = pairs[(pairs["label"] != 1) & pairs["premise"].isin(other.index)]
    negative = [str(rng.choice(other[premise])) for premise in one["premise"]]
    frame = one[["premise", "hypothesis"]].set_axis(["anchor", "positive"], axis=1).assign(negative=negative)
    return frame.sample(frac=1.0, random_state=seed).reset_index(drop=True)


def translations(data: Path, seed: int) -> pd.DataFrame:
    """Return aligned sentences (es, en), shuffled."""
    aligned = pd.read_parquet(data / "parallel" / "es_en.parquet")
    aligned = aligned[aligned["src"].str.startswith(("wmt", "flores-dev", "stsb-deepl-train", "tatoeba"))]
    short = aligned[["es", "en"]].apply(lambda texts: texts.str.len()).max(axis=1) < MAX_CHARACTERS
    return aligned.loc[short, ["es", "en"]].sample(frac=1.0, random_state=seed).reset_index(drop=True)


def teacher_targets(teacher: str, texts: list[str], out: Path) -> np.ndarray:
    """Return the teacher's embeddings of `texts`, float32 (n, d), centred and without the `COMMON` leading components.

    What all sentences share says nothing of their meaning (Mu and Viswanath 2018, arXiv:1702.01417, section 2.3). Kept in `out`.
    """
    if out.exists():
        return np.load(out)
    model = SentenceTransformer(modules=[(body := Transformer(teacher)), Pooling(body.get_embedding_dimension(), "mean")], device="cpu")
    body.max_seq_length = MAX_TOKENS
    with torch.autocast("cpu", torch.bfloat16):
        raw = model.encode([PREFIX + text for text in texts], batch_size=64, normalize_embeddings=True, show_progress_bar=False)
    centred = np.asarray(raw, np.float32) - np.asarray(raw, np.float32).mean(axis=0)
    common = np.linalg.svd(centred, full_matrices=False)[2][:COMMON]
    targets = centred - centred @ common.T @ common
    np.save(out, targets)
    return targets


def graded(data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return STS-B dev as (train, held out): s1, s2, score, lang; a pair is in the same part in all its languages."""
    sts = pd.read_parquet(data / "sts" / "stsb_es_en_dev.parquet")
    held = sts.groupby("lang").cumcount() % 5 == 0
    return sts[~held].reset_index(drop=True), sts[held].reset_index(drop=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--steps", type=int, default=320)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--written", type=float, default=0.0, help="share of the same-fact triples that `written.py` gives")
    parser.add_argument("--articles", type=Path, help="all same-fact triples come from this file")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=args.out / "train.log", level=logging.INFO, format="%(asctime)s %(message)s")

    transformer = Transformer(
        args.base, model_kwargs={"attn_implementation": "eager"},
        config_kwargs={"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0},
    )  # fmt: skip
    transformer.max_seq_length = MAX_TOKENS
    model = SentenceTransformer(modules=[transformer, Pooling(transformer.get_embedding_dimension(), "mean")], device="cpu")

    shares = SHARES_ON_ARTICLES if args.articles else SHARES
    wanted = shares["fact"] * args.steps * args.batch // 100
    if args.articles:
        fact = article_triples(args.articles, args.seed).head(wanted)
    else:
        fact = triples(args.data, args.seed).head(round(wanted * (1 - args.written)))
        fact = pd.concat([fact, written_triples(args.seed).head(wanted - len(fact))]).sample(frac=1.0, random_state=args.seed)
    aligned = translations(args.data, args.seed).head(shares["distil"] * args.steps * args.batch // 100)
    targets = teacher_targets(args.teacher, aligned["en"].tolist(), args.out / "teacher.npy")
    graded_train, held = graded(args.data)
    wanted = shares["graded"] * args.steps * args.batch // 100
    passes = [graded_train.sample(frac=1.0, random_state=args.seed + i) for i in range(1 + wanted // len(graded_train))]
    sts = pd.concat(passes, ignore_index=True).head(wanted)
    logging.info("%d triples, %d translations, %d graded pairs, %s", len(fact), len(aligned), len(sts), vars(args))
    evaluators = [
        EmbeddingSimilarityEvaluator(*([PREFIX + t for t in part[side]] for side in ("s1", "s2")), list(part["score"]), name=str(lang))
        for lang, part in held.groupby("lang")
    ]
    trainer = SentenceTransformerTrainer(
        model=model,
        args=SentenceTransformerTrainingArguments(
            output_dir=str(args.out), max_steps=args.steps, per_device_train_batch_size=args.batch, learning_rate=args.rate,
            warmup_steps=args.steps // 10, lr_scheduler_type="linear", bf16=True, use_cpu=not torch.cuda.is_available(),
            optim="adamw_torch_fused", seed=args.seed, data_seed=args.seed, logging_steps=20, save_steps=100, save_total_limit=1,
            report_to="none", disable_tqdm=True, prompts=PREFIX,
        ),
        train_dataset=DatasetDict({
            "fact": Dataset.from_pandas(fact, preserve_index=False),
            "distil": Dataset.from_dict({"english": aligned["en"], "spanish": aligned["es"], "label": list(targets)}),
            "graded": Dataset.from_dict({"s1": sts["s1"], "s2": sts["s2"], "score": sts["score"].astype(float)}),
        }),
        loss={
            "fact": MultipleNegativesRankingLoss(model, scale=20.0),
            "distil": EmbedDistillLoss(model, "cosine"),
            "graded": CoSENTLoss(model),
        },
    )  # fmt: skip
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(args.out)))
    logging.info("STS-B held out: %s", {k: round(v, 4) for e in evaluators for k, v in e(model).items() if "spearman" in k})
    model.save_pretrained(str(args.out / "final"))


if __name__ == "__main__":
    main()
