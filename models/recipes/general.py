"""Training pairs from `written_general/`: premises of many genres, mostly Spanish, with hypotheses of all three labels.

Written for this project, as `written/` was: a line holds the premise `p`, one hypothesis that follows (`e`), one that may be (`n`),
one that cannot be (`c`), and harder ones in `x`, each with its label.
"""

import json
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent / "written_general"
LABEL = {"e": 0, "n": 1, "c": 2}


def general_pairs(folder: Path = FOLDER) -> pd.DataFrame:
    """Return every pair of every file in `folder`: premise, hypothesis, label, source."""
    rows = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            rows += [(item["p"], item[name], label) for name, label in LABEL.items()]
            rows += [(item["p"], extra["text"], LABEL[extra["label"]]) for extra in item["x"]]
    return pd.DataFrame(rows, columns=["premise", "hypothesis", "label"]).assign(source="general")
