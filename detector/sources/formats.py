"""One reader per format: from the bytes of a file to the fields of its articles. No I/O, no network."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from detector.sources.decoding import decode
from detector.sources.problems import Problem
from detector.sources.rows import FIELD_NAMES, canonical, is_known_field

_MAX_FRONT_MATTER_CHARS = 10_000
_HEADING = re.compile(r"\s*#[ \t]+(\S[^\n]*)")
_PARQUET_BATCH_ROWS = 256
_MAX_ROW_GROUP_BYTES = 1_000_000_000  # a small compressed file may unpack to any size
_MAX_REASON_CHARS = 200

# These libraries log what they discard; our reader says it. Without any handler Python would print it a second time.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of one article, unchecked, and where in the file it stands: its line or row (from 1), or its number in a list."""

    fields: object
    line: int | None = None
    item: int | None = None


Reader = Callable[[bytes], Iterator[Entry | Problem]]


def _read_text(data: bytes, *, markdown: bool = False) -> Iterator[Entry | Problem]:
    """Plain text or Markdown, kept verbatim but for its newlines, with an optional YAML front matter before it."""
    text, remark = decode(data)
    if remark:
        yield Problem(remark)
    text = text.replace("\r\n", "\n")
    fields, body, problem = _split_front_matter(text)
    if problem:
        yield problem
    if markdown and "title" not in fields and (heading := _HEADING.match(body)):
        fields["title"] = heading[1].rstrip("# \t")
    yield Entry(fields | {"text": body})


def _read_markdown(data: bytes) -> Iterator[Entry | Problem]:
    return _read_text(data, markdown=True)


def _split_front_matter(text: str) -> tuple[dict[str, Any], str, Problem | None]:
    """Return the fields of the front matter, the body, and what is wrong with the front matter.

    A block between two lines of dashes is front matter only if it names a field that we know; else it is prose between
    rules and stays in the body. A block that names one but is not valid YAML costs its fields.
    """
    handler = YAMLHandler()
    start = text.lstrip()
    if not handler.detect(start):
        return {}, text, None
    try:
        block, body = handler.split(start)
    except ValueError:  # no second line of dashes
        return {}, text, None
    names = [line.partition(":")[0] for line in block.splitlines() if ":" in line]
    if len(block) > _MAX_FRONT_MATTER_CHARS or not any(map(is_known_field, names)):
        return {}, text, None
    try:
        # BaseLoader makes strings of everything: no "No" read as false, no error from an impossible date, no objects.
        # It is written in Python, so a deeply nested block ends in an exception and not in a broken C stack.
        fields = handler.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = text[: text.index(block)].count("\n") + mark.line + 1 if mark else None
        return {}, body.lstrip("\n"), Problem("front matter ignored: not valid YAML (a value with a colon needs quotes)", line)
    return (canonical(fields), body.lstrip("\n"), None) if isinstance(fields, Mapping) else ({}, text, None)


def _read_html(data: bytes) -> Iterator[Entry | Problem]:
    """The main text of a saved page, by trafilatura (comments left out, precision before recall)."""
    with warnings.catch_warnings():  # its download part, never used here, warns of a missing proxy library
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction  # here, because it is slow to load

    page, remark = decode(data)
    if remark:
        yield Problem(remark)
    # A fixed latest date instead of today's, which is the default: the result must not depend on the day of the run.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    try:
        document: Any = bare_extraction(
            page, with_metadata=True, include_comments=False, favor_precision=True, date_extraction_params=dates
        )
    except Exception as error:  # a page is hostile input, and the libraries below trafilatura raise whatever they like
        raise Problem(f"the page cannot be read ({type(error).__name__})") from error
    if document is None or not document.text:
        raise Problem("no article text found in this page")
    yield Entry(
        {"text": document.text, "title": document.title, "source": document.sitename, "published": document.date, "url": document.url}
    )


