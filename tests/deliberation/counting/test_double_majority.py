"""R5, the vote: every outcome, in the order in which deciding.md finds it, and its edges."""

import json
from dataclasses import FrozenInstanceError, asdict
from fractions import Fraction

import pytest

from deliberation.counting import ONLINE, BadBallot, Tally, count_double_majority, tally_votes


def count(resident, official=(0, 0, 0, 0), **more):
    """Each side as (eligible, yes, no, abstain)."""
    return count_double_majority({"resident": Tally(*resident), "official": Tally(*official)}, **more)


def outcome(resident, official=(0, 0, 0, 0), **more):
    result = count(resident, official, **more)
    return result.outcome, result.missing, result.why


def test_both_sides_saying_yes_adopt():
    assert outcome((60, 40, 10, 5), (20, 12, 3, 1)) == ("adopted", (), {})


def test_sixty_residents_yes_and_twenty_officials_no_is_supported_by_residents():
    assert outcome((60, 60, 0, 0), (20, 0, 20, 0)) == ("supported", ("official",), {"official": "no"})


def test_sixty_residents_no_and_twenty_officials_yes_is_not_adopted_for_want_of_the_residents():
    assert outcome((60, 0, 60, 0), (20, 20, 0, 0)) == ("not-adopted", ("resident",), {"resident": "no"})


def test_when_both_say_no_the_consent_of_both_was_missing():
    found = outcome((10, 2, 8, 0), (4, 1, 3, 0))
    assert found == ("not-adopted", ("resident", "official"), {"resident": "no", "official": "no"})


def test_too_few_residents_is_inquorate_and_nobody_has_said_no():
    assert outcome((10, 0, 4, 0), (4, 4, 0, 0)) == ("inquorate", ("resident",), {"resident": "no-quorum"})


def test_an_inquorate_poll_names_every_side_without_quorum():
    found = outcome((10, 4, 0, 0), (4, 0, 0, 0))
    assert found == ("inquorate", ("resident", "official"), {"resident": "no-quorum", "official": "absent"})


def test_the_residents_quorum_is_asked_before_their_abstentions():
    assert outcome((10, 0, 0, 4))[0] == "inquorate"


def test_residents_who_mostly_abstain_return_the_proposal():
    assert outcome((10, 2, 2, 5), (4, 4, 0, 0)) == ("returned", ("resident",), {"resident": "abstained"})


def test_a_proposal_is_returned_even_when_both_sides_meet_the_majority():
    assert outcome((10, 3, 0, 4), (4, 4, 0, 0))[0] == "returned"


def test_exactly_half_of_the_residents_abstaining_does_not_return():
    assert outcome((10, 4, 1, 5), (4, 4, 0, 0))[0] == "adopted"


def test_all_residents_abstaining_is_returned_not_refused():
    assert outcome((6, 0, 0, 6), (4, 4, 0, 0))[0] == "returned"


def test_officials_who_mostly_abstain_return_nothing():
    assert outcome((10, 8, 1, 1), (10, 2, 1, 7))[0] == "adopted"


@pytest.mark.parametrize(
    ("official", "why"),
    [
        ((0, 0, 0, 0), "absent"),
        ((5, 0, 0, 0), "absent"),
        ((8, 1, 2, 0), "no-quorum"),
        ((8, 3, 0, 0), "no-quorum"),
        ((5, 0, 0, 5), "abstained"),
        ((5, 2, 2, 1), "tied"),
        ((5, 1, 4, 0), "no"),
        ((11, 2, 1, 4), "few"),
    ],
)
def test_whatever_officials_do_instead_of_a_yes_the_residents_support_stands_and_the_reason_is_named(official, why):
    assert outcome((10, 8, 1, 1), official) == ("supported", ("official",), {"official": why})


def test_three_of_eight_officials_are_no_quorum_so_their_yes_does_not_count_as_consent():
    result = count((10, 8, 1, 1), (8, 3, 0, 0))
    assert (result.quorate, result.carried) == (
        {"resident": True, "official": False},
        {"resident": True, "official": False},
    )


@pytest.mark.parametrize("people", [1, 2, 3])
def test_in_tiny_sides_everybody_takes_part_or_there_is_no_quorum(people):
    full = outcome((people, people, 0, 0), (people, people, 0, 0))[0]
    one_short = outcome((people, people - 1, 0, 0), (people, people, 0, 0))[0]
    assert (full, one_short) == ("adopted", "inquorate")


def test_a_tie_among_residents_is_no_majority():
    assert outcome((10, 5, 5, 0), (4, 4, 0, 0)) == ("not-adopted", ("resident",), {"resident": "tied"})


def test_the_yes_must_be_a_fifth_of_all_eligible_rounded_up():
    found = [outcome((11, yes, 1, yes + 1), (1, 1, 0, 0))[0] for yes in (2, 3)]
    assert found == ["not-adopted", "adopted"]


def test_with_residents_yes_but_fewer_than_a_fifth_the_reason_is_few():
    assert outcome((11, 2, 1, 3), (1, 1, 0, 0))[2] == {"resident": "few"}


def test_a_poll_without_residents_on_the_roll_adopts_nothing():
    assert outcome((0, 0, 0, 0), (5, 5, 0, 0)) == ("not-adopted", ("resident",), {"resident": "absent"})


def test_nobody_at_all_adopts_nothing():
    assert count_double_majority({}).outcome == "not-adopted"


def test_online_a_third_is_enough():
    assert [outcome((30, 10, 0, 0), q=ONLINE)[0], outcome((30, 9, 0, 0), q=[1, 3])[0]] == ["supported", "inquorate"]


