"""A snapshot too large for the socket is fetched by HTTP; what arrives meanwhile waits for it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from deliberation.rehearsal.backoff import full_jitter
from deliberation.rehearsal.http import Browser, Unreachable

AGAIN = {"first": 1.0, "longest": 15.0}  # seconds until a new picture is asked for when one could not be fetched

Picture = Callable[[dict[str, Any], list[dict[str, Any]]], Awaitable[None]]


class Fetching:
    """At most one fetch of one device. `done(snapshot, frames that waited)`; `failed()` asks the server anew."""

    def __init__(self, browser: Browser, done: Picture, failed: Callable[[], Awaitable[None]]):
        self.browser, self.done, self.failed = browser, done, failed
        self.task: asyncio.Task[None] | None = None
        self.waiting: list[dict[str, Any]] = []
        self.count = self.failures = 0

    def begin(self, path: str) -> None:
        """Fetch the snapshot at this path of the server; an earlier fetch is given up."""
        self.drop()
        self.count += 1
        self.task = asyncio.create_task(self._fetch(path))

    def drop(self) -> None:
        """Give up: the line is gone, or a newer picture came."""
        if self.task is not None:
            self.task.cancel()
        self.task, self.waiting = None, []

    def holds(self, frame: dict[str, Any]) -> bool:
        """Keep a frame until the picture is there; False when none is on its way."""
        if self.task is None:
            return False
        self.waiting.append(frame)
        return True

    async def _fetch(self, path: str) -> None:
        try:
            snapshot = await self._snapshot(path)
        except (Unreachable, ValueError):
            self.failures += 1
            await asyncio.sleep(full_jitter(self.failures, **AGAIN))
            self.task, self.waiting = None, []  # they come after the next picture again
            await self.failed()
            return
        waited, self.task, self.waiting = self.waiting, None, []
        self.failures = 0
        await self.done(snapshot, waited)

    async def _snapshot(self, path: str) -> dict[str, Any]:
        if not path.startswith("/"):
            raise ValueError("not an address of this server")
        _status, snapshot = await self.browser.read(path)
        if not isinstance(snapshot, dict) or not isinstance(snapshot.get("seq"), int):
            raise ValueError("no snapshot")
        return snapshot
