"""How fast one may speak: five a second, twenty at once, for each participant however many sockets they open."""

import asyncio
import time
import uuid
from typing import Any

from websockets.asyncio.client import ClientConnection

from realtime.consumers import StreamConsumer
from realtime.limits import BURST, MANY, RATE, Buckets
from realtime.streams import Viewer
from tests.realtime.test_wire import Hall, Phone


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_twenty_at_once_then_five_a_second():
    clock = Clock()
    buckets = Buckets(clock=clock)
    assert [buckets.take("a") for _n in range(25)] == [True] * int(BURST) + [False] * 5
    clock.now += 1
    assert [buckets.take("a") for _n in range(7)] == [True] * int(RATE) + [False] * 2


def test_a_bucket_is_never_fuller_than_full_and_a_clock_that_stands_gives_nothing():
    clock = Clock()
    buckets = Buckets(rate=1, burst=3, clock=clock)
    assert [buckets.take("a") for _n in range(4)] == [True, True, True, False]
    clock.now += 10_000
    assert [buckets.take("a") for _n in range(4)] == [True, True, True, False]


def test_asking_in_vain_does_not_put_off_the_next_token():
    clock = Clock()
    buckets = Buckets(rate=1, burst=1, clock=clock)
    assert buckets.take("a") is True
    for _n in range(9):
        clock.now += 0.1
        assert buckets.take("a") is False
    clock.now += 0.11
    assert buckets.take("a") is True


def test_nobody_drinks_from_the_bucket_of_another():
    buckets = Buckets(burst=1, clock=Clock())
    assert [buckets.take(who) for who in ("a", "b", "a", ("a", "screen"))] == [True, True, False, True]


def test_who_is_gone_is_forgotten_and_full_buckets_are_not_kept():
    clock = Clock()
    buckets = Buckets(clock=clock)
    for who in range(MANY):
        buckets.take(who)
    buckets.forget(0)
    assert len(buckets.left) == MANY - 1
    clock.now += 1
    for _n in range(20):
        buckets.take("slow")
    buckets.take("one more")
    assert set(buckets.left) == {"slow", "one more"}
    assert buckets.take("slow") is False


class Seat:
    def __init__(self, key: str):
        self.key = key


def socket(key: str, audience: str) -> StreamConsumer:
    made = StreamConsumer()
    made.stream, made.viewer = "room:1", Viewer(Seat(key), audience, "it")
    return made


def test_two_sockets_of_a_participant_share_a_bucket_and_two_strangers_do_not():
    phone, tab = socket("seat:1", "participant"), socket("seat:1", "participant")
    strangers = socket("anonymous", "screen"), socket("anonymous", "screen")
    assert phone._name == tab._name
    assert strangers[0]._name != strangers[1]._name


async def test_a_participant_with_three_sockets_speaks_no_faster_than_with_one(live_server_process: Any):
    hall = Hall(live_server_process())
    (mine, seat), (theirs, other_seat) = await hall.seat(), await hall.seat()
    began = time.monotonic()
    async with hall.open(mine, seat) as a, hall.open(mine, seat) as b, hall.open(mine, seat) as c:
        told = [
            each for some in await asyncio.gather(*[said(socket, hall.room) for socket in (a, b, c)]) for each in some
        ]
    taken = [answer for answer in told if "ok" in answer]
    assert {answer.get("code", "ok") for answer in told} == {"ok", "busy"}
    assert BURST - 3 <= len(taken) <= BURST + RATE * (time.monotonic() - began)  # three said where they stand
    async with hall.open(theirs, other_seat) as socket:
        assert "ok" in (await said(socket, hall.room))[0]


async def said(socket: ClientConnection, room: str) -> list[dict[str, Any]]:
    """Say fifteen things as fast as can be and return their answers."""
    phone, refs = Phone(socket), {uuid.uuid4().hex for _n in range(15)}
    await phone.say({"since": None, "epoch": None})
    for ref in refs:
        await phone.say({"do": "seat.here", "with": {"room": room}, "ref": ref})
    await phone.until(lambda _frame: refs <= {frame.get("ref") for frame in phone.heard})
    return [frame for frame in phone.heard if "ref" in frame]
