"""Grades: majority judgment, of all together or of sides that weigh the same."""

from collections.abc import Mapping, Sequence
from math import lcm

from deliberation.counting.grades import gauge, graded_order, lower_median
from deliberation.outside.asked import BEST, PASSABLE, WORST, Asked, Told, need, weights_of
from deliberation.outside.table import Data, Grades, Uncountable


def by_majority_judgment(data: Data, asked: Asked) -> Told:
    """Grade the options; with sides, each side weighs the same, and an option stands before another first by the

    majority grade of the side that likes it least.
    """
    ballots = need(data, Grades, "majority-judgment").ballots
    weights = weights_of(ballots, asked)
    profiles = {o: _profile(ballots, o, weights, asked) for o in data.options}
    if any(not sum(each) for each in profiles.values()):
        raise Uncountable("an option without any grade cannot be judged")
    size = lcm(*(sum(each) for each in profiles.values()))
    even = {o: [figure * (size // sum(each)) for figure in each] for o, each in profiles.items()}
    order = [list(tier) for tier in graded_order(even)]
    details: Told = {"gauge": {o: _gauge(each) for o, each in profiles.items()}}
    if asked.groups:
        worst = {o: min(_side_grades(ballots, o, asked).values()) for o in data.options}
        details["groups"] = {o: _side_grades(ballots, o, asked) for o in data.options}
        details["eligible"] = [o for o in data.options if worst[o] >= PASSABLE]
        order = [[o for o in tier if worst[o] == level] for level in range(BEST, 0, -1) for tier in order]
        order = [tier for tier in order if tier]
    winners = order[0] if not asked.groups or order[0][0] in details["eligible"] else []
    return {"winners": winners, "ranking": order, "details": details}


def _profile(
    ballots: Mapping[str, Mapping[str, int]], option: str, weights: Mapping[str, int], asked: Asked
) -> list[int]:
    profile = [0] * BEST
    for who, each in ballots.items():
        grade = each[option]
        if grade or asked.no_opinion == "worst":
            profile[max(grade, WORST) - WORST] += weights.get(who, 0)
    return profile


def _gauge(profile: Sequence[int]) -> dict[str, int]:
    found = gauge(profile)
    return {"grade": found.grade + WORST, "above": found.above, "below": found.below}


def _side_grades(ballots: Mapping[str, Mapping[str, int]], option: str, asked: Asked) -> dict[str, int]:
    grades = {}
    for side, members in asked.sides().items():
        profile = _profile(ballots, option, dict.fromkeys(members, 1), asked)
        grades[side] = lower_median(profile) + WORST if sum(profile) else WORST
    return grades
