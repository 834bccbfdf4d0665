"""One device in a room over a real WebSocket: joins, keeps its ledger, sends commands until they are answered."""

import asyncio
import contextlib
import json
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from deliberation.rehearsal.http import Browser, Unreachable
from deliberation.rehearsal.ledger import Ledger

FOR_GOOD = {4003: "The seat was taken away.", 4004: "There is no such room, or it is not open to this device."}
BUSY_TRIES = 8
LONGEST_WAIT = 15.0  # seconds between two attempts to come back


@dataclass
class Times:
    """Seconds of the monotonic clock: what was sent and answered, what arrived when."""

    acks: list[float] = field(default_factory=list)  # durations from sending to the answer
    sent: dict[int, float] = field(default_factory=dict)  # seq of an own command → when it was sent
    arrived: list[tuple[int, float]] = field(default_factory=list)  # (seq, when)


class Client:
    """A participant (`seat`), a projector (`screen=True`) or, with a logged-in browser, a console.

    `run()` keeps it connected until `stop()`; `changed` wakes whoever waits for news. `gone` is the sentence with which
    the server ended it for good.
    """

    def __init__(self, browser: Browser, room: str, *, seat: str = "", screen: bool = False):
        self.browser, self.room, self.seat, self.screen = browser, room, seat, screen
        self.ledger, self.times = Ledger(), Times()
        self.waiting: dict[str, tuple[dict[str, Any], asyncio.Future]] = {}
        self.link: ClientConnection | None = None
        self.changed = asyncio.Event()
        self.reconnects = self.refused = self.answered = 0
        self.refusals: list[str] = []
        self.gone = ""
        self.pause: float | None = None
        self.stopped = False

    async def run(self) -> None:
        """Stay connected; come back with what was last seen after every cut."""
        failures = 0
        while not self.stopped and not self.gone:
            before = self.ledger.events + self.ledger.snapshots
            await self._once()
            if self.stopped or self.gone:
                break
            failures = 0 if self.ledger.events + self.ledger.snapshots > before else failures + 1
            self.reconnects += 1
            longest = min(LONGEST_WAIT, 0.5 * 2**failures)
            await asyncio.sleep(random.uniform(0, longest) if self.pause is None else self.pause)
            self.pause = None
        self._give_up()

    async def _once(self) -> None:
        with contextlib.suppress(OSError, TimeoutError, WebSocketException):
            async with connect(
                self._address(), origin=self.browser.url, additional_headers={"Cookie": self.browser.cookie},  # type: ignore[arg-type]
                compression=None, max_size=None, open_timeout=60, proxy=None,
            ) as link:  # fmt: skip
                self.link = link
                self.ledger.connected()
                await self._ask_missing()
                for message, _future in list(self.waiting.values()):
                    await link.send(json.dumps(message, ensure_ascii=False))
                await self._listen(link)
        self.link = None

    async def _listen(self, link: ClientConnection) -> None:
        try:
            async for text in link:
                await self._take(json.loads(text))
        except ConnectionClosed:
            pass
        self.gone = self.gone or FOR_GOOD.get(link.close_code or 0, "")

    def _address(self) -> str:
        wish = "as=screen" if self.screen else f"seat={self.seat}" if self.seat else ""
        return f"ws{self.browser.url.removeprefix('http')}/ws/room/{self.room}/?{wish}"

    async def _ask_missing(self) -> None:
        if self.link is not None:
            await self.link.send(json.dumps({"since": self.ledger.last, "epoch": self.ledger.epoch}))

    async def _take(self, frame: dict[str, Any]) -> None:
        if "goodbye" in frame:
            self.pause = frame["goodbye"] / 1000
            return
        if "ref" in frame:
            self._answer(frame)
            return
        if "seq" in frame and "live" not in frame:
            self.times.arrived.append((frame["seq"], time.monotonic()))
        whole = self.ledger.take(frame)
        self.changed.set()
        if not whole and self.ledger.last is not None:
            self.ledger.connected()
            await self._ask_missing()

    def _answer(self, frame: dict[str, Any]) -> None:
        kept = self.waiting.pop(frame["ref"] or "", None)
        if kept is not None and not kept[1].done():
            kept[1].set_result(frame)

    async def do(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """Run a command: `{ok, data}` or `{no, code, fields}`. Kept through cuts, repeated with its ref while busy."""
        ref = str(uuid.uuid4())
        answer: dict[str, Any] = {}
        for attempt in range(BUSY_TRIES):
            answer = await self._ask({"do": name, "with": data, "ref": ref})
            if answer.get("code") != "busy":
                break
            await asyncio.sleep(random.uniform(0.5, 1.0) * 1.5**attempt)
        self.answered += 1
        if "no" in answer:
            self.refused += 1
            self.refusals.append(f"{name}: {answer['no']}")
        return answer

    async def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        if self.gone:
            return {"no": self.gone, "code": "gone"}
        future: asyncio.Future = asyncio.get_running_loop().create_future()
        self.waiting[message["ref"]] = (message, future)
        began = time.monotonic()
        if self.link is not None:
            with contextlib.suppress(ConnectionClosed):
                await self.link.send(json.dumps(message, ensure_ascii=False))
        answer = dict(await future)
        self.times.acks.append(time.monotonic() - began)
        if answer.get("ok"):
            self.times.sent[answer["ok"]] = began
        return answer

    async def news(self, seconds: float | None = None) -> bool:
        """Wait for the next change, at most so long; False when none came."""
        try:
            await asyncio.wait_for(self.changed.wait(), seconds)
        except TimeoutError:
            return False
        self.changed.clear()
        return True

    async def cut(self) -> None:
        """Break the connection without a word, as a lost network does."""
        if self.link is not None:
            self.link.transport.abort()

    async def stop(self) -> None:
        """Leave; what is not answered stays so."""
        self.stopped = True
        self.changed.set()
        if self.link is not None:
            await self.link.close()

    def _give_up(self) -> None:
        for _message, future in self.waiting.values():
            if not future.done():
                future.set_result({"no": self.gone or "The connection was ended.", "code": "gone"})
        self.waiting.clear()
        self.changed.set()


async def join(browser: Browser, room: str, *, side: str, nickname: str, lang: str, rehearsal: bool = True) -> Client:
    """Come in by the code on the wall, on a device of one's own. Raises Unreachable with the server's sentence."""
    data = {"room": room, "side": side, "nickname": nickname, "lang": lang, "once": str(uuid.uuid4())}
    answer = await browser.command("seat.join", {**data, "rehearsal": rehearsal})
    if "no" in answer:
        raise Unreachable(f"{nickname} was not let in: {answer['no']}")
    if "token" in answer["data"]:
        browser.cookies["tessera_device"] = answer["data"]["token"]
    return Client(browser, room, seat=answer["data"]["participant"])
