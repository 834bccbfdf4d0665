"""Whoever leads a room: moves it between its steps, opens and closes votes, types in, hides and shows cards."""

import asyncio
import contextlib
from typing import Any

from tests.chaos.client import Client
from tests.chaos.record import Told

TYPED, GROUPS = 30, 3  # cards typed in before the reveal, and groups made of some of them
LONG_TEXT = " ".join(["📝 sul foglio"] * 70)
WRITING, VOTING = (12.0, 25.0), (5.0, 10.0)  # seconds


class Leader(Client):
    """In a "pen" the vote is on the charter, one step back; on a "wall" on groups, two steps on."""

    def __init__(self, *args: Any, temper: str):
        super().__init__(*args)
        self.temper = temper

    @property
    def room(self) -> str:
        return self.history.stream.partition(":")[2]

    async def lead(self) -> None:
        """Go on until no new things may be said; then leave no vote open."""
        await self.hall.speaking.wait()
        if self.temper == "wall":
            await self._turn()
        while self.hall.speaking.is_set():
            await self._write(self.chance.uniform(*WRITING))
            if self.hall.speaking.is_set():
                await self._vote()

    async def _turn(self) -> None:
        """Gather some cards, turn them over, put three groups on the wall."""
        cards: list[str] = []
        for _n in range(TYPED):
            paper = {"activity": self._step("cards"), "lang": "it", "side": "resident", "text": LONG_TEXT}
            cards.append((await self._do("card.enter", **paper)).data["card"])
        await self._do("cards.reveal", activity=self._step("cards"))
        await self._do("room.next", room=self.room)
        for card in cards[:GROUPS]:
            await self._do(
                "group.create", activity=self._step("grouping"), title=f"Gruppo {card}", lang="it", cards=[card]
            )
        await self._do("room.back", room=self.room)

    async def _write(self, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < until and self.hall.speaking.is_set():
            await asyncio.sleep(self.chance.uniform(0.5, 2.0))
            await self._tend()

    async def _tend(self) -> None:
        """One of the small things that a console does."""
        if self.temper == "pen" or self.chance.random() < 0.3:
            await self._do("timer.add", activity=self._step("cards"), minutes=self.chance.choice([-1, 1, 2]))
            return
        cards = list(self.view.tables.get("cards", {}).values())
        card = self.chance.choice(cards) if cards else None
        if card and card["state"] == "hidden":
            await self._do("card.show", card=card["id"])
        elif card:
            await self._do("card.hide", card=card["id"], reason="Da rivedere.")

    async def _vote(self) -> None:
        pen = self.temper == "pen"
        there, back = (["room.back"], ["room.next"]) if pen else (["room.next"] * 2, ["room.back"] * 2)
        for name in there:
            await self._do(name, room=self.room)
        kind, method = ("charter", "double-majority") if pen else ("dots", "dots")
        opened = await self._do("poll.open", activity=self._step(kind), method=method)
        if opened.ok is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._silence(), self.chance.uniform(*VOTING))
            await self._do("poll.close", poll=opened.data["poll"])
        for name in back:
            await self._do(name, room=self.room)

    async def _silence(self) -> None:
        while self.hall.speaking.is_set():
            await asyncio.sleep(0.2)

    def _step(self, kind: str) -> str:
        return next(each["id"] for each in self.view.tables["activities"].values() if each["kind"] == kind)

    async def _do(self, do: str, **data: Any) -> Told:
        await self.inside.wait()
        ref = self.outbox.new_ref()
        if "text" in data:
            data["text"] = f"{ref} {data['text']}"
        return await self.outbox.put(ref, do, data, twice=self.chance.random() < 0.1).answer
