"""The load generator: one thread, one epoll, thousands of clients, and as little work for each message as can be."""

import os
import select
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.realtime import wire
from benchmarks.realtime.dialects import Plain, Seat
from benchmarks.realtime.line import AT_ONCE, READ, Line, State

clock = time.perf_counter
KEPT = 4096  # different pieces of bytes whose meaning is remembered
FEW, GATHER = 32, 0.0005  # with fewer to read, half a millisecond is waited for more: waking up costs more than reading
DOORS = 200  # connections that are being opened at once, where nobody asked for a rush


class Loop:
    """Waits for all sockets of all crowds. `until` runs it; nothing else does."""

    def __init__(self) -> None:
        self.epoll = select.epoll()
        self.lines: dict[int, Line] = {}

    def watch(self, line: Line, events: int) -> None:
        self.lines[line.fd] = line
        self.epoll.register(line.fd, events)

    def change(self, line: Line, events: int) -> None:
        self.epoll.modify(line.fd, events)

    def forget(self, line: Line) -> None:
        del self.lines[line.fd]
        self.epoll.unregister(line.fd)

    def turn(self, wait: float) -> None:
        events = self.epoll.poll(max(0.0, wait))
        if len(events) < FEW:
            time.sleep(GATHER)
            events = self.epoll.poll(0)
        for fd, event in events:
            line = self.lines.get(fd)
            if line is None:
                continue
            if event == READ and line.state is State.OPEN:
                line.crowd.hear(line)
            else:
                line.on_event(event)

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Run until `done()`; False when the time is over."""
        end = clock() + seconds
        while not done():
            if clock() >= end:
                return False
            self.turn(min(0.1, end - clock()))
        return True

    def rest(self, seconds: float) -> None:
        """Answer whatever comes for a while."""
        self.until(lambda: False, seconds)


class Crowd:
    """The clients of one server (or of several that serve one room), and what they have heard."""

    def __init__(self, loop: Loop, dialect: Plain):
        self.loop, self.dialect = loop, dialect
        self.lines: list[Line] = []
        self.inside = 0
        self.head = 0  # the last number that was asked for
        self.ended: Counter[str] = Counter()
        self.answers: dict[str, tuple[float, dict[str, Any]]] = {}  # ref → (when, what)
        self.known: dict[bytes, tuple[int, ...]] = {}
        self.begin()

    def begin(self) -> None:
        """Forget what was counted; the clients stay."""
        self.got = self.doubled = self.disordered = 0
        self.numbers, self.moments = array("q"), array("d")
        for line in self.lines:
            line.missing.clear()

    @property
    def lost(self) -> int:
        """Messages that somebody who is still here has not heard."""
        there = [line for line in self.lines if line.state is State.OPEN]
        return sum(len(line.missing) + max(0, self.head - line.last) for line in there)

    def connect(self, seats: Iterable[tuple[int, Seat]], *, rush: bool = False, patience: float = 120) -> bool:
        """Open a connection for each (port, seat) and wait until all are in or out; False when somebody is out."""
        wanted = list(seats)
        before, tried = len(self.lines), 0
        end = clock() + patience
        while tried < len(wanted) and clock() < end:
            under_way = tried - (self.inside - before) - sum(self.ended.values())
            some = len(wanted) if rush else max(0, DOORS - under_way)
            for port, seat in wanted[tried : tried + some]:
                self.lines.append(Line(self, port, seat))
                tried += 1
            self.loop.turn(0.01)
        self.loop.until(lambda: self.inside - before + sum(self.ended.values()) >= len(wanted), end - clock())
        return self.inside - before == len(wanted)

    def hear(self, line: Line) -> None:
        """Read what has come for one client."""
        try:
            data = os.read(line.fd, AT_ONCE)  # cheaper than recv()
        except BlockingIOError:
            return
        except OSError as error:
            line.end(f"read: {type(error).__name__}")
            return
        if data:
            self.take(line, data)
        else:
            line.end("hung up")

    def take(self, line: Line, data: bytes) -> None:
        """Count the messages in some bytes. The same bytes mean the same for everybody: they are read once."""
        now = clock()
        numbers = None if line.rest else self.known.get(data)
        if numbers is None:
            numbers = self._read(line, data)
        for number in numbers:
            if number == line.last + 1:
                line.last = number
            else:
                line.odd(number)
            self.numbers.append(number)
            self.moments.append(now)
        self.got += len(numbers)

    def _read(self, line: Line, data: bytes) -> tuple[int, ...]:
        whole = not line.rest
        frames, line.rest = wire.split(line.rest + data)
        numbers: list[int] = []
        for opcode, payload in frames:
            number = self.dialect.number(payload) if opcode == wire.TEXT else None
            if number is not None:
                numbers.append(number)
                continue
            whole = False
            self._attend(line, opcode, payload)
        if whole and not line.rest:
            if len(self.known) > KEPT:
                self.known.clear()
            self.known[data] = tuple(numbers)
        return tuple(numbers)

    def _attend(self, line: Line, opcode: int, payload: bytes) -> None:
        if opcode == wire.TEXT:
            self.dialect.heard(line, payload)
        elif opcode == wire.PING:
            line.send(wire.masked(payload, wire.PONG))
        elif opcode == wire.CLOSE:
            line.closed_by(payload)

    def came_in(self) -> None:
        self.inside += 1

    def answered(self, frame: dict[str, Any]) -> None:
        self.answers[frame["ref"]] = (clock(), frame)

    def gone(self, line: Line, why: str) -> None:
        self.ended[why] += 1
        if line.inside:
            self.inside -= 1

    def leave(self) -> None:
        """Hang up, all of us."""
        for line in self.lines:
            line.end("we left")
        self.lines.clear()
        self.ended.clear()
