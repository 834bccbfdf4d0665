"""A desk for one stream in one process: read once, encode once per audience, send to every local socket."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Iterator
from typing import Protocol

from realtime import metrics, readings
from realtime.clock import now_ms
from realtime.frame import Frame
from realtime.joining import CATCH_UP, Door
from realtime.own import OwnParts
from realtime.pulse import Pulse
from realtime.snapshots import encode
from realtime.streams import Viewer, position
from realtime.threads import in_database

log = logging.getLogger(__name__)

RING = 512  # frames kept per stream for those who come back
TICK = 0.04  # seconds in which events are gathered, once the first has been sent at once
AGAIN = 1.0  # seconds until a database that did not answer is asked again


class Socket(Protocol):
    """One open socket at a desk. Nothing here waits: what cannot be sent now waits in the socket's own outbox."""

    viewer: Viewer
    address: str  # where this viewer's snapshot can be fetched
    asked: bool  # an ask was sent and is not answered yet
    slot: int
    doing: dict[str, tuple[str, float]]  # what → (with which thing, until when)

    def admit(self) -> Viewer:
        """Find out anew who this is, on a thread of the database; raises Missing."""
        ...

    def put(self, *frames: Frame) -> None: ...
    def end(self, code: int) -> None: ...


class Desk:
    """One stream in this process. `last` is the number that every socket here has been sent."""

    def __init__(self, stream: str):
        self.stream = stream
        self.sockets: dict[str, dict[Socket, None]] = {}  # audience → its sockets, in the order they came
        self.last = 0
        self.epoch = 0
        self.ring: deque[tuple[int, dict[str, Frame]]] = deque(maxlen=RING)
        self.stirred = asyncio.Event()
        self.ready = asyncio.Event()
        self.sent_at = 0.0
        self.door = Door(self)
        self.own = OwnParts(self)
        self.pulse = Pulse(self)
        self.tasks: list[asyncio.Task] = []

    def start(self) -> None:
        works = (self._pump(), self.own.pay(), self.own.check(), self.pulse.beat(), self.pulse.ask())
        self.tasks = [asyncio.create_task(work) for work in works]

    def stop(self) -> None:
        self.door.close()
        for task in self.tasks:
            task.cancel()

    def everyone(self) -> Iterator[Socket]:
        for sockets in list(self.sockets.values()):
            yield from list(sockets)

    def add(self, socket: Socket) -> None:
        self.sockets.setdefault(socket.viewer.audience, {})[socket] = None
        metrics.opened(socket.viewer.audience)
        self.pulse.came(socket)

    def remove(self, socket: Socket) -> None:
        if not self.has(socket):
            return
        sockets = self.sockets[socket.viewer.audience]
        del sockets[socket]
        if not sockets:
            del self.sockets[socket.viewer.audience]
        metrics.left(socket.viewer.audience)
        self.own.forget(socket)
        self.pulse.left(socket)

    def has(self, socket: Socket) -> bool:
        return socket in self.sockets.get(socket.viewer.audience, ())

    @property
    def deserted(self) -> bool:
        return not self.sockets and not self.door.guests

    def to_all(self, frame: Frame) -> None:
        for audience in list(self.sockets):
            self.to(audience, frame)

    def to(self, audience: str, *frames: Frame) -> None:
        """Send frames to everybody of one audience."""
        sockets = list(self.sockets.get(audience, ()))
        for socket in sockets:
            socket.put(*frames)
        metrics.sent(len(sockets) * len(frames), len(sockets) * sum(frame.size for frame in frames))

    async def _begin(self) -> None:
        while not self.ready.is_set():
            try:
                self.last, self.epoch = await in_database(position, self.stream)
                await self.pulse.begin()
                self.ready.set()
            except Exception as error:  # those who wait at the desk go on waiting: the database will be back
                log.warning("could not begin %s: %s", self.stream, type(error).__name__)
                await asyncio.sleep(AGAIN)

    async def _pump(self) -> None:
        await self._begin()
        while True:
            await self.stirred.wait()
            # The first event after a quiet moment goes out at once; in a storm, one reading serves many.
            await asyncio.sleep(self.sent_at + TICK - time.monotonic())
            self.stirred.clear()
            self.sent_at = time.monotonic()
            try:
                await self._pull()
            except Exception as error:
                log.warning("could not read %s: %s", self.stream, type(error).__name__)
                await asyncio.sleep(AGAIN)
                self.stirred.set()

    async def _pull(self) -> None:
        news = await in_database(readings.news, self.stream, self.last, CATCH_UP, sorted(self.sockets))
        if news.events:
            await self._complete(news)
            self._tell(news)

    async def _complete(self, news: readings.News) -> None:
        """Read the frames of an audience whose first socket came while we were reading."""
        while missing := set(self.sockets) - set(news.frames):
            for audience in missing:
                first, last = news.events[0].seq, news.events[-1].seq
                news.frames[audience] = await in_database(readings.between, self.stream, first - 1, last, audience)

    def _tell(self, news: readings.News) -> None:
        if news.epoch != self.epoch:
            self.ring.clear()  # what is hidden or erased now must not be sent from memory
            self.epoch = news.epoch
        said = {audience: [Frame(encode(each)) for each in frames] for audience, frames in news.frames.items()}
        for number, event in enumerate(news.events):
            self.ring.append((event.seq, {audience: frames[number] for audience, frames in said.items()}))
        self.last = news.events[-1].seq
        for audience, frames in said.items():
            self.to(audience, *frames)
        now = now_ms()
        for event in news.events:
            metrics.delivered((now - event.at) / 1000)
        if news.personal:
            self.own.owe_all()
        self.pulse.stir(stale=True)
        if len(news.events) >= CATCH_UP:
            self.stirred.set()
