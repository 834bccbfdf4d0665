"""A referral read as columns, for lists: it says what `late_days` and the public clock ask, and is no model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

COLUMNS = (
    "pk", "due_at", "clock", "still_until", "office__name", "answer__at",
    "rejoinder__pk", "rejoinder__due_at", "rejoinder__clock", "rejoinder__answer__at",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """When it was answered."""

    at: datetime


@dataclass(frozen=True)
class Turn:
    """The first question or the second: until when, whether a clock runs, when it was answered."""

    due_at: datetime | None
    clock: bool
    answer: Said | None


@dataclass(frozen=True)
class Named:
    name: str


@dataclass(frozen=True)
class Sent(Turn):
    """What was sent to an office; `last` is what it was asked last, as in Referral.last."""

    office: Named
    rejoinder: Turn | None
    still_until: datetime | None

    @property
    def last(self) -> Turn:
        return self.rejoinder or self


def sent_of(row: Sequence[Any]) -> Any:
    """Return what the columns say; None where nothing was sent."""
    pk, due, clock, still, office, answered, again, second_due, second_clock, second_answered = row
    if pk is None:
        return None
    second = Turn(second_due, second_clock, _said(second_answered)) if again is not None else None
    return Sent(due, clock, _said(answered), Named(office), second, still)


def _said(at: datetime | None) -> Said | None:
    return Said(at) if at else None
