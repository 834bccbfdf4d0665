"""Several processes on PostgreSQL and Redis by settings alone: together, and when something dies under them."""

import asyncio
import os
import signal
import socket
import time
import uuid
from typing import Any

import pytest

from tests.config import own
from tests.config.conftest import Town
from tests.config.phones import Hall, Phone

HEARD = 'wake_hints_total{direction="heard"}'
Pair = tuple[own.Server, own.Server]


@pytest.fixture(scope="module")
def pair(town: Town) -> Pair:
    return town.serve(own.neighbours())


@pytest.fixture(scope="module")
def hall(pair: Pair) -> Hall:
    hall = Hall(pair[0])
    hall.taken = asyncio.run(hall.seats(4))
    asyncio.run(hall.console())
    return hall


@pytest.fixture
async def both(hall: Hall, pair: Pair) -> Any:
    """The console at the first process, a phone at the second."""
    console = await hall.phone(await hall.console())
    phone = await hall.phone(*hall.taken[0], url=pair[1].url)
    await asyncio.gather(console.join(), phone.join())
    yield console, phone
    await hall.leave()


async def crossing(hall: Hall, console: Phone, phone: Phone) -> float:
    """Move the room at the first process; return after how many seconds the second one's phone has heard of it."""
    heard = len(phone.heard)
    began = time.monotonic()
    moved = await console.do("room.next", room=hall.room)
    if "ok" not in moved:
        moved = await console.do("room.back", room=hall.room)
    await phone.until(lambda frame: frame.get("seq") == moved["ok"] and "live" not in frame, 10, heard)
    return time.monotonic() - began


async def test_a_form_at_a_process_without_sockets_is_heard_at_the_other(hall: Hall, pair: Pair):
    await own.soon(lambda: [server.ready()[1]["wake"] for server in pair] == ["up", "up"], 10)
    phone = await (await hall.phone(*hall.taken[0], url=pair[1].url)).join()
    moved = await (await hall.console()).command("room.next", {"room": hall.room})
    await phone.until(lambda frame: frame.get("seq") == moved["ok"] and "live" not in frame, 5)
    assert sum(pair[0].metrics()[f'sockets{{audience="{each}"}}'] for each in ("participant", "facilitator")) == 0
    assert pair[0].metrics()['wake_hints_total{direction="sent"}'] >= 1
    await hall.leave()


async def test_what_happens_at_one_is_heard_at_the_other_by_a_hint(hall: Hall, pair: Pair, both: Any):
    before = pair[1].metrics()
    assert await crossing(hall, *both) < 2
    assert pair[1].metrics()[HEARD] > before[HEARD]


async def test_an_idle_link_to_redis_does_not_die_of_a_timeout(hall: Hall, pair: Pair, both: Any):
    await asyncio.sleep(6.5)
    assert await crossing(hall, *both) < 2
    assert [phone.code for phone in both] == [0, 0]
    assert "wake link lost" not in pair[0].said()


@pytest.mark.parametrize("how", ["gone", pytest.param("silent", marks=pytest.mark.long)])
async def test_without_redis_everything_goes_on_a_little_later(hall: Hall, pair: Pair, both: Any, town: Town, how: str):
    found = pair[1].metrics()["safety_findings_total"]
    town.redis.kill() if how == "gone" else town.redis.process.send_signal(signal.SIGSTOP)
    try:
        slowest = max([await crossing(hall, *both) for _n in range(4)])
        assert slowest < 2
        await own.soon(lambda: [each.metrics()["wake_link_up"] for each in pair] == [0, 0], 20)
        assert pair[1].metrics()["safety_findings_total"] > found
        assert pair[1].ready() == (200, {**pair[1].ready()[1], "ok": True, "wake": "down"})
    finally:
        town.redis.start() if how == "gone" else town.redis.process.send_signal(signal.SIGCONT)
    await own.soon(lambda: [each.metrics()["wake_link_up"] for each in pair] == [1, 1], 10)
    heard = pair[1].metrics()[HEARD]
    assert await crossing(hall, *both) < 2
    assert pair[1].metrics()[HEARD] > heard
    assert [phone.code for phone in both] == [0, 0]


