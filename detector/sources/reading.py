"""From files to articles: limits, defaults and duplicates, whatever the format."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from detector.records import Article, Skipped
from detector.settings import SourceSettings
from detector.sources.files import list_files, read_bytes
from detector.sources.formats import READERS, Entry
from detector.sources.problems import Problem, printable, skipped
from detector.sources.rows import parse_row

_DEFAULTS = SourceSettings()
_PAGES = (".html", ".htm")


def read_articles(
    inputs: Iterable[str | Path],
    settings: SourceSettings = _DEFAULTS,
    on_skip: Callable[[Skipped], None] | None = None,
    on_file: Callable[[Path], None] | None = None,
) -> list[Article]:
    """Read every article that `inputs` hold: files, folders (with their sub-folders) and globs. See docs/inputs.md.

    The order is that of `inputs`, sorted by path within a folder or glob, so the same input gives the same list. Articles
    with the same id are kept once. Nothing that the input holds raises an exception: each file, line, field or input that
    cannot be read is handed to `on_skip` (default: a Python warning), and the rest is read. `on_file` is called after each
    of the files of `list_files(inputs)`, for a progress bar. Nothing is ever fetched from a network.
    """
    report = on_skip or _warn
    articles: dict[str, Article] = {}
    places: dict[str, str] = {}
    for path in list_files(inputs, report):
        for result, line in _read_file(path, settings):
            if isinstance(result, Problem):
                report(skipped(path, result.reason, result.line))
            elif result.id in articles:
                report(skipped(path, f"same article as {places[result.id]}", line))
            else:
                articles[result.id] = result
                places[result.id] = f"{result.path}:{line}" if line else result.path
        if on_file:
            on_file(path)
    return list(articles.values())


def _read_file(path: Path, settings: SourceSettings) -> Iterator[tuple[Article | Problem, int | None]]:
    """Yield the articles of one file, with their lines where they have one, and its problems."""
    suffix = path.suffix.lower()
    empty = True
    try:
        data = read_bytes(path, settings.max_page_bytes if suffix in _PAGES else settings.max_file_bytes)
        for entry in READERS[suffix](data):
            empty = False
            if isinstance(entry, Problem):
                yield entry, None
                continue
            try:
                article, remarks = _article(entry, path, settings)
            except Problem as problem:
                yield _placed(problem.reason, entry), None
            else:
                yield from ((_placed(remark, entry), None) for remark in remarks)
                yield article, entry.line
        if empty:
            yield Problem("the file holds no article"), None
    except Problem as problem:
        yield problem, None


def _article(entry: Entry, path: Path, settings: SourceSettings) -> tuple[Article, list[str]]:
    """Return the article and remarks on fields that were ignored; raise `Problem` if its text is none."""
    row, remarks = parse_row(entry.fields)
    length = len(row.text.strip())
    if "\0" in row.text:
        raise Problem("binary data, not text (it holds NUL characters)")
    if length < settings.min_article_chars:
        raise Problem(f"text of {length} characters, less than the {settings.min_article_chars} of an article")
    if len(row.text) > settings.max_article_chars:
        raise Problem(f"text of {len(row.text):,} characters, more than the {settings.max_article_chars:,} allowed for an article")
    source = row.source or row.host or printable(path.stem)
    return Article.from_text(row.text, source, row.title, row.published, row.url, row.language, printable(str(path))), remarks


def _placed(reason: str, entry: Entry) -> Problem:
    """Return the problem with its place in the file: the line, or the number in a list, which has no line."""
    return Problem(f"article {entry.item}: {reason}" if entry.item else reason, entry.line)


def _warn(problem: Skipped) -> None:
    warnings.warn(str(problem), stacklevel=3)
