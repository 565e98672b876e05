"""The evaluation's metrics agree with hand-made examples, with scikit-learn and SciPy, and with their own definitions."""

from dataclasses import astuple
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, f1_score, precision_recall_curve, precision_recall_fscore_support, roc_auc_score

from eval.metrics.calibration import expected_calibration_error, reliability_table
from eval.metrics.classification import accuracy, class_scores, confusion_matrix, macro_f1
from eval.metrics.clustering import bcubed, pairwise
from eval.metrics.intervals import bootstrap_interval, wilson_interval
from eval.metrics.ranking import precision_at_recall, recall_of_nearest, roc_auc
from eval.metrics.significance import mcnemar_test

LABELS = ("contradicts", "supports", "unrelated")
labelled = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=40)
clustered = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=25)
judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@settings(deadline=None)
@given(labelled)
def test_classification_agrees_with_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    gold, predicted = map(list, zip(*pairs, strict=True))
    scores = class_scores(gold, predicted, LABELS)
    expected = precision_recall_fscore_support(gold, predicted, labels=LABELS, zero_division=0)
    assert np.allclose([scores[label] for label in LABELS], np.transpose(expected))
    assert accuracy(gold, predicted) == pytest.approx(accuracy_score(gold, predicted))
    assert macro_f1(gold, predicted) == pytest.approx(f1_score(gold, predicted, average="macro", zero_division=0))


def test_confusion_matrix_has_gold_in_rows() -> None:
    matrix = confusion_matrix(["a", "a", "b"], ["a", "b", "b"], ["a", "b"])
    assert matrix.tolist() == [[1, 1], [0, 1]]


def test_a_label_that_never_occurs_counts_as_zero_when_it_is_asked_for() -> None:
    assert macro_f1(["a"], ["a"]) == 1
    assert macro_f1(["a"], ["a"], ["a", "b"]) == 0.5


@pytest.mark.parametrize(("gold", "predicted"), [([], []), (["a"], []), (["a"], ["a", "a"])])
def test_classification_refuses_empty_or_unequal_input(gold: list[str], predicted: list[str]) -> None:
    for metric in (accuracy, class_scores, macro_f1):
        with pytest.raises(ValueError, match="as many predictions"):
            metric(gold, predicted)


def test_confusion_matrix_refuses_an_unlisted_label() -> None:
    with pytest.raises(ValueError, match=r"\['c'\]"):
        confusion_matrix(["a"], ["c"], ["a", "b"])


def test_calibration_error_of_a_small_example() -> None:
    # (0, .5]: two items, mean .3, one right. (.5, 1]: two items, mean .9, both right. (2 * .2 + 2 * .1) / 4 = .15
    confidence, correct = [0.1, 0.5, 0.8, 1.0], [False, True, True, True]
    low, high = reliability_table(confidence, correct, bins=2)
    assert astuple(low) == pytest.approx((0, 0.5, 2, 0.3, 0.5))
    assert astuple(high) == pytest.approx((0.5, 1, 2, 0.9, 1))
    assert expected_calibration_error(confidence, correct, bins=2) == pytest.approx(0.15)


def test_a_sure_model_that_is_always_wrong_has_the_largest_error() -> None:
    assert expected_calibration_error([1.0, 1.0], [False, False]) == 1
    assert expected_calibration_error([0.0, 1.0], [False, True]) == 0


@given(judged, st.integers(1, 30))
def test_reliability_table_keeps_every_item_in_its_bin(items: list[tuple[float, bool]], bins: int) -> None:
    confidence, correct = zip(*items, strict=True)
    table = reliability_table(confidence, correct, bins)
    assert sum(row.count for row in table) == len(items)
    assert all(row.low <= row.confidence + 1e-12 and row.confidence <= row.high + 1e-12 for row in table)
    assert sum(row.count * row.accuracy for row in table) == pytest.approx(sum(correct))
    gap = abs(np.mean(confidence) - np.mean(correct))
    assert gap - 1e-9 <= expected_calibration_error(confidence, correct, bins) <= 1


@pytest.mark.parametrize(
    ("confidence", "correct", "bins"),
    [([], [], 15), ([0.5], [True, False], 15), ([1.1], [True], 15), ([np.nan], [True], 15), ([0.5], [True], 0)],
)
def test_calibration_refuses_what_is_no_probability(confidence: list[float], correct: list[bool], bins: int) -> None:
    with pytest.raises(ValueError, match=r"need one|must lie"):
        expected_calibration_error(confidence, correct, bins)


def test_bcubed_and_pairwise_of_a_small_example() -> None:
    gold, predicted = "aaabb", [1, 1, 2, 2, 2]
    # BCubed precision: 1, 1, 1/3, 2/3, 2/3; recall: 2/3, 2/3, 1/3, 1, 1. Both sum to 11/3.
    assert bcubed(gold, predicted) == pytest.approx((11 / 15, 11 / 15, 11 / 15))
    # Pairs: 4 predicted, 4 gold, 2 in common.
    assert pairwise(gold, predicted) == pytest.approx((0.5, 0.5, 0.5))


