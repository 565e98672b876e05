"""`report.json`, the contract that other programs read (see docs/design.md); fields are added, never renamed."""

from __future__ import annotations

import dataclasses
import json
import math
import numbers
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any

from detector.records import Article, Claim, Relation, Results

SCHEMA = "detector/1"
_DECIMALS = 4  # finer than any probability is calibrated, coarse enough to hide the last bits of different processors


def to_json(results: Results) -> dict[str, Any]:
    """Return the run as the dictionary that `report.json` holds: plain lists, strings and numbers only.

    Floats are rounded to 4 decimals; an open bound of a quantity (infinite) is None. Articles come with their text, so
    that every offset (in Unicode code points) can be checked against it from this one file.
    """
    claims = {claim.id: claim for claim in results.claims}
    articles = {article.id: article for article in results.articles}

    def relation_fields(relation: Relation) -> dict[str, Any]:
        fields = _fields(relation)
        for side, marks in zip("ab", fields.pop("marks"), strict=True):
            claim = claims[fields[side]]
            fields[side] = {**_quote(claim, articles[claim.article_id]), "marks": marks}
        return fields

    report = {
        "schema": SCHEMA,
        "generated_by": _sorted(results.generated_by),
        "articles": [_article(article, results.origins[article.id]) for article in results.articles],
        "claims": [_fields(claim) for claim in results.claims],
        "stories": [_fields(story) for story in results.stories],
        "relations": [relation_fields(relation) for relation in results.relations],
        "findings": [_fields(finding) for finding in results.findings],
        "skipped": [_fields(skipped) for skipped in results.skipped],
    }
    return {name: _plain(value) for name, value in report.items()}


def load_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every `report.json` of this version satisfies."""
    text = resources.files("detector.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _fields(record: Any) -> dict[str, Any]:
    return dataclasses.asdict(record)


def _article(article: Article, origin_id: str) -> dict[str, Any]:
    fields = _fields(article)
    del fields["path"]  # where the file lies on this machine is no part of what was found
    return {**fields, "origin_id": origin_id}


def _quote(claim: Claim, article: Article) -> dict[str, Any]:
    of_article = {"source": article.source, "published": article.published, "url": article.url}
    of_claim = {name: getattr(claim, name) for name in ("article_id", "text", "start", "end", "language", "speaker", "stance")}
    return {"claim_id": claim.id, **of_claim, **of_article}


def _sorted(value: Any) -> Any:
    """Return `value` with every dictionary in it sorted by key: nobody promises an order of settings and versions."""
    if not isinstance(value, Mapping):
        return value
    return {key: _sorted(value[key]) for key in sorted(value, key=str)}


def _plain(value: Any) -> Any:
    """Return `value` in JSON's own types."""
    match value:
        case None | bool() | str():
            return value
        case numbers.Integral():
            return int(value)
        case numbers.Real():
            number = float(value)
            return round(number, _DECIMALS) + 0.0 if math.isfinite(number) else None  # + 0.0: no negative zero
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_plain(entry) for entry in value]
        case _:
            return str(value)
