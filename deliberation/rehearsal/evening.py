"""A rehearsal from the first who come in to the summary: one room or many, in one asyncio process."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

from deliberation.rehearsal.effort import Effort
from deliberation.rehearsal.hall import Hall
from deliberation.rehearsal.http import Browser, Unreachable
from deliberation.rehearsal.opening import further_rooms, look
from deliberation.rehearsal.plan import Plan
from deliberation.rehearsal.settling import settle
from deliberation.rehearsal.summary import Count, count, details, table, total, verdict

AT_ONCE = 12  # people who come through a door at the same moment, over all rooms
A_SECOND = 8  # people who arrive in a second, at a hall's pace
PROGRESS = 10.0  # seconds between two lines


class Evening:
    """`await Evening(plan, say).rehearse()` returns what was counted; `lines` is the summary.

    `stop()` ends it early: once, and it ends in order; twice, and it does not wait for what is still on its way.
    """

    def __init__(self, plan: Plan, say: Callable[[str], None]):
        self.plan, self.say = plan, say
        self.halls: list[Hall] = []
        self.lines: list[str] = []
        self.stopping = asyncio.Event()
        self.hurry = False
        self.began = time.monotonic()

    def stop(self) -> None:
        """End the rehearsal with the summary so far."""
        self.hurry = self.stopping.is_set()
        if not self.hurry:
            self.say("Stopped by hand. Waiting for what is still on its way; Ctrl+C again ends at once.")
        self.stopping.set()

    async def rehearse(self) -> Count:
        """Run the rehearsal. Raises Unreachable with a sentence when it cannot begin."""
        self.began, effort = time.monotonic(), Effort()
        watching = [asyncio.create_task(effort.watch()), asyncio.create_task(self._progress())]
        try:
            await self._until_stopped(self._live())
            counted = await self._finish()
            self.lines += effort.told(sum(len(hall.people) for hall in self.halls))
            return counted
        finally:
            for task in watching:
                task.cancel()

    async def _until_stopped(self, work: Coroutine[Any, Any, None]) -> None:
        task, stop = asyncio.create_task(work), asyncio.create_task(self.stopping.wait())
        await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
        failed = task.done() and task.exception()
        for each in (task, stop):
            each.cancel()
        await asyncio.gather(task, stop, return_exceptions=True)
        if failed:
            await asyncio.gather(*(hall.leave() for hall in self.halls))
            raise failed

    async def _live(self) -> None:
        browser = Browser(self.plan.url)
        first = await look(browser, self.plan.room)
        if first["state"] == "closed":
            raise Unreachable("This room is closed.")
        if self.plan.lead:
            await browser.log_in(self.plan.code)
        rows = [first]
        if self.plan.rooms > 1:
            more = await further_rooms(browser, first, self.plan.playbook, self.plan.rooms - 1)
            rows += [await look(browser, room) for room in more]
            self.say(f"{len(rows)} rooms are open")
        door = asyncio.Semaphore(AT_ONCE)
        # Of many rooms only the progress is told.
        say = self.say if len(rows) == 1 else lambda _text: None
        self.halls = [Hall(self.plan, row, place=n, door=door, say=say) for n, row in enumerate(rows, 1)]
        within = len(rows) * self.plan.participants / A_SECOND * self.plan.pace
        leader = browser if self.plan.lead else None
        limit = asyncio.create_task(self._limit())
        try:
            await asyncio.gather(*(hall.run(leader, within) for hall in self.halls))
        finally:
            limit.cancel()

    async def _limit(self) -> None:
        """End the rehearsal so many minutes after the last one came in."""
        if self.plan.minutes is None:
            return
        await asyncio.gather(*(hall.full.wait() for hall in self.halls))
        await asyncio.sleep(self.plan.minutes * 60)
        self.say("The time is up.")
        self.stopping.set()

    async def _progress(self) -> None:
        while True:
            await asyncio.sleep(PROGRESS)
            if self.halls:
                self.say(self._told())

    def _told(self) -> str:
        people = [person for hall in self.halls for person in hall.people]
        clients = [client for hall in self.halls for client in hall.clients]
        online = sum(person.client.link is not None for person in people)
        wrong = sum(client.ledger.doubled + client.ledger.disordered + client.ledger.holes for client in clients)
        steps = Counter(hall.clients[0].ledger.activity.get("kind", "–") for hall in self.halls if hall.clients)
        where = next(iter(steps), "–") if len(self.halls) == 1 else ", ".join(f"{k} {n}" for k, n in steps.items())
        seconds = int(time.monotonic() - self.began)
        return (
            f"  … {seconds // 60}:{seconds % 60:02} {where}: {online} of {len(self.halls) * self.plan.participants} "
            f"online, {sum(p.did.cards for p in people)} cards, {sum(p.did.votes for p in people)} votes, "
            f"{sum(client.ledger.events for client in clients)} events arrived, {wrong} faults"
        )

    async def _finish(self) -> Count:
        for hall in self.halls:
            hall.quiet()
        settled = await asyncio.gather(*(settle(hall, lambda: self.hurry) for hall in self.halls))
        counts = [count(hall, each) for hall, each in zip(self.halls, settled, strict=True)]
        every = total(counts)
        self.lines = [
            *details(self.halls, every, time.monotonic() - self.began),
            *table(self.halls, counts, settled),
            *verdict(self.halls, settled, every),
        ]
        await asyncio.gather(*(hall.leave() for hall in self.halls))
        return every
