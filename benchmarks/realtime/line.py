"""One client connection: opens, keeps the order of what it hears, notes what is missing or came twice."""

import errno
import os
import select
import socket
from enum import Enum
from typing import TYPE_CHECKING

from benchmarks.realtime import wire
from benchmarks.realtime.dialects import Seat

if TYPE_CHECKING:
    from benchmarks.realtime.crowd import Crowd

READ, WRITE = select.EPOLLIN, select.EPOLLOUT
AT_ONCE = 4096  # bytes; a larger buffer costs more to make than a message to read


class State(Enum):
    CONNECTING = 1
    SHAKING = 2
    OPEN = 3
    CLOSED = 4


class Line:
    """A socket without a thread or a task: the loop calls `on_event` when something can be done."""

    __slots__ = ("accept", "close_code", "crowd", "fd", "inside", "last", "missing", "port", "rest", "seat",
                 "sock", "state")  # fmt: skip

    def __init__(self, crowd: "Crowd", port: int, seat: Seat, *, buffer: int = 0):
        self.crowd, self.port, self.seat = crowd, port, seat
        self.rest = b""
        self.last = 0  # the highest number heard
        self.missing: set[int] = set()
        self.inside = False
        self.close_code = 0
        self.state = State.CONNECTING
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.setblocking(False)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.fd = self.sock.fileno()
        crowd.loop.watch(self, WRITE)
        if (code := self.sock.connect_ex(("127.0.0.1", port))) not in (0, errno.EINPROGRESS):
            self.end(f"connect: {errno.errorcode.get(code, code)}")

    def send(self, data: bytes) -> None:
        """Send a few bytes; a kernel that does not even take these means a server that does not read."""
        try:
            self.sock.send(data)
        except OSError as error:
            self.end(f"send: {type(error).__name__}")

    def on_event(self, event: int) -> None:
        """Go on with opening; once open, the crowd reads for all its lines."""
        if self.state is State.CONNECTING:
            self._connected()
        elif self.state is State.SHAKING:
            self._shaking()
        elif event & READ:
            self.crowd.hear(self)
        else:
            self.end("hung up")

    def _connected(self) -> None:
        code = self.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            self.end(f"connect: {errno.errorcode.get(code, code)}")
            return
        self.state = State.SHAKING
        self.crowd.loop.change(self, READ)
        host = f"127.0.0.1:{self.port}"
        headers = {"Origin": f"http://{host}"} | ({"Cookie": self.seat.cookie} if self.seat.cookie else {})
        opening, self.accept = wire.request(host, self.seat.path, headers)
        self.send(opening)

    def _shaking(self) -> None:
        try:
            data = os.read(self.fd, AT_ONCE)
            rest = wire.welcomed(self.rest + data, self.accept)
        except (OSError, wire.Broken) as error:
            self.end(f"handshake: {error}")
            return
        if rest is None:
            self.rest += data
            if not data:
                self.end("handshake: cut")
            return
        self.rest, self.state = b"", State.OPEN
        self.crowd.dialect.opened(self)
        if rest:
            self.crowd.take(self, rest)

    def ready(self, number: int | None = None) -> None:
        """This client is in, and stands at this number."""
        self.last = self.crowd.head if number is None else number
        if not self.inside:
            self.inside = True
            self.crowd.came_in()

    def odd(self, number: int) -> None:
        """A number that is not the next one: a hole, one that fills a hole late, or one that came twice."""
        if number > self.last + 1:
            self.missing.update(range(self.last + 1, number))
            self.last = number
        elif number in self.missing:
            self.missing.discard(number)
            self.crowd.disordered += 1
        else:
            self.crowd.doubled += 1

    def closed_by(self, payload: bytes) -> None:
        self.close_code = int.from_bytes(payload[:2], "big") if len(payload) > 1 else 1005
        self.end(f"closed: {self.close_code}")

    def end(self, why: str) -> None:
        """Let go; the crowd keeps the reason."""
        if self.state is State.CLOSED:
            return
        self.state = State.CLOSED
        self.crowd.loop.forget(self)
        self.sock.close()
        self.crowd.gone(self, why)
