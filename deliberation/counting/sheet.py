"""What every choice among options begins with: ballots per side, who has quorum, how much each side weighs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from deliberation.counting.quorum import quorum_reached, quorum_steps
from deliberation.counting.result import RESIDENT, ChoiceResult, in_order


@dataclass(frozen=True)
class Sheet:
    """Read ballots.

    sides     all sides of the roll, consenting ones first;  ballots: side → what each ballot says
    counts    side → {"cast", "eligible"};  quorate: side → bool
    deciding  consenting sides with quorum: a side that is not there never counts as having said no
    missing   consenting sides without quorum
    """

    sides: tuple[str, ...]
    ballots: dict[str, list[Any]]
    counts: dict[str, dict[str, int]]
    quorate: dict[str, bool]
    consenting: tuple[str, ...]
    deciding: tuple[str, ...]
    missing: tuple[str, ...]
    steps: tuple[dict[str, object], ...]

    @property
    def inquorate(self) -> bool:
        return not self.quorate[RESIDENT]

    def weights(self) -> dict[str, int]:
        """Return for each deciding side lcm(C) / C: with it the sides weigh the same, whatever their size."""
        cast = {side: self.counts[side]["cast"] for side in self.deciding if self.counts[side]["cast"]}
        together = lcm(*cast.values())
        return {side: together // people for side, people in cast.items()}

    def result(
        self,
        outcome: str,
        *,
        winners: Sequence[str] = (),
        order: Sequence[Sequence[str]] = (),
        details: dict[str, object] | None = None,
        lots: Iterable[Sequence[str]] = (),
        steps: Iterable[dict[str, object]] = (),
    ) -> ChoiceResult:
        """Return the result with what is the same for every rule filled in."""
        end: dict[str, object] = {"step": "outcome", "outcome": outcome, "winners": list(winners)}
        return ChoiceResult(
            outcome=outcome,
            winners=tuple(winners),
            order=tuple(tuple(tier) for tier in order),
            counts=self.counts,
            quorate=self.quorate,
            missing=self.missing,
            consenting=self.consenting,
            details=details or {},
            lots=tuple(tuple(tied) for tied in lots),
            trace=(*self.steps, *steps, end),
        )


def read_sheet(
    ballots: Iterable[tuple[str, object]],
    *,
    eligible: Mapping[str, int],
    consenting: Sequence[str],
    q: Fraction | Sequence[int],
    read: Callable[[object], Any],
) -> Sheet:
    """Read ballots (side, choice). KeyError for a side that is not on the roll, BadBallot as `read` raises it."""
    sides = in_order(consenting, eligible)
    said: dict[str, list[Any]] = {side: [] for side in sides}
    for side, choice in ballots:
        if side not in eligible:
            raise KeyError(side)
        said[side].append(read(choice))
    counts = {side: {"cast": len(said[side]), "eligible": eligible.get(side, 0)} for side in sides}
    quorate = {side: quorum_reached(len(said[side]), eligible.get(side, 0), q) for side in sides}
    there = {side: quorate[side] and bool(said[side]) for side in sides}
    return Sheet(
        sides=sides,
        ballots=said,
        counts=counts,
        quorate=quorate,
        consenting=tuple(consenting),
        deciding=tuple(side for side in consenting if there[side]),
        missing=tuple(side for side in consenting if not there[side]),
        steps=tuple(quorum_steps(counts, q)),
    )


def by_lot(tiers: Iterable[Sequence[str]], draw: Sequence[str]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return one order of all options, and the tiers that only the lot could put in order."""
    turn = {option: place for place, option in enumerate(draw)}
    flat: list[str] = []
    lots: list[tuple[str, ...]] = []
    for tier in tiers:
        drawn = sorted(tier, key=turn.__getitem__)
        flat += drawn
        if len(drawn) > 1:
            lots.append(tuple(drawn))
    return flat, lots
