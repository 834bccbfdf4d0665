"""A real server with a room for these tests, ways into it, and what the server costs and says meanwhile."""

import asyncio
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from deliberation.rehearsal.http import Browser
from tests.plugins.live import LiveServer
from tests.realtime.hostile.raw import Raw, dial, handshake

WITNESS = Path(__file__).with_name("witness.py")
WRITERS = 3
SLOWER = 3.0  # times; the promise is 2, but machines that run tests are shared: the figure is printed
FLOOR = 300.0  # ms: below this nobody in a hall notices anything
LISTENING, OVER = "0A", "06"  # states of a TCP connection
CROWDED = 2.0  # processes that want each core, on average; these tests alone make one or so


class House:
    """`room` stands at its step for cards, which is `activity`; everybody may come in."""

    def __init__(self, server: LiveServer):
        self.server = server
        self.host = f"127.0.0.1:{server.port}"
        self.pid = server.process.pid
        self.calm: dict[str, float] = {}
        self.log_read = 0
        self._names = itertools.count(1)

    async def prepare(self) -> None:
        printed = await asyncio.to_thread(self.server.manage, "load_demo")
        self.room = re.search(r"/rooms/(\w{12})/console", printed).group(1)
        self.console = Browser(self.server.url)
        await self.console.log_in(re.search(r"  (\S+)  Caterina", printed).group(1))
        while (await self.step())["kind"] != "cards":
            assert "ok" in await self.console.command("room.next", {"room": self.room})
        self.activity = (await self.step())["id"]
        self.writers = [await self.seat() for _n in range(WRITERS)]
        self.reader = await self.seat()
        for writer in self.writers:
            card = {"activity": self.activity, "text": "Una riga", "lang": "it"}
            writer.card = (await writer.command("card.add", card))["data"]["card"]

    async def step(self) -> dict[str, Any]:
        """Return the row of the room's running activity."""
        _status, shown = await self.console.read(f"/api/rooms/{self.room}")
        return shown["tables"]["activities"][shown["tables"]["room"][self.room]["activity"]]

    async def seat(self) -> "Phone":
        """Take a new seat on a new device."""
        phone = Phone(self.server.url)
        asked = {"room": self.room, "side": "resident", "nickname": f"P {next(self._names)}", "lang": "it"}
        made = await phone.command("seat.join", {**asked, "once": uuid.uuid4().hex})
        phone.cookies["tessera_device"] = made["data"]["token"]
        phone.seat = made["data"]["participant"]
        return phone

    async def seats(self, count: int) -> list["Phone"]:
        return [await self.seat() for _n in range(count)]

    def path(self, who: Browser | None = None, **query: str) -> str:
        asked = {"seat": getattr(who, "seat", ""), **query}
        return f"/ws/room/{self.room}/?" + "&".join(f"{key}={value}" for key, value in asked.items() if value)

    async def open(self, who: Browser | None = None, *, join: bool = True, buffer: int = 0, **headers: str) -> Raw:
        """Open a socket without manners; `join`: say `since` and wait until it is in."""
        raw = await dial(self.server.port, buffer=buffer)
        raw.send(handshake(self.host, self.path(who), **{"Cookie": who.cookie if who else "", **headers}))
        answer = await raw.head()
        assert " 101 " in answer, answer
        if join:
            raw.say({"since": None, "epoch": None})
            await raw.until("live")
            raw.answers.clear()
        return raw

    def memory(self) -> float:
        """MB that the server holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def cpu(self) -> float:
        """Seconds of CPU that the server has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def lines(self) -> int:
        """Connections that the server holds."""
        return lines(self.server.port)

    def complaints(self) -> str:
        """What the server has logged as an error since the last look: lines with their traces."""
        said, before = self.server.said(), self.log_read
        self.log_read = len(said)
        new = said[before:]
        return new if re.search(r'Traceback|^  File "| (ERROR|CRITICAL) ', new, re.MULTILINE) else ""

    @asynccontextmanager
    async def undisturbed(self, what: str) -> AsyncIterator[None]:
        """People work in the room meanwhile: they lose nothing, are refused nothing and hardly wait longer."""
        process = await self._witness()
        began, before = time.monotonic(), self.cpu()
        try:
            yield
            await asyncio.sleep(max(0.0, began + 2 - time.monotonic()))  # else there is nothing to count
            used, took = self.cpu() - before, time.monotonic() - began
            report = await self._end(process)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        now = figures(report)
        if not self.calm:
            self.calm = figures(await self._watched(3))
        print(f"{what}: {len(report['acks'])} acks, p95 {now['acks']:.0f} ms (calm {self.calm['acks']:.0f}), "
              f"{len(report['heard'])} events, p95 {now['heard']:.0f} ms (calm {self.calm['heard']:.0f}), "
              f"server at {100 * used / took:.0f} % of a core for {took:.0f} s")  # fmt: skip
        lost = {each: report[each] for each in ("missing", "doubled", "refused", "closed")}
        assert lost == {"missing": 0, "doubled": 0, "refused": [], "closed": []}, lost
        if os.getloadavg()[0] < CROWDED * (os.cpu_count() or 1):  # else the figures speak of others' work
            assert all(now[each] <= max(FLOOR, SLOWER * self.calm[each]) for each in now), (now, self.calm)

    async def _watched(self, seconds: float) -> dict[str, Any]:
        process = await self._witness()
        await asyncio.sleep(seconds)
        return await self._end(process)

    async def _witness(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(WITNESS), stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=2**24
        )
        told = {
            "url": f"{self.server.ws}/ws/room/{self.room}/",
            "origin": self.server.url,
            "reader": {"cookie": self.reader.cookie, "seat": self.reader.seat},
            "writers": [{"cookie": each.cookie, "seat": each.seat, "card": each.card} for each in self.writers],
        }
        process.stdin.write(json.dumps(told).encode() + b"\n")
        assert await asyncio.wait_for(process.stdout.readline(), 30) == b"ready\n"
        return process

    @staticmethod
    async def _end(process: asyncio.subprocess.Process) -> dict[str, Any]:
        process.stdin.close()
        report = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        await process.wait()
        return report


class Phone(Browser):
    """A device with one seat."""

    seat = ""
    card = ""


def lines(port: int) -> int:
    """Connections to a port of this machine that its owner has not let go of, as Linux tells."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] not in {LISTENING, OVER} for row in rows)


def figures(report: dict[str, Any]) -> dict[str, float]:
    """The 95th percentile of what was measured, in ms."""
    return {each: statistics.quantiles(report[each], n=20)[-1] for each in ("acks", "heard")}
