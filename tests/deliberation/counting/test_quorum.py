"""Quorum per side: C ≥ min(E, max(3, ⌈q·E⌉)), in integers."""

from fractions import Fraction

import pytest

from deliberation.counting import LIVE, ONLINE, fraction, quorum_needed, quorum_reached


def test_live_the_quorum_is_half_rounded_up_but_never_fewer_than_three_nor_more_than_all():
    needed = [quorum_needed(eligible, LIVE) for eligible in range(12)]
    assert needed == [0, 1, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6]


def test_online_the_quorum_is_a_third_rounded_up_with_the_same_floor():
    needed = [quorum_needed(eligible, ONLINE) for eligible in (0, 1, 2, 3, 9, 10, 11, 12, 13, 100)]
    assert needed == [0, 1, 2, 3, 3, 4, 4, 4, 5, 34]


def test_in_a_side_of_one_two_or_three_everybody_must_take_part():
    reached = {(cast, all_) for all_ in (1, 2, 3) for cast in range(all_ + 1) if quorum_reached(cast, all_, LIVE)}
    assert reached == {(1, 1), (2, 2), (3, 3)}


def test_a_side_of_nobody_reaches_its_quorum_of_nothing():
    assert quorum_reached(0, 0, LIVE) is True


def test_exactly_half_is_enough_and_one_fewer_is_not():
    assert [quorum_reached(cast, 60, LIVE) for cast in (29, 30)] == [False, True]


def test_a_third_of_a_huge_roll_is_exact_where_a_float_would_round():
    eligible = 3 * 10**17 + 1
    assert quorum_needed(eligible, ONLINE) == 10**17 + 1


def test_frozen_parameters_hold_a_share_as_a_pair_of_integers():
    assert [fraction([1, 2]), fraction((2, 6)), fraction(Fraction(1))] == [LIVE, ONLINE, 1]


@pytest.mark.parametrize("share", [[0, 2], [3, 2], [1, 0], [-1, -2], [0.5, 1], [True, 2]])
def test_a_share_that_is_not_above_nothing_and_at_most_all_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        fraction(share)


@pytest.mark.parametrize(("cast", "eligible"), [(-1, 3), (4, 3), (0, -1)])
def test_more_ballots_than_people_or_fewer_than_none_are_refused(cast, eligible):
    with pytest.raises(ValueError, match="eligible"):
        quorum_reached(cast, eligible, LIVE)
