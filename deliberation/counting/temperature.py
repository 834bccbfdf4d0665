"""A quick temperature: approval, or marks from 0 to 5 (a fist of five). It is read, and never decides.

details = {"support": option → side → people} of an approval,
          {"marks": option → side → people for each mark, 0 first} of a fist of five.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from deliberation.counting.budget import approval_choice, support_of
from deliberation.counting.choices import BadBallot
from deliberation.counting.quorum import LIVE
from deliberation.counting.result import CONSENTING, TAKEN, ChoiceResult
from deliberation.counting.sheet import Sheet, read_sheet

MOST = 5


def marks_choice(choice: object, options: Sequence[str]) -> dict[str, int]:
    """One ballot {"scores": {option: 0…5}}; an option may be left out. BadBallot otherwise."""
    if not isinstance(choice, dict) or set(choice) != {"scores"} or not isinstance(choice["scores"], dict):
        raise BadBallot("shape")
    for option, mark in choice["scores"].items():
        if option not in options:
            raise BadBallot("option", option=option)
        if type(mark) is not int or not 0 <= mark <= MOST:
            raise BadBallot("number", option=option)
    return dict(choice["scores"])


def count_approval(
    ballots: Iterable[tuple[str, object]],
    *,
    options: Sequence[str],
    eligible: Mapping[str, int],
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> ChoiceResult:
    """Order: the mean of the sides' shares, so that no side is heard more for being larger."""
    sheet = read_sheet(
        ballots, eligible=eligible, consenting=consenting, q=q, read=lambda choice: approval_choice(choice, options)
    )
    support = support_of(sheet, options)
    means = {o: _mean(sheet, {s: Fraction(n, max(1, len(sheet.ballots[s]))) for s, n in support[o].items()})
             for o in options}  # fmt: skip
    return sheet.result(TAKEN, order=_tiers(means), details={"support": support})


def count_marks(
    ballots: Iterable[tuple[str, object]],
    *,
    options: Sequence[str],
    eligible: Mapping[str, int],
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> ChoiceResult:
    """Order: the mean over the sides of each side's mean mark."""
    sheet = read_sheet(
        ballots, eligible=eligible, consenting=consenting, q=q, read=lambda choice: marks_choice(choice, options)
    )
    marks = {o: {side: [0] * (MOST + 1) for side in sheet.sides} for o in options}
    for side, said in sheet.ballots.items():
        for ballot in said:
            for option, mark in ballot.items():
                marks[option][side][mark] += 1
    means = {o: _mean(sheet, {s: _average(n) for s, n in marks[o].items()}) for o in options}
    return sheet.result(TAKEN, order=_tiers(means), details={"marks": marks})


def _average(people: Sequence[int]) -> Fraction:
    return Fraction(sum(mark * n for mark, n in enumerate(people)), sum(people) or 1)


def _mean(sheet: Sheet, shares: Mapping[str, Fraction]) -> Fraction:
    heard = [side for side in sheet.consenting if sheet.ballots[side]]
    return sum((shares[side] for side in heard), Fraction(0)) / max(1, len(heard))


def _tiers(means: Mapping[str, Fraction]) -> list[list[str]]:
    return [[o for o in means if means[o] == value] for value in sorted(set(means.values()), reverse=True)]
