"""R7 in a room: people are elected by the single transferable vote as Scotland counts it, one seat by instant run-off.

Everybody's ballot weighs the same here; the sides matter for the quorum only.

details = {
  "seats", "quota": votes needed,
  "votes":   candidate → votes at the end, five decimals as text,
  "rounds":  [{"act", "who", "votes": candidate → text, "elected": […]}],
}
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from deliberation.counting.choices import BadBallot
from deliberation.counting.irv import count_irv
from deliberation.counting.quorum import LIVE
from deliberation.counting.rankings import ranking_choice
from deliberation.counting.result import CHOSEN, CONSENTING, INQUORATE, RETURNED, ChoiceResult
from deliberation.counting.sheet import Sheet, read_sheet
from deliberation.counting.stv import ONE, count_stv, decimals


def preferences_choice(choice: object, options: Sequence[str]) -> tuple[str, ...]:
    """One ballot {"ranking": [[first], [second], …]}, as many as wanted, no ties. BadBallot otherwise."""
    tiers = ranking_choice(choice, options)
    if any(len(tier) > 1 for tier in tiers):
        raise BadBallot("tied")
    return tuple(option for tier in tiers for option in tier)


def count_election(
    ballots: Iterable[tuple[str, object]],
    *,
    options: Sequence[str],
    seats: int,
    eligible: Mapping[str, int],
    draw: Sequence[str],
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> ChoiceResult:
    """chosen (the elected, in the order of their election), returned (nobody was ranked) or inquorate."""
    sheet = read_sheet(
        ballots, eligible=eligible, consenting=consenting, q=q, read=lambda choice: preferences_choice(choice, options)
    )
    if sheet.inquorate:
        return sheet.result(INQUORATE, details={"seats": seats})
    piles = [(1, order) for said in sheet.ballots.values() for order in said]
    return _one(sheet, piles, options, draw) if seats == 1 else _several(sheet, piles, options, seats, draw)


def _one(
    sheet: Sheet, piles: list[tuple[int, tuple[str, ...]]], options: Sequence[str], draw: Sequence[str]
) -> ChoiceResult:
    found = count_irv(piles, candidates=options, draw=draw)
    rounds: list[dict[str, object]] = []
    for each in found.rounds:
        votes, out = each["votes"], each["out"]
        assert isinstance(votes, dict) and isinstance(out, list)
        shown = {candidate: decimals(n * ONE) for candidate, n in votes.items()}
        rounds.append({"act": "round", "who": "", "votes": shown, "out": out, "elected": []})
    winners = [found.winner] if found.winner else []
    if rounds:
        rounds[-1]["elected"] = winners
    order = [[each] for each in (*winners, *reversed(found.out))]
    last = rounds[-1]["votes"] if rounds and winners else {}
    assert isinstance(last, dict)
    details: dict[str, object] = {"seats": 1, "votes": {w: last[w] for w in winners}, "rounds": rounds}
    return _told(sheet, winners, order, details, found.ties if winners else ())


def _several(
    sheet: Sheet, piles: list[tuple[int, tuple[str, ...]]], options: Sequence[str], seats: int, draw: Sequence[str]
) -> ChoiceResult:
    found = count_stv(piles, candidates=options, seats=seats, draw=draw)
    ranked = any(order for _alike, order in piles)
    winners = list(found.elected) if ranked else []
    rounds: list[dict[str, object]] = []
    for each in found.rounds:
        votes = each["votes"]
        assert isinstance(votes, dict)
        rounds.append({**each, "votes": {candidate: decimals(n) for candidate, n in votes.items()}})
    details: dict[str, object] = {
        "seats": seats,
        "quota": found.quota // ONE,
        "votes": {w: decimals(found.votes[w]) for w in winners},
        "rounds": rounds if ranked else [],
    }
    order = [[each] for each in (*winners, *reversed(found.out))] if ranked else []
    return _told(sheet, winners, order, details, found.ties if winners else ())


def _told(
    sheet: Sheet,
    winners: Sequence[str],
    order: Sequence[Sequence[str]],
    details: dict[str, object],
    lots: Sequence[Sequence[str]],
) -> ChoiceResult:
    rounds = details["rounds"]
    assert isinstance(rounds, list)
    steps = [{"step": "count", "sides": list(sheet.sides), **each} for each in rounds]
    found = CHOSEN if winners else RETURNED
    return sheet.result(found, winners=winners, order=order, details=details, lots=lots, steps=steps)
