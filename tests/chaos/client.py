"""A client of the public protocol: keeps a connection, follows its room, and loses nothing it has said."""

import asyncio
import contextlib
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, WebSocketException

from tests.chaos import web
from tests.chaos.outbox import Outbox
from tests.chaos.proxy import Proxy
from tests.chaos.record import History, Link, Since
from tests.chaos.view import Frame, Pool, View

SILENCE = 15.0  # seconds without a word: the line is given up
LONGEST = 15.0  # seconds: the most that anybody waits before coming back
AGAIN = 3.0  # seconds between two questions for what is missing
GONE = {4003, 4004}


@dataclass
class Hall:
    """What all clients of a run share."""

    proxy: Proxy
    seed: int
    pace: float = 0.5  # commands a second for each participant
    pool: Pool = field(default_factory=Pool)
    speaking: asyncio.Event = field(default_factory=asyncio.Event)  # set while new things may be said
    over: bool = False
    unexpected: list[str] = field(default_factory=list)


class Client:
    """One device. `address` is the path of its socket, `cookie` what its browser would send."""

    def __init__(self, hall: Hall, history: History, address: str, cookie: str):
        self.hall, self.history, self.address, self.cookie = hall, history, address, cookie
        self.chance = random.Random(f"{hall.seed} {history.name}")
        self.view = View(history, hall.pool)
        self.out: asyncio.Queue[str | bytes] = asyncio.Queue()
        self.outbox = Outbox(history, self.chance, self.write)
        self.socket: ClientConnection | None = None
        self.inside = asyncio.Event()  # set while brought to the present
        self.link = 0
        self.failed = 0
        self.goodbye = 0
        self.asked_at = 0.0
        self.tasks: set[asyncio.Task[Any]] = set()

    async def live(self) -> None:
        """Be connected until the run is over."""
        while not self.hall.over:
            code = await self._once()
            if code in GONE:
                self.hall.unexpected.append(f"{self.history.name} was closed with {code}")
                return
            if not self.hall.over:
                await asyncio.sleep(self._wait(code))

    async def _once(self) -> int:
        """Connect once and stay until the line ends; returns the close code."""
        self.link += 1
        self.goodbye = 0
        opened = False
        code = 1006
        origin, address = self.hall.proxy.url, f"ws{self.hall.proxy.url.removeprefix('http')}{self.address}"
        try:
            async with connect(
                address, origin=origin, additional_headers={"Cookie": self.cookie}, compression=None,  # type: ignore[arg-type]
                ping_interval=None, open_timeout=10, close_timeout=2, max_size=None, max_queue=16,
            ) as self.socket:  # fmt: skip
                opened = True
                self._note("open")
                await self._converse(self.socket)
                code = self.socket.close_code or 1006
        except (OSError, TimeoutError, EOFError, InvalidHandshake, InvalidMessage, WebSocketException):
            code = (self.socket and self.socket.close_code) or 1006
        self.socket = None
        self.inside.clear()
        self.view.dropped()
        self._note("closed" if opened else "failed", code)
        return code

    async def _converse(self, socket: ClientConnection) -> None:
        self.out = asyncio.Queue()
        self._ask()
        sender = asyncio.create_task(self._send(socket, self.out))
        try:
            while True:
                await self.before_reading()
                async with asyncio.timeout(SILENCE):
                    text = await socket.recv()
                self._hear(self.hall.pool.read(str(text)))
        except TimeoutError:
            socket.transport.abort()
        finally:
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError, WebSocketException):
                await sender

    async def before_reading(self) -> None:
        """A slow reader waits here."""

    @staticmethod
    async def _send(socket: ClientConnection, out: "asyncio.Queue[str | bytes]") -> None:
        while True:
            await socket.send(await out.get())

    def write(self, text: str | bytes) -> bool:
        """Send on the present line, if there is one."""
        if self.socket is None or not self.inside.is_set():
            return False
        self.out.put_nowait(text)
        return True

    def _ask(self) -> None:
        self.asked_at = time.monotonic()
        since, epoch = self.view.seq, self.view.epoch
        self.history.entries.append(Since(time.time(), self.link, since, epoch))
        self.out.put_nowait(json.dumps({"since": since, "epoch": epoch}))

    def _hear(self, whole: Frame) -> None:
        frame = whole.said
        self.failed = 0
        if "ref" in frame:
            self.outbox.hear(frame)
            if frame["ref"] is None and frame.get("code") == "busy" and not self.inside.is_set():
                self._start(self._ask_later())
            return
        if "goodbye" in frame:
            self.goodbye = frame["goodbye"]
            return
        self.view.take(whole, self.link)
        if "ask" in frame:
            self.out.put_nowait(json.dumps({"have": self.view.seq or 0}))
        if "fetch" in frame:
            self._start(self._load(frame["fetch"], self.link))
        if not self.inside.is_set() and "live" in frame and not self.view.loading:
            self._arrive()
        if self.view.missing and time.monotonic() > self.asked_at + AGAIN:
            self._ask()

    async def _ask_later(self) -> None:
        """The question itself met a full bucket: nothing else that this client sends is without a ref."""
        link = self.link
        await asyncio.sleep(self.chance.uniform(0, AGAIN))
        if link == self.link and self.socket and not self.inside.is_set():
            self._ask()

    def _arrive(self) -> None:
        self.inside.set()
        self._note("in")
        self.outbox.new_line(self.link)

    async def _load(self, path: str, link: int) -> None:
        """Fetch a large snapshot; when that fails, ask again on the socket."""
        try:
            snapshot = await web.get(self.hall.proxy.url, path, self.cookie)
        except OSError:
            snapshot = None
        if link != self.link or self.socket is None:
            return
        if snapshot is None or "seq" not in snapshot:
            self.view.seq = None
            self._ask()
            return
        self.view.show(snapshot, link, "http")
        if not self.inside.is_set():
            self._arrive()

    def _wait(self, code: int) -> float:
        """Return for how long to stay away."""
        if self.goodbye:
            return self.goodbye / 1000
        if code == 4009:
            return self.chance.uniform(5, 15)
        if code == 4008:
            return 0.0
        self.failed += 1
        return self.chance.uniform(0, min(LONGEST, 0.5 * 2 ** (self.failed - 1)))

    def _note(self, now: str, code: int = 0) -> None:
        self.history.entries.append(Link(time.time(), self.link, now, code))

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
