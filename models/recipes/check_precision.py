"""What storing int8 weights and running them with OpenVINO cost: accuracy and equal labels, on labelled pairs.

    python models/recipes/check_precision.py TRAINED models/nli --data ../shared/data [--pairs 1000]

TRAINED is the folder of the float32 model that was stored, or `none`. Three ways to run it are compared, each with the one
before it: the trained weights (PyTorch, float32), the stored weights (PyTorch, float32), the stored weights as a user
runs them (OpenVINO, in the processor's best precision). The gate, on pairs of the pool's development split: neither step
may lose more than 0.3 points of accuracy; the exit code is 1 where one does. XNLI's Spanish test set is reported, not
used. Probabilities are those before calibration.
"""

import argparse
import platform
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import openvino
import pandas as pd
from calibrate import development_pairs
from scipy.special import softmax

from detector.engines import load_nli
from detector.engines.network import precision
from detector.engines.nli import LABELS, NetworkNli, load_embedded

MOST_LOST = 0.003


def labelled(data: Path, n: int) -> dict[str, pd.DataFrame]:
    """Return `n` pairs of each set: premise, hypothesis, label (0..2). Pairs that a machine translated are left out."""
    dev = development_pairs(data)
    xnli = pd.read_parquet(data / "nli" / "benchmarks" / "xnli_test_es.parquet")
    sets = {"dev": dev[~dev["crossed"]], "XNLI test es": xnli.assign(label=xnli["label"].map(LABELS.index))}
    return {name: rows.sample(min(n, len(rows)), random_state=0) for name, rows in sets.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", help="folder of the float32 model, or none")
    parser.add_argument("stored", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=1000)
    args = parser.parse_args()

    best = precision(openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"), platform.machine())
    ways: dict[str, NetworkNli] = {} if args.trained == "none" else {"trained, PyTorch f32": load_nli(args.trained, "torch")}
    ways["stored int8, PyTorch f32"] = load_embedded("torch", args.stored)
    ways[f"stored int8, OpenVINO {best}"] = load_embedded("openvino", args.stored)

    held = True
    print(f"{'set':14}{'run':32}{'n':>6}{'accuracy':>10}{'points':>8}{'same label':>12}{'max |dp|':>10}{'ms/pair':>9}")
    for name, rows in labelled(args.data, args.pairs).items():
        pairs, gold = list(zip(rows["premise"], rows["hypothesis"], strict=True)), rows["label"].to_numpy()
        before = None
        for way, model in ways.items():
            started = perf_counter()
            p = softmax(model.logits(pairs), axis=1)
            milliseconds = (perf_counter() - started) / len(pairs) * 1000
            right = np.mean(p.argmax(1) == gold)
            line = f"{name:14}{way:32}{len(pairs):6}{right:10.4f}"
            if before is None:
                print(f"{line}{'':30}{milliseconds:9.1f}")
            else:
                gained, same = right - np.mean(before.argmax(1) == gold), np.mean(p.argmax(1) == before.argmax(1))
                print(f"{line}{gained * 100:+8.2f}{same:12.4f}{np.abs(p - before).max():10.4f}{milliseconds:9.1f}")
                held &= name != "dev" or gained >= -MOST_LOST
            before = p
    print("the gate (dev, at most 0.3 points lost in a step) " + ("holds" if held else "is BROKEN"))
    sys.exit(not held)


if __name__ == "__main__":
    main()
