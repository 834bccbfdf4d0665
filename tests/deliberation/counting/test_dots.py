"""R2: dots per side, the residents' list, the offices' one addition, parity by charter, and ties."""

import json
from collections import Counter
from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.counting import DEFAULT, PARITY, BadBallot, count_dots, dots_cap, dots_choice, dots_each

OPTIONS = ("a", "b", "c", "d", "e")


def count(resident, official=(), *, shortlist=2, draw=OPTIONS, away=0, **more):
    """Each ballot as a text: "aab" is two dots on a and one on b."""
    ballots = [("resident", dict(Counter(each))) for each in resident]
    ballots += [("official", dict(Counter(each))) for each in official]
    eligible = {"resident": len(resident) + away, "official": len(official)}
    more = {"options": OPTIONS, "eligible": eligible, **more}
    return count_dots(ballots, shortlist=shortlist, draw=draw, **more)


def test_everybody_has_a_quarter_as_many_dots_as_options_and_at_least_three():
    assert [dots_each(options) for options in (1, 4, 12, 13, 16, 17, 40, 41)] == [3, 3, 3, 4, 4, 5, 10, 11]


def test_one_option_takes_two_dots_of_a_person_and_one_when_there_are_up_to_four():
    assert [dots_cap(options) for options in (1, 3, 4, 5, 40)] == [1, 1, 1, 2, 2]


def test_a_ballot_may_hold_fewer_dots_than_it_could_and_zeros_are_left_out():
    choices = [{}, {"a": 2, "b": 1}, {"a": 1, "b": 0}]
    assert [dots_choice(choice, OPTIONS) for choice in choices] == [{}, {"a": 2, "b": 1}, {"a": 1}]


@pytest.mark.parametrize(
    ("choice", "key", "data"),
    [
        ({"a": 3}, "cap", {"option": "a", "cap": 2}),
        ({"a": 2, "b": 2}, "dots", {"dots": 3}),
        ({"z": 1}, "option", {"option": "z"}),
        ({"a": -1}, "number", {"option": "a"}),
        ({"a": 1.0}, "number", {"option": "a"}),
        ({"a": True}, "number", {"option": "a"}),
        ({"a": "1"}, "number", {"option": "a"}),
        (["a"], "shape", {}),
        (None, "shape", {}),
    ],
    ids=repr,
)
def test_a_ballot_against_the_rule_is_refused_with_its_key_and_figures(choice, key, data):
    with pytest.raises(BadBallot) as refused:
        dots_choice(choice, OPTIONS)
    assert (refused.value.key, refused.value.data) == (key, data)


def test_with_four_options_two_dots_on_one_are_refused():
    with pytest.raises(BadBallot) as refused:
        dots_choice({"a": 2}, "abcd")
    assert refused.value.data == {"option": "a", "cap": 1}


def test_frozen_parameters_outrank_the_number_of_options():
    assert dots_choice({"a": 3, "b": 2}, OPTIONS, each=5, cap=3) == {"a": 3, "b": 2}


def test_the_residents_dots_make_the_list():
    result = count(["aab", "abc", "bc"], ["aab", "aab", "aab"])
    assert (result.outcome, result.shortlist, result.added) == ("shortlist", ("a", "b"), {})


def test_many_officials_dots_do_not_move_the_residents_list_but_their_first_choice_is_added():
    result = count(["aab", "aab", "aac"], ["dde"] * 9)
    assert (result.shortlist, result.added) == (("a", "b", "d"), {"official": "d"})


def test_an_officials_first_choice_that_is_already_listed_is_not_added_again():
    result = count(["aab", "aab", "aac"], ["bbd"] * 3)
    assert (result.shortlist, result.added) == (("a", "b"), {})


def test_officials_without_dots_or_without_quorum_add_nothing():
    silent = count(["aab"] * 3, ["", "", ""])
    few = count(["aab"] * 3, ["dd"], eligible={"resident": 3, "official": 4})
    nobody = count(["aab"] * 3)
    assert [silent.added, few.added, nobody.added, few.missing] == [{}, {}, {}, ("official",)]


