"""One hub per process, one desk per stream: read once, encode once per audience, send to every local socket."""

import asyncio
import json
import logging
from collections import deque
from typing import Any, Protocol

from django.conf import settings

from realtime import wake
from realtime.clock import now_ms
from realtime.models import Event, Stream
from realtime.streams import Viewer, frames, kind_of, position, tables
from realtime.threads import in_database

log = logging.getLogger(__name__)

RING = 512  # frames kept per stream for those who come back
CATCH_UP = 500  # further behind than this, a snapshot is cheaper than the events
TICK = 0.02  # seconds in which events are gathered before they are sent
LIVE_EVERY = 0.5  # ephemeral numbers go out at most this often
HEARTBEAT = 10.0
SAFETY = 1.0  # hints may be lost: this often the numbers are compared


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
        self.ready = asyncio.Event()
        self.live: dict[str, Any] = {}
        self.tasks: list[asyncio.Task] = []

    def start(self) -> None:
        self.tasks = [asyncio.create_task(self._pump()), asyncio.create_task(self._pulse())]

    def stop(self) -> None:
        for task in self.tasks:
            task.cancel()

    async def _pump(self) -> None:
        self.last, self.epoch = await in_database(position, self.stream)
        self.live = await in_database(_live, self.stream)
        self.ready.set()
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
        if not news["events"]:
            return
        if news["epoch"] != self.epoch:
            self.ring.clear()  # what is hidden or erased now must not be sent from memory
            self.epoch = news["epoch"]
        for number, (seq, _kind) in enumerate(news["events"]):
            texts = {audience: encode(news["frames"][audience][number]) for audience in audiences}
            self.ring.append((seq, texts))
            self.last = seq
            for socket in list(self.sockets):
                text = texts.get(socket.viewer.audience)
                if text is None:
                    await socket.put(encode({"seq": seq}))  # joined with a new audience while we were reading
                    continue
                await socket.put(text)
        if news["personal"]:
            await self.send_mine()
        self.live_stirred.set()
        if len(news["events"]) >= CATCH_UP:
            self.stirred.set()

    async def send_mine(self, only: Socket | None = None) -> None:
        """Send each viewer's own part again; who may no longer look is shown out."""
        sockets = [only] if only else [s for s in self.sockets if s.viewer.audience != "screen"]
        if not sockets:
            return
        own = await in_database(_mine, self.stream, [socket.viewer for socket in sockets])
        for socket in sockets:
            part = own.get(socket.viewer.actor.key)
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
        texts = await self._missed(socket.viewer.audience, since, epoch)
        sent = self.last if texts is not None else 0
        if texts is None or since is None:
            sent, text = await self._snapshot(socket.viewer)
            texts = [text]
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
        # Also when nothing was missed: whoever comes back must hear that they are back, and the server's time.
        await socket.put(encode({"live": self.live, "seq": self.last, "now": now_ms()}))
        self.live_stirred.set()

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

    async def _snapshot(self, viewer: Viewer) -> tuple[int, str]:
        async with self.building:  # one reader for a crowd that arrives together
            kept = self.shared.get(viewer.audience)
            if kept is None or kept[0] < self.last or kept[1] != self.epoch:
                shared = await in_database(tables, self.stream, viewer.audience)
                kept = (shared["seq"], shared["epoch"], shared)
                self.shared[viewer.audience] = kept
        own = await in_database(_mine, self.stream, [viewer])
        body = {**kept[2], "now": now_ms(), "mine": own.get(viewer.actor.key) or {}, "live": self.live}
        return kept[0], encode({"snapshot": body})


class Hub:
    """All desks of this process. Runs on the server's event loop."""

    def __init__(self) -> None:
        self.desks: dict[str, Desk] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.redis: wake.RedisWake | None = None
        self.tasks: set[asyncio.Task] = set()

    def desk(self, stream: str) -> Desk:
        if self.loop is not asyncio.get_running_loop():
            self._start()
        desk = self.desks.get(stream)
        if desk is None:
            desk = self.desks[stream] = Desk(stream)
            desk.start()
        return desk

    def _start(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.desks = {}
        wake.attach(self)
        self._keep(self._safety())
        self.redis = wake.RedisWake(self) if settings.REDIS_URL else None
        if self.redis:
            self._keep(self.redis.listen())

    def _keep(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def heard(self, hint: dict[str, Any], own: bool) -> None:
        """Take a hint on the loop's thread; our own ones are passed on to the other processes."""
        desk = self.desks.get(hint["stream"])
        if desk:
            (desk.live_stirred if hint.get("live") else desk.stirred).set()
        if own and self.redis:
            self._keep(self.redis.publish(hint))

    def leave(self, stream: str, socket: Socket) -> None:
        desk = self.desks.get(stream)
        if desk is None:
            return
        desk.sockets.discard(socket)
        desk.live_stirred.set()
        if not desk.sockets:
            desk.stop()
            del self.desks[stream]

    async def _safety(self) -> None:
        while True:
            await asyncio.sleep(SAFETY)
            try:
                heads = await in_database(_heads, list(self.desks))
            except Exception as error:
                log.warning("safety poll: %s", type(error).__name__)
                continue
            for stream, seq in heads.items():
                desk = self.desks.get(stream)
                if desk and seq > desk.last:
                    desk.stirred.set()

    async def goodbye(self) -> None:
        """Tell every socket when to come back, spread over three seconds, and close with 1012."""
        import random

        for desk in list(self.desks.values()):
            for socket in list(desk.sockets):
                await socket.put(encode({"goodbye": random.randint(0, 3000)}))
                await socket.end(1012)


def _news(stream: str, last: int, audiences: list[str]) -> dict[str, Any]:
    kind, _key = kind_of(stream)
    _seq, epoch = position(stream)
    events = list(Event.objects.filter(stream=stream, seq__gt=last).order_by("seq")[:CATCH_UP])
    return {
        "epoch": epoch,
        "events": [(event.seq, event.kind) for event in events],
        "frames": {audience: frames(stream, events, audience) for audience in audiences},
        "personal": any(kind.events[event.kind].personal for event in events),
    }


def _between(stream: str, since: int, until: int, audience: str) -> list[dict[str, Any]]:
    events = Event.objects.filter(stream=stream, seq__gt=since, seq__lte=until).order_by("seq")
    return frames(stream, list(events), audience)


def _mine(stream: str, viewers: list[Viewer]) -> dict[str, dict[str, Any] | None]:
    kind, key = kind_of(stream)
    return kind.mine(key, viewers)


def _live(stream: str) -> dict[str, Any]:
    kind, key = kind_of(stream)
    return kind.live(key)


def _heads(streams: list[str]) -> dict[str, int]:
    return dict(Stream.objects.filter(id__in=streams).values_list("id", "seq"))


hub = Hub()
