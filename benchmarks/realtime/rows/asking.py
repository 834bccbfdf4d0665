"""Commands through the socket door: sent by the clients themselves, answered, and heard by everybody as events."""

import json
import secrets
from collections.abc import Iterator
from itertools import cycle

from benchmarks.realtime.crowd import clock
from benchmarks.realtime.designs import Room
from benchmarks.realtime.line import Line
from benchmarks.realtime.wire import masked

TEXT = "Alla fermata manca una pensilina."


class Asking:
    """Sends `card.add` from one seat after the other and keeps when each was sent."""

    def __init__(self, room: Room):
        self.room = room
        self.sent: dict[str, float] = {}  # ref → when
        self.turn: Iterator[Line] = cycle([line for line in room.crowd.lines if "seat=" in line.seat.path])

    def ask(self) -> None:
        assert self.room.hall
        ref = secrets.token_hex(8)
        said = {"do": "card.add", "with": {"activity": self.room.hall.activity, "text": TEXT, "lang": "it"}, "ref": ref}
        self.sent[ref] = clock()
        next(self.turn).send(masked(json.dumps(said).encode()))

    @property
    def answered(self) -> bool:
        return len(self.room.crowd.answers) >= len(self.sent)

    @property
    def heard(self) -> bool:
        """Whether everybody has come as far as the highest number that was answered."""
        return self.answered and all(line.last >= self.room.crowd.head for line in self.room.crowd.lines)

    def finish(self, patience: float) -> None:
        """Wait until everything is answered, and until everybody has heard of it."""
        loop = self.room.crowd.loop
        loop.until(lambda: self.answered, patience)
        self._settle()
        loop.until(lambda: self.heard, patience)

    def _settle(self) -> None:
        """Take the numbers from the answers: from when they count, and how far everybody must have come."""
        for ref, (_when, answer) in self.room.crowd.answers.items():
            if answer.get("ok"):
                self.room.sent[answer["ok"]] = self.sent[ref]
        self.room.crowd.head = max([self.room.crowd.head, *self.room.sent])

    def begin(self) -> None:
        self.sent.clear()
        self.room.crowd.answers.clear()

    def outcome(self) -> dict[str, int]:
        """Return how many were asked, answered with ok, and how many different numbers they got."""
        answers = [answer for _when, answer in self.room.crowd.answers.values()]
        numbers = [answer["ok"] for answer in answers if answer.get("ok")]
        return {"asked": len(self.sent), "answered": len(answers), "ok": len(numbers), "numbers": len(set(numbers))}
