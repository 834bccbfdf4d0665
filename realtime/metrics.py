"""What this process counts of itself for Prometheus: numbers only, no person, no room, no text.

Every helper is cheap, never raises for a strange value and may be called from any thread. A broadcast is counted once
with its number of sockets, never once for each. Labels come from short fixed lists: what is not in them is "other".
"""

import asyncio
import time
from collections.abc import Collection
from typing import Any

from django.conf import settings
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.process_collector import ProcessCollector

from realtime.command import COMMANDS as KNOWN

AUDIENCES = frozenset({"screen", "participant", "facilitator", "official", "public"})
WAYS = frozenset({"ring", "log", "snapshot", "fetch"})  # how somebody who joins gets what they lack
CODES = frozenset({"ok", "refused", "invalid", "missing", "conflict", "busy"})
CLOSES = frozenset({1002, 1007, 1009, 1012, 4002, 4003, 4004, 4008, 4009})
FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds
TURN = 1.0  # seconds between two looks at the event loop

disable_created_metrics()  # a time for each number would double the text
REGISTRY = CollectorRegistry()
ProcessCollector(namespace="tessera", registry=REGISTRY)  # memory, CPU, open files and how many are allowed


def _counter(name: str, says: str, *labels: str) -> Counter:
    return Counter(f"tessera_{name}", says, labels, registry=REGISTRY)


def _by(label: str, known: Collection[object], kind: Any, name: str, says: str) -> Any:
    """Make a counter or a gauge with one label; whoever watches it sees a 0 before the first time."""
    made = kind(f"tessera_{name}", says, (label,), registry=REGISTRY)
    for each in sorted(map(str, known)):
        made.labels(each)
    return made


def _gauge(name: str, says: str) -> Gauge:
    return Gauge(f"tessera_{name}", says, registry=REGISTRY)


def _times(name: str, says: str) -> Histogram:
    return Histogram(f"tessera_{name}_seconds", says, buckets=FAST, registry=REGISTRY)


SOCKETS = _by("audience", AUDIENCES, Gauge, "sockets", "Sockets that have joined a stream")
JOINS = _by("way", WAYS, Counter, "joins", "Joins and returns, by where the missing frames came from")
FRAMES = _counter("frames_sent", "Frames of events and running numbers handed to sockets, one for each socket")
BYTES = _counter("bytes_sent", "Bytes of those frames")
DROPPED = _counter("frames_dropped", "Ephemeral frames dropped or replaced by newer ones before a slow reader")
CUTS = _by("code", CLOSES, Counter, "sockets_closed", "Sockets that the server closed")
WAITING = _gauge("commands_waiting", "Commands in the queues before the database")
BUSY = _counter("commands_busy", "Commands refused because too many were waiting or came too fast")
COMMANDS = _counter("commands", "Commands answered", "command", "code")
ACKS = _times("ack", "From a command's arrival to its answer")
DELIVERIES = _times("delivery", "From an event's commit to its being handed to the sockets")
BATCHES = Histogram(
    "tessera_batch_size",
    "Commands that shared one commit",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128),
    registry=REGISTRY,
)
LAG = _gauge("seq_lag", "Events in the database that were not sent yet, in the stream that is furthest behind")
HINTS = _by("direction", ("sent", "heard"), Counter, "wake_hints", "Hints passed between processes")
LINK = _gauge("wake_link_up", "The link to Redis: 1 works, 0 does not, -1 there is none or it was not tried yet")
FOUND = _counter("safety_findings", "Events found by the safety poll that no hint had told of")
LOOP = _times("loop_lag", "How much later than asked the event loop took its turn")
LINK.set(-1)
_link = "idle"


def opened(audience: str) -> None:
    """A socket joined."""
    SOCKETS.labels(_one_of(AUDIENCES, audience)).inc()


def left(audience: str) -> None:
    """A socket that had joined is gone."""
    SOCKETS.labels(_one_of(AUDIENCES, audience)).dec()


def joined(way: str) -> None:
    """Somebody came or came back: "ring", "log", "snapshot" or "fetch" gave what was missing."""
    JOINS.labels(_one_of(WAYS, way)).inc()


def sent(frames: int, size: int) -> None:
    """`frames` were handed to sockets, `size` bytes in all."""
    FRAMES.inc(frames)
    BYTES.inc(size)


def dropped(frames: int = 1) -> None:
    """Ephemeral frames were dropped before a slow reader."""
    DROPPED.inc(frames)


def cut(code: int) -> None:
    """The server closed a socket with this code."""
    CUTS.labels(str(code) if code in CLOSES else "other").inc()


def waiting(change: int) -> None:
    """`change` more commands (fewer: negative) wait in a queue."""
    WAITING.inc(change)


def busy() -> None:
    """A command was refused unseen: queue full or sender too fast."""
    BUSY.inc()


def answered(name: object, code: str, seconds: float) -> None:
    """A command was answered: code "ok" or that of the refusal; seconds since it arrived."""
    command = name if isinstance(name, str) and name in KNOWN else "other"
    COMMANDS.labels(command, _one_of(CODES, code)).inc()
    ACKS.observe(max(0.0, seconds))


def delivered(seconds: float) -> None:
    """An event was handed to the sockets, this long after its commit. Clocks may differ: never below zero."""
    DELIVERIES.observe(max(0.0, seconds))


def batch(size: int) -> None:
    """So many commands shared one commit."""
    BATCHES.observe(size)


def lag(events: int) -> None:
    """The stream that is furthest behind lacks so many events."""
    LAG.set(max(0, events))


def hint_sent(hints: int) -> None:
    HINTS.labels("sent").inc(hints)


def hint_heard() -> None:
    HINTS.labels("heard").inc()


def found(events: int) -> None:
    """The safety poll found events that no hint had told of."""
    FOUND.inc(max(0, events))


def wake_link(up: bool) -> None:
    """The link to Redis came up or went down."""
    global _link
    _link = "up" if up else "down"
    LINK.set(1 if up else 0)


def wake_state() -> str:
    """Say how this process hears of the others: "none" (no Redis), "idle" (not tried yet), "up" or "down"."""
    return _link if settings.REDIS_URL else "none"


async def watch_loop() -> None:
    """Measure the event loop's lag until cancelled; one such task for each process."""
    while True:
        due = time.monotonic() + TURN
        await asyncio.sleep(TURN)
        LOOP.observe(max(0.0, time.monotonic() - due))


def text() -> bytes:
    """Return everything in Prometheus' text format."""
    return generate_latest(REGISTRY)


def _one_of(known: frozenset[str], value: str) -> str:
    return value if value in known else "other"
