"""What takes its time: silence, slow readers, rights that end unannounced. All is waited for at once, and then told."""

import asyncio
import socket
import time
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.realtime.hostile.house import House
from tests.realtime.hostile.papers import OF_LEADERS, TAKEN, leaders, take
from tests.realtime.hostile.raw import CUT, Raw

SILENT, OUT, NOTHING, TOO_SLOW = 4002, 4003, 4004, 4008
GOODBYE = b"\x88\x02" + TOO_SLOW.to_bytes(2, "big")  # the frame that says so
SLOW = 50  # readers that stop reading
VANISHED = 10  # phones that neither answer nor leave
PRETENDING = 5  # phones that ask and do not read
LATE = 1.5  # seconds that a machine with other work may add
ENDED = 7  # the state of a TCP connection that is over, in what Linux tells of it


@dataclass
class Waited:
    """What each of the waits came to; times in seconds."""

    silent: list[tuple[int, float]] = field(default_factory=list)
    vanished: list[tuple[int, float]] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    held: float = 0.0  # MB before
    growth: float = 0.0  # MB while nobody read
    pretending: list[int] = field(default_factory=list)
    left: int = 0  # connections more than before, once all were cut
    rights: dict[str, tuple[int, float]] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)


@pytest.fixture(scope="module")
def waited(built: House) -> Waited:
    """Half a minute in which everything here is waited for at the same time."""
    result = Waited()

    async def all_of_it() -> None:
        await asyncio.gather(*(wait(built, result) for wait in (_silent, _rights, _slow, _pretending)))

    asyncio.run(all_of_it())
    return result


def test_whoever_never_says_where_they_stand_is_let_go_after_twenty_seconds(house: House, waited: Waited) -> None:
    print("silent:", waited.silent)
    assert [code for code, _took in waited.silent] == [SILENT] * 3
    assert all(19 <= took <= 20 + LATE for _code, took in waited.silent)


def test_whoever_vanishes_without_a_word_is_let_go_within_fifteen_seconds(house: House, waited: Waited) -> None:
    print("vanished:", waited.vanished)
    assert [code for code, _took in waited.vanished] == [TOO_SLOW] * VANISHED
    assert max(took for _code, took in waited.vanished) <= 15 + LATE


def test_fifty_who_stop_reading_are_cut_within_fifteen_seconds(house: House, waited: Waited) -> None:
    print(f"slow readers: {len(waited.slow)} cut, the last after {max(waited.slow):.1f} s, +{waited.growth:.1f} MB")
    assert len(waited.slow) == SLOW
    assert max(waited.slow) <= 15 + LATE
    assert set(waited.codes) <= {TOO_SLOW, CUT}


def test_fifty_who_stop_reading_cost_little_and_leave_nothing(house: House, waited: Waited) -> None:
    assert waited.growth <= 64
    assert waited.left <= len(TAKEN) + PRETENDING  # those of the other waits come and go meanwhile


@pytest.mark.parametrize("what", TAKEN)
def test_rights_that_end_without_an_event_end_the_socket_within_half_a_minute(
    house: House, waited: Waited, what: str
) -> None:
    code, took = waited.rights[what]
    print(f"{what}: {code} after {took:.1f} s")
    assert (code, took <= 30 + LATE) == (OUT, True)
    assert waited.back[what] == NOTHING


def test_who_asks_and_pretends_to_read_is_cut_or_costs_no_more_than_the_bound(house: House, waited: Waited) -> None:
    print("pretending:", waited.pretending)
    assert set(waited.pretending) <= {TOO_SLOW, CUT, 0}
    assert house.memory() <= waited.held + 64


async def _silent(house: House, result: Waited) -> None:
    """Nothing at all; only answers; only nonsense."""
    phone = await house.seat()
    raws = [await house.open(phone, join=False) for _n in range(3)]
    raws[1].say({"have": 0})
    raws[2].say([1])
    began = [raw.began for raw in raws]
    codes = await asyncio.gather(*(raw.ended(40) for raw in raws))
    result.silent = [(code, time.monotonic() - begin) for code, begin in zip(codes, began, strict=True)]


async def _rights(house: House, result: Waited) -> None:
    heads = await leaders(house, OF_LEADERS)
    phones = await house.seats(len(TAKEN) - OF_LEADERS)
    whose: dict[str, Any] = dict(zip(TAKEN, [*heads, *phones], strict=True))
    raws = {what: await house.open(owner) for what, owner in whose.items()}
    listening = [asyncio.create_task(_obedient(raw)) for raw in raws.values()]
    began = time.monotonic() - time.time() + await take(house, whose)
    ends = await asyncio.gather(*listening)
    result.rights = {what: (code, at - began) for what, (code, at) in zip(raws, ends, strict=True)}
    for what, owner in whose.items():
        raw = await house.open(owner, join=False)
        result.back[what] = await raw.ended()


async def _obedient(raw: Raw) -> tuple[int, float]:
    """Answer every ask until the server ends it; return the code (0: it never did) and when."""
    raw.polite = True
    try:
        await raw.ended(45)
    except TimeoutError:
        pass
    return raw.code, time.monotonic()


async def _slow(house: House, result: Waited) -> None:
    """All are phones like others, until they all stop answering at once; fifty of them stop reading too."""
    phones = await house.seats(12)
    before = house.lines()
    raws = [await house.open(phones[n % len(phones)], buffer=4096) for n in range(SLOW + VANISHED)]
    listening = [asyncio.create_task(_obedient(raw)) for raw in raws]
    await asyncio.sleep(7)  # each has been asked by now
    result.held = house.memory()
    async with house.undisturbed(f"{SLOW} who do not read"):
        began = time.monotonic()
        for raw in raws:
            raw.polite = False
        for raw, task in zip(raws[:SLOW], listening, strict=False):
            task.cancel()
            raw.writer.transport.pause_reading()
        waits = [asyncio.create_task(_cut(raw)) for raw in raws[:SLOW]]
        while not all(wait.done() for wait in waits):
            result.growth = max(result.growth, house.memory() - result.held)
            await asyncio.sleep(0.25)
    result.slow = [wait.result() - began for wait in waits]
    result.vanished = [(code, at - began) for code, at in await asyncio.gather(*listening[SLOW:])]
    for raw in raws[:SLOW]:
        raw.writer.transport.resume_reading()
        last = await raw.rest()
        result.codes.append(TOO_SLOW if last.endswith(GOODBYE) else CUT)
        raw.drop()
    await asyncio.sleep(1.5)
    result.left = house.lines() - before


async def _pretending(house: House, result: Waited) -> None:
    """Ask for the whole picture as often as one may, say that it was read, and read nothing."""
    raws = [await house.open(phone, buffer=4096) for phone in await house.seats(PRETENDING)]
    for raw in raws:
        raw.writer.transport.pause_reading()
    for _turn in range(120):
        for raw in raws:
            if not raw.writer.transport.is_closing():
                raw.say({"since": None, "epoch": None})
                raw.say({"have": 2**40})
        await asyncio.sleep(0.25)
    for raw in raws:
        raw.writer.transport.resume_reading()
        try:
            result.pretending.append(await raw.ended(1))
        except TimeoutError:
            result.pretending.append(0)
        raw.drop()


async def _cut(raw: Raw) -> float:
    """Wait until the server has let go of this connection; nothing is read, so only the kernel knows."""
    line = raw.writer.get_extra_info("socket")
    until = time.monotonic() + 40
    while line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 8)[0] != ENDED:
        assert time.monotonic() < until, "this reader was never cut"
        await asyncio.sleep(0.1)
    return time.monotonic()
