"""Orders: duels by Schulze's method, the transferable vote, instant run-off."""

from typing import Any

from deliberation.counting.irv import count_irv
from deliberation.counting.rankings import Tiers, beats_everybody, duels
from deliberation.counting.schulze import schulze_order, schulze_rounds
from deliberation.counting.stv import count_stv, decimals
from deliberation.outside.asked import Asked, Told, need, tiers_of, weights_of
from deliberation.outside.table import Budget, Data, Grades, Opinions, Rankings, Uncountable


def by_schulze(data: Data, asked: Asked) -> Told:
    """Count orders (or grades, as orders); with sides, each side weighs the same."""
    sums = duels(_ordered(data, asked), data.options)
    order = schulze_order(sums)
    details = {"pairwise": sums, "condorcet": beats_everybody(sums)}
    rounds = schulze_rounds(sums, order)
    return {"winners": list(order[0]), "ranking": [list(tier) for tier in order], "rounds": rounds, "details": details}


def _ordered(data: Data, asked: Asked) -> list[tuple[int, Tiers]]:
    if isinstance(data, Rankings) and not asked.groups:
        return data.ballots
    if isinstance(data, Rankings):
        raise Uncountable("orders without names of voters cannot be counted by sides")
    ballots = need(data, (Grades, Budget, Opinions), "schulze")
    given = ballots.votes if isinstance(ballots, Opinions) else ballots.ballots
    weights = weights_of(given, asked)
    return [
        (weights[who], tuple(tuple(tier) for tier in tiers_of({o: each.get(o, 0) for o in data.options})))
        for who, each in given.items()
        if weights.get(who)
    ]


def _preferences(data: Data, rule: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return strict preferences: a ballot counts up to its first tie."""
    piles = []
    for alike, tiers in need(data, Rankings, rule).ballots:
        strict: list[str] = []
        for tier in tiers:
            if len(tier) > 1:
                break
            strict.append(tier[0])
        piles.append((alike, tuple(strict)))
    return piles


def by_stv(data: Data, asked: Asked) -> Told:
    orders = need(data, Rankings, "stv")
    piles = _preferences(orders, "stv")
    seats: int = orders.seats if asked.seats is None else asked.seats
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


def by_irv(data: Data, asked: Asked) -> Told:
    found = count_irv(_preferences(data, "irv"), candidates=data.options, draw=asked.draw(data.options))
    last = [o for o in data.options if o not in found.out and o != found.winner]
    figures = {o: found.rounds[-1]["votes"][o] for o in last}  # type: ignore[index]
    ranking = [[found.winner]] if found.winner else []
    ranking += [*tiers_of(figures), *([who] for who in reversed(found.out))]
    details = {"ties": [list(tied) for tied in found.ties]}
    return {"winners": ranking[0] if found.winner else [], "ranking": ranking, "rounds": list(found.rounds),
            "details": details}  # fmt: skip
