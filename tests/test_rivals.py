"""What other pairs of its claims make of a pair."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.judge.rivals import margins, rivals

ARTICLES = {"a": "A", "a2": "A", "b": "B", "b2": "B", "c": "C"}
ENDS = [("a", "b"), ("a", "b2"), ("a2", "b"), ("a", "c")]


def test_a_margin_is_to_the_nearest_other_counterpart_in_the_same_two_articles() -> None:
    found = margins(ENDS, ARTICLES, np.array([0.9, 0.7, 0.6, 0.95]))
    assert found == pytest.approx([0.9 - 0.7, 0.7 - 0.9, 0.6 - 0.9, 0.95])


def test_rivals_are_the_likeliest_other_pairs_of_either_claim() -> None:
    found = rivals(ENDS, ARTICLES, np.array([[0.9, 0.0], [0.2, 0.5], [0.0, 0.8], [1.0, 1.0]]))
    assert found.tolist() == [[0.2, 0.8], [0.9, 0.0], [0.9, 0.0], [0.0, 0.0]]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), unique=True, max_size=12), st.randoms(use_true_random=False))
def test_what_others_make_of_a_pair_does_not_depend_on_order(pairs: list[tuple[int, int]], random: Random) -> None:
    articles = {str(claim): f"article {claim // 3}" for claim in range(12)}
    ends = [(str(a), str(b)) for a, b in pairs]
    values = np.array([(17 * a + 31 * b) % 10 / 10 for a, b in pairs])
    order = list(range(len(ends)))
    random.shuffle(order)
    turned = [ends[i][::-1] for i in order]
    assert margins(turned, articles, values[order]) == pytest.approx(margins(ends, articles, values)[order])
    both = np.stack([values, 1 - values], axis=1)
    assert rivals(turned, articles, both[order]) == pytest.approx(rivals(ends, articles, both)[order])


def test_nobody_is_no_rival() -> None:
    assert margins([], {}, np.zeros(0)).shape == (0,)
    assert rivals([], {}, np.zeros((0, 2))).shape == (0, 2)
