"""A process says goodbye: what is under way is answered, every socket hears when to come back, and it ends in order."""

import asyncio
import http.client
import os
import signal
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from config.verify.services import free_port
from tests.config import own
from tests.config.phones import Hall

ENDS = [("daphne", own.DAPHNE, 0), ("uvicorn", own.UVICORN, -signal.SIGTERM)]  # uvicorn ends by the signal it was sent
SERVERS = pytest.mark.parametrize(("command", "code"), [each[1:] for each in ENDS], ids=[each[0] for each in ENDS])


@pytest.fixture(scope="module")
def hall(servers: Any) -> Hall:
    """A room with eight seats; its first server has gone, and each test starts another one on the same data."""
    server = servers(on="sqlite")
    hall = Hall(server)
    hall.taken = asyncio.run(hall.seats(8))
    server.stop()
    return hall


@pytest.fixture
def begin(hall: Hall) -> Iterator[Callable[[list[str]], own.Server]]:
    started: list[own.Server] = []

    def begin(command: list[str]) -> own.Server:
        old = hall.server
        port = free_port()
        server = own.run(command, port, old.environment, old.log.with_suffix(f".{port}"))
        started.append(server)
        own.wait_for(server.lives)
        hall.url = server.url
        return server

    yield begin
    for server in started:
        server.kill()


async def settled(hall: Hall, number: int) -> list[Any]:
    phones = await asyncio.gather(*(hall.phone(*hall.taken[n % len(hall.taken)]) for n in range(number)))
    await asyncio.gather(*(phone.join() for phone in phones))
    return list(phones)


@SERVERS
async def test_all_are_told_when_to_come_back_each_at_another_time(hall: Hall, begin: Any, command: Any, code: int):
    server = begin(command)
    phones = await settled(hall, 100)
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert {await phone.closed() for phone in phones} == {1012}
    assert await asyncio.to_thread(server.process.wait, 10) == code
    assert time.monotonic() - began < 6
    delays = [phone.goodbye for phone in phones]
    assert all(1 <= delay <= 3000 for delay in delays)
    assert len(set(delays)) > 80


@SERVERS
async def test_a_command_under_way_is_answered_before_the_goodbye(hall: Hall, begin: Any, command: Any, code: int):
    server = begin(command)
    (phone,) = await settled(hall, 1)
    lock = sqlite3.connect(server.environment["TESSERA_DATA"] + "/tessera.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")  # the command waits behind this
    ref = str(uuid.uuid4())
    await phone.say({"do": "seat.here", "with": {"room": hall.room}, "ref": ref})
    await asyncio.sleep(0.2)
    server.process.send_signal(signal.SIGTERM)
    await asyncio.sleep(0.4)
    lock.execute("COMMIT")
    lock.close()
    assert await phone.closed() == 1012
    assert [("ok" in frame, "goodbye" in frame) for frame in phone.heard[-2:]] == [(True, False), (False, True)]
    assert await asyncio.to_thread(server.process.wait, 10) == code


async def deaf(hall: Hall) -> asyncio.StreamWriter:
    """Open a socket, join, and never read again: a phone in a pocket, out of reach."""
    phone = await hall.phone(*hall.taken[0])
    await phone.join()
    phone.socket.transport.pause_reading()
    return phone.socket.transport


async def test_a_phone_out_of_reach_delays_the_end_but_not_for_ever(hall: Hall, begin: Any):
    server = begin(own.DAPHNE)
    kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    kept.request("GET", "/ready/")
    assert kept.getresponse().read() != b""
    silent = await deaf(hall)
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    await own.soon(lambda: not server.lives())  # nobody new comes in
    kept.request("GET", "/ready/")  # who was here already, like a proxy, is told
    answer = kept.getresponse()
    assert (answer.status, b'"serving": "draining"' in answer.read()) == (503, True)
    assert await asyncio.to_thread(server.process.wait, 10) == 0
    assert 2.9 < time.monotonic() - began < 8
    silent.abort()


async def test_who_asks_twice_does_not_wait(hall: Hall, begin: Any):
    server = begin(own.DAPHNE)
    silent = await deaf(hall)
    server.process.send_signal(signal.SIGTERM)
    await own.soon(lambda: not server.lives())
    began = time.monotonic()
    os.kill(server.process.pid, signal.SIGTERM)
    assert await asyncio.to_thread(server.process.wait, 10) == 0
    assert time.monotonic() - began < 2.9  # less than a goodbye lasts
    silent.abort()


async def test_a_process_that_nobody_looks_at_ends_at_once(hall: Hall, begin: Any):
    server = begin(own.DAPHNE)
    began = time.monotonic()
    assert await asyncio.to_thread(server.stop) == 0
    assert time.monotonic() - began < 3
    assert "WARNING" not in server.said() and "ERROR" not in server.said()
