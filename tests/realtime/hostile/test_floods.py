"""Floods of messages: each is cut early, costs hardly any memory, and the room goes on working."""

import asyncio
import time

import pytest

from tests.realtime.hostile.house import House
from tests.realtime.hostile.raw import BINARY, CUT, PING, PONG, Raw, frame

MB = 2**20
FLOOD = 4009
LARGE = 300 * MB
GROWTH = 48  # MB by which the server may grow; what is taken in waits in the kernel
BLOCK = frame(b'{"have":1}') * 4000  # 64 kB

FLOODS = {
    "what is right, too often": BLOCK,
    "large messages": frame(b'{"do": "' + b"x" * 60_000 + b'"}'),
    "empty texts": frame(b"") * 9000,
    "empty bytes": frame(b"", BINARY) * 9000,
    "pings": frame(b"p" * 125, PING) * 500,
    "pings of nothing": frame(b"", PING) * 9000,
    "pongs": frame(b"", PONG) * 9000,
    "one message in small pieces": frame(b"x", fin=False) + frame(b"x", 0, fin=False) * 4000,
    "nonsense": frame(b"null") * 4000,
    "positions": frame(b'{"since":null,"epoch":null}') * 2000,
    "what one is doing": frame(b'{"doing":{"writing":"x"}}') * 2000,
    "commands": frame(b'{"do":"seat.here","with":{},"ref":"r"}') * 2000,
}


async def pour(raw: Raw, data: bytes, limit: int = LARGE, seconds: float = 20) -> tuple[int, int]:
    """Send this again and again until the server ends it; return (code, bytes that were taken from us)."""
    ending = asyncio.create_task(raw.ended(seconds))
    taken = 0
    try:
        while not ending.done() and taken < limit:
            raw.send(data)
            await raw.writer.drain()
            taken += len(data)
            await asyncio.sleep(0)
    except ConnectionError:
        pass
    code = await ending
    raw.drop()
    return code, taken


async def test_of_300_mb_one_socket_gets_rid_of_very_little(house: House) -> None:
    phone = await house.seat()
    before = house.memory()
    async with house.undisturbed("300 MB"):
        raw = await house.open(phone)
        began = time.monotonic()
        code, taken = await pour(raw, BLOCK)
        lived = time.monotonic() - began
    print(f"cut after {lived:.1f} s and {taken / MB:.1f} MB, server +{house.memory() - before:.1f} MB")
    assert (code, taken < 32 * MB, lived < 10) == (FLOOD, True, True)
    assert house.memory() - before < GROWTH


@pytest.mark.parametrize("what", FLOODS)
async def test_every_kind_of_flood_ends_its_socket_with_4009(house: House, what: str) -> None:
    raw = await house.open(await house.seat())
    code, taken = await pour(raw, FLOODS[what])
    assert (code, taken < 32 * MB) == (FLOOD, True)


async def test_sixteen_who_come_back_at_once_disturb_nobody(house: House) -> None:
    phones = await house.seats(16)
    before, until = house.memory(), time.monotonic() + 5
    ends: list[int] = []

    async def again(phone: object) -> int:
        total = 0
        while time.monotonic() < until:
            raw = await house.open(phone, join=False)
            code, taken = await pour(raw, BLOCK)
            ends.append(code)
            total += taken
        return total

    async with house.undisturbed("sixteen floods"):
        taken = sum(await asyncio.gather(*(again(phone) for phone in phones)))
    print(f"{len(ends)} floods, {taken / MB:.0f} MB, server +{house.memory() - before:.1f} MB")
    assert set(ends) <= {FLOOD, CUT}
    assert house.memory() - before < GROWTH


async def test_a_hundred_mistakes_are_answered_and_more_end_the_socket(house: House) -> None:
    """Slowly enough to be no flood of frames: what ends it is that nothing of it makes sense."""
    raw = await house.open(await house.seat())
    for _n in range(150):
        raw.say([1])
        await asyncio.sleep(0.006)
    assert await raw.ended() == FLOOD
    refused = [answer for answer in raw.answers if answer.get("code") == "invalid"]
    assert 100 <= len(refused) <= 110
    raw.drop()


async def test_who_speaks_too_fast_is_told_to_wait_and_then_shown_out(house: House) -> None:
    raw = await house.open(await house.seat())
    for n in range(60):
        raw.say({"do": "seat.here", "with": {"room": house.room}, "ref": f"r{n}"})
    codes = [(await raw.answer()).get("code", "ok") for _n in range(60)]
    assert 18 <= codes.count("ok") <= 30
    assert codes.count("ok") + codes.count("busy") == 60
    for n in range(120):
        raw.say({"do": "seat.here", "with": {"room": house.room}, "ref": f"s{n}"})
    assert await raw.ended() == FLOOD
    raw.drop()


async def test_just_below_the_limits_nobody_else_notices(house: House) -> None:
    """Twenty sockets that say all they may say for three seconds."""
    raws = [await house.open(phone) for phone in await house.seats(20)]
    before = house.memory()
    async with house.undisturbed("all that is allowed"):
        for _turn in range(30):
            for raw in raws:
                raw.send(frame(b'{"have":1}') * 12 + frame(b'{"doing":{"writing":"x"}}') * 3)
            await asyncio.sleep(0.1)
    assert [raw.code for raw in raws] == [0] * 20
    assert house.memory() - before < GROWTH
    for raw in raws:
        raw.drop()
