"""What a batch does to the items: new, carried, changed, gone and back; what people said stays."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from builders import FARO, GACETA, make_claim, make_relation, make_results, make_story, pier_story
from sqlalchemy import func, select

from desk.checking import check, snapshot
from desk.conftest import MORNING
from detector.records import Article, Relation, Results
from detector.review.store import Store
from detector.review.store.batches import Batch, Outdated, add_batch, last_batch, stored_articles
from detector.review.store.items import history, read_item, read_story
from detector.review.store.listing import read_listed
from detector.review.store.people import Reviewer
from detector.review.store.queue import Filter, count_items, read_ids
from detector.review.store.tables import ArticleRow, BatchRow, ItemRow, ItemSourceRow
from detector.review.store.verdicts import Opinion, decide

STORY = pier_story()
ITEMS = [relation for relation in STORY.relations if relation.label != "uncertain"]


def add(store: Store, results: Results, hours: int = 1) -> Batch:
    with store.writing() as connection:
        return add_batch(connection, results, MORNING + timedelta(hours=hours))


def with_relations(*relations: Relation) -> Results:
    return dataclasses.replace(STORY, relations=tuple(relations))


def states(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return {row.id: row.state for row in connection.execute(select(ItemRow.id, ItemRow.state))}


def test_the_first_batch_makes_everything_new(store: Store) -> None:
    batch = add(store, STORY)
    assert batch.counts == {"new": 6, "gone": 0} and batch.new_articles == 6
    assert set(states(store).values()) == {"new"}
    with store.reading() as connection:
        kept = connection.execute(select(BatchRow)).one()
        assert (kept.at, kept.generated_by) == (MORNING + timedelta(hours=1), STORY.generated_by)
        assert kept.counts == {"new": 6, "gone": 0, "articles": 6, "new_articles": 6}
        assert last_batch(connection) == batch.id


def test_uncertain_relations_are_no_items_unless_one_updates_the_other(store: Store) -> None:
    doubt = next(relation for relation in STORY.relations if relation.label == "uncertain")
    later = dataclasses.replace(doubt, kind="supersession", id="fedcba9876543210")
    add(store, with_relations(doubt, later))
    assert set(states(store)) == {later.id}


def test_the_same_again_is_carried_forward(filled: Store) -> None:
    batch = add(filled, STORY)
    assert batch.counts == {"carried": 6, "gone": 0} and batch.new_articles == 0


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"probability": ITEMS[0].probability - 0.02}, "carried"),
        ({"probability": ITEMS[0].probability - 0.2}, "changed"),
        ({"label": "supports"}, "changed"),
        ({"kind": "negation"}, "changed"),
        ({"gates": ("stance", "other")}, "carried"),
    ],
    ids=str,
)
def test_what_a_reader_would_notice_is_a_change(change: dict[str, object], state: str, filled: Store) -> None:
    first, *rest = ITEMS
    changed = dataclasses.replace(first, **change)
    batch = add(filled, with_relations(changed, *rest))
    assert states(filled)[first.id] == state
    assert batch.counts == {"carried": 6, "gone": 0} if state == "carried" else {"carried": 5, "changed": 1, "gone": 0}
    with filled.reading() as connection:
        assert read_item(connection, first.id).relation == changed


def test_what_is_not_found_again_is_gone_once_and_still_readable(filled: Store) -> None:
    first, *rest = ITEMS
    nothing_left = dataclasses.replace(with_relations(*rest), findings=())
    assert add(filled, nothing_left).counts == {"carried": 5, "gone": 1}
    assert add(filled, nothing_left, 2).counts == {"carried": 5, "gone": 0}
    assert states(filled)[first.id] == "gone"
    with filled.reading() as connection:
        item = read_item(connection, first.id)
        assert item.relation == first and {claim.id for claim in item.results.claims} >= {first.a, first.b}
        assert first not in read_story(connection, first.story_id).relations


def test_what_was_gone_and_is_back_is_a_change(filled: Store) -> None:
    first, *rest = ITEMS
    add(filled, with_relations(*rest))
    assert add(filled, STORY, 2).counts == {"carried": 5, "changed": 1, "gone": 0}
    assert states(filled)[first.id] == "changed"
    assert add(filled, STORY, 3).counts == {"carried": 6, "gone": 0}


def test_an_item_of_a_story_that_is_gone_can_still_be_read(filled: Store) -> None:
    only = make_results([FARO], [make_claim(FARO, "No hay contrato, ni lo habrá")], [])
    assert add(filled, only).counts == {"gone": 6}
    with filled.reading() as connection:
        assert read_item(connection, ITEMS[0].id).results.stories == ()
        with pytest.raises(KeyError):
            read_story(connection, ITEMS[0].story_id)


def test_verdicts_and_history_survive_every_batch(filled: Store, ana: Reviewer) -> None:
    item_id = ITEMS[0].id
    with filled.writing() as connection:
        decide(connection, item_id, 1, ana.id, Opinion("unrelated", "other_time", "son dos grúas"), MORNING)
    with filled.reading() as connection:
        before, told = read_item(connection, item_id), history(connection)
    for hours, results in enumerate((STORY, with_relations(), STORY), 1):
        add(filled, results, hours)
        with filled.reading() as connection:
            after = read_item(connection, item_id)
            assert after.opinions == before.opinions and history(connection) == told
            assert (after.row.status, after.row.verdict, after.row.version) == ("reviewed", "unrelated", 2)
            assert after.row.first_batch == before.row.first_batch


def test_an_undone_batch_leaves_nothing(filled: Store) -> None:
    before = snapshot(filled)
    with pytest.raises(ZeroDivisionError), filled.writing() as connection:
        add_batch(connection, with_relations(ITEMS[0]), MORNING)
        raise ZeroDivisionError
    assert snapshot(filled) == before
    check(filled)


def test_a_batch_that_cannot_be_stored_leaves_nothing(filled: Store) -> None:
    before = snapshot(filled)
    broken = dataclasses.replace(STORY, relations=(*ITEMS, dataclasses.replace(ITEMS[0], id="x", a="no such claim")))
    with pytest.raises(KeyError), filled.writing() as connection:
        add_batch(connection, broken, MORNING)
    assert snapshot(filled) == before
    check(filled)


def test_a_batch_without_the_articles_that_another_brought_is_refused(filled: Store) -> None:
    with filled.writing() as connection, pytest.raises(Outdated):
        add_batch(connection, STORY, MORNING, after=0)
    with filled.writing() as connection:
        assert add_batch(connection, STORY, MORNING, after=last_batch(connection)).id == last_batch(connection)


def test_articles_are_stored_as_they_are(filled: Store) -> None:
    with filled.reading() as connection:
        assert stored_articles(connection) == sorted(STORY.articles, key=lambda article: article.id)
        origins = dict(connection.execute(select(ArticleRow.id, ArticleRow.origin_id)).all())
        assert origins == STORY.origins


def test_a_story_is_read_as_it_was_found(filled: Store) -> None:
    with filled.reading() as connection:
        read = read_story(connection, STORY.stories[0].id)
    found = sorted(STORY.articles, key=lambda article: article.id)
    assert (list(read.articles), read.stories, read.origins) == (found, STORY.stories, STORY.origins)
    assert set(read.findings) == set(STORY.findings) and set(read.relations) == set(ITEMS)
    assert read.generated_by == STORY.generated_by


def test_reach_counts_the_origins_of_the_whole_finding(filled: Store) -> None:
    with filled.reading() as connection:
        reach = dict(connection.execute(select(ItemRow.id, ItemRow.reach)).all())
    assert reach[ITEMS[0].id] == 3  # Gaceta and Harbour against Faro
    copies = next(relation for relation in ITEMS if relation.probability == 0.99)
    assert reach[copies.id] == 1  # Radio Litoral copied Agencia Brisa


def test_sources_follow_the_articles(filled: Store) -> None:
    add(filled, STORY)
    with filled.reading() as connection:
        sources = connection.scalars(select(ItemSourceRow.source).where(ItemSourceRow.item_id == ITEMS[0].id)).all()
        assert sorted(sources) == ["El Faro del Sur", "La Gaceta de Valmara"]
        assert connection.scalar(select(func.count()).select_from(ItemSourceRow)) == 12


HOSTILE = (
    "NUL \0 in the middle", "<script>alert(1)</script>", "'; DROP TABLE items; --", "\u202eright to left", "x" * 5_000_000, "ﷺ" * 60_000,
    "a" * 3000 + " b", "\ud800 half a character", "",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_articles_are_stored_and_found_again(text: str, store: Store) -> None:
    bad = dataclasses.replace(FARO, title=text, source=text, url=text, path=text)
    pair = [bad, GACETA]
    claims = [make_claim(bad, "No hay contrato, ni lo habrá"), make_claim(GACETA, "Los papeles existen")]
    story = make_story(pair, text.replace("\ud800", "?"))
    add(store, make_results(pair, claims, [make_relation(story, *claims, "contradicts", 0.9)], [story]))
    with store.reading() as connection:
        (kept,) = (article for article in stored_articles(connection) if article.id == bad.id)
        assert (kept, kept.path) == (bad, text)
        (listed,) = read_listed(connection, Filter(search="papeles CONTRATO"))
        assert read_item(connection, listed.row.id).results.claims
        shown = connection.scalars(select(ItemSourceRow.source)).all()
        assert all(count_items(connection, Filter(source=(name,))) == 1 for name in shown)


def test_languages_of_any_name_are_stored(store: Store) -> None:
    strange = dataclasses.replace(FARO, language="Spanish (Latin America and the Caribbean)")
    claims = [make_claim(strange, "No hay contrato, ni lo habrá"), make_claim(GACETA, "Los papeles existen")]
    story = make_story([strange, GACETA])
    add(store, make_results([strange, GACETA], claims, [make_relation(story, *claims, "contradicts", 0.9)], [story]))
    with store.reading() as connection:
        assert read_ids(connection, Filter(language=(f"{strange.language}-es",)))


def test_search_follows_a_story_that_is_renamed(filled: Store) -> None:
    (story,) = STORY.stories
    add(filled, dataclasses.replace(STORY, stories=(dataclasses.replace(story, title="El caso Ostrel: zafarrancho"),)))
    with filled.reading() as connection:
        assert count_items(connection, Filter(search="zafarrancho")) == 6
        assert count_items(connection, Filter(search=ITEMS[0].id)) == 0  # its id is no word of it


def test_a_thousand_articles_are_added_in_seconds(store: Store) -> None:
    articles = [Article.from_text(f"El puerto {n} reabrió ayer. El puerto {n} sigue cerrado.", f"Diario {n % 40}") for n in range(1000)]
    claims = [(make_claim(a, f"El puerto {n} reabrió ayer"), make_claim(a, f"El puerto {n} sigue cerrado")) for n, a in enumerate(articles)]
    story = make_story(articles, "Puertos")
    relations = [make_relation(story, a, b, "contradicts", 0.5 + n / 2500) for n, (a, b) in enumerate(claims)]
    results = make_results(articles, [claim for pair in claims for claim in pair], relations, [story])
    assert add(store, results).counts == {"new": 1000, "gone": 0}
    renamed = dataclasses.replace(results, stories=(dataclasses.replace(story, title="Muelles"),))
    assert add(store, renamed, 2).counts == {"carried": 1000, "gone": 0}
    with store.reading() as connection:
        assert count_items(connection, Filter(search="muelles")) == 1000
        assert count_items(connection, Filter(search="puertos")) == 0
