"""A page made for paper, or for "save as PDF" in the browser's print dialog."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import BinaryIO

from detector.report.passages import shorten
from detector.review.exports.about import About, Language
from detector.review.exports.rows import ExportRow, ExportSide, also_said_by, reading_order

_QUOTE_CHARS = 2000  # as on the report's pages: no clause of news is longer, and a hostile line of 5 MB would be a book


def to_print(rows: Iterable[ExportRow], *, language: Language = "es") -> bytes:
    """Return items as one HTML page that needs no other file."""
    file = io.BytesIO()
    listed = list(rows)
    write_print(listed, file, About(language, total=len(listed), alone=True))
    return file.getvalue()


def write_print(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write items as a page; unless `about.alone`, it takes its styles from the desk."""
    from detector.review.desk import labels  # not at the top: the desk's pages import this room
    from detector.review.desk.rendering import environment

    style = resources.files("detector.review.desk").joinpath("static", "print.css").read_text("utf-8") if about.alone else ""
    template = environment(about.language).get_template("print.html")
    shown = {"reading_order": reading_order, "also_said_by": also_said_by, "pieces": pieces}
    stream = template.stream(rows=rows, about=about, style=style, labels=labels, **shown)
    stream.enable_buffering(50)
    for part in stream:
        file.write(part.encode("utf-8", "replace"))


def pieces(side: ExportSide) -> Iterator[tuple[str, bool]]:
    """Give the parts of a quote in order, each with whether it carries the conflict."""
    quote = shorten(side.quote, _QUOTE_CHARS)
    at = 0
    for start, end in ((start - side.start, end - side.start) for start, end in side.marks):
        if at <= start < end <= len(quote):
            yield quote[at:start], False
            yield quote[start:end], True
            at = end
    yield quote[at:], False