def test_clusters_lumped_or_split() -> None:
    assert bcubed("aabb", "xxxx") == pytest.approx((0.5, 1, 2 / 3))
    assert bcubed("aabb", "wxyz") == pytest.approx((1, 0.5, 2 / 3))
    assert pairwise("aabb", "wxyz") == (1, 0, 0)
    assert pairwise("abcd", "abcd") == (1, 1, 1)


@given(clustered)
def test_clustering_follows_its_definition(pairs: list[tuple[int, int]]) -> None:
    items = range(len(pairs))
    gold, predicted = map(list, zip(*pairs, strict=True))
    same_gold, same_predicted = ({i: {j for j in items if side[i] == side[j]} for i in items} for side in (gold, predicted))
    shared = [len(same_gold[i] & same_predicted[i]) for i in items]
    assert bcubed(gold, predicted).precision == pytest.approx(np.mean([shared[i] / len(same_predicted[i]) for i in items]))
    assert bcubed(gold, predicted).recall == pytest.approx(np.mean([shared[i] / len(same_gold[i]) for i in items]))
    actual, claimed = ({pair for pair in combinations(items, 2) if side[pair[0]] == side[pair[1]]} for side in (gold, predicted))
    scores = pairwise(gold, predicted)
    assert scores.precision == pytest.approx(len(actual & claimed) / len(claimed) if claimed else 1)
    assert scores.recall == pytest.approx(len(actual & claimed) / len(actual) if actual else 1)


@given(clustered)
def test_swapping_gold_and_predicted_swaps_precision_and_recall(pairs: list[tuple[int, int]]) -> None:
    gold, predicted = map(list, zip(*pairs, strict=True))
    for metric in (bcubed, pairwise):
        there, back = metric(gold, predicted), metric(predicted, gold)
        assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))


def test_clustering_refuses_empty_or_unequal_input() -> None:
    for metric in (bcubed, pairwise):
        for gold, predicted in (("", ""), ("ab", "a")):
            with pytest.raises(ValueError, match="as many predicted clusters"):
                metric(gold, predicted)


@given(st.integers(1, 500).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))), st.floats(0.5, 0.999))
def test_wilson_interval_agrees_with_scipy(outcome: tuple[int, int], level: float) -> None:
    successes, trials = outcome
    expected = binomtest(successes, trials).proportion_ci(level, method="wilson")
    assert wilson_interval(successes, trials, level) == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize(("successes", "trials", "level"), [(0, 0, 0.95), (3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0)])
def test_wilson_interval_refuses_impossible_counts(successes: int, trials: int, level: float) -> None:
    with pytest.raises(ValueError, match=r"trials|level"):
        wilson_interval(successes, trials, level)


def test_bootstrap_interval_of_a_mean_is_that_of_theory_and_follows_its_seed() -> None:
    values = np.random.default_rng(1).normal(5, 2, size=400)
    interval = bootstrap_interval(lambda chosen: float(values[chosen].mean()), 400, seed=3)
    error = values.std() / np.sqrt(400)
    assert interval == pytest.approx((values.mean() - 1.96 * error, values.mean() + 1.96 * error), abs=0.03)
    assert interval == bootstrap_interval(lambda chosen: float(values[chosen].mean()), 400, seed=3)
    assert interval != bootstrap_interval(lambda chosen: float(values[chosen].mean()), 400, seed=4)
    wider = bootstrap_interval(lambda chosen: float(values[chosen].mean()), 400, level=0.99, seed=3)
    assert wider.low < interval.low < interval.high < wider.high


@pytest.mark.parametrize("arguments", [{"items": 0}, {"items": 3, "resamples": 0}, {"items": 3, "level": 0.0}])
def test_bootstrap_interval_refuses_nothing_to_draw(arguments: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"at least one|level"):
        bootstrap_interval(lambda chosen: 0.0, **arguments)


def test_groups_of_one_item_are_drawn_as_items_and_copies_in_a_group_tell_nothing_new() -> None:
    values = np.random.default_rng(1).normal(size=60)
    alone = bootstrap_interval(lambda chosen: float(values[chosen].mean()), 60, seed=3)
    assert bootstrap_interval(lambda chosen: float(values[chosen].mean()), 60, seed=3, groups=range(60)) == alone
    copied = np.repeat(values, 5)
    groups = [f"story {i:02}" for i in range(60) for _ in range(5)]
    grouped = bootstrap_interval(lambda chosen: float(copied[chosen].mean()), 300, seed=3, groups=groups)
    assert grouped == pytest.approx(alone)
    ungrouped = bootstrap_interval(lambda chosen: float(copied[chosen].mean()), 300, seed=3)
    assert ungrouped.high - ungrouped.low < 0.6 * (alone.high - alone.low)


