"""Markdown that a newsroom can paste: the question, both sides, the quotes verbatim, and what reviewers said."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from detector.report.untrusted import visible
from detector.review.exports.about import About, Language, shown
from detector.review.exports.rows import ExportRow, ExportSide, also_said_by, reading_order
from detector.review.exports.words import N_, Words, words

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*_{}\[\]#|~$^]")
# Addresses that many programs turn into links although nothing asks them to, and what means something at the start of a line.
_LINKED = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_STARTS = re.compile(r"^([-+=:]|\d{1,9}[.)])")


def to_markdown(rows: Iterable[ExportRow], *, language: Language = "es") -> bytes:
    """Return items as Markdown in UTF-8; everything that comes from articles or reviewers is escaped and cannot become markup."""
    file = io.BytesIO()
    listed = list(rows)
    write_markdown(listed, file, About(language, total=len(listed)))
    return file.getvalue()


def write_markdown(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write items as Markdown, with a heading that says which they are."""
    w = words(about.language)
    file.write("\n".join(_heading(about, w)).encode())
    for row in rows:
        file.write(("\n" + "\n".join(_item(row, w))).encode())


def escape(text: str) -> str:
    """Return one line of text that Markdown prints as it is: no markup, no HTML, no links."""
    line = " ".join(visible(text).split())
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = re.sub("[&<>]", lambda match: _ENTITIES[match[0]], line)
    line = _LINKED.sub(r"\1\\\2", line)
    return _STARTS.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", line)


def _heading(about: About, w: Words) -> Iterator[str]:
    yield f"# {escape(w.say(N_('Items for review')))}"
    yield ""
    line = [w.count("%(num)s item", "%(num)s items", about.total)]
    if about.day:
        line.append(w.say(N_("run of %(day)s"), day=w.day(about.day)))
    yield escape(" · ".join([*line, *about.selection]))
    yield ""


def _item(row: ExportRow, w: Words) -> Iterator[str]:
    first, second = reading_order(row)
    yield f"## {escape(row.question or row.story or first.quote)}"
    yield ""
    facts = [w.name("kind", row.kind), w.say(N_("probability %(number)s"), number=w.percent(row.probability)), w.name("status", row.status)]
    facts += [f"**{escape(w.name('verdict', row.verdict))}**"] if row.verdict else []
    yield " · ".join([*map(escape, facts[:3]), *facts[3:]])
    for side in (first, second):
        yield ""
        yield from _side(side, also_said_by(side, row), w)
    if row.opinions:
        yield ""
    for said in row.opinions:
        parts = [w.name("verdict", said.verdict), *([w.name("reason", said.reason)] if said.reason else []), w.day(said.at.date())]
        note = f" {escape(said.note)}" if said.note.strip() else ""
        yield f"- **{escape(said.reviewer)}**: {escape(' · '.join(parts))}.{note}"
    if row.story and row.question:
        yield ""
        yield f"{escape(w.say(N_('Story: %(title)s'), title=shown(row.story)))}"
    yield ""


def _side(side: ExportSide, others: list[str], w: Words) -> Iterator[str]:
    source = escape(side.source) or escape(w.say(N_("outlet not known")))
    who = f"**{escape(side.speaker)}** ({source})" if side.speaker else f"**{source}**"
    parts = [who, *([escape(w.name("stance", side.stance))] if side.stance != "asserted" else [])]
    parts.append(escape(w.day(side.published)) if side.published else escape(w.say(N_("no date"))))
    yield f"{', '.join(parts)}:"
    yield ""
    yield from (f"> {escape(line)}" if line.strip() else ">" for line in re.split(r"\r\n|[\r\n\u2028\u2029]", side.quote.strip()))
    if side.url:
        yield ""
        yield f"[{escape(w.say(N_('Original at %(host)s'), host=urlsplit(side.url).hostname or ''))}](<{_address(side.url)}>)"
    if others:
        also = w.count("Also said by (%(num)s origin in all)", "Also said by (%(num)s origins in all)", side.origins)
        yield ""
        yield f"{escape(also)}: {', '.join(map(escape, others))}"


def _address(url: str) -> str:
    """Return an address that cannot leave the brackets of its link; it comes from `web_address` and has no spaces."""
    bracketed = re.sub(r"[<>\\\[\]`]", lambda match: f"%{ord(match[0]):02X}", url)
    return re.sub(r"&(?=#?\w+;)", "&amp;", bracketed)
