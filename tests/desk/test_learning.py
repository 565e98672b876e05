"""Learning from verdicts: what is refitted from verdicts whose right answer is known, and the versions that come of it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from builders import make_claim, make_relation, make_results, make_story
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression
from sqlalchemy import select, update
from typer.testing import CliRunner

from desk.conftest import MORNING
from detector.judge import fusion as fusion_module
from detector.judge import fusion_features
from detector.judge.fusion import FEATURES, load_fusion
from detector.records import Article, Claim, Results, Scores
from detector.review.learning import lessons as lessons_module
from detector.review.learning import refit as refitting
from detector.review.learning import versions as versions_module
from detector.review.learning.command import calibrate
from detector.review.learning.lessons import MIN_VERDICTS, TooFew, fusion_of, learn, read_verdicts
from detector.review.learning.measures import MIN_STORIES, compare, measure
from detector.review.learning.refit import Line, joined, refit
from detector.review.learning.versions import active_fusion, fingerprint, keep_version, use_version, versions, with_active_fusion
from detector.review.store import Store, StoreError
from detector.review.store.batches import add_batch
from detector.review.store.items import history
from detector.review.store.people import add_reviewer
from detector.review.store.tables import FusionRow, ItemRow
from detector.review.store.verdicts import Opinion, decide
from detector.settings import FusionSettings, JudgeSettings, Settings

Judge = Callable[[float, np.random.Generator], str]

_CONTRADICTS = {"conflict": 0.36, "agreement": -0.18, "similarity": 6, "denial": 1.1, "negation": 0.4, "across": 0.3}
_SUPPORTS = {"conflict": -0.11, "agreement": 0.42, "similarity": 11.1, "denial": -3.4, "negation": -1, "across": 0.8}
SHIPPED = FusionSettings.model_validate({
    "contradicts": {"intercept": -5, "weights": {name: _CONTRADICTS.get(name, 0) for name in FEATURES}},
    "supports": {"intercept": -6.7, "weights": {name: _SUPPORTS.get(name, 0) for name in FEATURES}},
})  # fmt: skip


@pytest.fixture(autouse=True)
def shipped_weights(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Weights that stay as they are when the package's are refitted, so that what is right here stays known."""
    for module in (fusion_module, lessons_module, versions_module):
        monkeypatch.setattr(module, "shipped_fusion", lambda: SHIPPED)
    load_fusion.cache_clear()
    yield
    load_fusion.cache_clear()


def pairs(n: int, seed: int = 0, *, per_story: int = 4, flagged: bool = True) -> Results:
    """Return a run with `n` relations in stories of two articles each: those that the shipped fusion flags, or those it does not."""
    generator = np.random.default_rng(seed)
    articles: list[Article] = []
    claims: list[Claim] = []
    relations, stories = [], []
    while len(relations) < n:
        number = len(stories)
        sentences = [f"Hecho {number} {i} de la crónica." for i in range(per_story)]
        both = [Article.from_text(" ".join(sentences), source=f"{side} {number} {seed}", language="es") for side in "AB"]
        story = make_story(both, f"Asunto {number}")
        made = []
        for i in range(per_story):
            stance = "denied" if generator.random() < 0.4 else "asserted"
            a, b = (make_claim(article, f"Hecho {number} {i}", stance=stance if article is both[0] else "asserted") for article in both)
            follows, conflicts = generator.dirichlet((0.6, 0.6, 0.6), (4,)).T[:2]
            scores = Scores(
                follows[0], follows[1], conflicts[0], conflicts[1], float(generator.uniform(0.2, 0.95)), 0, 0,
                follows[2], follows[3], conflicts[2], conflicts[3],
            )  # fmt: skip
            relation = dataclasses.replace(make_relation(story, a, b, "contradicts", 0.5), scores=scores)
            contradicts, supports = load_fusion()(fusion_features([relation], [a, b], both)[0])
            if (max(contradicts, supports) >= 0.5) == flagged:
                label, likelier = ("contradicts", contradicts) if contradicts >= 0.5 else ("supports", supports)
                scores = dataclasses.replace(scores, contradicts=contradicts, supports=supports)
                made.append((dataclasses.replace(relation, label=label, probability=likelier, scores=scores), a, b))
        if made:
            stories.append(story)
            articles += both
            relations += [relation for relation, _, _ in made]
            claims += [claim for _, a, b in made for claim in (a, b)]
    return make_results(articles, claims, relations[:n], stories)


