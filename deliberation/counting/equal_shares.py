"""R6, the method of equal shares: everybody has the same part of the money, and supporters pool theirs.

D. Peters, G. Pierczyński, P. Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021.
A project is worth to its supporters what it costs; so the next one is that whose supporters pay the smallest part of
its cost each. (Taking the smallest payment itself instead does not give the official result of any of the three
cities in the reference cases; this does.) Money is in whole units (cents); shares are exact fractions.

The completion goes up unit by unit, often thousands of them. What is certain of many units at once is passed over
(`shares_certain.py` says how that is proved); where that cannot tell, it is worked out exactly how far the outcome
stays the same (`shares_exact.py`). What counts at last is counted exactly: purses are whole numbers over one common
denominator, which grows with every purchase.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm

from deliberation.counting.shares_certain import Certain, Wanted
from deliberation.counting.shares_exact import steady

# Groups times projects squared, up to which it pays to work out how far one step holds: it looks at all pairs.
SMALL = 2_000_000


@dataclass(frozen=True)
class SharesResult:
    """One allocation.

    chosen     projects in the order of their choice, those that cost nothing first
    spent      of the budget;  endowment: what everybody was given at last (the raised one)
    rounds     {"project", "cost", "supporters", "pays": [n, d], "share": [n, d]}: the most that one supporter pays
    lacking    project not chosen → how many more supporters with an untouched share it would have needed
    ties       groups of projects of which the lot took one
    """

    chosen: tuple[str, ...]
    spent: int
    endowment: Fraction
    rounds: tuple[dict[str, object], ...]
    lacking: dict[str, int]
    ties: tuple[tuple[str, ...], ...]


def count_equal_shares(
    ballots: Iterable[tuple[int, Collection[str], Fraction]],
    *,
    costs: Mapping[str, int],
    budget: int,
    draw: Sequence[str],
    complete: bool = True,
) -> SharesResult:
    """Ballots (how many alike, approved projects, weight: 1, or what parity between the sides gives each of them).

    Projects dearer than the budget or wanted by nobody are out; those that cost nothing are in. `complete`: everybody's
    part is raised by one unit at a time while the outcome stays within the budget, and the last that does counts.
    """
    wanted = wanted_of(ballots, costs, draw)
    people = sum(wanted.people)
    free = tuple(p for p in draw if costs[p] == 0 and wanted.votes[p])
    running = [p for p in costs if 0 < costs[p] <= budget and wanted.has_money(p)]
    part = Fraction(budget, people) if people else Fraction(0)
    if complete and running:
        part = _raised(wanted, running, budget, part)
    last = Allocation(wanted, running, part)
    chosen = free + last.chosen
    spent = sum(costs[p] for p in chosen)
    return SharesResult(chosen, spent, part, tuple(last.rounds), _lacking(last, chosen), tuple(last.ties))


def wanted_of(
    ballots: Iterable[tuple[int, Collection[str], Fraction]], costs: Mapping[str, int], draw: Sequence[str]
) -> Wanted:
    alike: dict[tuple[frozenset[str], int], int] = {}
    weights: dict[tuple[int, int], int] = {}  # numbered; a pair of whole numbers is found quicker than a fraction
    for people, projects, weight in ballots:
        key = (frozenset(projects), weights.setdefault(weight.as_integer_ratio(), len(weights)))
        alike[key] = alike.get(key, 0) + people
    backers: dict[str, list[int]] = {project: [] for project in costs}
    for group, (projects, _weight) in enumerate(alike):
        for project in projects:
            if project in backers:
                backers[project].append(group)
    turn = {project: place for place, project in enumerate(draw)}
    return Wanted(
        list(alike.values()), [Fraction(*each) for each in weights], [weight for _projects, weight in alike],
        backers, dict(costs), turn,
    )  # fmt: skip


def _raised(wanted: Wanted, running: list[str], budget: int, part: Fraction) -> Fraction:
    """Return the last part of which the outcome is within the budget; also where nothing is left to be chosen."""
    certain = Certain(wanted, running)
    small = len(wanted.people) * len(running) ** 2 <= SMALL
    ahead, quick = 1, True  # units that are looked at together; whether the last look was of use
    bought: Sequence[str] = certain.order(part, part) or Allocation(wanted, running, part).chosen
    while len(bought) < len(running):
        more: Sequence[str] | None = certain.order(part + 1, part + ahead)
        if more is None and ahead > 1:
            ahead, quick = ahead // 2, False
            continue
        further = ahead
        if more is None and small:
            more, steps = steady(wanted, running, part + 1)
            further = 1 + steps
        elif more is None:
            more = Allocation(wanted, running, part + 1).chosen
        if sum(wanted.costs[p] for p in more) > budget:
            break
        part += further if len(more) < len(running) else 1
        bought, ahead, quick = more, ahead * (1 + quick), True
    return part


class Allocation:
    """Everybody has `part`, times their weight; projects are bought until no more can be paid. All of it exact."""

    def __init__(self, wanted: Wanted, running: Iterable[str], part: Fraction) -> None:
        self.wanted, self.part = wanted, part
        given = [part * weight for weight in wanted.weights]
        self.scale = lcm(*(each.denominator for each in given))
        whole = [int(each * self.scale) for each in given]
        self.purses = [whole[weight] for weight in wanted.weight]  # of one person each, times the scale
        self.rounds: list[dict[str, object]] = []
        self.ties: list[tuple[str, ...]] = []
        # What a project costs each of its supporters only grows as purses empty: yesterday's figure is a lower bound.
        bounds = [(Fraction(1, wanted.votes[project]), project) for project in running]
        heapify(bounds)
        while self._buy(bounds):
            pass
        self.chosen = tuple(str(each["project"]) for each in self.rounds)

    def _buy(self, bounds: list[tuple[Fraction, str]]) -> bool:
        """Buy the next project, if there is one that can be paid."""
        costs, votes, turn = self.wanted.costs, self.wanted.votes, self.wanted.turn
        found: dict[str, tuple[Fraction, int, int]] = {}  # project → (share of the cost, money / people)
        least: Fraction | None = None
        while bounds and (least is None or bounds[0][0] <= least):
            _bound, project = heappop(bounds)
            pays = self._payment(project)
            if pays is not None:
                share = Fraction(pays[0], pays[1] * self.scale * costs[project])
                found[project] = (share, *pays)
                least = share if least is None else min(least, share)
        if least is None:
            return False
        key = {p: (share, costs[p], -votes[p]) for p, (share, *_pays) in found.items()}
        first = min(key.values())
        tied = sorted((p for p in key if key[p] == first), key=turn.__getitem__)
        if len(tied) > 1:
            self.ties.append(tuple(tied))
        taken = tied[0]
        share, money, people = found.pop(taken)
        for project, (bound, *_pays) in found.items():
            heappush(bounds, (bound, project))
        paid = self._pay(taken, money, people)
        figures = {"pays": list(paid.as_integer_ratio()), "share": list(share.as_integer_ratio())}
        self.rounds.append({"project": taken, "cost": costs[taken], "supporters": votes[taken], **figures})
        return True

    def _payment(self, project: str) -> tuple[int, int] | None:
        """Return (money, people): the least ρ with Σ min(purse, ρ) = cost over the supporters; None if it is too dear.

        Whoever has less than an equal part of what is still to be paid gives all; then the rest is shared out again.
        """
        purses, numbers = self.purses, self.wanted.people
        money, people = self.wanted.costs[project] * self.scale, self.wanted.votes[project]
        backers = self.wanted.backers[project]
        while people:
            least = -(-money // people)
            poor = [group for group in backers if purses[group] < least]
            if not poor:
                return money, people
            backers = [group for group in backers if purses[group] >= least]
            money -= sum([purses[group] * numbers[group] for group in poor])
            people -= sum([numbers[group] for group in poor])
        return None

    def _pay(self, project: str, money: int, people: int) -> Fraction:
        common = gcd(money, people)
        pays, finer = money // common, people // common
        if finer > 1:
            self.scale *= finer
            self.purses = [purse * finer for purse in self.purses]
        for group in self.wanted.backers[project]:
            self.purses[group] = max(0, self.purses[group] - pays)
        return Fraction(pays, self.scale)


def _lacking(last: Allocation, chosen: Collection[str]) -> dict[str, int]:
    """Return for each loser how many more people with a full purse would have had to want it."""
    lacking: dict[str, int] = {}
    wanted, part = last.wanted, last.part
    for project in wanted.costs:
        if project in chosen or not part:
            continue
        there = sum(last.purses[group] * wanted.people[group] for group in wanted.backers[project])
        lacking[project] = max(1, -(-(wanted.costs[project] - Fraction(there, last.scale)) // part))
    return lacking
