"""Counts what was read by the rule that was asked for, and tells it in one form for all rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import lcm
from typing import Any

from deliberation.counting.equal_shares import count_equal_shares
from deliberation.counting.grades import gauge, graded_order, lower_median
from deliberation.counting.greedy import count_greedy
from deliberation.counting.irv import count_irv
from deliberation.counting.opinion_groups import opinion_map
from deliberation.counting.opinions import common_ground, consensus, group_votes
from deliberation.counting.rankings import beats_everybody, duels
from deliberation.counting.schulze import schulze_order, schulze_rounds
from deliberation.counting.stv import count_stv, decimals
from deliberation.outside.table import Budget, Data, Grades, Opinions, Rankings, Uncountable

WORST, BEST, PASSABLE = 1, 6, 3  # the grades of a sheet


@dataclass
class Asked:
    """How to count. `groups`: participant → side; `seed` decides lots; `skip`: greedy passes over what is too dear."""

    seats: int | None = None
    skip: bool = True
    groups: dict[str, str] = field(default_factory=dict)
    seed: str = "0"
    no_opinion: str = "worst"

    def draw(self, options: Sequence[str]) -> list[str]:
        """Return the options in the order of the lot: by SHA-256 of the seed, a line feed and the name."""
        return sorted(options, key=lambda option: sha256(f"{self.seed}\n{option}".encode()).hexdigest())


Told = dict[str, Any]


def count(data: Data, rule: str, asked: Asked) -> Told:
    """Return {"rule", "winners", "ranking", "rounds", "details"}. Raises Uncountable when the rule does not fit."""
    if rule not in RULES:
        raise Uncountable(f"there is no rule {rule[:40]!r}; there are: {', '.join(RULES)}")
    told = RULES[rule](data, asked)
    return {"rule": rule, "winners": told["winners"], "ranking": told["ranking"], "rounds": told.get("rounds", []),
            "details": told.get("details", {})}  # fmt: skip


def _need(data: Data, kinds: type | tuple[type, ...], rule: str) -> Any:
    if not isinstance(data, kinds):
        raise Uncountable(f"this file holds {type(data).__name__.lower()}, which cannot be counted by {rule}")
    return data


def _points(data: Data, rule: str, approvals: bool) -> dict[str, dict[str, int]]:
    """Return what each voter gives each option: points, or 1 for each that they approve of."""
    if isinstance(data, Rankings):
        if not approvals:
            raise Uncountable("orders hold no points: count them by schulze, stv, irv or approval")
        listed = [(number, tiers) for number, (alike, tiers) in enumerate(data.ballots) for _each in range(alike)]
        return {str(n): {o: 1 for tier in tiers for o in tier} for n, (_number, tiers) in enumerate(listed)}
    if isinstance(data, Opinions):
        return {who: {o: max(vote, 0) if approvals else vote for o, vote in v.items()} for who, v in data.votes.items()}
    if isinstance(data, Grades) and approvals:
        return {who: {o: int(grade > PASSABLE) for o, grade in each.items()} for who, each in data.ballots.items()}
    ballots: dict[str, dict[str, int]] = _need(data, (Grades, Budget), rule).ballots
    return {who: {o: int(p > 0) if approvals else p for o, p in each.items()} for who, each in ballots.items()}


def _tiers(figures: Mapping[str, Any]) -> list[list[str]]:
    """Return options in tiers, the highest figure first; those of a tier as the file lists them."""
    levels = sorted(set(figures.values()), reverse=True)
    return [[option for option, figure in figures.items() if figure == level] for level in levels]


def _sums(data: Data, asked: Asked, rule: str, approvals: bool) -> Told:
    given = _points(data, rule, approvals)
    sums = {option: sum(each.get(option, 0) for each in given.values()) for option in data.options}
    details: Told = {"points": sums}
    if asked.groups:
        details["groups"] = {
            side: {o: sum(given.get(who, {}).get(o, 0) for who in members) for o in data.options}
            for side, members in _sides(asked).items()
        }
    tiers = _tiers(sums)
    return {"winners": tiers[0], "ranking": tiers, "details": details}


def _sides(asked: Asked) -> dict[str, list[str]]:
    sides: dict[str, list[str]] = {side: [] for side in sorted(set(asked.groups.values()))}
    for who, side in asked.groups.items():
        sides[side].append(who)
    return sides


def _approval(data: Data, asked: Asked) -> Told:
    return _sums(data, asked, "approval", approvals=True)


def _score(data: Data, asked: Asked) -> Told:
    return _sums(data, asked, "score", approvals=False)


def _dots(data: Data, asked: Asked) -> Told:
    """Sum the dots; with sides, each option has the mean of its shares of the sides' dots (parity)."""
    given = _points(_need(data, (Budget, Grades), "dots"), "dots", approvals=False)
    if not asked.groups:
        return _sums(data, asked, "dots", approvals=False)
    sides = _sides(asked)
    totals = {s: {o: sum(given.get(w, {}).get(o, 0) for w in who) for o in data.options} for s, who in sides.items()}
    placed = {side: sum(each.values()) for side, each in totals.items()}
    shares = {o: [Fraction(totals[s][o], placed[s] or 1) for s in sides] for o in data.options}
    tiers = _tiers({o: (sum(each, Fraction(0)) / len(sides), min(each)) for o, each in shares.items()})
    told = {o: str(sum(each, Fraction(0)) / len(sides)) for o, each in shares.items()}
    return {"winners": tiers[0], "ranking": tiers, "details": {"groups": totals, "score": told}}


