"""All clients of a run: they come in together, come to rest together, and leave together."""

import asyncio
import time
from typing import Any

from tests.chaos import web
from tests.chaos.client import Client, Hall
from tests.chaos.leader import Leader
from tests.chaos.participant import Participant
from tests.chaos.record import History

COMING = 60.0  # seconds for everybody to be in
SLOW = 12  # every so manyeth participant reads slowly at times


class Crowd:
    """Made from what tests.chaos.town has printed."""

    def __init__(self, hall: Hall, town: dict[str, Any]):
        self.hall, self.town = hall, town
        self.rooms = [room["id"] for room in town["rooms"]]
        self.streams = [f"room:{room}" for room in self.rooms]
        self.participants: list[Participant] = []
        self.leaders: list[Leader] = []
        self.screens: list[Client] = []
        self.lives: list[asyncio.Task[None]] = []
        self.leading: list[asyncio.Task[None]] = []

    @property
    def clients(self) -> list[Client]:
        return [*self.participants, *self.leaders, *self.screens]

    def histories(self) -> list[History]:
        return [client.history for client in self.clients]

    def acks(self) -> int:
        """Return how many different commands were acknowledged."""
        return sum(client.outbox.accepted for client in self.clients)

    def heads(self) -> dict[str, int]:
        return {leader.history.stream: leader.view.seq or 0 for leader in self.leaders}

    def somebody(self) -> Client:
        """Return a participant of the room that has a past."""
        return next(one for one in self.participants if one.history.stream == self.streams[0])

    async def come(self) -> None:
        """Log in who leads, connect everybody, and wait until all are in."""
        cookies = {who: await web.log_in(self.hall.proxy.url, code) for who, code in self.town["codes"].items()}
        for place, room in enumerate(self.town["rooms"]):
            self._seat(room, "abcdefgh"[place], cookies[room["lead"]])
        self.lives = [asyncio.create_task(client.live()) for client in self.clients]
        if not await self.all_in(COMING):
            raise TimeoutError("not everybody could come in")
        self.lives += [asyncio.create_task(one.speak()) for one in self.participants]
        for task in self.lives:
            task.add_done_callback(self._ended)
        self.leading = [asyncio.create_task(leader.lead()) for leader in self.leaders]

    async def all_in(self, seconds: float) -> bool:
        """Wait until everybody is at the present; False when that took too long."""
        deadline = time.monotonic() + seconds
        while not all(client.inside.is_set() for client in self.clients):
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.1)
        return True

    def _seat(self, room: dict[str, Any], name: str, cookie: str) -> None:
        stream, path, temper = f"room:{room['id']}", f"/ws/room/{room['id']}/", room["temper"]
        lead = History(f"{name}-lead", f"person:{room['lead']}", stream, "facilitator")
        self.leaders.append(Leader(self.hall, lead, path, cookie, temper=temper))
        self.screens.append(
            Client(self.hall, History(f"{name}-screen", "", stream, "screen"), f"{path}?as=screen", cookie)
        )
        for seat in (each for each in self.town["seats"] if each["room"] == room["id"]):
            actor = f"seat:{seat['seat']}"
            history = History(f"{name}-{seat['name']}", actor, stream, "participant", seat["side"])
            slow = len(self.participants) % SLOW == SLOW - 1
            address, token = f"{path}?seat={seat['seat']}", f"tessera_device={seat['token']}"
            self.participants.append(Participant(self.hall, history, address, token, temper=temper, slow=slow))

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()):
            self.hall.unexpected.append(f"a client broke: {error!r}")

    async def rest(self, seconds: float) -> None:
        """Say nothing new; wait until everything said is answered and everybody is where their room is."""
        self.hall.speaking.clear()
        deadline = time.monotonic() + seconds
        await asyncio.wait(self.leading, timeout=seconds)
        for task in self.leading:
            if task.done():
                task.result()
        while time.monotonic() < deadline and not self._at_rest():
            await asyncio.sleep(0.2)
        await asyncio.sleep(2.5)  # own parts come a moment after the events

    def _at_rest(self) -> bool:
        heads = self.heads()
        return all(
            client.inside.is_set() and not client.outbox.waiting and client.view.seq == heads[client.history.stream]
            for client in self.clients
        )

    async def leave(self) -> None:
        """Close every line; nobody comes back."""
        self.hall.over = True
        for task in [*self.lives, *self.leading]:
            task.cancel()
        await asyncio.gather(*self.lives, *self.leading, return_exceptions=True)