def test_a_group_is_drawn_whole() -> None:
    seen: list[list[int]] = []
    bootstrap_interval(lambda chosen: float(len(seen.append(sorted(chosen)) or seen)), 4, resamples=30, groups=["a", "b", "a", "b"])
    assert {tuple(chosen) for chosen in seen} == {(0, 0, 2, 2), (0, 1, 2, 3), (1, 1, 3, 3)}


def test_bootstrap_interval_refuses_groups_of_other_items() -> None:
    with pytest.raises(ValueError, match="one group an item"):
        bootstrap_interval(lambda chosen: 0.0, 3, groups=["a", "b"])


# Scores with ties, some items wanted and some not.
ranked = st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=2, max_size=40).filter(
    lambda items: len({w for w, _ in items}) == 2
)


@settings(deadline=None)
@given(ranked, st.sampled_from([0.1, 0.5, 0.7, 0.9, 1.0]))
def test_ranking_agrees_with_scikit_learn(items: list[tuple[bool, int]], recall: float) -> None:
    wanted, score = map(list, zip(*items, strict=True))
    assert roc_auc(wanted, score) == pytest.approx(roc_auc_score(wanted, score))
    precisions, recalls, _ = precision_recall_curve(wanted, score)  # thresholds rise, so recalls fall
    enough = np.nonzero(recalls >= recall - 1e-9)[0]
    assert precision_at_recall(wanted, score, recall) == pytest.approx(precisions[enough[-1]])


def test_precision_at_recall_of_a_small_example() -> None:
    wanted = [True, False, True, False, True, False]
    assert precision_at_recall(wanted, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], 0.6) == pytest.approx(2 / 3)
    assert precision_at_recall(wanted, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], 0.7) == pytest.approx(3 / 5)
    assert precision_at_recall(wanted, [0.5] * 6, 0.1) == 0.5
    assert precision_at_recall([True] * 7 + [False] + [True] * 3, range(11, 0, -1), 0.7) == 1, "seven of ten reach 0.7"


def test_ranking_of_one_kind_alone() -> None:
    assert precision_at_recall([False, False], [0.1, 0.2], 0.7) == 0
    assert roc_auc([True, True], [0.1, 0.2]) == roc_auc([False], [0.1]) == 0.5


@pytest.mark.parametrize(
    ("wanted", "score", "recall"), [([], [], 0.7), ([True], [0.1, 0.2], 0.7), ([True], [0.1], 0.0), ([True], [0.1], 1.1)]
)
def test_ranking_refuses_what_cannot_be_ranked(wanted: list[bool], score: list[float], recall: float) -> None:
    with pytest.raises(ValueError, match=r"need one|recall"):
        precision_at_recall(wanted, score, recall)


def test_recall_of_the_nearest_counts_partners_up_to_k_and_leaves_out_rows_without_any() -> None:
    similarity = np.array([[-np.inf, 0.9, 0.5, 0.1], [0.9, -np.inf, 0.2, 0.3], [0.5, 0.2, -np.inf, 0.4], [0.1, 0.3, 0.4, -np.inf]])
    partner = np.zeros((4, 4), dtype=bool)
    partner[0, [1, 3]] = partner[1, 0] = partner[3, 0] = True
    assert recall_of_nearest(similarity, partner, 1).tolist() == [1, 1, 0]
    assert recall_of_nearest(similarity, partner, 2).tolist() == [0.5, 1, 0]
    assert recall_of_nearest(similarity, partner, 3).tolist() == [1, 1, 1]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=80))
def test_mcnemar_is_a_binomial_test_on_the_disagreements(outcomes: list[tuple[bool, bool]]) -> None:
    a, b = zip(*outcomes, strict=True)
    wins, losses = sum(x and not y for x, y in outcomes), sum(y and not x for x, y in outcomes)
    expected = binomtest(wins, wins + losses).pvalue if wins + losses else 1.0
    assert mcnemar_test(a, b) == pytest.approx(expected)
    assert mcnemar_test(a, b) == mcnemar_test(b, a)


def test_mcnemar_of_a_small_example() -> None:
    # One right where the other is wrong on 6 items, never the other way round: 2 / 2**6.
    assert mcnemar_test([True] * 8, [False] * 6 + [True] * 2) == pytest.approx(2 / 64)


def test_mcnemar_survives_many_disagreements() -> None:
    assert 0 < mcnemar_test([True] * 2000 + [False] * 1900, [False] * 2000 + [True] * 1900) < 0.2


def test_mcnemar_refuses_unequal_input() -> None:
    with pytest.raises(ValueError, match="one outcome an item"):
        mcnemar_test([True], [True, False])
