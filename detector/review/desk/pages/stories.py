"""All stories: how much there is in each, and how much of it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from detector.review.desk import labels
from detector.review.desk.context import Reader, StoreOf, VisitOf
from detector.review.desk.labels import N_
from detector.review.desk.rendering import page
from detector.review.store import Store
from detector.review.store.batches import fold
from detector.review.store.statistics import StoryNumbers, story_numbers

router = APIRouter()

SHOWN = 100
Sort = Literal["open", "articles", "newest", "oldest", "title"]
SORTS: dict[Sort, str] = {
    "open": N_("Most to review"),
    "articles": N_("Most articles"),
    "newest": N_("Latest first"),
    "oldest": N_("Earliest first"),
    "title": N_("By title"),
}


class StoriesAddress(BaseModel):
    """The query parameters of the list: words that title or outlets have, the order, and the page."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    search: str = Field("", max_length=300)
    sort: Sort = "open"
    page: int = Field(1, ge=1, le=100_000)

    def query(self, **changes: object) -> str:
        """Return the address's query ("?..." or ""), with some parameters changed."""
        values = self.model_dump(exclude_defaults=True) | changes
        kept = {name: value for name, value in values.items() if value not in (None, "") and (name, value) != ("page", 1)}
        return f"?{urlencode(kept)}" if kept else ""

    def link(self, **changes: object) -> str:
        """Return the address of the list, with some parameters changed."""
        return f"/stories{self.query(**changes)}"


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """One page of the list, and how many stories there are in all (with the words searched for)."""

    total: int
    page: int
    pages: int
    stories: tuple[StoryNumbers, ...]


Address = Annotated[StoriesAddress, Query()]


@router.get("/stories", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> HTMLResponse:
    """The list as a page."""
    return page(request, visit, "stories.html", {"found": _read(store, address), "address": address, "sorts": SORTS, "labels": labels})


@router.get("/stories.json")
def show_json(store: StoreOf, reader: Reader, address: Address) -> StoriesPage:
    """The stories of the last batch in numbers, a page of them."""
    return _read(store, address)


def _read(store: Store, address: StoriesAddress) -> StoriesPage:
    with store.reading() as connection:
        stories = story_numbers(connection)
    found = in_order([story for story in stories if has_words(story, address.search)], address.sort)
    start = (address.page - 1) * SHOWN
    return StoriesPage(len(found), address.page, max(-(-len(found) // SHOWN), 1), tuple(found[start : start + SHOWN]))


def has_words(story: StoryNumbers, search: str) -> bool:
    """Return whether every word searched for begins one in the title or an outlet's name; case and accents do not count."""
    if not search:
        return True
    words = fold(" ".join((story.title, *story.outlets))).split()
    return all(any(word.lstrip("«»“”\"'¿¡([").startswith(wanted) for word in words) for wanted in fold(search).split())


def in_order(stories: Sequence[StoryNumbers], sort: Sort) -> list[StoryNumbers]:
    """Return the stories sorted; undated ones come last by date, and what is equal goes by id."""
    by_id = sorted(stories, key=lambda story: story.id)
    if sort == "title":
        return sorted(by_id, key=lambda story: fold(story.title))
    if sort == "articles":
        return sorted(by_id, key=lambda story: -story.articles)
    if sort == "newest":
        return sorted(by_id, key=lambda story: story.last or date.min, reverse=True)
    if sort == "oldest":
        return sorted(by_id, key=lambda story: story.first or date.max)
    return sorted(by_id, key=lambda s: (-s.open, -s.decided, -s.updates, -s.corroborations, -s.articles))
