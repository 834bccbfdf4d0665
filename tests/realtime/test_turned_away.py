"""Gone while coming in: who is ended, gives up or cannot be served is not let in, and leaves nothing behind."""

import asyncio
import time
from typing import Any

import pytest

from realtime import readings
from tests.realtime.test_joining import ears, together

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_socket_that_is_ended_while_it_is_being_served_is_not_let_in(desk, monkeypatch):
    toy, hub = desk
    loop = asyncio.get_running_loop()
    ended, stays = ears(toy, 2)
    real = readings.mine

    def slow(stream: str, viewers: Any) -> Any:
        asyncio.run_coroutine_threadsafe(end(), loop).result(20)
        return real(stream, viewers)

    async def end() -> None:
        hub.leave(toy.stream, ended)

    monkeypatch.setattr(readings, "mine", slow)
    await together(hub, toy, [ended, stays])
    assert (list(hub.desks[toy.stream].sockets["crowd"]), ended.heard) == ([stays], [])


@pytest.mark.parametrize("how", ["cancelled", "too late"])
async def test_a_socket_that_gives_up_while_it_is_being_served_is_not_let_in(desk, monkeypatch, how):
    toy, hub = desk
    gives_up, stays = ears(toy, 2)
    loop = asyncio.get_running_loop()
    real, asked = readings.mine, asyncio.Event()

    def slow(stream: str, viewers: Any) -> Any:
        loop.call_soon_threadsafe(asked.set)
        time.sleep(0.3)
        return real(stream, viewers)

    async def come() -> None:
        async with asyncio.timeout(0.1 if how == "too late" else None):
            await hub.join(toy.stream, gives_up, None, None)

    monkeypatch.setattr(readings, "mine", slow)
    coming, other = asyncio.create_task(come()), asyncio.create_task(together(hub, toy, [stays]))
    await asked.wait()
    if how == "cancelled":
        coming.cancel()
    with pytest.raises((asyncio.CancelledError, TimeoutError)):
        await coming
    await other
    assert (list(hub.desks[toy.stream].sockets["crowd"]), gives_up.heard) == ([stays], [])


async def test_a_socket_given_up_in_the_moment_it_was_let_in_does_not_stay(desk):
    toy, hub = desk
    (ear,) = ears(toy)
    coming = asyncio.create_task(hub.join(toy.stream, ear, None, None))
    while not ear.heard:  # let in, and the task that waits for it has not run yet
        await asyncio.sleep(0)
    coming.cancel()
    with pytest.raises(asyncio.CancelledError):
        await coming
    assert hub.desks == {}


async def test_a_reading_that_fails_is_told_to_all_who_wait_and_to_nobody_later(desk, monkeypatch):
    toy, hub = desk
    some, late = ears(toy, 3), ears(toy, 1)
    real = readings.mine

    def away(_stream: str, _viewers: Any) -> Any:
        raise ConnectionError

    monkeypatch.setattr(readings, "mine", away)
    told = await asyncio.gather(*(hub.join(toy.stream, ear, None, None) for ear in some), return_exceptions=True)
    assert ([type(each) for each in told], hub.desks) == ([ConnectionError] * 3, {})
    monkeypatch.setattr(readings, "mine", real)
    await together(hub, toy, late)
    assert late[0].snapshot["seq"] == 0
