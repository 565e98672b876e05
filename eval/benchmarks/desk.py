"""How fast the desk's queue answers with 20,000 items: `python -m eval.benchmarks.desk [--items N] [--rounds N] [--store URL]`.

Fills a store with records of invented outlets and stories, some of them reviewed, and asks for the queue with filters as people use them,
through the whole application but for the network: each time after somebody has changed something, then again with nothing changed, when
the desk remembers its counts. Prints the median and the 95th percentile of milliseconds, of the clock and of this process's own CPU time,
which says more on a busy machine.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from fastapi.testclient import TestClient

from detector.records import Article, Claim, Finding, Kind, Label, Relation, Results, Scores, Side, Story, content_id
from detector.review.desk import DeskOptions, create_app
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import Reviewer, add_reviewer
from detector.review.store.queue import Filter, read_ids
from detector.review.store.verdicts import Opinion, assign, decide, hold
from detector.review.vocabulary import VERDICTS

STORIES, OUTLETS, ARTICLES_A_STORY, CLAIMS_AN_ARTICLE = 400, 60, 10, 8
ADDRESSES = (
    "/queue?view=contradictions&status=open",
    "/queue?view=contradictions&status=open&page=40",
    "/queue?view=all",
    "/queue?view=all&sort=newest",
    "/queue?view=updates&sort=reach",
    "/queue?view=corroborations&language=en-es&low=0.9",
    "/queue?view=contradictions&status=disputed",
    "/queue?view=contradictions&source=El+Correo+12&source=The+Herald+7&status=open",
    "/queue?view=all&search=puente+ministra",
    "/queue?view=all&mine=true",
    "/queue?view=all&state=new&since=2031-06-01&until=2031-09-01",
    "/queue?view=contradictions&verdict=unrelated&expand=story",
    "/queue.json?view=contradictions&status=open",
)
_KINDS: tuple[Kind, ...] = ("denial", "negation", "number", "date", "place", "actor", "attribution", "antonym", "supersession", "other")
_NOUNS = ("puente", "puerto", "hospital", "tranvía", "embalse", "mercado", "teatro", "muelle", "archivo", "faro")
_ACTS = ("negó", "anunció", "confirmó", "aprobó", "rechazó", "retrasó", "inauguró", "vendió", "cerró", "amplió")
_WHO = ("La ministra", "El alcalde", "La empresa Ostrel", "El sindicato", "Un portavoz", "The mayor", "The company", "Two officials")


def made_up(items: int, seed: int = 0) -> Results:
    """Return results with `items` relations, the same for the same numbers."""
    draw = random.Random(seed)
    outlets = [f"{'The Herald' if n % 3 == 1 else 'El Correo'} {n}" for n in range(OUTLETS)]
    stories, articles, claims, relations, findings = [], [], [], [], []
    for number in range(STORIES):
        own, said = [], []
        for _ in range(ARTICLES_A_STORY):
            article, found = _article(draw, number, draw.choice(outlets))
            own.append(article)
            said += found
        story = Story(content_id("story", str(number)), own[0].title, tuple(article.id for article in own))
        pairs = list(_pairs(draw, said, items // STORIES))
        made = [_relation(draw, story, a, b) for a, b in pairs]
        sources = {article.id: article.source for article in own}
        for relation, (a, b) in zip(made[::5], pairs[::5], strict=True):
            sides = tuple(Side((claim.id,), (claim.article_id,), (sources[claim.article_id],)) for claim in (a, b))
            findings.append(Finding(content_id(relation.id), story.id, a.text, sides, relation.probability))
        stories.append(story)
        articles += own
        claims += said
        relations += made
    origins = {article.id: article.id for article in articles}
    return Results(tuple(articles), origins, tuple(claims), tuple(stories), tuple(relations), tuple(findings), {"detector": "made up"})


def fill(store: Store, items: int) -> Reviewer:
    """Add made-up results in two batches, and the opinions of three people on a tenth of the items; return one of the three."""
    morning = datetime(2031, 9, 1, 7, tzinfo=UTC)
    results = made_up(items)
    earlier = set(random.Random(1).sample([relation.id for relation in results.relations], int(items * 0.8)))
    with store.writing() as connection:
        first = [relation for relation in results.relations if relation.id in earlier]
        add_batch(connection, _only(results, first), morning - timedelta(days=1))
    with store.writing() as connection:
        add_batch(connection, results, morning)
    draw = random.Random(2)
    reviewed = draw.sample([relation.id for relation in results.relations if relation.label != "uncertain"], items // 10)
    with store.writing() as connection:
        people = [add_reviewer(connection, name) for name in ("Ana", "Bruno", "Clara")]
        for item_id in reviewed:
            for version, reviewer in enumerate(draw.sample(people, draw.choice((1, 1, 2))), start=1):
                decide(connection, item_id, version, reviewer.id, Opinion(draw.choice(VERDICTS)), morning)
        assign(connection, reviewed[: items // 100], people[0].id, people[1].id, morning)
        for item_id in reviewed[-20:]:
            hold(connection, item_id, people[1].id, datetime.now(UTC))
    return people[0]


def measure(client: TestClient, address: str, rounds: int, change: Callable[[], None] = lambda: None) -> tuple[list[float], list[float]]:
    """Return milliseconds of clock and of CPU of each request; `change` is called before each of them."""
    clock, cpu = [], []
    for _ in range(rounds):
        change()
        began, worked = perf_counter(), process_time()
        answer = client.get(address)
        clock.append((perf_counter() - began) * 1000)
        cpu.append((process_time() - worked) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code} {answer.text[:200]}")
    return clock, cpu


def main() -> None:
    """Fill a store, where it is empty, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--store", help="keep the store at this path or PostgreSQL address (default: a temporary file)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(Store(given.store or str(Path(folder) / "desk.db"))) as store:
        with store.reading() as connection:
            reviewer_id = connection.exec_driver_sql("SELECT min(id) FROM reviewers").scalar()
        reviewer_id = reviewer_id or fill(store, given.items).id
        with TestClient(create_app(store, DeskOptions(reviewer_id=reviewer_id))) as client:
            with store.reading() as connection:
                item_id = read_ids(connection, Filter())[0]

            def change() -> None:
                with store.writing() as connection:
                    hold(connection, item_id, reviewer_id, datetime.now(UTC))

            for when, before in (("after a change", change), ("again", lambda: None)):
                every_clock, every_cpu = [], []
                print(f"{'median':>8} {'p95':>8} {'CPU':>8} {'p95':>8}  ms, {when}")
                for address in ADDRESSES:
                    measure(client, address, 2)
                    clock, cpu = measure(client, address, given.rounds, before)
                    every_clock += clock
                    every_cpu += cpu
                    print(_row(clock, cpu), address)
                print(_row(every_clock, every_cpu), "all")


