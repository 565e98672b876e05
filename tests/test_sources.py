"""What each format gives: texts verbatim, fields under all their names."""

from __future__ import annotations

import csv
import json
import socket
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.records import Article, Skipped
from detector.settings import SourceSettings
from detector.sources import list_files, read_articles
from detector.sources.rows import FIELD_NAMES, parse_row

ES = "La alcaldesa de Puerto Lirio negó el martes que el muelle vaya a cerrar en otoño."
EN = "The mayor of Port Lilac denied on Tuesday that the pier would close in autumn."


def read(*paths: Path, **limits: int) -> tuple[list[Article], list[Skipped]]:
    skipped: list[Skipped] = []
    return read_articles(paths, SourceSettings(**limits), skipped.append), skipped


def read_one(path: Path) -> Article:
    articles, skipped = read(path)
    assert skipped == []
    (article,) = articles
    return article


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(("text", "language"), [(ES, "es"), (EN, "en")])
def test_plain_text_is_kept_verbatim_but_for_its_newlines(tmp_path: Path, text: str, language: str) -> None:
    decomposed = "\n  cafe\u0301 \u00a0\t"
    article = read_one(write(tmp_path / "faro.txt", f"\ufeff\n{text}\r\n{decomposed}"))
    assert article.text == f"\n{text}\n{decomposed}"
    assert (article.source, article.title, article.published, article.url, article.language) == ("faro", "", None, "", language)
    assert article.path == str(tmp_path / "faro.txt")


