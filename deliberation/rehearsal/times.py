"""How long answers and deliveries took in one room: numbers only, so that half a million of them stay small."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain


class Times:
    """Seconds of the monotonic clock, shared by all phones of a room."""

    def __init__(self) -> None:
        # command → from sending to the answer
        self.answers: dict[str, array[float]] = defaultdict(lambda: array("f"))
        self.sent: dict[int, float] = {}  # number of an event → when its command was sent
        self.arrived: dict[int, array[float]] = defaultdict(lambda: array("d"))  # number → when it came to each phone

    def answered(self, name: str, seq: int, began: float, now: float) -> None:
        """Note the answer to a command; `seq` is 0 when it left no event in this room."""
        self.answers[name].append(now - began)
        if seq:
            self.sent[seq] = began

    def waits(self, name: str = "") -> Iterator[float]:
        """Give the seconds until each answer, to this command or to all."""
        return chain.from_iterable(took for each, took in self.answers.items() if name in {"", each})

    def deliveries(self) -> Iterator[float]:
        """Give the seconds from the sending of a command to the arrival of its event, for every phone and event."""
        for seq, began in self.sent.items():
            for at in self.arrived.get(seq, ()):
                yield at - began


def share(values: Iterable[float], part: float) -> float:
    """Return the value below which this part (0 to 1) of the values lies; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def spread(values: Iterable[float]) -> str:
    """Return "p50 / p95 / p99" in milliseconds; "–" without values."""
    ordered = sorted(values)
    if not ordered:
        return "–"
    return " / ".join(f"{share(ordered, part) * 1000:.0f}" for part in (0.5, 0.95, 0.99))
