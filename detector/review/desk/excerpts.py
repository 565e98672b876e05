"""The beginning of a quote, or the stretch of it where the conflict is, for lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detector.records import Span
from detector.report.passages import shorten

EXCERPT_CHARS = 280  # three lines of a card: most quotes are shorter


def excerpt(text: str, marks: Sequence[Span], limit: int = EXCERPT_CHARS) -> list[tuple[str, bool]]:
    """Return some `limit` characters of a quote as pieces in order, each with whether it carries the conflict.

    `marks` are spans of `text`, in order. A quote whose first mark stands far from its beginning is shown from shortly before it, with
    an ellipsis where something is left out.
    """
    start = 0
    if len(text) > limit and marks and marks[0][0] > limit // 2:
        near = marks[0][0] - limit // 4
        start = text.find(" ", near, marks[0][0]) + 1 or near
    shown = shorten(text[start:], limit)
    within = [(begin - start, min(end - start, len(shown))) for begin, end in marks]
    return [("…", False)] * bool(start) + list(_pieces(shown, within))


def _pieces(text: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in marks:
        if at <= start < end:
            if at < start:
                yield text[at:start], False
            yield text[start:end], True
            at = end
    if at < len(text):
        yield text[at:], False
