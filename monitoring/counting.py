"""Putting answers together and comparing two rounds: pure functions of plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from monitoring.scales import Scale

LEAST = 3  # fewer observations of an item are not published: they say too little, and too much of who was there
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Counted:
    """`n`: how many saw it; `missing`: how many could not observe it; `value`: None when there are too few."""

    n: int
    missing: int
    value: Decimal | None

    @property
    def few(self) -> bool:
        return self.n < LEAST


@dataclass(frozen=True)
class Change:
    """`verdict`: better, worse, same; none when one of the two is not there. `by`: signed, in the unit of the scale."""

    verdict: str
    by: Decimal | None = None


def put_together(scale: Scale, answers: Iterable[Decimal | None]) -> Counted:
    """Return share, mean or median of what was observed, as the scale says."""
    given = list(answers)
    seen = [each for each in given if each is not None]
    n, missing = len(seen), len(given) - len(seen)
    if n < LEAST:
        return Counted(n, missing, None)
    if scale.measure == "median":
        return Counted(n, missing, rounded(scale, Decimal(median(seen))))
    mean = sum(seen, Decimal(0)) / n
    return Counted(n, missing, rounded(scale, mean * HUNDRED if scale.measure == "share" else mean))


def rounded(scale: Scale, value: Decimal) -> Decimal:
    """Shares in whole points; everything else to one decimal. Half goes up, as people reckon."""
    step = Decimal(1) if scale.measure == "share" else Decimal("0.1")
    return value.quantize(step, ROUND_HALF_UP)


def compare(direction: str, before: Counted, after: Counted) -> Change:
    """Return how an item changed between two rounds on the same grid. `direction`: up, more is better; or down."""
    if before.value is None or after.value is None:
        return Change("none")
    by = after.value - before.value
    if by == 0:
        return Change("same", by)
    return Change("better" if (by > 0) == (direction == "up") else "worse", by)
