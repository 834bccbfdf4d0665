"""R1: the opinion map, with arrays and without; groups that are there are found, and always the same ones."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.counting import opinion_groups, opinion_points
from deliberation.counting.opinion_groups import k_means, opinion_map, silhouette
from deliberation.counting.opinion_points import numbers, project

needs_numpy = pytest.mark.skipif(numbers() is None, reason="numpy is not installed")


def camps(people=60, statements=30, sides=3, seed=1):
    """Everybody votes like their side, nine times of ten, on two thirds of the statements."""
    chance = random.Random(seed)
    line = [[chance.choice((1, -1)) for _s in range(statements)] for _side in range(sides)]
    return {
        f"p{n}": {
            f"s{s}": line[n % sides][s] if chance.random() < 0.9 else 0
            for s in sorted(chance.sample(range(statements), statements * 2 // 3))
        }
        for n in range(people)
    }, [f"s{s}" for s in range(statements)]


def apart(groups, sides=3):
    """Whether the groups are the camps."""
    pairs = {(int(who[1:]) % sides, group) for who, group in groups.items()}
    return len(pairs) == sides == len({group for _side, group in pairs})


@pytest.fixture(params=["plain", pytest.param("arrays", marks=needs_numpy)])
def way(request, monkeypatch):
    if request.param == "plain":
        for module in (opinion_points, opinion_groups):
            monkeypatch.setattr(module, "numbers", lambda: None)
    else:
        monkeypatch.setattr(opinion_groups, "MANY", 0)
    return request.param


@pytest.mark.parametrize("sides", [2, 3, 4])
def test_camps_are_found_and_shown(way, sides):
    found = opinion_map(*camps(sides=sides))
    assert apart(found.groups, sides)
    assert found.shown


def test_the_same_votes_give_the_same_map(way):
    assert opinion_map(*camps()) == opinion_map(*camps())


def test_statements_that_were_moderated_out_count_for_nothing(way):
    votes, statements = camps()
    loud = {who: {**each, "s0": 1 if int(who[1:]) % 2 else -1} for who, each in votes.items()}
    quiet = {who: {**each, "s0": 0} for who, each in votes.items()}
    out = frozenset({"s0"})
    assert opinion_map(loud, statements, out) == opinion_map(quiet, statements, out)


def test_who_has_voted_little_is_not_placed_and_too_few_people_make_no_map(way):
    votes, statements = camps()
    found = opinion_map({**votes, "late": {"s1": 1}}, statements)
    assert "late" not in found.groups
    assert set(found.groups) == set(votes)
    assert opinion_map(dict(list(votes.items())[:2]), statements).points == {}
    assert not opinion_map(dict(list(votes.items())[:15]), statements).shown


def test_people_who_all_say_the_same_stand_in_one_place_and_are_no_groups(way):
    found = opinion_map({f"p{n}": {f"s{s}": 1 for s in range(8)} for n in range(30)}, [f"s{s}" for s in range(8)])
    assert set(found.points.values()) == {(0.0, 0.0)}
    assert not found.shown


def test_one_statement_is_one_direction(way):
    points = project([{"a": 1}, {"a": -1}, {"a": 0}, {}], {"a": 0})
    assert {y for _x, y in points} == {0.0}
    assert points[0][0] == pytest.approx(-points[1][0])
    assert points[3] == (0.0, 0.0)


def distances(points):
    return [[((a - c) ** 2 + (b - d) ** 2) ** 0.5 for c, d in points] for a, b in points]


@needs_numpy
@pytest.mark.parametrize(("people", "statements"), [(40, 12), (60, 30), (12, 90), (30, 3)])
def test_the_map_is_the_same_with_arrays_and_without(monkeypatch, people, statements):
    """But for mirroring: what counts is how far people are from one another."""
    votes, names = camps(people, statements)
    place = {statement: number for number, statement in enumerate(names)}
    arrays = project(list(votes.values()), place)
    monkeypatch.setattr(opinion_points, "numbers", lambda: None)
    monkeypatch.setattr(opinion_points, "TURNS", 2000)
    for mine, theirs in zip(distances(arrays), distances(project(list(votes.values()), place)), strict=True):
        assert mine == pytest.approx(theirs, abs=0.02)


@needs_numpy
@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_clusters_are_the_same_with_arrays_and_without(seed, number):
    chance = random.Random(seed)
    points = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _n in range(60)]
    weights = [float(chance.randint(1, 5)) for _n in range(60)]
    plain, many = k_means(points, weights, number), opinion_groups.MANY
    opinion_groups.MANY = 0
    try:
        arrays = k_means(points, weights, number)
    finally:
        opinion_groups.MANY = many
    assert arrays[0] == plain[0]
    assert [x for point in arrays[1] for x in point] == pytest.approx([x for point in plain[1] for x in point])


def test_fewer_places_than_clusters(way):
    labels, centres = k_means([(0.0, 0.0), (1.0, 1.0)] * 5, [1.0] * 10, 4)
    assert sorted(centres) == [(0.0, 0.0), (1.0, 1.0)]
    assert labels[0::2] == [labels[0]] * 5
    assert labels[0] != labels[1]


def test_the_silhouette_of_two_far_pairs_is_nearly_one():
    points = [(0.0, 0.0), (0.0, 1.0), (50.0, 0.0), (50.0, 1.0)]
    assert silhouette(points, [0, 0, 1, 1]) == pytest.approx(0.98, abs=0.001)
    assert silhouette(points, [0, 0, 0, 0]) == 0.0
