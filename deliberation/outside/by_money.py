"""Budgets: the method of equal shares, and greedy by votes."""

from fractions import Fraction

from deliberation.counting.equal_shares import count_equal_shares
from deliberation.counting.greedy import count_greedy
from deliberation.outside.asked import Asked, Told, need, weights_of
from deliberation.outside.by_points import sums_of
from deliberation.outside.table import Budget, Data


def by_equal_shares(data: Data, asked: Asked) -> Told:
    budget = need(data, Budget, "equal-shares")
    weights = weights_of(budget.ballots, asked)
    mean = Fraction(sum(weights.values()), len([w for w in weights.values() if w]) or 1)
    ballots = [
        (1, [p for p, points in each.items() if points], weights[who] / mean)
        for who, each in budget.ballots.items()
        if weights.get(who)
    ]
    support = sums_of(data, Asked(), "equal-shares", approvals=True)["details"]["points"]
    costs = {p: cost for p, cost in budget.costs.items() if support[p] >= budget.threshold}
    found = count_equal_shares(ballots, costs=costs, budget=budget.budget, draw=asked.draw(list(costs)))
    rest = [[p for p in budget.costs if p not in found.chosen]]
    details = {
        "cost": found.spent, "budget": budget.budget, "endowment": str(found.endowment), "lacking": found.lacking,
        "votes": support, "ties": [list(tied) for tied in found.ties],
    }  # fmt: skip
    ranking = [[p] for p in found.chosen] + [tier for tier in rest if tier]
    return {"winners": list(found.chosen), "ranking": ranking, "rounds": list(found.rounds), "details": details}


def by_greedy(data: Data, asked: Asked) -> Told:
    budget = need(data, Budget, "greedy")
    support = sums_of(data, Asked(), "greedy", approvals=False)["details"]["points"]
    found = count_greedy(
        support, costs=budget.costs, budget=budget.budget, draw=asked.draw(data.options),
        skip=asked.skip, threshold=budget.threshold,
    )  # fmt: skip
    details = {"cost": found.spent, "budget": budget.budget, "points": support, "ties": [list(t) for t in found.ties]}
    return {"winners": list(found.chosen), "ranking": [list(tier) for tier in found.order],
            "rounds": list(found.rounds), "details": details}  # fmt: skip
