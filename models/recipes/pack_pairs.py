"""Tokenise the training and development pairs once, into one file that a training run reads (and that travels to a machine with a GPU).

    python models/recipes/pack_pairs.py TOKENIZER packed.npz --data ../shared/data [--made perturbed.parquet --made ...]

Every text is stored once. The arrays: `tokens` uint32, all texts on end; `ends` int64 (texts,); of each pair `premise` and `hypothesis`
int32 (pairs, 2), the places of its texts, as they are and in Spanish where a translation is at hand; `label` int8; `source` int16, a
place in `sources`; `copies` float32, how often it comes in a pass (0: a pair for development).
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from general import claims_pairs
from nli_data import LABELS, read_pool, training_pairs
from tokenizers import Tokenizer
from written import written_pairs

from eval import gold_pairs

SIDES = ("premise", "hypothesis")


def development_pairs(data: Path) -> pd.DataFrame:
    """Return what choices are made by: the pool's development split, our own pairs of dev, and what is kept back of the written ones."""
    pool = read_pool(data)[1]
    own = gold_pairs.read("dev")
    own = own.assign(label=own["label"].map(LABELS.index), source="own_pairs")
    return pd.concat([pool, own, written_pairs(0, dev=True).assign(source="written_dev"), claims_pairs(dev=True)], ignore_index=True)


def pack(pairs: pd.DataFrame, tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """Return the arrays of the file; `pairs` has the columns of `nli_data.training_pairs`."""
    said = np.stack([
        np.stack([pairs[side], pairs[f"{side}_es"].where(pairs[f"{side}_es"].notna(), pairs[side])], axis=1) for side in SIDES
    ])  # fmt: skip
    place, texts = pd.factorize(said.ravel())
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    places = place.reshape(said.shape).astype(np.int32)
    source, sources = pd.factorize(pairs["source"], sort=True)
    return {
        "tokens": np.concatenate([np.array(text.ids, np.uint32) for text in encoded]),
        "ends": np.cumsum([len(text.ids) for text in encoded]),
        "premise": places[0], "hypothesis": places[1],
        "label": pairs["label"].to_numpy(np.int8), "copies": pairs["copies"].to_numpy(np.float32),
        "source": source.astype(np.int16), "sources": np.array(sources, dtype=str),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--made", type=Path, action="append", default=[])
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, dev = training_pairs(args.data, args.made), development_pairs(args.data).assign(copies=0.0)
    arrays = pack(pd.concat([train, dev], ignore_index=True), tokenizer)
    np.savez(args.out, **arrays)
    summary = train.groupby("source")["copies"].agg(pairs="size", in_a_pass="sum")
    print(summary.sort_values("in_a_pass").to_string())
    print(f"{len(train):,} pairs, {train['copies'].sum():,.0f} in a pass; {len(dev):,} for development; {len(arrays['ends']):,} texts")


if __name__ == "__main__":
    main()
