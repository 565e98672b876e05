"""ClaimReview, for publishing what reviewers found: that sources disagree. Who is right is not for this program to say."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any, BinaryIO

from detector.report.passages import shorten
from detector.review.exports.about import About, Language, Publisher, shown
from detector.review.exports.rows import ExportRow, ExportSide, reading_order
from detector.review.exports.words import N_, Words, words

_FOUND = ("reviewed", "agreed", "settled")
_CLAIM_CHARS, _QUOTED_CHARS = 2000, 300
_ESCAPED = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def to_claimreview(rows: Iterable[ExportRow], publisher: Publisher, *, language: Language = "es") -> bytes:
    """Return a JSON list of schema.org ClaimReviews, fit to stand in a `<script type="application/ld+json">`.

    Only items that reviewers found to be contradictions (reviewed, agreed or settled) give any: one for each side, as the desk takes
    none. The rating is "Disputed" in words and has no number; it says that sources disagree, not that a claim is false.
    """
    file = io.BytesIO()
    write_claimreview(rows, file, About(language, publisher=publisher))
    return file.getvalue()


def write_claimreview(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write what `to_claimreview` returns.

    Raises:
        ValueError: `about` names no publisher.
    """
    if about.publisher is None:
        raise ValueError("ClaimReview needs the name of your organisation and the http(s) address of its fact checks")
    w = words(about.language)
    file.write(b"[")
    first = True
    for row in rows:
        if publishable(row):
            for review in _reviews(row, about.publisher, w):
                # JSON in a page ends where "</script" begins, whatever JSON thinks of it.
                text = json.dumps(review, ensure_ascii=False).translate(_ESCAPED)
                file.write(("\n" if first else ",\n").encode() + text.encode())
                first = False
    file.write(b"\n]\n")


def publishable(row: ExportRow) -> bool:
    """Return whether reviewers found the item to be a contradiction, and nobody disputes it."""
    return row.verdict == "contradiction" and row.status in _FOUND


def load_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one ClaimReview as it is written here."""
    text = resources.files("detector.review.exports").joinpath("claimreview.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _reviews(row: ExportRow, publisher: Publisher, w: Words) -> Iterator[dict[str, Any]]:
    first, second = reading_order(row)
    explained = w.say(N_("Sources disagree, and this does not say which is right. %(first)s / %(second)s"),
                      first=_quoted(first, w), second=_quoted(second, w))  # fmt: skip
    for name, side in (("a", row.a), ("b", row.b)):
        yield {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": publisher.address(row.id, name),
            "datePublished": max(said.at for said in row.opinions).date().isoformat(),
            "inLanguage": w.language,
            "author": {"@type": "Organization", "name": publisher.name.strip(), "url": publisher.home},
            "claimReviewed": shorten(shown(side.quote), _CLAIM_CHARS),
            "itemReviewed": _claim(side),
            "reviewRating": {"@type": "Rating", "alternateName": w.say("Disputed"), "ratingExplanation": explained},
        }


def _claim(side: ExportSide) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim", "inLanguage": side.language}
    if side.speaker or side.source:
        # Whether a speaker is a person or a body is not known here; an outlet is always a body.
        claim["author"] = {"@type": "Person" if side.speaker else "Organization", "name": shown(side.speaker or side.source)}
    appearance: dict[str, Any] = {"@type": "NewsArticle"}
    if side.url:
        appearance["url"] = side.url
    if side.title:
        appearance["headline"] = shown(side.title)
    if side.source:
        appearance["publisher"] = {"@type": "Organization", "name": shown(side.source)}
    if side.published:
        claim["datePublished"] = appearance["datePublished"] = side.published.isoformat()
    return claim | {"appearance": appearance}


def _quoted(side: ExportSide, w: Words) -> str:
    said = [shown(part) for part in (side.speaker, side.source) if part] + ([w.day(side.published)] if side.published else [])
    return w.say(N_("%(who)s: “%(quote)s”"), who=", ".join(said), quote=shorten(shown(side.quote), _QUOTED_CHARS))
