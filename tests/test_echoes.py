"""What third claims make of a pair."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detector.judge.echoes import echoes

ENDS = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]


def test_who_repeats_one_side_and_contradicts_the_other_speaks_for_a_conflict() -> None:
    found = echoes(ENDS, np.array([[0.1, 0.8], [0.9, 0.0], [0.2, 0.1], [0.9, 0.9]]))
    assert np.allclose(found[2], (0.8 * 0.9, 0.1 * 0.9))  # a and c: by way of b, which says what a says
    assert np.allclose(found[1], (0.8 * 0.2, 0.8 * 0.1))  # b and c: by way of a
    assert not found[3].any()  # nobody else is compared with both c and d


def test_who_contradicts_both_sides_speaks_for_support() -> None:
    found = echoes(ENDS[:3], np.array([[0.9, 0.0], [0.8, 0.0], [0.1, 0.2]]))
    assert np.allclose(found[2], (0.0, 0.72))


def test_two_third_claims_say_more_than_one() -> None:
    found = echoes([("a", "b"), ("a", "c"), ("b", "c"), ("a", "d"), ("b", "d")], np.array([[0, 0], [0, 0.5], [0.8, 0], [0, 0.5], [0.4, 0]]))
    assert np.allclose(found[0], (1 - (1 - 0.4) * (1 - 0.2), 0))


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 2), min_size=6, max_size=6), st.permutations(range(6)))
def test_neither_order_nor_direction_matters(probabilities: list[tuple[float, float]], order: list[int]) -> None:
    ends = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    weighed = np.array(probabilities)
    found = echoes(ends, weighed)
    assert ((found >= 0) & (found <= 1)).all()
    assert np.array_equal(echoes([ends[i][::-1] for i in order], weighed[order]), found[order])


def test_no_pairs() -> None:
    assert echoes([], np.zeros((0, 2))).shape == (0, 2)
