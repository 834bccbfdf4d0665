"""What happened in a run, in figures: how much was said, how often lines broke, who was too slow."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.chaos.checks.following import Wire
from tests.chaos.record import Bad, Deed, Entry, Evidence, Fetch, Heard, History, Link, Said, Shown, Since, Told


def counts(evidence: Evidence, deeds: list[Deed]) -> dict[str, Any]:
    """Return everything countable, by name."""
    entries = [entry for history in evidence.histories for entry in history.entries]
    said = Counter(entry.note or "once" for entry in entries if isinstance(entry, Said))
    told = Counter(entry.code or "ok" for entry in entries if isinstance(entry, Told))
    links = [entry for entry in entries if isinstance(entry, Link)]
    closed = Counter(str(each.code) for each in links if each.now == "closed")
    shown = Counter(entry.by for entry in entries if isinstance(entry, Shown))
    return {
        "clients": len(evidence.histories),
        "rooms": len(evidence.logs),
        "kills": _sorted(Counter(_kind(deed) for deed in deeds if deed.sort == "kill")),
        "stopped in order": sum(deed.sort == "term" for deed in deeds),
        "bad network": _sorted(Counter(deed.sort for deed in deeds if deed.target == "network")),
        "events in the logs": sum(len(log.events) for log in evidence.logs.values()),
        "events delivered": sum(isinstance(entry, Heard) for entry in entries),
        "messages sent": _sorted(said),
        "malformed messages": sum(isinstance(entry, Bad) for entry in entries),
        "answers": _sorted(told),
        "acknowledged, each once": _accepted(evidence),
        "polls closed": sum(poll.closed for poll in evidence.polls.values()),
        "ballots counted": sum(len(poll.ballots) for poll in evidence.polls.values() if poll.closed),
        "times connected": sum(each.now == "open" for each in links),
        "closed with": _sorted(closed),
        "snapshots": _sorted(shown),
        "holes seen and filled": sum(_holes(history.entries) for history in evidence.histories),
        "slow readers cut": _cut(evidence.histories),
    }


def _kind(deed: Deed) -> str:
    return deed.target.partition("-")[0]


def _sorted(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items()))


def _accepted(evidence: Evidence) -> int:
    return len({
        (history.actor, entry.ref)
        for history in evidence.histories
        for entry in history.entries
        if isinstance(entry, Told) and entry.ok is not None and not entry.other
    })  # fmt: skip


def _holes(entries: list[Entry]) -> int:
    """Count the numbers that did not come when they should have."""
    wires: dict[int, Wire] = {}
    holes = 0
    for entry in entries:
        if isinstance(entry, Since) and entry.link not in wires:
            wires[entry.link] = Wire(None if entry.since is None else entry.since + 1)
        elif isinstance(entry, Fetch) or (isinstance(entry, Shown) and entry.by == "socket"):
            wires[entry.link].begin(entry.seq)
        elif isinstance(entry, Heard):
            wire, seq = wires[entry.link], entry.frame["seq"]
            holes += wire.next is not None and seq > wire.next
            wire.take(seq)
    return holes


def _cut(histories: list[History]) -> int:
    return sum(each.code == 4008 for history in histories for each in _after_stalls(history))


def _after_stalls(history: History) -> Iterator[Link]:
    """Yield how each line ended on which its owner had stopped reading."""
    stalled = {e.link for e in history.entries if isinstance(e, Link) and e.now == "stalled"}
    for entry in history.entries:
        if isinstance(entry, Link) and entry.now == "closed" and entry.link in stalled:
            yield entry
