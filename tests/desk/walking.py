"""Finding every route of the desk, and filling in the ids that its paths need."""

from __future__ import annotations

from collections.abc import Iterator
from enum import EnumMeta
from itertools import product
from typing import Any, get_args

from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select

from detector.review.store import Store
from detector.review.store.tables import ArticleRow, ClaimRow, FindingRow, ItemRow, ReviewerRow, StoryRow

IDS = {
    "item_id": ItemRow.id, "story_id": StoryRow.id, "article_id": ArticleRow.id, "claim_id": ClaimRow.id, "finding_id": FindingRow.id,
    "person_id": ReviewerRow.id,
}  # fmt: skip
STREAMS = {"/live"}
"""Answers without an end."""


def routes(app: FastAPI) -> list[Any]:
    """Every route of ours: those of routers, of routers inside routers, and of the application itself."""

    def inside(found: Any) -> Iterator[Any]:
        for route in found:
            inner = getattr(route, "original_router", None)
            yield from inside(inner.routes) if inner else (route,)

    return [route for route in inside(app.routes) if getattr(route, "name", "") != "static"]


def calls(route: Any) -> set[str]:
    """The names of all functions that a route depends on."""

    def tree(dependant: Any) -> Iterator[str]:
        for needed in dependant.dependencies:
            yield needed.call.__name__
            yield from tree(needed)

    return set(tree(route.dependant)) if isinstance(route, APIRoute) else set()


def keys(app: FastAPI) -> dict[tuple[str, str], Any]:
    """Every (method, path) with its route."""
    return {(method, route.path): route for route in routes(app) for method in sorted(route.methods - {"HEAD"})}


def paths(route: Any, store: Store, limit: int | None = None) -> list[str]:
    """The route's path with every id of the store filled in (at most `limit` of each), and every value of a choice."""
    values: dict[str, list[Any]] = {}
    for param in getattr(getattr(route, "dependant", None), "path_params", ()):
        choices = _choices(param.field_info.annotation)
        if not choices:
            assert param.name in IDS, f"{route.path}: teach tests/desk/walking.py what {param.name} is"
            with store.reading() as connection:
                choices = tuple(connection.scalars(select(IDS[param.name]).limit(limit)))
        values[param.name] = list(choices)
    return [route.path.format(**dict(zip(values, chosen, strict=True))) for chosen in product(*values.values())]


def _choices(annotation: Any) -> tuple[Any, ...]:
    if isinstance(annotation, EnumMeta):
        return tuple(member.value for member in annotation)
    return get_args(annotation)
