"""Everything that can be done in a room, one file per subject. Importing them registers the commands."""

from deliberation.commands import (
    agenda,
    allocations,
    ballots,
    cards,
    closing,
    entry,
    groups,
    path,
    polls,
    rehearsal,
    reports,
    rooms,
    rungs,
    seats,
    stances,
    table,
)

__all__ = [
    "agenda",
    "allocations",
    "ballots",
    "cards",
    "closing",
    "entry",
    "groups",
    "path",
    "polls",
    "rehearsal",
    "reports",
    "rooms",
    "rungs",
    "seats",
    "stances",
    "table",
]
