"""The line over any ASGI server: in order, one writer at a time, closed once, and never broken by a broken peer."""

import asyncio
import random
from typing import Any

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from realtime.frame import Frame
from realtime.lines import AsgiLine, line_of
from realtime.outbox import Outbox


class Server:
    """An ASGI server's `send`: it may make the writer wait, and it may find that the peer is gone."""

    def __init__(self, wait: Any = lambda: False, broken: Any = lambda: False):
        self.wait, self.broken = wait, broken
        self.said: list[Any] = []
        self.inside = 0
        self.gate = asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        self.inside += 1
        assert self.inside == 1, "two writers at once"
        try:
            if self.wait():
                await self.gate.wait()
            if self.broken():
                raise ConnectionError("gone")
            self.said.append(message.get("text") or message["code"])
        finally:
            self.inside -= 1

    def line(self) -> tuple[AsgiLine, list[bool]]:
        line, freed = AsgiLine(self.send), []
        line.on_free = lambda: freed.append(line.free)
        return line, freed


def frames(*texts: str) -> list[Frame]:
    return [Frame(text) for text in texts]


async def turns(count: int = 5) -> None:
    for _n in range(count):
        await asyncio.sleep(0)


async def test_a_server_that_takes_everything_at_once_costs_no_task():
    server = Server()
    line, freed = server.line()
    before = len(asyncio.all_tasks())
    line.write(frames("one", "two"))
    line.close(1000)
    assert (server.said, len(asyncio.all_tasks()), line.free, freed) == (["one", "two", 1000], before, False, [])


async def test_a_server_that_makes_us_wait_is_written_to_by_one_at_a_time():
    server = Server(wait=lambda: not server.gate.is_set())
    line, freed = server.line()
    line.write(frames("one", "two"))
    assert (server.said, line.free, freed) == ([], False, [])
    server.gate.set()
    await turns()
    assert (server.said, line.free, freed) == (["one", "two"], True, [True])
    line.write(frames("three"))
    assert server.said == ["one", "two", "three"]


async def test_a_close_waits_for_what_is_being_written():
    server = Server(wait=lambda: not server.gate.is_set())
    line, freed = server.line()
    line.write(frames("one", "two"))
    line.close(1012)
    line.close(4008)
    assert server.said == []
    server.gate.set()
    await turns()
    assert (server.said, line.free, freed) == (["one", "two", 4008], False, [])


async def test_a_peer_that_is_gone_at_once_is_not_written_to_again():
    server = Server(broken=lambda: True)
    line, freed = server.line()
    line.write(frames("one"))
    line.close(1000)
    assert (server.said, line.free, freed, line.task) == ([], False, [], None)


async def test_a_peer_that_goes_while_we_wait_ends_the_line_quietly(caplog):
    """What the server waits for fails, as a drain does when the connection is lost."""
    lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def send(_message: dict[str, Any]) -> None:
        await lost

    line = AsgiLine(send)
    freed: list[bool] = []
    line.on_free = lambda: freed.append(line.free)
    line.write(frames("one", "two"))
    lost.set_exception(ConnectionError("lost"))
    await turns()
    assert (line.free, line.closed, freed, line.task, caplog.messages) == (False, True, [], None, [])


async def test_a_server_may_recover_from_what_it_waited_for():
    wait: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    said = []

    async def send(message: dict[str, Any]) -> None:
        try:
            await wait
        except ConnectionError:
            await asyncio.sleep(0)
        said.append(message["text"])

    line = AsgiLine(send)
    line.write(frames("one"))
    wait.set_exception(ConnectionError("only a hiccup"))
    await turns()
    assert (said, line.free) == (["one"], True)


async def test_a_peer_that_does_not_read_is_closed_without_waiting_for_it():
    server = Server(wait=lambda: not server.said and not server.gate.is_set())
    line, freed = server.line()
    line.write(frames("never read"))
    line.close(4008)
    server.wait = lambda: False
    line.abort()
    await turns()
    assert (server.said, line.free, line.closed, freed) == ([4008], False, True, [])


async def test_even_a_close_that_hangs_is_given_up():
    server = Server(wait=lambda: True)
    line, _freed = server.line()
    line.close(1012)
    line.abort()
    await turns()
    assert (server.said, server.inside, line.task, line.free) == ([], 0, None, False)


async def test_an_idle_line_that_is_let_go_closes():
    server = Server()
    line, _freed = server.line()
    line.abort()
    line.abort()
    assert (server.said, line.free) == ([1001], False)


async def test_the_servers_own_line_is_taken_where_there_is_one():
    own, server = object(), Server()
    assert line_of({"line": own}, server.send) is own
    assert isinstance(line_of({"line": None}, server.send), AsgiLine)
    assert isinstance(line_of({}, server.send), AsgiLine)


@given(st.lists(st.integers(1, 4), max_size=40), st.integers(0, 2**32))
@settings(deadline=None)
def test_an_outbox_over_a_server_that_waits_at_random_keeps_the_order(counts: list[int], seed: int):
    async def scenario() -> None:
        chance = random.Random(seed)

        async def send(message: dict[str, Any]) -> None:
            for _n in range(chance.choice([0, 0, 0, 1, 3])):
                await asyncio.sleep(0)
            said.append(message.get("text") or message["code"])

        said: list[Any] = []
        wanted: list[str] = []
        out = Outbox(AsgiLine(send), lambda: None)
        for number, count in enumerate(counts):
            some = [f"{number}.{n}" for n in range(count)]
            wanted += some
            out.put(*frames(*some))
            await turns(chance.choice([0, 1, 5]))
        out.close(1000)
        await turns(1000)
        assert said == [*wanted, 1000]

    asyncio.run(scenario())


@pytest.fixture
async def server():
    """A real server whose application hands its outbox to the test."""
    boxes: list[Outbox] = []

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        assert scope["type"] == "websocket"
        await receive()
        await send({"type": "websocket.accept"})
        out = Outbox(line_of(scope, send), lambda: out.close(4008))
        boxes.append(out)
        while (await receive())["type"] != "websocket.disconnect":
            pass

    config = uvicorn.Config(application, port=0, lifespan="off", log_config=None, ws="websockets-sansio")
    running = uvicorn.Server(config)
    running.install_signal_handlers = lambda: None  # type: ignore[method-assign,attr-defined]
    task = asyncio.create_task(running.serve())
    while not running.started:
        await asyncio.sleep(0.01)
    yield running.servers[0].sockets[0].getsockname()[1], boxes
    running.should_exit = True
    await task


async def test_a_real_server_brings_a_slow_reader_everything_in_order_or_cuts_it(server):
    port, boxes = server
    async with connect(f"ws://127.0.0.1:{port}", max_queue=1, compression=None) as slow:
        async with connect(f"ws://127.0.0.1:{port}", compression=None) as quick:
            while len(boxes) < 2:
                await asyncio.sleep(0.01)
            heard, cut = [], None
            for number in range(4000):
                for out in boxes:
                    out.put(Frame(f"{number} " + "x" * 4000))
                heard.append(int((await quick.recv()).split()[0]))
            assert heard == list(range(4000))
        late = []
        try:
            async with asyncio.timeout(20):
                while True:
                    late.append(int((await slow.recv()).split()[0]))
        except ConnectionClosed as end:
            cut = end.rcvd.code if end.rcvd else None
    assert (late, cut) == (list(range(len(late))), 4008)
