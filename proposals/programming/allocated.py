"""What an allocation of a budget says of a solution: told by the app that knows of votes, asked by pages and forms."""

from collections.abc import Callable
from dataclasses import dataclass

from proposals.models import Proposal


@dataclass(frozen=True)
class Allocated:
    """`cents`: what it costs; `chosen`: whether the money was given; `said`: why, in a sentence; `url`: the page."""

    cents: int
    chosen: bool
    said: str
    url: str


_TELLS: list[Callable[[Proposal], Allocated | None]] = []


def tells_allocations(find: Callable[[Proposal], Allocated | None]) -> Callable[[Proposal], Allocated | None]:
    """Register who knows of allocations: `find(solution)` returns the newest one, or None."""
    _TELLS.append(find)
    return find


def allocated(solution: Proposal) -> Allocated | None:
    """Return what was decided of the money of this solution, or None."""
    return next((found for find in _TELLS if (found := find(solution))), None)
