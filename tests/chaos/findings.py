"""The names of what can be wrong. A run that keeps its promises has none."""

from typing import NamedTuple

LOST = "lost acknowledgement"
DOUBLE = "double effect"
UNDONE = "refused and yet done"
RETRY = "false answer to a retry"
CONFLICT = "conflict not detected"
MALFORMED = "malformed message with an effect"
SWAPPED = "event order swapped"
REPEATED = "event delivered twice"
GAP = "gap never filled"
PHANTOM = "phantom event"
LEAK = "cross-room leak"
STALE = "stale view"
HIDDEN = "hidden thing still shown"
HOLE = "hole in the log"
SAME = "number given twice"
LATE = "late ballot"
RECEIPT = "receipt missing from the published ballots"
TALLY = "wrong tally"

NAMES = (
    LOST, DOUBLE, UNDONE, RETRY, CONFLICT, MALFORMED, SWAPPED, REPEATED, GAP, PHANTOM, LEAK, STALE, HIDDEN, HOLE, SAME,
    LATE, RECEIPT, TALLY,
)  # fmt: skip


class Finding(NamedTuple):
    """`where` is a client, a stream or a poll; `told` says in a sentence what contradicts what."""

    name: str
    where: str
    told: str

    def __str__(self) -> str:
        return f"{self.name}: {self.where}: {self.told}"
