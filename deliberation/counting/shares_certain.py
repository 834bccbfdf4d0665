"""What is certain of many allocations by equal shares at once, so that the exact count can pass them over.

Asked of all parts from `first` to `last`, two allocations are drawn in floats: a poor one, where everybody has a little
less than `first`, and a rich one, where they have a little more than `last`. Say that up to here both, and all parts
in between, have bought the same. Then every purse in between holds at least the poor and at most the rich purse (who
has more pays less, since the others have more as well), and so what a project costs each supporter lies between its
rich and its poor figure. A project that is surely cheapest, its poor figure below the rich figures of all others, is
the next one for every part in between. "A little" is more than all roundings of a sum over all groups together; so
what comes out holds exactly, and whatever comes too near to call gives None.

Two kinds of ties are called nevertheless: between projects whose supporters can all pay in full (the share is
1 / votes, whatever else happened), and between projects of the same cost with the same supporters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf
from typing import Any

from deliberation.counting.opinion_points import numbers

UNIT = 2.0**-52
MANY = 100  # groups behind a project on average, above which arrays are faster than lists


@dataclass(frozen=True)
class Wanted:
    """Who wants what: equal ballots are one group, `people[g]` of them, given `weights[weight[g]]` parts each."""

    people: list[int]
    weights: list[Fraction]
    weight: list[int]
    backers: dict[str, list[int]]  # project → groups that want it
    costs: dict[str, int]
    turn: dict[str, int]  # project → its place in the lot
    votes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        votes = {project: sum(self.people[group] for group in groups) for project, groups in self.backers.items()}
        object.__setattr__(self, "votes", votes)

    def has_money(self, project: str) -> bool:
        return any(self.people[group] and self.weights[self.weight[group]] > 0 for group in self.backers[project])


class Certain:
    """Tells the order of purchases that holds for a whole range of parts."""

    def __init__(self, wanted: Wanted, running: Sequence[str]) -> None:
        self.wanted, self.running = wanted, running
        many = sum(len(wanted.backers[project]) for project in running) > MANY * len(running)
        np = numbers() if many else None
        self.purses = Lists(wanted) if np is None else Arrays(wanted, np)
        self.slack = (len(wanted.people) + 16) * UNIT

    def order(self, first: Fraction, last: Fraction) -> list[str] | None:
        """Return the projects in the order in which each part from `first` to `last` buys them; None: not certain."""
        costs, votes = self.wanted.costs, self.wanted.votes
        poor, rich = self.purses.given(first, 1 - 8 * UNIT), self.purses.given(last, 1 + 8 * UNIT)
        # What each supporter pays at least; it only grows. To begin with, as if everybody could pay in full.
        least = {project: costs[project] / votes[project] * (1 - 8 * UNIT) for project in self.running}
        queue = [(least[project] / costs[project], -1, project) for project in self.running]  # (share, when found, …)
        heapify(queue)
        order: list[str] = []
        while queue:
            near: list[str] = []  # those that may be the next: one, if it is certain
            most = pays = inf
            while queue and queue[0][0] <= most:
                _share, when, project = heappop(queue)
                if when < len(order):
                    least[project] = rich.payment(project, costs[project] * (1 - self.slack), least[project])
                    if least[project] < inf:  # else it is surely too dear, now and later
                        heappush(queue, (least[project] / costs[project], len(order), project))
                    continue
                if not near:
                    pays = poor.payment(project, costs[project] * (1 + self.slack), least[project])
                    most = pays / costs[project] * (1 + 8 * UNIT)
                    if most == inf:
                        return None
                near.append(project)
            if not near:
                break
            taken = near[0] if len(near) == 1 else self._tied(near, poor)
            if taken is None:
                return None
            if taken != near[0]:
                pays = poor.payment(taken, costs[taken] * (1 + self.slack), least[taken])
            for project in near:
                if project != taken:
                    heappush(queue, (least[project] / costs[project], len(order), project))
            order.append(taken)
            poor.pay(taken, pays)
            rich.pay(taken, least[taken])
        return order

    def _tied(self, near: Sequence[str], poor: "Lists") -> str | None:
        costs, votes, turn, backers = self.wanted.costs, self.wanted.votes, self.wanted.turn, self.wanted.backers
        full = all(poor.least(p) >= costs[p] / votes[p] * (1 + self.slack) for p in near)
        twins = all(costs[p] == costs[near[0]] and backers[p] == backers[near[0]] for p in near)
        return min(near, key=lambda p: (-votes[p], costs[p], turn[p])) if full or twins else None


class Lists:
    """The purses of all groups in floats, one person's each; rounded by `tilt` always to the same side."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.purses: Any = []
        self.tilt = 1.0

    def given(self, part: Fraction, tilt: float) -> "Lists":
        """Return new purses with everybody's part, times their weight."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__, tilt=tilt)
        new.purses = new._filled([float(part * weight) * tilt for weight in self.wanted.weights])
        return new

    def _filled(self, money: list[float]) -> Any:
        return [money[weight] for weight in self.wanted.weight]

    def payment(self, project: str, cost: float, least: float) -> float:
        """Return the least ρ with Σ min(purse, ρ) = cost, which is known to be `least` or more; infinite: too dear.

        Whoever has less than the figure so far gives all, the others share the rest: each such figure is a lower bound.
        """
        purses, people = self.purses, self.wanted.people
        while True:
            spent, left = 0.0, self.wanted.votes[project]
            for group in self.wanted.backers[project]:
                if purses[group] < least:
                    spent += purses[group] * people[group]
                    left -= people[group]
            if not left:
                return inf
            more = (cost - spent) / left
            if more <= least:
                return least
            least = more

    def pay(self, project: str, pays: float) -> None:
        for group in self.wanted.backers[project]:
            self.purses[group] = max(0.0, self.purses[group] - pays) * self.tilt

    def least(self, project: str) -> float:
        return float(min(self.purses[group] for group in self.wanted.backers[project]))


class Arrays(Lists):
    """The same with numpy."""

    def __init__(self, wanted: Wanted, np: Any) -> None:
        super().__init__(wanted)
        self.np = np
        self.weight = np.array(wanted.weight, dtype=np.intp)
        people = np.array(wanted.people, dtype=float)
        self.places = {project: np.array(groups, dtype=np.intp) for project, groups in wanted.backers.items()}
        self.people = {project: people[places] for project, places in self.places.items()}

    def _filled(self, money: list[float]) -> Any:
        return self.np.array(money)[self.weight]

    def payment(self, project: str, cost: float, least: float) -> float:
        own, people, votes = self.purses[self.places[project]], self.people[project], self.wanted.votes[project]
        money = own * people
        while True:
            poor = (own < least).astype(float)
            left = votes - poor @ people
            if not left:
                return inf
            more = (cost - poor @ money) / left
            if more <= least:
                return float(least)
            least = more

    def pay(self, project: str, pays: float) -> None:
        places = self.places[project]
        self.purses[places] = self.np.maximum(self.purses[places] - pays, 0.0) * self.tilt

    def least(self, project: str) -> float:
        return float(self.purses[self.places[project]].min())