@pytest.mark.parametrize(
    ("front", "language"),
    [
        ("fuente: El Faro del Sur\nfecha: 2031-03-05\ntítulo: 'Muelle: sin fecha'\nurl: https://faro.example/1\nidioma: es", "es"),
        ("source: El Faro del Sur\ndate: 5 March 2031\nheadline: 'Muelle: sin fecha'\nlink: https://faro.example/1\nlang: en-GB", "en"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_front_matter_in_both_languages(tmp_path: Path, front: str, language: str, suffix: str) -> None:
    article = read_one(write(tmp_path / f"a{suffix}", f"---\n{front}\n---\n\n{ES}\n\n---\n\n{EN}\n"))
    assert article.text == f"{ES}\n\n---\n\n{EN}\n"
    assert (article.source, article.title, article.published) == ("El Faro del Sur", "Muelle: sin fecha", date(2031, 3, 5))
    assert (article.url, article.language) == ("https://faro.example/1", language)


@pytest.mark.parametrize(
    "text", [f"---\n{ES}\n---\n{EN}", f"---\n{ES}", f"---\n- fuente: una lista\n---\n{ES}", f"---\nNota: aparte\n---\n{ES}"]
)
def test_prose_between_rules_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert read_one(write(tmp_path / "a.md", text)).text == text


def test_front_matter_values_are_strings_and_never_objects(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.md", f"---\ntitle: No\nsource: 2031\n---\n{ES}"))
    assert (article.title, article.source) == ("No", "2031")
    (article,), problems = read(write(tmp_path / "b.md", f"---\ntitle: !!python/object/apply:os.getcwd []\nsource: Faro\n---\n{ES}"))
    assert (article.title, article.source) == ("", "Faro")
    assert [problem.reason for problem in problems] == ["title ignored: not a text"]


def test_first_heading_of_markdown_is_its_title_and_stays_in_the_text(tmp_path: Path) -> None:
    text = f"\n# El muelle sigue abierto #\n\n## Hoy\n\n- {ES}\n"
    article = read_one(write(tmp_path / "a.md", text))
    assert (article.title, article.text) == ("El muelle sigue abierto", text)
    assert read_one(write(tmp_path / "b.md", f"---\ntitle: Otro\n---\n{text}")).title == "Otro"
    assert read_one(write(tmp_path / "c.txt", text)).title == ""


PAGE = f"""<!DOCTYPE html><html lang="es"><head><title>El muelle sigue abierto | El Faro del Sur</title>
<meta property="og:site_name" content="El Faro del Sur"><meta property="og:title" content="El muelle sigue abierto">
<meta property="article:published_time" content="2031-03-05T10:00:00Z"><link rel="canonical" href="https://www.faro.example/muelle">
<script>throw new Error("do not run")</script></head><body><nav><a href="/">Portada</a></nav><article><h1>El muelle sigue abierto</h1>
<p>{ES} El pleno lo confirmará el jueves.</p><p>«No hay fecha ni la habrá», añadió la alcaldesa ante los pescadores.</p></article>
<div id="comments"><p>Un lector comenta que no se cree una palabra de todo esto.</p></div><img src="https://faro.example/pixel"></body></html>"""


def test_page_gives_text_and_metadata_without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    article = read_one(write(tmp_path / "a.html", PAGE))
    assert ES in article.text and "«No hay fecha ni la habrá»" in article.text
    assert "lector" not in article.text and "Portada" not in article.text and "throw" not in article.text
    assert (article.source, article.title) == ("El Faro del Sur", "El muelle sigue abierto")
    assert (article.published, article.url) == (date(2031, 3, 5), "https://www.faro.example/muelle")


@pytest.mark.parametrize("shape", ["one", "list", "articles"])
def test_json_shapes(tmp_path: Path, shape: str) -> None:
    row = {
        "titulo": 2031,
        "texto": ES,
        "source": {"id": None, "name": "El Faro del Sur"},
        "publishedAt": "2031-03-05T23:30:00-05:00",
        "body": None,
    }
    value = {"one": row, "list": [row], "articles": {"total": 1, "articles": [row]}}[shape]
    article = read_one(write(tmp_path / "a.json", json.dumps(value)))
    assert (article.text, article.title, article.source, article.published) == (ES, "2031", "El Faro del Sur", date(2031, 3, 5))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiter_comes_from_the_header(tmp_path: Path, delimiter: str) -> None:
    text = f"{ES}\n«Uno, dos; tres\t| cuatro»"
    with (tmp_path / "a.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([["Titular", "Fuente", "Cuerpo"], ["Hoy", "Faro", text], []])
    article = read_one(tmp_path / "a.csv")
    assert (article.title, article.source, article.text) == ("Hoy", "Faro", text)


def test_long_cells_are_read(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.csv", f"text\n{'agua ' * 30_000}\n")).text == "agua " * 30_000


def test_parquet_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "Text": pa.array([ES, EN]).dictionary_encode(),
            "source": [{"name": "Faro"}, None],
            "published_at": pa.array([datetime(2031, 3, 5, 22), None], pa.timestamp("us", tz="UTC")),
            "embedding": [[0.1], [0.2]],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    (first, second), skipped = read(tmp_path / "a.parquet")
    assert skipped == []
    assert (first.text, first.source, first.published) == (ES, "Faro", date(2031, 3, 5))
    assert (second.text, second.source, second.published) == (EN, "a", None)


def test_source_falls_back_to_host_then_file_name(tmp_path: Path) -> None:
    lines = [{"text": ES, "url": "https://www.faro.example/1"}, {"text": EN, "site": "Harbour Gazette"}, {"text": f"{ES} {EN}"}]
    path = write(tmp_path / "agenda.jsonl", "\n".join(map(json.dumps, lines)))
    assert [article.source for article in read(path)[0]] == ["faro.example", "Harbour Gazette", "agenda"]


@pytest.mark.parametrize("field", list(FIELD_NAMES))
def test_every_documented_name_is_understood(field: str) -> None:
    values = {"text": ES, "published": "2031-03-05", "url": "https://faro.example/", "language": "es"}
    for name in FIELD_NAMES[field]:
        row, remarks = parse_row({"text": ES} | {name.upper(): values.get(field, "algo")})
        assert remarks == []
        assert str(getattr(row, field)) == values.get(field, "algo")


@pytest.mark.parametrize("name", ["publishedAt", "Published at", "published-at", "FECHA DE PUBLICACIÓN", "fecha_publicacio\u0301n"])
def test_names_are_compared_without_capitals_accents_and_signs(name: str) -> None:
    assert parse_row({"text": ES, name: "2031-03-05"})[0].published == date(2031, 3, 5)


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2031-03-05", date(2031, 3, 5)),
        ("2031-03-05T23:59:59Z", date(2031, 3, 5)),
        ("05/03/2031", date(2031, 3, 5)),
        ("25/12/2031 08:00", date(2031, 12, 25)),
        ("Wed, 05 Mar 2031 23:30:00 -0500", date(2031, 3, 5)),
        ("miércoles, 5 de marzo de 2031", date(2031, 3, 5)),
        ("March 5, 2031", date(2031, 3, 5)),
        (datetime(2031, 3, 5, 1), date(2031, 3, 5)),
        ("ayer", None),
        ("yesterday", None),
        ("marzo de 2031", None),
        ("31/02/2031", None),
        ("1900000000", None),
        (["2031-03-05"], None),
    ],
)
def test_dates(given_date: object, expected: date | None) -> None:
    row, remarks = parse_row({"text": ES, "fecha": given_date})
    assert row.published == expected
    assert [remark.startswith("published ignored: not a ") for remark in remarks] == ([] if expected else [True])


@pytest.mark.parametrize(
    ("tag", "code"), [("es-MX", "es"), ("EN_us", "en"), ("Español", "es"), ("English", "en"), ("spa", "es"), ("und", None)]
)
def test_languages(tag: str, code: str | None) -> None:
    row, remarks = parse_row({"text": ES, "idioma": tag})
    assert (row.language, remarks) == (code, [])


def test_titles_and_sources_are_made_one_safe_line() -> None:
    row, _ = parse_row({"text": ES, "title": " Uno\n dos\x1b[31m\u202e ", "source": "A\tB"})
    assert (row.title, row.source) == ("Uno dos[31m", "A B")


def test_order_duplicates_and_progress(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path / f"{name}.jsonl", json.dumps({"text": ES, "source": "Faro"}) + "\n" + json.dumps({"text": EN, "source": name}))
    skipped: list[Skipped] = []
    done: list[Path] = []
    articles = read_articles([tmp_path], on_skip=skipped.append, on_file=done.append)
    assert [article.source for article in articles] == ["Faro", "a", "b"]
    assert [str(problem) for problem in skipped] == [f"{tmp_path}/b.jsonl:1: same article as {tmp_path}/a.jsonl:1"]
    assert done == list_files([tmp_path], skipped.append) == [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\t\r\n")
NEWS = st.text(CHARACTERS, max_size=60).map(lambda tail: ES + tail)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(NEWS, min_size=1, max_size=4, unique=True), suffix=st.sampled_from([".json", ".jsonl", ".csv", ".tsv", ".parquet"]))
def test_rows_come_back_verbatim(tmp_path: Path, texts: list[str], suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    rows = [{"id": number, "texto": text} for number, text in enumerate(texts)]
    if suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif suffix in (".csv", ".tsv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["id", "texto"], delimiter="," if suffix == ".csv" else "\t", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    else:
        dumped = [json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join(dumped) if suffix == ".jsonl" else f"[{','.join(dumped)}]", encoding="utf-8")
    articles, skipped = read(path)
    assert skipped == []
    assert [article.text for article in articles] == texts
