"""One run: start everything, let people meet, make faults, come to rest, and gather what is left to be judged."""

import asyncio
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.chaos import gather, programs
from tests.chaos.catching_up import caught_up
from tests.chaos.client import Client, Hall
from tests.chaos.crowd import Crowd
from tests.chaos.killer import Killer, Program
from tests.chaos.proxy import Proxy
from tests.chaos.record import Deed, Evidence
from tests.chaos.schedule import Plan, schedule

PAST = 1100  # events in one room before anybody comes, so that somebody can have missed a thousand
CALM = 3.2  # seconds before and after a fault that is measured
BACK = 20.0  # seconds for everybody to come back after a measured fault
SETTLE = 90.0  # seconds for everything to come to rest


@dataclass
class Options:
    seed: int
    kills: int
    acks: int
    seconds: float
    clients: int
    processes: int
    on: str


@dataclass
class Outcome:
    """What a run gives: the evidence, the faults, what was measured by the way, how long each part took."""

    evidence: Evidence
    deeds: list[Deed]
    catching_up: dict[int, list[float]]
    acks: int
    unexpected: list[str]
    told: dict[str, str]
    log: str
    seconds: dict[str, float] = field(default_factory=dict)


class Run:
    """`async with Run(options) as run: outcome = await run.whole()`; everything that was started is stopped."""

    def __init__(self, options: Options):
        self.options = options
        self.folder = Path(tempfile.mkdtemp(prefix="tessera-chaos-"))
        self.programs: dict[str, Program] = {}
        self.seconds: dict[str, float] = {}
        self.catching_up: dict[int, list[float]] = {}
        self.proxy: Proxy | None = None
        self.environment: dict[str, str] = {}

    async def __aenter__(self) -> "Run":
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self.proxy:
            await self.proxy.stop()
        for program in reversed(list(self.programs.values())):
            await asyncio.to_thread(program.stop)
        shutil.rmtree(self.folder, ignore_errors=True)

    async def whole(self) -> Outcome:
        options = self.options
        town = await self._timed("start", self._start())
        proxy = self.proxy = Proxy([s.port for s in self._servers()], options.seed)
        await proxy.start()
        hall = Hall(proxy, options.seed, self._pace())
        crowd = Crowd(hall, town)
        killer = Killer(self.programs, proxy)
        await self._timed("come in", crowd.come())
        began = crowd.heads()
        hall.speaking.set()
        await self._timed("measure", self._measured(killer, hall, crowd))
        await self._timed("storm", self._storm(killer, crowd))
        await self._timed("come to rest", crowd.rest(SETTLE))
        dump = await asyncio.to_thread(programs.ask, "tests.chaos.dump", self.environment, *crowd.rooms)
        ballots = await gather.published(proxy.url, dump)
        await crowd.leave()
        found = gather.evidence(crowd.histories(), dump, ballots, began)
        log = "\n".join(server.live.said() for server in self._servers() if server.live)
        told = {name: program.told for name, program in self.programs.items()}
        return Outcome(
            found,
            killer.deeds,
            self.catching_up,
            crowd.acks(),
            [*hall.unexpected, *killer.stuck],
            told,
            log,
            self.seconds,
        )

    async def _timed(self, name: str, work: Any) -> Any:
        began = time.monotonic()
        print(f"{name} …", end=" ", flush=True)
        try:
            return await work
        finally:
            self.seconds[name] = time.monotonic() - began
            print(f"{self.seconds[name]:.1f} s", flush=True)

    async def _start(self) -> dict[str, Any]:
        return await asyncio.to_thread(self._started)

    def _started(self) -> dict[str, Any]:
        database = hints = None
        if self.options.on == "postgres":
            database = self.programs["postgres"] = programs.Database(self.folder)
            hints = self.programs["redis"] = programs.Hints(self.folder)
        self.environment = programs.environment(self.folder, database, hints)
        town = programs.prepare(self.environment, self.options.clients, PAST)
        for number in range(self.options.processes):
            server = programs.Server(f"server-{number}", self.folder, self.environment)
            self.programs[server.name] = server
            server.start()
        return town

    def _servers(self) -> list[programs.Server]:
        return [each for each in self.programs.values() if isinstance(each, programs.Server)]

    def _pace(self) -> float:
        """Commands a second for each, so that the acknowledgements asked for are reached in time.

        Votes, refusals and outages take more than half of it.
        """
        wanted = self.options.acks / (self.options.seconds * 0.4) / max(1, self.options.clients)
        return min(2.5, max(0.3, wanted))

    async def _measured(self, killer: Killer, hall: Hall, crowd: Crowd) -> None:
        """A few faults by themselves, with quiet around them: what they cost can be told."""
        await asyncio.sleep(CALM)
        for plan in self._scenes():
            await killer.do(plan)
            await crowd.all_in(BACK)
            await asyncio.sleep(CALM)
        for behind in (1000, 450) * 3:
            one: Client = crowd.somebody()
            seconds = await caught_up(hall, one, behind)
            if seconds is not None:
                self.catching_up.setdefault(behind, []).append(seconds)

    def _scenes(self) -> list[Plan]:
        last = self.options.processes - 1  # most people are with it, once the first has been stopped
        server = [Plan(0, "term", "server-0", 0.0), Plan(0, "kill", f"server-{last}", 0.0)]
        if self.options.on == "sqlite":
            return server
        return [Plan(0, "kill", "redis", 5.0), Plan(0, "kill", "postgres", 0.5), *server]

    async def _storm(self, killer: Killer, crowd: Crowd) -> None:
        options = self.options
        plans = schedule(
            seed=options.seed, kills=max(0, options.kills - killer.kills()), seconds=options.seconds,
            processes=options.processes, everything=options.on == "postgres",
        )  # fmt: skip
        until = time.monotonic() + options.seconds
        await killer.follow(plans)
        await killer.settle()
        while crowd.acks() < options.acks and time.monotonic() < until + options.seconds / 2:
            await asyncio.sleep(0.5)
