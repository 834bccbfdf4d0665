"""The proxy passes everything on when the weather is good, and does what it is told when it is bad."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest

from tests.chaos.proxy import Proxy


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """A proxy before one server that echoes, and one that is not there."""
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    dead = await asyncio.start_server(echo, "127.0.0.1", 0)
    ports = [each.sockets[0].getsockname()[1] for each in (dead, server)]
    dead.close()
    made = Proxy(ports, seed=1)
    await made.start()
    yield made
    await made.stop()
    server.close()


async def said(proxy: Proxy, text: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(text)
    writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return answer


async def test_what_is_said_comes_back_whichever_server_is_there(proxy: Proxy):
    assert [await said(proxy, f"{n}".encode() * 50_000) for n in range(4)] == [
        f"{n}".encode() * 50_000 for n in range(4)
    ]


async def test_a_cut_holds_everything_and_kills_half_of_the_lines(proxy: Proxy):
    lines = [await asyncio.open_connection("127.0.0.1", proxy.port) for _n in range(4)]
    await asyncio.sleep(0.1)
    cut = asyncio.create_task(proxy.cut(0.5))
    await asyncio.sleep(0)
    for _reader, writer in lines:
        writer.write(b"hello")
    began = time.monotonic()
    heard = await asyncio.gather(*(reader.read(5) for reader, _writer in lines), return_exceptions=True)
    assert sorted(each if isinstance(each, bytes) else b"" for each in heard) == [b"", b"", b"hello", b"hello"]
    assert time.monotonic() - began > 0.4
    await cut


async def test_a_dripping_line_is_slow_and_loses_nothing(proxy: Proxy):
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(b"a")
    assert await reader.read(1) == b"a"
    drip = asyncio.create_task(proxy.drip(1.0, 100, 1.0))
    await asyncio.sleep(0)
    writer.write(b"b" * 60)
    began = time.monotonic()
    assert await reader.readexactly(60) == b"b" * 60
    assert time.monotonic() - began > 0.2
    await drip
    writer.close()
