"""One run: so many messages to everybody, in a closed or an open loop, and what it cost."""

import gc
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.realtime.arithmetic import percentile
from benchmarks.realtime.crowd import Loop, clock
from benchmarks.realtime.designs import Design, Room

LONGEST = 20.0  # seconds for a message to arrive everywhere; then it counts as lost
SHARE = 0.55  # of its core that the generator wants to use at most: it rests between two messages
VOID = 0.7  # of its core: above it the generator may have held the server up, and the run does not count
SETTLING = 0.03  # seconds in which a server finishes what it does after the last message


@dataclass
class Run:
    """Times in seconds, CPU in seconds of all processes of the design; `busy` is the time with messages under way."""

    design: str
    way: str
    sockets: int
    messages: int
    deliveries: int
    cpu: float
    wall: float
    busy: float
    p50: float
    p95: float
    p99: float
    lost: int
    doubled: int
    disordered: int
    closed: int  # sockets that the server has lost so far
    generator: float  # share of its core
    helpers: dict[str, float] = field(default_factory=dict)

    @property
    def void(self) -> bool:
        return self.generator > VOID

    @property
    def each(self) -> float:
        """CPU seconds for one delivery."""
        return self.cpu / self.deliveries if self.deliveries else 0.0

    def raw(self) -> dict[str, Any]:
        plain = asdict(self) | {"void": self.void}
        return {key: round(value, 6) if isinstance(value, float) else value for key, value in plain.items()}


def closed(design: Design, way: str, messages: int) -> Run:
    """Send each message when everybody has the one before."""
    crowd, loop = design.crowd, design.crowd.loop

    def work() -> float:
        busy = 0.0
        for number in range(1, messages + 1):
            began, used = clock(), time.process_time()
            design.message(way)
            needed = number * crowd.inside
            loop.until(lambda needed=needed: crowd.got >= needed, LONGEST)  # type: ignore[misc]
            busy += clock() - began
            _rest(loop, (time.process_time() - used) / SHARE - (clock() - began))
        return busy

    return measured(design, way, messages, work)


def open_loop(
    design: Design, way: str, rate: float, seconds: float, beside: Callable[[int], None] | None = None
) -> Run:
    """Send `rate` messages a second whether or not the others have arrived; latency counts from when each was due.

    `beside` is called with the number of each message before it is sent.
    """
    crowd, loop = design.crowd, design.crowd.loop
    messages = round(rate * seconds)

    def work() -> float:
        began = clock() + 0.05
        for number in range(messages):
            due = began + number / rate
            while (left := due - clock()) > 0:
                loop.turn(left)
            if beside:
                beside(number)
            design.message(way, due)
        loop.until(lambda: crowd.got >= messages * crowd.inside, LONGEST)
        return clock() - began

    return measured(design, way, messages, work)


def _rest(loop: Loop, seconds: float) -> None:
    if seconds > 0.001:
        loop.rest(seconds)


def measured(design: Design, way: str, messages: int, work: Callable[[], float]) -> Run:
    """Run `work`, which returns the seconds with something under way, and count what it cost and what arrived."""
    crowd = design.crowd
    if not crowd.inside:
        raise RuntimeError(f"{design.name}: nobody is there any more: {dict(crowd.ended)}")
    if isinstance(design, Room):
        design.turn_to(way)
    crowd.begin()
    design.sent.clear()
    gc.collect()
    gc.disable()
    try:
        helpers = {name: used() for name, used in design.helpers.items()}
        cpu, ours, began = design.cpu(), time.process_time(), clock()
        busy = work()
        crowd.loop.rest(SETTLING)
        cpu, ours, wall = design.cpu() - cpu, time.process_time() - ours, clock() - began
        helpers = {name: used() - helpers[name] for name, used in design.helpers.items()}
    finally:
        gc.enable()
    p50, p95, p99 = (percentile(late(design), share) for share in (0.5, 0.95, 0.99))
    return Run(
        design.name, way, crowd.inside, messages, crowd.got, cpu, wall, busy, p50, p95, p99, crowd.lost, crowd.doubled,
        crowd.disordered, sum(crowd.ended.values()), ours / wall, helpers,
    )  # fmt: skip


def late(design: Design) -> list[float]:
    """Return for every delivery how long after its clock had started it came."""
    heard = zip(design.crowd.numbers, design.crowd.moments, strict=True)
    return [moment - design.sent[number] for number, moment in heard if number in design.sent]
