"""Evaluations of services and interventions, told by whichever app has them: whether the office replied to each.

An app that measures registers a function; indicators of a territory then count its evaluations without knowing it.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import TypedDict


class Evaluation(TypedDict):
    """One finished evaluation. `replied`: the day on which the office answered it in public, or None."""

    territory: str  # ids
    process: str
    id: str
    title: str
    lang: str
    closed: date
    replied: date | None
    path: str  # of its public page


Teller = Callable[[Collection[str]], list[Evaluation]]
_TELLERS: list[Teller] = []


def tells_evaluations(find: Teller) -> Teller:
    """Register `find(territories)`: every published evaluation in these territories (ids), in one query or a few."""
    _TELLERS.append(find)
    return find


def evaluations_in(territories: Collection[str]) -> list[Evaluation]:
    """Return what every app tells, the oldest first."""
    found = [each for find in _TELLERS for each in find(territories)]
    return sorted(found, key=lambda each: (each["closed"], each["id"]))
