"""R6, the method of equal shares: everybody has the same part of the money, and supporters pool theirs.

D. Peters, G. Pierczyński, P. Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021.
A project is worth to its supporters what it costs; so the next one is that whose supporters pay the smallest part of
its cost each. (Taking the smallest payment itself instead does not give the official result of any of the three
cities in the reference cases; this does.) Money is in whole units (cents); shares are exact fractions.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


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


@dataclass
class Voters:
    """People with the same ballot and the same purse: `people` of them, `purse` each."""

    people: int
    projects: frozenset[str]
    weight: Fraction  # what one of them is given when everybody's part is 1 on average
    purse: Fraction = Fraction(0)


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
    groups = _groups(ballots, costs)
    people = sum(group.people for group in groups)
    free = tuple(p for p in draw if costs[p] == 0 and any(p in group.projects for group in groups))
    running = {p for p in costs if 0 < costs[p] <= budget and any(p in group.projects for group in groups)}
    part = Fraction(budget, people) if people else Fraction(0)
    best = _allocate(groups, {p: costs[p] for p in running}, part, draw)
    while complete and running and len(best.rounds) < len(running):
        more = _allocate(groups, {p: costs[p] for p in running}, part + 1, draw)
        if more.spent > budget:
            break
        part, best = part + 1, more
    best = _allocate(groups, {p: costs[p] for p in running}, part, draw)  # the purses as they are at the end
    chosen = free + best.chosen
    return SharesResult(chosen, best.spent, part, best.rounds, _lacking(groups, costs, part, chosen), best.ties)


def _groups(ballots: Iterable[tuple[int, Collection[str], Fraction]], costs: Mapping[str, int]) -> list[Voters]:
    alike: dict[tuple[frozenset[str], Fraction], int] = {}
    for people, projects, weight in ballots:
        key = (frozenset(project for project in projects if project in costs), weight)
        alike[key] = alike.get(key, 0) + people
    return [Voters(people, projects, weight) for (projects, weight), people in alike.items()]


def _allocate(groups: list[Voters], costs: Mapping[str, int], part: Fraction, draw: Sequence[str]) -> SharesResult:
    turn = {project: place for place, project in enumerate(draw)}
    for group in groups:
        group.purse = part * group.weight
    backers = {p: [group for group in groups if p in group.projects] for p in costs}
    votes = {p: sum(group.people for group in backers[p]) for p in costs}
    # What a project costs each of its supporters only grows as purses empty: yesterday's figure is a lower bound.
    bound: dict[str, Fraction] = {p: Fraction(1, max(1, votes[p])) for p in costs}
    rounds: list[dict[str, object]] = []
    ties: list[tuple[str, ...]] = []
    while bound:
        found: dict[str, tuple[Fraction, Fraction]] = {}  # project → (share of the cost, payment)
        least: Fraction | None = None
        for project in sorted(bound, key=bound.__getitem__):
            if least is not None and bound[project] > least:
                break
            pays = _payment(backers[project], costs[project])
            if pays is None:
                del bound[project]
                continue
            share = pays / costs[project]
            bound[project], found[project] = share, (share, pays)
            least = share if least is None else min(least, share)
        if least is None:
            continue
        key = {p: (share, costs[p], -votes[p]) for p, (share, _pays) in found.items()}
        first = min(key.values())
        tied = sorted((p for p in key if key[p] == first), key=turn.__getitem__)
        if len(tied) > 1:
            ties.append(tuple(tied))
        taken = tied[0]
        share, pays = found[taken]
        for group in backers[taken]:
            group.purse -= min(group.purse, pays)
        del bound[taken]
        figures = {"pays": list(pays.as_integer_ratio()), "share": list(share.as_integer_ratio())}
        rounds.append({"project": taken, "cost": costs[taken], "supporters": votes[taken], **figures})
    chosen = tuple(str(each["project"]) for each in rounds)
    return SharesResult(chosen, sum(costs[p] for p in chosen), part, tuple(rounds), {}, tuple(ties))


def _payment(backers: Sequence[Voters], cost: int) -> Fraction | None:
    """Return the least ρ with Σ min(purse, ρ) = cost over the supporters; None when all their purses are too little."""
    left, people = Fraction(cost), sum(group.people for group in backers)
    for group in sorted(backers, key=lambda each: each.purse):
        if group.purse * people >= left:
            return left / people
        left -= group.purse * group.people
        people -= group.people
    return None


def _lacking(
    groups: Sequence[Voters], costs: Mapping[str, int], part: Fraction, chosen: Collection[str]
) -> dict[str, int]:
    """Return for each loser how many more people with a full purse would have had to want it."""
    lacking = {}
    for project in costs:
        if project in chosen or not part:
            continue
        there = sum((group.purse * group.people for group in groups if project in group.projects), Fraction(0))
        lacking[project] = max(1, -(-(costs[project] - there) // part))
    return lacking