@pytest.mark.parametrize("seconds", [0, pytest.param(40, marks=pytest.mark.long)])
async def test_without_postgresql_nothing_is_acknowledged_that_is_not_there(
    hall: Hall, pair: Pair, both: Any, town: Town, seconds: int
):
    console, phone = both
    orders = [("room.next" if number % 2 else "room.back", str(uuid.uuid4())) for number in range(8)]
    sent = [asyncio.create_task(insist(console, hall, *order)) for order in orders[:4]]
    await asyncio.sleep(0.02)
    town.postgres.kill()
    sent += [asyncio.create_task(insist(console, hall, *order)) for order in orders[4:]]
    try:
        await asyncio.sleep(0.5)
        heard = len(console.heard)
        states = await asyncio.gather(*(asyncio.to_thread(each.ready) for each in pair))
        assert [(status, said["database"]) for status, said in states] == [(503, "no"), (503, "no")]
        assert [each.lives() for each in pair] == [True, True]
        await asyncio.sleep(seconds)
        assert [frame for frame in console.heard[heard:] if "ok" in frame] == []
    finally:
        accepted = town.postgres.start()
    answers = [await each for each in sent]
    assert min(when for answer, when in answers if when > accepted) - accepted < 5
    done = [answer["ok"] for answer, _when in answers if "ok" in answer]
    assert (len(done) >= 7, len(set(done))) == (True, len(done))
    for order, (answer, _when) in zip(orders, answers, strict=True):
        if "ok" in answer:
            assert (await insist(console, hall, *order))[0]["ok"] == answer["ok"]
    await phone.until(lambda frame: frame.get("seq") == max(done) and "live" not in frame)
    assert [each.code for each in both] == [0, 0]
    await own.soon(lambda: [each.ready()[0] for each in pair] == [200, 200], 10)


async def insist(console: Phone, hall: Hall, name: str, ref: str) -> tuple[dict[str, Any], float]:
    """Send a command until it is not `busy`; returns the answer, and when it came."""
    while (answer := await console.do(name, ref, 60, room=hall.room)).get("code") == "busy":
        await asyncio.sleep(0.3)
    return answer, time.monotonic()


async def test_one_that_is_killed_is_replaced_and_the_other_does_not_notice(hall: Hall, pair: Pair, both: Any):
    console, phone = both
    old = own.pid_on(pair[1].port)
    os.kill(old, signal.SIGKILL)
    assert await phone.closed() == 1006
    await own.soon(lambda: own.pid_on(pair[1].port) not in (0, old) and pair[1].lives())
    assert f"The server on port {pair[1].port} ended (-9)" in pair[0].said()
    assert console.code == 0
    back = await (await hall.phone(*hall.taken[0], url=pair[1].url)).join()
    assert await crossing(hall, console, back) < 2


async def test_renewing_replaces_one_after_another(hall: Hall, pair: Pair, both: Any):
    old = [own.pid_on(server.port) for server in pair]
    alive = []
    pair[0].process.send_signal(signal.SIGUSR1)
    while "All servers are new." not in pair[0].said():
        alive.append(await asyncio.to_thread(lambda: pair[0].lives() or pair[1].lives()))
        await asyncio.sleep(0.1)
    assert (len(alive) > 5, all(alive)) == (True, True)
    assert set(old) & {own.pid_on(server.port) for server in pair} == set()
    assert [await phone.closed() for phone in both] == [1012, 1012]
    assert all(0 < phone.goodbye <= 3000 for phone in both)


@pytest.mark.long
async def test_one_that_cannot_start_is_tried_on_while_the_other_serves(pair: Pair):
    """Its port is taken as soon as it is dead."""
    taken = take(pair[1].port)
    said = f"The server on port {pair[1].port} ended (1) after"
    await own.soon(lambda: pair[0].said().count(said) >= 3, 60)
    assert (pair[0].lives(), pair[0].process.poll()) == (True, None)
    taken.close()
    await own.soon(pair[1].lives, 30)


@pytest.mark.long
async def test_when_none_can_start_the_command_ends_and_says_so(town: Town):
    pair = town.serve(own.neighbours())
    taken = [take(server.port) for server in pair]
    assert await asyncio.to_thread(pair[0].process.wait, 60) == 1
    assert "None of the servers starts: tried 3 times each." in pair[0].said()
    for link in taken:
        link.close()


def take(port: int) -> socket.socket:
    """Kill whoever listens on a port, and listen there in its place."""
    os.kill(own.pid_on(port), signal.SIGKILL)
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    own.wait_for(lambda: own.pid_on(port) == 0, 5)
    link.bind(("127.0.0.1", port))
    link.listen()
    return link


async def test_all_stop_together_and_in_order(hall: Hall, pair: Pair, both: Any):
    pair[0].process.send_signal(signal.SIGTERM)
    assert [await phone.closed() for phone in both] == [1012, 1012]
    assert await asyncio.to_thread(pair[0].process.wait, 20) == 0
    assert [server.lives() for server in pair] == [False, False]
