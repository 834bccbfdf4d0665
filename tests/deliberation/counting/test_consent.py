"""R5, the consent round: no objection stands, quorum and more along than aside in every side."""

import pytest

from deliberation.counting import ConsentTally, after_consent, count_consent, tally_consent


def count(resident, official, **more):
    """Each side as (eligible, agree, reservation, aside, object[, standing])."""
    result = count_consent({"resident": ConsentTally(*resident), "official": ConsentTally(*official)}, **more)
    return result.outcome, result.missing, result.why


def test_nobody_objecting_and_most_going_along_on_both_sides_is_adopted_by_consent():
    assert count((20, 10, 4, 3, 0), (5, 1, 2, 2, 0)) == ("adopted-by-consent", (), {})


def test_one_standing_objection_on_any_side_is_no_consent():
    assert count((20, 19, 0, 0, 1), (5, 5, 0, 0, 0)) == ("no-consent", ("resident",), {"resident": "objection"})
    assert count((20, 20, 0, 0, 0), (5, 4, 0, 0, 1)) == ("no-consent", ("official",), {"official": "objection"})


def test_an_objection_that_was_integrated_or_withdrawn_no_longer_blocks():
    assert count((20, 18, 0, 0, 2, 0), (5, 5, 0, 0, 0))[0] == "adopted-by-consent"


def test_one_of_two_objections_still_standing_blocks():
    assert count((20, 18, 0, 0, 2, 1), (5, 5, 0, 0, 0))[0] == "no-consent"


def test_as_many_aside_as_along_is_no_consent():
    assert count((20, 3, 2, 5, 0), (5, 5, 0, 0, 0)) == ("no-consent", ("resident",), {"resident": "aside"})
    assert count((20, 3, 3, 5, 0), (5, 5, 0, 0, 0))[0] == "adopted-by-consent"


def test_officials_without_quorum_leave_no_consent_but_an_ordinary_next_step():
    assert count((20, 20, 0, 0, 0), (8, 3, 0, 0, 0)) == ("no-consent", ("official",), {"official": "no-quorum"})


def test_residents_without_quorum_are_named():
    found = count((20, 9, 0, 0, 0), (5, 0, 0, 0, 0))
    assert found == ("inquorate", ("resident", "official"), {"resident": "no-quorum", "official": "absent"})


def test_without_officials_on_the_roll_there_is_no_consent_of_theirs():
    assert count((20, 20, 0, 0, 0), (0, 0, 0, 0, 0)) == ("no-consent", ("official",), {"official": "absent"})


def test_three_people_are_quorum_of_three():
    assert count((3, 2, 1, 0, 0), (1, 1, 0, 0, 0))[0] == "adopted-by-consent"
    assert count((3, 2, 0, 0, 0), (1, 1, 0, 0, 0))[0] == "inquorate"


def test_an_advising_side_is_counted_and_its_objection_does_not_block():
    tallies = {"resident": ConsentTally(3, 3), "official": ConsentTally(1, 1), "civil": ConsentTally(2, object=2)}
    result = count_consent(tallies)
    assert (result.outcome, result.counts["civil"]["standing"]) == ("adopted-by-consent", 2)


def test_the_charter_may_give_an_advising_side_consent():
    tallies = {"resident": ConsentTally(3, 3), "official": ConsentTally(1, 1), "civil": ConsentTally(2, object=2)}
    assert count_consent(tallies, consenting=("resident", "official", "civil")).missing == ("civil",)


def test_the_trace_tells_quorum_objections_and_who_goes_along():
    assert count_consent({"resident": ConsentTally(4, 2, 1, 1)}, consenting=("resident",)).trace == (
        {"step": "quorum", "sides": ["resident"], "cast": 4, "eligible": 4, "needed": 3, "met": True},
        {"step": "objections", "sides": ["resident"], "standing": 0, "met": True},
        {"step": "along", "sides": ["resident"], "along": 3, "aside": 1, "met": True},
        {"step": "outcome", "outcome": "adopted-by-consent", "missing": []},
    )


def test_after_at_most_two_rounds_the_vote_follows():
    after = [after_consent("no-consent", round=number) for number in (1, 2)]
    assert (after, after_consent("adopted-by-consent", round=1)) == ([("round", "vote"), ("vote",)], ())


def test_ballots_are_added_up_with_the_objections_that_still_stand():
    answers = ["agree", "object", "object", "aside", "reservation", "agree"]
    ballots = [("resident", {"answer": answer}) for answer in answers]
    assert tally_consent(ballots, {"resident": 9, "official": 2}, standing={"resident": 1}) == {
        "resident": ConsentTally(9, agree=2, reservation=1, aside=1, object=2, standing=1),
        "official": ConsentTally(2),
    }


@pytest.mark.parametrize("figures", [(2, 3), (2, -1), (2, 0, 0, 0, 1, 2), (2, 0, 0, 0, 1, -1)])
def test_impossible_figures_are_an_error(figures):
    with pytest.raises(ValueError, match=r"eligible|objections"):
        ConsentTally(*figures)
