"""A participant: writes, changes and takes back cards, votes, leaves and comes back; sometimes sends nonsense."""

import asyncio
import time
from typing import Any

from tests.chaos.client import Client
from tests.chaos.nonsense import nonsense
from tests.chaos.outbox import Command
from tests.chaos.record import Bad

TWICE, MALFORMED, PROBED = 0.10, 0.02, 0.02  # shares of what is sent
MOST_CARDS = 5  # of one person, in every playbook
UNDER_WAY = 4  # commands of one person that may wait for their answers
BREAKS = 0.004  # how often, instead of speaking, somebody loses the line
STALL = 20.0  # seconds for which a slow reader does not read
WORDS = ("il", "bus", "non", "passa", "🚌", "صندوق", "البريد", "بعيد", "the", "desk", "closes", "{", "<b>", "e\u0301")
ANSWERS = ("yes", "yes", "no", "abstain")


class Participant(Client):
    """`temper` is that of the room: in a "pen" cards are changed, on a "wall" they are taken back."""

    def __init__(self, *args: Any, temper: str, slow: bool = False):
        super().__init__(*args)
        self.temper, self.slow = temper, slow
        self.cards: list[str] = []
        self.voted: set[str] = set()
        self.here = True

    async def speak(self) -> None:
        """Say something now and then, for as long as new things may be said."""
        while not self.hall.over:
            await self.hall.speaking.wait()
            await asyncio.sleep(self.chance.expovariate(self.hall.pace))
            await self.inside.wait()
            if self.hall.speaking.is_set():
                self._act()

    async def before_reading(self) -> None:
        if self.slow and self.hall.speaking.is_set() and self.inside.is_set() and self.chance.random() < 0.002:
            self._note("stalled")
            await asyncio.sleep(STALL)

    def _act(self) -> None:
        if len(self.outbox.waiting) >= UNDER_WAY:
            return
        lot = self.chance.random()
        if lot < MALFORMED:
            self._mumble()
        elif lot < MALFORMED + BREAKS and self.socket:
            self._note("broke")
            self.socket.transport.abort()
        else:
            self._choose()

    def _choose(self) -> None:
        step = self._step()
        poll = next((p for p in self.view.tables.get("polls", {}).values() if p["state"] == "open"), None)
        if poll and self.chance.random() < (0.25 if poll["id"] in self.voted else 0.9):
            self._vote(poll)
        elif step and step["kind"] == "cards" and self.chance.random() < 0.97:
            self._write(step)
        else:
            self._come_or_go()

    def _step(self) -> dict[str, Any] | None:
        room = next(iter(self.view.tables["room"].values()))
        return self.view.tables["activities"].get(room["activity"])

    def _write(self, step: dict[str, Any]) -> None:
        own = [card for card in self.cards if card in self.view.tables["cards"]]
        few = len(self.cards) < MOST_CARDS
        if few and (not own or self.chance.random() < 0.3):
            self._say("card.add", activity=step["id"], **self._text())
        elif own and (step["revealed"] or self.chance.random() < self._often):
            self._say("card.withdraw", card=self.chance.choice(own))
        elif own:
            self._say("card.edit", card=self.chance.choice(own), **self._text())

    @property
    def _often(self) -> float:
        # Every card that is taken back makes all who come back begin from a snapshot: in a pen that is rare.
        return 0.3 if self.temper == "wall" else 0.002

    def _text(self) -> dict[str, str]:
        # What stands on a wall is read by all: with long texts its snapshot is one of those fetched by HTTP.
        words = self.chance.choices(WORDS, k=self.chance.randint(*((60, 130) if self.temper == "wall" else (1, 30))))
        return {"text": " ".join(words), "lang": self.chance.choice(["it", "en", "ar"])}

    def _come_or_go(self) -> None:
        room = next(iter(self.view.tables["room"]))
        if not self.here:
            self._say("seat.here", room=room)
        elif self.chance.random() < 0.1:
            self._say("seat.leave", room=room)
        else:
            return
        self.here = not self.here

    def _vote(self, poll: dict[str, Any]) -> None:
        if any(each.do == "ballot.cast" for each in self.outbox.waiting.values()) or self.history.mine is None:
            return
        if self.history.mine["votes"].get(poll["id"]) != "vote":
            return
        nonce = self.chance.randbytes(16).hex()
        self.voted.add(poll["id"])
        self._say("ballot.cast", poll=poll["id"], choice=self._choice(poll), nonce=nonce)

    def _choice(self, poll: dict[str, Any]) -> dict[str, Any]:
        if poll["method"] != "dots":
            return {"answer": self.chance.choice(ANSWERS)}
        options = [option["id"] for option in poll["options"]]
        return dict.fromkeys(self.chance.sample(options, min(len(options), poll["params"]["dots"])), 1)

    def _say(self, do: str, **data: Any) -> None:
        ref = self.outbox.new_ref()
        if "text" in data:
            data["text"] = f"{ref} {data['text']}"
        command = self.outbox.put(ref, do, data, twice=self.chance.random() < TWICE)
        self._start(self._after(command))

    async def _after(self, command: Command) -> None:
        """Learn from the answer; now and then, try the same ref with another content."""
        told = await command.answer
        if told.ok is None:
            return
        if command.do == "card.add":
            self.cards.append(told.data["card"])
        elif command.do == "card.withdraw" and command.data["card"] in self.cards:
            self.cards.remove(command.data["card"])
        if command.do in {"card.add", "card.edit"} and self.chance.random() < PROBED:
            self.outbox.probe(command, {**command.data, "text": f"another {command.ref}"})

    def _mumble(self) -> None:
        step = self._step()
        token = f"bad-{self.outbox.new_ref()}"
        sort, message = nonsense(self.chance, token, step["id"] if step else "")
        if self.write(message):
            self.history.entries.append(Bad(time.time(), self.link, token, sort))
