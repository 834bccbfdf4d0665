"""Connections that begin something and never go on: each is let go in time, and costs next to nothing meanwhile."""

import asyncio
import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.plugins.live import BASE, clean_environment
from tests.realtime.hostile.costs import Costs
from tests.realtime.hostile.raw import Raw, dial, handshake

WHOLE = 2.0  # seconds, for this server, in which a request must be whole
MARGIN = 3.0  # seconds: the last bytes of an answer have one, the rest is for a machine with other work


class Hasty(Costs):
    """A running hasty server."""

    def __init__(self, port: int, process: subprocess.Popen):
        self.port, self.pid = port, process.pid
        self.host = f"127.0.0.1:{port}"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hasty]:
    from config.verify.services import free_port

    folder, port = tmp_path_factory.mktemp("hasty"), free_port()
    own = {"TESSERA_DATA": str(folder), "TESSERA_SECRET_KEY": "x" * 60, "TESSERA_STATIC": "plain"}
    command = [sys.executable, "-m", "tests.realtime.hostile.hasty", str(port), str(WHOLE)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=BASE, env={**clean_environment(), **own}, stdout=subprocess.PIPE, stderr=log, text=True
        )
        assert process.stdout.readline() == "ready\n", (folder / "log").read_text(encoding="utf-8")
        yield Hasty(port, process)
        process.terminate()
        process.wait(timeout=20)
    assert (folder / "log").read_text(encoding="utf-8") == ""


def request(hasty: Hasty, path: str = "/health/", **headers: str) -> bytes:
    return handshake(hasty.host, path, **{"Upgrade": "", "Connection": "", **headers})


def dripping(whole: bytes, again: bytes = b"") -> Callable[[Raw], object]:
    """Return what sends these bytes one by one, five a second, and then `again` for ever."""

    async def drip(raw: Raw) -> None:
        for byte in itertools.chain(whole, itertools.cycle(again)):
            raw.send(bytes((byte,)))
            await asyncio.sleep(0.2)

    return drip


def saying(*data: bytes) -> Callable[[Raw], object]:
    async def say(raw: Raw) -> None:
        raw.send(*data)

    return say


async def test_whatever_is_begun_and_not_finished_is_let_go(hasty: Hasty) -> None:
    """Ten of each kind, all at once."""
    kinds = {
        "nothing at all": saying(),
        "half a line": saying(b"GET /hea"),
        "half the headers": saying(request(hasty)[:-2]),
        "half a body": saying(request(hasty, Content_Length="1000").replace(b"GET", b"POST"), b"x" * 500),
        "headers, drop by drop": dripping(b"GET /health/ HTTP/1.1\r\n", b"X-A: b\r\n"),
        "a body, drop by drop": dripping(request(hasty, Content_Length="100000").replace(b"GET", b"POST"), b"x"),
        "an opening, drop by drop": dripping(handshake(hasty.host, "/ws/room/000000000000/")),
        "a body of unknown length": saying(request(hasty, Transfer_Encoding="chunked"), b"fffff\r\nx"),
        "a question, and then nothing": saying(request(hasty)),
        "line ends without carriage returns": saying(b"GET / HTTP/1.1\nHost: x\n\n"),
        "the beginning of TLS": saying(bytes.fromhex("16030100c8010000c40303") + b"x" * 190),
    }
    before = hasty.lines()

    async def lives(start: Callable[[Raw], object]) -> float:
        raw = await dial(hasty.port)
        working = asyncio.create_task(start(raw))
        lived = await raw.gone(WHOLE + 20)
        working.cancel()
        raw.drop()
        return lived

    longest = {}
    many = [what for what in kinds for _n in range(10)]
    for what, lived in zip(many, await asyncio.gather(*(lives(kinds[what]) for what in many)), strict=True):
        longest[what] = max(longest.get(what, 0), lived)
    print({what: round(lived, 1) for what, lived in longest.items()})
    assert {what: lived for what, lived in longest.items() if lived > WHOLE + MARGIN} == {}
    await asyncio.sleep(0.5)
    assert hasty.lines() <= before


async def test_answers_that_nobody_takes_do_not_keep_the_line(hasty: Hasty) -> None:
    before = hasty.lines()
    raws = [await dial(hasty.port, buffer=4096) for _n in range(5)]
    for raw in raws:
        raw.writer.transport.pause_reading()
        raw.send(request(hasty, "/static/css/base.css") * 10)
    await asyncio.sleep(1)
    assert hasty.lines() == before + 5
    until = time.monotonic() + WHOLE + 20
    while hasty.lines() > before and time.monotonic() < until:
        await asyncio.sleep(0.2)
    assert hasty.lines() <= before
    for raw in raws:
        raw.drop()


async def test_whoever_is_patient_but_right_is_served(hasty: Hasty) -> None:
    raw = await dial(hasty.port)
    text = request(hasty)
    raw.send(text[:10])
    await asyncio.sleep(WHOLE / 2)
    raw.send(text[10:])
    assert (await raw.head()).startswith("HTTP/1.1 200 ")
    raw.drop()
