"""The log of each stream: numbers from 1 to its head, each once."""

from collections import Counter
from collections.abc import Iterator

from tests.chaos.findings import HOLE, SAME, Finding
from tests.chaos.record import Evidence, Log


def check(evidence: Evidence) -> Iterator[Finding]:
    for stream, log in evidence.logs.items():
        for seq in missing(log):
            yield Finding(HOLE, stream, f"there is no event {seq}, and the stream stands at {log.head}")
        for seq, times in Counter(event.seq for event in log.events).items():
            if times > 1:
                yield Finding(SAME, stream, f"{times} events have the number {seq}")
            if seq > log.head:
                yield Finding(HOLE, stream, f"event {seq} lies beyond {log.head}, where the stream says it stands")


def missing(log: Log) -> list[int]:
    """Return the numbers that were never given: other parts do not tell of them again."""
    return sorted(set(range(1, log.head + 1)) - {event.seq for event in log.events})
