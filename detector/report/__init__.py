"""What people and programs read of a run: HTML pages, `report.json`, `relations.csv` and `relations.parquet`.

`write_report(results, Path("out"), language="es")` writes them all.
"""

from detector.report.contract import load_schema, to_json
from detector.report.summary import StorySummary, summary_rows
from detector.report.write import write_report

__all__ = ["StorySummary", "load_schema", "summary_rows", "to_json", "write_report"]
