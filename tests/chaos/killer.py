"""Carries out the schedule on the real programs and the proxy, and writes down what it did and when."""

import asyncio
import time
from collections.abc import Sequence

from tests.chaos.programs import Database, Hints, Server
from tests.chaos.proxy import Proxy
from tests.chaos.record import Deed
from tests.chaos.schedule import Plan

Program = Database | Hints | Server
SNAPPED, DRIPPED, LATE = 0.3, 0.2, 0.3  # shares of the lines that a fault of the network concerns
RATE, LAG = 400, 0.6  # bytes a second, seconds
TOGETHER = 3  # faults at once: with more, nothing would be left that could be wrong


class Killer:
    """What is killed is always started again; two faults may overlap, two on one program do not."""

    def __init__(self, programs: dict[str, Program], proxy: Proxy):
        self.programs, self.proxy = programs, proxy
        self.turns = {name: asyncio.Lock() for name in programs}
        self.deeds: list[Deed] = []
        self.stuck: list[str] = []  # what did not go as it should
        self.work: set[asyncio.Task[Deed]] = set()
        self.broken: BaseException | None = None  # a program that cannot be started again ends the run, loudly

    async def follow(self, plans: Sequence[Plan]) -> None:
        """Do one after the other; the repairs go on meanwhile."""
        for plan in plans:
            await asyncio.sleep(plan.wait)
            task = asyncio.create_task(self.do(plan))
            self.work.add(task)
            task.add_done_callback(self._ended)
            while len(self.work) > TOGETHER:
                await asyncio.sleep(0.05)
            if self.broken:
                raise self.broken

    async def settle(self) -> None:
        """Wait until everything stands again."""
        while self.work:
            await asyncio.sleep(0.05)
        if self.broken:
            raise self.broken

    async def do(self, plan: Plan) -> Deed:
        """Carry out one fault and its repair."""
        if plan.target == "network":
            return await self._weather(plan)
        program = self.programs[plan.target]
        async with self.turns[plan.target]:
            deed = Deed(plan.sort, plan.target, time.time())
            self.deeds.append(deed)
            await asyncio.to_thread(self._stop, program, plan)
            deed.gone = time.time()
            await asyncio.sleep(plan.down)
            await asyncio.to_thread(program.start)
            deed.until = time.time()
        return deed

    def _stop(self, program: Program, plan: Plan) -> None:
        if plan.sort == "kill" or not isinstance(program, Server):
            program.kill()
        elif not program.term():
            self.stuck.append(f"{plan.target} did not stop in order")

    async def _weather(self, plan: Plan) -> Deed:
        deed = Deed(plan.sort, plan.target, time.time())
        self.deeds.append(deed)
        if plan.sort == "cut":
            await self.proxy.cut(plan.down)
        elif plan.sort == "drip":
            await self.proxy.drip(DRIPPED, RATE, plan.down)
        elif plan.sort == "lag":
            await self.proxy.slow(LATE, LAG, plan.down)
        else:
            self.proxy.snap(SNAPPED)
        deed.until = time.time()
        return deed

    def _ended(self, task: "asyncio.Task[Deed]") -> None:
        self.work.discard(task)
        self.broken = task.exception() or self.broken

    def kills(self) -> int:
        return sum(deed.sort == "kill" for deed in self.deeds)
