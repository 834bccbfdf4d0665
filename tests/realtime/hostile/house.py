"""A real server with a room for these tests, and ways into it that no honest client would take."""

import asyncio
import itertools
import re
import uuid
from contextlib import AbstractAsyncContextManager
from typing import Any

from deliberation.rehearsal.http import Browser
from tests.plugins.live import LiveServer
from tests.realtime.hostile.costs import Costs
from tests.realtime.hostile.raw import Raw, dial, handshake
from tests.realtime.hostile.watching import Watch

WRITERS = 3
ERROR = re.compile(r'Traceback|^  File "| (ERROR|CRITICAL) ', re.MULTILINE)


class Phone(Browser):
    """A device with one seat, and perhaps a card."""

    seat = ""
    card = ""


class House(Costs):
    """`room` stands at its step for cards, which is `activity`; everybody may come in."""

    def __init__(self, server: LiveServer):
        self.server = server
        self.pid, self.port = server.process.pid, server.port
        self.host = f"127.0.0.1:{server.port}"
        self._read = 0  # letters of the log
        self._names = itertools.count(1)

    async def prepare(self) -> None:
        printed = await asyncio.to_thread(self.server.manage, "load_demo")
        self.room = re.search(r"/rooms/(\w{12})/console", printed).group(1)
        self.console = Browser(self.server.url)
        await self.console.log_in(re.search(r"  (\S+)  Caterina", printed).group(1))
        while (await self.step())["kind"] != "cards":
            assert "ok" in await self.console.command("room.next", {"room": self.room})
        self.activity = (await self.step())["id"]
        writers = await self.seats(WRITERS)
        for each in writers:
            card = {"activity": self.activity, "text": "Una riga", "lang": "it"}
            each.card = (await each.command("card.add", card))["data"]["card"]
        reader = await self.seat()
        told = {
            "url": f"{self.server.ws}/ws/room/{self.room}/",
            "origin": self.server.url,
            "reader": {"cookie": reader.cookie, "seat": reader.seat},
            "writers": [{"cookie": each.cookie, "seat": each.seat, "card": each.card} for each in writers],
        }
        self.watch = Watch(told, self)

    def undisturbed(self, what: str) -> AbstractAsyncContextManager[None]:
        """People work in the room meanwhile: they lose nothing, are refused nothing and hardly wait longer."""
        return self.watch.undisturbed(what)

    async def step(self) -> dict[str, Any]:
        """Return the row of the room's running activity."""
        _status, shown = await self.console.read(f"/api/rooms/{self.room}")
        return dict(shown["tables"]["activities"][shown["tables"]["room"][self.room]["activity"]])

    async def seat(self) -> Phone:
        """Take a new seat on a new device."""
        phone = Phone(self.server.url)
        asked = {"room": self.room, "side": "resident", "nickname": f"P {next(self._names)}", "lang": "it"}
        made = await phone.command("seat.join", {**asked, "once": uuid.uuid4().hex})
        phone.cookies["tessera_device"] = made["data"]["token"]
        phone.seat = made["data"]["participant"]
        return phone

    async def seats(self, count: int) -> list[Phone]:
        return [await self.seat() for _n in range(count)]

    def path(self, who: Browser | None = None) -> str:
        return f"/ws/room/{self.room}/?seat={getattr(who, 'seat', '')}"

    async def open(self, who: Browser | None = None, *, join: bool = True, buffer: int = 0, **headers: str) -> Raw:
        """Open a socket without manners; `join`: say `since` and wait until it is in."""
        raw = await dial(self.port, buffer=buffer)
        raw.send(handshake(self.host, self.path(who), **{"Cookie": who.cookie if who else "", **headers}))
        answer = await raw.head()
        assert " 101 " in answer, answer
        if join:
            raw.say({"since": None, "epoch": None})
            await raw.until("live")
            raw.answers.clear()
        return raw

    def complaints(self) -> str:
        """Return what the server has logged since the last look, if there is an error in it."""
        new = self.server.said()[self._read :]
        self._read += len(new)
        return new if ERROR.search(new) else ""
