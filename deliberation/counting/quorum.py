"""Quorum per side: enough people took part, abstentions included."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

LIVE = Fraction(1, 2)
ONLINE = Fraction(1, 3)


def quorum_reached(cast: int, eligible: int, q: Fraction | Sequence[int] = LIVE) -> bool:
    """C ≥ min(E, max(3, ⌈q·E⌉)). A side of nobody reaches its quorum of 0, and carries nothing."""
    if not 0 <= cast <= eligible:
        raise ValueError("ballots cast lie between 0 and the number of eligible people")
    return cast >= quorum_needed(eligible, q)


def quorum_needed(eligible: int, q: Fraction | Sequence[int] = LIVE) -> int:
    """How many ballots make the quorum of a side with this many eligible people."""
    if eligible < 0:
        raise ValueError("eligible people cannot be fewer than none")
    share = fraction(q)
    return min(eligible, max(3, -(-share.numerator * eligible // share.denominator)))


def quorum_steps(counts: Mapping[str, Mapping[str, int]], q: Fraction | Sequence[int]) -> Iterable[dict[str, object]]:
    """The first steps of every trace, one for each side of `counts` (side → {"cast", "eligible"})."""
    for side, figures in counts.items():
        cast, needed = figures["cast"], quorum_needed(figures["eligible"], q)
        figures = {"cast": cast, "eligible": figures["eligible"], "needed": needed}
        yield {"step": "quorum", "sides": [side], **figures, "met": cast >= needed}


def fraction(value: Fraction | Sequence[int]) -> Fraction:
    """A share above 0, at most 1, as Fraction or as the pair [n, d] that frozen parameters hold. Floats are refused."""
    if not isinstance(value, Fraction):
        top, bottom = value
        if type(top) is not int or type(bottom) is not int or bottom < 1:
            raise ValueError("a share is a pair of integers")
        value = Fraction(top, bottom)
    if not 0 < value <= 1:
        raise ValueError("a share lies above 0 and at most at 1")
    return value
