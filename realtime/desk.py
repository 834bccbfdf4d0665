"""A desk for one stream in one process: read once, encode once per audience, send to every local socket."""

import asyncio
import json
import logging
from collections import deque
from typing import Any, Protocol

from realtime.clock import now_ms
from realtime.models import Event
from realtime.streams import Viewer, frames, kind_of, position, tables
from realtime.threads import in_database

log = logging.getLogger(__name__)

RING = 512  # frames kept per stream for those who come back
CATCH_UP = 500  # further behind than this, a snapshot is cheaper than the events
TICK = 0.04  # seconds in which events are gathered before they are sent
OWN_EVERY = 0.1  # seconds in which own parts are gathered, after the answer itself was sent
LIVE_EVERY = 0.5  # ephemeral numbers go out at most this often
HEARTBEAT = 10.0
SAFETY = 1.0  # seconds between two looks at the database when nothing can be trusted to have been heard


class Socket(Protocol):
    viewer: Viewer

    async def put(self, text: str) -> None: ...
    async def end(self, code: int) -> None: ...


def encode(frame: dict[str, Any]) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class Desk:
    """One stream in this process. `last` is the number that every socket here has been sent."""

    def __init__(self, stream: str):
        self.stream = stream
        self.sockets: set[Socket] = set()
        self.last = 0
        self.epoch = 0
        self.ring: deque[tuple[int, dict[str, str]]] = deque(maxlen=RING)
        self.stirred = asyncio.Event()
        self.live_stirred = asyncio.Event()
        self.shared: dict[str, tuple[int, int, dict[str, Any]]] = {}  # audience → seq, epoch, shared snapshot
        self.building = asyncio.Lock()
        self.guests = 0  # sockets that are being welcomed: the desk must outlive them
        self.owing = False  # everybody's own part has to be sent again
        self.owed: set[Socket] = set()  # those whose own command changed their own part
        self.owed_stirred = asyncio.Event()
        self.rounds = 0  # how often everybody's own part was sent
        self.ready = asyncio.Event()
        self.live: dict[str, Any] = {}
        self.tasks: list[asyncio.Task] = []

    def start(self) -> None:
        self.tasks = [asyncio.create_task(work) for work in (self._pump(), self._pulse(), self._pay())]

    def stop(self) -> None:
        for task in self.tasks:
            task.cancel()

    async def _begin(self) -> None:
        while not self.ready.is_set():
            try:
                self.last, self.epoch = await in_database(position, self.stream)
                self.live = await in_database(_live, self.stream)
                self.ready.set()
            except Exception as error:  # those who wait at the desk go on waiting: the database will be back
                log.warning("could not begin %s: %s", self.stream, type(error).__name__)
                await asyncio.sleep(SAFETY)

    async def _pump(self) -> None:
        await self._begin()
        while True:
            await self.stirred.wait()
            await asyncio.sleep(TICK)
            self.stirred.clear()
            try:
                await self._pull()
            except Exception as error:
                log.warning("could not read %s: %s", self.stream, type(error).__name__)
                await asyncio.sleep(SAFETY)
                self.stirred.set()

    async def _pull(self) -> None:
        audiences = sorted({socket.viewer.audience for socket in self.sockets})
        news = await in_database(_news, self.stream, self.last, audiences)
        if news["events"]:
            await self._tell(news)
        if self.owing:
            await self.send_mine()
            self.owing = False

    async def _tell(self, news: dict[str, Any]) -> None:
        if news["epoch"] != self.epoch:
            self.ring.clear()  # what is hidden or erased now must not be sent from memory
            self.epoch = news["epoch"]
        self.owing = self.owing or news["personal"]
        for number, (seq, _kind) in enumerate(news["events"]):
            await self._complete(news)
            texts = {audience: encode(each[number]) for audience, each in news["frames"].items()}
            self.ring.append((seq, texts))
            self.last = seq
            for socket in list(self.sockets):
                await socket.put(texts[socket.viewer.audience])
        self.live_stirred.set()
        if len(news["events"]) >= CATCH_UP:
            self.stirred.set()

    async def _complete(self, news: dict[str, Any]) -> None:
        """Read the frames of an audience whose first socket came while we were reading or sending."""
        first, last = news["events"][0][0], news["events"][-1][0]
        while missing := {socket.viewer.audience for socket in self.sockets} - set(news["frames"]):
            for audience in missing:
                news["frames"][audience] = await in_database(_between, self.stream, first - 1, last, audience)

    def owe(self, socket: Socket) -> None:
        """Send this viewer's own part again soon. A crowd that votes at once is paid together, with one reading."""
        self.owed.add(socket)
        self.owed_stirred.set()

    async def _pay(self) -> None:
        while True:
            await self.owed_stirred.wait()
            await asyncio.sleep(OWN_EVERY)
            self.owed_stirred.clear()
            sockets, self.owed = list(self.owed), set()
            try:
                await self.send_mine(sockets)
            except Exception as error:
                log.warning("own parts of %s not read: %s", self.stream, type(error).__name__)
                self.owed.update(sockets)
                self.owed_stirred.set()
                await asyncio.sleep(SAFETY)

    async def send_mine(self, only: list[Socket] | None = None) -> None:
        """Send viewers their own part again (without `only`: all of them); who may no longer look is shown out."""
        self.rounds += 1 if only is None else 0
        sockets = [s for s in self.sockets if s.viewer.audience != "screen"] if only is None else only
        if not sockets:
            return
        own = await in_database(_mine, self.stream, [socket.viewer for socket in sockets])
        for socket in sockets:
            part = own.get(socket.viewer)
            if part is None:
                await socket.end(4003)
                continue
            await socket.put(encode({"mine": part}))

    async def _pulse(self) -> None:
        await self.ready.wait()
        while True:
            stirred = False
            try:
                await asyncio.wait_for(self.live_stirred.wait(), HEARTBEAT)
                stirred = True
            except TimeoutError:
                pass
            self.live_stirred.clear()
            try:
                live = await in_database(_live, self.stream)
            except Exception as error:
                log.warning("no numbers for %s: %s", self.stream, type(error).__name__)
                live = self.live
            live = {
                **live,
                "online": len({s.viewer.actor.key for s in self.sockets if s.viewer.audience == "participant"}),
            }
            if not stirred or live != self.live:
                self.live = live
                await self.to_all({"live": live, "seq": self.last, "now": now_ms()})
            await asyncio.sleep(LIVE_EVERY)

    async def to_all(self, frame: dict[str, Any]) -> None:
        text = encode(frame)
        for socket in list(self.sockets):
            await socket.put(text)

    async def welcome(self, socket: Socket, since: int | None, epoch: int | None) -> None:
        """Bring one socket to the present: from the ring, from the log, or by a snapshot; then let it in."""
        await self.ready.wait()
        rounds = self.rounds
        mine = (await in_database(_mine, self.stream, [socket.viewer])).get(socket.viewer)
        if mine is None:  # the seat was taken away since this socket was admitted
            await socket.end(4003)
            return
        texts = await self._missed(socket.viewer.audience, since, epoch)
        sent = self.last
        if texts is None:
            sent, text = await self._snapshot(socket.viewer.audience, mine)
            texts = [text]
        else:
            texts = [*texts, encode({"mine": mine})]  # what happened to this seat meanwhile stands in no event
        await self._let_in(socket, texts, sent)
        if self.rounds != rounds:
            await self.send_mine([socket])
        # Also when nothing was missed: whoever comes back must hear that they are back, and the server's time.
        await socket.put(encode({"live": self.live, "seq": self.last, "now": now_ms()}))
        self.live_stirred.set()

    async def _let_in(self, socket: Socket, texts: list[str], sent: int) -> None:
        while True:
            for text in texts:
                await socket.put(text)
            if sent >= self.last:
                break
            # More was said while we were reading: bring that too, so that a newcomer never starts with a gap.
            until = self.last
            texts = [
                encode(frame) for frame in await in_database(_between, self.stream, sent, until, socket.viewer.audience)
            ]
            sent = until
        self.sockets.add(socket)

    async def _missed(self, audience: str, since: int | None, epoch: int | None) -> list[str] | None:
        if since is None or epoch != self.epoch or since > self.last:
            return None
        if since == self.last:
            return []
        kept = [(seq, texts) for seq, texts in self.ring if seq > since]
        if kept and kept[0][0] == since + 1 and all(audience in texts for _seq, texts in kept):
            return [texts[audience] for _seq, texts in kept]
        if self.last - since > CATCH_UP:
            return None
        missed = await in_database(_between, self.stream, since, self.last, audience)
        return [encode(frame) for frame in missed]

    async def _snapshot(self, audience: str, mine: dict[str, Any]) -> tuple[int, str]:
        async with self.building:  # one reader for a crowd that arrives together
            kept = self.shared.get(audience)
            if kept is None or kept[0] < self.last or kept[1] != self.epoch:
                shared = await in_database(tables, self.stream, audience)
                kept = (shared["seq"], shared["epoch"], shared)
                self.shared[audience] = kept
        return kept[0], encode({"snapshot": {**kept[2], "now": now_ms(), "mine": mine, "live": self.live}})


def _news(stream: str, last: int, audiences: list[str]) -> dict[str, Any]:
    kind, _key = kind_of(stream)
    events = list(Event.objects.filter(stream=stream, seq__gt=last).order_by("seq")[:CATCH_UP])
    # After the events and before the rows: an event that hides something never comes with the epoch before it.
    _seq, epoch = position(stream)
    return {
        "epoch": epoch,
        "events": [(event.seq, event.kind) for event in events],
        "frames": {audience: frames(stream, events, audience) for audience in audiences},
        "personal": any(kind.events[event.kind].personal for event in events),
    }


def _between(stream: str, since: int, until: int, audience: str) -> list[dict[str, Any]]:
    events = Event.objects.filter(stream=stream, seq__gt=since, seq__lte=until).order_by("seq")
    return frames(stream, list(events), audience)


def _mine(stream: str, viewers: list[Viewer]) -> dict[Viewer, dict[str, Any] | None]:
    kind, key = kind_of(stream)
    return kind.mine(key, viewers)


def _live(stream: str) -> dict[str, Any]:
    kind, key = kind_of(stream)
    return kind.live(key)
