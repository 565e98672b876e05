"""Does a pair of claims support or contradict: contents by NLI, then stances, gates, kinds; and findings from the pairs."""

from detector.judge.findings import gather_findings
from detector.judge.gates import GATES
from detector.judge.pairs import READINGS, fusion_features, judge, relabel

__all__ = ["GATES", "READINGS", "fusion_features", "gather_findings", "judge", "relabel"]