def rows_of(results: Results) -> np.ndarray:
    return fusion_features(results.relations, results.claims, results.articles)


def shipped(question: str = "contradicts") -> Line:
    fusion = load_fusion()
    return Line(np.array(getattr(fusion, question)), getattr(fusion, f"{question}_intercept"))


def by_story(results: Results) -> np.ndarray:
    return joined([relation.story_id for relation in results.relations])


def refitted(rows: np.ndarray, positive: np.ndarray, groups: np.ndarray) -> Line:
    return refit(rows, positive, groups, shipped())[0]


# --- refitting -------------------------------------------------------------------------------------------------------


def test_few_verdicts_move_little() -> None:
    results = pairs(20, seed=1)
    rows, groups = rows_of(results), by_story(results)
    before = shipped()(rows)
    moved, one_changed, alone = [], [], []
    for seed in range(6):  # drawn from the shipped model: all that could be learned is chance
        positive = np.random.default_rng(seed).random(20) < before
        after = refitted(rows, positive, groups)(rows)
        moved.append(np.abs(after - before).mean())
        alone.append(np.abs(LogisticRegression().fit(rows, positive).predict_proba(rows)[:, 1] - before).mean())
        positive[seed] = not positive[seed]
        one_changed.append(np.abs(refitted(rows, positive, groups)(rows) - after).mean())
    assert np.mean(moved) < 0.09
    assert np.mean(moved) < 0.5 * np.mean(alone), "less than a refit on verdicts alone"
    assert np.mean(one_changed) < 0.05


def test_many_verdicts_that_agree_move_in_their_direction() -> None:
    results = pairs(400, seed=1)
    before = shipped()(rows_of(results))
    for direction in (-2, 2):
        truth = expit(logit(before) + direction)
        positive = np.random.default_rng(0).random(400) < truth
        after = refitted(rows_of(results), positive, by_story(results))(rows_of(results))
        assert 0.7 < float((after - before).mean() / (truth - before).mean()) < 1.2


def test_a_shifted_calibration_is_recovered() -> None:
    results, fresh = pairs(500, seed=2), pairs(300, seed=3)
    truth = {key: expit(logit(shipped()(rows_of(some))) - 1.5) for key, some in (("seen", results), ("fresh", fresh))}
    positive = np.random.default_rng(0).random(500) < truth["seen"]
    after = refitted(rows_of(results), positive, by_story(results))(rows_of(fresh))
    error_before, error_after = (np.abs(p - truth["fresh"]).mean() for p in (shipped()(rows_of(fresh)), after))
    assert error_after < 0.35 * error_before


def test_one_feature_that_misleads_loses_weight_and_the_others_keep_theirs() -> None:
    results = pairs(500, seed=4)
    rows = rows_of(results)
    denial = FEATURES.index("denial")
    truth = expit(logit(shipped()(rows)) - 3 * rows[:, denial])
    positive = np.random.default_rng(0).random(500) < truth
    after = refitted(rows, positive, by_story(results))
    moved, without = after(rows) - shipped()(rows), rows[:, denial] == 0
    assert after.weights[denial] < shipped().weights[denial] - 1
    assert moved[~without].mean() < -0.2
    assert abs(moved[without].mean()) < 0.4 * abs(moved[~without].mean())


