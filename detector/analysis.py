"""What a run gives back: its results, and what can be done with them without running anything again."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from detector.judge import gather_findings, relabel
from detector.records import Results
from detector.report import write_report


@dataclass(frozen=True)
class Analysis(Results):
    """The results of a run: `articles`, `claims`, `stories`, `relations`, `findings`, as records or as DataFrames."""

    def rethreshold(self, threshold: float) -> Analysis:
        """Return the analysis with relations labelled, and findings gathered, at another threshold (a probability).

        Raises:
            ValueError: unless 0.5 <= threshold < 1.
        """
        if not 0.5 <= threshold < 1:
            raise ValueError(f"threshold must be at least 0.5 and below 1, not {threshold}")
        relations = relabel(self.relations, self.claims, self.articles, threshold)
        findings = gather_findings(relations, self.claims, self.articles, self.origins)
        settings: dict[str, Any] = self.generated_by["settings"]
        settings = {**settings, "judge": {**settings["judge"], "threshold": threshold}}
        return dataclasses.replace(
            self,
            relations=tuple(relations),
            findings=tuple(findings),
            generated_by={**self.generated_by, "settings": settings},
        )

    def save(self, out: str | Path, language: Literal["es", "en"] = "es") -> list[Path]:
        """Write the report (HTML, JSON, CSV, Parquet) into the folder `out`; return the files written."""
        return write_report(self, Path(out), language)
