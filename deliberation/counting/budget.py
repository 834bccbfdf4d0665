"""R6 in a room: the method of equal shares, everybody with the same share, or by charter each side with the same.

details = {
  "budget", "spent", "left": cents,
  "costs":   option → cents,
  "parts":   side → the cents that each of its people was given at last, rounded down,
  "support": option → side → people who want it,
  "rounds":  [{"option", "cost", "supporters", "pays": the most that one supporter pays, in cents, rounded up}],
  "lacking": option not chosen → how many more supporters it would have needed,
}
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from deliberation.counting.choices import BadBallot
from deliberation.counting.equal_shares import SharesResult, count_equal_shares
from deliberation.counting.quorum import LIVE
from deliberation.counting.result import CHOSEN, CONSENTING, INQUORATE, RETURNED, ChoiceResult
from deliberation.counting.sheet import Sheet, read_sheet


def approval_choice(choice: object, options: Sequence[str]) -> frozenset[str]:
    """One ballot {"approve": [option, …]}, none allowed. BadBallot otherwise."""
    if not isinstance(choice, dict) or set(choice) != {"approve"} or not isinstance(choice["approve"], list):
        raise BadBallot("shape")
    for option in choice["approve"]:
        if not isinstance(option, str) or option not in options:
            raise BadBallot("option", option=option)
    if len(set(choice["approve"])) != len(choice["approve"]):
        raise BadBallot("twice")
    return frozenset(choice["approve"])


def count_budget(
    ballots: Iterable[tuple[str, object]],
    *,
    costs: Mapping[str, int],
    budget: int,
    eligible: Mapping[str, int],
    draw: Sequence[str],
    parity: bool = False,
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> ChoiceResult:
    """Costs and budget in cents. chosen, returned (nothing could be paid) or inquorate."""
    options = list(costs)
    sheet = read_sheet(
        ballots, eligible=eligible, consenting=consenting, q=q, read=lambda choice: approval_choice(choice, options)
    )
    support = support_of(sheet, options)
    figures: dict[str, Any] = {"budget": budget, "costs": dict(costs), "support": support}
    if sheet.inquorate:
        return sheet.result(INQUORATE, details=figures)
    weights = _weights(sheet, parity)
    cast = [(1, approved, weights[side]) for side in weights for approved in sheet.ballots[side]]
    found = count_equal_shares(cast, costs=costs, budget=budget, draw=draw)
    return sheet.result(
        CHOSEN if found.chosen else RETURNED,
        winners=found.chosen,
        order=[[option] for option in found.chosen],
        details=figures | _told(found, weights, budget),
        lots=found.ties,
        steps=_steps(found, list(weights), costs),
    )


def support_of(sheet: Sheet, options: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many of each side approved of each option."""
    return {o: {side: sum(o in each for each in said) for side, said in sheet.ballots.items()} for o in options}


def _weights(sheet: Sheet, parity: bool) -> dict[str, Fraction]:
    """Return what one person of each deciding side is given, 1 on average over all people."""
    people = {side: sheet.counts[side]["cast"] for side in sheet.deciding}
    if not parity:
        return dict.fromkeys(people, Fraction(1))
    return {side: Fraction(sum(people.values()), len(people) * n) for side, n in people.items()}


def _told(found: SharesResult, weights: Mapping[str, Fraction], budget: int) -> dict[str, object]:
    return {
        "spent": found.spent,
        "left": budget - found.spent,
        "parts": {side: int(found.endowment * weight) for side, weight in weights.items()},
        "rounds": [_round(each) for each in found.rounds],
        "lacking": dict(found.lacking),
    }


def _round(step: Mapping[str, Any]) -> dict[str, object]:
    pays = ceil(Fraction(*step["pays"]))
    return {"option": step["project"], "cost": step["cost"], "supporters": step["supporters"], "pays": pays}


def _steps(found: SharesResult, sides: list[str], costs: Mapping[str, int]) -> Iterable[dict[str, object]]:
    for option in found.chosen:
        if not costs[option]:
            yield {"step": "free", "sides": sides, "option": option}
    for each in found.rounds:
        yield {"step": "paid", "sides": sides, **_round(each)}
    for option, more in found.lacking.items():
        yield {"step": "lacking", "sides": sides, "option": option, "more": more}