def test_verdicts_on_flagged_pairs_do_not_flood_the_queue_with_pairs_that_nobody_saw() -> None:
    results, unseen = pairs(400, seed=5), rows_of(pairs(600, seed=6, flagged=False))
    groups = by_story(results)
    flagged = shipped()(rows_of(results)) >= 0.5
    rows = rows_of(results)[flagged]
    unlikely = unseen[shipped()(unseen) < 0.15]
    assert len(rows) > 100 and len(unlikely) > 100
    positive = np.random.default_rng(0).random(len(rows)) < 0.85  # whatever the features: most that was flagged is right
    after = refitted(rows, positive, groups[flagged])
    assert after(rows).mean() > shipped()(rows).mean() + 0.05, "it learned that they are right"
    assert (after(unlikely) >= 0.5).mean() < 0.02
    alone = LogisticRegression().fit(rows, positive)
    assert alone.predict(unlikely).mean() > 0.5, "a refit on verdicts alone does"


def test_a_feature_that_no_verdict_has_keeps_its_weight() -> None:
    results = pairs(200, seed=7)
    rows = rows_of(results)
    across = FEATURES.index("across")
    assert not rows[:, across].any()
    after = refitted(rows, np.random.default_rng(0).random(200) < 0.5, by_story(results))
    assert after.weights[across] == pytest.approx(shipped().weights[across], abs=0.15)
    assert np.abs(after.weights - shipped().weights).max() > 0.3


def test_verdicts_of_one_kind_give_a_finite_model() -> None:
    results = pairs(40, seed=8)
    after = refitted(rows_of(results), np.ones(40, bool), by_story(results))
    assert np.isfinite(after.weights).all() and (after(rows_of(results)) < 1).all()
    assert after(rows_of(results)).mean() > shipped()(rows_of(results)).mean()


def test_the_same_verdicts_give_the_same_weights() -> None:
    results = pairs(60, seed=9)
    positive = np.random.default_rng(0).random(60) < 0.5
    one, other = (refitted(rows_of(results), positive, by_story(results)) for _ in range(2))
    assert one.weights.tobytes() == other.weights.tobytes() and one.intercept == other.intercept


def test_held_out_probabilities_know_nothing_of_their_own_story(monkeypatch: pytest.MonkeyPatch) -> None:
    results = pairs(60, seed=10)
    rows, groups = rows_of(results), by_story(results)
    seen: list[set[int]] = []
    monkeypatch.setattr(refitting, "refit", lambda r, p, kept, line: (seen.append(set(kept.tolist())), (line, 1.0))[1])
    refitting.held_out(rows, np.ones(60, bool), groups, shipped())
    assert len(seen) == refitting.FOLDS
    left = [set(groups.tolist()) - kept for kept in seen]
    assert sum(map(len, left)) == len(set(groups.tolist())) and set().union(*left) == set(groups.tolist())


def test_verdicts_belong_together_by_story_or_by_an_article_even_by_way_of_others() -> None:
    groups = joined(["s1", "s2", "s3", "s4"], ["x", "y", "z", "w"], ["p", "x", "y", "v"])
    assert len({groups[0], groups[1], groups[2]}) == 1
    assert groups[3] != groups[0]
    assert joined([], []).shape == (0,)


# --- measures --------------------------------------------------------------------------------------------------------


def test_measures_of_known_values() -> None:
    positive = np.array([True, True, False, False])
    probability = np.array([0.9, 0.4, 0.6, 0.2])
    log_loss, brier, error, precision, found = measure(positive, probability, 0.5)
    assert log_loss == pytest.approx(-np.log([0.9, 0.4, 0.4, 0.8]).mean())
    assert brier == pytest.approx((0.01 + 0.36 + 0.36 + 0.04) / 4)
    assert error == pytest.approx(abs(2.1 - 2) / 4), "too few for more than one bin"
    assert (precision, found) == (0.5, 0.5)
    assert np.isnan(measure(positive, probability, 0.95)[3]), "none is called so"


def test_calibration_error_sees_what_a_mean_hides() -> None:
    probability = np.repeat([0.2, 0.8], 50)
    assert measure(np.repeat([False, True], 50), probability, 0.5)[2] == pytest.approx(0.2)


