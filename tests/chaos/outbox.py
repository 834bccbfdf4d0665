"""What a client has said and was not answered yet: it is sent again under the same ref until it is."""

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.record import History, Said, Told

FINAL = {"refused", "invalid", "missing", "conflict"}
BUSY = (0.3, 1.5)  # seconds before what met a busy server is sent again


@dataclass
class Command:
    """One command on its way; `answer` is set once it has a final one."""

    ref: str
    do: str
    data: dict[str, Any]
    answer: asyncio.Future[Told] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Outbox:
    """`write(text)` sends on the present line and says whether there is one."""

    def __init__(self, history: History, chance: random.Random, write: Any):
        self.history, self.chance, self.write = history, chance, write
        self.waiting: dict[str, Command] = {}
        self.probing: set[str] = set()  # refs that were sent with another content on this line
        self.under_way: Counter[str] = Counter()  # attempts on this line that have no answer yet
        self.link = 0
        self.number = self.accepted = 0

    def new_ref(self) -> str:
        self.number += 1
        return f"{self.history.name}.{self.number}"

    def put(self, ref: str, do: str, data: dict[str, Any], *, twice: bool = False) -> Command:
        """Send a command, and keep it until it is answered."""
        command = self.waiting[ref] = Command(ref, do, data)
        self._send(command.ref, do, data, "")
        if twice:
            self._send(ref, do, data, "twice")
        return command

    def probe(self, said: Command, data: dict[str, Any]) -> None:
        """Send an answered ref again with another content: it must be noticed."""
        if not self.under_way[said.ref]:
            self.probing.add(said.ref)
            self._send(said.ref, said.do, data, "other")

    def new_line(self, link: int) -> None:
        """What was not answered on the old line is sent on this one."""
        self.link = link
        self.probing.clear()
        self.under_way.clear()
        for command in list(self.waiting.values()):
            self._send(command.ref, command.do, command.data, "again")

    def hear(self, frame: dict[str, Any]) -> None:
        """Take an answer."""
        ref = frame["ref"]
        if ref is None:  # what could not be read has no ref
            return
        ok = frame.get("ok")
        told = Told(time.time(), self.link, ref, ok, frame.get("data", {}), frame.get("code", ""), ref in self.probing)
        self.history.entries.append(told)
        self.under_way[ref] -= 1
        command = self.waiting.get(ref)
        if command is None:
            return
        if ok is not None or told.code in FINAL:
            del self.waiting[ref]
            self.accepted += ok is not None
            command.answer.set_result(told)
        elif not self.under_way[ref]:
            asyncio.get_running_loop().call_later(self.chance.uniform(*BUSY), self._again, command, self.link)

    def _again(self, command: Command, link: int) -> None:
        if command.ref in self.waiting and link == self.link and not self.under_way[command.ref]:
            self._send(command.ref, command.do, command.data, "again")

    def _send(self, ref: str, do: str, data: dict[str, Any], note: str) -> None:
        text = json.dumps({"do": do, "with": data, "ref": ref}, ensure_ascii=False)
        entry = Said(time.time(), self.link, ref, do, data, note)
        if self.write(text):
            self.history.entries.append(entry)
            self.under_way[ref] += 1
