"""Trim a multilingual encoder's vocabulary to the pieces that Spanish and English need.

    python models/recipes/trim_vocabulary.py BASE OUT --text FILE.parquet [--text ...] [--size 66000]

Pieces are ranked by how often they occur when the tokenizer reads (a) the string columns of the parquet files and
(b) every word of `wordfreq`'s large Spanish and English lists, weighted by its frequency. All special pieces and all
pieces of one character stay, so no text becomes unknown: a word whose piece is gone falls into shorter pieces. The
network is otherwise unchanged; only the rows of its embedding matrix move.

Needs: numpy, pyarrow, torch, transformers, wordfreq (see models/recipes/requirements.txt).
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pyarrow.types as pat
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, PreTrainedTokenizerFast
from wordfreq import get_frequency_dict

SPECIAL = {"<s>", "<pad>", "</s>", "<unk>", "<mask>"}


def count_pieces(tokenizer: Tokenizer, files: list[Path], size: int) -> np.ndarray:
    """Return how much each of the `size` pieces is used: float64 (size,), relative frequency in text plus in words."""
    in_text = np.zeros(size)
    for file in files:
        table = pq.read_table(file)
        for field in table.schema:
            if not (pat.is_string(field.type) or pat.is_large_string(field.type)) or field.name in {"label", "lang", "source"}:
                continue
            texts = table.column(field.name).unique().drop_null().to_pylist()
            for start in range(0, len(texts), 2000):
                for encoding in tokenizer.encode_batch(texts[start : start + 2000], add_special_tokens=False):
                    np.add.at(in_text, encoding.ids, 1)
    in_words = np.zeros(size)
    for language in ("es", "en"):
        words = get_frequency_dict(language, "large")
        for form in (str, str.capitalize):
            spelled = [form(word) for word in words]
            for encoding, weight in zip(tokenizer.encode_batch(spelled, add_special_tokens=False), words.values(), strict=True):
                np.add.at(in_words, encoding.ids, weight)
    return in_text / in_text.sum() + in_words / in_words.sum()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--text", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--size", type=int, default=66000)
    args = parser.parse_args()

    spec = json.loads((args.base / "tokenizer.json").read_text())
    pieces: list[list[object]] = spec["model"]["vocab"]
    use = count_pieces(Tokenizer.from_file(str(args.base / "tokenizer.json")), args.text, len(pieces))

    forced = [i for i, (piece, _) in enumerate(pieces) if piece in SPECIAL or len(str(piece)) == 1]
    ranked = [int(i) for i in np.lexsort((np.arange(len(pieces)), -use)) if i not in set(forced)]
    kept = sorted(forced + ranked[: args.size - len(forced)])
    # The ranked list ends among pieces never seen; there the base vocabulary's own order (most probable first) decides.
    covered = use[kept].sum() / use.sum()

    spec["model"]["vocab"] = [pieces[i] for i in kept]
    new_id = {old: new for new, old in enumerate(kept)}
    for added in spec["added_tokens"]:
        added["id"] = new_id[added["id"]]
    spec["model"]["unk_id"] = new_id[spec["model"]["unk_id"]]

    model = AutoModel.from_pretrained(args.base, add_pooling_layer=False)
    old = model.get_input_embeddings().weight.data
    model.resize_token_embeddings(len(kept), mean_resizing=False)
    model.get_input_embeddings().weight.data = old[torch.tensor(kept)].clone()
    model.config.vocab_size = len(kept)
    model.save_pretrained(args.out)
    (args.out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False, separators=(",", ":")))
    PreTrainedTokenizerFast(
        tokenizer_file=str(args.out / "tokenizer.json"),
        bos_token="<s>", eos_token="</s>", sep_token="</s>", cls_token="<s>",
        unk_token="<unk>", pad_token="<pad>", mask_token="<mask>", model_max_length=512,
    ).save_pretrained(args.out)  # fmt: skip
    print(f"{len(pieces):,} -> {len(kept):,} pieces, {covered:.2%} of the pieces used; wrote {args.out}")


if __name__ == "__main__":
    main()
