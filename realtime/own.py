"""Everybody's own part of a stream: sent again when it may have changed, many with one reading; it also shows out."""

import asyncio
import itertools
import logging
import time
from typing import TYPE_CHECKING

from realtime import readings
from realtime.frame import Frame
from realtime.refusal import Missing
from realtime.snapshots import encode
from realtime.threads import in_database

if TYPE_CHECKING:
    from realtime.desk import Desk, Socket

log = logging.getLogger(__name__)

GATHER = 0.1  # seconds between two readings: a crowd that votes at once is paid together
AGAIN = 1.0
RIGHTS_EVERY = 4.5  # seconds between two looks whether some may still be here
RIGHTS_PARTS = 6  # each time a part of them: within half a minute everybody's right was looked at


class OwnParts:
    """What a desk owes to single viewers. `rounds` counts the readings that were sent."""

    def __init__(self, desk: "Desk"):
        self.desk = desk
        self.owing = False  # everybody's own part may have changed
        self.owed: set[Socket] = set()  # those whose own command changed their own part
        self.told: dict[Socket, int] = {}  # what each was sent last, as a hash
        self.stirred = asyncio.Event()
        self.rounds = 0

    def owe(self, socket: "Socket") -> None:
        """Send this viewer's own part again soon."""
        if socket.viewer.audience != "screen":
            self.owed.add(socket)
            self.stirred.set()

    def owe_all(self) -> None:
        """Send everybody their own part again soon, where it has changed."""
        self.owing = True
        self.stirred.set()

    def forget(self, socket: "Socket") -> None:
        """This socket has left the desk."""
        self.owed.discard(socket)
        self.told.pop(socket, None)

    async def pay(self) -> None:
        paid_at = 0.0
        while True:
            await self.stirred.wait()
            await asyncio.sleep(paid_at + GATHER - time.monotonic())  # the first at once
            self.stirred.clear()
            owing, self.owing = self.owing, False
            owed, self.owed = self.owed, set()
            paid_at = time.monotonic()
            try:
                await self._send(owed, owing=owing)
            except Exception as error:
                log.warning("own parts of %s not read: %s", self.desk.stream, type(error).__name__)
                self.owing = self.owing or owing
                self.owed |= owed
                self.stirred.set()
                await asyncio.sleep(AGAIN)

    async def _send(self, owed: "set[Socket]", *, owing: bool) -> None:
        """Send own parts: to these whatever they hold, for it shows them what they did; to the others what is new."""
        everyone = [each for each in self.desk.everyone() if owing and each.viewer.audience != "screen"]
        sockets = owed.union(everyone)
        self.rounds += 1
        own = await in_database(readings.mine, self.desk.stream, [socket.viewer for socket in sockets])
        for socket in sockets:
            part = own.get(socket.viewer)
            if part is None:
                socket.end(4003)
                continue
            text = encode({"mine": part})
            known = hash(text)
            if socket in owed or self.told.get(socket) != known:
                socket.put(Frame(text))
            if self.desk.has(socket):  # who left while we were reading is not remembered
                self.told[socket] = known

    async def check(self) -> None:
        """Show out whose right has ended without an event that says so."""
        await self.desk.ready.wait()
        for turn in itertools.count():
            await asyncio.sleep(RIGHTS_EVERY)
            some = [each for each in self.desk.everyone() if each.slot % RIGHTS_PARTS == turn % RIGHTS_PARTS]
            try:
                await self._show_out(some)
            except Exception as error:
                log.warning("rights at %s not read: %s", self.desk.stream, type(error).__name__)

    async def _show_out(self, sockets: "list[Socket]") -> None:
        if sockets:
            for socket in await in_database(_out, self.desk.stream, sockets):
                socket.end(4003)


def _out(stream: str, sockets: "list[Socket]") -> "list[Socket]":
    """Return those who may no longer look."""
    own = readings.mine(stream, [socket.viewer for socket in sockets])
    return [socket for socket in sockets if own.get(socket.viewer) is None or not _admitted(socket)]


def _admitted(socket: "Socket") -> bool:
    if not socket.viewer.actor.key.startswith("person:"):
        return True
    try:  # who is logged in may have logged out; they are few enough to be asked one by one
        return socket.admit().audience == socket.viewer.audience
    except Missing:
        return False
