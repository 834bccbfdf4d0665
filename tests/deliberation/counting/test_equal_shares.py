"""R6: the fast count by equal shares gives what a plain one does unit by unit, and treats people and projects alike."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.counting import shares_certain
from deliberation.counting.equal_shares import Allocation, SharesResult, count_equal_shares, wanted_of
from deliberation.counting.opinion_points import numbers

NAMES = "abcdef"


def plain(people, weights, wants, costs, part, draw):
    """One allocation, person by person: (purses at the end, rounds, ties)."""
    purses = [part * weight for weight in weights]
    rounds, ties, left = [], [], [p for p in costs if costs[p]]
    while True:
        offers = {}
        for project in left:
            backers = [n for n in range(people) if project in wants[n]]
            money, paying = Fraction(costs[project]), len(backers)
            for purse in sorted(purses[n] for n in backers):
                if purse * paying >= money:
                    pays = money / paying
                    offers[project] = (pays / costs[project], costs[project], -len(backers), pays)
                    break
                money, paying = money - purse, paying - 1
        if not offers:
            return purses, rounds, ties
        best = min(offer[:3] for offer in offers.values())
        tied = sorted((p for p in offers if offers[p][:3] == best), key=draw.index)
        ties += [tuple(tied)] if len(tied) > 1 else []
        share, cost, votes, pays = offers[tied[0]]
        left.remove(tied[0])
        for n in range(people):
            if tied[0] in wants[n]:
                purses[n] = max(Fraction(0), purses[n] - pays)
        figures = {"pays": list(pays.as_integer_ratio()), "share": list(share.as_integer_ratio())}
        rounds.append({"project": tied[0], "cost": cost, "supporters": -votes, **figures})


def reference(ballots, *, costs, budget, draw):
    wants = [set(projects) for alike, projects, _weight in ballots for _each in range(alike)]
    weights = [weight for alike, _projects, weight in ballots for _each in range(alike)]
    wanted = [p for p in costs if any(p in each for each in wants)]
    running = {p: costs[p] for p in wanted if 0 < costs[p] <= budget}
    part = Fraction(budget, len(wants)) if wants else Fraction(0)
    purses, rounds, ties = plain(len(wants), weights, wants, running, part, draw)
    while len(rounds) < len(running):
        more = plain(len(wants), weights, wants, running, part + 1, draw)
        if sum(each["cost"] for each in more[1]) > budget:
            break
        part += 1
        purses, rounds, ties = more
    chosen = [p for p in draw if p in wanted and not costs[p]] + [each["project"] for each in rounds]
    lacking = {
        p: max(1, ceil((costs[p] - sum(purse for n, purse in enumerate(purses) if p in wants[n])) / part))
        for p in costs
        if p not in chosen and part
    }
    spent = sum(costs[p] for p in chosen)
    return SharesResult(tuple(chosen), spent, part, tuple(rounds), lacking, tuple(ties))


def mean_one(ballots):
    people = sum(alike for alike, *_rest in ballots)
    total = sum(alike * weight for alike, _projects, weight in ballots)
    return [(alike, projects, weight * people / total) for alike, projects, weight in ballots]


@st.composite
def polls(draw, most=120, sides=True):
    """Small ones with many ties: few projects, costs that are often alike, one to three kinds of weight."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    some = draw(st.lists(st.integers(0, most), min_size=1, max_size=3))
    costs = {p: draw(st.one_of(st.sampled_from(some), st.integers(0, most))) for p in names}
    weights = draw(st.lists(st.fractions(Fraction(1, 4), 4, max_denominator=5), min_size=1, max_size=3))
    weight = st.sampled_from(weights if sides else [Fraction(1)])
    ballot = st.tuples(st.integers(1, 4), st.frozensets(st.sampled_from(names)), weight)
    ballots = draw(st.lists(ballot, max_size=7))
    budget = draw(st.integers(1, 3 * most))
    return {
        "ballots": mean_one(ballots), "costs": costs, "budget": budget, "draw": draw(st.permutations(list(names))),
    }  # fmt: skip


def count(poll):
    return count_equal_shares(poll["ballots"], **{key: poll[key] for key in ("costs", "budget", "draw")})


@given(polls())
def test_the_result_is_that_of_a_plain_count_unit_by_unit(poll):
    assert count(poll) == reference(**poll)


@given(polls(most=3000))
def test_the_same_when_many_units_are_passed_over(poll):
    assert count(poll) == reference(**poll)


