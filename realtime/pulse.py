"""The ephemeral lane of a desk: who is here, what they do, running numbers; and asking whether they still hear."""

import asyncio
import itertools
import logging
import time
from typing import TYPE_CHECKING, Any

from realtime import presence, readings
from realtime.clock import now_ms
from realtime.frame import Frame
from realtime.snapshots import encode
from realtime.threads import in_database

if TYPE_CHECKING:
    from realtime.desk import Desk, Socket

log = logging.getLogger(__name__)

LIVE_EVERY = 0.25  # seconds: ephemeral numbers go out at most four times a second
LOOK = 1.0  # seconds between two looks at what fades by itself
# Seconds between two asks to one socket: who left one unanswered when the next is due is too slow. Whoever falls silent
# after an answer is so cut after two of them and one second more: before the 15 s that are promised.
ASK_EVERY = 6.0
TURN = 0.5  # seconds: not all are asked at once, so their answers do not come at once either
SLOTS = round(ASK_EVERY / TURN)
LATE = 1.0  # seconds: when we are this late ourselves, an unanswered ask says nothing about the other side

_slots = itertools.cycle(range(SLOTS))


def next_slot() -> int:
    """Return in which turn a new socket is asked."""
    return next(_slots)


class Pulse:
    """Latest values only, at most four times a second; what is not heard today is said again tomorrow."""

    def __init__(self, desk: "Desk"):
        self.desk = desk
        self.stirred = asyncio.Event()
        self.stale = True  # the numbers of the database must be read again
        self.numbers: dict[str, Any] = {}
        self.here = presence.Here(desk.stream)
        self.told: dict[str, dict[str, Any]] = {}  # audience → what it was told last

    def stir(self, *, stale: bool = False) -> None:
        self.stale = self.stale or stale
        self.stirred.set()

    def came(self, socket: "Socket") -> None:
        self.here.came(socket)
        self.stir()

    def left(self, socket: "Socket") -> None:
        self.here.left(socket)
        self.stir()

    def does(self, socket: "Socket") -> None:
        """This socket says what it is doing just now, or that it has stopped."""
        self.here.does(socket)
        self.stir()

    async def begin(self) -> None:
        self.numbers = await in_database(readings.live, self.desk.stream)

    def now(self, audience: str) -> dict[str, Any]:
        """Return the ephemeral numbers as this audience sees them."""
        return {**self.numbers, **self.here.seen_by(audience)}

    async def beat(self) -> None:
        await self.desk.ready.wait()
        while True:
            try:
                await asyncio.wait_for(self.stirred.wait(), LOOK)
            except TimeoutError:
                if not self.here.fades():
                    continue
            self.stirred.clear()
            await self._look()
            self._tell()
            await asyncio.sleep(LIVE_EVERY)

    async def _look(self) -> None:
        stale, self.stale = self.stale, False
        try:
            if stale:
                self.numbers = await in_database(readings.live, self.desk.stream)
            await self.here.count()
        except Exception as error:  # they are only numbers: the next look is soon
            log.warning("no numbers for %s: %s", self.desk.stream, type(error).__name__)
            self.stale = True

    def _tell(self) -> None:
        for audience in list(self.desk.sockets):
            live = self.now(audience)
            if live != self.told.get(audience):
                self.told[audience] = live
                said = {"live": live, "seq": self.desk.last, "now": now_ms()}
                self.desk.to(audience, Frame(encode(said), "live"))

    async def ask(self) -> None:
        """Ask every socket every few seconds how far it has come. One that does not answer is cut, and comes back."""
        await self.desk.ready.wait()
        for turn in itertools.count():
            due = time.monotonic() + TURN
            await asyncio.sleep(TURN)
            late = time.monotonic() - due > LATE
            frame = Frame(encode({"ask": self.desk.last, "now": now_ms()}))
            for socket in self.desk.everyone():
                if socket.slot == turn % SLOTS:
                    self._ask(socket, frame, late)

    def _ask(self, socket: "Socket", frame: Frame, late: bool) -> None:
        if socket.asked and not late:
            socket.end(4008)
            return
        socket.asked = True
        socket.put(frame)