def _schulze(data: Data, asked: Asked) -> Told:
    """Count orders (or grades, as orders); with sides, each side weighs the same."""
    sums = duels(_ordered(data, asked), data.options)
    order = schulze_order(sums)
    details = {"pairwise": sums, "condorcet": beats_everybody(sums)}
    rounds = schulze_rounds(sums, order)
    return {"winners": list(order[0]), "ranking": [list(tier) for tier in order], "rounds": rounds, "details": details}


def _ordered(data: Data, asked: Asked) -> list[tuple[int, tuple[tuple[str, ...], ...]]]:
    if isinstance(data, Rankings) and not asked.groups:
        return data.ballots
    if isinstance(data, Rankings):
        raise Uncountable("orders without names of voters cannot be counted by sides")
    ballots = _need(data, (Grades, Budget, Opinions), "schulze")
    given = ballots.votes if isinstance(ballots, Opinions) else ballots.ballots
    weights = _weights(given, asked)
    return [
        (weights[who], tuple(tuple(tier) for tier in _tiers({o: each.get(o, 0) for o in data.options})))
        for who, each in given.items()
        if weights.get(who)
    ]


def _weights(voters: Mapping[str, object], asked: Asked) -> dict[str, int]:
    """Return what one ballot weighs: 1, or with sides what makes every side weigh the same."""
    if not asked.groups:
        return dict.fromkeys(voters, 1)
    sides = {side: [who for who in members if who in voters] for side, members in _sides(asked).items()}
    alike = lcm(*(len(members) for members in sides.values() if members)) if any(sides.values()) else 1
    return {who: alike // len(members) for members in sides.values() for who in members}


def _preferences(data: Data, rule: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return strict preferences: a ballot counts up to its first tie."""
    piles = []
    for alike, tiers in _need(data, Rankings, rule).ballots:
        strict: list[str] = []
        for tier in tiers:
            if len(tier) > 1:
                break
            strict.append(tier[0])
        piles.append((alike, tuple(strict)))
    return piles


def _stv(data: Data, asked: Asked) -> Told:
    piles = _preferences(data, "stv")
    seats = asked.seats or getattr(data, "seats", 1)
    if not 1 <= seats <= len(data.options):
        raise Uncountable(f"{seats} seats for {len(data.options)} candidates")
    found = count_stv(piles, candidates=data.options, seats=seats, draw=asked.draw(data.options))
    left = [o for o in data.options if o not in found.elected and o not in found.out]
    ranking = [[who] for who in found.elected] + ([left] if left else []) + [[who] for who in reversed(found.out)]
    rounds = [{**each, "votes": _shown(each["votes"])} for each in found.rounds]
    details = {"votes": _shown(found.votes), "quota": decimals(found.quota), "ties": [list(t) for t in found.ties]}
    return {"winners": list(found.elected), "ranking": ranking, "rounds": rounds, "details": details}


def _shown(votes: Any) -> dict[str, str]:
    return {who: decimals(units) for who, units in votes.items()}


def _irv(data: Data, asked: Asked) -> Told:
    found = count_irv(_preferences(data, "irv"), candidates=data.options, draw=asked.draw(data.options))
    last = [o for o in data.options if o not in found.out and o != found.winner]
    figures = {o: found.rounds[-1]["votes"][o] for o in last}  # type: ignore[index]
    ranking = [[found.winner]] if found.winner else []
    ranking += [*_tiers(figures), *([who] for who in reversed(found.out))]
    details = {"ties": [list(tied) for tied in found.ties]}
    return {"winners": ranking[0] if found.winner else [], "ranking": ranking, "rounds": list(found.rounds),
            "details": details}  # fmt: skip


def _majority_judgment(data: Data, asked: Asked) -> Told:
    """Grade the options; with sides, each side weighs the same, and an option stands before another first by the

    majority grade of the side that likes it least.
    """
    ballots = _need(data, Grades, "majority-judgment").ballots
    weights = _weights(ballots, asked)
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
    for side, members in _sides(asked).items():
        profile = _profile(ballots, option, dict.fromkeys(members, 1), asked)
        grades[side] = lower_median(profile) + WORST if sum(profile) else WORST
    return grades


def _double_majority(data: Data, asked: Asked) -> Told:
    """Adopt what has in every side more yes than no, and yes of at least a fifth of the side."""
    if not asked.groups:
        raise Uncountable("double-majority needs --groups FILE: who belongs to which side")
    given = _points(data, "double-majority", approvals=False) if not isinstance(data, Opinions) else data.votes
    sides = _sides(asked)
    told: dict[str, dict[str, dict[str, int]]] = {}
    for option in data.options:
        told[option] = {side: _yes_no(data, given, option, members) for side, members in sides.items()}
    carried = {
        o: sum(f["yes"] > f["no"] and 5 * f["yes"] >= f["eligible"] for f in each.values()) for o, each in told.items()
    }
    tiers = _tiers(carried)
    winners = [o for o in data.options if carried[o] == len(sides)]
    return {"winners": winners, "ranking": tiers, "details": {"groups": told}}


def _yes_no(data: Data, given: Mapping[str, Mapping[str, int]], option: str, members: Sequence[str]) -> dict[str, int]:
    said = [given[who].get(option) for who in members if who in given]
    if isinstance(data, Opinions):
        yes, no = said.count(1), said.count(-1)
    elif isinstance(data, Grades):
        yes = sum(1 for each in said if each and each > PASSABLE)
        no = sum(1 for each in said if each and each <= PASSABLE)
    else:
        yes = sum(1 for each in said if each)
        no = len(said) - yes
    return {"yes": yes, "no": no, "eligible": len(members)}


def _equal_shares(data: Data, asked: Asked) -> Told:
    budget = _need(data, Budget, "equal-shares")
    weights = _weights(budget.ballots, asked)
    mean = Fraction(sum(weights.values()), len([w for w in weights.values() if w]) or 1)
    ballots = [
        (1, [p for p, points in each.items() if points], weights[who] / mean)
        for who, each in budget.ballots.items()
        if weights.get(who)
    ]
    support = _sums(data, Asked(), "equal-shares", approvals=True)["details"]["points"]
    costs = {p: cost for p, cost in budget.costs.items() if support[p] >= budget.threshold}
    found = count_equal_shares(ballots, costs=costs, budget=budget.budget, draw=asked.draw(list(costs)))
    rest = [[p for p in budget.costs if p not in found.chosen]]
    details = {
        "cost": found.spent, "budget": budget.budget, "endowment": str(found.endowment), "lacking": found.lacking,
        "votes": support, "ties": [list(tied) for tied in found.ties],
    }  # fmt: skip
    ranking = [[p] for p in found.chosen] + [tier for tier in rest if tier]
    return {"winners": list(found.chosen), "ranking": ranking, "rounds": list(found.rounds), "details": details}


def _greedy(data: Data, asked: Asked) -> Told:
    budget = _need(data, Budget, "greedy")
    support = _sums(data, Asked(), "greedy", approvals=False)["details"]["points"]
    found = count_greedy(
        support, costs=budget.costs, budget=budget.budget, draw=asked.draw(data.options),
        skip=asked.skip, threshold=budget.threshold,
    )  # fmt: skip
    details = {"cost": found.spent, "budget": budget.budget, "points": support, "ties": [list(t) for t in found.ties]}
    return {"winners": list(found.chosen), "ranking": [list(tier) for tier in found.order],
            "rounds": list(found.rounds), "details": details}  # fmt: skip


def _opinion_map(data: Data, asked: Asked) -> Told:
    opinions = _need(data, Opinions, "opinion-map")
    found = opinion_map(opinions.votes, data.options, frozenset(opinions.out))
    groups = asked.groups or found.groups
    counted = group_votes(opinions.votes, groups, data.options)
    shares = consensus(counted, data.options)
    ground = common_ground(counted, data.options)
    shown = {
        g: {s: {"A": v.agree, "D": v.disagree, "S": v.seen} for s, v in each.items()} for g, each in counted.items()
    }
    details = {
        "groups": groups, "group_votes": shown, "consensus": {s: float(share) for s, share in shares.items()},
        "common_ground": ground, "silhouette": found.silhouette, "clear": found.shown,
    }  # fmt: skip
    return {"winners": ground, "ranking": _tiers(shares), "details": details}


RULES: dict[str, Callable[[Data, Asked], Told]] = {
    "approval": _approval,
    "score": _score,
    "dots": _dots,
    "schulze": _schulze,
    "majority-judgment": _majority_judgment,
    "double-majority": _double_majority,
    "equal-shares": _equal_shares,
    "greedy": _greedy,
    "stv": _stv,
    "irv": _irv,
    "opinion-map": _opinion_map,
}