def test_a_tied_first_choice_of_officials_that_is_on_the_list_counts_as_listed():
    assert count(["aab", "aab", "aac"], ["be", "be"], draw=("e", "d", "c", "b", "a")).added == {}


def test_residents_without_quorum_make_no_list():
    result = count(["aab", "aab"], ["dd"], away=4)
    assert (result.outcome, result.shortlist, result.added, result.missing) == ("inquorate", (), {}, ("resident",))


def test_an_option_without_a_dot_is_never_listed():
    assert count(["aa", "aa", "a"], shortlist=4).shortlist == ("a",)


def test_a_tie_among_residents_is_broken_by_the_least_share():
    result = count(["ab", "ab", "ab"], ["bc", "b"], shortlist=1)
    assert (result.shortlist, result.lots) == (("b",), ())


def test_then_by_how_many_people_gave_a_dot():
    assert count(["aab", "b", "c"], shortlist=1).order == ("b", "a", "c", "d", "e")


def test_then_by_lot_and_the_tie_is_told():
    result = count(["ab", "ab", "c"], shortlist=1, draw=("b", "a", "c", "d", "e"))
    assert (result.shortlist, result.lots) == (("b",), (("b", "a"),))


def test_parity_takes_the_mean_of_the_sides_shares():
    result = count(["aab", "aac", "aab"], ["bbc", "bbc"], shortlist=1, rule=PARITY)
    assert {option: Fraction(*score) for option, score in result.scores.items()} == {
        "a": Fraction(1, 3),
        "b": (Fraction(2, 9) + Fraction(4, 6)) / 2,
        "c": (Fraction(1, 9) + Fraction(2, 6)) / 2,
        "d": 0,
        "e": 0,
    }
    assert (result.shortlist, result.added) == (("b", "a"), {"resident": "a"})


def test_parity_can_add_the_first_choice_of_each_side():
    result = count(["aac", "aac", "aac"], ["bbc", "bbc", "bcc"], shortlist=1, rule=PARITY, each=3)
    assert (result.shortlist, result.added) == (("c", "a", "b"), {"resident": "a", "official": "b"})


def test_under_parity_an_equal_mean_is_broken_by_the_least_share():
    result = count(["aa", "aa", "bc"], ["bc", "dd", "dd"], shortlist=3, rule=PARITY)
    assert [result.scores[option] for option in "ad"] == [[1, 3], [1, 3]]
    assert result.order == ("a", "d", "b", "c", "e")


def test_an_empty_side_leaves_parity_to_the_other():
    result = count(["aab", "aab", "b"], shortlist=1, rule=PARITY)
    assert (result.shortlist, result.added) == (("a",), {})


def test_an_advising_side_is_shown_and_moves_nothing():
    ballots = [("resident", {"a": 1})] * 3 + [("civil", {"b": 2})] * 9
    eligible = {"resident": 3, "official": 0, "civil": 9}
    result = count_dots(ballots, options=OPTIONS, eligible=eligible, shortlist=2, draw=OPTIONS)
    assert (result.shortlist, result.totals["b"]) == (("a",), {"resident": 0, "official": 0, "civil": 18})


def test_totals_supporters_and_counts_are_told_per_side():
    result = count(["aab", "ab", ""], ["bb"], away=1)
    assert (result.totals["b"], result.supporters["b"]) == (
        {"resident": 2, "official": 2},
        {"resident": 2, "official": 1},
    )
    assert result.counts == {
        "resident": {"cast": 3, "eligible": 4, "dots": 5},
        "official": {"cast": 1, "eligible": 1, "dots": 2},
    }


def test_the_trace_tells_scores_ties_additions_and_the_list():
    result = count(["ab", "ab", "ab"], ["d"], shortlist=1)
    assert [step for step in result.trace if step["step"] != "score"] == [
        {"step": "quorum", "sides": ["resident"], "cast": 3, "eligible": 3, "needed": 3, "met": True},
        {"step": "quorum", "sides": ["official"], "cast": 1, "eligible": 1, "needed": 1, "met": True},
        {"step": "lot", "sides": ["resident", "official"], "options": ["a", "b"]},
        {"step": "added", "by": "official", "option": "d"},
        {"step": "outcome", "outcome": "shortlist", "shortlist": ["a", "d"]},
    ]
    assert result.trace[2] == {
        "step": "score",
        "sides": ["resident", "official"],
        "option": "a",
        "score": [3, 1],
        "least": [0, 1],
        "supporters": 3,
    }


