"""How far an allocation by equal shares stays the same while everybody's part grows: exact, where floats cannot tell.

A purse is a straight line in the units by which the part was raised: begins + slope · units, in whole numbers over one
denominator; so is what a supporter pays. Every comparison that the allocation rests on then holds up to a number of
units that can be computed, and the least of these is how far the allocation as a whole is certain.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from deliberation.counting.shares_certain import Wanted

FAR = 10**18  # units; more than any budget has


def steady(wanted: Wanted, running: Sequence[str], part: Fraction) -> tuple[list[str], int]:
    """Return the order of purchases at this part, and for how many units more it is certainly the same."""
    lines = _Lines(wanted, part)
    left, order = set(running), list[str]()
    while offers := {project: offer for project in left if (offer := lines.offer(project))}:
        taken = min(offers, key=lambda project: (offers[project].share(wanted.costs[project]), *_turn(wanted, project)))
        left.remove(taken)
        order.append(taken)
        lines.keep_payers(taken, offers[taken])
        for other in left:
            lines.keep_behind(other, taken, offers[taken])
        lines.pay(taken, offers[taken])
    for project in left:
        lines.keep_too_dear(project)
    return order, lines.limit


def _turn(wanted: Wanted, project: str) -> tuple[int, int, int]:
    return wanted.costs[project], -wanted.votes[project], wanted.turn[project]


class _Offer:
    """What a project costs its supporters: each of `people` pays (begins + slope · units) / people, `poor` all."""

    def __init__(self, begins: int, slope: int, people: int, poor: list[int], rich: list[int]):
        self.begins, self.slope, self.people, self.poor, self.rich = begins, slope, people, poor, rich

    def share(self, cost: int) -> Fraction:
        """Return the part of the cost that one supporter pays at most, times the scale."""
        return Fraction(self.begins, self.people * cost)


class _Lines:
    def __init__(self, wanted: Wanted, part: Fraction):
        self.wanted, self.limit = wanted, FAR
        given = [(part * weight, weight) for weight in wanted.weights]
        self.scale = lcm(*(figure.denominator for pair in given for figure in pair))
        self.begins = [int(given[weight][0] * self.scale) for weight in wanted.weight]
        self.slopes = [int(given[weight][1] * self.scale) for weight in wanted.weight]

    def offer(self, project: str) -> _Offer | None:
        """Return what the supporters would pay; None when all of theirs together is too little."""
        numbers, rich, poor = self.wanted.people, self.wanted.backers[project], list[int]()
        begins, slope = self.wanted.costs[project] * self.scale, 0
        people = sum(numbers[group] for group in rich)
        while people:
            less = [group for group in rich if self.begins[group] * people < begins]
            if not less:
                return _Offer(begins, slope, people, poor, rich)
            rich, poor = [group for group in rich if self.begins[group] * people >= begins], poor + less
            begins -= sum(self.begins[group] * numbers[group] for group in less)
            slope -= sum(self.slopes[group] * numbers[group] for group in less)
            people -= sum(numbers[group] for group in less)
        return None

    def keep_payers(self, project: str, offer: _Offer) -> None:
        """Note how long those who give all go on giving all, and the others not."""
        for groups, sign in ((offer.poor, 1), (offer.rich, -1)):
            for group in groups:
                begins = offer.begins - offer.people * self.begins[group]
                slope = offer.slope - offer.people * self.slopes[group]
                self._holds(sign * begins, sign * slope)

    def keep_behind(self, other: str, taken: str, offer: _Offer) -> None:
        """Note how long the supporters of another cannot pay it with a smaller share of its cost than was asked.

        They give the purse or that share of the cost, whichever is less: which it is now bounds the sum at all times.
        """
        wanted, cost = self.wanted, self.wanted.costs[other]
        each = offer.people * wanted.costs[taken]  # every figure times this, to stay whole
        poor = [group for group in wanted.backers[other] if self.begins[group] * each < offer.begins * cost]
        rich = wanted.votes[other] - sum(wanted.people[group] for group in poor)
        lacks = cost * self.scale * each - rich * offer.begins * cost
        lacks -= sum(wanted.people[group] * self.begins[group] for group in poor) * each
        slope = -rich * offer.slope * cost - sum(wanted.people[group] * self.slopes[group] for group in poor) * each
        self._holds(lacks, slope, strictly=not rich or _turn(wanted, other) < _turn(wanted, taken))

    def keep_too_dear(self, project: str) -> None:
        numbers, backers = self.wanted.people, self.wanted.backers[project]
        there = sum(self.begins[group] * numbers[group] for group in backers)
        slope = sum(self.slopes[group] * numbers[group] for group in backers)
        self._holds(self.wanted.costs[project] * self.scale - there, -slope, strictly=True)

    def pay(self, project: str, offer: _Offer) -> None:
        backers, people = set(self.wanted.backers[project]), offer.people
        for group in range(len(self.begins)):
            paying = group in backers
            self.begins[group] = self.begins[group] * people - paying * offer.begins
            self.slopes[group] = self.slopes[group] * people - paying * offer.slope
        for group in offer.poor:
            self.begins[group] = self.slopes[group] = 0
        self.scale *= people
        common = gcd(self.scale, *self.begins, *self.slopes)
        self.scale //= common
        self.begins = [each // common for each in self.begins]
        self.slopes = [each // common for each in self.slopes]

    def _holds(self, begins: int, slope: int, *, strictly: bool = False) -> None:
        """Note up to how many units begins + slope · units is not below 0; `strictly`: above 0."""
        if slope < 0:
            self.limit = min(self.limit, max(0, (begins - strictly) // -slope))
