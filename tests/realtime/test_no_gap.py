"""Whatever comes together (joins, leaves, events, things hidden, slow lines): at the end all see what there is."""

import asyncio
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realtime import desk, joining, outbox, own
from realtime.hub import Hub
from realtime.streams import tables
from realtime.threads import in_database
from tests.realtime.conftest import stop
from tests.realtime.phones import Phone
from tests.realtime.toy import Toy

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("toys")]

PHONES = 4
phone = st.integers(0, PHONES - 1)
step = st.one_of(
    st.tuples(st.sampled_from(["join", "join", "leave", "leave", "give up", "jam", "drain"]), phone),
    st.tuples(st.sampled_from(["event", "event", "hide", "hide", "lost hint", "storm", "secret", "wait"]), phone),
)


@given(steps=st.lists(step, min_size=5, max_size=40), seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_phone_ends_with_the_picture_that_a_fresh_snapshot_shows(steps: list[tuple[str, int]], seed: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "TICK", 0.002)  # more readings, so that more comes between them
        patch.setattr(joining, "GATHER", 0.0005)
        patch.setattr(joining, "CATCH_UP", 6)
        patch.setattr(desk, "CATCH_UP", 6)
        patch.setattr(outbox, "MOST_FRAMES", 12)
        chance = random.Random(seed)
        for place in (desk, joining, own):
            patch.setattr(place, "in_database", slowly(chance, place.in_database))
        asyncio.run(Evening(chance).spend(steps))


def slowly(chance: random.Random, ask: Any) -> Any:
    """Readings that take a while, before and after they are made: much happens meanwhile."""

    async def asked(*what: Any) -> Any:
        await asyncio.sleep(chance.choice([0, 0.002, 0.008]))
        found = await ask(*what)
        await asyncio.sleep(chance.choice([0, 0.002, 0.008, 0.02]))
        return found

    return asked


class Evening:
    """Four phones at one desk; the first of them may see the secrets."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.hub, self.toy = Hub(), Toy()
        self.phones = [Phone(self.hub, self.toy, number, self.chance) for number in range(PHONES)]
        self.joining: dict[int, asyncio.Task[None]] = {}
        self.told, self.epoch, self.seq = 0, 0, 0

    async def spend(self, steps: list[tuple[str, int]]) -> None:
        try:
            for name, number in steps:
                await getattr(self, name.replace(" ", "_"))(number)
                await asyncio.sleep(self.chance.choice([0, 0, 0.001, 0.004]))
            async with asyncio.timeout(30):
                await self.settle()
        finally:
            stop(self.hub)
        await self.compare()

    async def join(self, number: int) -> None:
        if number not in self.joining:
            task = self.joining[number] = asyncio.create_task(self.phones[number].join())
            task.add_done_callback(lambda _task: self.joining.pop(number))

    async def leave(self, number: int) -> None:
        if number not in self.joining:
            self.phones[number].look()
            self.phones[number].end(1000)

    async def give_up(self, number: int) -> None:
        if number in self.joining:
            self.joining[number].cancel()

    async def jam(self, number: int) -> None:
        if not self.phones[number].code:
            self.phones[number].line.jam()

    async def drain(self, number: int) -> None:
        self.phones[number].line.drain()
        self.phones[number].look()

    async def event(self, number: int) -> None:
        self.told += 1
        self.seq = await self.toy.say(self.hub, **{f"t{number % 2}": {"n": self.told, "text": f"text-{self.told}-"}})

    async def lost_hint(self, number: int) -> None:
        self.told += 1
        self.seq = await self.toy.say(None, **{f"t{number % 2}": {"n": self.told}})

    async def storm(self, number: int) -> None:
        for _n in range(8):
            await self.lost_hint(number)
        await self.event(number)

    async def hide(self, number: int) -> None:
        row = self.toy.things.get(f"t{number % 2}") or {}
        self.epoch += 1
        if "text" in row:
            for each in self.phones:
                each.secrets[row["text"]] = self.epoch
        self.seq = await self.toy.say(
            self.hub, new_epoch=True, **{f"t{number % 2}": self.chance.choice([None, {"n": 0}])}
        )

    async def secret(self, number: int) -> None:
        self.told += 1
        self.seq = await self.toy.say(self.hub, "secret.changed", **{f"s{number}": {"n": self.told}})

    async def wait(self, _number: int) -> None:
        await asyncio.sleep(0.02)

    async def settle(self) -> None:
        """Everybody comes back as a real client does, and reads, until there is nothing more to read."""
        while True:
            if self.toy.stream in self.hub.desks:
                self.hub.desks[self.toy.stream].stirred.set()  # what the safety poll does every second
            for number, each in enumerate(self.phones):
                each.line.room = None
                each.line.drain()
                each.look()
                present = self.toy.stream in self.hub.desks and self.hub.desks[self.toy.stream].has(each)
                if not present:
                    await self.join(number)
            if all(each.seq == self.seq for each in self.phones) and not self.joining:
                return
            await asyncio.sleep(0.005)

    async def compare(self) -> None:
        fresh = {each.viewer.audience: None for each in self.phones}
        for audience in fresh:
            fresh[audience] = await in_database(tables, self.toy.stream, audience)
        for each in self.phones:
            now = fresh[each.viewer.audience]
            assert (each.wrong, each.seq, each.tables) == ([], now["seq"], now["tables"])
