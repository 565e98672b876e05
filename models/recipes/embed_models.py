"""Store trained models the way the package carries them: int8 per row, with tokenizer, calibration and fingerprint.

    python models/recipes/embed_models.py nli TRAINED models/nli --data ../shared/data
    python models/recipes/embed_models.py encoder TRAINED models/encoder

The NLI model is then calibrated over its *stored* weights (see `calibrate.py`); `check_precision.py` says what storing cost.
"""

import argparse
import json
from pathlib import Path

from calibrate import calibrate
from tokenizers import Tokenizer
from train_encoder import PREFIX
from transformers import BertForSequenceClassification, BertModel

from detector.engines.weights import save_quantised


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
    if args.data is None:
        parser.error("an NLI model is calibrated: --data is missing")
    save_quantised(BertForSequenceClassification.from_pretrained(args.trained), args.out)
    save_tokenizer(args.trained, args.out)
    (args.out / "calibration.json").write_text(json.dumps({"general": {"temperature": 1.0}}) + "\n")
    calibrate(args.out, args.data)


if __name__ == "__main__":
    main()
