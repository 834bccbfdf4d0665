"""Floods by HTTP: bodies that are too large or of unknown length, answers that nobody takes."""

import asyncio
import contextlib

import pytest

from tests.realtime.hostile.house import House
from tests.realtime.hostile.raw import dial, handshake

MB = 2**20
LARGE = 300 * MB
GROWTH = 48  # MB by which the server may grow


def body(house: House, **headers: str) -> bytes:
    usual = {"Upgrade": "", "Connection": "", "Content_Type": "application/json", "Origin": house.server.url}
    return handshake(house.host, "/api/do/card.add", **{**usual, **headers}).replace(b"GET", b"POST", 1)


BODIES = {
    "300 MB, announced": ("413", {"Content_Length": str(LARGE)}, b"x" * 65_536),
    "no length told": ("411", {"Transfer_Encoding": "chunked"}, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
    "pieces of one byte": ("411", {"Transfer_Encoding": "chunked"}, b"1\r\nx\r\n" * 10_000),
}


@pytest.mark.parametrize("what", BODIES)
async def test_a_large_body_is_refused_before_it_is_kept_anywhere(house: House, what: str) -> None:
    status, headers, part = BODIES[what]
    before = house.memory()
    disk = sum(file.stat().st_size for file in house.server.data.rglob("*") if file.is_file())

    async def send() -> str:
        raw = await dial(house.server.port)
        reading = asyncio.create_task(raw.head(20))
        raw.send(body(house, **headers))
        try:
            while not reading.done():
                raw.send(part)
                await raw.writer.drain()
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        answer = await reading
        raw.drop()
        return answer[:13].strip()

    async with house.undisturbed(f"20 bodies, {what}"):
        answers = await asyncio.gather(*(send() for _n in range(20)))
    assert set(answers) == {f"HTTP/1.1 {status}"}
    assert house.memory() - before < GROWTH
    after = sum(file.stat().st_size for file in house.server.data.rglob("*") if file.is_file())
    assert after - disk < 5 * MB


async def test_only_the_pages_that_take_a_file_are_sent_more_than_a_megabyte(house: House) -> None:
    """What is large enough for them reaches the page itself: here it is refused for other reasons (no such room)."""
    answers = {}
    for path in ("/proposals/none/attach/", "/rooms/none/table/", "/proposals/none/"):
        raw = await dial(house.server.port)
        reading = asyncio.create_task(raw.head(20))
        raw.send(body(house, Content_Length=str(3 * MB // 2)).replace(b"/api/do/card.add", path.encode(), 1))
        with contextlib.suppress(ConnectionError):
            for _n in range(24):
                raw.send(b"x" * 65_536)
                await raw.writer.drain()
        answers[path] = (await reading)[9:12]
        raw.drop()
    assert answers == {"/proposals/none/attach/": "403", "/rooms/none/table/": "403", "/proposals/none/": "413"}


async def test_whoever_asks_ahead_without_reading_is_cut(house: House) -> None:
    """2,000 requests down one line: answers that nobody takes would pile up in memory."""
    question = handshake(house.host, "/join/", Upgrade="", Connection="")
    before = house.memory()
    raw = await dial(house.server.port, buffer=4096)
    raw.send(question * 2000)
    assert await raw.gone(20) < 10
    assert house.memory() - before < GROWTH
    raw.drop()


async def test_a_few_questions_ahead_are_answered_in_order(house: House) -> None:
    raw = await dial(house.server.port)
    raw.send(handshake(house.host, "/health/", Upgrade="", Connection="") * 3)
    for _n in range(3):
        assert (await raw.head()).startswith("HTTP/1.1 200 ")
        assert await raw.reader.readexactly(12) == b'{"ok": true}'
    raw.drop()
