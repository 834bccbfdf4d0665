"""Who sits at a table and what they have said: what the table needs to know of a socket, and its messages in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from realtime.coediting.kinds import Right
from realtime.coediting.protocol import BytesFrame
from realtime.refusal import Missing, Refused


class Writer(Protocol):
    """One open socket at a table. Nothing here waits."""

    right: Right
    name: str  # what co-writers read
    key: object  # who it is: the same for all sockets of one participant
    client: int  # the Yjs client that says where it is, 0 before
    looked_at: float  # when its right was looked at last
    wrote_at: float  # when something of it was taken last

    def look(self) -> tuple[Right, str]:
        """Find out anew what it may do and its name, on a thread of the database; raises Missing."""
        ...

    def give(self, *frames: BytesFrame) -> None: ...
    def end(self, code: int) -> None: ...
    def stored(self, number: int) -> None: ...
    def refuse(self, number: int, no: Refused) -> None: ...


@dataclass(frozen=True)
class Job:
    """Something a socket said that has its turn. `number` counts its updates; 0: it asks what it lacks.

    `data` is an update, or for a question the state of who asks: empty for somebody who has just come.
    """

    writer: Writer
    number: int
    data: bytes


def look_at(writers: Sequence[Writer]) -> list[tuple[Right | None, str]]:
    """Find out what each of these may do, None for nothing, and their names; on a thread of the database."""
    return [_right(writer) for writer in writers]


def _right(writer: Writer) -> tuple[Right | None, str]:
    try:
        return writer.look()
    except Missing:
        return None, ""