def _parse_json(text: str) -> Any:
    """Parse JSON; numbers stay strings (an "id" of a million digits, or a title of "2024", is none of our business)."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Problem(f"not valid JSON: {error.msg} (column {error.colno})", error.lineno) from error
    except RecursionError as error:
        raise Problem("JSON nested too deeply") from error


def _read_json(data: bytes) -> Iterator[Entry | Problem]:
    """One article, a list of them, or an object with such a list under "articles"."""
    text, remark = decode(data)
    if remark:
        yield Problem(remark)
    value = _parse_json(text)
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if isinstance(value, list):
        yield from (Entry(item, item=number) for number, item in enumerate(value, 1))
    else:
        yield Entry(value)


def _read_json_lines(data: bytes) -> Iterator[Entry | Problem]:
    """One JSON object a line; a broken line costs only itself."""
    text, remark = decode(data)
    if remark:
        yield Problem(remark)
    for number, line in enumerate(text.split("\n"), 1):  # not splitlines(): JSON strings may hold U+2028 as it is
        if line.strip():
            try:
                yield Entry(_parse_json(line), number)
            except Problem as problem:
                yield Problem(problem.reason, number)


def _read_csv(data: bytes, delimiters: str = ",;\t|") -> Iterator[Entry | Problem]:
    """A table with a header row; the delimiter is the one under which the header names the text."""
    text, remark = decode(data)
    if remark:
        yield Problem(remark)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the file's size is bounded already
    for delimiter in delimiters:
        # strict: a quote that never closes is an error, instead of a cell that swallows the rest of the file
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            header = next(reader, [])
        except csv.Error:
            continue
        if "text" in canonical(dict.fromkeys(header, "given")):
            yield from _table_rows(reader, header)
            return
    raise Problem(f"no column for the text; its header may be one of {', '.join(FIELD_NAMES['text'])}", 1)


def _table_rows(reader: Any, header: list[str]) -> Iterator[Entry | Problem]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"not a valid table row: {error}", line)
            continue
        if len(cells) > len(header):
            yield Problem(f"{len(cells)} cells under {len(header)} headers: is a delimiter in the text unquoted?", line)
        elif cells:
            yield Entry(dict(zip(header, cells, strict=False)), line)


def _read_tsv(data: bytes) -> Iterator[Entry | Problem]:
    return _read_csv(data, "\t")


def _read_parquet(data: bytes) -> Iterator[Entry | Problem]:
    """A Parquet table, read in batches and only the columns that we know; a cell that cannot be read costs its row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        if any(file.metadata.row_group(group).total_byte_size > _MAX_ROW_GROUP_BYTES for group in range(file.num_row_groups)):
            raise Problem(f"a row group unpacks to more than {_MAX_ROW_GROUP_BYTES / 1e6:,.0f} MB")
        columns = [name for name in file.schema_arrow.names if is_known_field(name)]
        if "text" not in canonical(dict.fromkeys(columns, "given")):
            raise Problem(f"no column for the text; its name may be one of {', '.join(FIELD_NAMES['text'])}")
        for batch in file.iter_batches(batch_size=_PARQUET_BATCH_ROWS, columns=columns):
            for row in range(batch.num_rows):
                number += 1
                try:
                    yield Entry({name: _cell(batch.column(name)[row]) for name in columns}, number)
                except (Problem, ValueError, OverflowError, pa.ArrowException) as error:
                    yield Problem(f"row cannot be read ({error})"[:_MAX_REASON_CHARS], number)
    except (pa.ArrowException, OSError, ValueError, MemoryError, KeyError) as error:
        raise Problem("not a valid Parquet file, or damaged" + (f" after row {number}" if number else "")) from error


def _cell(scalar: Any) -> Any:
    value = scalar.as_py()
    return decode(value)[0] if isinstance(value, bytes) else value


READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": _read_json,
    ".jsonl": _read_json_lines,
    ".ndjson": _read_json_lines,
    ".csv": _read_csv,
    ".tsv": _read_tsv,
    ".parquet": _read_parquet,
}
