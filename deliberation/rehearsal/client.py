"""One device in a room over a real WebSocket: joins, keeps its ledger, sends commands until they are answered."""

import asyncio
import contextlib
import json
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from deliberation.rehearsal.backoff import FOR_GOOD, Backoff, full_jitter
from deliberation.rehearsal.fetching import Fetching
from deliberation.rehearsal.http import Browser
from deliberation.rehearsal.ledger import Ledger
from deliberation.rehearsal.outbox import BUSY, Outbox
from deliberation.rehearsal.times import Times
from deliberation.rehearsal.views import Views

SILENCE = 15.0  # seconds; the server asks every 7
ASK_AGAIN = 3.0  # seconds; a hole that is still open then is asked for again
SHUT = "The server lets no sockets in under this address. Give --url exactly as the server prints it."
BOARD = {"cards", "groups", "participants"}  # what changes here asks nothing of anybody


class Client:
    """A participant (`seat`), a projector (`screen=True`) or, with a logged-in browser, a console.

    `run()` keeps it connected until `stop()`; `news()` waits for something that may ask for an act. `gone` is the
    sentence with which the server ended it for good. `views` and `times` may be shared by the phones of a room.
    """

    def __init__(
        self, browser: Browser, room: str, *, seat: str = "", screen: bool = False,
        views: Views | None = None, times: Times | None = None,
    ):  # fmt: skip
        self.browser, self.room, self.seat, self.screen = browser, room, seat, screen
        self.views, self.times = views or Views(), times or Times()
        self.ledger = Ledger(self.views)
        self.backoff = Backoff()
        self.fetching = Fetching(browser, self._picture, self._no_picture)
        self.outbox = Outbox(self.say, self.times)
        self.do = self.outbox.do
        self.link: ClientConnection | None = None
        self.changed, self.called = asyncio.Event(), asyncio.Event()
        self.closes: Counter[int] = Counter()  # close code of what had been open → how often
        self.opened = 0
        self.heard = self.asked_at = 0.0
        self.gone = ""
        self.stopped = False

    @property
    def reconnects(self) -> int:
        """How often this device came back."""
        return max(0, self.opened - 1)

    @property
    def wish(self) -> str:
        """As whom this device looks, and in which language it is answered."""
        asked = {"seat": self.seat, "as": "screen" if self.screen else "", "lang": self.browser.lang}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def page(self) -> str:
        """Where this device's own snapshot can be fetched."""
        return f"/api/rooms/{self.room}?{self.wish}"

    async def run(self) -> None:
        """Stay connected; come back with what was last seen after every cut."""
        while not self.stopped and not self.gone:
            before = self.opened
            code = await self._once()
            self.gone = self.gone or FOR_GOOD.get(code, "")
            if self.stopped or self.gone:
                break
            self.closes[code] += self.opened - before
            await asyncio.sleep(self.backoff.rest(code, time.monotonic()))
        self.outbox.end(self.gone or "The connection was ended.")
        self._wake()

    async def _once(self) -> int:
        """Be connected once; returns the close code."""
        code = 1006
        try:
            async with connect(
                f"ws{self.browser.url.removeprefix('http')}/ws/room/{self.room}/?{self.wish}",
                origin=self.browser.url,  # type: ignore[arg-type]
                additional_headers={"Cookie": self.browser.cookie},
                compression=None, max_size=None, open_timeout=30, close_timeout=5, ping_interval=None, proxy=None,
            ) as link:  # fmt: skip
                self.link, self.heard = link, time.monotonic()
                self.opened += 1
                watch = asyncio.get_running_loop().call_later(SILENCE, self._judge, link)
                try:
                    await self._begin()
                    async for text in link:
                        await self._take(str(text))
                finally:
                    watch.cancel()
                    self.link = None
                    self.fetching.drop()
            code = link.close_code or code
        except InvalidStatus as refusal:
            self.gone = SHUT if refusal.response.status_code == 403 else ""
        except ConnectionClosed as end:
            code = end.rcvd.code if end.rcvd else code
        except (OSError, TimeoutError, WebSocketException):
            pass
        return code

    def _judge(self, link: ClientConnection) -> None:
        """A network that went away says nothing: only silence tells."""
        left = self.heard + SILENCE - time.monotonic()
        if link is self.link and left > 0:
            asyncio.get_running_loop().call_later(left, self._judge, link)
        elif link is self.link:
            link.transport.abort()

    async def _begin(self) -> None:
        self.ledger.connected()
        await self._ask_since()
        await self.outbox.again()

    async def _ask_since(self) -> None:
        self.asked_at = time.monotonic()
        self.ledger.asked()
        await self.say({"since": self.ledger.last, "epoch": self.ledger.epoch})

    async def say(self, message: dict[str, Any]) -> None:
        """Send something, if the line is open."""
        if self.link is not None:
            with contextlib.suppress(ConnectionClosed):
                await self.link.send(json.dumps(message, ensure_ascii=False))

    async def _take(self, text: str) -> None:
        frame = self.views.read(text)
        self.heard = time.monotonic()
        self.backoff.heard()
        if frame.get("ref"):
            self.outbox.answer(frame)
        elif "no" in frame:
            if not self.ledger.present:
                self._not_let_in()
        elif "goodbye" in frame:
            self.backoff.goodbye = frame["goodbye"] / 1000
        elif "fetch" in frame:
            self.fetching.begin(frame["fetch"])
        else:
            if "ask" in frame:
                await self.say({"have": self.ledger.last or 0})
            if "snapshot" in frame:
                self.fetching.drop()
            if not self.fetching.holds(frame):
                self._apply(frame)
                await self._mend()

    def _apply(self, frame: dict[str, Any]) -> None:
        if self.ledger.present and "seq" in frame and "live" not in frame:
            self.times.arrived[frame["seq"]].append(self.heard)
        self.ledger.take(frame)
        self.changed.set()
        if "mine" in frame or "snapshot" in frame or not BOARD.issuperset(frame.get("set", ())):
            self.called.set()

    async def _mend(self) -> None:
        if self.ledger.behind and time.monotonic() - self.asked_at > ASK_AGAIN:
            await self._ask_since()

    async def _picture(self, snapshot: dict[str, Any], meanwhile: list[dict[str, Any]]) -> None:
        """A snapshot was fetched: it first, then what arrived meanwhile."""
        for frame in [{"snapshot": snapshot}, *meanwhile]:
            self._apply(frame)
        await self._mend()

    async def _no_picture(self) -> None:
        await self.say({"since": None, "epoch": None})

    def _not_let_in(self) -> None:
        """The room was too busy to bring us to the present: ask again a little later."""
        asyncio.get_running_loop().call_later(full_jitter(2, **BUSY), self._knock, self.link)

    def _knock(self, link: ClientConnection | None) -> None:
        if link is self.link and not self.ledger.present:
            self.knocking = asyncio.create_task(self._ask_since())

    async def news(self, seconds: float | None = None, *, board: bool = False) -> bool:
        """Wait for the next change, at most so long; False when none came. `board`: also of cards, groups, numbers."""
        event = self.changed if board else self.called
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        event.clear()
        return True

    async def cut(self) -> None:
        """Break the connection without a word, as a lost network does."""
        if self.link is not None:
            self.link.transport.abort()

    async def stop(self) -> None:
        """Leave; what is not answered stays so."""
        self.stopped = True
        self._wake()
        if self.link is not None:
            await self.link.close()

    def _wake(self) -> None:
        self.changed.set()
        self.called.set()
