"""A program of its own: people who behave well in a room while somebody else does not; prints what they went through.

It reads one line of JSON (`url`, `origin`, `reader` and `writers` as {cookie, seat}, a writer's `card`), says "ready"
when all are in, works until its input ends, and prints {acks, heard, busy, missing, doubled, refused, closed}; times in
ms. Who is told to wait waits and says the same again, as the protocol asks.
"""

import asyncio
import json
import random
import sys
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

EVERY = 0.25  # seconds between two commands of one writer; five a second are allowed
UNDER_WAY = 8  # commands of one writer that may wait for their answers
ANSWERED = 20.0  # seconds that the last answers and events may still take


class Crowd:
    """One reader and its writers. `sent` is when the command behind a ref left, `numbers` what came of it."""

    def __init__(self, told: dict[str, Any]):
        self.told = told
        self.sent: dict[str, float] = {}
        self.said: dict[str, str] = {}  # ref → the message, for when it has to be said again
        self.again: list[asyncio.Task[None]] = []
        self.acks: list[float] = []
        self.numbers: dict[int, float] = {}  # seq → when its command was sent
        self.arrived: dict[int, float] = {}  # seq → when the reader heard of it
        self.doubled = 0
        self.refused: list[dict[str, Any]] = []
        self.closed: list[int] = []
        self.over = asyncio.Event()

    async def work(self) -> None:
        everybody = [self.told["reader"], *self.told["writers"]]
        sockets = [await self._enter(each) for each in everybody]
        listening = [asyncio.create_task(self._listen(socket, not n)) for n, socket in enumerate(sockets)]
        print("ready", flush=True)
        asyncio.get_running_loop().run_in_executor(None, self._wait_for_the_end, asyncio.get_running_loop())
        pairs = zip(sockets[1:], self.told["writers"], strict=True)
        await asyncio.gather(*(self._write(socket, writer, place) for place, (socket, writer) in enumerate(pairs)))
        until = time.monotonic() + ANSWERED
        while (self.sent or set(self.numbers) - set(self.arrived)) and time.monotonic() < until and not self.closed:
            await asyncio.sleep(0.05)
        print(json.dumps(self.report()), flush=True)
        for task in listening:
            task.cancel()

    def report(self) -> dict[str, Any]:
        heard = [self.arrived[seq] - sent for seq, sent in self.numbers.items() if seq in self.arrived]
        return {
            "acks": [round(each * 1000, 1) for each in self.acks],
            "heard": [round(each * 1000, 1) for each in heard],
            "busy": len(self.again),
            "missing": len(set(self.numbers) - set(self.arrived)) + len(self.sent),
            "doubled": self.doubled,
            "refused": self.refused,
            "closed": self.closed,
        }

    def _wait_for_the_end(self, loop: asyncio.AbstractEventLoop) -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(self.over.set)

    async def _enter(self, who: dict[str, Any]) -> ClientConnection:
        address = f"{self.told['url']}?seat={who['seat']}"
        headers = {"Cookie": who["cookie"]}
        socket = await connect(address, origin=self.told["origin"], additional_headers=headers, max_size=None)
        await socket.send('{"since":null,"epoch":null}')
        while "live" not in json.loads(await socket.recv()):
            pass
        return socket

    async def _write(self, socket: ClientConnection, who: dict[str, Any], place: int) -> None:
        await asyncio.sleep(place * EVERY / len(self.told["writers"]))
        number = 0
        while not self.over.is_set() and not self.closed:
            await asyncio.sleep(EVERY)
            if sum(ref.startswith(who["seat"]) for ref in self.sent) >= UNDER_WAY:
                continue
            number += 1
            ref = f"{who['seat']}-{time.time_ns()}"
            data = {"card": who["card"], "text": f"Riga {number}", "lang": "it"}
            self.sent[ref], self.said[ref] = time.monotonic(), json.dumps({"do": "card.edit", "with": data, "ref": ref})
            await socket.send(self.said[ref])

    async def _listen(self, socket: ClientConnection, reads: bool) -> None:
        last = 0
        try:
            async for text in socket:
                heard, now = json.loads(text), time.monotonic()
                if "ask" in heard:
                    last = max(last, heard["ask"])
                    await socket.send(json.dumps({"have": last}))
                elif heard.get("code") == "busy":
                    self.again.append(asyncio.create_task(self._again(socket, heard["ref"])))
                elif "ref" in heard:
                    self._answered(heard, now)
                elif reads and ("event" in heard or heard.keys() == {"seq"}):
                    self.doubled += heard["seq"] in self.arrived
                    self.arrived[heard["seq"]] = now
        except ConnectionClosed:
            pass
        self.closed.append(socket.close_code or 0)

    async def _again(self, socket: ClientConnection, ref: str) -> None:
        await asyncio.sleep(1 + random.random())
        await socket.send(self.said[ref])

    def _answered(self, heard: dict[str, Any], now: float) -> None:
        sent = self.sent.pop(heard["ref"], None)
        if "no" in heard or sent is None:
            self.refused.append(heard)
            return
        self.acks.append(now - sent)
        self.numbers[heard["ok"]] = sent


if __name__ == "__main__":
    asyncio.run(Crowd(json.loads(sys.stdin.readline())).work())
