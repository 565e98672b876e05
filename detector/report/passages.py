"""A quote in its context: the sentence around it and a stretch of what stands before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detector.records import Article, Claim, Span

NEIGHBOUR_CHARS = 200  # two or three lines on a page: enough to see who speaks, not another article
_SENTENCE_CHARS = 500  # of one sentence, on either side of the quote; a "sentence" can be a line of 5 MB
_QUOTE_CHARS = 2000  # no clause of news is longer; beyond it the page shows the beginning only
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n]*\n?)", re.MULTILINE)  # Markdown's


@dataclass(frozen=True, slots=True)
class Passage:
    """The parts of a passage in reading order; `quote` is verbatim, the others have their line breaks evened out.

    The others also leave out the marks of headings ("## Title"), which stand as paragraphs of their own.

    `pieces` are the quote's, in order, each with whether it carries the conflict.
    """

    lead: str
    before: str
    quote: str
    after: str
    trail: str
    pieces: tuple[tuple[str, bool], ...]


def passage(article: Article, claim: Claim, marks: Sequence[Span] = ()) -> Passage:
    """Return `claim` in its context: `before` and `after` complete its sentence, `lead` and `trail` stand around that.

    `marks` are spans of the article's text inside the quote. Every part is bounded; a part that was cut begins or ends with an
    ellipsis.
    """
    text = article.text
    sentence_start = min(max(claim.sentence_start, 0), claim.start)
    sentence_end = max(min(claim.sentence_end, len(text)), claim.end)
    if claim.sentence_end < claim.end:  # the sentence is not known
        sentence_start, sentence_end = claim.start, claim.end
    before = _end_of(text, sentence_start, claim.start, _SENTENCE_CHARS)
    after = _start_of(text, claim.end, sentence_end, _SENTENCE_CHARS)
    quote = shorten(text[claim.start : claim.end], _QUOTE_CHARS)
    return Passage(
        lead="" if before.startswith("…") else _end_of(text, 0, sentence_start, NEIGHBOUR_CHARS),
        before=before,
        quote=quote,
        after=after,
        trail="" if after.endswith("…") else _start_of(text, sentence_end, len(text), NEIGHBOUR_CHARS),
        pieces=tuple(_pieces(quote, [(start - claim.start, end - claim.start) for start, end in marks])),
    )


def _pieces(quote: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in marks:
        if at <= start < end <= len(quote):
            if at < start:
                yield quote[at:start], False
            yield quote[start:end], True
            at = end
    if at < len(quote):
        yield quote[at:], False


def shorten(text: str, limit: int) -> str:
    """Return `text`, or its first `limit` characters up to the end of a word and an ellipsis."""
    return text if len(text) <= limit else _whole_words(text[:limit]) + "…"


def _start_of(text: str, start: int, end: int, limit: int) -> str:
    stretch = _unmarked(text, start, min(end, start + limit))
    return _even(_whole_words(stretch) + "…" if end - start > limit else stretch)


def _end_of(text: str, start: int, end: int, limit: int) -> str:
    stretch = _unmarked(text, max(start, end - limit), end)
    if end - start <= limit:
        return _even(stretch)
    return _even("…" + _whole_words(stretch[::-1])[::-1])


def _unmarked(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` without the marks of headings, and each heading as a paragraph. A line that begins before is none."""
    parts, at = [], start
    for heading in _HEADING.finditer(text, start, end):
        words = heading[1]
        parts += [text[at : heading.start()], "\n\n" if heading.start() else "", words, "\n" if words.endswith("\n") else ""]
        at = heading.end()
    return "".join([*parts, text[at:end]])


def _whole_words(text: str) -> str:
    """Return `text` without the word that its end cuts, or as it is where it has no space to cut at."""
    words = re.match(r"(?s).*\s", text)
    return words[0].rstrip() if words and words[0].strip() else text


def _even(text: str) -> str:
    """Return `text` with line breaks only between paragraphs: plain text files wrap their lines anywhere."""
    paragraphs = (re.sub(r"\s+", " ", paragraph) for paragraph in _PARAGRAPH.split(text))
    return "\n".join(paragraphs)
