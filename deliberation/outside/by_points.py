"""Sums: approvals, points and dots, and the vote that every side must carry."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from deliberation.outside.asked import PASSABLE, Asked, Told, need, points_of, tiers_of
from deliberation.outside.table import Budget, Data, Grades, Opinions, Uncountable


def sums_of(data: Data, asked: Asked, rule: str, approvals: bool) -> Told:
    given = points_of(data, rule, approvals)
    sums = {option: sum(each.get(option, 0) for each in given.values()) for option in data.options}
    details: Told = {"points": sums}
    if asked.groups:
        details["groups"] = {
            side: {o: sum(given.get(who, {}).get(o, 0) for who in members) for o in data.options}
            for side, members in asked.sides().items()
        }
    tiers = tiers_of(sums)
    return {"winners": tiers[0], "ranking": tiers, "details": details}


def by_approval(data: Data, asked: Asked) -> Told:
    return sums_of(data, asked, "approval", approvals=True)


def by_score(data: Data, asked: Asked) -> Told:
    return sums_of(data, asked, "score", approvals=False)


def by_dots(data: Data, asked: Asked) -> Told:
    """Sum the dots; with sides, each option has the mean of its shares of the sides' dots (parity)."""
    given = points_of(need(data, (Budget, Grades), "dots"), "dots", approvals=False)
    if not asked.groups:
        return sums_of(data, asked, "dots", approvals=False)
    sides = asked.sides()
    totals = {s: {o: sum(given.get(w, {}).get(o, 0) for w in who) for o in data.options} for s, who in sides.items()}
    placed = {side: sum(each.values()) for side, each in totals.items()}
    shares = {o: [Fraction(totals[s][o], placed[s] or 1) for s in sides] for o in data.options}
    tiers = tiers_of({o: (sum(each, Fraction(0)) / len(sides), min(each)) for o, each in shares.items()})
    told = {o: str(sum(each, Fraction(0)) / len(sides)) for o, each in shares.items()}
    return {"winners": tiers[0], "ranking": tiers, "details": {"groups": totals, "score": told}}


def by_double_majority(data: Data, asked: Asked) -> Told:
    """Adopt what has in every side more yes than no, and yes of at least a fifth of the side."""
    if not asked.groups:
        raise Uncountable("double-majority needs --groups FILE: who belongs to which side")
    given = points_of(data, "double-majority", approvals=False) if not isinstance(data, Opinions) else data.votes
    sides = asked.sides()
    told: dict[str, dict[str, dict[str, int]]] = {}
    for option in data.options:
        told[option] = {side: _yes_no(data, given, option, members) for side, members in sides.items()}
    carried = {
        o: sum(f["yes"] > f["no"] and 5 * f["yes"] >= f["eligible"] for f in each.values()) for o, each in told.items()
    }
    tiers = tiers_of(carried)
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
