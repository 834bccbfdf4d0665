"""What holds of every choice among options, whatever the ballots: anonymity, neutrality, parity, ties, monotonicity."""

import os
from fractions import Fraction

import hypothesis
from hypothesis import settings
from hypothesis import strategies as st

from deliberation.counting.budget import count_budget
from deliberation.counting.election import count_election
from deliberation.counting.judgment import PASSABLE, count_judgment
from deliberation.counting.ranked import count_ranked
from deliberation.counting.temperature import count_approval, count_marks

OPTIONS = ("a", "b", "c", "quo")
EXAMPLES = 2000 if os.environ.get("TESSERA_TEST_LONG") else 60
SIDES = ("resident", "official")
ALL = {"resident": 99, "official": 99}
NO_QUORUM = Fraction(1, 99)


def given(*strategies):
    """As hypothesis' own, with as many examples as the run has time for."""
    return lambda test: settings(max_examples=EXAMPLES)(hypothesis.given(*strategies)(test))


grades = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)).map(lambda given: {"grades": given})
approvals = st.sets(st.sampled_from(OPTIONS)).map(lambda some: {"approve": sorted(some)})
marks = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)).map(lambda given: {"scores": given})


@st.composite
def rankings(draw, ties=True):
    order = draw(st.permutations(OPTIONS))
    order = order[: draw(st.integers(0, len(order)))]
    tiers = []
    for option in order:
        if ties and tiers and draw(st.booleans()):
            tiers[-1].append(option)
        else:
            tiers.append([option])
    return {"ranking": tiers}


def electorate(choices):
    """At least three ballots of each side, so that both have quorum."""
    side = st.lists(choices, min_size=3, max_size=9)
    return st.tuples(side, side).map(lambda both: [(s, c) for s, said in zip(SIDES, both, strict=True) for c in said])


def common(count, **more):
    return lambda ballots, **draw: count(ballots, eligible=ALL, q=NO_QUORUM, **more, **draw)


def temperature(count):
    return lambda ballots, draw: count(ballots, options=OPTIONS, eligible=ALL, q=NO_QUORUM)


COSTS = {"a": 60, "b": 30, "c": 70, "quo": 0}
RULES = {
    "judgment": (grades, common(count_judgment, options=OPTIONS, status_quo="quo")),
    "ranked": (rankings(), common(count_ranked, options=OPTIONS, status_quo="quo")),
    "budget": (approvals, common(count_budget, costs=COSTS, budget=100)),
    "parity budget": (approvals, common(count_budget, costs=COSTS, budget=100, parity=True)),
    "one seat": (rankings(ties=False), common(count_election, options=OPTIONS, seats=1)),
    "two seats": (rankings(ties=False), common(count_election, options=OPTIONS, seats=2)),
    "approval": (approvals, temperature(count_approval)),
    "marks": (marks, temperature(count_marks)),
}
cases = st.sampled_from(sorted(RULES)).flatmap(lambda name: st.tuples(st.just(name), electorate(RULES[name][0])))
draws = st.permutations(OPTIONS)


@given(cases, draws, st.randoms())
def test_who_cast_a_ballot_and_when_changes_nothing(case, draw, chance):
    name, ballots = case
    mixed = list(ballots)
    chance.shuffle(mixed)
    assert RULES[name][1](mixed, draw=draw) == RULES[name][1](ballots, draw=draw)


@given(cases, draws)
def test_no_option_is_treated_differently_for_its_name(case, draw):
    """`a` and `b` change their names; costs go with them."""
    name, ballots = case
    if "budget" in name:
        return  # here names carry costs: neutrality of the bare rule is tested with equal_shares
    swap = {"a": "b", "b": "a", "c": "c", "quo": "quo"}
    found = RULES[name][1](ballots, draw=draw)
    turned = RULES[name][1]([(side, renamed(choice, swap)) for side, choice in ballots], draw=[swap[o] for o in draw])
    assert tuple(swap[o] for o in found.winners) == turned.winners
    assert [{swap[o] for o in tier} for tier in found.order] == [set(tier) for tier in turned.order]


def renamed(choice, swap):
    ((key, said),) = choice.items()
    if key == "ranking":
        return {key: [[swap[o] for o in tier] for tier in said]}
    return {key: sorted(swap[o] for o in said)} if key == "approve" else {key: {swap[o]: n for o, n in said.items()}}


