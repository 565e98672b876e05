"""Train the same-fact encoder: a claim, its paraphrase, its translation and its denial near each other, other facts far.

    python models/recipes/train_encoder.py BASE OUT --data ../shared/data [--steps 900] [--seed 0]

Positives are entailments, translations **and contradictions** (two statements about one fact); hard negatives are the
neutral hypotheses of the same premise; all other texts of the batch are negatives too (MultipleNegativesRankingLoss,
Henderson et al. 2017, arXiv:1705.00652). Selected by nothing: the last step is kept; STS-B dev is logged beside it.
"""

import argparse
import logging
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from datasets import Dataset
from nli_data import read_pool
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.evaluation import EmbeddingSimilarityEvaluator
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers.trainer_utils import get_last_checkpoint

PREFIX = "query: "
# Contradictions of these sources change one thing and speak of the same fact; SNLI's and MNLI's often change the subject.
MINIMAL_EDITS = ("newprot_edit", "newprot_contrast", "cad_snli", "inferes", "fever", "fm2", "covidfact", "xnlivar", "sick")


def triples(data: Path, seed: int) -> pd.DataFrame:
    """Return (anchor, positive, negative), shuffled; each side in Spanish or English where a translation is at hand."""
    rng = np.random.default_rng(seed)
    train, _ = read_pool(data)
    train = train[~train["source"].str.startswith(("frag_", "conjnli", "climate_fever", "rte"))]
    train = train[train["premise"].str.len() < 220]
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
        if next_es and max(len(es), len(en)) < 220:
            rows.append((es, en, next_es if rng.random() < 0.5 else next_en) if rng.random() < 0.5 else (en, es, next_es))
    frame = pd.DataFrame(rows, columns=["anchor", "positive", "negative"])
    return frame.sample(frac=1.0, random_state=seed).reset_index(drop=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=args.out / "train.log", level=logging.INFO, format="%(asctime)s %(message)s")

    transformer = Transformer(
        args.base, model_kwargs={"attn_implementation": "eager"},
        config_kwargs={"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0},
    )  # fmt: skip
    transformer.max_seq_length = 56
    model = SentenceTransformer(modules=[transformer, Pooling(transformer.get_embedding_dimension(), "mean")], device="cpu")
    model.prompts = {"query": PREFIX}

    sts = pd.read_parquet(args.data / "sts" / "stsb_es_en_dev.parquet")
    evaluators = [
        EmbeddingSimilarityEvaluator(*([PREFIX + t for t in part[side]] for side in ("s1", "s2")), list(part["score"]), name=str(lang))
        for lang, part in sts.groupby("lang")
    ]
    frame = triples(args.data, args.seed)
    logging.info("%d triples, %s", len(frame), vars(args))
    trainer = SentenceTransformerTrainer(
        model=model,
        args=SentenceTransformerTrainingArguments(
            output_dir=str(args.out), max_steps=args.steps, per_device_train_batch_size=args.batch, learning_rate=args.rate,
            warmup_steps=args.steps // 10, lr_scheduler_type="linear", bf16=True, use_cpu=not torch.cuda.is_available(),
            optim="adamw_torch_fused", seed=args.seed, data_seed=args.seed, logging_steps=10, save_steps=100, save_total_limit=1,
            report_to="none", disable_tqdm=True, prompts=PREFIX,
        ),
        train_dataset=Dataset.from_pandas(frame),
        loss=MultipleNegativesRankingLoss(model, scale=20.0),
    )  # fmt: skip
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(args.out)))
    logging.info("STS-B dev: %s", {k: round(v, 4) for e in evaluators for k, v in e(model).items() if "spearman" in k})
    model.save_pretrained(str(args.out / "final"))


if __name__ == "__main__":
    main()
