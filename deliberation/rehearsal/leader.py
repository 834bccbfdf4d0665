"""A simulated facilitator: leads a rehearsal through its whole agenda, with the same commands as the console."""

import time
from collections.abc import Callable
from typing import Any

from deliberation.rehearsal.client import Client
from deliberation.rehearsal.leading import decide, wall
from deliberation.rehearsal.pace import Pace

Say = Callable[[str], None]
STILL = 5.0  # seconds without a new card, at least, until the writing is over
LEAST = 90.0  # seconds: a slow machine must not make a fast rehearsal leave people behind


class Leader:
    """`offices`: ids of municipal offices that may be asked; `close`: close the room at the end."""

    def __init__(self, client: Client, *, pace: Pace, say: Say, offices: list[str], expect: int, close: bool = False):
        self.client, self.pace, self.say = client, pace, say
        self.offices, self.expect, self.close = offices, expect, close

    async def lead(self) -> None:
        """Open the room if need be, then run every activity from the current one to the last."""
        await self.until(lambda: bool(self.book.room), 60)
        if self.book.room.get("state") == "prepared":
            await self.do("room.open", room=self.client.room)
            await self.until(lambda: self.book.room["state"] == "open", 10)
        await self.until(lambda: sum(self.book.room["present"].values()) >= self.expect, 120)
        while not self.client.gone and not self.client.stopped:
            here = self.book.activity
            self.say(f"— {here['title'].get('en', here['kind'])}")
            await STEPS[here["kind"]](self, here)
            if here["position"] == max(row["position"] for row in self.book.rows("activities")):
                break
            await self.pace.think(4)
            await self.do("room.next", room=self.client.room)
            await self._moved_on(here["id"])
        if self.close:
            await self.do("room.close", room=self.client.room)

    async def _moved_on(self, before: str) -> None:
        await self.until(lambda: self.book.activity.get("id") != before, 20)

    @property
    def book(self) -> Any:
        """What this console sees."""
        return self.client.ledger

    async def do(self, name: str, **data: Any) -> dict[str, Any]:
        """Run a command of the console; a refusal is said aloud and the rehearsal goes on."""
        answer = await self.client.do(name, data)
        if "no" in answer:
            self.say(f"  {name}: {answer['no']}")
        return answer

    async def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so, at most `seconds`; says whether it became so."""
        end = time.monotonic() + seconds
        while not done():
            left = end - time.monotonic()
            if left <= 0 or self.client.gone or self.client.stopped:
                return False
            await self.client.news(min(left, 2), board=True)
        return True

    def patience(self, activity: dict[str, Any]) -> float:
        """Return how long an activity may take: its minutes, at this rehearsal's pace, but never a rush."""
        return max(LEAST, float(activity["minutes"]) * 60 * self.pace.scale)

    async def charter(self, activity: dict[str, Any]) -> None:
        """Both sides adopt the charter; a second time when the first did not carry."""
        for _round in range(2):
            if self.book.room["process"]["charter"]["adopted"]:
                return
            await self.pace.think(8)
            await decide.vote(self, activity, "double-majority")

    async def cards(self, activity: dict[str, Any]) -> None:
        """Wait until almost everybody wrote, or until nobody writes any more; then reveal and translate some."""
        end = time.monotonic() + self.patience(activity)
        await self.until(lambda: bool(self.book.rows("cards")), self.patience(activity) / 2)
        quiet = max(STILL, 25 * self.pace.scale)
        while time.monotonic() < end:
            if not await self._one_more_card(quiet) and (self._written_by_most(activity) or not self._writing()):
                break
        await self.do("cards.reveal", activity=activity["id"])
        await self.until(lambda: all(row["text"] for row in self.book.rows("cards") if row["state"] == "shown"), 20)
        self.say(f"  {len(self.book.rows('cards'))} cards on the wall")
        await wall.translate(self)

    async def _one_more_card(self, seconds: float) -> bool:
        before = len(self.book.rows("cards"))
        return await self.until(lambda: len(self.book.rows("cards")) > before, seconds)

    def _written_by_most(self, activity: dict[str, Any]) -> bool:
        wrote = self.book.live.get("written", {}).get(activity["id"], 0)
        silent = self.book.live.get("silent", {}).get(activity["id"], 0)
        return bool(wrote and silent <= (wrote + silent) / 8)

    def _writing(self) -> bool:
        return any(self.book.live.get("doing", {}).get("writing", {}).values())

    async def grouping(self, activity: dict[str, Any]) -> None:
        """Put cards of one theme together."""
        await wall.group(self, activity)

    async def opinion(self, activity: dict[str, Any]) -> None:
        """Let everybody say what they think of the cards."""
        await self.pace.think(60)

    async def dots(self, activity: dict[str, Any]) -> None:
        """Let the room choose what to work on."""
        await self.pace.think(5)
        await decide.vote(self, activity, "dots")

    async def problems(self, activity: dict[str, Any]) -> None:
        """Write the chosen groups down and wait for their authors."""
        await wall.draft_problems(self, activity)

    async def solutions(self, activity: dict[str, Any]) -> None:
        """Wait for two solutions from the room; write what is missing, and name the office that must answer."""
        await wall.gather_solutions(self, activity)

    async def discussion(self, activity: dict[str, Any]) -> None:
        """Let them talk."""
        await self.pace.think(30)

    async def decisions(self, activity: dict[str, Any]) -> None:
        """A consent round for each solution, and the vote of both sides where consent is missing."""
        await decide.solutions(self, activity)

    async def closing(self, activity: dict[str, Any]) -> None:
        """Wait until the commitment is read aloud and people have answered about their cards."""
        await self.until(lambda: bool(self.book.room["closing"].get("read")), self.patience(activity) / 4)
        await self.pace.think(25)


STEPS = {
    "charter": Leader.charter,
    "cards": Leader.cards,
    "grouping": Leader.grouping,
    "opinion": Leader.opinion,
    "dots": Leader.dots,
    "problems": Leader.problems,
    "solutions": Leader.solutions,
    "discussion": Leader.discussion,
    "vote": Leader.decisions,
    "closing": Leader.closing,
}
