"""Train the NLI cross-encoder: premise and hypothesis in, entailment / neutral / contradiction out.

    python models/recipes/train_nli.py BASE OUT --data ../shared/data [--steps 4000] [--seed 0] [--mix focused --perturbed FILE]

BASE is a folder or a Hugging Face id of any encoder or of a model trained before; OUT takes checkpoints, `train.log` and the
final model. Run the same command again to go on from the last checkpoint. On CPUs: eager attention and no dropout (the backward pass of
PyTorch's fused attention is several times slower on short sequences), bf16 autocast, batches of like length.
"""

import argparse
import logging
from pathlib import Path

import torch
from datasets import Dataset
from nli_data import LABELS, MIXES, read_pool, training_mix
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    EvalPrediction,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)
from transformers.trainer_utils import get_last_checkpoint

logger = logging.getLogger("train_nli")
SCHEDULES = {"linear": "linear", "constant": "constant_with_warmup"}


class LogToFile(TrainerCallback):
    """Send what the Trainer logs to the log file, which a resumed run appends to."""

    def on_log(self, args, state, control, logs=None, **kwargs):  # type: ignore[no-untyped-def]
        """Write the logged figures as one line."""
        logger.info("step %d %s", state.global_step, {k: round(v, 5) if isinstance(v, float) else v for k, v in (logs or {}).items()})


def accuracy(prediction: EvalPrediction) -> dict[str, float]:
    """Return the accuracy on the development split (the Trainer shuffles it by length: no figures per source here)."""
    return {"accuracy": float((prediction.predictions.argmax(1) == prediction.label_ids).mean())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--warmup", type=int, default=150)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--max-length", type=int, default=112)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--mix", choices=list(MIXES), default="broad")
    parser.add_argument("--perturbed", type=Path)
    parser.add_argument("--neighbours", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--schedule", choices=["linear", "constant"], default="linear")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=args.out / "train.log", level=logging.INFO, format="%(asctime)s %(message)s")

    tokenizer = AutoTokenizer.from_pretrained(args.base)
    config = AutoConfig.from_pretrained(
        args.base, num_labels=3, id2label=dict(enumerate(LABELS)), label2id={name: i for i, name in enumerate(LABELS)},
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    model = AutoModelForSequenceClassification.from_pretrained(args.base, config=config, attn_implementation="eager")

    def tokenized(frame) -> Dataset:  # type: ignore[no-untyped-def]
        encoded = tokenizer(list(frame["premise"]), list(frame["hypothesis"]), truncation=True, max_length=args.max_length)
        return Dataset.from_dict({**encoded, "labels": list(frame["label"]), "length": [len(ids) for ids in encoded["input_ids"]]})

    mix = training_mix(args.data, args.seed, args.mix, args.perturbed, args.neighbours, args.articles)
    _, dev = read_pool(args.data)
    logger.info("train %d pairs, dev %d pairs, %s", len(mix), len(dev), vars(args))
    trainer = Trainer(
        model=model,
        args=TrainingArguments(
            output_dir=str(args.out), max_steps=args.steps, per_device_train_batch_size=args.batch, per_device_eval_batch_size=128,
            learning_rate=args.rate, lr_scheduler_type=SCHEDULES[args.schedule], warmup_steps=args.warmup, weight_decay=0.01,
            label_smoothing_factor=0.05, optim="adamw_torch_fused", bf16=True, use_cpu=not torch.cuda.is_available(),
            train_sampling_strategy="group_by_length", length_column_name="length", seed=args.seed, data_seed=args.seed,
            logging_steps=50, eval_strategy="steps", eval_steps=800, save_steps=200, save_total_limit=2, report_to="none",
            disable_tqdm=True, max_grad_norm=1.0, dataloader_num_workers=0,
        ),
        train_dataset=tokenized(mix),
        eval_dataset=tokenized(dev),
        data_collator=DataCollatorWithPadding(tokenizer, pad_to_multiple_of=8),
        compute_metrics=accuracy,
        callbacks=[LogToFile()],
    )  # fmt: skip
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(args.out)))
    logger.info("final %s", trainer.evaluate())
    trainer.save_model(str(args.out / "final"))
    tokenizer.save_pretrained(str(args.out / "final"))


if __name__ == "__main__":
    main()
