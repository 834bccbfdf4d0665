"""A TCP proxy between clients and servers: it cuts, drips, delays, and knows which servers are there."""

import asyncio
import itertools
import random
from collections.abc import Sequence

CHUNK = 65536


class Line:
    """One connection of a client, with its weather. `lag` in seconds, `rate` in bytes per second, 0 for no limit."""

    def __init__(self, proxy: "Proxy", inside: asyncio.StreamWriter, outside: asyncio.StreamWriter):
        self.proxy = proxy
        self.inside, self.outside = inside, outside
        self.lag = 0.0
        self.rate = 0

    def snap(self) -> None:
        """Break it at once, both ways, without a word."""
        for side in (self.inside, self.outside):
            side.transport.abort()

    async def pour(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while chunk := await source.read(CHUNK):
            await self.proxy.through.wait()
            if self.lag:
                await asyncio.sleep(self.lag)
            while chunk:
                chunk = await self._drop(chunk, target)

    async def _drop(self, chunk: bytes, target: asyncio.StreamWriter) -> bytes:
        """Pass on as much as the line takes in a fifth of a second; returns the rest."""
        size = max(1, self.rate // 5) if self.rate else len(chunk)
        if self.rate:
            await asyncio.sleep(min(size, len(chunk)) / self.rate)
        target.write(chunk[:size])
        await target.drain()
        return chunk[size:]


class Proxy:
    """`Proxy([8001, 8002])`: each new connection goes to the next server that takes it."""

    def __init__(self, ports: Sequence[int], seed: int):
        self.ports = list(ports)
        self.turn = itertools.count()
        self.chance = random.Random(f"proxy {seed}")
        self.lines: dict[int, Line] = {}  # the client's port → its connection
        self.through = asyncio.Event()  # cleared while nothing passes at all
        self.through.set()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self.server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=512)
        self.port = self.server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self.server.close()
        for line in list(self.lines.values()):
            line.snap()
        await asyncio.sleep(0)

    async def cut(self, seconds: float) -> None:
        """Let nothing pass for so long; afterwards half of the lines are dead, the others go on where they were."""
        self.through.clear()
        try:
            await asyncio.sleep(seconds)
            for line in self._some(0.5):
                line.snap()
        finally:
            self.through.set()

    def snap(self, share: float) -> None:
        for line in self._some(share):
            line.snap()

    async def drip(self, share: float, rate: int, seconds: float) -> None:
        """Let some lines have only so many bytes a second."""
        some = self._some(share)
        for line in some:
            line.rate = rate
        await asyncio.sleep(seconds)
        for line in some:
            line.rate = 0

    async def slow(self, share: float, lag: float, seconds: float) -> None:
        """Make some lines late."""
        some = self._some(share)
        for line in some:
            line.lag = lag
        await asyncio.sleep(seconds)
        for line in some:
            line.lag = 0.0

    def _some(self, share: float) -> list[Line]:
        lines = list(self.lines.values())
        return self.chance.sample(lines, round(len(lines) * share))

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.through.wait()
        found = await self._reach()
        if found is None:
            writer.transport.abort()
            return
        inside, outside = found
        port = writer.get_extra_info("peername")[1]
        line = self.lines[port] = Line(self, writer, outside)
        try:
            await asyncio.gather(self._poured(line, reader, outside), self._poured(line, inside, writer))
        finally:
            for side in (writer, outside):
                side.close()
            del self.lines[port]

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        first = next(self.turn)
        for step in range(len(self.ports)):
            try:
                return await asyncio.open_connection("127.0.0.1", self.ports[(first + step) % len(self.ports)])
            except OSError:
                continue
        return None

    @staticmethod
    async def _poured(line: Line, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            await line.pour(source, target)
            target.write_eof()
        except (OSError, RuntimeError):  # broken, or closed by the other direction
            line.snap()