@pytest.mark.skipif(numbers() is None, reason="numpy is not installed")
@given(polls())
def test_the_same_with_arrays(poll):
    many, shares_certain.MANY = shares_certain.MANY, -1
    try:
        found = count(poll)
    finally:
        shares_certain.MANY = many
    assert found == reference(**poll)


@given(polls(), st.fractions(0, 60, max_denominator=7), st.integers(0, 40))
def test_what_is_certain_of_a_range_of_parts_holds_for_each(poll, first, units):
    wanted = wanted_of(poll["ballots"], poll["costs"], poll["draw"])
    running = [p for p in poll["costs"] if poll["costs"][p] and wanted.has_money(p)]
    told = shares_certain.Certain(wanted, running).order(first, first + units)
    for more in range(units + 1) if told is not None else ():
        assert Allocation(wanted, running, first + more).chosen == tuple(told)


@given(polls(), st.randoms())
def test_neither_the_order_of_ballots_nor_their_bundling_matters(poll, chance):
    single = [(1, projects, weight) for alike, projects, weight in poll["ballots"] for _each in range(alike)]
    chance.shuffle(single)
    assert count({**poll, "ballots": single}) == count(poll)


@given(polls(), st.permutations(NAMES))
def test_other_names_give_the_same_projects_under_their_other_names(poll, names):
    new = dict(zip(NAMES, names, strict=True))
    found, other = count(poll), count({
        **poll,
        "ballots": [(alike, {new[p] for p in projects}, weight) for alike, projects, weight in poll["ballots"]],
        "costs": {new[p]: cost for p, cost in poll["costs"].items()},
        "draw": [new[p] for p in poll["draw"]],
    })  # fmt: skip
    assert other.chosen == tuple(new[p] for p in found.chosen)
    assert other.lacking == {new[p]: more for p, more in found.lacking.items()}
    assert other.ties == tuple(tuple(new[p] for p in tied) for tied in found.ties)


@given(polls())
def test_never_more_is_spent_than_there_is_and_nothing_that_nobody_wants(poll):
    found = count(poll)
    wanted = {p for _alike, projects, _weight in poll["ballots"] for p in projects}
    assert found.spent == sum(poll["costs"][p] for p in found.chosen) <= poll["budget"]
    assert {p for p in wanted if not poll["costs"][p]} <= set(found.chosen) <= wanted


@given(polls())
def test_twice_the_people_twice_the_costs_and_twice_the_money_choose_the_same(poll):
    found, double = count(poll), count({
        "ballots": [(2 * alike, projects, weight) for alike, projects, weight in poll["ballots"]],
        "costs": {p: 2 * cost for p, cost in poll["costs"].items()},
        "budget": 2 * poll["budget"],
        "draw": poll["draw"],
    })  # fmt: skip
    assert (double.chosen, double.endowment, double.ties) == (found.chosen, found.endowment, found.ties)


@given(polls())
def test_supporters_of_a_project_pay_what_it_costs_and_nobody_more_than_the_figure(poll):
    for each in count(poll).rounds:
        pays, share = Fraction(*each["pays"]), Fraction(*each["share"])
        assert pays * each["supporters"] >= each["cost"]
        assert pays == share * each["cost"]


def test_nobody_came():
    found = count({"ballots": [], "costs": {"a": 5, "b": 0}, "budget": 10, "draw": ["a", "b"]})
    assert (found.chosen, found.spent, found.endowment, found.lacking) == ((), 0, 0, {})


def test_it_stops_at_the_first_part_that_costs_too_much_though_a_later_one_would_not():
    """One unit on b is chosen as before, two on b and c for 31 of 30; three on it would be b and e, for just 30."""
    wishes = [(1, {"b", "e"}), (2, {"a", "b", "c", "e"}), (3, {"b"}), (1, {"c"})]
    ballots = [(people, wanted, Fraction(1)) for people, wanted in wishes]
    poll = {"ballots": ballots, "costs": {"a": 11, "b": 19, "c": 12, "e": 11}, "budget": 30, "draw": list("abce")}
    found = count(poll)
    assert found == reference(**poll)
    assert (found.chosen, found.endowment) == (("b",), Fraction(30, 7) + 1)


def test_what_people_with_the_same_wishes_tie_on_goes_by_the_lot_for_thousands_of_units():
    ballots = [(3, {"a", "b"}, Fraction(1)), (4, {"c"}, Fraction(1))]
    poll = {"ballots": ballots, "costs": {"a": 9000, "b": 9000, "c": 20_000}, "budget": 20_000, "draw": list("bca")}
    found = count(poll)
    assert found == reference(**poll)
    assert ("b", "a") in found.ties