def test_a_result_goes_through_json():
    result = count(["aab", "abc"], ["dd"], rule=PARITY)
    assert json.loads(json.dumps(asdict(result)))["trace"] == list(result.trace)


@pytest.mark.parametrize("wrong", [{"rule": "sum"}, {"shortlist": 0}, {"draw": ("a",)}, {"draw": (*OPTIONS, "a")}])
def test_an_unknown_rule_an_empty_list_or_an_incomplete_draw_is_an_error(wrong):
    with pytest.raises(ValueError, match="rule"):
        count(["a"], **wrong)


def test_a_ballot_from_a_side_that_is_not_on_the_roll_is_an_error():
    with pytest.raises(KeyError):
        count_dots([("civil", {})], options=OPTIONS, eligible={"resident": 1}, shortlist=1, draw=OPTIONS)


def test_more_ballots_than_people_are_an_error():
    with pytest.raises(ValueError, match="eligible"):
        count(["a"], away=-1)


# No three dots on one option: the cap is two.
SHEETS = st.lists(
    st.lists(st.sampled_from(OPTIONS), max_size=3).filter(lambda dots: len(set(dots)) != 1 or dots[2:] == [])
)
RULES = st.sampled_from([DEFAULT, PARITY])


@given(SHEETS, SHEETS, RULES, st.randoms())
def test_the_order_of_ballots_and_of_options_never_matters(resident, official, rule, random):
    before = count(resident, official, rule=rule)
    for sheets in (resident, official):
        random.shuffle(sheets)
    turned = random.sample(OPTIONS, len(OPTIONS))
    assert count(resident, official, rule=rule, options=turned) == before


@given(SHEETS, SHEETS, RULES, st.permutations(OPTIONS), st.permutations(OPTIONS))
def test_other_names_for_the_options_change_names_only(resident, official, rule, names, draw):
    name = dict(zip(OPTIONS, names, strict=True)).__getitem__
    before = count(resident, official, rule=rule, draw=draw)
    after = count(
        [map(name, dots) for dots in resident],
        [map(name, dots) for dots in official],
        rule=rule,
        draw=tuple(map(name, draw)),
    )
    assert (after.order, after.shortlist) == (tuple(map(name, before.order)), tuple(map(name, before.shortlist)))
    assert after.added == {side: name(option) for side, option in before.added.items()}


@given(SHEETS, SHEETS, RULES)
def test_no_dot_is_lost_and_every_list_holds_at_most_one_addition_per_side(resident, official, rule):
    result = count(resident, official, rule=rule)
    placed = {side: sum(sides[side] for sides in result.totals.values()) for side in ("resident", "official")}
    assert placed == {"resident": sum(map(len, resident)), "official": sum(map(len, official))}
    assert sorted(result.order) == sorted(OPTIONS)
    assert len(set(result.shortlist)) == len(result.shortlist) <= 2 + len(result.added)
    assert rule == PARITY or set(result.added) <= {"official"}


@given(SHEETS.filter(len), SHEETS, st.sampled_from(OPTIONS))
def test_one_more_resident_dot_never_moves_an_option_down_the_residents_order(resident, official, option):
    before = count(resident, official, each=9, cap=9).order.index(option)
    more = [[*resident[0], option], *resident[1:]]
    assert count(more, official, each=9, cap=9).order.index(option) <= before


@given(SHEETS, SHEETS, SHEETS)
def test_officials_never_take_an_option_off_the_list_that_residents_chose_without_a_tie(resident, official, others):
    scores = sorted((Fraction(*score) for score in count(resident).scores.values()), reverse=True)
    if scores[1] == scores[2]:
        return
    lists = [set(count(resident, sheets).shortlist[:2]) for sheets in (official, others)]
    assert lists[0] == lists[1]
