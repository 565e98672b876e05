"""Exports: every format is read back as its readers read it, from any view, in both languages, with articles that mean harm."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from builders import make_claim, make_finding, make_relation, make_results, make_story, pier_story
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from markdown_it import MarkdownIt
from sqlalchemy import event
from typer import Typer
from typer.testing import CliRunner

from detector.records import Article
from detector.report.untrusted import visible
from detector.review.desk import DeskOptions, create_app
from detector.review.exports import (
    LABEL_CONFIG,
    ExportRow,
    Publisher,
    export_rows,
    from_json,
    load_schema,
    to_claimreview,
    to_csv,
    to_frame,
    to_json,
    to_jsonl,
    to_labelstudio,
    to_markdown,
    to_parquet,
    to_print,
)
from detector.review.exports import formats as formats_module
from detector.review.exports.command import export
from detector.review.exports.csv_file import harmless
from detector.review.exports.formats import FORMATS
from detector.review.exports.markdown import escape
from detector.review.exports.parquet_file import COLUMNS
from detector.review.exports.rows import read_rows
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.queue import Filter, read_ids
from detector.review.store.verdicts import Opinion, decide

MORNING = datetime(2031, 3, 8, 9, 0, tzinfo=UTC)
LATER = datetime(2031, 3, 9, 10, 30, tzinfo=UTC)
VERIFICA = Publisher("Verifica Valmara", "https://verifica.example/comprobado")
DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
HOSTILE = (
    '=HYPERLINK("https://evil.example","cobrar")\n# Título falso\n<script>alert(1)</script> [pincha](javascript:alert(2)) '
    "![x](https://evil.example/x.png) </script><img src=x onerror=alert(3)> `código` **negrita** \u202eotrap la\u202c nulo \x00 fin"
)


@pytest.fixture
def judged(filled: Store, ana: Reviewer) -> Store:
    """The story of the pier after a morning's work: a contradiction agreed by two, an update, a dispute, three left open."""
    rows = {(row.kind, row.label, round(row.probability, 2)): row.id for row in export_rows(filled)}
    with filled.writing() as connection:
        berta = add_reviewer(connection, "Berta")
        clear, doubtful = rows["denial", "contradicts", 0.96], rows["denial", "contradicts", 0.88]
        decide(connection, clear, 1, ana.id, Opinion("contradiction", note="El contrato existe: «visto»"), MORNING)
        decide(connection, clear, 2, berta.id, Opinion("contradiction"), LATER)
        decide(connection, doubtful, 1, ana.id, Opinion("contradiction"), MORNING)
        decide(connection, doubtful, 2, berta.id, Opinion("unrelated", "other_actor"), LATER)
        decide(connection, rows["supersession", "contradicts", 0.71], 1, ana.id, Opinion("supersession", note="=1+1"), MORNING)
    return filled


@pytest.fixture
def rows(judged: Store) -> list[ExportRow]:
    return export_rows(judged)


@pytest.fixture
def hostile(store: Store) -> Store:
    """A story whose articles try everything, with a reviewed contradiction."""
    one = Article.from_text(
        f"Antes. {HOSTILE}. Después.", '+SUMA(A1)"><script>', "-título\n## dos", date(2031, 3, 4), "javascript:alert(1)", "es"
    )
    two = Article.from_text(
        "@cmd dice 1. que no </script>. Fin.",
        "<b>Otro</b> [medio](https://evil.example)",
        "",
        None,
        "https://x.example/a_(b)_c?d=1&amp;e=2",
        "es",
    )
    a = make_claim(one, HOSTILE, speaker="*El* <i>ministro</i> | =cmd", speakers=("x",))
    b = make_claim(two, "@cmd dice 1. que no </script>")
    story = make_story([one, two], "=story <script>x</script>")
    relation = make_relation(story, a, b, "contradicts", 0.9, "denial")
    finding = make_finding(story, HOSTILE, 0.9, {one.id: one.id, two.id: two.id}, [(a, one)], [(b, two)])
    with store.writing() as connection:
        add_batch(connection, make_results([one, two], [a, b], [relation], [story], [finding]), MORNING)
        ana = add_reviewer(connection, "Ana")
        note = "=2+2\n<script>alert(4)</script> [x](javascript:y)\n- lista"
        decide(connection, relation.id, 1, ana.id, Opinion("contradiction", None, note), MORNING)
    return store


