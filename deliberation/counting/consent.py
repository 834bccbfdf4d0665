"""R5, the consent round: no objection stands, and in every side more go along than stand aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from deliberation.counting.choices import CONSENT, answer_choice
from deliberation.counting.quorum import LIVE, quorum_reached, quorum_steps
from deliberation.counting.result import (
    ADOPTED_BY_CONSENT,
    CONSENTING,
    INQUORATE,
    NO_CONSENT,
    RESIDENT,
    Result,
    in_order,
)

MAX_ROUNDS = 2


@dataclass(frozen=True)
class ConsentTally:
    """One side of a consent round. `standing`: objections neither integrated nor withdrawn; not given = all of them."""

    eligible: int
    agree: int = 0
    reservation: int = 0
    aside: int = 0
    object: int = 0
    standing: int | None = None

    def __post_init__(self) -> None:
        if min(self.agree, self.reservation, self.aside, self.object) < 0 or self.cast > self.eligible:
            raise ValueError("ballots cast lie between 0 and the number of eligible people")
        if not 0 <= self.unresolved <= self.object:
            raise ValueError("no more objections can stand than were made")

    @property
    def cast(self) -> int:
        return self.agree + self.reservation + self.aside + self.object

    @property
    def unresolved(self) -> int:
        return self.object if self.standing is None else self.standing


def tally_consent(
    ballots: Iterable[tuple[str, object]], eligible: Mapping[str, int], *, standing: Mapping[str, int] | None = None
) -> dict[str, ConsentTally]:
    """Ballots (side, {"answer": …}) added up per side of the roll. KeyError for a side that is not on the roll."""
    sums = {side: dict.fromkeys(CONSENT, 0) for side in eligible}
    for side, choice in ballots:
        sums[side][answer_choice(choice, CONSENT)["answer"]] += 1
    left = standing or {}
    return {side: ConsentTally(eligible=eligible[side], standing=left.get(side), **sums[side]) for side in sums}


def count_consent(
    tallies: Mapping[str, ConsentTally],
    *,
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> Result:
    """adopted-by-consent, inquorate (residents) or no-consent. An advising side is counted and cannot block."""
    sides = in_order(consenting, tallies)
    answers = {side: tallies.get(side, ConsentTally(0)) for side in sides}
    quorate = {side: quorum_reached(answers[side].cast, answers[side].eligible, q) for side in sides}
    carried = {side: quorate[side] and _goes_along(answers[side]) and answers[side].unresolved == 0 for side in sides}

    def outcome() -> str:
        if not quorate[RESIDENT]:
            return INQUORATE
        return ADOPTED_BY_CONSENT if all(carried[side] for side in consenting) else NO_CONSENT

    found = outcome()
    met = quorate if found == INQUORATE else carried
    missing = tuple(side for side in consenting if not met[side])
    end: dict[str, object] = {"step": "outcome", "outcome": found, "missing": list(missing)}
    return Result(
        outcome=found,
        carried=carried,
        quorate=quorate,
        counts={side: _counts(answers[side]) for side in sides},
        missing=missing,
        trace=(*_steps(answers, found, q), end),
        why={side: _why(answers[side], quorate[side]) for side in missing},
    )


def after_consent(outcome: str, *, round: int) -> tuple[str, ...]:
    """What may follow a consent round: nothing, or another "round" (at most two in all) or the "vote"."""
    if outcome == ADOPTED_BY_CONSENT:
        return ()
    return ("round", "vote") if round < MAX_ROUNDS else ("vote",)


def _goes_along(tally: ConsentTally) -> bool:
    return tally.agree + tally.reservation > tally.aside


def _counts(tally: ConsentTally) -> dict[str, int]:
    answers = {answer: getattr(tally, answer) for answer in CONSENT}
    return {**answers, "standing": tally.unresolved, "cast": tally.cast, "eligible": tally.eligible}


def _why(tally: ConsentTally, quorate: bool) -> str:
    if tally.cast == 0:
        return "absent"
    if not quorate:
        return "no-quorum"
    return "objection" if tally.unresolved else "aside"


def _steps(answers: Mapping[str, ConsentTally], found: str, q: Fraction | Sequence[int]) -> Iterable[dict[str, object]]:
    yield from quorum_steps({side: _counts(tally) for side, tally in answers.items()}, q)
    if found == INQUORATE:
        return
    for side, tally in answers.items():
        yield {"step": "objections", "sides": [side], "standing": tally.unresolved, "met": tally.unresolved == 0}
        figures = {"along": tally.agree + tally.reservation, "aside": tally.aside}
        yield {"step": "along", "sides": [side], **figures, "met": _goes_along(tally)}
