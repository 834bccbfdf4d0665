"""A server that says what a test tells it to, over a real socket and real HTTP: for what a healthy one rarely does."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from deliberation.rehearsal.client import Client
from deliberation.rehearsal.http import Browser

ROOM = "0" * 12


def snapshot(seq: int, **tables: Any) -> dict[str, Any]:
    return {"seq": seq, "epoch": 0, "now": 0, "tables": tables, "mine": {}, "live": {}}


class Peer:
    """`heard`: what phones said, in order; `pages`: path → what is answered there once `open_pages` is set."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.pages: dict[str, Any] = {}
        self.open_pages = asyncio.Event()
        self.links: list[ServerConnection] = []
        self.url = ""

    async def meet(self, link: ServerConnection) -> None:
        self.links.append(link)
        async for text in link:
            self.heard.append(json.loads(text))

    async def page(self, link: ServerConnection, request: Request) -> Response | None:
        if request.path.startswith("/ws/"):
            return None
        await self.open_pages.wait()
        known = request.path in self.pages
        return link.respond(200 if known else 404, json.dumps(self.pages.get(request.path)))

    async def say(self, *frames: dict[str, Any]) -> None:
        for frame in frames:
            await self.links[-1].send(json.dumps(frame))

    async def until(self, done: Callable[[], bool], seconds: float = 8) -> None:
        async with asyncio.timeout(seconds):
            while not done():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def meeting() -> AsyncIterator[tuple[Peer, Client]]:
    """A peer and a phone that has just come to it; it has said where it stands."""
    peer = Peer()
    async with serve(peer.meet, "127.0.0.1", 0, process_request=peer.page, compression=None) as server:
        peer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        client = Client(Browser(peer.url), ROOM, seat="1" * 12)
        running = asyncio.create_task(client.run())
        await peer.until(lambda: bool(peer.heard))
        yield peer, client
        await client.stop()
        await running
