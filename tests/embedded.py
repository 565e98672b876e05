"""What the embedded models make of `examples/`: analysed once for all tests, as it takes a minute."""

from functools import lru_cache
from pathlib import Path

from detector import Analysis, analyze, read_articles

EXAMPLES = Path(__file__).parents[1] / "examples"


@lru_cache(maxsize=1)
def examples_analysis() -> Analysis:
    """Return the analysis of all of `examples/`."""
    return analyze(read_articles([EXAMPLES]))
