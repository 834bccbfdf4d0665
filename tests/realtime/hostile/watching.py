"""People at work in the room while something else happens there: they lose nothing and hardly wait longer."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

WITNESS = Path(__file__).with_name("witness.py")
SLOWER = 3.0  # times; the promise is 2, but machines that run tests are shared: the figures are printed
FLOOR = 500.0  # ms: below this nobody in a hall notices anything
CROWDED = 2.0  # processes that want each core, on average; these tests alone make one or so
QUIET = 3.0  # seconds of undisturbed work that the others are compared with


class Watch:
    """`told` is what the witness reads; `costs` those of the server."""

    def __init__(self, told: dict[str, Any], costs: Any):
        self.told, self.costs = told, costs
        self.calm: dict[str, float] = {}

    @asynccontextmanager
    async def undisturbed(self, what: str) -> AsyncIterator[None]:
        process = await self._begin()
        began, before = time.monotonic(), self.costs.cpu()
        try:
            yield
            await asyncio.sleep(max(0.0, began + 2 - time.monotonic()))  # else there is nothing to count
            took, used = time.monotonic() - began, self.costs.cpu() - before
            report = await self._end(process)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        await self._measure_calm()
        now = figures(report)
        print(f"{what}: {len(report['acks'])} acks, {report['busy']} told to wait, {len(report['heard'])} events;",
              *(f"{each} p95 {now[each]:.0f} ms (calm {self.calm[each]:.0f});" for each in now),
              f"server at {100 * used / took:.0f} % of a core for {took:.0f} s")  # fmt: skip
        self._judge(report, now)

    def _judge(self, report: dict[str, Any], now: dict[str, float]) -> None:
        lost = {each: report[each] for each in ("missing", "doubled", "refused", "closed")}
        assert lost == {"missing": 0, "doubled": 0, "refused": [], "closed": []}, lost
        if os.getloadavg()[0] < CROWDED * (os.cpu_count() or 1):  # else the figures speak of others' work
            assert all(now[each] <= max(FLOOR, SLOWER * self.calm[each]) for each in now), (now, self.calm)

    async def _measure_calm(self) -> None:
        if not self.calm:
            process = await self._begin()
            await asyncio.sleep(QUIET)
            self.calm = figures(await self._end(process))

    async def _begin(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(WITNESS), stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=2**24
        )
        process.stdin.write(json.dumps(self.told).encode() + b"\n")
        assert await asyncio.wait_for(process.stdout.readline(), 60) == b"ready\n"
        return process

    @staticmethod
    async def _end(process: asyncio.subprocess.Process) -> dict[str, Any]:
        process.stdin.close()
        report = json.loads(await asyncio.wait_for(process.stdout.readline(), 60))
        await process.wait()
        return dict(report)


def figures(report: dict[str, Any]) -> dict[str, float]:
    """Return the 95th percentile of what was measured, in ms."""
    return {each: statistics.quantiles(report[each], n=20)[-1] for each in ("acks", "heard")}
