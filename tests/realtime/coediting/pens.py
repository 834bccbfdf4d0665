"""People who write: a real socket, a real Yjs document, and the list of what is not stored yet."""

import asyncio
import contextlib
import json
from typing import Any

from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from realtime.coediting.varints import Reader, number, sized


def sync(kind: int, data: bytes) -> bytes:
    return bytes((0, kind)) + sized(data)


def awareness(client: int, clock: int, state: Any) -> bytes:
    return b"\1" + sized(number(1) + number(client) + number(clock) + sized(json.dumps(state).encode()))


class Pen:
    """`told` keeps what the server said of its own, `states` where the others are, by client."""

    def __init__(self, url: str, key: str, name: str):
        self.url, self.key, self.name = url, key, name
        self.doc: Doc[Any] = Doc()
        self.texts = {each: self.doc.get(each, type=Text) for each in ("what", "why")}
        self.unsent: list[bytes] = []  # the updates that were made here
        self.remote = False
        self.watch = self.doc.observe(lambda event: None if self.remote else self.unsent.append(event.update))
        self.told: list[dict[str, Any]] = []
        self.states: dict[int, Any] = {}
        self.sent = self.stored = self.steps = 0
        self.code = 0
        self.changed = asyncio.Event()
        self.socket: ClientConnection | None = None

    async def __aenter__(self) -> "Pen":
        await self.open()
        return self

    async def __aexit__(self, *_error: Any) -> None:
        await self.close()

    async def open(self) -> None:
        address = f"{self.url.replace('http', 'ws')}/ws/texts/note/{self.key}/?seat={self.name}"
        self.socket = await connect(address, origin=self.url, max_size=None)  # type: ignore[arg-type]
        self.task = asyncio.ensure_future(self._listen(self.socket))
        with contextlib.suppress(ConnectionClosed):  # a stranger may be shown out before
            await self.socket.send(sync(0, self.doc.get_state()))

    async def close(self) -> None:
        assert self.socket
        await self.socket.close()
        await self.task

    async def say(self, message: bytes) -> None:
        assert self.socket
        self.sent += message[:2] in (b"\0\1", b"\0\2")
        await self.socket.send(message)

    async def push(self) -> None:
        """Send what was made here, each change by itself."""
        some, self.unsent = self.unsent, []
        for update in some:
            await self.say(sync(2, update))

    async def write(self, words: str, field: str = "what", at: int = 0) -> None:
        self.texts[field].insert(at, words)
        await self.push()

    def read(self, field: str = "what") -> str:
        return str(self.texts[field])

    async def until(self, wanted: Any, seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not wanted():
                self.changed.clear()
                await self.changed.wait()

    async def until_stored(self) -> None:
        await self.until(lambda: self.stored == self.sent)

    async def refused(self) -> dict[str, Any]:
        """Return the next refusal."""
        await self.until(lambda: any("no" in each for each in self.told))
        found = next(each for each in self.told if "no" in each)
        self.told.remove(found)
        return found

    async def closed(self) -> int:
        await self.until(lambda: self.code)
        return self.code

    async def _listen(self, socket: ClientConnection) -> None:
        try:
            while True:
                self._hear(await socket.recv())
                self.changed.set()
        except ConnectionClosed as end:
            self.code = end.rcvd.code if end.rcvd else 1006
            self.changed.set()

    def _hear(self, message: Any) -> None:
        reader = Reader(message)
        kind = reader.number()
        if kind == 0:
            self._sync(reader.number(), reader.bytes())
        elif kind == 1:
            inner = Reader(reader.bytes())
            for _entry in range(inner.number()):
                client, _clock, state = inner.number(), inner.number(), json.loads(inner.string())
                self.states[client] = state
        elif kind == 100:
            said = json.loads(reader.string())
            self.stored += "stored" in said
            self.told.append(said)

    def _sync(self, kind: int, data: bytes) -> None:
        if kind == 0:
            return
        self.steps += 1
        self.remote = True
        self.doc.apply_update(data)
        self.remote = False
