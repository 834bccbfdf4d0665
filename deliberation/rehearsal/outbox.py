"""The commands of one device: kept until they are answered, sent again under their old ref, so that each acts once."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from deliberation.rehearsal.backoff import full_jitter
from deliberation.rehearsal.times import Times

Message = dict[str, Any]
ELSEWHERE = {"problem", "solution"}  # their answers carry the number of the process's event, not of the room's
BUSY_TRIES = 16
BUSY = {"first": 1.0, "longest": 10.0}  # seconds until a busy room is asked again


@dataclass
class Outbox:
    """`say` writes to the line if it is open. `fine` and `refused`: final answers; `busy`: how often we had to wait."""

    say: Callable[[Message], Awaitable[None]]
    times: Times
    waiting: dict[str, tuple[Message, asyncio.Future[Message]]] = field(default_factory=dict)
    fine: int = 0
    refused: int = 0
    busy: int = 0
    refusals: set[str] = field(default_factory=set)
    ended: str = ""  # nothing is sent any more, for this reason

    async def do(self, name: str, data: dict[str, Any]) -> Message:
        """Run a command: `{ok, data}` or `{no, code, fields}`. Kept through cuts, repeated with its ref while busy."""
        message = {"do": name, "with": data, "ref": str(uuid.uuid4())}
        began = time.monotonic()
        answer = await self._ask(message)
        for attempt in range(BUSY_TRIES):
            if answer.get("code") != "busy":
                break
            self.busy += 1
            await asyncio.sleep(full_jitter(attempt, **BUSY))
            answer = await self._ask(message)
        if "no" in answer:
            self.refused += 1
            self.refusals.add(f"{name}: {answer['no']}")
            return answer
        self.fine += 1
        number = 0 if name.partition(".")[0] in ELSEWHERE else answer["ok"]
        self.times.answered(name, number, began, time.monotonic())
        return answer

    async def _ask(self, message: Message) -> Message:
        if self.ended:
            return {"no": self.ended, "code": "gone"}
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self.waiting[message["ref"]] = (message, future)
        await self.say(message)
        return await future

    def answer(self, frame: Message) -> None:
        """Hand an answer to whoever waits for it."""
        _message, future = self.waiting.pop(frame["ref"], (None, None))
        if future is not None and not future.done():
            future.set_result(frame)

    async def again(self) -> None:
        """The line is open again: send what has no answer."""
        for message, _future in list(self.waiting.values()):
            await self.say(message)

    def end(self, reason: str) -> None:
        """Nothing will be answered any more."""
        self.ended = reason
        for _message, future in self.waiting.values():
            if not future.done():
                future.set_result({"no": reason, "code": "gone"})
        self.waiting.clear()
