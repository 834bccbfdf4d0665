"""Everybody's own part of a stream: sent again when it may have changed, many with one reading; it also shows out."""

import asyncio
import logging
from typing import TYPE_CHECKING

from realtime import readings
from realtime.frame import Frame
from realtime.snapshots import encode
from realtime.threads import in_database

if TYPE_CHECKING:
    from realtime.desk import Desk, Socket

log = logging.getLogger(__name__)

GATHER = 0.1  # seconds in which own parts are gathered, after the answer itself was sent
AGAIN = 1.0


class OwnParts:
    """What a desk owes to single viewers. `rounds` counts how often everybody's own part was sent."""

    def __init__(self, desk: "Desk"):
        self.desk = desk
        self.owing = False  # everybody's own part has to be sent again
        self.owed: set[Socket] = set()  # those whose own command changed their own part
        self.stirred = asyncio.Event()
        self.rounds = 0

    def owe(self, socket: "Socket") -> None:
        """Send this viewer's own part again soon. A crowd that votes at once is paid together, with one reading."""
        if socket.viewer.audience == "screen":
            return
        self.owed.add(socket)
        self.stirred.set()

    async def pay(self) -> None:
        while True:
            await self.stirred.wait()
            await asyncio.sleep(GATHER)
            self.stirred.clear()
            sockets, self.owed = list(self.owed), set()
            try:
                await self.send(sockets)
            except Exception as error:
                log.warning("own parts of %s not read: %s", self.desk.stream, type(error).__name__)
                self.owed.update(sockets)
                self.stirred.set()
                await asyncio.sleep(AGAIN)

    async def pay_all(self) -> None:
        """Send everybody their own part, when something happened that may change all of them."""
        if not self.owing:
            return
        self.rounds += 1
        await self.send([socket for socket in self.desk.everyone() if socket.viewer.audience != "screen"])
        self.owing = False

    async def send(self, sockets: "list[Socket]", *, only_check: bool = False) -> None:
        """Send own parts; who may no longer look is shown out. `only_check`: nothing is sent to the others."""
        if not sockets:
            return
        own = await in_database(readings.mine, self.desk.stream, [socket.viewer for socket in sockets])
        for socket in sockets:
            part = own.get(socket.viewer)
            if part is None:
                socket.end(4003)
            elif not only_check:
                socket.put(Frame(encode({"mine": part})))