def test_intervals_are_told_from_enough_stories_on() -> None:
    generator = np.random.default_rng(0)
    positive = generator.random(60) < 0.5
    better = np.where(positive, 0.8, 0.2)
    few = compare(positive, np.full(60, 0.5), better, np.arange(60) % (MIN_STORIES - 1), 0.5)
    assert few.surely is None and few.difference["log_loss"].low is None and few.difference["log_loss"].value is not None
    many = compare(positive, np.full(60, 0.5), better, np.arange(60) % MIN_STORIES, 0.5)
    assert many.surely == 1
    change = many.difference["brier"]
    assert change.low is not None and change.high is not None and change.value is not None
    assert change.low <= change.value <= change.high < 0


# --- verdicts of a store ---------------------------------------------------------------------------------------------


def shifted(probability: float, generator: np.random.Generator) -> str:
    """A reviewer who finds a contradiction more rarely than the shipped fusion thinks."""
    return "contradiction" if generator.random() < expit(logit(probability) - 2) else "unrelated"


def mixed(probability: float, generator: np.random.Generator) -> str:
    return "contradiction" if generator.random() < 0.5 else "unrelated"


def as_shipped(probability: float, generator: np.random.Generator) -> str:
    return "contradiction" if generator.random() < probability else "unrelated"


def fill(store: Store, n: int, judge: Judge, seed: int = 0, **kind: Any) -> Results:
    """Add a run of `n` pairs, and a verdict on each."""
    results = pairs(n, seed, **kind)
    generator = np.random.default_rng(seed)
    with store.writing() as connection:
        add_batch(connection, results, MORNING)
        ana = add_reviewer(connection, "Ana")
        for relation in results.relations:
            verdict: Any = judge(relation.scores.contradicts, generator)
            decide(connection, relation.id, 1, ana.id, Opinion(verdict), MORNING)
    return results


def run(*arguments: str) -> Any:
    app = typer.Typer()
    app.command()(calibrate)
    return CliRunner().invoke(app, arguments)


def one_line(result: Any, code: int) -> str:
    assert result.exit_code == code, result.output
    assert result.stdout == "" and result.stderr.count("\n") == 1 and result.stderr.startswith("error ")
    return str(result.stderr)


def listed(store: Store) -> list[Any]:
    with store.reading() as connection:
        return versions(connection)


def active(store: Store) -> Any:
    with store.reading() as connection:
        return active_fusion(connection)


def test_only_verdicts_that_stand_and_say_something_are_read(store: Store) -> None:
    words = iter(["contradiction", "supersession", "support", "same_voice", "unrelated", "unsure", "contradiction", "contradiction"])
    results = fill(store, 8, lambda *_: next(words))
    with store.writing() as connection:
        ben = add_reviewer(connection, "Ben")
        agreed, disputed = results.relations[0].id, results.relations[6].id
        decide(connection, agreed, 2, ben.id, Opinion("contradiction"), MORNING)
        decide(connection, disputed, 2, ben.id, Opinion("unrelated"), MORNING)
        decide(connection, results.relations[7].id, 2, ben.id, Opinion("support", adjudicates=True), MORNING)
    with store.reading() as connection:
        verdicts = read_verdicts(connection)
        order = connection.scalars(select(ItemRow.id).order_by(ItemRow.id)).all()
    said = dict(zip([i for i in order if i not in (results.relations[5].id, disputed)], verdicts.said, strict=True))
    expected = ["contradiction", "supersession", "support", "same_voice", "unrelated", None, None, "support"]
    assert {r.id: word for r, word in zip(results.relations, expected, strict=True) if word} == said
    by_id = {relation.id: relation for relation in results.relations}
    wanted = fusion_features([by_id[i] for i in said], results.claims, results.articles)
    assert np.array_equal(verdicts.rows, wanted)


def test_pairs_that_other_models_read_are_left_out(store: Store) -> None:
    old = pairs(5, seed=1)
    with store.writing() as connection:
        add_batch(connection, dataclasses.replace(old, generated_by={"models": {"nli": {"fingerprint": "old"}}}), MORNING)
        connection.execute(update(ItemRow).values(verdict="contradiction", status="reviewed"))
        new = dataclasses.replace(pairs(4, seed=2), generated_by={"models": {"nli": {"fingerprint": "new"}}})
        add_batch(connection, new, MORNING)
        connection.execute(update(ItemRow).values(verdict="contradiction", status="reviewed"))
    with store.reading() as connection:
        verdicts = read_verdicts(connection)
    assert (len(verdicts.said), verdicts.other_models) == (4, 5)


