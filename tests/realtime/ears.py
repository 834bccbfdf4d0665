"""Sockets for tests that stand at a desk without a wire."""

import asyncio
import json
from typing import Any

from realtime.frame import Frame
from realtime.refusal import Missing
from realtime.streams import Viewer


class Ear:
    """A socket that keeps what it hears: as it was sent (`frames`), and read (`heard`)."""

    def __init__(self, viewer: Viewer):
        self.viewer = viewer
        self.frames: list[Frame] = []
        self.heard: list[dict[str, Any]] = []
        self.code = 0
        self.news = asyncio.Event()
        self.address, self.asked, self.slot = "/api/room/x", False, 0
        self.doing: dict[str, tuple[str, float]] = {}
        self.may_stay = True

    def put(self, *frames: Frame) -> None:
        self.frames += frames
        self.heard += [json.loads(frame.text) for frame in frames]
        self.news.set()

    def end(self, code: int) -> None:
        self.code = self.code or code
        self.news.set()

    def admit(self) -> Viewer:
        if not self.may_stay:
            raise Missing
        return self.viewer

    async def until(self, wanted: Any, seconds: float = 20) -> Any:
        """Return the first frame for which wanted(frame) is true, or None when this socket is closed."""
        async with asyncio.timeout(seconds):
            while True:
                found = next((frame for frame in self.heard if wanted(frame)), None)
                if found or self.code:
                    return found
                self.news.clear()
                await self.news.wait()

    async def at(self, seq: int) -> Any:
        return await self.until(lambda frame: frame.get("seq") == seq and "live" not in frame)

    async def closed(self) -> int:
        await self.until(lambda _frame: False)
        return self.code

    @property
    def numbers(self) -> list[int]:
        return [f["seq"] for f in self.heard if "event" in f or set(f) == {"seq"}]

    @property
    def snapshot(self) -> dict[str, Any]:
        return next(f["snapshot"] for f in self.heard if "snapshot" in f)

    def kinds(self) -> list[str]:
        """What was heard, by the first key of each frame."""
        return [next(iter(frame)) for frame in self.heard]
