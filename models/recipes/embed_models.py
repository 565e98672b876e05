"""Store trained models the way the package carries them: int8 per row, with tokenizer, calibration and fingerprint.

    python models/recipes/embed_models.py nli TRAINED models/nli --data ../shared/data
    python models/recipes/embed_models.py encoder TRAINED models/encoder

For the NLI model a single temperature is fitted on the development split of the pool (never on a benchmark) by
minimising the negative log-likelihood (Guo et al. 2017, arXiv:1706.04599), over the *stored* weights.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from nli_data import read_pool
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from tokenizers import Tokenizer
from train_encoder import PREFIX
from transformers import BertForSequenceClassification, BertModel

from detector.engines.nli import load_embedded
from detector.engines.weights import save_quantised

LOGIT_FLOOR = 1e-7


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature that makes softmax(logits / T) likeliest: logits (n, 3), labels int (n,)."""

    def loss(temperature: float) -> float:
        return float(-log_softmax(logits / temperature, axis=1)[np.arange(len(labels)), labels].mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)


def news_like(dev: pd.DataFrame) -> pd.DataFrame:
    """Return the Spanish, English and cross-lingual part of the development split that people wrote (no templates)."""
    people = ~dev["source"].str.startswith(("frag_", "conjnli", "sick", "rte"))
    return dev[people & dev["lang"].isin(["es", "en", "es-en", "en-es"])].reset_index(drop=True)


def save_tokenizer(trained: Path, out: Path) -> None:
    """Store the tokenizer without the truncation and padding that training left in it."""
    tokenizer = Tokenizer.from_file(str(trained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["nli", "encoder"])
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path)
    args = parser.parse_args()

    if args.kind == "encoder":
        save_quantised(BertModel.from_pretrained(args.trained, add_pooling_layer=False), args.out)
        save_tokenizer(args.trained, args.out)
        (args.out / "pooling.json").write_text(json.dumps({"prefix": PREFIX, "pooling": "mean"}) + "\n")
        return
    save_quantised(BertForSequenceClassification.from_pretrained(args.trained), args.out)
    save_tokenizer(args.trained, args.out)
    calibration = args.out / "calibration.json"
    calibration.write_text(json.dumps({"temperature": 1.0}) + "\n")
    dev = news_like(read_pool(args.data)[1])
    probabilities = load_embedded("openvino", args.out).predict(list(zip(dev["premise"], dev["hypothesis"], strict=True)))
    temperature = fit_temperature(np.log(probabilities + LOGIT_FLOOR), dev["label"].to_numpy())
    fitted = {"temperature": round(temperature, 4), "fitted_on": f"{len(dev)} pairs of the pool's development split"}
    calibration.write_text(json.dumps(fitted) + "\n")
    print(f"accuracy {np.mean(probabilities.argmax(1) == dev['label']):.4f} on {len(dev)} pairs, temperature {temperature:.3f}")


if __name__ == "__main__":
    main()
