"""The dashboard: how often the program is right by people's verdicts, what it learned of them, what is waiting, how the work goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from babel.numbers import format_percent
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, TypeAdapter

from detector.review import agreement
from detector.review.agreement import Accord, Band, Precision, Said, Tally
from detector.review.desk import drawing, labels
from detector.review.desk.context import Language, Reader, StoreOf, VisitOf
from detector.review.desk.labels import N_
from detector.review.desk.rendering import page
from detector.review.desk.wording import translations
from detector.review.learning.measures import Comparison
from detector.review.learning.versions import Version, versions
from detector.review.store import Store, statistics
from detector.review.store.statistics import BatchNumbers, Given, Span, Waiting

router = APIRouter()

DAYS_SHOWN = 14
SAID: dict[Said, str] = {"contradiction": N_("Contradictions"), "update": N_("Updates"), "support": N_("Corroborations")}
QUESTIONS = {"contradicts": SAID["contradiction"], "supports": SAID["support"]}
_PRESETS = (7, 30, 90)
_COMPARISON = TypeAdapter(Comparison | None)


class DashboardAddress(BaseModel):
    """The query parameters: the days on which verdicts were given (in UTC, both included), and what the program said of the items.

    An empty value, as a form sends it, is none.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    since: date | Literal[""] | None = None
    until: date | Literal[""] | None = None
    label: Said | Literal[""] | None = None

    def span(self) -> Span:
        """Return what to count."""
        return Span(self.since or None, self.until or None, self.label or None)

    def query(self, **changes: object) -> str:
        """Return the address's query ("?..." or ""), with some parameters changed."""
        values = self.model_dump(mode="json") | changes
        kept = {name: value for name, value in values.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True, slots=True)
class Person:
    """A reviewer's work: verdicts, the days (in UTC) with any, and the median seconds between two of them within a session."""

    name: str
    verdicts: int
    days: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class WorkDay:
    """How many verdicts were given on a day (in UTC)."""

    day: date
    verdicts: int


@dataclass(frozen=True, slots=True)
class Couple:
    """How far two reviewers agree on the items of which both have an opinion."""

    first: str
    second: str
    accord: Accord


