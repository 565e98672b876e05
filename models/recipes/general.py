"""Training pairs from `written_general/`: premises of many genres, mostly Spanish, with hypotheses of all three labels.

`written_claims/` has the same form: claims of the news, each with eight hypotheses, among them what a small model gets wrong (the worded
negative that follows or is neutral, the contradiction in quite other words). Written for this project, as `written/` was: a line holds the
premise `p`, one hypothesis that follows (`e`), one that may be (`n`), one that cannot be (`c`), and harder ones in `x`, with their labels.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parent / "written_general"
CLAIMS = Path(__file__).parent / "written_claims"
DEV_SHARE = 0.06
LABEL = {"e": 0, "n": 1, "c": 2}


def general_pairs(folder: Path = FOLDER, source: str = "general") -> pd.DataFrame:
    """Return every pair of every file in `folder`: premise, hypothesis, label, source."""
    rows = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            rows += [(item["p"], item[name], label) for name, label in LABEL.items()]
            rows += [(item["p"], extra["text"], LABEL[extra["label"]]) for extra in item["x"]]
    return pd.DataFrame(rows, columns=["premise", "hypothesis", "label"]).assign(source=source)


def claims_pairs(*, dev: bool = False) -> pd.DataFrame:
    """Return the pairs of `written_claims/` for training, or those kept back: by the SHA-256 of their premise."""
    pairs = general_pairs(CLAIMS, "claims_dev" if dev else "claims")
    kept_back = np.array([int.from_bytes(hashlib.sha256(p.encode()).digest()[:4], "big") / 2**32 < DEV_SHARE for p in pairs["premise"]])
    return pairs[kept_back == dev].reset_index(drop=True)
