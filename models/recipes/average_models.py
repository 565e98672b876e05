"""Average the weights of models that were trained from one base: often better than any of them (a model soup).

    python models/recipes/average_models.py OUT FOLDER=SHARE FOLDER=SHARE ...

Folders are of Hugging Face's form or as the embedded model is stored; OUT is written in Hugging Face's form, with the tokenizer of the
first. Source: Wortsman et al. 2022, arXiv:2203.05482, section 2; shares are chosen on development pairs (`docs/decisions/0005-models.md`).
"""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import BertForSequenceClassification

from detector.engines.weights import is_stored, load_quantised


def load(folder: str) -> BertForSequenceClassification:
    """Return the model of a folder, in float32."""
    model = (
        load_quantised(BertForSequenceClassification, Path(folder))
        if is_stored(folder)
        else BertForSequenceClassification.from_pretrained(folder)
    )
    assert isinstance(model, BertForSequenceClassification)
    return model


def named_shares(named: Sequence[str]) -> list[tuple[str, float]]:
    """Return folder and share of each FOLDER=SHARE."""
    parts = (model.rsplit("=", 1) for model in named)
    return [(folder, float(share)) for folder, share in parts]


def averaged(models: list[BertForSequenceClassification], shares: list[float]) -> BertForSequenceClassification:
    """Return the first model with the average of all their weights; `shares` need not sum to 1.

    Raises:
        ValueError: the models do not have the same weights, or order their labels differently.
    """
    states = [model.state_dict() for model in models]
    if any({name: w.shape for name, w in state.items()} != {name: w.shape for name, w in states[0].items()} for state in states):
        raise ValueError("the models are not of one shape")
    if any(model.config.id2label != models[0].config.id2label for model in models):
        raise ValueError("the models order their labels differently")
    total = sum(shares)
    mean = {name: sum(share / total * state[name] for share, state in zip(shares, states, strict=True)) for name in states[0]}
    models[0].load_state_dict(mean)
    return models[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", nargs="+", metavar="FOLDER=SHARE")
    args = parser.parse_args()
    named = named_shares(args.models)
    with torch.no_grad():
        averaged([load(folder) for folder, _ in named], [share for _, share in named]).save_pretrained(args.out)
    for file in Path(named[0][0]).glob("tokenizer*.json"):
        shutil.copy(file, args.out)
    said = args.out / "tokenizer_config.json"
    if not said.exists():  # the embedded model is stored without one
        said.write_text(json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "<pad>"}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
