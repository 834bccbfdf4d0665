"""A WebSocket client without manners: it sends any bytes, keeps no rule, and reports how the server ended it."""

import asyncio
import json
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
CUT = 1006  # the connection ended without a close frame
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def frame(
    payload: bytes = b"", opcode: int = TEXT, *, fin: bool = True, rsv: int = 0, masked: bool = True, says: int = -1
) -> bytes:
    """Return one frame. `says` is the length it claims to have, when that is not the payload's."""
    length = len(payload) if says < 0 else says
    head = bytes(((fin << 7) | (rsv << 4) | opcode,))
    mask = masked << 7
    if length < 126:
        head += bytes((mask | length,))
    elif length < 1 << 16:
        head += bytes((mask | 126,)) + struct.pack("!H", length)
    else:
        head += bytes((mask | 127,)) + struct.pack("!Q", length)
    # A mask of zeros is a mask, and spares us the exclusive or.
    return head + (b"\0\0\0\0" if masked else b"") + payload


def handshake(host: str, path: str, **headers: str) -> bytes:
    """Return the request that opens a socket; a header named here replaces the usual one, "" leaves it out."""
    usual = {
        "Host": host,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": KEY,
        "Sec-WebSocket-Version": "13",
        "Origin": f"http://{host}",
    }
    usual |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in usual.items() if value)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


@dataclass
class Raw:
    """One TCP connection. `answers` are the JSON messages heard; `code` is how it was closed.

    `polite`: answer every ask that is read, as a phone does.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    began: float = field(default_factory=time.monotonic)
    answers: list[dict[str, Any]] = field(default_factory=list)
    pongs: int = 0
    code: int = 0
    polite: bool = False

    def send(self, *data: bytes) -> None:
        self.writer.write(b"".join(data))

    def say(self, what: Any) -> None:
        text = what if isinstance(what, bytes) else json.dumps(what).encode()
        self.send(frame(text))

    async def head(self, seconds: float = 10) -> str:
        """Read the answer to an HTTP request up to its empty line; "" when the connection was cut."""
        try:
            async with asyncio.timeout(seconds):
                return (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except (asyncio.IncompleteReadError, ConnectionError):
            return ""

    async def heard(self) -> tuple[int, bytes]:
        """Read one frame of the server's: (opcode, payload). Raises what asyncio raises at the end."""
        first, second = await self.reader.readexactly(2)
        length = second & 127
        if length > 125:
            size = 2 if length == 126 else 8
            length = int.from_bytes(await self.reader.readexactly(size), "big")
        return first & 15, await self.reader.readexactly(length)

    async def answer(self, seconds: float = 10) -> dict[str, Any]:
        """Return the next answer to something said ({} when the socket ended); other messages are kept."""
        async with asyncio.timeout(seconds):
            while not self.code:
                message = await self._next()
                if message is not None and "ref" in message:
                    return message
        return {}

    async def until(self, key: str, seconds: float = 20) -> dict[str, Any]:
        """Return the next message that has this key."""
        async with asyncio.timeout(seconds):
            while not self.code:
                message = await self._next()
                if message is not None and key in message:
                    return message
        raise AssertionError(f"closed with {self.code} before {key!r} was heard")

    async def ended(self, seconds: float = 10) -> int:
        """Read until the server ends it, without answering its close frame; return the code, or CUT."""
        async with asyncio.timeout(seconds):
            while not self.code:
                await self._next()
        return self.code

    async def rest(self, seconds: float = 10) -> bytes:
        """Return everything that still comes until the connection is over."""
        parts = []
        async with asyncio.timeout(seconds):
            try:
                while data := await self.reader.read(65536):
                    parts.append(data)
            except ConnectionError:
                pass
        return b"".join(parts)

    async def gone(self, seconds: float = 10) -> float:
        """Wait until the connection itself is over; return how long it has lived."""
        await self.rest(seconds)
        return time.monotonic() - self.began

    async def _next(self) -> dict[str, Any] | None:
        try:
            opcode, payload = await self.heard()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.code = CUT
            return None
        if opcode == CLOSE:
            self.code = struct.unpack("!H", payload[:2])[0] if payload else 1005
        elif opcode == PONG:
            self.pongs += 1
        elif opcode == TEXT:
            message = json.loads(payload)
            self.answers.append(message)
            if self.polite and "ask" in message:
                self.say({"have": message["ask"]})
            return dict(message)
        return None

    def drop(self) -> None:
        """Let go without a word."""
        self.writer.transport.abort()


async def dial(port: int, *, buffer: int = 0) -> Raw:
    """Open a TCP connection; `buffer` bounds what the kernel takes in for us unread."""
    plain = socket.socket()
    if buffer:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    plain.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", port))
    return Raw(*await asyncio.open_connection(sock=plain, limit=2**22))
