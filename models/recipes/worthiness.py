"""Fit the encoder's head for check-worthiness: does a claim state anything that could be checked?

    python models/recipes/worthiness.py models/encoder

On sentences that were written in pairs of one topic, one that can be checked and one that cannot, and on claims that the program cut out of
our invented articles, labelled one by one (`written_worth/`). The strength of the regularisation has the least log-loss in ten folds. To be
run again with every new encoder.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegressionCV

from detector.engines.encoder import load_embedded

FOLDER = Path(__file__).parent / "written_worth"
STRENGTHS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


def labelled(folder: Path = FOLDER) -> list[dict[str, str | int]]:
    """Return every sentence of the folder: text, language, worth (1 or 0)."""
    return [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path)
    args = parser.parse_args()
    rows = labelled()
    vectors = load_embedded("auto", args.encoder).encode([str(row["text"]) for row in rows])
    worth = np.array([row["worth"] for row in rows])
    model = LogisticRegressionCV(Cs=STRENGTHS, cv=10, scoring="neg_log_loss", max_iter=3000, random_state=0).fit(vectors, worth)
    weights = [round(float(weight), 4) for weight in model.coef_[0]]
    stored = {"intercept": round(float(model.intercept_[0]), 4), "weights": weights}
    (args.encoder / "check_worthiness.json").write_text(json.dumps(stored) + "\n")
    print(f"{len(rows)} sentences, {worth.mean():.2f} check-worthy; C {float(np.ravel(model.C_)[0])}")


if __name__ == "__main__":
    main()
