"""The people who write: sockets that send hand-made Yjs updates and note when each has reached the last of them."""

import os
import re
from array import array
from collections import Counter

from pycrdt import Doc, Text

from benchmarks.realtime import wire
from benchmarks.realtime.crowd import Loop, clock
from benchmarks.realtime.dialects import Seat
from benchmarks.realtime.line import AT_ONCE, Line
from realtime.coediting.protocol import LACKING, STATE, SYNC, TOLD, UPDATE
from realtime.coediting.varints import Reader, number, sized

BINARY = 2
MARK = re.compile(rb"~(\d{6})")  # every edit puts in seven characters that are found again in any message
WIDTH = 7
FIRST = 2**20  # the Yjs client of the first of us
STORED = b'{"stored":'


class Prompt(Loop):
    """A loop that hears at once: a few milliseconds are measured here, and nothing is gathered."""

    def turn(self, wait: float) -> None:
        # The kernel rounds a wait up to whole milliseconds: the last one is not slept.
        for fd, event in self.epoll.poll(wait - 0.0015 if wait > 0.0025 else 0):
            if line := self.lines.get(fd):
                line.on_event(event)


class Dialect:
    """Says at the opening what a Yjs client says: that it has nothing yet."""

    def opened(self, line: Line) -> None:
        line.send(wire.masked(bytes((SYNC, STATE)) + sized(b"\0"), BINARY))


class Pens:
    """The clients of one text. What has arrived is kept, so that it can be put together at the end."""

    def __init__(self, loop: Loop, key: str):
        self.loop, self.key, self.dialect = loop, key, Dialect()
        self.lines: list[Line] = []
        self.inside = 0
        self.ended: Counter[str] = Counter()
        self.heard: dict[Line, list[bytes]] = {}  # the sync messages of each
        self.seen: dict[Line, set[int]] = {}
        self.written: dict[Line, int] = {}  # characters each has put in
        self.marks: dict[bytes, tuple[int, ...]] = {}
        self.due = array("d")  # when each edit was to be sent
        self.left: list[int] = []  # how many have not heard of it yet
        self.done: list[float] = []  # when the last one had
        self.stored: dict[Line, int] = {}
        self.refused = 0

    def connect(self, port: int, count: int, seconds: float = 60) -> int:
        """Open so many lines at once, all from one address; return how many were let in and given the text."""
        for each in range(count):
            line = Line(self, port, Seat(f"/ws/texts/bench/{self.key}/?seat=s{each}", ""))  # type: ignore[arg-type]
            self.lines.append(line)
            self.heard[line], self.seen[line], self.written[line], self.stored[line] = [], set(), 0, 0
        self.loop.until(lambda: self.inside + sum(self.ended.values()) >= count, seconds)
        return self.inside

    def edit(self, who: int, due: float) -> None:
        """Put a mark behind what this one has written before."""
        line = self.lines[who]
        client, at = FIRST + who, self.written[line]
        mark = b"~%06d" % len(self.due)
        where = b"\x84" + number(client) + number(at - 1) if at else b"\4\1" + sized(b"what")
        item = number(1) + number(1) + number(client) + number(at) + where + sized(mark) + b"\0"
        self.written[line] += WIDTH
        self.due.append(due)
        self.left.append(len(self.lines) - 1)
        self.done.append(0.0)
        self.seen[line].add(len(self.due) - 1)
        payload = bytes((SYNC, UPDATE)) + sized(item)
        self.heard[line].append(payload)
        line.send(wire.masked(payload, BINARY))

    def hear(self, line: Line) -> None:
        try:
            data = os.read(line.fd, AT_ONCE * 8)
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
        now = clock()
        frames, line.rest = wire.split(line.rest + data)
        for opcode, payload in frames:
            if opcode == wire.CLOSE:
                line.closed_by(payload)
            elif opcode == wire.PING:
                line.send(wire.masked(payload, wire.PONG))
            elif payload[0] == SYNC and payload[1] != STATE:
                self._arrived(line, payload, now)
            elif payload[0] == TOLD:
                self.stored[line] += STORED in payload
                self.refused += b'{"no"' in payload

    def _arrived(self, line: Line, payload: bytes, now: float) -> None:
        self.heard[line].append(payload)
        if payload[1] == LACKING:
            line.ready(0)
        found = self.marks.get(payload)
        if found is None:
            found = self.marks[payload] = tuple(map(int, MARK.findall(payload)))
        seen = self.seen[line]
        for mark in found:
            if mark not in seen:
                seen.add(mark)
                self.left[mark] -= 1
                if not self.left[mark]:
                    self.done[mark] = now

    def came_in(self) -> None:
        self.inside += 1

    def gone(self, line: Line, why: str) -> None:
        self.ended[why] += 1
        if line.inside:
            self.inside -= 1

    @property
    def finished(self) -> bool:
        """Say whether every edit has reached everybody and is acknowledged."""
        return not any(self.left) and sum(self.stored.values()) == len(self.due)

    def times(self) -> list[float]:
        """Return the seconds from sending each edit until the last one had it."""
        return [done - due for due, done in zip(self.due, self.done, strict=True) if done]

    def texts(self) -> list[str]:
        """Return what each of us reads, from what they were sent and have written themselves."""
        return [_read(self.heard[line]) for line in self.lines]

    def lost(self, text: str) -> int:
        """Return how many edits are not in a text exactly once."""
        found = Counter(map(int, MARK.findall(text.encode())))
        return sum(found[mark] != 1 for mark in range(len(self.due)))

    def leave(self) -> None:
        for line in self.lines:
            line.end("we left")


def _read(messages: list[bytes]) -> str:
    doc: Doc = Doc()
    words = doc.get("what", type=Text)
    for message in messages:
        reader = Reader(message)
        reader.at = 2  # what kind of message it is
        doc.apply_update(reader.bytes())
    return str(words)
