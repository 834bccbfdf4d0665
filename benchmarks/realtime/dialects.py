"""What each server's clients say and hear: a message carries a number, everything else is courtesy."""

import http.client
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.realtime.wire import masked

if TYPE_CHECKING:
    from benchmarks.realtime.crowd import Line


@dataclass(frozen=True)
class Seat:
    """Whom a client comes as: the path it opens and the cookie it brings."""

    path: str = "/"
    cookie: str = ""


class Plain:
    """A message is `{"seq":N,…`. Whoever is connected is in."""

    numbered = re.compile(rb'\{"seq":(\d+)[,}]')

    def number(self, payload: bytes) -> int | None:
        """Return the number of a message that counts, None for everything else."""
        found = self.numbered.match(payload)
        return int(found[1]) if found else None

    def opened(self, line: "Line") -> None:
        line.ready()

    def heard(self, line: "Line", payload: bytes) -> None:
        """Answer what is no message that counts."""


class SocketIo(Plain):
    """engine.io 4 over its WebSocket transport, with socket.io's events in it."""

    numbered = re.compile(rb'42\["m",\{"seq":(\d+)[,}]')

    def opened(self, line: "Line") -> None:
        pass  # the server speaks first

    def heard(self, line: "Line", payload: bytes) -> None:
        if payload.startswith(b"0{"):
            line.send(masked(b"40"))
        elif payload.startswith(b"40"):
            line.ready()
        elif payload == b"2":
            line.send(masked(b"3"))


class Tessera(Plain):
    """The project's own protocol: says `since`, is in with the snapshot, answers every `ask`."""

    placed = re.compile(rb'"seq":(\d+),"epoch":(\d+)')

    def opened(self, line: "Line") -> None:
        line.send(masked(b'{"since":null,"epoch":null}'))

    def heard(self, line: "Line", payload: bytes) -> None:
        if payload.startswith(b'{"ask"'):
            line.send(have(line.last))
        elif payload.startswith(b'{"ref"'):
            line.crowd.answered(json.loads(payload))
        elif payload.startswith((b'{"snapshot"', b'{"fetch"')):
            if payload.startswith(b'{"fetch"'):
                payload = fetched(line, json.loads(payload)["fetch"])
            found = self.placed.search(payload)
            line.ready(int(found[1]) if found else 0)


@cache
def have(number: int) -> bytes:
    return masked(b'{"have":%d}' % number)


def fetched(line: "Line", address: str) -> bytes:
    """Get a large snapshot the way a phone does. Blocks: it is for the one console of a room."""
    link = http.client.HTTPConnection("127.0.0.1", line.port, timeout=30)
    try:
        link.request("GET", address, headers={"Cookie": line.seat.cookie})
        answer = link.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the snapshot was answered with {answer.status}")
        return body
    finally:
        link.close()
