"""What the tests of a server's life share: a room, people in it, and sockets that speak the protocol by themselves."""

import asyncio
import json
import re
import socket
import ssl
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from deliberation.rehearsal.http import Browser


class Phone:
    """One open socket. It reads all the time, answers every `ask`, and keeps what it heard in order."""

    def __init__(self, socket: ClientConnection):
        self.socket = socket
        self.heard: list[dict[str, Any]] = []
        self.last = 0
        self.code = 0  # with which it was closed; 1006: without a word
        self._news = asyncio.Condition()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                frame = json.loads(text)
                await self._take(frame)
                async with self._news:
                    self.heard.append(frame)
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        async with self._news:
            self.code = self.socket.close_code or 1006
            self._news.notify_all()

    async def _take(self, frame: dict[str, Any]) -> None:
        state = frame.get("snapshot", frame)
        if "seq" in state and "live" not in frame:
            self.last = max(self.last, state["seq"])
        if "ask" in frame:
            await self.say({"have": self.last})

    async def say(self, frame: dict[str, Any]) -> None:
        await self.socket.send(json.dumps(frame))

    async def until(self, wanted: Callable[[dict[str, Any]], Any], seconds: float = 20, after: int = 0) -> Any:
        """Return the first frame for which wanted(frame) is true; of those heard already, it leaves `after` out."""
        async with asyncio.timeout(seconds), self._news:
            while True:
                for frame in self.heard[after:]:
                    if wanted(frame):
                        return frame
                after = len(self.heard)
                assert not self.code, f"closed with {self.code}"
                await self._news.wait()

    async def join(self, seconds: float = 20) -> "Phone":
        await self.say({"since": None, "epoch": None})
        await self.until(lambda frame: "snapshot" in frame or "fetch" in frame, seconds)
        return self

    async def do(self, name: str, ref: str = "", seconds: float = 20, **data: Any) -> dict[str, Any]:
        """Send a command and return its answer; the same `ref` may be sent again."""
        ref = ref or str(uuid.uuid4())
        heard = len(self.heard)
        await self.say({"do": name, "with": data, "ref": ref})
        return dict(await self.until(lambda frame: frame.get("ref") == ref, seconds, heard))

    async def closed(self, seconds: float = 20) -> int:
        """Wait for the end and return its code."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: self.code)
        return self.code

    @property
    def goodbye(self) -> int | None:
        """Return after how many milliseconds it was asked to come back, if that was the last thing it heard."""
        return self.heard[-1].get("goodbye") if self.heard else None


class Hall:
    """The demo's live room on a running server. `url` is where it is reached: the server itself, or a proxy."""

    def __init__(self, server: Any, url: str = "", tls: ssl.SSLContext | None = None):
        self.server, self.url, self.tls = server, url or server.url, tls
        printed = server.manage("load_demo")
        self.room = _one(r"/rooms/(\w{12})/console", printed)
        self.code = _one(r"  (\S+)  Caterina", printed)
        self.taken: list[tuple[Browser, str]] = []  # seats for a test to use
        self.phones: list[Phone] = []
        self._console: Browser | None = None

    async def seat(self) -> tuple[Browser, str]:
        """Take a seat as somebody new; returns the browser with its cookies, and the seat."""
        browser = Browser(self.url)
        data = {"room": self.room, "side": "resident", "nickname": "Prova", "lang": "it", "once": uuid.uuid4().hex}
        made = (await browser.command("seat.join", data))["data"]
        if "token" in made:
            browser.cookies["tessera_device"] = made["token"]
        return browser, made["participant"]

    async def seats(self, number: int) -> list[tuple[Browser, str]]:
        return list(await asyncio.gather(*(self.seat() for _n in range(number))))

    async def console(self) -> Browser:
        """Log the facilitator in; the printed code works once."""
        if self._console is None:
            self._console = Browser(self.url)
            await self._console.log_in(self.code)
        return self._console

    async def phone(
        self, browser: Browser, seat: str = "", *, url: str = "", origin: str = "", narrow: bool = False
    ) -> Phone:
        """Open a socket. `url`: of another process of the same service; `narrow`: its system holds little unread."""
        url = url or self.url
        address = f"ws{url.removeprefix('http')}/ws/room/{self.room}/" + (f"?seat={seat}" if seat else "")
        more: dict[str, Any] = {"ssl": self.tls} if self.tls else {}
        if narrow:
            where = urlsplit(url)
            more["sock"] = await _narrow(where.hostname or "", where.port or 80)
        cookie = {"Cookie": browser.cookie}
        link = await connect(address, additional_headers=cookie, origin=origin or url, open_timeout=30, **more)
        self.phones.append(Phone(link))
        return self.phones[-1]

    async def leave(self) -> None:
        """Close every socket that is still open."""
        phones, self.phones = self.phones, []
        await asyncio.gather(*(phone.socket.close() for phone in phones), return_exceptions=True)


async def _narrow(host: str, port: int) -> socket.socket:
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.setblocking(False)
    await asyncio.get_running_loop().sock_connect(link, (host, port))
    return link


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found.group(1)