def test_supersessions_count_as_conflicts_and_the_rest_against_both_questions(store: Store) -> None:
    words = iter(["supersession", "support", "same_voice", "unrelated", "contradiction"] * 8)
    fill(store, 40, lambda *_: next(words))
    with store.reading() as connection:
        lessons = {lesson.question: lesson for lesson in learn(read_verdicts(connection))}
    assert (lessons["contradicts"].yes, lessons["contradicts"].no) == (16, 24)
    assert (lessons["supports"].yes, lessons["supports"].no) == (8, 32)


def test_pairs_that_a_gate_takes_away_teach_nothing(store: Store) -> None:
    results = pairs(40, seed=3)
    gated = tuple(dataclasses.replace(relation, gates=("other_aspect",) if i < 10 else ()) for i, relation in enumerate(results.relations))
    with store.writing() as connection:
        add_batch(connection, dataclasses.replace(results, relations=gated), MORNING)
        for i, relation in enumerate(gated):
            verdict = "contradiction" if i % 2 else "support"
            connection.execute(update(ItemRow).where(ItemRow.id == relation.id).values(verdict=verdict, status="reviewed"))
    with store.reading() as connection:
        lessons = {lesson.question: lesson for lesson in learn(read_verdicts(connection))}
    assert lessons["contradicts"].yes + lessons["contradicts"].no == 30
    assert lessons["supports"].yes + lessons["supports"].no == 40


def test_a_question_without_both_answers_stays_as_shipped(store: Store) -> None:
    fill(store, 60, mixed)
    with store.reading() as connection:
        lessons = learn(read_verdicts(connection))
    supports = next(lesson for lesson in lessons if lesson.question == "supports")
    assert supports.corrected is None and not supports.better and supports.outcome.startswith("not refitted")
    assert fusion_of(lessons, all_of_it=True).supports == SHIPPED.supports
    assert fusion_of(lessons, all_of_it=True).contradicts != SHIPPED.contradicts


def test_verdicts_all_of_one_kind_are_refused(store: Store) -> None:
    fill(store, 30, lambda *_: "contradiction")
    with store.reading() as connection, pytest.raises(TooFew, match="all of one kind"):
        learn(read_verdicts(connection))


# --- versions and the command ----------------------------------------------------------------------------------------


def test_too_few_verdicts_are_refused_in_one_line(store: Store, address: str) -> None:
    fill(store, MIN_VERDICTS - 1, as_shipped)
    assert f"it takes {MIN_VERDICTS} verdicts" in one_line(run("--db", address), 1)
    assert listed(store) == []


def test_too_few_stories_are_refused_in_one_line(store: Store, address: str) -> None:
    fill(store, 30, as_shipped, per_story=400)
    assert "from 1" in one_line(run("--db", address), 1)