class Page(HTMLParser):
    """The tags, attributes and text of a page; `quotes` the text of its blockquotes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.quotes: list[str] = []
        self._quoting = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag == "blockquote":
            self._quoting = True
            self.quotes.append("")

    def handle_endtag(self, tag: str) -> None:
        self._quoting = self._quoting and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._quoting:
            self.quotes[-1] += data


def rendered(markdown: str) -> Page:
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def words_of(text: str) -> list[str]:
    return visible(text).split()


def read_csv(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))


# The record


def test_a_row_holds_the_item_with_both_quotes_in_context(rows: list[ExportRow]) -> None:
    (row,) = [row for row in rows if row.status == "agreed"]
    assert (row.label, row.kind, row.probability, row.verdict, row.state) == ("contradicts", "denial", 0.962, "contradiction", "new")
    assert row.question == row.a.quote
    assert (row.a.source, row.a.speaker, row.a.published) == ("La Gaceta de Valmara", None, date(2031, 3, 5))
    assert (row.b.speaker, row.b.stance) == ("La ministra de Puertos, Elena Ruaz", "denied")
    assert row.b.content in row.b.quote != row.b.content
    assert row.a.sources == ("La Gaceta de Valmara", "The Harbour Times") and row.a.origins == 2
    texts = {article.id: article.text for article in pier_story().articles}
    for side in (row.a, row.b):
        assert texts[side.article_id][side.start : side.end] == side.quote
        around = f"{side.context.before}{side.quote}{side.context.after}".strip("…")
        assert " ".join(around.split()) in " ".join(texts[side.article_id].split()) and len(around) > len(side.quote)
    assert [(said.reviewer, said.verdict, said.at) for said in row.opinions] == [
        ("Ana", "contradiction", MORNING),
        ("Berta", "contradiction", LATER),
    ]


def test_rows_come_in_the_order_of_the_queue_and_respect_its_filters(judged: Store) -> None:
    every = export_rows(judged)
    assert [row.probability for row in every] == sorted((row.probability for row in every), reverse=True)
    assert len(every) == 6
    assert {row.status for row in export_rows(judged, "?label=contradicts&status=agreed&status=disputed")} == {"agreed", "disputed"}
    assert [row.label for row in export_rows(judged, "high=0.8")] == ["contradicts"]
    assert export_rows(judged, "search=grúa&sort=oldest")[0].kind == "supersession"


@pytest.mark.parametrize("query", ["stauts=agreed", "low=much", "mine=true", "sort=random", "since=yesterday"])
def test_a_query_that_is_not_understood_is_refused_not_ignored(filled: Store, query: str) -> None:
    with pytest.raises(ValueError, match=query.partition("=")[0]):
        export_rows(filled, query)


def test_an_item_that_is_gone_is_still_exported(judged: Store) -> None:
    before = {row.id: row for row in export_rows(judged)}
    with judged.writing() as connection:
        add_batch(connection, make_results([], [], [], [], []), LATER)
    for row in export_rows(judged, "state=gone"):
        assert (row.story, row.question, row.state) == ("", None, "gone")
        assert row.a.quote == before[row.id].a.quote
        assert row.opinions == before[row.id].opinions
    assert len(before) == len(export_rows(judged, "state=gone"))
    assert before[row.id].a.quote.split()[0] in to_markdown([row]).decode()


def test_the_number_of_queries_does_not_grow_with_the_items(judged: Store) -> None:
    asked: list[str] = []
    event.listen(judged.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    with judged.reading() as connection:
        ids = read_ids(connection, Filter())
        asked.clear()
        list(read_rows(connection, ids[:1]))
        for_one = len(asked)
        asked.clear()
        list(read_rows(connection, ids))
    assert len(asked) == for_one == 6


# Formats for programs


def test_json_gives_back_the_same_rows(rows: list[ExportRow]) -> None:
    assert from_json(to_json(rows)) == tuple(rows)
    objects = json.loads(to_json(rows))
    assert {item["schema"] for item in objects} == {"detector-item/1"}
    assert objects[0]["a"]["published"] == rows[0].a.published.isoformat()  # type: ignore[union-attr]
    assert objects[0]["probability"] == rows[0].probability
    lines = to_jsonl(rows).decode().splitlines()
    assert [json.loads(line) for line in lines] == objects
    assert list(pd.read_json(io.BytesIO(to_jsonl(rows)), lines=True)["id"].astype(str)) == [row.id for row in rows]


def test_parquet_has_typed_columns_whatever_the_rows(rows: list[ExportRow]) -> None:
    table = pq.read_table(io.BytesIO(to_parquet(rows)))
    assert table.schema.equals(COLUMNS) and table.schema.metadata[b"schema"] == b"detector-item/1"
    assert pq.read_table(io.BytesIO(to_parquet([]))).schema.equals(COLUMNS)
    listed = table.to_pylist()
    for row, found in zip(rows, listed, strict=True):
        assert (found["id"], found["probability"], found["verdict"]) == (row.id, row.probability, row.verdict)
        assert (found["b_quote"], found["b_published"], found["b_start"]) == (row.b.quote, row.b.published, row.b.start)
        assert (found["contradiction_ba"], found["gates"]) == (row.scores.contradiction_ba, list(row.gates))
        assert [said["at"] for said in found["opinions"]] == [said.at for said in row.opinions]
    assert to_frame(rows)["probability"].dtype == "float64"


def test_csv_is_read_back_with_the_numbers_and_dates_it_was_made_of(rows: list[ExportRow]) -> None:
    found = read_csv(to_csv(rows))
    assert [set(line) for line in found] == [{*COLUMNS.names, "reviewers", "notes"}] * len(rows)
    for row, line in zip(rows, found, strict=True):
        assert float(line["probability"]) == row.probability
        assert float(line["similarity"]) == row.scores.similarity
        assert line["a_published"] == (row.a.published.isoformat() if row.a.published else "")
        assert (line["a_quote"], int(line["a_start"]), line["verdict"]) == (row.a.quote, row.a.start, row.verdict or "")
        assert [datetime.fromisoformat(said["at"]) for said in json.loads(line["opinions"])] == [said.at for said in row.opinions]
    assert list(pd.read_csv(io.BytesIO(to_csv(rows)))["probability"]) == [row.probability for row in rows]
    agreed = next(line for line in found if line["status"] == "agreed")
    assert (agreed["reviewers"], agreed["notes"]) == ("Ana | Berta", "Ana: El contrato existe: «visto»")


def test_csv_for_spanish_spreadsheets_has_semicolons_and_decimal_commas(rows: list[ExportRow]) -> None:
    found = read_csv(to_csv(rows, separator="semicolon"), ";")
    assert [float(line["probability"].replace(",", ".")) for line in found] == [row.probability for row in rows]
    assert not any("." in line["probability"] for line in found)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "\u200b=1", "\ufeff=1", "\x00=1"]
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert harmless(text).startswith("'")
    assert harmless(f"a{text}") == visible(f"a{text}")


def test_hostile_text_is_harmless_in_csv_and_verbatim_for_programs(hostile: Store) -> None:
    rows = export_rows(hostile)
    (line,) = read_csv(to_csv(rows))
    assert line["a_quote"] == "'" + visible(HOSTILE)
    for column in ("a_quote", "a_source", "a_title", "b_quote", "question", "story"):
        assert line[column].startswith("'"), column
    assert "\x00" not in line["a_quote"] and "\u202e" not in line["a_quote"]
    assert json.loads(to_json(rows))[0]["a"]["quote"] == HOSTILE
    assert pq.read_table(io.BytesIO(to_parquet(rows)))["a_quote"].to_pylist() == [HOSTILE]
    assert rows[0].a.url == "" and rows[0].b.url.startswith("https://x.example/")


# Formats for people


def test_markdown_shows_the_question_both_quotes_and_what_reviewers_said(rows: list[ExportRow]) -> None:
    page = rendered(to_markdown(rows, language="en").decode())
    assert page.tags.count("h2") == len(rows) and page.tags.count("blockquote") == 2 * len(rows)
    told = " ".join(page.text.split())
    for row in rows:
        for side in (row.a, row.b):
            assert " ".join(side.quote.split()) in told
    assert "La ministra de Puertos, Elena Ruaz (El Faro del Sur), denies it, Mar 4, 2031:" in told
    assert "Ana: Contradiction · Mar 8, 2031. El contrato existe: «visto»" in told
    assert "Berta: Unrelated · Different actor" in told
    assert "https://faro.example/puerto/ruaz-niega" in page.links
    assert "6 items" in told


def test_markdown_puts_the_earlier_quote_first(rows: list[ExportRow]) -> None:
    (row,) = [row for row in rows if row.status == "agreed"]
    assert row.a.published > row.b.published  # type: ignore[operator]
    quotes = rendered(to_markdown([row]).decode()).quotes
    assert [" ".join(quote.split()) for quote in quotes] == [row.b.quote, row.a.quote]


def test_markdown_speaks_spanish(rows: list[ExportRow]) -> None:
    told = " ".join(rendered(to_markdown(rows, language="es").decode()).text.split())
    assert "6 hallazgos" in told and "Desmentido · probabilidad: 96" in told
    assert "También lo dicen (2 orígenes en total): The Harbour Times" in told
    assert "Contradiction" not in told and "finding" not in told


def test_hostile_text_stays_text_in_markdown(hostile: Store) -> None:
    (row,) = export_rows(hostile)
    page = rendered(to_markdown([row]).decode())
    assert set(page.tags) == {"h1", "h2", "p", "blockquote", "strong", "a", "ul", "li"}
    assert page.tags.count("h2") == 1 and page.tags.count("li") == 1
    assert page.links == ["https://x.example/a_(b)_c?d=1&amp;e=2"]
    assert [quote.split() for quote in page.quotes] == [words_of(row.a.quote), words_of(row.b.quote)]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("\\`*_{}[]()#+-.!|<>&;:=~$^'\"0123a \n\t", max_size=60))
def test_escaped_text_is_printed_as_it_is_by_markdown(text: str) -> None:
    for before, tags in (("", {"p"}), ("> ", {"p", "blockquote"}), ("## ", {"h2"}), ("- ", {"ul", "li"})):
        page = rendered(before + escape(text))
        assert set(page.tags) <= tags
        assert page.text.split() == words_of(text)
    assert set(rendered(f"- **{escape(text)}**: x").tags) <= {"ul", "li", "strong"}


@pytest.mark.parametrize("address", ["https://evil.example", "HTTP://evil.example", "www.evil.example"])
def test_addresses_in_quotes_do_not_become_links_by_themselves(address: str) -> None:
    assert address[:8] not in escape(f"mira {address}")


def test_the_page_for_paper_has_a_cover_line_and_one_block_an_item(rows: list[ExportRow]) -> None:
    text = to_print(rows, language="en").decode()
    page = Page(text)
    assert page.tags.count("article") == len(rows) and page.tags.count("blockquote") == 2 * len(rows)
    assert "script" not in page.tags and "link" not in page.tags
    assert "@page" in text and re.search(r"\.item \{[^}]*break-inside: avoid", text)
    (row,) = [row for row in rows if row.status == "agreed"]
    assert any(row.a.quote in quote for quote in page.quotes)
    assert 'lang="en"' in text and "Hallazgos" in to_print(rows, language="es").decode()


def test_hostile_text_stays_text_on_paper(hostile: Store) -> None:
    text = to_print(export_rows(hostile)).decode()
    page = Page(text)
    assert not {"script", "img", "i"} & set(page.tags)
    assert not any(link.startswith("javascript") for link in page.links)
    assert "[U+202E]" in page.text and "\x00" not in text


# Label Studio


def test_label_studio_tasks_fit_their_labelling_interface(rows: list[ExportRow]) -> None:
    config = ElementTree.fromstring(LABEL_CONFIG)
    controls = {tag.get("name"): tag for tag in config.iter() if tag.get("toName")}
    objects = {tag.get("name") for tag in config.iter() if tag.get("name")} - set(controls)
    tasks = json.loads(to_labelstudio(rows, model="detector 0.1.0"))
    assert len(tasks) == len(rows)
    for row, task in zip(rows, tasks, strict=True):
        assert {tag.get("value", "")[1:] for tag in config.iter() if tag.get("value", "").startswith("$")} <= set(task["data"])
        (prediction,) = task["predictions"]
        assert (prediction["model_version"], prediction["score"]) == ("detector 0.1.0", row.probability)
        assert len(task["annotations"]) == len(row.opinions) == len(task["data"]["reviewers"])
        for result in [result for made in (*task["predictions"], *task["annotations"]) for result in made["result"]]:
            control = controls[result["from_name"]]
            assert result["to_name"] == control.get("toName") and result["to_name"] in objects
            assert result["type"] == control.tag.lower()
            if result["type"] == "choices":
                assert set(result["value"]["choices"]) <= {choice.get("value") for choice in control}
    guesses = {task["predictions"][0]["result"][0]["value"]["choices"][0] for task in tasks}
    assert guesses == {"contradiction", "supersession", "support"}
    (disputed,) = [task for task in tasks if task["data"]["status"] == "disputed"]
    assert [made["result"][0]["value"]["choices"] for made in disputed["annotations"]] == [["contradiction"], ["unrelated"]]
    assert disputed["annotations"][1]["result"][1]["value"]["choices"] == ["other_actor"]


def test_the_documentation_has_the_labelling_interface() -> None:
    documented = re.sub(r"(?m)^    ", "", DOCS.read_text("utf-8"))
    assert LABEL_CONFIG.strip() in documented


# ClaimReview

SCHEMA = Draft202012Validator(load_schema(), format_checker=FormatChecker())


def test_claimreview_is_made_of_confirmed_contradictions_alone(rows: list[ExportRow]) -> None:
    reviews = json.loads(to_claimreview(rows, VERIFICA, language="en"))
    (row,) = [row for row in rows if row.status == "agreed"]
    assert [review["claimReviewed"] for review in reviews] == [row.a.quote, row.b.quote]
    for review in reviews:
        SCHEMA.validate(review)
        assert review["reviewRating"]["alternateName"] == "Disputed" and "ratingValue" not in review["reviewRating"]
        assert all(side.quote in review["reviewRating"]["ratingExplanation"] for side in (row.a, row.b))
        assert review["author"] == {"@type": "Organization", "name": "Verifica Valmara", "url": "https://verifica.example/"}
        assert review["datePublished"] == "2031-03-09"
    assert reviews[0]["itemReviewed"]["author"] == {"@type": "Organization", "name": "La Gaceta de Valmara"}
    assert reviews[1]["itemReviewed"]["author"]["name"] == "La ministra de Puertos, Elena Ruaz"
    assert reviews[1]["itemReviewed"]["appearance"]["url"] == "https://faro.example/puerto/ruaz-niega"
    assert len({review["url"] for review in reviews}) == 2
    assert all(review["url"].startswith(f"https://verifica.example/comprobado#{row.id}") for review in reviews)


def test_claimreview_in_spanish_says_en_disputa(rows: list[ExportRow]) -> None:
    (review, _) = json.loads(to_claimreview(rows, Publisher("V", "https://v.example/{id}"), language="es"))
    SCHEMA.validate(review)
    assert review["reviewRating"]["alternateName"] == "En disputa"
    assert review["reviewRating"]["ratingExplanation"].startswith("Las fuentes no coinciden")
    assert re.fullmatch(r"https://v\.example/[0-9a-f]{16}#a", review["url"])


def test_a_settled_contradiction_is_published_and_an_undecided_one_is_not(judged: Store) -> None:
    (row,) = export_rows(judged, "status=disputed")
    assert json.loads(to_claimreview([row], VERIFICA)) == []
    with judged.writing() as connection:
        carla = add_reviewer(connection, "Carla", "admin")
        decide(connection, row.id, 3, carla.id, Opinion("contradiction", adjudicates=True), LATER)
    assert len(json.loads(to_claimreview(export_rows(judged, "status=settled"), VERIFICA))) == 2


def test_claimreview_cannot_leave_its_script_element(hostile: Store) -> None:
    text = to_claimreview(export_rows(hostile), VERIFICA).decode()
    assert not set(text) & set("<>&\u2028\u2029\u202e\x00")
    reviews = json.loads(text)
    for review in reviews:
        SCHEMA.validate(review)
    assert "</script>" in reviews[0]["claimReviewed"]
    assert "url" not in reviews[0]["itemReviewed"]["appearance"]


def test_our_schema_refuses_numbers_for_truth_and_reviews_without_required_fields(rows: list[ExportRow]) -> None:
    (review, _) = json.loads(to_claimreview(rows, VERIFICA))
    for field in ("claimReviewed", "reviewRating", "url", "author"):
        assert not SCHEMA.is_valid({name: value for name, value in review.items() if name != field})
    assert not SCHEMA.is_valid(review | {"reviewRating": review["reviewRating"] | {"ratingValue": 1}})


@pytest.mark.parametrize(
    ("name", "site"), [("", "https://v.example"), ("V", "javascript:alert(1)"), ("V", ""), ("V", "https://v.example/ x")]
)
def test_a_publisher_has_a_name_and_a_web_address(name: str, site: str) -> None:
    with pytest.raises(ValueError, match="organisation"):
        Publisher(name, site)


# From the desk


@pytest.fixture
def desk(judged: Store, client: TestClient) -> TestClient:
    return client


@pytest.fixture
def spanish(judged: Store, ana: Reviewer) -> Iterator[TestClient]:
    with TestClient(create_app(judged, DeskOptions(reviewer_id=ana.id, language="es"))) as made:
        yield made


PUBLISHED = "organisation=Verifica&site=https://verifica.example/"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_file_with_its_type_and_the_day_of_the_run(desk: TestClient, name: str) -> None:
    answer = desk.get(f"/export/{name}?{PUBLISHED}")
    kind = FORMATS[name]  # type: ignore[index]
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == kind.media_type
    shown = "inline" if name == "print" else "attachment"
    assert answer.headers["content-disposition"] == f'{shown}; filename="detector-2031-03-08.{kind.extension}"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.content == desk.get(f"/export/{name}?{PUBLISHED}").content


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_empty(desk: TestClient, name: str) -> None:
    answer = desk.get(f"/export/{name}?source=Nobody&{PUBLISHED}")
    assert answer.status_code == 200
    if name in ("json", "labelstudio", "claimreview"):
        assert answer.json() == []
    elif name == "csv":
        assert read_csv(answer.content) == []
    elif name == "parquet":
        assert pq.read_table(io.BytesIO(answer.content)).num_rows == 0
    elif name == "jsonl":
        assert answer.content == b""
    else:
        assert "0 items" in answer.text and "outlet: Nobody" in answer.text


def test_the_queues_query_chooses_and_orders_what_is_exported(desk: TestClient) -> None:
    found = desk.get("/export/json?label=contradicts&status=agreed&status=disputed&sort=newest").json()
    queue = desk.get("/queue.json?label=contradicts&status=agreed&status=disputed&sort=newest").json()
    assert [row["id"] for row in found] == [item["id"] for item in queue["items"]]
    assert len(found) == 2
    story = found[0]["story_id"]
    assert len(desk.get(f"/export/json?story={story}").json()) == 6
    assert desk.get("/export/json?story=0000000000000000").json() == []


def test_an_export_is_the_whole_selection_not_a_page_of_it(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detector.review.store.queue.PAGE", 2)
    assert len(desk.get("/queue.json?page=2").json()["items"]) <= 2
    assert len(desk.get("/export/json?page=2").json()) == 6


def test_rows_are_read_in_chunks_without_losing_any(judged: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = export_rows(judged)
    monkeypatch.setattr("detector.review.exports.rows._CHUNK", 4)
    monkeypatch.setattr("detector.review.exports.parquet_file._ROWS_A_GROUP", 4)
    assert export_rows(judged) == whole
    assert pq.read_table(io.BytesIO(to_parquet(whole)))["id"].to_pylist() == [row.id for row in whole]


def test_more_than_a_format_takes_is_refused_before_anything_is_sent(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    small = formats_module.replace(FORMATS["csv"], limit=5)
    monkeypatch.setitem(FORMATS, "csv", small)
    refused = desk.get("/export/csv")
    assert refused.status_code == 413 and "choose fewer with the filters" in refused.text
    assert desk.get("/export/csv?label=contradicts").status_code == 200
    assert "At most 5 at once" in desk.get("/exports").text


@pytest.mark.parametrize("name", FORMATS)
def test_one_item_can_be_exported(desk: TestClient, name: str) -> None:
    (item,) = desk.get("/export/json?status=agreed").json()
    answer = desk.get(f"/items/{item['id']}/export/{name}?{PUBLISHED}&label=supports")
    assert answer.status_code == 200
    assert f'filename="detector-2031-03-08-{item["id"]}.' in answer.headers["content-disposition"]
    if name == "json":
        assert answer.json() == [item]
    if name == "md":
        assert rendered(answer.text).tags.count("h2") == 1


@pytest.mark.parametrize("path", ["/items/0123456789abcdef/export/json", "/items/..%2f..%2fetc/export/json"])
def test_an_item_that_is_not_there_is_not_found(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_an_unknown_format_is_refused(desk: TestClient) -> None:
    assert desk.get("/export/exe").status_code == 422


def test_claimreview_needs_to_know_who_publishes(desk: TestClient, spanish: TestClient) -> None:
    assert desk.get("/export/claimreview").status_code == 422
    assert "necesita el nombre de la organización" in spanish.get("/export/claimreview?organisation=V&site=javascript:x").text
    found = desk.get(f"/export/claimreview?{PUBLISHED}").json()
    assert [review["author"]["name"] for review in found] == ["Verifica", "Verifica"]


def test_exports_for_people_are_in_the_language_of_the_desk(desk: TestClient, spanish: TestClient) -> None:
    query = "?label=contradicts&status=agreed&low=0.5&since=2031-03-01"
    english, other = desk.get(f"/export/print{query}").text, spanish.get(f"/export/print{query}").text
    assert "1 item · run of March 8, 2031 · the program says: Contradiction · reviewers: Agreed · probability from 50%" in english
    assert "1 hallazgo · tanda del 8 de marzo de 2031 · según el programa: Contradicción · revisión: Con acuerdo" in other
    assert "publicado desde el 1 mar 2031" in other
    assert "1 hallazgo · tanda del 8 mar 2031" in spanish.get(f"/export/md{query}").text
    assert spanish.get(f"/export/claimreview{query}&{PUBLISHED}").json()[0]["reviewRating"]["alternateName"] == "En disputa"


def test_the_printed_page_takes_its_styles_from_the_desk_and_runs_under_its_policy(desk: TestClient) -> None:
    answer = desk.get("/export/print")
    page = Page(answer.text)
    assert "style" not in page.tags and "script" not in page.tags and 'style="' not in answer.text
    assert "/static/print.css" in page.links
    assert desk.get("/static/print.css").status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_the_exports_page_offers_every_format_for_the_selection(desk: TestClient, spanish: TestClient) -> None:
    page = Page(desk.get("/exports?label=contradicts&source=El+Faro+del+Sur&sort=newest").text)
    links = [link for link in page.links if link.startswith("/export/")]
    assert {link.split("/")[2].split("?")[0] for link in links} == set(FORMATS) - {"claimreview"}
    assert all("label=contradicts&source=El+Faro+del+Sur&sort=newest" in link for link in links)
    assert all(desk.get(link).status_code == 200 for link in links)
    assert "3 items · the program says: Contradiction · outlet: El Faro del Sur" in page.text
    told = Page(spanish.get("/exports").text).text
    assert "Para hojas de cálculo" in told and "Organización" in told and "For " not in told


def test_the_claimreview_form_carries_the_query_along(desk: TestClient) -> None:
    text = desk.get("/exports?label=contradicts&status=agreed&status=settled").text
    assert text.count('type="hidden" name="status"') == 2
    assert '<input type="hidden" name="label" value="contradicts">' in text


def test_the_exports_page_has_a_json_twin_in_the_open_document(desk: TestClient) -> None:
    found = desk.get("/exports.json?label=supports").json()
    assert found["total"] == 3
    assert {kind["format"] for kind in found["formats"]} == set(FORMATS)
    assert desk.get(found["formats"][0]["address"]).status_code == 200
    paths = desk.get("/openapi.json").json()["paths"]
    operation = paths["/export/{name}"]["get"]
    assert "application/vnd.apache.parquet" in operation["responses"]["200"]["content"]
    assert {"label", "low", "organisation", "name"} <= {parameter["name"] for parameter in operation["parameters"]}


def test_nobody_exports_without_logging_in(judged: Store) -> None:
    with TestClient(create_app(judged, DeskOptions(accounts=True)), follow_redirects=False) as stranger:
        assert stranger.get("/export/csv").status_code == 303
        assert stranger.get("/exports.json").status_code == 401


def test_an_export_of_an_empty_store_has_a_name_without_a_day(store: Store) -> None:
    with store.writing() as connection:
        ana = add_reviewer(connection, "Ana")
    with TestClient(create_app(store, DeskOptions(reviewer_id=ana.id))) as desk:
        answer = desk.get("/export/csv")
    assert 'filename="detector.csv"' in answer.headers["content-disposition"] and read_csv(answer.content) == []


def test_hostile_text_passes_through_every_format_of_the_desk(hostile: Store) -> None:
    with TestClient(create_app(hostile, DeskOptions(reviewer_id=1))) as desk:
        for name in FORMATS:
            assert desk.get(f"/export/{name}?{PUBLISHED}").status_code == 200, name
        text = desk.get("/exports", params={"source": '"><script>alert(1)</script>\u202e'}).text
    assert "<script>alert" not in text and "\u202e" not in text


# From the command line


def command(*arguments: str) -> tuple[int, bytes, str]:
    app = Typer()
    app.command()(export)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout_bytes, result.stderr


def test_the_command_writes_a_selection_into_a_file(judged: Store, tmp_path: Path) -> None:
    out = tmp_path / "agreed.json"
    assert command("json", "--db", judged.address, "--query", "label=contradicts&status=agreed", "-o", str(out))[0] == 0
    assert from_json(out.read_bytes()) == tuple(export_rows(judged, "status=agreed"))
    assert [path.name for path in tmp_path.iterdir() if ".tmp" in path.name] == []
    page = tmp_path / "page.html"
    assert command("print", "--db", judged.address, "--lang", "en", "-o", str(page))[0] == 0
    assert "@page" in page.read_text("utf-8") and "6 items · run of March 8, 2031" in page.read_text("utf-8")


def test_the_command_writes_to_standard_output(judged: Store) -> None:
    code, output, _ = command("csv", "--db", judged.address, "--separator", "semicolon")
    assert code == 0 and len(read_csv(output, ";")) == 6
    options = ("--organisation", "Verifica", "--site", "https://v.example/{id}")
    code, output, _ = command("claimreview", "--db", judged.address, *options)
    assert code == 0 and len(json.loads(output)) == 2


def test_the_command_says_what_is_wrong_and_leaves_old_files_alone(judged: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    for arguments, expected, said in (
        (("csv", "--db", str(tmp_path / "none.db")), 1, "no such store"),
        (("csv", "--db", judged.address, "--query", "stauts=agreed"), 2, "stauts"),
        (("claimreview", "--db", judged.address), 2, "organisation"),
        (("csv", "--db", "mysql://x/y"), 1, "mysql"),
    ):
        code, _, error = command(*arguments, "-o", str(out))
        assert (code, said in error) == (expected, True), error
    assert out.read_text() == "old" and not (tmp_path / "none.db").exists()
    assert command("csv", "--db", judged.address, "-o", str(tmp_path / "no" / "folder.csv"))[0] == 1
