"""The report's data files: the contract of report.json, the tables, and how they are written."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
from datetime import date
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pyarrow.parquet as pq
import pytest
from builders import GACETA, HARBOUR, make_claim, make_relation, make_results, make_story, pier_story

from detector.records import Article, Kind, Label, Quantity, Results, Skipped, Stance, TimeSpan
from detector.report import load_schema, summary_rows, to_json, write_report
from detector.report.tables import RELATION_COLUMNS, relations_csv

EMPTY = Results((), {}, (), (), (), (), {})


SCHEMA = jsonschema.Draft202012Validator(load_schema())


def validate(report: dict[str, Any]) -> None:
    SCHEMA.validate(report)


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(load_schema())


def with_details() -> Results:
    results = pier_story()
    quantity = Quantity(12, math.inf, "", "trabajadores", 0, 5)
    first = dataclasses.replace(results.claims[0], quantities=(quantity,), time=TimeSpan("2031-03-04", None))
    return dataclasses.replace(results, claims=(first, *results.claims[1:]), skipped=(Skipped("nota.jsonl", 3, "broken JSON"),))


@pytest.mark.parametrize("results", [pier_story(), with_details(), EMPTY], ids=["story", "details", "empty"])
def test_report_satisfies_its_schema(results: Results, tmp_path: Path) -> None:
    write_report(results, tmp_path)
    validate(json.loads((tmp_path / "report.json").read_text(encoding="utf-8")))


def test_every_field_of_the_contract_is_required() -> None:
    """Delete each field of the first record of each list, in turn: the schema must miss it."""

    def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
        if isinstance(value, dict):
            return [(*path, key) for key in value] + [p for key, entry in value.items() for p in paths(entry, (*path, key))]
        return paths(value[0], (*path, 0)) if isinstance(value, list) and value else []

    complete = {name: value[:1] if isinstance(value, list) else value for name, value in to_json(with_details()).items()}
    checked = [path for path in paths(complete) if path[:1] != ("generated_by",) or len(path) == 1]
    assert ("relations", 0, "a", "claim_id") in checked and ("claims", 0, "quantities", 0, "high") in checked
    for path in checked:
        report = json.loads(json.dumps(complete))
        parent = report
        for step in path[:-1]:
            parent = parent[step]
        del parent[path[-1]]
        with pytest.raises(jsonschema.ValidationError):
            validate(report)


def test_schema_knows_the_vocabulary_and_allows_new_fields() -> None:
    definitions = load_schema()["$defs"]
    assert set(definitions["relation"]["properties"]["label"]["enum"]) == set(get_args(Label))
    assert set(definitions["relation"]["properties"]["kind"]["enum"]) == set(get_args(Kind))
    assert set(definitions["stance"]["enum"]) == set(get_args(Stance))
    report = to_json(pier_story())
    report["relations"][0]["reviewed"] = True
    validate(report)


def test_offsets_point_at_the_quotes_in_the_report_itself() -> None:
    report = to_json(pier_story())
    texts = {article["id"]: article["text"] for article in report["articles"]}
    quotes = [*report["claims"], *(relation[side] for relation in report["relations"] for side in "ab")]
    assert len(quotes) > 20
    for quote in quotes:
        assert texts[quote["article_id"]][quote["start"] : quote["end"]] == quote["text"]


def test_numbers_are_rounded_and_open_bounds_are_null() -> None:
    report = to_json(with_details())
    assert report["relations"][0]["scores"]["similarity"] == 0.8765
    assert report["claims"][0]["quantities"][0] | {"start": 0, "end": 0} == {
        "low": 12.0,
        "high": None,
        "unit": "",
        "counted": "trabajadores",
        "start": 0,
        "end": 0,
    }


def test_copies_share_their_origin_id() -> None:
    by_source = {article["source"]: article["origin_id"] for article in to_json(pier_story())["articles"]}
    assert by_source["Radio Litoral"] == by_source["Agencia Brisa"] != by_source["El Faro del Sur"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_same_results_same_bytes(tmp_path: Path, language: Any) -> None:
    one = write_report(pier_story(), tmp_path / "one", language)
    again = dataclasses.replace(pier_story(), generated_by={"nli": "fake", "detector": "0.0.0"})  # another order of the keys
    other = write_report(again, tmp_path / "other", language)
    assert [path.name for path in one] == [path.name for path in other]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_files_are_written_whole_and_again(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    story = pier_story().stories[0]
    names = {"index.html", f"story-{story.id}.html", "report.json", "relations.csv", "relations.parquet"}
    for _ in range(2):
        paths = write_report(pier_story(), out)
        assert paths[0].name == "index.html"
        assert {path.name for path in paths} == {path.name for path in out.iterdir()} == names


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(pier_story(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full_disk(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_report(EMPTY, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_story_id_is_never_a_path(tmp_path: Path) -> None:
    story = dataclasses.replace(pier_story().stories[0], id="../../escaped")
    with pytest.raises(ValueError, match="story id"):
        write_report(dataclasses.replace(pier_story(), stories=(story,)), tmp_path)


def test_tables_have_their_columns_with_and_without_relations(tmp_path: Path) -> None:
    assert list(pier_story().to_frame("relations").columns) == RELATION_COLUMNS.names
    for results in (pier_story(), EMPTY):
        write_report(results, tmp_path)
        table = pq.read_table(tmp_path / "relations.parquet")
        assert table.schema.equals(RELATION_COLUMNS)
        rows = list(csv.DictReader((tmp_path / "relations.csv").open(encoding="utf-8", newline="")))
        assert len(rows) == table.num_rows == len(results.relations)
        assert (tmp_path / "relations.csv").read_text(encoding="utf-8").splitlines()[0] == ",".join(RELATION_COLUMNS.names)


def test_parquet_keeps_texts_dates_and_missing_values(tmp_path: Path) -> None:
    write_report(pier_story(), tmp_path)
    first = pq.read_table(tmp_path / "relations.parquet").to_pylist()[0]
    assert first["a_text"] == to_json(pier_story())["relations"][0]["a"]["text"]
    assert first["a_published"] == date(2031, 3, 5)
    assert first["a_speaker"] is None and first["b_speaker"] == "La ministra de Puertos, Elena Ruaz"
    assert first["gates"] == "stance"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_spreadsheets_run_no_formula(start: str) -> None:
    article = Article.from_text(f'{start}HYPERLINK("http://evil.example";"x")', source=f"{start}cmd|' /C calc'!A0", language="es")
    claims = [make_claim(article, article.text), make_claim(GACETA, GACETA.text)]
    story = make_story([article, GACETA], title="x")
    results = make_results([article, GACETA], claims, [make_relation(story, *claims, "contradicts", 0.9)], [story])
    row = next(csv.DictReader(io.StringIO(relations_csv(results), newline="")))
    assert row["a_text"] == "'" + article.text
    assert row["a_source"] == "'" + article.source
    assert float(row["probability"]) == 0.9 and row["a_start"] == "0"


def test_summary_counts_origins_and_separates_updates() -> None:
    (row,) = summary_rows(pier_story())
    assert (row.articles, row.outlets, row.origins) == (6, 6, 5)
    # The update is no contradiction; the copied agency text and the side of a dispute are no corroborations.
    assert (row.contradictions, row.updates, row.corroborations) == (2, 1, 1)


def test_supports_without_a_finding_are_corroborations_of_their_own() -> None:
    results = dataclasses.replace(pier_story(), findings=())
    (row,) = summary_rows(results)
    assert row.corroborations == 2  # signed and leased; the growth. The half is one origin only


def test_most_disputed_story_comes_first() -> None:
    quiet = make_story([HARBOUR], title="Quiet")
    loud = pier_story().stories[0]
    rows = summary_rows(dataclasses.replace(pier_story(), stories=(quiet, loud)))
    assert [row.story.id for row in rows] == [loud.id, quiet.id]