def test_statute_like_matters_need_three_fifths_on_the_mean_of_the_sides():
    just = outcome((10, 7, 3, 0), (10, 5, 5, 0), statute=True)[0]
    enough = outcome((20, 13, 7, 0), (20, 11, 9, 0), statute=True)[0]
    below = outcome((20, 12, 8, 0), (20, 11, 9, 0), statute=True)
    assert (just, enough) == ("supported", "adopted")
    assert below == ("supported", ("official",), {"official": "below-three-fifths"})


def test_a_large_yes_of_one_side_can_lift_the_mean_over_three_fifths():
    assert outcome((20, 11, 9, 0), (10, 9, 1, 0), statute=True)[0] == "adopted"


def test_statute_like_the_residents_alone_need_three_fifths_too():
    alone = [outcome((20, yes, 20 - yes, 0), (5, 0, 5, 0), statute=True) for yes in (11, 12)]
    assert alone == [
        ("not-adopted", ("resident", "official"), {"resident": "below-three-fifths", "official": "no"}),
        ("supported", ("official",), {"official": "no"}),
    ]


def test_an_advising_side_is_counted_and_cannot_block():
    tallies = {"civil": Tally(5, 0, 5, 0), "official": Tally(3, 3, 0, 0), "resident": Tally(9, 8, 1, 0)}
    result = count_double_majority(tallies)
    assert (result.outcome, result.carried) == ("adopted", {"resident": True, "official": True, "civil": False})


def test_a_charter_can_give_a_third_side_consent():
    tallies = {"civil": Tally(5, 0, 5, 0), "official": Tally(3, 3, 0, 0), "resident": Tally(9, 8, 1, 0)}
    result = count_double_majority(tallies, consenting=("resident", "official", "civil"))
    assert (result.outcome, result.missing) == ("supported", ("civil",))


@pytest.mark.parametrize("consenting", [("official",), (), ("resident", "resident")])
def test_residents_always_consent_and_are_named_once(consenting):
    with pytest.raises(ValueError, match="residents"):
        count_double_majority({}, consenting=consenting)


def test_the_counts_hold_every_answer_per_side():
    assert count((60, 40, 10, 5), (20, 12, 3, 1)).counts == {
        "resident": {"yes": 40, "no": 10, "abstain": 5, "cast": 55, "eligible": 60},
        "official": {"yes": 12, "no": 3, "abstain": 1, "cast": 16, "eligible": 20},
    }


def test_the_trace_tells_each_step_in_figures_without_sentences():
    assert count((10, 8, 1, 1), (4, 1, 3, 0), statute=True).trace == (
        {"step": "quorum", "sides": ["resident"], "cast": 10, "eligible": 10, "needed": 5, "met": True},
        {"step": "quorum", "sides": ["official"], "cast": 4, "eligible": 4, "needed": 3, "met": True},
        {"step": "returned", "sides": ["resident"], "abstain": 1, "cast": 10, "met": False},
        {"step": "majority", "sides": ["resident"], "yes": 8, "no": 1, "met": True},
        {"step": "support", "sides": ["resident"], "yes": 8, "needed": 2, "met": True},
        {"step": "majority", "sides": ["official"], "yes": 1, "no": 3, "met": False},
        {"step": "support", "sides": ["official"], "yes": 1, "needed": 1, "met": True},
        {"step": "mean", "sides": ["resident", "official"], "mean": [41, 72], "needed": [3, 5], "met": False},
        {"step": "outcome", "outcome": "supported", "missing": ["official"]},
    )


def test_the_trace_stops_at_the_step_that_decided():
    steps = [[step["step"] for step in count(side).trace] for side in ((10, 0, 1, 0), (10, 1, 1, 6))]
    assert steps == [["quorum", "quorum", "outcome"], ["quorum", "quorum", "returned", "outcome"]]


def test_a_result_is_frozen_and_goes_through_json():
    result = count((10, 8, 1, 1), (4, 1, 3, 0), statute=True)
    assert json.loads(json.dumps(asdict(result)))["trace"] == list(result.trace)
    with pytest.raises(FrozenInstanceError):
        result.outcome = "adopted"


def test_ballots_are_added_up_per_side_of_the_roll():
    ballots = [("resident", {"answer": "yes"}), ("official", {"answer": "no"}), ("resident", {"answer": "abstain"})]
    assert tally_votes(ballots, {"resident": 5, "official": 1}) == {
        "resident": Tally(5, yes=1, abstain=1),
        "official": Tally(1, no=1),
    }


def test_a_ballot_of_a_side_that_is_not_on_the_roll_is_an_error():
    with pytest.raises(KeyError):
        tally_votes([("civil", {"answer": "yes"})], {"resident": 5})


def test_more_ballots_than_people_are_an_error():
    with pytest.raises(ValueError, match="eligible"):
        Tally(2, yes=3)


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        ({"answer": "maybe"}, "answer"),
        ({"answer": ["yes"]}, "answer"),
        ({"answer": "yes", "more": 1}, "shape"),
        ({}, "shape"),
        ("yes", "shape"),
        (None, "shape"),
    ],
)
def test_an_answer_that_is_not_on_the_ballot_is_refused_with_its_key(choice, key):
    with pytest.raises(BadBallot) as refused:
        tally_votes([("resident", choice)], {"resident": 5})
    assert refused.value.key == key


def test_the_share_of_a_side_that_only_abstained_is_nothing():
    assert [Tally(4, abstain=4).share, Tally(4, 3, 1).share] == [Fraction(0), Fraction(3, 4)]
