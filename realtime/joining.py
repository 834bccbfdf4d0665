"""How sockets come to a desk: a crowd is brought to the present together, from the ring, the log or a snapshot."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from realtime import metrics, readings
from realtime.clock import now_ms
from realtime.frame import Frame
from realtime.snapshots import Shared, encode, shared, whole
from realtime.streams import Viewer
from realtime.threads import in_database

if TYPE_CHECKING:
    from realtime.desk import Desk, Socket

CATCH_UP = 500  # further behind than this, a snapshot is cheaper than the events
TOGETHER = 100  # who come in with one reading
GATHER = 0.01  # seconds: a crowd that arrives at once is let in at once


@dataclass(eq=False)
class Guest:
    """A socket on its way in. `sent` is the number that `frames` bring it to."""

    socket: "Socket"
    since: int | None
    epoch: int | None
    inside: asyncio.Future[None]
    frames: list[Frame] = field(default_factory=list)
    sent: int = 0
    read_in: int = 0  # the epoch of what was read

    @property
    def audience(self) -> str:
        return self.socket.viewer.audience


@dataclass
class Crowd:
    """What was read for guests who came together, each thing once."""

    own: dict[Viewer, dict[str, Any] | None]
    log: dict[tuple[str, int, int], list[Frame]] = field(default_factory=dict)  # (audience, since, until) → frames
    parts: dict[str, Shared] = field(default_factory=dict)  # audience → the shared part of their snapshots


class Door:
    """Lets sockets in without a gap: between the last look at `desk.last` and letting in, nothing waits."""

    def __init__(self, desk: "Desk"):
        self.desk = desk
        self.waiting: list[Guest] = []
        self.guests: dict[Socket, Guest] = {}  # the desk must outlive those who are on their way in
        self.worker: asyncio.Task[None] | None = None

    async def welcome(self, socket: "Socket", since: int | None, epoch: int | None) -> None:
        """Bring one socket to the present and let it in; raises what the database raised."""
        guest = Guest(socket, since, epoch, asyncio.get_running_loop().create_future())
        self.waiting.append(guest)
        self.guests[socket] = guest
        if self.worker is None:
            self.worker = asyncio.create_task(self._work())
        try:
            await guest.inside
        finally:
            self.guests.pop(socket, None)

    def turn_away(self, socket: "Socket") -> None:
        """This socket was ended while it was on its way in."""
        guest = self.guests.get(socket)
        if guest and not guest.inside.done():
            guest.inside.set_result(None)

    def close(self) -> None:
        if self.worker:
            self.worker.cancel()

    async def _work(self) -> None:
        try:
            await self.desk.ready.wait()
            while self.waiting:
                await asyncio.sleep(GATHER)
                guests, self.waiting = self.waiting[:TOGETHER], self.waiting[TOGETHER:]
                try:
                    await self._bring(guests)
                except Exception as error:
                    for guest in guests:
                        if not guest.inside.done():
                            guest.inside.set_exception(error)
        finally:
            self.worker = None

    async def _bring(self, guests: list[Guest]) -> None:
        desk = self.desk
        rounds = desk.own.rounds
        crowd = Crowd(await in_database(readings.mine, desk.stream, [guest.socket.viewer for guest in guests]))
        for guest in guests:
            if guest.inside.done():  # gone, or tired of waiting
                continue
            mine = crowd.own.get(guest.socket.viewer)
            if mine is None:  # the seat was taken away since this socket was admitted
                guest.socket.end(4003)
            else:
                await self._let_in(guest, mine, crowd)
                if desk.own.rounds != rounds:
                    desk.own.owe(guest.socket)
            if not guest.inside.done():
                guest.inside.set_result(None)

    async def _let_in(self, guest: Guest, mine: dict[str, Any], crowd: Crowd) -> None:
        desk = self.desk
        await self._read(guest, mine, crowd)
        while guest.sent < desk.last or guest.read_in < desk.epoch:
            if guest.read_in < desk.epoch:  # something we hold has been hidden or erased meanwhile
                guest.since = None
                await self._read(guest, mine, crowd)
                continue
            # More was said while we were reading: bring that too, so that a newcomer never starts with a gap.
            until = desk.last
            guest.frames += await self._between(guest.audience, guest.sent, until, crowd)
            guest.sent = until
        if guest.inside.done():  # gone, tired of waiting or ended, while we were reading
            return
        # Also when nothing was missed: whoever comes back must hear that they are back, and the server's time.
        now = {"live": desk.pulse.now(guest.audience), "seq": desk.last, "now": now_ms()}
        guest.socket.put(*guest.frames, Frame(encode(now)))
        desk.add(guest.socket)

    async def _read(self, guest: Guest, mine: dict[str, Any], crowd: Crowd) -> None:
        desk = self.desk
        guest.read_in, until = desk.epoch, desk.last
        missed = await self._missed(guest, until, crowd)
        if missed is None:
            part = await self._part(guest.audience, crowd)
            guest.sent, guest.read_in = part.seq, part.epoch
            guest.frames = [self._snapshot(guest, part, mine)]
            return
        # What happened to this seat meanwhile stands in no event.
        guest.frames = [*missed, Frame(encode({"mine": mine}))]
        guest.sent = until

    async def _missed(self, guest: Guest, until: int, crowd: Crowd) -> list[Frame] | None:
        """Return the frames that this guest missed; None when a snapshot is needed."""
        since = guest.since
        if since is None or guest.epoch != self.desk.epoch or not 0 <= until - since <= CATCH_UP:
            return None
        ring = self.desk.ring
        frames = [texts[guest.audience] for seq, texts in ring if seq > since and guest.audience in texts]
        if len(frames) == until - since:
            metrics.joined("ring")
            return frames
        frames = await self._between(guest.audience, since, until, crowd)
        if len(frames) != until - since:  # the log has been cut
            return None
        metrics.joined("log")
        return frames

    async def _between(self, audience: str, since: int, until: int, crowd: Crowd) -> list[Frame]:
        key = (audience, since, until)
        if key not in crowd.log:  # a hall that lost the network together has missed the same
            rows = await in_database(readings.between, self.desk.stream, since, until, audience)
            crowd.log[key] = [Frame(encode(frame)) for frame in rows]
        return crowd.log[key]

    async def _part(self, audience: str, crowd: Crowd) -> Shared:
        part = crowd.parts.get(audience)
        if part is None or part.epoch < self.desk.epoch:
            part = crowd.parts[audience] = await in_database(shared, self.desk.stream, audience)
        return part

    def _snapshot(self, guest: Guest, part: Shared, mine: dict[str, Any]) -> Frame:
        metrics.joined("fetch" if part.large else "snapshot")
        if part.large:
            where = {"fetch": guest.socket.address, "seq": part.seq, "epoch": part.epoch}
            return Frame(encode(where))
        live = self.desk.pulse.now(guest.audience)
        return Frame(f'{{"snapshot":{whole(part, mine, live)}}}')
