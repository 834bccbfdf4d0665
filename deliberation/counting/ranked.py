"""R4, Schulze with parity: duels in which the sides weigh the same, and a winner that each side prefers to no change.

details = {
  "status_quo": the option "no change",
  "pairwise": a → b → weight of those who put a before b, the deciding sides weighing the same,
  "sides":    side → a → b → people of this side who put a before b,
  "paths":    a → b → strength of the best chain of won duels,
  "why_not":  option → side that does not prefer it to keeping things as they are,
}
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from deliberation.counting.quorum import LIVE
from deliberation.counting.rankings import Duels, duels, ranking_choice
from deliberation.counting.result import CHOSEN, CONSENTING, INQUORATE, RETURNED, ChoiceResult
from deliberation.counting.schulze import schulze_order, schulze_rounds, strongest_paths
from deliberation.counting.sheet import by_lot, read_sheet


def count_ranked(
    ballots: Iterable[tuple[str, object]],
    *,
    options: Sequence[str],
    status_quo: str,
    eligible: Mapping[str, int],
    draw: Sequence[str],
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> ChoiceResult:
    """Ballots (side, {"ranking": tiers}), unlisted tied last. chosen, returned or inquorate."""
    if status_quo not in options or sorted(draw) != sorted(set(options)):
        raise ValueError("the status quo is an option, and every option is once in the draw")
    sheet = read_sheet(
        ballots, eligible=eligible, consenting=consenting, q=q, read=lambda choice: ranking_choice(choice, options)
    )
    sides = {side: duels([(1, tiers) for tiers in said], options) for side, said in sheet.ballots.items()}
    if sheet.inquorate:
        return sheet.result(INQUORATE, details={"status_quo": status_quo, "sides": sides})
    weights = sheet.weights()
    sums = _together({side: sides[side] for side in weights}, weights, options)
    tiers = schulze_order(sums)
    flat, lots = by_lot(tiers, draw)
    why_not = {option: side for option in options if (side := _unconvinced(option, status_quo, sides, weights))}
    winner = next((option for option in flat if option != status_quo and option not in why_not), "")
    return sheet.result(
        CHOSEN if winner else RETURNED,
        winners=[winner] if winner else [],
        order=tiers,
        details={
            "status_quo": status_quo,
            "pairwise": sums,
            "sides": sides,
            "paths": strongest_paths(sums),
            "why_not": why_not,
        },
        lots=lots,
        steps=_steps(sums, tiers, why_not, list(weights)),
    )


def _together(sides: Mapping[str, Duels], weights: Mapping[str, int], options: Sequence[str]) -> Duels:
    return {
        one: {
            other: sum(weights[side] * sides[side][one][other] for side in weights) for other in options if other != one
        }
        for one in options
    }


def _unconvinced(option: str, status_quo: str, sides: Mapping[str, Duels], weights: Iterable[str]) -> str:
    """Return the first deciding side that does not prefer the option to keeping things as they are."""
    if option == status_quo:
        return ""
    return next((s for s in weights if sides[s][option][status_quo] <= sides[s][status_quo][option]), "")


def _steps(
    sums: Duels, tiers: Sequence[Sequence[str]], why_not: Mapping[str, str], sides: list[str]
) -> Iterable[dict[str, object]]:
    for figures in schulze_rounds(sums, tiers):
        yield {"step": "place", "sides": sides, **figures}
    for option, side in why_not.items():
        yield {"step": "not-preferred", "sides": [side], "option": option}
