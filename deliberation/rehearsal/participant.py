"""One simulated participant: reads what the room says and does what a person would, in their own time."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from deliberation.counting import receipt
from deliberation.rehearsal.client import Client
from deliberation.rehearsal.pace import Pace
from deliberation.rehearsal.texts import cards_in, prepared, solution_for
from deliberation.rehearsal.votes import choice, place_of

Act = Callable[[], Awaitable[None]]
TOLD_EVERY = 4.0  # seconds; after six the server forgets that somebody writes
SILENT = 0.08  # share of people who write no card
CRITICAL = 0.04  # share of people who want another wording first


@dataclass
class Tally:
    """What one participant did."""

    cards: int = 0
    votes: int = 0
    receipts_wrong: int = 0
    confirmed: int = 0
    objected: int = 0
    solutions: int = 0
    consents: int = 0
    tried: set[str] = field(default_factory=set)


class Participant:
    """`proposes`: this one writes a solution, number so-and-so. `official`: how officials vote (votes.py)."""

    def __init__(
        self, client: Client, *, side: str, lang: str, pace: Pace, official: str = "yes", proposes: int | None = None
    ):
        self.client, self.side, self.lang, self.pace = client, side, lang, pace
        self.official, self.proposes = official, proposes
        self.did = Tally()
        chance = pace.random
        self.wants = 0 if chance.random() < SILENT else chance.choice((1, 1, 2, 2, 3))
        self.objects = chance.random() < CRITICAL
        self.words = list(cards_in(lang, side))
        chance.shuffle(self.words)

    async def live(self) -> None:
        """Follow the room until it closes or the seat is taken away."""
        while not self.client.gone and not self.client.stopped:
            act = self._next()
            if act is None:
                await self.client.news()
                continue
            await act()

    def _next(self) -> Act | None:
        book = self.client.ledger
        if book.room.get("state") != "open":
            return None
        if book.mine.get("seat", {}).get("state") == "asked":
            return self._here
        poll = book.poll
        if poll and self._may_vote(poll):
            return partial(self._vote, poll)
        activity = book.activity
        if activity.get("state") != "running":
            return None
        return self._in_step(activity)

    def _in_step(self, activity: dict[str, Any]) -> Act | None:
        kind = activity["kind"]
        if kind == "cards" and not activity["revealed"] and self._cards_left(activity):
            return partial(self._write, activity)
        if kind == "opinion" and (card := self._unanswered()):
            return partial(self._answer, card)
        if kind in {"problems", "solutions"} and self._asked():
            return partial(self._confirm, self._asked()[0])
        if kind == "solutions" and self._may_propose():
            return self._propose
        if kind == "closing":
            return self._at_the_end()
        return None

    async def _here(self) -> None:
        await self.pace.think(3)
        await self.client.do("seat.here", {"room": self.client.room})
        await self.client.news(5)

    def _unanswered(self) -> str | None:
        given, tried = self.client.ledger.mine.get("stances", {}), self.did.tried
        shown = (row for row in self.client.ledger.rows("cards") if row["text"] is not None and row["state"] == "shown")
        return next((row["id"] for row in shown if row["id"] not in given and f"on:{row['id']}" not in tried), None)

    async def _answer(self, card: str) -> None:
        self.did.tried.add(f"on:{card}")
        await self.pace.think(4)
        if self.client.ledger.activity.get("kind") != "opinion":
            return
        stance = self.pace.random.choices(("agree", "disagree", "pass"), (6, 2, 2))[0]
        await self.client.do("stance.take", {"card": card, "stance": stance})

    def _cards_left(self, activity: dict[str, Any]) -> bool:
        limit = min(self.wants, activity["settings"].get("max_cards", 20), len(self.words))
        return self.did.cards < limit and f"full:{activity['id']}" not in self.did.tried

    async def _write(self, activity: dict[str, Any]) -> None:
        words = self.words[self.did.cards]
        await self.pace.think(6)
        await self._type(words.text, activity["id"])
        now = self.client.ledger.activity
        if now.get("id") != activity["id"] or now["revealed"] or now["state"] != "running":
            return
        answer = await self.client.do("card.add", {"activity": activity["id"], "text": words.text, "lang": words.lang})
        if "no" in answer:
            self.did.tried.add(f"full:{activity['id']}")
            return
        self.did.cards += 1

    async def _type(self, text: str, activity: str) -> None:
        """Type a card; the room is told that somebody writes, never what."""
        left = self.pace.typing(text)
        while left > 0:
            await self.client.say({"doing": {"writing": activity}})
            await asyncio.sleep(min(left, TOLD_EVERY))
            left -= TOLD_EVERY
        await self.client.say({"doing": {}})

    def _may_vote(self, poll: dict[str, Any]) -> bool:
        mine = self.client.ledger.mine
        allowed = mine.get("votes", {}).get(poll["id"]) in {"vote", "opinion"}
        return allowed and not mine.get("voted", {}).get(poll["id"]) and poll["id"] not in self.did.tried

    async def _vote(self, poll: dict[str, Any]) -> None:
        await self.pace.think(9)
        now = self.client.ledger.poll
        if now is None or now["id"] != poll["id"] or self.client.ledger.activity.get("state") != "running":
            await self.client.news(2)
            return
        self.did.tried.add(poll["id"])
        order = place_of(poll, self.client.ledger.rows("polls"))
        said = choice(poll, official=self.official, side=self.side, order=order, chance=self.pace.random)
        nonce = secrets.token_hex(16)
        answer = await self.client.do("ballot.cast", {"poll": poll["id"], "nonce": nonce, **said})
        if "no" in answer:
            return
        self.did.votes += 1
        leaf = receipt(poll=poll["id"], side=self.side, choice=said["choice"], nonce=nonce)
        self.did.receipts_wrong += leaf != answer["data"]["receipt"]

    def _asked(self) -> list[str]:
        proposals = self.client.ledger.tables.get("proposals", {})
        asked = [key for key, state in self.client.ledger.mine.get("confirm", {}).items() if state == "asked"]
        return [key for key in asked if key in proposals and self._wording(key) not in self.did.tried]

    def _wording(self, key: str) -> str:
        row = self.client.ledger.tables["proposals"][key]
        return f"{key}:{row['title']}:{row['body']}"

    async def _confirm(self, key: str) -> None:
        wording = self._wording(key)
        self.did.tried.add(wording)
        await self.pace.think(8)
        if self.objects and self.did.objected == 0:
            text = prepared()["objection"]
            lang = self.lang if self.lang in text else "it"
            answer = await self.client.do("problem.object", {"proposal": key, "text": text[lang], "lang": lang})
            self.did.objected += "ok" in answer
            return
        answer = await self.client.do("problem.confirm", {"proposal": key})
        self.did.confirmed += "ok" in answer

    def _may_propose(self) -> bool:
        return self.proposes is not None and "solution" not in self.did.tried and bool(self._problems())

    def _problems(self) -> list[dict[str, Any]]:
        rows = self.client.ledger.rows("proposals")
        # Those of other rooms of the process stand here too, without a group of this one.
        found = [row for row in rows if row["kind"] == "problem" and row["state"] == "confirmed" and row["from_group"]]
        return sorted(found, key=lambda row: row["number"])

    async def _propose(self) -> None:
        self.did.tried.add("solution")
        problems = self._problems()
        problem = problems[(self.proposes or 0) % len(problems)]
        words = solution_for(problem["title"])
        await self.pace.type(words["title"] + words["body"])
        taken = {row["title"] for row in self.client.ledger.rows("proposals")}
        if words["title"] in taken:
            return
        data = {"room": self.client.room, "problems": [problem["id"]], "lang": "it", **words}
        answer = await self.client.do("solution.draft", data)
        self.did.solutions += "ok" in answer

    def _at_the_end(self) -> Act | None:
        room = self.client.ledger.room
        if self.side == "official" and not room["closing"].get("read") and "read" not in self.did.tried:
            return self._read
        for card in self.client.ledger.mine.get("cards", []):
            if card["publish"] is None and f"publish:{card['id']}" not in self.did.tried:
                return partial(self._allow, card["id"])
        return None

    async def _read(self) -> None:
        self.did.tried.add("read")
        await self.pace.think(12)
        if not self.client.ledger.room["closing"].get("read"):
            await self.client.do("closing.read", {"room": self.client.room})

    async def _allow(self, card: str) -> None:
        self.did.tried.add(f"publish:{card}")
        await self.pace.think(5)
        answer = await self.client.do("card.consent", {"card": card, "publish": self.pace.random.random() < 0.8})
        self.did.consents += "ok" in answer
