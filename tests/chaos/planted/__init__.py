"""Planted faults: each spoils a clean run in one way, and says by which name the checker must find it."""

from collections.abc import Callable
from typing import Any

from tests.chaos.record import Evidence, Heard, History

Fault = Callable[[Evidence], None]
FAULTS: list[tuple[str, Fault]] = []


def plant(name: str) -> Callable[[Fault], Fault]:
    """Register a fault under the name that the checker must give it."""

    def add(fault: Fault) -> Fault:
        FAULTS.append((name, fault))
        return fault

    return add


def who(evidence: Evidence, name: str) -> History:
    return next(history for history in evidence.histories if history.name == name)


def at(history: History, kind: type, **wanted: Any) -> int:
    """Return the place of the first such entry."""
    for place, entry in enumerate(history.entries):
        if isinstance(entry, kind) and all(getattr(entry, key) == value for key, value in wanted.items()):
            return place
    raise LookupError(wanted)


def heard(history: History, seq: int) -> int:
    """Return the place of the event with this number."""
    return next(n for n, e in enumerate(history.entries) if isinstance(e, Heard) and e.frame["seq"] == seq)
