"""One room full of simulated people, and the one who leads it when the program does."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from deliberation.rehearsal.client import Client
from deliberation.rehearsal.door import sit_down
from deliberation.rehearsal.http import Browser, Unreachable
from deliberation.rehearsal.leader import Leader
from deliberation.rehearsal.pace import Pace
from deliberation.rehearsal.participant import Participant
from deliberation.rehearsal.plan import Plan
from deliberation.rehearsal.seating import language_for, nickname_for, sides_for
from deliberation.rehearsal.times import Times
from deliberation.rehearsal.views import Views

PROPOSERS = (("resident", 0), ("resident", 1), ("official", 0))  # who writes a solution: the n-th of a side
EVERY = 0.5  # seconds between two looks whether it is over


class Hall:
    """`row`: the room as it is; `place`: 1 for the first room; `door`: how many may come in at once, over all rooms.

    `await run(browser)` seats everybody and, with the browser of a facilitator, leads the room to its end. What was
    seen is in `phones`, `console`, `people` and `failures`.
    """

    def __init__(
        self, plan: Plan, row: dict[str, Any], *, place: int, door: asyncio.Semaphore, say: Callable[[str], None]
    ):
        self.plan, self.row, self.place, self.door, self.say = plan, row, place, door, say
        self.room = str(row["id"])
        self.views, self.times = Views(), Times()
        self.phones: list[Client] = []
        self.console: Client | None = None
        self.people: list[Participant] = []
        self.lines: list[asyncio.Task[None]] = []  # the connections
        self.acts: list[asyncio.Task[None]] = []  # the people
        self.failures: list[str] = []  # who broke down, who was not let in
        self.full = asyncio.Event()  # everybody is in

    @property
    def clients(self) -> list[Client]:
        """Every device in this room."""
        return [*self.phones, *([self.console] if self.console else [])]

    @property
    def led_by(self) -> str:
        """Who leads: the program under somebody's name, or that person by hand."""
        return self.plan.leader if self.plan.lead else f"{self.plan.leader} by hand"

    async def run(self, browser: Browser | None, within: float) -> None:
        """Live through the evening, until it is over. People come in during so many seconds."""
        began = time.monotonic()
        if browser is not None:
            await self._open_console(browser)
        await self._seat_all(within)
        self.say(f"{len(self.people)} participants are seated after {time.monotonic() - began:.0f} s")
        self.full.set()
        ending = [asyncio.create_task(self._until_closed())]
        if self.console is not None and not self.console.gone:
            ending.append(asyncio.create_task(self._lead(self.console)))
        try:
            done, _left = await asyncio.wait(ending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except Exception as error:  # the other rooms go on
            self.failures.append(f"the leader: {error!r}")
        finally:
            for task in ending:
                task.cancel()

    async def _open_console(self, browser: Browser) -> None:
        console = self.console = Client(browser, self.room, times=self.times)
        self._keep(self.lines, console.run())
        while console.ledger.last is None:
            if console.gone:
                raise Unreachable("This person does not lead the room.")
            await console.news(1)
        if console.ledger.room["state"] == "prepared":
            await console.do("room.open", {"room": self.room})

    async def _seat_all(self, within: float) -> None:
        places: dict[str, int] = {}
        coming = []
        for number, side in enumerate(sides_for(self.plan.participants, self.row["present"]), 1):
            places[side] = places.get(side, -1) + 1
            coming.append(self._seat(number, side, places[side], within))
        await asyncio.gather(*coming)

    async def _seat(self, number: int, side: str, place: int, within: float) -> None:
        pace = Pace(f"{self.plan.seed}:{self.place}:{number}", self.plan.pace)
        lang = language_for(side, place)
        await asyncio.sleep(pace.random.uniform(0, within))
        browser = Browser(self.plan.url, lang)
        nickname = nickname_for(lang, number, pace.random)
        try:
            async with self.door:
                seat = await sit_down(browser, self.room, side=side, nickname=nickname, lang=lang)
        except Unreachable as no:
            self.failures.append(str(no))
            return
        client = Client(browser, self.room, seat=seat, views=self.views, times=self.times)
        proposes = PROPOSERS.index((side, place)) if (side, place) in PROPOSERS else None
        person = Participant(client, side=side, lang=lang, pace=pace, official=self.plan.officials, proposes=proposes)
        self.people.append(person)
        self.phones.append(client)
        self._keep(self.lines, client.run())
        self._keep(self.acts, person.live())

    def _keep(self, tasks: list[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        task.add_done_callback(self._failed)
        tasks.append(task)

    def _failed(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            self.failures.append(repr(task.exception()))

    async def _lead(self, console: Client) -> None:
        pace = Pace(f"{self.plan.seed}:{self.place}:leader", self.plan.pace)
        leader = Leader(
            console, pace=pace, say=self.say, offices=self.plan.offices, expect=len(self.people), close=self.plan.close
        )
        await leader.lead()

    async def _until_closed(self) -> None:
        while not any(client.ledger.room.get("state") == "closed" for client in self.clients):
            if self.clients and all(client.gone for client in self.clients):
                return
            await asyncio.sleep(EVERY)

    def quiet(self) -> None:
        """Nobody acts any more; the phones stay connected and hear what is still on its way."""
        for task in self.acts:
            task.cancel()

    async def leave(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(client.stop() for client in self.clients))
        for task in self.lines:
            task.cancel()
        await asyncio.gather(*self.lines, *self.acts, return_exceptions=True)
