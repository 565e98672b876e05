"""One story: who takes which side, when it was said, and every pair there is to judge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse

from detector.records import Relation
from detector.report.summary import Corroboration, Dossier, dossiers
from detector.report.untrusted import web_address
from detector.report.views import Views, title_language
from detector.review.agreement import Said, said_of
from detector.review.desk import drawing, labels
from detector.review.desk.context import Language, Reader, StoreOf, VisitOf
from detector.review.desk.rendering import environment, page
from detector.review.desk.sides import Day, Graph, Sides, SourceMap, Words
from detector.review.desk.wording import translations
from detector.review.store import Store
from detector.review.store.items import read_story
from detector.review.store.statistics import StoryNumbers, item_statuses, story_numbers

router = APIRouter()

SHOWN = 50
"""Pairs of one sort on the page; the queue holds them all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of the story, its earlier quote first; `verdict` is the one that stands."""

    id: str
    said: Said
    kind: str
    probability: float
    status: str
    verdict: str | None
    first: Words
    second: Words


@dataclass(frozen=True, slots=True)
class Agreed:
    """What several voices say; `origins` below two are copies of one text. `item_id` is its most probable pair."""

    text: str
    language: str
    probability: float
    origins: int
    outlets: tuple[str, ...]
    item_id: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of the story; `same_text` are ids of those with the same text, `link` its address and host where they may be linked."""

    id: str
    title: str
    outlet: str
    day: date | None
    language: str
    same_text: tuple[str, ...]
    link: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story; `copies` counts the contradictions that say in copies of a text what a listed one says already."""

    numbers: StoryNumbers
    language: str
    map: SourceMap
    days: tuple[Day, ...]
    graphs: tuple[Graph, ...]
    contradictions: tuple[Pair, ...]
    copies: int
    updates: tuple[Pair, ...]
    corroborations: tuple[Agreed, ...]
    articles: tuple[Listed, ...]


_ID = "^[0-9a-f]{16}$"
StoryId = Annotated[str, Path(pattern=_ID)]


@router.get("/stories/{story_id}.json", responses={404: {"description": "There is no such story."}})
def show_json(store: StoreOf, reader: Reader, story_id: StoryId) -> StoryPage:
    """A story of the last batch: the map of its sources, its days, its pairs and its articles."""
    return _read(store, story_id)


@router.get("/stories/{story_id}", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, reader: Reader, story_id: str) -> HTMLResponse:
    """A story as a page."""
    story = _read(store, story_id if re.fullmatch(_ID, story_id) else "")
    articles = {article.id: article for article in story.articles}
    pictures = _pictures(story, visit.language)
    stances = {take.stance: None for group in story.map.groups for row in group for cell in row.cells for take in cell.takes}
    values = {"story": story, "articles": articles, "labels": labels, "shown": SHOWN, "stances": list(stances), "takes": _takes(story)}
    return page(request, visit, "story.html", values | pictures)


def _read(store: Store, story_id: str) -> StoryPage:
    with store.reading() as connection:
        numbers = story_numbers(connection, story_id)
        if not numbers:
            raise HTTPException(404, "there is no such story; it may have gone with the last batch")
        results = read_story(connection, story_id)
        statuses = item_statuses(connection, story_id)
    dossier = dossiers(results)[0]
    sides, views = Sides(results, dossier), Views(results)

    def pairs(relations: Sequence[Relation]) -> tuple[Pair, ...]:
        return tuple(_pair(relation, views, sides, statuses) for relation in relations)

    return StoryPage(
        numbers[0], title_language(dossier.story, dossier.articles), sides.source_map(), sides.days(), sides.graphs(),
        pairs(dossier.contradictions), numbers[0].open + numbers[0].decided - len(dossier.contradictions), pairs(dossier.updates),
        tuple(_agreed(found, results.relations, sides) for found in dossier.corroborations), _articles(dossier, views),
    )  # fmt: skip


def _pair(relation: Relation, views: Views, sides: Sides, statuses: dict[str, tuple[str, str | None]]) -> Pair:
    card = views.card(relation)
    first, second = sides.words(card.first.claim.id), sides.words(card.second.claim.id)
    return Pair(
        relation.id, said_of(relation.label, relation.kind), relation.kind, relation.probability, *statuses[relation.id], first, second
    )


def _agreed(found: Corroboration, relations: Sequence[Relation], sides: Sides) -> Agreed:
    inside = set(found.claim_ids)
    item = next((r.id for r in relations if r.label == "supports" and r.a in inside and r.b in inside), None)
    quoted = sides.saying(found.question, found.claim_ids)
    return Agreed(quoted.text, quoted.language, found.probability, len(found.origins), found.sources, item)


def _articles(dossier: Dossier, views: Views) -> tuple[Listed, ...]:
    same = views.same_text(dossier)
    return tuple(
        Listed(
            article.id, article.title, article.source, article.published, article.language,
            tuple(other.id for other in same[article.id]), web_address(article.url),
        )
        for article in dossier.articles
    )  # fmt: skip


def _takes(story: StoryPage) -> dict[str, list[tuple[int, str]]]:
    """Return the sides that articles take, as (question, letter), by article."""
    takes: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for day in story.days:
        for said in day.spoken:
            takes[said.words.article_id].add((said.question, said.letter))
    return {article_id: sorted(sides) for article_id, sides in takes.items()}


def _pictures(story: StoryPage, language: Language) -> dict[str, Any]:
    """Return the timeline, and the graph of each question that has one, by number."""
    gettext = translations(language).gettext
    day = environment(language).filters["day"]
    published = tuple(day_.day for day_ in story.days if day_.day for _ in day_.article_ids)
    lanes = [drawing.Lane(gettext("Articles published"), "published", published)]
    spoken: dict[tuple[int, str], list[date]] = defaultdict(list)
    for day_ in story.days:
        for said in day_.spoken:
            if day_.day:
                spoken[said.question, said.letter].append(day_.day)
    for (number, letter), days in sorted(spoken.items()):
        lanes.append(drawing.Lane(f"{gettext('Question')} {number} · {gettext('side')} {letter}", f"side-{ord(letter) - 65}", tuple(days)))
    graphs = {graph.question: _graph(graph, gettext("Graph of the claims; the list beside it says the same")) for graph in story.graphs}
    return {"timeline": drawing.timeline(lanes, gettext("Timeline; the list below says the same"), day), "graphs": graphs}


def _graph(graph: Graph, name: str) -> Any:
    nodes = [drawing.Node(number, ord(said.letter) - 65) for number, said in enumerate(graph.claims, 1)]
    return drawing.claim_graph(nodes, [drawing.Edge(edge.a, edge.b, edge.label) for edge in graph.edges], name)