def test_better_weights_become_a_version_in_use_and_can_be_gone_back_from(store: Store, address: str) -> None:
    fill(store, 160, shifted)
    with store.reading() as connection:
        before = connection.execute(select(ItemRow.id, ItemRow.probability, ItemRow.record).order_by(ItemRow.id)).all()

    result = run("--db", address, "--keep", "spring")
    assert result.exit_code == 0, result.output
    assert "version 1 is in use" in result.stdout
    (version,) = listed(store)
    assert (version.id, version.name, version.active, version.usable) == (1, "spring", True, True)
    assert version.verdicts["contradicts"]["yes"] + version.verdicts["contradicts"]["no"] == 160
    measured = version.measures["contradicts"]["comparison"]
    assert measured["after"]["log_loss"]["value"] < measured["before"]["log_loss"]["value"]
    assert f"{measured['before']['brier']['value']:.3f}" in result.stdout, "the table tells what is stored"
    assert active(store) == version.weights and version.weights.name == "version 1: spring"
    with store.reading() as connection:
        now = connection.execute(select(ItemRow.id, ItemRow.probability, ItemRow.record).order_by(ItemRow.id)).all()
    assert now == before, "stored items wait for the next run"

    assert run("--db", address, "--force").exit_code == 0
    assert [version.active for version in listed(store)] == [True, False], "newest first"
    assert {version.fingerprint for version in listed(store)} == {version.fingerprint}, "the same verdicts give the same weights"
    assert run("--db", address, "--use", "1").exit_code == 0
    assert [version.active for version in listed(store)] == [False, True]
    shown = run("--db", address, "--list").stdout.splitlines()
    assert sum("in use" in line for line in shown) == 1 and "spring" in next(line for line in shown if "in use" in line)
    assert run("--db", address, "--use", "shipped").exit_code == 0
    assert active(store) is None
    assert "in use" in next(line for line in run("--db", address, "--list").stdout.splitlines() if "shipped" in line)
    with store.reading() as connection:
        changes = [(entry.before, entry.after) for entry in history(connection) if entry.action == "fusion"]
    assert changes == [
        ({"version": old}, {"version": new}) for old, new in ((None, 1), (1, 2), (2, 1), (1, None))
    ], "the history tells every change"  # fmt: skip


def test_weights_that_are_not_better_are_kept_but_used_only_by_force(store: Store, address: str) -> None:
    fill(store, 60, as_shipped, seed=6)
    result = run("--db", address)
    assert result.exit_code == 0 and "not in use" in result.stdout, result.output
    assert active(store) is None and len(listed(store)) == 1
    forced = run("--db", address, "--force", "--keep", "all the same")
    assert "version 2 is in use" in forced.stdout
    assert active(store).name == "version 2: all the same"


def test_too_few_stories_to_tell_is_said_and_nothing_is_switched(store: Store, address: str) -> None:
    fill(store, 40, mixed, per_story=25)
    result = run("--db", address)
    assert result.exit_code == 0, result.output
    assert "too few to tell" in result.stdout and "(interval: too few)" in result.stdout
    assert active(store) is None


def test_a_dry_run_keeps_nothing(store: Store, address: str) -> None:
    fill(store, 40, mixed)
    result = run("--db", address, "--dry-run")
    assert result.exit_code == 0 and "log-loss" in result.stdout
    assert listed(store) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--use", "7"), 2, "no version 7"),
        (("--use", "newest"), 2, "newest"),
        (("--use", "99999999999999999999999"), 2, "no version"),
        (("--list", "--use", "1"), 2, "no other option"),
        (("--dry-run", "--force"), 2, "no other option"),
    ],
)
def test_wrong_usage_is_one_line(store: Store, address: str, arguments: tuple[str, ...], code: int, words: str) -> None:
    assert words in one_line(run("--db", address, *arguments), code)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_version_needs_a_name(store: Store, name: str) -> None:
    with store.writing() as connection, pytest.raises(ValueError, match="1 to 80"):
        keep_version(connection, SHIPPED, [], name, "Ana", MORNING)


def kept(store: Store, **changes: Any) -> int:
    """Store a version that differs from the shipped fusion by its intercept alone, but for the columns to change."""
    with store.writing() as connection:
        made = SHIPPED.contradicts
        fusion = SHIPPED.model_copy(update={"contradicts": made.model_copy(update={"intercept": made.intercept - 1})})
        version = keep_version(connection, fusion, [], "v", "Ana", MORNING)
        if changes:
            connection.execute(update(FusionRow).where(FusionRow.id == version).values(**changes))
        return version