@dataclass(frozen=True, slots=True)
class Learned:
    """What the verdicts taught about one question: how many said yes and no to it, in how many stories.

    `comparison` is of held-out verdicts, the shipped fusion before and the version after; None where there was too little to refit it.
    `better`: surely so.
    """

    yes: int
    no: int
    stories: int
    better: bool
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class FusionVersion:
    """A version of the fusion, fitted to verdicts (`detector calibrate`); `questions` are "contradicts" and "supports".

    `usable`: it corrects the fusion that this version of the program ships.
    """

    id: int
    name: str
    at: datetime
    by: str
    in_use: bool
    usable: bool
    questions: dict[str, Learned]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the page.

    Precision is of the items that people judged, which are not a sample of all: `precision` in all, `said`, `kinds` and `bands` in
    parts. `accord` takes two opinions on each item, those of the people who joined the desk first; opinions that settle a dispute are
    left out. `reasons` count false alarms of standing opinions. `fusions` has the newest first; where none is in use, the shipped one is.
    """

    precision: Precision
    said: dict[Said, Precision]
    kinds: dict[str, Precision]
    bands: tuple[Band, ...]
    calibration_error: float | None
    waiting: Waiting
    people: tuple[Person, ...]
    days: tuple[WorkDay, ...]
    reasons: dict[str, int]
    accord: Accord
    couples: tuple[Couple, ...]
    fusions: tuple[FusionVersion, ...]
    batches: tuple[BatchNumbers, ...]


Address = Annotated[DashboardAddress, Query()]


@router.get("/dashboard.json")
def show_json(store: StoreOf, reader: Reader, address: Address) -> Dashboard:
    """The numbers of the desk, each with the count it rests on; shares of fewer than five verdicts are null."""
    return read_dashboard(store, address.span(), datetime.now(UTC))


@router.get("/dashboard", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> HTMLResponse:
    """The numbers of the desk as a page."""
    now = datetime.now(UTC)
    found = read_dashboard(store, address.span(), now)
    values = {
        "found": found, "address": address, "labels": labels, "said": SAID, "questions": QUESTIONS, "few": agreement.FEW,
        "presets": {days: address.query(since=(now.date() - timedelta(days - 1)).isoformat(), until=None) for days in _PRESETS},
        "diagram": _diagram(found.bands, visit.language), "bar": drawing.bar, "days_shown": DAYS_SHOWN,
        "most": max((day.verdicts for day in found.days), default=1),
    }  # fmt: skip
    return page(request, visit, "dashboard.html", values)


def read_dashboard(store: Store, span: Span, now: datetime) -> Dashboard:
    """Return the numbers of a store, as of `now` (in UTC)."""
    with store.reading() as connection:
        tallies = statistics.tallies(connection, span)
        given = statistics.verdicts_given(connection, span)
        opinions = statistics.opinions(connection, span)
        waiting = statistics.waiting(connection, span.said, now)
        fusions = versions(connection)
        batches = statistics.last_batches(connection)
    found = agreement.bands(tallies)
    accord, couples = _accords(opinions)

    def kind(tally: Tally) -> str:
        return tally.kind

    def said(tally: Tally) -> Said:
        return tally.said

    return Dashboard(
        agreement.precision(tallies), agreement.precision_by(tallies, said), agreement.precision_by(tallies, kind), tuple(found),
        agreement.calibration_error(found), waiting, *_work(given), _reasons(opinions), accord, couples,
        tuple(map(_fusion, fusions)), tuple(batches),
    )  # fmt: skip


def _work(given: Sequence[tuple[str, datetime]]) -> tuple[tuple[Person, ...], tuple[WorkDay, ...]]:
    by_person: dict[str, list[datetime]] = defaultdict(list)
    for name, at in given:
        by_person[name].append(at)
    people = [Person(name, len(at), len({moment.date() for moment in at}), agreement.pace(at)) for name, at in by_person.items()]
    days = Counter(at.date() for _, at in given)
    return (
        tuple(sorted(people, key=lambda person: (-person.verdicts, person.name))),
        tuple(WorkDay(day, days[day]) for day in sorted(days, reverse=True)),
    )


def _reasons(opinions: Sequence[Given]) -> dict[str, int]:
    counts = Counter(opinion.reason for opinion in opinions if opinion.reason)
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _accords(opinions: Sequence[Given]) -> tuple[Accord, tuple[Couple, ...]]:
    by_item: dict[str, list[Given]] = defaultdict(list)
    for opinion in opinions:
        if not opinion.adjudicates:
            by_item[opinion.item_id].append(opinion)
    together: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    first_two = []
    for said in by_item.values():
        first_two += [(said[0].verdict, said[1].verdict)] if len(said) > 1 else []
        for one, other in combinations(said, 2):
            together[one.reviewer, other.reviewer].append((one.verdict, other.verdict))
    couples = [Couple(*names, agreement.accord(pairs)) for names, pairs in together.items()]
    return agreement.accord(first_two), tuple(sorted(couples, key=lambda couple: (-couple.accord.items, couple.first, couple.second)))


def _fusion(version: Version) -> FusionVersion:
    questions = {
        question: Learned(**counts, better=told["better"], comparison=_COMPARISON.validate_python(told["comparison"]))
        for question, counts in version.verdicts.items()
        for told in [version.measures[question]]
    }
    return FusionVersion(version.id, version.name, version.at, version.by, version.active, version.usable, questions)


def _diagram(bands: Sequence[Band], language: Language) -> Any:
    """Return the reliability diagram of the bands with enough verdicts, empty where there is none."""
    gettext = translations(language).gettext
    points = [
        drawing.Point(band.predicted, band.found.share, band.found.low, band.found.high)
        for band in bands
        if band.found.share is not None and band.found.low is not None and band.found.high is not None
    ]
    name = gettext("Share found right against probability predicted; the table beside it says the same")

    def share(value: float) -> str:
        return str(format_percent(value, locale=language))

    return drawing.reliability(points, name, gettext("Predicted"), gettext("Share right"), share) if points else ""