def _row(clock: list[float], cpu: list[float]) -> str:
    return " ".join(f"{value:8.1f}" for times in (clock, cpu) for value in (np.median(times), np.percentile(times, 95))) + " "


def _article(draw: random.Random, story: int, outlet: str) -> tuple[Article, list[Claim]]:
    language = "en" if outlet.startswith("The") else "es"
    quotes = [
        f"{draw.choice(_WHO)} {draw.choice(_ACTS)} que el {draw.choice(_NOUNS)} de Villa {story} costará {draw.randrange(2, 900)} millones"
        f" y que la ministra lo visitará el {draw.randrange(1, 29)} de marzo con {draw.randrange(2, 90)} técnicos"
        for _ in range(CLAIMS_AN_ARTICLE)
    ]
    text = ". ".join(f"{quote}. {' '.join(draw.choices(_NOUNS, k=40))}" for quote in quotes)
    day = date(2031, 1, 1) + timedelta(days=draw.randrange(240))
    article = Article.from_text(text, outlet, f"Villa {story}: {draw.choice(_NOUNS)} y {draw.choice(_NOUNS)}", day, language=language)
    claims, at = [], 0
    for quote in quotes:
        at = text.index(quote, at)
        who = quote.split(" " + next(act for act in _ACTS if f" {act} " in quote))[0]
        claim_id = content_id(article.id, str(at), quote)
        end = at + len(quote)
        claims.append(Claim(claim_id, article.id, quote, at, end, language, quote, who, (who,), sentence_start=at, sentence_end=end))
        at = end
    return article, claims


def _pairs(draw: random.Random, claims: list[Claim], number: int) -> Iterator[tuple[Claim, Claim]]:
    seen: set[frozenset[str]] = set()
    while len(seen) < number:
        a, b = draw.sample(claims, 2)
        if a.article_id != b.article_id and frozenset((a.id, b.id)) not in seen:
            seen.add(frozenset((a.id, b.id)))
            yield a, b


def _relation(draw: random.Random, story: Story, a: Claim, b: Claim) -> Relation:
    label: Label = draw.choice(("contradicts", "contradicts", "supports"))
    kind: Kind = draw.choice(_KINDS) if label == "contradicts" else "agreement"
    probability = round(draw.uniform(0.5, 1), 4)
    scores = Scores(0.1, 0.1, probability, probability, 0.9, probability, 0.1)
    marks = (((a.start, a.start + 9),), ((b.start, b.start + 9),))
    return Relation(content_id(story.id, a.id, b.id), story.id, a.id, b.id, label, probability, kind, scores, ("quantity",), marks)


def _only(results: Results, relations: list[Relation]) -> Results:
    return Results(
        results.articles, results.origins, results.claims, results.stories, tuple(relations), results.findings, results.generated_by
    )  # fmt: skip


if __name__ == "__main__":
    main()
