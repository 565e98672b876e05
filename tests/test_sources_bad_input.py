"""Whatever stands in a file: no exception, one line a problem, and the rest is read."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.records import Article, Skipped
from detector.settings import SourceSettings
from detector.sources import read_articles
from detector.sources.formats import READERS

ES = "El gerente de la lonja desmintió que la subasta del viernes se haya suspendido por la lluvia; añadió: «Mañana abrirá»."
EN = "The manager’s office denied that Friday’s auction at the fish market had been called off because of the rain."
FORMATS = list(READERS)


def read(*paths: Path, **limits: int) -> tuple[list[str], list[str]]:
    """Return the texts of the articles, and the messages."""
    skipped: list[Skipped] = []
    articles = read_articles(paths, SourceSettings(**limits), skipped.append)
    return [article.text for article in articles], [str(problem) for problem in skipped]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("text", [ES, EN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    assert read(write(tmp_path / "a.txt", text.encode(encoding))) == ([text], [])


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_windows_tables(tmp_path: Path, name: str) -> None:
    content = f'texto;fuente\n"{ES}";Faro\n' if name == "a.csv" else json.dumps({"texto": ES}, ensure_ascii=False)
    assert read(write(tmp_path / name, content.encode("cp1252"))) == ([ES], [])


def test_one_broken_byte_does_not_garble_the_rest(tmp_path: Path) -> None:
    texts, messages = read(write(tmp_path / "a.txt", ES.encode() + b" y m\xe1s"))
    assert texts == [ES + " y m\ufffds"]
    assert messages == [f"{tmp_path}/a.txt: not all of it is valid UTF-8; U+FFFD stands for what is not (in 1 place)"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_empty_file(tmp_path: Path, suffix: str) -> None:
    assert read(write(tmp_path / f"a{suffix}", "")) == ([], [f"{tmp_path}/a{suffix}: empty file"])


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("junk", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, ES.encode("utf-16-le"), b"\x01\x02\x03\x7f" * 50])
def test_binary_junk(tmp_path: Path, suffix: str, junk: bytes) -> None:
    texts, (message,) = read(write(tmp_path / f"a{suffix}", junk), write(tmp_path / "b.txt", ES))
    assert texts == [ES]
    assert message.startswith(f"{tmp_path}/a{suffix}: ") and ("not text" in message or suffix == ".parquet")


def test_large_file_is_told_by_its_size_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert read(path) == ([], [f"{path}: 100.0 MB is more than the 50.0 MB allowed for a file of this kind"])


def test_limits(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\n".join(json.dumps({"text": text}) for text in ("  Corto.  ", ES, ES * 9)))
    texts, messages = read(path, max_article_chars=500)
    assert texts == [ES]
    assert messages == [
        f"{path}:1: text of 6 characters, less than the 40 of an article",
        f"{path}:3: text of {len(ES) * 9:,} characters, more than the 500 allowed for an article",
    ]
    page = write(tmp_path / "a.html", b"<p>" * 400)
    assert "0.0 MB" in read(page, max_page_bytes=1000)[1][0]


def test_broken_json_line_costs_only_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f'{{"text": "{ES}"}}\n\n{{"text": \n[]\n{{"title": "x"}}\n{{"text": "{EN}"}}\r\n{{"text": 1e999}}')
    texts, messages = read(path)
    assert texts == [ES, EN]
    assert [message.partition(": ")[0] for message in messages] == [f"{path}:{line}" for line in (3, 4, 5, 7)]
    assert [word in message for word, message in zip(["JSON", "object", "no text", "5 characters"], messages, strict=True)] == [True] * 4


def test_broken_json_file_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", f'[\n{{"text": "{ES}"}},\n{{"text" "{EN}"}}]')
    assert read(path) == ([], [f"{path}:3: not valid JSON: Expecting ':' delimiter (column 9)"])


def test_bad_articles_of_a_list_are_numbered(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps([{"text": ES}, 7, {"text": ["x"]}, {"texto": EN}]))
    texts, messages = read(path)
    assert texts == [ES, EN]
    assert messages == [f"{path}: article 2: not an object with named fields", f"{path}: article 3: the text is not a string"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.jsonl", b'{"a":' * 100_000, "nested too deeply"),
        ("a.json", b'{"id":' + b"9" * 100_000 + b"}", "no text"),
        ("a.json", b"[]", "holds no article"),
        ("a.jsonl", b"\n\n", "holds no article"),
        ("a.csv", b"uno,dos\n1,2\n", "no column for the text"),
        ("a.csv", b"text\n", "holds no article"),
        ("a.md", b"---\nsource: " + b"[" * 5_000 + b"\n---\n" + ES.encode(), "front matter ignored"),
        ("a.md", b'---\nsource: "\\UFFFFFFFF"\n---\n' + ES.encode(), "front matter ignored"),
        ("a.html", b"<html><body>" + b"<div>" * 50_000, "no article text"),
    ],
)
def test_hostile_structures(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    _, (message,) = read(write(tmp_path / name, content))
    assert expected in message


def test_broken_front_matter_names_the_line_and_keeps_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", f"---\nfuente: Faro\ntitle: Lonja: abierta\n---\n{ES}")
    texts, messages = read(path)
    assert texts == [ES]
    assert messages == [f"{path}:3: front matter ignored: not valid YAML (a value with a colon needs quotes)"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "mañana"),
        ("url", "javascript:alert(1)"),
        ("url", "http://["),
        ("idioma", "klingon"),
        ("title", "x" * 5000),
        ("fuente", ["a"]),
    ],
)
def test_a_bad_field_is_named_and_costs_nothing_else(tmp_path: Path, field: str, value: object) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"texto": ES, field: value}))
    texts, (message,) = read(path)
    assert texts == [ES]
    assert message.startswith(f"{path}:1: ") and " ignored: " in message and len(message) < len(str(path)) + 100


def test_csv_rows_that_do_not_fit(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv", f'text,source\n{EN},"Faro"\n"{ES}\nDos",Faro\nuno, dos, tres\n"{ES}"x,Faro\n"{EN} Y más",Faro\n"sin cerrar,x\n'
    )
    texts, messages = read(path)
    assert texts == [EN, f"{ES}\nDos", f"{EN} Y más"]
    assert [message.partition(": ")[0] for message in messages] == [f"{path}:{line}" for line in (5, 6, 8)]


def test_half_a_surrogate_pair_and_nul_in_json(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f'{{"text": "{EN} \\ud83d"}}\n{{"text": "{EN} \\u0000"}}')
    texts, (message,) = read(path)
    assert texts == [f"{EN} \ufffd"]
    assert message.startswith(f"{path}:2: binary data")


def test_damaged_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [ES + str(number) for number in range(50)]}), path, compression="NONE")
    data = bytearray(path.read_bytes())
    broken = data.index(ES[:4].encode() + ES[4:20].encode())
    data[broken + 5] = 0xFF
    texts, (message,) = read(write(path, bytes(data)))
    assert texts == [ES + str(number) for number in range(1, 50)]
    assert message.startswith(f"{path}:1: row cannot be read")
    assert "not a valid Parquet file" in read(write(path, bytes(data[:-50])))[1][0]


def test_nothing_else_is_printed(tmp_path: Path) -> None:
    """The libraries below log and warn on their own: a user must see our one line only."""
    write(tmp_path / "a.html", "<html><body><p></p></body></html>")
    write(tmp_path / "b.txt", ES.encode("cp1252"))
    code = f"from detector.sources import read_articles; read_articles([{str(tmp_path)!r}], on_skip=print)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{tmp_path}/a.html: no article text found in this page\n"
    assert done.stderr == ""


def test_messages_cannot_trick_a_terminal(tmp_path: Path) -> None:
    path = write(tmp_path / "a\x1b[2J\n\u202eb.jsonl", json.dumps({"text": ES, "date": "\x1b]0;x\x07"}) + "\n")
    texts, (message,) = read(path)
    assert texts == [ES] and message.isprintable()
    assert "a\\x1b[2J\\n\\u202eb.jsonl:1: published ignored" in message


def test_without_on_skip_problems_are_warnings(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="nada.txt: no such file"):
        assert read_articles([tmp_path / "nada.txt"]) == []


PREFIXES = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"---\nsource: ",
    b'{"text": "',
    b"text,date\n",
    b"<html><body><p>",
    b"PAR1",
    ES.encode() * 2,
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from(FORMATS),
    prefix=st.sampled_from(PREFIXES),
    data=st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_give_only_articles_and_messages(tmp_path: Path, suffix: str, prefix: bytes, data: bytes) -> None:
    check_robust(write(tmp_path / f"a{suffix}", prefix + data))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6), cut=st.none() | st.integers(0, 10**6))
def test_any_damage_to_parquet_gives_only_articles_and_messages(tmp_path: Path, damage: list[tuple[int, int]], cut: int | None) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [ES, EN], "source": [{"name": "Faro"}, None], "date": pa.array([1, 2], pa.timestamp("ns"))}), path)
    data = bytearray(path.read_bytes())
    for place, value in damage:
        data[place % len(data)] = value
    check_robust(write(path, bytes(data[: cut % len(data)] if cut is not None else data)))


KEYS = st.sampled_from(["text", "body", "date", "url", "source", "lang", "title"]) | st.text(max_size=5)
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.just(ES)
    | st.sampled_from(["2031-03-05", "https://[", "5 de marzo"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON_VALUES, suffix=st.sampled_from([".json", ".jsonl"]))
def test_any_json_gives_only_articles_and_messages(tmp_path: Path, value: object, suffix: str) -> None:
    check_robust(write(tmp_path / f"a{suffix}", json.dumps(value)))


def check_robust(path: Path) -> None:
    skipped: list[Skipped] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        articles = read_articles([path], on_skip=skipped.append)
    assert articles or skipped
    for problem in skipped:
        assert str(problem).isprintable() and len(problem.reason) < 400
    for article in articles:
        assert isinstance(article, Article)
        assert len(article.text.strip()) >= SourceSettings().min_article_chars
        for text in (article.text, article.title, article.source, article.path, article.url):
            text.encode()
        assert article.source and article.title.isprintable() and article.source.isprintable()
