"""A client over a line of chance: it applies what arrives as the protocol says, and comes back when it is cut."""

import copy
import json
import random
from typing import Any

from realtime.frame import Frame
from realtime.hub import Hub
from realtime.outbox import Outbox
from realtime.streams import Viewer
from tests.realtime.lines import TestLine, chance_line
from tests.realtime.toy import Toy


class Phone:
    """`seq`, `epoch` and `tables` are what it shows. `wrong` says where the server broke its word."""

    def __init__(self, hub: Hub, toy: Toy, number: int, chance: random.Random):
        self.hub, self.toy, self.chance = hub, toy, chance
        self.viewer: Viewer = toy.viewer(f"p{number}", "lead" if number == 0 else "crowd")
        self.address, self.asked, self.slot = "/api/toy/x", False, 0
        self.doing: dict[str, tuple[str, float]] = {}
        self.seq: int | None = None
        self.epoch: int | None = None
        self.tables: dict[str, dict[str, Any]] = {}
        self.wrong: list[str] = []
        self.secrets: dict[str, int] = {}  # a text that was hidden → the epoch since when
        self.connect()

    def connect(self) -> None:
        self.line: TestLine = chance_line(self.chance)
        self.outbox = Outbox(self.line, lambda: self.end(4008))
        self.code, self.read = 0, 0

    def admit(self) -> Viewer:
        return self.viewer

    def put(self, *frames: Frame) -> None:
        desk = self.hub.desks.get(self.toy.stream)
        for text, epoch in self.secrets.items():
            if desk and desk.epoch >= epoch and any(text in frame.text for frame in frames):
                self.wrong.append(f"{text} was sent after it was hidden")
        self.outbox.put(*frames)

    def end(self, code: int) -> None:
        if not self.code:
            self.code = code
            self.hub.leave(self.toy.stream, self)
            self.outbox.close(code)

    async def join(self) -> None:
        """Come, come back, or ask again."""
        if self.code:
            self.connect()
        await self.hub.join(self.toy.stream, self, self.seq, self.epoch)

    def look(self) -> None:
        """Read everything that has arrived."""
        fresh, self.read = self.line.frames[self.read :], len(self.line.frames)
        for frame in fresh:
            self.apply(json.loads(frame.text))

    def apply(self, said: dict[str, Any]) -> None:
        if "snapshot" in said:
            self.seq, self.epoch = said["snapshot"]["seq"], said["snapshot"]["epoch"]
            self.tables = copy.deepcopy(said["snapshot"]["tables"])
        elif "live" in said or "ask" in said:
            number = said["seq"] if "live" in said else said["ask"]
            if self.seq is not None and number > self.seq:
                self.wrong.append(f"{number} was named before it was sent")
        elif "seq" in said:
            self.event(said["seq"], said.get("set", {}))

    def event(self, seq: int, changed: dict[str, dict[str, Any]]) -> None:
        if self.seq is None or seq > self.seq + 1:
            self.wrong.append(f"{seq} came after {self.seq}")
        if self.seq is not None and seq <= self.seq:
            return
        self.seq = seq
        for table, rows in changed.items():
            for key, row in rows.items():
                if row is None:
                    self.tables[table].pop(key, None)
                else:
                    self.tables[table][key] = row