@given(
    st.sampled_from(["judgment", "ranked"]).flatmap(lambda name: st.tuples(st.just(name), electorate(RULES[name][0]))),
    draws,
    st.sampled_from(SIDES),
)
def test_a_side_of_double_size_with_the_same_shares_weighs_no_more(case, draw, side):
    name, ballots = case
    doubled = [*ballots, *(ballot for ballot in ballots if ballot[0] == side)]
    found, larger = (RULES[name][1](some, draw=draw) for some in (ballots, doubled))
    assert (found.outcome, found.winners, found.order) == (larger.outcome, larger.winners, larger.order)


@given(electorate(grades), draws, st.integers(0, 17))
def test_a_better_grade_never_costs_the_winner_its_place(ballots, draw, place):
    count = RULES["judgment"][1]
    found = count(ballots, draw=draw)
    if not found.winners:
        return
    (winner,), (side, choice) = found.winners, ballots[place % len(ballots)]
    if choice["grades"].get(winner, 5) == 5:
        return
    better = {"grades": {**choice["grades"], winner: choice["grades"][winner] + 1}}
    changed = [*ballots]
    changed[place % len(ballots)] = (side, better)
    assert count(changed, draw=draw).winners == found.winners


@given(electorate(rankings()), draws, st.integers(0, 17))
def test_putting_the_winner_first_never_costs_it_its_place(ballots, draw, place):
    count = RULES["ranked"][1]
    found = count(ballots, draw=draw)
    if not found.winners or len(found.order[0]) > 1 or found.order[0] != found.winners:
        return  # monotonicity holds for who wins the method itself, not for who comes after a refused one
    (winner,), (side, choice) = found.winners, ballots[place % len(ballots)]
    rest = [[o for o in tier if o != winner] for tier in choice["ranking"]]
    changed = [*ballots]
    changed[place % len(ballots)] = (side, {"ranking": [[winner], *(tier for tier in rest if tier)]})
    assert count(changed, draw=draw).winners == found.winners


@given(electorate(grades), draws)
def test_what_is_chosen_is_passable_on_every_side_and_graded_by_half_of_it(ballots, draw):
    found = RULES["judgment"][1](ballots, draw=draw)
    for winner in found.winners:
        for side in SIDES:
            profile = found.details["profiles"][winner][side]
            assert 2 * sum(profile) >= found.counts[side]["cast"]
            assert found.details["grades"][winner][side] >= PASSABLE


@given(electorate(rankings()), draws)
def test_each_side_prefers_what_is_chosen_to_no_change(ballots, draw):
    found = RULES["ranked"][1](ballots, draw=draw)
    for winner in found.winners:
        for side in SIDES:
            duels = found.details["sides"][side]
            assert duels[winner]["quo"] > duels["quo"][winner]


@given(electorate(approvals), draws, st.booleans())
def test_a_budget_is_never_overspent_and_what_costs_nothing_is_in_when_wanted(ballots, draw, parity):
    found = count_budget(ballots, costs=COSTS, budget=100, eligible=ALL, q=NO_QUORUM, draw=draw, parity=parity)
    details = found.details
    assert details["spent"] + details["left"] == 100
    assert details["left"] >= 0
    assert ("quo" in found.winners) == any("quo" in choice["approve"] for _side, choice in ballots)


@given(cases, draws, draws)
def test_the_lot_decides_only_where_it_is_said(case, one, other):
    name, ballots = case
    first, second = (RULES[name][1](ballots, draw=draw) for draw in (one, other))
    if not first.lots and not second.lots:
        assert (first.outcome, set(first.winners)) == (second.outcome, set(second.winners))


@given(cases, draws)
def test_without_enough_residents_nothing_is_chosen_whatever_the_others_say(case, draw):
    name, ballots = case
    few = [b for b in ballots if b[0] == "official"]
    found = RULES[name][1](few, draw=draw)
    assert found.winners == ()
    assert found.outcome in ("inquorate", "taken")


@given(cases, draws)
def test_a_side_that_is_not_there_has_not_said_no(case, draw):
    name, ballots = case
    there = [b for b in ballots if b[0] == "resident"]
    assert RULES[name][1](there, draw=draw).missing == ("official",)
    assert RULES[name][1](there, draw=draw).outcome != "inquorate"
