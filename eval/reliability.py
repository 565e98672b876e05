"""The reliability diagram: is the NLI model right as often as it says it is?

For each set, above: the accuracy of the pairs in a bin of confidence against their mean confidence; a calibrated model lies
on the diagonal. Below: how many pairs a bin holds. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, figure 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.metrics.calibration import expected_calibration_error, reliability_table
from eval.nli import Reading

PICTURE = Path(__file__).parents[1] / "docs" / "reliability.png"
SETS = {"nli/xnli_test_es": "XNLI test, Spanish", "nli/xnli_test_en": "XNLI test, English", "nli/pairs/test": "our pairs, test"}


def draw(readings: Mapping[str, Reading], path: Path) -> None:
    """Draw a panel for each of `SETS`, left to right, into a PNG; the same readings give the same bytes.

    Raises:
        KeyError: a set of `SETS` was not read.
    """
    from matplotlib.figure import Figure  # with Figure alone no window system is looked for

    figure = Figure(figsize=(9, 4), layout="constrained")
    axes = figure.subplots(2, len(SETS), sharex=True, sharey="row", height_ratios=[3, 1], squeeze=False)
    for column, (name, title) in enumerate(SETS.items()):
        reading = readings[name]
        bins = reliability_table(reading.confidence, reading.correct)
        error = expected_calibration_error(reading.confidence, reading.correct)
        above, below = axes[0, column], axes[1, column]
        above.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        above.plot([row.confidence for row in bins], [row.accuracy for row in bins], "o-", color="tab:blue", markersize=4)
        above.set(xlim=(0.3, 1), ylim=(0, 1), title=f"{title}\nECE {error:.3f}, n = {len(reading.correct):,}")
        shares = [row.count / len(reading.correct) for row in bins]
        below.bar([row.low for row in bins], shares, [row.high - row.low for row in bins], align="edge", color="0.7", edgecolor="white")
        below.set(xlabel="confidence")
    axes[0, 0].set_ylabel("accuracy")
    axes[1, 0].set_ylabel("share of pairs")
    figure.savefig(path, dpi=100, metadata={"Software": None})