def test_features_of_another_version_are_refused_in_one_line(store: Store, address: str) -> None:
    stored = json.loads(json.dumps(SHIPPED.model_dump(mode="json")))
    stored["supports"]["weights"]["nearness_of_moons"] = stored["supports"]["weights"].pop(FEATURES[0])
    number = kept(store, weights=stored)
    said = one_line(run("--db", address, "--use", str(number)), 1)
    assert "other features" in said and "--use shipped" in said
    with store.writing() as connection:
        connection.execute(update(FusionRow).values(active=True))  # as after an upgrade of detector
    with store.reading() as connection, pytest.raises(StoreError, match="other features"):
        with_active_fusion(connection, Settings())
    assert not listed(store)[0].usable and "other features" in str(listed(store)[0].why_not)
    assert run("--db", address, "--list").exit_code == 0
    assert run("--db", address, "--use", "shipped").exit_code == 0
    assert active(store) is None


def test_a_correction_of_another_shipped_fusion_is_refused(store: Store) -> None:
    number = kept(store, corrects="0" * 16)
    with store.writing() as connection, pytest.raises(StoreError, match="corrects another"):
        use_version(connection, number, MORNING)


def test_a_run_takes_the_version_in_use_unless_its_settings_name_one(store: Store) -> None:
    number = kept(store)
    with store.writing() as connection:
        assert with_active_fusion(connection, Settings()) == Settings()
        use_version(connection, number, MORNING)
        used = with_active_fusion(connection, Settings(judge=JudgeSettings(threshold=0.7)))
        own = Settings(judge=JudgeSettings(fusion=SHIPPED))
        assert with_active_fusion(connection, own) == own
    assert used.judge.threshold == 0.7 and used.judge.fusion is not None
    row = np.zeros(len(FEATURES))
    contradicts, supports = load_fusion(used.judge.fusion)(row)
    assert logit(contradicts) == pytest.approx(logit(load_fusion()(row)[0]) - 1)
    assert supports == load_fusion()(row)[1]
    told = used.model_dump(mode="json")["judge"]["fusion"]
    assert told["name"] == "version 1: v" and told["supports"]["weights"] == dict(SHIPPED.supports.weights)
    assert Settings.model_validate(json.loads(json.dumps(used.model_dump(mode="json")))) == used


def test_the_same_weights_have_one_fingerprint_whatever_their_name() -> None:
    assert fingerprint(SHIPPED) == fingerprint(SHIPPED.model_copy(update={"name": "mine"}))


# --- settings --------------------------------------------------------------------------------------------------------


def test_a_file_of_weights_can_be_named_and_the_settings_then_hold_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = SHIPPED.model_dump(mode="json") | {"name": "mine", "fitted_on": "a desk"}
    file = tmp_path / "fusion.json"
    file.write_text(json.dumps(stored), "utf-8")
    monkeypatch.setenv("DETECTOR_JUDGE__FUSION", str(file))
    for settings in (Settings().judge, JudgeSettings(fusion=str(file))):  # type: ignore[arg-type]
        assert settings.fusion is not None and settings.fusion.name == "mine"
        assert load_fusion(settings.fusion) == load_fusion()
    stored["supports"]["weights"] = dict(reversed(stored["supports"]["weights"].items()))
    assert load_fusion(JudgeSettings.model_validate({"fusion": stored}).fusion) == load_fusion(), "the order of names says nothing"


@pytest.mark.parametrize("text", ["", "[]", '{"contradicts": {}}', '{"contradicts": {"intercept": "NaN", "weights": {}}}'])
def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "fusion.json"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="fusion"):
        JudgeSettings(fusion=str(file))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="No such file"):
        JudgeSettings(fusion=str(tmp_path / "none"))  # type: ignore[arg-type]


def test_other_features_than_this_version_has_are_refused() -> None:
    other = SHIPPED.model_dump(mode="json")
    other["contradicts"]["weights"].pop(FEATURES[0])
    with pytest.raises(ValueError, match="other features"):
        load_fusion(JudgeSettings.model_validate({"fusion": other}).fusion)


def test_nothing_is_named_by_default_and_the_package_ships_weights_for_its_features(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    load_fusion.cache_clear()
    assert JudgeSettings().fusion is None
    stored = json.loads(Path(fusion_module.__file__).with_name("fusion.json").read_text("utf-8"))
    assert load_fusion().contradicts == tuple(stored["contradicts"]["weights"][name] for name in FEATURES)
