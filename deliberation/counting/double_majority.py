"""R5, the vote: adopted when every consenting side says yes; what residents alone carry is still answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from deliberation.counting.choices import VOTE, answer_choice
from deliberation.counting.quorum import LIVE, quorum_reached, quorum_steps
from deliberation.counting.result import (
    ADOPTED,
    CONSENTING,
    INQUORATE,
    NOT_ADOPTED,
    RESIDENT,
    RETURNED,
    SUPPORTED,
    Result,
    in_order,
)

THREE_FIFTHS = Fraction(3, 5)


@dataclass(frozen=True)
class Tally:
    """One side of a vote: people eligible and ballots by answer. ValueError when the ballots outnumber the people."""

    eligible: int
    yes: int = 0
    no: int = 0
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0 or self.cast > self.eligible:
            raise ValueError("ballots cast lie between 0 and the number of eligible people")

    @property
    def cast(self) -> int:
        return self.yes + self.no + self.abstain

    @property
    def enough(self) -> int:
        """The least number of yes: ⌈E/5⌉."""
        return -(-self.eligible // 5)

    @property
    def share(self) -> Fraction:
        """Y/(Y+N); 0 when nobody said yes or no."""
        return Fraction(self.yes, self.yes + self.no) if self.yes + self.no else Fraction(0)


def tally_votes(ballots: Iterable[tuple[str, object]], eligible: Mapping[str, int]) -> dict[str, Tally]:
    """Ballots (side, {"answer": …}) added up per side of the roll. KeyError for a side that is not on the roll."""
    sums = {side: dict.fromkeys(VOTE, 0) for side in eligible}
    for side, choice in ballots:
        sums[side][answer_choice(choice, VOTE)["answer"]] += 1
    return {side: Tally(eligible=eligible[side], **answers) for side, answers in sums.items()}


def count_double_majority(
    tallies: Mapping[str, Tally],
    *,
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
    statute: bool = False,
) -> Result:
    """The outcome, found in the order that docs/deciding.md gives. A consenting side not given counts as empty."""
    sides = in_order(consenting, tallies)
    votes = {side: tallies.get(side, Tally(0)) for side in sides}
    quorate = {side: quorum_reached(votes[side].cast, votes[side].eligible, q) for side in sides}
    carried = {side: quorate[side] and _majority(votes[side]) and _support(votes[side]) for side in sides}
    mean = sum((votes[side].share for side in consenting), Fraction(0)) / len(consenting)
    # "Alone" is the same rule with one side in the mean: its own share must reach three fifths too.
    alone = {side: carried[side] and (not statute or votes[side].share >= THREE_FIFTHS) for side in sides}

    def outcome() -> str:
        if not quorate[RESIDENT]:
            return INQUORATE
        if _returned(votes[RESIDENT]):
            return RETURNED
        if all(carried[side] for side in consenting) and (not statute or mean >= THREE_FIFTHS):
            return ADOPTED
        return SUPPORTED if alone[RESIDENT] else NOT_ADOPTED

    found = outcome()
    missing = {
        INQUORATE: tuple(side for side in consenting if not quorate[side]),
        RETURNED: (RESIDENT,),
        ADOPTED: (),
    }.get(found, tuple(side for side in consenting if not alone[side]))
    return Result(
        outcome=found,
        carried=carried,
        quorate=quorate,
        counts={side: _counts(votes[side]) for side in sides},
        missing=missing,
        trace=(*_steps(votes, found, q, list(consenting), mean if statute else None), _end(found, missing)),
        why={side: "abstained" if found == RETURNED else _why(votes[side], quorate[side]) for side in missing},
    )


def _majority(tally: Tally) -> bool:
    return tally.yes > tally.no


def _support(tally: Tally) -> bool:
    return tally.yes >= tally.enough


def _returned(tally: Tally) -> bool:
    return 2 * tally.abstain > tally.cast


def _counts(tally: Tally) -> dict[str, int]:
    answers = {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
    return {**answers, "cast": tally.cast, "eligible": tally.eligible}


def _why(tally: Tally, quorate: bool) -> str:
    """Why a side's consent is missing, so that a page never says "no" of a side that only stayed away."""
    reasons = (
        ("absent", tally.cast == 0),
        ("no-quorum", not quorate),
        ("abstained", tally.yes == tally.no == 0),
        ("no", tally.no > tally.yes),
        ("tied", tally.no == tally.yes),
        ("few", not _support(tally)),
    )
    return next((key for key, holds in reasons if holds), "below-three-fifths")


def _steps(
    votes: Mapping[str, Tally], found: str, q: Fraction | Sequence[int], consenting: list[str], mean: Fraction | None
) -> Iterable[dict[str, object]]:
    yield from quorum_steps({side: _counts(tally) for side, tally in votes.items()}, q)
    if found == INQUORATE:
        return
    resident = votes[RESIDENT]
    figures = {"abstain": resident.abstain, "cast": resident.cast}
    yield {"step": "returned", "sides": [RESIDENT], **figures, "met": found == RETURNED}
    if found == RETURNED:
        return
    for side, tally in votes.items():
        yield {"step": "majority", "sides": [side], "yes": tally.yes, "no": tally.no, "met": _majority(tally)}
        yield {"step": "support", "sides": [side], "yes": tally.yes, "needed": tally.enough, "met": _support(tally)}
    if mean is not None:
        shares = {"mean": [mean.numerator, mean.denominator], "needed": [3, 5]}
        yield {"step": "mean", "sides": consenting, **shares, "met": mean >= THREE_FIFTHS}


def _end(found: str, missing: tuple[str, ...]) -> dict[str, object]:
    return {"step": "outcome", "outcome": found, "missing": list(missing)}
