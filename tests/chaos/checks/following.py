"""Following a stream: what each socket was sent is gapless and in order, and is what the log says."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.chaos.findings import GAP, PHANTOM, REPEATED, SWAPPED, Finding
from tests.chaos.record import Evidence, Fetch, Heard, History, Log, LogEvent, Shown, Since

Digest = tuple[str, frozenset[tuple[str, str]]]  # kind, (table, id) of an event


@dataclass
class Wire:
    """One socket: which number must come next on it.

    `again` is set while the client has asked for what is missing. `newer` is set after a snapshot until the next event:
    a snapshot may be newer than what its server has told so far, and then those events still come, and are ignored.
    """

    next: int | None
    again: int | None = None
    newer: bool = False
    seen: set[int] = field(default_factory=set)

    def take(self, seq: int) -> str:
        """Note one numbered frame; returns the name of what is wrong with it, or ""."""
        newer, self.newer = self.newer, False
        if self.next is not None and seq < self.next and not newer:
            if self.again is None or seq != self.again + 1:
                return REPEATED if seq in self.seen else SWAPPED
            self.again = None
        self.next = seq + 1
        self.seen.add(seq)
        return ""

    def begin(self, seq: int) -> None:
        self.next, self.again, self.newer = seq + 1, None, True


def check(evidence: Evidence) -> Iterator[Finding]:
    digests = {stream: {event.seq: _digest(event) for event in log.events} for stream, log in evidence.logs.items()}
    for history in evidence.histories:
        log = evidence.logs[history.stream]
        yield from _replay(history, log, digests[history.stream])


def _replay(history: History, log: Log, digests: dict[int, Digest]) -> Iterator[Finding]:
    wires: dict[int, Wire] = {}
    last = 0
    held: list[int] = []  # events that came while a snapshot was fetched: they are shown after it
    fetching = 0  # the link on which one is fetched
    for entry in history.entries:
        if isinstance(entry, Since):
            _ask(wires, entry)
        elif isinstance(entry, Fetch):
            wires[entry.link].begin(entry.seq)
            held, fetching = [], entry.link
        elif isinstance(entry, Shown):
            if entry.by == "socket":
                wires[entry.link].begin(entry.seq)
            last = _on(entry.seq, held)
            held, fetching = [], 0
        elif isinstance(entry, Heard):
            seq = entry.frame["seq"]
            if entry.link == fetching:
                held.append(seq)
            else:
                last = _on(last, [seq])
            wrong = wires[entry.link].take(seq) or _untrue(entry, log, digests)
            if wrong:
                yield Finding(wrong, history.name, f"event {seq} on socket {entry.link}")
    if last < log.head:
        yield Finding(GAP, history.name, f"stands at {last}, the stream at {log.head}")


def _on(last: int, seqs: list[int]) -> int:
    """Return where somebody stands who has seen `last` and is shown these numbers."""
    for seq in seqs:
        last = seq if seq == last + 1 else last
    return last


def _ask(wires: dict[int, Wire], entry: Since) -> None:
    wire = wires.get(entry.link)
    if wire is None:
        wires[entry.link] = Wire(None if entry.since is None else entry.since + 1)
    else:
        wire.again = entry.since  # what was under way still comes first


def _untrue(entry: Heard, log: Log, digests: dict[int, Digest]) -> str:
    """Compare one frame with the log: its kind, and that it names no row which the event does not name."""
    seq = entry.frame["seq"]
    if seq not in digests:
        return PHANTOM if seq > log.head else ""  # a hole in the log is told where the log is looked at
    if "event" not in entry.frame:
        return ""
    kind, named = digests[seq]
    shown = {(table, row) for table, rows in entry.frame["set"].items() for row in rows}
    if entry.frame["event"] == kind and shown <= named:
        return ""
    elsewhere = (k == entry.frame["event"] and shown <= ids for k, ids in digests.values())
    return SWAPPED if any(elsewhere) else PHANTOM


def _digest(event: LogEvent) -> Digest:
    return event.kind, frozenset((table, row) for table, rows in event.body.items() for row in rows)
