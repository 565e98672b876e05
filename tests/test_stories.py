"""Stories: origins (copies, translations), stories by likeness and time, candidates that are few and never of one voice."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detector.records import Article, Claim, Quantity, Story, content_id
from detector.settings import StorySettings
from detector.stories import article_similarity, check_worthiness, find_candidates, find_origins, group_stories
from detector.stories.articles import _best_matches
from detector.stories.origins import longest_common_subsequence

NONE = np.zeros((0, 4), np.float32)
SETTINGS = StorySettings()
AGENCY = (
    "PUERTO LIRIO. La presa de El Tacural se rompió en la madrugada del miércoles y el agua arrasó tres aldeas del valle, informó el "
    "servicio de emergencias. Al menos catorce personas murieron y medio centenar sigue sin aparecer. Los equipos de rescate "
    "trabajan con barcas y helicópteros. El gobernador pidió a los vecinos que no regresen a sus casas hasta nuevo aviso, porque "
    "el nivel del río todavía crece. La carretera de la costa quedó cortada en dos puntos."
)
EDITED = AGENCY.replace("PUERTO LIRIO. ", "").replace("medio centenar sigue", "unas cincuenta siguen") + " Con información de agencias."
EDITED_AGAIN = EDITED.replace(" La carretera de la costa quedó cortada en dos puntos.", "").upper()
OWN_REPORT = (
    "Nuestra enviada llegó a la presa de El Tacural al amanecer. Donde había tres aldeas queda un llano de barro. Los equipos de "
    "rescate hablan de catorce muertos y temen encontrar más. El gobernador, que visitó la zona por la tarde, pidió a los vecinos "
    "paciencia y prometió una investigación sobre el estado del muro, que varios ingenieros habían criticado el año pasado."
)


def unit(rows: object) -> np.ndarray:
    vectors = np.asarray(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def article(text: str, day: date | None = None, title: str = "") -> Article:
    return Article(content_id(text), text, published=day, language="es", title=title)


def claims_of(one: Article, count: int, language: str = "es") -> list[Claim]:
    return [Claim(content_id(one.id, str(i)), one.id, "", i, i + 1, language, f"{one.text} {i}") for i in range(count)]


def together(origins: dict[str, str], *articles: Article) -> bool:
    return len({origins[each.id] for each in articles}) == 1


# --- origins ---------------------------------------------------------------------------------------------------------


def origins_of(*texts: str) -> tuple[dict[str, str], list[Article]]:
    articles = [article(text) for text in texts]
    return find_origins(articles, [], NONE, [], SETTINGS), articles


def test_a_copy_with_edits_is_the_voice_of_its_original() -> None:
    origins, articles = origins_of(AGENCY, EDITED)
    assert together(origins, *articles)
    assert set(origins.values()) == {min(each.id for each in articles)}


def test_an_extract_is_the_voice_of_the_whole() -> None:
    origins, articles = origins_of(AGENCY, AGENCY[: len(AGENCY) // 3])
    assert together(origins, *articles)


def test_another_report_of_the_same_event_is_a_voice_of_its_own() -> None:
    origins, (agency, own) = origins_of(AGENCY, OWN_REPORT)
    assert not together(origins, agency, own)


def test_copies_of_copies_are_one_voice() -> None:
    begin, middle, end, close = (" ".join(f"{part}{i}" for i in range(n)) for part, n in (("a", 20), ("b", 60), ("c", 60), ("d", 20)))
    origins, articles = origins_of(f"{begin} {middle}", f"{middle} {end}", f"{end} {close}")
    direct, _ = origins_of(articles[0].text, articles[2].text)
    assert together(origins, *articles)
    assert not together(direct, articles[0], articles[2]), "the first and the last share nothing"


def test_texts_too_short_for_a_shingle_are_voices_of_their_own() -> None:
    origins, articles = origins_of("Sube el agua", "Baja el agua", "")
    assert origins == {each.id: each.id for each in articles}


def test_no_articles_no_origins() -> None:
    assert find_origins([], [], NONE, [], SETTINGS) == {}


@given(st.permutations([AGENCY, EDITED, EDITED_AGAIN, OWN_REPORT, "Otro asunto: la feria del queso abre el sábado en la plaza mayor."]))
def test_origins_do_not_depend_on_the_order_of_articles(texts: list[str]) -> None:
    origins, articles = origins_of(*texts)
    by_text = {each.text: origins[each.id] for each in articles}
    assert by_text[AGENCY] == by_text[EDITED] == by_text[EDITED_AGAIN]
    assert len(set(by_text.values())) == 3


def translated(
    twins: int,
    languages: tuple[str, str] = ("es", "en"),
    claims: int = 6,
    in_story: bool = True,
    backwards: bool = False,
    original: Mapping[str, Any] = MappingProxyType({}),
    translation: Mapping[str, Any] = MappingProxyType({}),
) -> bool:
    """Whether two articles of `claims` claims, of which `twins` are near, become one origin; the last two: fields of all their claims."""
    articles = [article("La presa se rompió."), article("The dam failed.")]
    own = np.eye(2 * claims, dtype=np.float32)
    second = np.vstack([own[:twins], own[claims + twins :]])
    vectors = np.vstack([own[:claims], second[::-1] if backwards else second])
    records = [
        replace(record, **fields)
        for each, language, fields in zip(articles, languages, (original, translation), strict=True)
        for record in claims_of(each, claims, language)
    ]
    stories = [Story("s", "", tuple(each.id for each in articles))] if in_story else [Story(each.id, "", (each.id,)) for each in articles]
    return together(find_origins(articles, records, unit(vectors), stories, SETTINGS), *articles)


def test_a_translation_is_the_voice_of_its_original() -> None:
    assert translated(twins=6)
    assert translated(twins=4), "four of six"
    assert translated(twins=4, claims=8), "four of eight: at the threshold"


def test_the_same_facts_in_another_order_are_no_translation() -> None:
    assert not translated(twins=6, backwards=True)


def test_what_is_denied_there_is_no_translation_of_what_is_said_here() -> None:
    assert not translated(twins=6, translation={"stance": "denied"})
    assert translated(twins=6, original={"stance": "denied"}, translation={"stance": "denied"})
    assert translated(twins=6, translation={"stance": "conditional"}), "languages mark a rumour differently"


def test_another_number_is_no_translation() -> None:
    dead, more = Quantity(12, 12, "", "muerto", 0, 2), Quantity(40, 40, "", "muerto", 0, 2)
    assert not translated(twins=6, original={"quantities": (dead,)}, translation={"quantities": (more,)})
    assert translated(twins=6, original={"quantities": (dead,)}, translation={"quantities": (dead, more)})
    assert translated(twins=6, original={"quantities": (dead,)}), "a number may be lost on the way"


@given(arrays(np.bool_, st.tuples(st.integers(1, 4), st.integers(1, 4))))
def test_the_longest_common_subsequence_is_the_most_pairs_that_ascend(same: Any) -> None:
    longest = max(
        size
        for size in range(min(same.shape) + 1)
        for chosen in combinations(np.argwhere(same), size)
        if all((later > earlier).all() for earlier, later in pairwise(chosen))
    )
    assert longest_common_subsequence(same) == longest


def test_articles_that_share_few_claims_across_languages_are_two_voices() -> None:
    assert not translated(twins=3)
    assert not translated(twins=4, claims=9)


def test_articles_of_one_language_are_no_translations_of_each_other() -> None:
    assert not translated(twins=6, languages=("es", "es"))


def test_too_few_claims_prove_no_translation() -> None:
    assert not translated(twins=3, claims=3)
    assert translated(twins=4, claims=4)


def test_translations_are_looked_for_inside_a_story_only() -> None:
    assert not translated(twins=6, in_story=False)


# --- stories ---------------------------------------------------------------------------------------------------------

DAY = date(2031, 3, 12)
DAM, CABLE = np.eye(2, 6, dtype=np.float32)


def alike(rows: object) -> np.ndarray:
    vectors = unit(rows)
    return vectors @ vectors.T


def near(middle: np.ndarray, seed: int) -> np.ndarray:
    return middle + 0.1 * np.random.default_rng(seed).normal(size=len(middle)).astype(np.float32)


def groups(stories: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset(story.article_ids) for story in stories}


def test_articles_about_one_matter_are_one_story() -> None:
    articles = [article(f"presa {i}", DAY) for i in range(3)] + [article(f"cable {i}", DAY) for i in range(2)]
    vectors = alike([near(DAM, i) for i in range(3)] + [near(CABLE, i) for i in range(3, 5)])
    stories = group_stories(articles, vectors, SETTINGS)
    assert groups(stories) == {frozenset(each.id for each in articles[:3]), frozenset(each.id for each in articles[3:])}
    assert len(stories[0].article_ids) == 3, "the larger first"


@pytest.mark.parametrize(("days", "stories"), [(21, 1), (22, 2)])
def test_articles_too_far_apart_in_time_are_two_stories(days: int, stories: int) -> None:
    articles = [article("a", DAY), article("b", DAY + timedelta(days=days))]
    assert len(group_stories(articles, alike([DAM, DAM]), SETTINGS)) == stories


def test_articles_without_a_date_go_by_their_words() -> None:
    articles = [article("a", DAY), article("b"), article("c")]
    assert groups(group_stories(articles, alike([DAM, DAM, CABLE]), SETTINGS)) == {
        frozenset({articles[0].id, articles[1].id}),
        frozenset({articles[2].id}),
    }


def test_one_article_is_a_story_and_none_is_none() -> None:
    (story,) = group_stories([article("Sube el agua")], alike([DAM]), SETTINGS)
    assert story.article_ids == (content_id("Sube el agua"),)
    assert group_stories([], NONE, SETTINGS) == []


def test_articles_without_claims_are_stories_of_their_own() -> None:
    articles = [article("a", DAY), article("b", DAY), article("c", DAY)]
    similarity = article_similarity(articles, claims_of(articles[0], 1), unit([DAM]))
    assert len(group_stories(articles, similarity, SETTINGS)) == 3
    assert len(group_stories(articles, article_similarity(articles, [], np.zeros((0, 0), np.float32)), SETTINGS)) == 3


def test_articles_are_alike_by_their_claims_names_and_words() -> None:
    texts = ["La rotura inundó a Zelnik ayer.", "The flood reached Zelnik.", "La rotura inundó a Tormel ayer.", "la rotura inundó ayer."]
    articles = [article(text) for text in texts]
    articles[1] = replace(articles[1], language="en")
    records = [claims_of(each, 1)[0] for each in articles]
    similarity = article_similarity(articles, records, unit([DAM, DAM, DAM, CABLE]))
    assert similarity[0, 1] == pytest.approx(1), "the same claims, the same names, in two languages"
    assert 1 / 3 < similarity[0, 2] < 2 / 3, "the same claims of another place, in some of the same words"
    assert 0 < similarity[0, 3] < 1 / 3, "words alone"
    assert np.allclose(similarity, similarity.T)
    backwards = article_similarity(articles[::-1], records[::-1], unit([CABLE, DAM, DAM, DAM]))
    assert np.allclose(backwards[::-1, ::-1], similarity)


def test_words_that_every_text_holds_make_no_two_articles_alike() -> None:
    articles = [article("Cuando ellos todavía estaban donde nosotros"), article("Donde estaban todavía cuando nosotros ellos")]
    records = [claims_of(each, 1)[0] for each in articles]
    assert article_similarity(articles, records, unit([DAM, CABLE]))[0, 1] == pytest.approx(0)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_what_articles_share_is_in_their_best_matches(owners: list[int], seed: int) -> None:
    vectors = unit(np.random.default_rng(seed).normal(size=(len(owners), 5)))
    owner = np.array(owners, np.int64)
    found = _best_matches(4, owner, vectors)
    for a, b in combinations(range(4), 2):
        both = [vectors[owner == one] @ vectors[owner == other].T for one, other in ((a, b), (b, a))]
        expected = [np.sort(cosines.max(axis=1))[-3:].mean() if cosines.size else 0.0 for cosines in both]
        assert found[a, b] == found[b, a] == pytest.approx(np.mean(expected), abs=1e-5)


def test_a_story_reads_from_the_earliest_article_undated_last() -> None:
    articles = [article("a", DAY + timedelta(days=1)), article("b"), article("c", DAY)]
    (story,) = group_stories(articles, alike([DAM] * 3), SETTINGS)
    assert story.article_ids == (articles[2].id, articles[0].id, articles[1].id)


def test_a_story_is_named_by_the_article_in_its_middle() -> None:
    vectors = alike([DAM, DAM + 0.5 * CABLE, DAM - 0.5 * CABLE])
    articles = [article("a", DAY, "El agua sube"), article("b", DAY, "Otro ángulo"), article("c", DAY, "Un tercero")]
    (story,) = group_stories(articles, vectors, SETTINGS)
    assert story.title == "El agua sube"


def test_a_story_without_a_headline_is_named_by_its_first_words() -> None:
    (short,) = group_stories([article("Sube el agua")], alike([DAM]), SETTINGS)
    (long,) = group_stories([article(AGENCY)], alike([DAM]), SETTINGS)
    assert short.title == "Sube el agua"
    assert long.title == "PUERTO LIRIO. La presa de El Tacural se rompió en la madrugada…"


ANGLES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 60) | st.none()), min_size=1, max_size=8)


@given(ANGLES, st.randoms(use_true_random=False))
def test_stories_do_not_depend_on_the_order_of_articles(drawn: list[tuple[int, int | None]], chance: random.Random) -> None:
    items = [
        (article(str(i), None if days is None else DAY + timedelta(days=days)), [np.cos(angle / 4), np.sin(angle / 4)])
        for i, (angle, days) in enumerate(drawn)
    ]
    shuffled = list(items)
    chance.shuffle(shuffled)
    first, second = (group_stories([a for a, _ in each], alike([v for _, v in each]), SETTINGS) for each in (items, shuffled))
    assert first == second
    assert sorted(i for story in first for i in story.article_ids) == sorted(a.id for a, _ in items), "each article in one story"


# --- candidates ------------------------------------------------------------------------------------------------------


Neighbourhood = tuple[list[Story], list[Claim], np.ndarray, dict[str, str], StorySettings]


@st.composite
def neighbourhoods(draw: st.DrawFn) -> Neighbourhood:
    articles = [article(str(i)) for i in range(draw(st.integers(1, 5)))]
    claims = [claim for each in articles for claim in claims_of(each, draw(st.integers(0, 4)))]
    angles = [draw(st.integers(0, 12)) / 4 for _ in claims]
    vectors = np.array([[np.cos(angle), np.sin(angle)] for angle in angles], np.float32).reshape(-1, 2)
    cut = draw(st.integers(0, len(articles)))
    stories = [Story(str(i), "", tuple(a.id for a in part)) for i, part in enumerate((articles[:cut], articles[cut:]))]
    origins = {each.id: draw(st.sampled_from(articles)).id for each in articles}
    settings = StorySettings(neighbours=draw(st.integers(1, 3)), claim_similarity=draw(st.sampled_from([-1.0, 0.0, 0.5, 0.99])))
    return stories, claims, vectors, origins, settings


@given(neighbourhoods())
def test_candidates_are_near_of_one_story_of_two_voices_and_few(case: Neighbourhood) -> None:
    stories, claims, vectors, origins, settings = case
    place = {claim.id: i for i, claim in enumerate(claims)}
    story_of = {article_id: story.id for story in stories for article_id in story.article_ids}
    found = find_candidates(stories, claims, vectors, origins, settings)
    assert len(found) <= settings.neighbours * len(claims), "linear in the number of claims"
    assert len({(each.a, each.b) for each in found}) == len(found)
    for each in found:
        a, b = claims[place[each.a]], claims[place[each.b]]
        assert each.a < each.b
        assert origins[a.article_id] != origins[b.article_id]
        assert story_of[a.article_id] == story_of[b.article_id] == each.story_id
        assert each.similarity >= settings.claim_similarity - 1e-6
        assert each.similarity == pytest.approx(float(vectors[place[each.a]] @ vectors[place[each.b]]), abs=1e-6)


def test_the_nearest_neighbours_come_first() -> None:
    articles = [article(str(i)) for i in range(4)]
    claims = [claims_of(each, 1)[0] for each in articles]
    vectors = unit([[1, 0], [1, 0.1], [1, 0.2], [1, 0.9]])
    own = {each.id: each.id for each in articles}
    story = Story("s", "", tuple(own))
    found = find_candidates([story], claims[:1] + claims[1:], vectors, own, StorySettings(neighbours=1))
    met = {frozenset({each.a, each.b}) for each in found}
    assert frozenset({claims[0].id, claims[1].id}) in met
    assert frozenset({claims[0].id, claims[3].id}) not in met, "each claim brings its nearest only"
    assert found == sorted(found, key=lambda each: -each.similarity)


def test_a_claim_that_all_others_are_near_to_does_not_use_up_theirs() -> None:
    articles = [article(str(i)) for i in range(8)]
    claims = [claims_of(each, 1)[0] for each in articles]
    rays = np.hstack([np.ones((8, 1)), np.vstack([np.zeros(8), np.eye(8)[1:]])])
    own = {each.id: each.id for each in articles}
    found = find_candidates([Story("s", "", tuple(own))], claims, unit(rays), own, StorySettings(neighbours=1))
    degree = Counter(end for each in found for end in (each.a, each.b))
    assert degree[claims[0].id] == 7 and set(degree) == {claim.id for claim in claims}


def test_what_is_not_check_worthy_is_compared_with_nothing() -> None:
    articles = [article(str(i)) for i in range(3)]
    opinion, fact, unknown = (
        replace(claims_of(each, 1)[0], check_worthiness=worth) for each, worth in zip(articles, (0.02, 0.9, None), strict=True)
    )
    own = {each.id: each.id for each in articles}
    found = find_candidates([Story("s", "", tuple(own))], [opinion, fact, unknown], unit(np.ones((3, 2))), own, SETTINGS)
    assert [{each.a, each.b} for each in found] == [{fact.id, unknown.id}]


def test_check_worthiness_is_a_probability_that_rises_along_the_head() -> None:
    head = np.array([2, 0, -1], np.float32)
    worth = check_worthiness(unit([[1, 0], [1, 1], [-1, 0]]), head)
    assert worth.dtype == np.float32
    assert worth == pytest.approx(1 / (1 + np.exp([-1, 1 - 2**0.5, 3])), abs=1e-6)
