"""A hall full of simulated participants in one asyncio process, with progress and a summary at the end."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from deliberation.rehearsal.client import Client, join
from deliberation.rehearsal.http import Browser, Unreachable
from deliberation.rehearsal.leader import Leader
from deliberation.rehearsal.pace import Pace
from deliberation.rehearsal.participant import Participant
from deliberation.rehearsal.seating import language_for, nickname_for, sides_for
from deliberation.rehearsal.summary import Faults, differences, differs, faults, report

AT_ONCE = 12  # people who come through the door together
PROGRESS = 15.0  # seconds between two lines
SETTLING = 30.0  # seconds in which the last events must have arrived
PROPOSERS = (("resident", 0), ("resident", 1), ("official", 0))  # who writes a solution: the n-th of a side


@dataclass
class Plan:
    """What is rehearsed. `pace` 1.0 is a hall's; `minutes` None: until the room closes or somebody stops it."""

    url: str
    room: str
    participants: int = 40
    officials: str = "yes"
    seed: int = 1
    pace: float = 1.0
    lead: bool = False
    code: str = ""
    offices: list[str] = field(default_factory=list)
    close: bool = False
    minutes: float | None = None


class Hall:
    """`await Hall(plan, say).rehearse()` seats everybody and returns the faults that were found."""

    def __init__(self, plan: Plan, say: Callable[[str], None]):
        self.plan, self.say = plan, say
        self.clients: list[Client] = []
        self.people: list[Participant] = []
        self.tasks: list[asyncio.Task] = []
        self.failures: list[str] = []  # simulated people that broke down
        self.lines: list[str] = []  # the summary

    async def rehearse(self) -> Faults:
        """Run the rehearsal. Raises Unreachable with a sentence when it cannot begin."""
        began = time.monotonic()
        row = await self._room()
        console = await self._console() if self.plan.lead else None
        await self._seat_all(row["present"])
        self.say(f"{len(self.people)} participants are seated after {time.monotonic() - began:.0f} s")
        ending = [asyncio.create_task(self._until_closed())]
        if console is not None:
            ending.append(asyncio.create_task(self._lead(console)))
        progress = asyncio.create_task(self._progress())
        limit = None if self.plan.minutes is None else self.plan.minutes * 60
        try:
            done, _left = await asyncio.wait(ending, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except asyncio.CancelledError:
            self.say("Stopped by hand.")
        progress.cancel()
        for task in ending:
            task.cancel()
        return await self._finish(began)

    async def _room(self) -> dict[str, Any]:
        status, text = await Browser(self.plan.url).get(f"/api/rooms/{self.plan.room}?as=screen")
        if status != 200:
            raise Unreachable("There is no rehearsal room with this code or id here: only rehearsals may be watched.")
        row = dict(json.loads(text)["tables"]["room"][self.plan.room])
        if not row["rehearsal"]:
            raise Unreachable("This room is not marked as a rehearsal: no simulated participant may come in.")
        if row["state"] == "closed":
            raise Unreachable("This room is closed.")
        return row

    async def _console(self) -> Client:
        browser = Browser(self.plan.url)
        await browser.log_in(self.plan.code)
        client = Client(browser, self.plan.room)
        self._keep(client)
        while client.ledger.last is None:
            if client.gone:
                raise Unreachable("This person does not lead the room.")
            await client.news(1)
        if client.ledger.room["state"] == "prepared":
            await client.do("room.open", {"room": self.plan.room})
        return client

    async def _seat_all(self, present: dict[str, int]) -> None:
        door = asyncio.Semaphore(AT_ONCE)
        places: dict[str, int] = {}
        coming = []
        for number, side in enumerate(sides_for(self.plan.participants, present), 1):
            places[side] = places.get(side, -1) + 1
            coming.append(self._seat(door, number, side, places[side]))
        await asyncio.gather(*coming)

    async def _seat(self, door: asyncio.Semaphore, number: int, side: str, place: int) -> None:
        pace = Pace(f"{self.plan.seed}:{number}", self.plan.pace)
        lang = language_for(side, place)
        await asyncio.sleep(pace.random.uniform(0, self.plan.participants / 4) * self.plan.pace)
        async with door:
            nickname = nickname_for(lang, number, pace.random)
            browser = Browser(self.plan.url, lang)
            client = await join(browser, self.plan.room, side=side, nickname=nickname, lang=lang)
        proposes = PROPOSERS.index((side, place)) if (side, place) in PROPOSERS else None
        person = Participant(client, side=side, lang=lang, pace=pace, official=self.plan.officials, proposes=proposes)
        self.people.append(person)
        self._keep(client)
        self._start(person.live())

    def _keep(self, client: Client) -> None:
        self.clients.append(client)
        self._start(client.run())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        task.add_done_callback(self._failed)
        self.tasks.append(task)

    def _failed(self, task: asyncio.Task) -> None:
        if not task.cancelled() and task.exception() is not None:
            self.failures.append(repr(task.exception()))

    async def _lead(self, console: Client) -> None:
        pace = Pace(f"{self.plan.seed}:leader", self.plan.pace)
        expect = len(self.people)
        leader = Leader(
            console, pace=pace, say=self.say, offices=self.plan.offices, expect=expect, close=self.plan.close
        )
        await leader.lead()

    async def _until_closed(self) -> None:
        while not any(client.ledger.room.get("state") == "closed" for client in self.clients):
            if self.clients and all(client.gone for client in self.clients):
                return
            await asyncio.sleep(0.5)

    async def _progress(self) -> None:
        while True:
            await asyncio.sleep(PROGRESS)
            book = self.clients[0].ledger
            online = sum(client.link is not None for client in self.clients)
            cards, votes = sum(p.did.cards for p in self.people), sum(p.did.votes for p in self.people)
            step = book.activity.get("kind", "–")
            self.say(f"  … {step}: {online} online, {cards} cards, {votes} votes, event {book.last}")

    async def _finish(self, began: float) -> Faults:
        final = await self._settle()
        found = replace(faults(self.clients, self.people, final), failures=len(self.failures))
        self.lines = report(self.clients, self.people, found, time.monotonic() - began)
        worst = next((client for client in self.clients if differs(client, final)), None)
        if worst is not None:
            self.lines.append(f"  differing rows: {', '.join(differences(worst.ledger.tables, final['tables'])[:6])}")
        refusals = sorted({line for client in self.clients for line in client.refusals})
        self.lines += [f"  refused: {line}" for line in refusals[:12]]
        self.lines += [f"  broke down: {line}" for line in sorted(set(self.failures))]
        for client in self.clients:
            await client.stop()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        return found

    async def _settle(self) -> dict[str, Any]:
        """Wait until every socket has the server's last event, and return the server's snapshot for participants."""
        end = time.monotonic() + SETTLING
        while True:
            chosen = random.choice([c for c in self.clients if c.seat and not c.gone] or self.clients)
            path = f"/api/rooms/{self.plan.room}?seat={chosen.seat}"
            status, text = await chosen.browser.get(path)
            if status != 200:
                raise Unreachable(f"The server did not give its last word on the room ({status}).")
            final = dict(json.loads(text))
            behind = [c for c in self.clients if not c.gone and (c.ledger.last or 0) < final["seq"]]
            if not behind or time.monotonic() > end:
                return final
            await asyncio.sleep(0.5)
