"""Who says what in a story: outlets against its disputed questions, day by day, and which claims were compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detector.records import Claim, Finding, Results, Stance
from detector.report.passages import shorten
from detector.report.summary import Dossier

MAX_QUESTIONS = 8
"""Questions in the map and the timeline, the most probable first: a table with more columns is not read."""
_WORDS = 240
_FIRMNESS: tuple[Stance, ...] = ("asserted", "denied", "disavowed", "predicted", "conditional", "uncommitted", "asked")
_NODES = range(3, 25)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Words:
    """A claim as it is quoted here: verbatim, but shortened; `day` is that of publication."""

    claim_id: str
    article_id: str
    outlet: str
    day: date | None
    speaker: str | None
    stance: Stance
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side of a question: its letter, how many say it, the firmest stance among them, and its earliest quote."""

    letter: str
    origins: int
    outlets: int
    stance: Stance
    words: Words


@dataclass(frozen=True, slots=True)
class Question:
    """A disputed question; `number` is its column in the map."""

    number: int
    finding_id: str
    text: str
    language: str
    probability: float
    sides: tuple[SideWords, ...]


@dataclass(frozen=True, slots=True)
class Take:
    """A side that an outlet takes, and how firmly (its firmest voice)."""

    letter: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Cell:
    """What an outlet says to one question: nothing, one side, or more; `item_id` is its most probable contradiction there."""

    takes: tuple[Take, ...]
    item_id: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet in the map; `same_text` names the outlets with which it shares a text."""

    outlet: str
    same_text: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Outlets against questions.

    `groups` hold the outlets that share texts together, each in the order of publication; `silent` ones take no side anywhere;
    `left_out` counts the questions beyond `MAX_QUESTIONS`.
    """

    questions: tuple[Question, ...]
    groups: tuple[tuple[Row, ...], ...]
    silent: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim on one side of a question."""

    question: int
    letter: str
    words: Words


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on one day (None: not known): articles by id, and the claims in them that take a side."""

    day: date | None
    article_ids: tuple[str, ...]
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the graph: two claims by their numbers (`a` is the lower), what they are to each other, and the item that says so."""

    a: int
    b: int
    label: str
    item_id: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The claims of a question, numbered from 1 as they are listed, and the pairs among them that were found to stand together or apart."""

    question: int
    claims: tuple[Spoken, ...]
    edges: tuple[Compared, ...]


