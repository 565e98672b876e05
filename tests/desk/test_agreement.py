"""The numbers of the dashboard against calculations by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detector.review import agreement
from detector.review.agreement import Precision, Tally

START = datetime(2031, 3, 8, 9, 0, tzinfo=UTC)


def _tally(
    verdict: str, items: int = 1, said: agreement.Said = "contradiction", band: int = 5, mean: float = 0.95, kind: str = "denial"
) -> Tally:
    return Tally(said, kind, band, verdict, items, mean * items)


@pytest.mark.parametrize(
    ("label", "kind", "said"),
    [
        ("contradicts", "denial", "contradiction"),
        ("supports", "agreement", "support"),
        ("uncertain", "supersession", "update"),
        ("contradicts", "supersession", "update"),
    ],
)
def test_what_the_program_says_is_the_label_but_for_updates(label: str, kind: str, said: str) -> None:
    assert agreement.said_of(label, kind) == said


def test_wilson_interval_is_the_one_of_the_books() -> None:
    # 8 of 10, z = 1.959964: centre (.8 + z²/20) / (1 + z²/10) = .7168, half width z sqrt(.8*.2/10 + z²/400) / (1 + z²/10) = .2265.
    share, low, high = agreement.wilson(8, 10)
    assert share == 0.8
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)


def test_wilson_interval_of_all_right_stays_below_certainty() -> None:
    # n = 5, all right: low = n / (n + z²) = 5 / 8.8415.
    share, low, high = agreement.wilson(5, 5)
    assert (share, high) == (1.0, 1.0)
    assert low == pytest.approx(0.5655, abs=1e-4)


@pytest.mark.parametrize("of", range(5))
def test_fewer_than_five_give_no_share(of: int) -> None:
    assert agreement.wilson(of, of) == (None, None, None)


def test_precision_counts_right_wrong_updates_and_leaves_doubt_out() -> None:
    found = agreement.precision(
        [_tally("contradiction", 6), _tally("unrelated", 1), _tally("supersession", 2), _tally("same_voice", 1), _tally("unsure", 4)]
    )
    assert (found.right, found.wrong, found.updates, found.unsure, found.judged) == (6, 4, 2, 4, 10)
    assert found.share == 0.6


@pytest.mark.parametrize(("said", "right"), [("contradiction", "contradiction"), ("support", "support"), ("update", "supersession")])
def test_each_thing_said_is_right_by_its_own_verdict_only(said: agreement.Said, right: str) -> None:
    for verdict in ("contradiction", "supersession", "same_voice", "unrelated", "support"):
        found = agreement.precision([_tally(verdict, 1, said)])
        assert (found.right, found.wrong) == ((1, 0) if verdict == right else (0, 1)), verdict


def test_an_update_found_right_is_not_among_the_wrong_ones() -> None:
    assert agreement.precision([_tally("supersession", 3, "update")]) == Precision(3, 0, 0, 0, None, None, None)


def test_precision_by_kind_has_the_most_judged_first() -> None:
    tallies = [_tally("contradiction", 1, kind="denial"), _tally("contradiction", 4, kind="number"), _tally("unrelated", 3, kind="number")]
    found = agreement.precision_by(tallies, lambda tally: tally.kind)
    assert [(kind, p.right, p.wrong) for kind, p in found.items()] == [("number", 4, 3), ("denial", 1, 0)]


def test_bands_compare_the_mean_predicted_with_what_was_found() -> None:
    tallies = [
        Tally("contradiction", "denial", 2, "contradiction", 2, 1.3),
        Tally("support", "agreement", 2, "unrelated", 2, 1.2),
        Tally("contradiction", "denial", 2, "unsure", 10, 6.9),
        Tally("contradiction", "denial", 5, "contradiction", 3, 2.85),
        Tally("update", "supersession", 5, "supersession", 9, 8.5),
    ]
    low, high = agreement.bands(tallies)
    assert (low.low, low.high, high.low, high.high) == (0.6, 0.7, 0.9, 1.0)
    assert low.predicted == pytest.approx(2.5 / 4)  # doubtful ones do not count
    assert (low.found.right, low.found.wrong, low.found.unsure) == (2, 2, 10)
    assert high.predicted == pytest.approx(0.95)  # updates do not count
    assert high.found.judged == 3


def test_calibration_error_weighs_bands_by_their_items() -> None:
    tallies = [
        Tally("contradiction", "denial", 2, "contradiction", 1, 0.65),
        Tally("contradiction", "denial", 2, "unrelated", 3, 1.95),
        Tally("contradiction", "denial", 5, "contradiction", 6, 5.7),
    ]
    # Band .6: |.65 - 1/4| = .4 of 4 items; band .9: |.95 - 1| = .05 of 6: (1.6 + .3) / 10.
    assert agreement.calibration_error(agreement.bands(tallies)) == pytest.approx(0.19)


def test_calibration_error_needs_five_items() -> None:
    assert agreement.calibration_error([]) is None
    assert agreement.calibration_error(agreement.bands([_tally("contradiction", 4)])) is None
    assert agreement.calibration_error(agreement.bands([_tally("contradiction", 5, mean=0.9)])) == pytest.approx(0.1)


def test_kappa_against_a_table_by_hand() -> None:
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: agree .7, by chance .5 * .6 + .5 * .4 = .5, kappa (.7 - .5) / .5 = .4.
    pairs = [("contradiction", "contradiction")] * 20 + [("contradiction", "unrelated")] * 5
    pairs += [("unrelated", "contradiction")] * 10 + [("unrelated", "unrelated")] * 15
    found = agreement.accord(pairs)
    assert (found.items, found.same, found.why) == (50, 35, None)
    assert found.kappa == pytest.approx(0.4)


def test_kappa_is_undefined_where_all_verdicts_are_one() -> None:
    found = agreement.accord([("support", "support")] * 9)
    assert (found.items, found.same, found.kappa, found.why) == (9, 9, None, "constant")


def test_kappa_of_two_who_never_agree_but_each_always_says_the_same_is_zero() -> None:
    found = agreement.accord([("support", "unrelated")] * 9)
    assert (found.same, found.kappa, found.why) == (0, 0.0, None)


@pytest.mark.parametrize("items", range(5))
def test_kappa_of_few_is_not_told(items: int) -> None:
    found = agreement.accord([("support", "unrelated"), ("support", "support"), ("unsure", "unsure"), ("unrelated", "unrelated")][:items])
    assert (found.items, found.kappa, found.why) == (items, None, "few")


def test_pace_is_the_median_between_verdicts_of_one_session() -> None:
    seconds = [0, 10, 30, 60, 100]  # gaps 10, 20, 30, 40
    after_lunch = [seconds[-1] + 1200 + s for s in (0, 50)]  # a gap of exactly 20 minutes ends the session; then 50
    assert agreement.pace([START + timedelta(seconds=s) for s in (*seconds, *after_lunch)]) == 30


def test_pace_of_few_verdicts_is_not_told() -> None:
    assert agreement.pace([]) is None
    assert agreement.pace([START + timedelta(seconds=s) for s in (0, 10, 20, 30, 40)]) is None  # four gaps
    assert agreement.pace([START + timedelta(seconds=s) for s in (0, 10, 20, 30, 40, 50)]) == 10
