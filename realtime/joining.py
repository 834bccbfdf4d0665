"""How sockets come to a desk: a crowd is brought to the present together, from the ring, the log or a snapshot."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from realtime import metrics, readings
from realtime.clock import now_ms
from realtime.frame import Frame
from realtime.snapshots import Shared, encode, shared, whole
from realtime.threads import in_database

if TYPE_CHECKING:
    from realtime.desk import Desk, Socket

Log = dict[tuple[str, int, int], list[Frame]]  # (audience, since, until) → frames, read once for a crowd
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


class Door:
    """Lets sockets in without a gap: between the last look at `desk.last` and letting in, nothing waits."""

    def __init__(self, desk: "Desk"):
        self.desk = desk
        self.waiting: list[Guest] = []
        self.guests = 0  # the desk must outlive those who are on their way in
        self.worker: asyncio.Task[None] | None = None

    async def welcome(self, socket: "Socket", since: int | None, epoch: int | None) -> None:
        """Bring one socket to the present and let it in; raises what the database raised."""
        guest = Guest(socket, since, epoch, asyncio.get_running_loop().create_future())
        self.waiting.append(guest)
        self.guests += 1
        if self.worker is None:
            self.worker = asyncio.create_task(self._work())
        try:
            await guest.inside
        finally:
            self.guests -= 1

    async def _work(self) -> None:
        await self.desk.ready.wait()
        try:
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
        own = await in_database(readings.mine, desk.stream, [guest.socket.viewer for guest in guests])
        log: Log = {}
        for guest in guests:
            mine = own.get(guest.socket.viewer)
            if mine is None:  # the seat was taken away since this socket was admitted
                guest.socket.end(4003)
            else:
                await self._let_in(guest, mine, log)
                if desk.own.rounds != rounds:
                    desk.own.owe(guest.socket)
            if not guest.inside.done():  # who left meanwhile waits no more
                guest.inside.set_result(None)

    async def _read(self, guest: Guest, mine: dict[str, Any], log: Log) -> None:
        desk = self.desk
        guest.read_in, until = desk.epoch, desk.last
        missed = self._kept(guest)
        if missed is None and self._not_far(guest):
            key = (guest.audience, guest.since or 0, until)
            if key not in log:  # a hall that lost the network together has missed the same
                log[key] = await self._between(guest, guest.since or 0, until)
            missed = log[key]
            metrics.joined("log")
        if missed is None:
            part = await in_database(shared, desk.stream, guest.audience)
            guest.sent, guest.read_in = part.seq, part.epoch
            guest.frames = [self._snapshot(guest, part, mine)]
            return
        # What happened to this seat meanwhile stands in no event.
        guest.frames = [*missed, Frame(encode({"mine": mine}))]
        guest.sent = until

    async def _between(self, guest: Guest, since: int, until: int) -> list[Frame]:
        rows = await in_database(readings.between, self.desk.stream, since, until, guest.audience)
        return [Frame(encode(frame)) for frame in rows]

    def _not_far(self, guest: Guest) -> bool:
        desk, since = self.desk, guest.since
        return since is not None and guest.epoch == desk.epoch and 0 <= desk.last - since <= CATCH_UP

    def _snapshot(self, guest: Guest, part: Shared, mine: dict[str, Any]) -> Frame:
        metrics.joined("fetch" if part.large else "snapshot")
        if part.large:
            where = {"fetch": guest.socket.address, "seq": part.seq, "epoch": part.epoch}
            return Frame(encode(where))
        live = self.desk.pulse.now(guest.audience)
        return Frame(f'{{"snapshot":{whole(part, mine, live)}}}')

    def _kept(self, guest: Guest) -> list[Frame] | None:
        """Return what this guest missed, from the ring; None when it is not all there."""
        desk, since = self.desk, guest.since
        if since is None or not self._not_far(guest):
            return None
        frames = [texts[guest.audience] for seq, texts in desk.ring if seq > since and guest.audience in texts]
        if len(frames) != desk.last - since:
            return None
        metrics.joined("ring")
        return frames

    async def _let_in(self, guest: Guest, mine: dict[str, Any], log: Log) -> None:
        desk = self.desk
        await self._read(guest, mine, log)
        while guest.sent < desk.last or guest.read_in < desk.epoch:
            if guest.read_in < desk.epoch:  # something we hold has been hidden or erased meanwhile
                guest.since = None
                await self._read(guest, mine, log)
                continue
            # More was said while we were reading: bring that too, so that a newcomer never starts with a gap.
            until = desk.last
            guest.frames += await self._between(guest, guest.sent, until)
            guest.sent = until
        # Also when nothing was missed: whoever comes back must hear that they are back, and the server's time.
        now = {"live": desk.pulse.now(guest.audience), "seq": desk.last, "now": now_ms()}
        if guest.inside.done():  # gone, or tired of waiting, while we were reading
            return
        guest.socket.put(*guest.frames, Frame(encode(now)))
        desk.add(guest.socket)