class Sides:
    """Reads the sides out of one story's results."""

    def __init__(self, results: Results, dossier: Dossier) -> None:
        self._results, self._dossier = results, dossier
        self._claims = {claim.id: claim for claim in results.claims}
        self._articles = {article.id: article for article in results.articles}
        self._findings = dossier.disputes[:MAX_QUESTIONS]

    def words(self, claim_id: str) -> Words:
        """Return a claim as it is quoted."""
        claim = self._claims[claim_id]
        article = self._articles[claim.article_id]
        text = shorten(claim.text, _WORDS)
        return Words(claim.id, article.id, article.source, article.published, claim.speaker, claim.stance, claim.language, text)

    def saying(self, text: str, claim_ids: Sequence[str]) -> Words:
        """Return the one of the claims that is worded so, else the first."""
        return self.words(next((claim_id for claim_id in claim_ids if self._claims[claim_id].text == text), claim_ids[0]))

    def source_map(self) -> SourceMap:
        """Return the map of outlets against questions."""
        questions = tuple(self._question(number, finding) for number, finding in enumerate(self._findings, 1))
        columns = [self._column(finding) for finding in self._findings]
        partners = self._partners()
        groups, silent = [], []
        for group in _components(self._dossier.outlets, partners):
            rows = tuple(Row(outlet, partners[outlet], tuple(column.get(outlet, Cell((), None)) for column in columns)) for outlet in group)
            if any(cell.takes for row in rows for cell in row.cells):
                groups.append(rows)
            else:
                silent += group
        return SourceMap(questions, tuple(groups), tuple(silent), len(self._dossier.disputes) - len(self._findings))

    def days(self) -> tuple[Day, ...]:
        """Return what was published when, the earliest day first, what has no date last."""
        articles: dict[date | None, list[str]] = defaultdict(list)
        for article in self._dossier.articles:
            articles[article.published].append(article.id)
        spoken: dict[date | None, list[Spoken]] = defaultdict(list)
        for number, finding in enumerate(self._findings, 1):
            for said in self._spoken(number, finding):
                spoken[said.words.day].append(said)
        in_order = sorted({*articles, *spoken}, key=lambda day: day or date.max)
        return tuple(Day(day, tuple(articles[day]), tuple(spoken[day])) for day in in_order)

    def graphs(self) -> tuple[Graph, ...]:
        """Return a graph for every question with enough claims to need one, and not more than can be told apart."""
        found = []
        for number, finding in enumerate(self._findings, 1):
            claims = tuple(self._spoken(number, finding))
            if len(claims) in _NODES:
                numbers = {said.words.claim_id: place for place, said in enumerate(claims, 1)}
                edges = [
                    Compared(min(numbers[r.a], numbers[r.b]), max(numbers[r.a], numbers[r.b]), r.label, r.id)
                    for r in self._results.relations
                    if r.a in numbers and r.b in numbers and r.label != "uncertain"
                ]
                found.append(Graph(number, claims, tuple(sorted(edges, key=lambda edge: (edge.a, edge.b)))))
        return tuple(found)

    def _question(self, number: int, finding: Finding) -> Question:
        sides = []
        for letter, side in zip(_LETTERS, finding.sides, strict=False):
            earliest = min(side.claim_ids, key=lambda claim_id: (self.words(claim_id).day or date.max, claim_id))
            firmest = _firmest([self._claims[claim_id] for claim_id in side.claim_ids])
            sides.append(SideWords(letter, len(side.origins), len(side.sources), firmest, self.words(earliest)))
        told = (self._claims[claim_id] for side in finding.sides for claim_id in side.claim_ids)
        language = next((claim.language for claim in told if claim.text == finding.question), "und")
        return Question(number, finding.id, shorten(finding.question, _WORDS), language, finding.probability, tuple(sides))

    def _column(self, finding: Finding) -> dict[str, Cell]:
        """Return the cells of a question, by outlet."""
        takes: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for letter, side in zip(_LETTERS, finding.sides, strict=False):
            for claim_id in side.claim_ids:
                claim = self._claims[claim_id]
                takes[self._articles[claim.article_id].source][letter].append(claim)
        inside = {claim_id for side in finding.sides for claim_id in side.claim_ids}
        items: dict[str, str] = {}
        for relation in self._results.relations:  # the most probable first
            if relation.label == "contradicts" and relation.a in inside and relation.b in inside:
                for claim_id in (relation.a, relation.b):
                    items.setdefault(self._articles[self._claims[claim_id].article_id].source, relation.id)
        return {
            outlet: Cell(tuple(Take(letter, _firmest(claims)) for letter, claims in by_letter.items()), items.get(outlet))
            for outlet, by_letter in takes.items()
        }

    def _spoken(self, number: int, finding: Finding) -> list[Spoken]:
        said = [
            Spoken(number, letter, self.words(claim_id))
            for letter, side in zip(_LETTERS, finding.sides, strict=False)
            for claim_id in side.claim_ids
        ]
        return sorted(said, key=lambda s: (s.letter, s.words.day or date.max, s.words.outlet, s.words.claim_id))

    def _partners(self) -> dict[str, tuple[str, ...]]:
        """Return for each outlet the others that share a text with it."""
        by_origin: dict[str, list[str]] = defaultdict(list)
        for article in self._dossier.articles:
            by_origin[self._results.origins[article.id]].append(article.source)
        found: dict[str, list[str]] = {outlet: [] for outlet in self._dossier.outlets}
        for outlets in by_origin.values():
            for outlet in outlets:
                found[outlet] += (other for other in outlets if other != outlet)
        return {outlet: tuple(dict.fromkeys(others)) for outlet, others in found.items()}


def _components(outlets: Sequence[str], partners: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Return the outlets in groups that hang together by shared texts; groups and their members in the order given."""
    place = {outlet: number for number, outlet in enumerate(outlets)}
    seen: set[str] = set()
    groups = []
    for outlet in outlets:
        reached = {outlet} - seen
        ahead = list(reached)
        while ahead:
            new = set(partners[ahead.pop()]) - reached
            reached |= new
            ahead += new
        if reached:
            groups.append(sorted(reached, key=place.__getitem__))
            seen |= reached
    return groups


def _firmest(claims: Sequence[Claim]) -> Stance:
    return min((claim.stance for claim in claims), key=_FIRMNESS.index)
