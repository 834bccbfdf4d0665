"""Sockets without a wire: the consumer itself, in this process, with a real database behind it."""

import asyncio
import json
import uuid
from typing import Any

from people.actors import COOKIE
from people.keys import plain_hash
from realtime.consumers import StreamConsumer

APPLICATION = StreamConsumer.as_asgi()


class Direct:
    """One actor's socket in a room. `answers` are those to what was said; `code` is set when it was closed."""

    def __init__(self, room: str, actor: Any):
        self.room, self.actor = room, actor
        self.said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.answers: list[dict[str, Any]] = []
        self.code = 0
        self.heard = asyncio.Event()

    async def open(self) -> "Direct":
        self.task = asyncio.create_task(APPLICATION(await asyncio.to_thread(self._scope), self.said.get, self._send))
        self.said.put_nowait({"type": "websocket.connect"})
        self.say(b'{"since":null,"epoch":null}')
        await self.until(lambda: self.code or self.joined, 20)
        return self

    joined = False

    def say(self, data: bytes) -> None:
        """Hand over one message as a server would: a text when it is UTF-8, else bytes."""
        try:
            self.said.put_nowait({"type": "websocket.receive", "text": data.decode()})
        except UnicodeDecodeError:
            self.said.put_nowait({"type": "websocket.receive", "bytes": data})

    async def until(self, wanted: Any, seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while not wanted():
                self.heard.clear()
                await self.heard.wait()

    async def close(self) -> None:
        self.said.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.task

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            self.code = message["code"]
        elif message["type"] == "websocket.send":
            told = json.loads(message["text"])
            self.joined = self.joined or "live" in told
            if "ask" in told:
                self.say(b'{"have":0}')
            if "ref" in told:
                self.answers.append(told)
        self.heard.set()

    def _scope(self) -> dict[str, Any]:
        cookies, query = {}, ""
        if self.actor.device is not None:
            cookies[COOKIE] = uuid.uuid4().hex
            self.actor.device.token_hash = plain_hash(cookies[COOKIE])
            self.actor.device.save(update_fields=["token_hash"])
        if self.actor.participant is not None:
            query = f"seat={self.actor.participant.pk}"
        return {
            "type": "websocket",
            "url_route": {"kwargs": {"kind": "room", "key": self.room}},
            "query_string": query.encode(),
            "cookies": cookies,
            "user": self.actor.person,
        }
