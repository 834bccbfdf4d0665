"""A real server: it answers, compresses, bounds its sockets, says when its port is taken, and stops in order."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from config.verify.services import free_port
from tests.plugins.live import BASE, LiveServer


@pytest.fixture(scope="module")
def server(servers) -> LiveServer:
    return servers()


def ask(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, dict(refusal.headers), refusal.read()


def test_it_says_that_it_is_well(server: LiveServer) -> None:
    status, headers, body = ask(f"{server.url}/health/")
    assert (status, body) == (200, b'{"ok": true}')
    assert headers["X-Frame-Options"] == "DENY"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_static_files_are_compressed_and_kept_for_ever(server: LiveServer) -> None:
    manifest = Path(server.environment["TESSERA_STATIC_ROOT"], "staticfiles.json").read_text(encoding="utf-8")
    name = next(part for part in manifest.split('"') if part.startswith("css/base.") and part.count(".") == 2)
    status, headers, _body = ask(f"{server.url}/static/{name}", Accept_Encoding="br")
    assert (status, headers["Content-Encoding"]) == (200, "br")
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_a_command_without_the_csrf_token_is_refused_to_strangers_too(server: LiveServer) -> None:
    request = urllib.request.Request(f"{server.url}/api/do/card.add", data=b"{}", method="POST")
    request.add_header("Content-Type", "application/json")
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=10)
    assert refusal.value.code == 403


async def test_a_socket_from_another_site_is_refused(server: LiveServer) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        await connect(f"{server.ws}/ws/room/000000000000/", origin="http://evil.example")
    assert refusal.value.response.status_code == 403


ECHO = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from config.server import serve

async def length(scope, receive, send):
    while (message := await receive())["type"] != "websocket.disconnect":
        text = message.get("text")
        if text == "bye":
            await send({"type": "websocket.close", "code": 1012})
        elif text is None:
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "websocket.send", "text": str(len(text))})

serve("127.0.0.1", int(sys.argv[1]), application=length, ready=lambda: print("ready", flush=True))
"""


@dataclass
class Echo:
    """A server whose application says how long a message is."""

    port: int
    process: subprocess.Popen

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/"


@pytest.fixture(scope="module")
def echo() -> Iterator[Echo]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", ECHO, str(port)], cwd=BASE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    yield Echo(port, process)
    process.terminate()
    assert process.wait(timeout=15) == 0


async def test_a_frame_of_64_kib_is_read_and_a_larger_one_ends_the_socket(echo: Echo) -> None:
    async with connect(echo.url) as link:
        await link.send("x" * 65536)
        assert await asyncio.wait_for(link.recv(), 10) == "65536"
        await link.send("x" * 65537)
        with pytest.raises(ConnectionClosed) as end:
            await asyncio.wait_for(link.recv(), 10)
    assert end.value.rcvd.code == 1009


async def test_a_message_in_many_frames_is_bounded_like_one_frame(echo: Echo) -> None:
    async with connect(echo.url) as link:
        with pytest.raises(ConnectionClosed) as end:
            await link.send(["x" * 30000] * 3)
            await asyncio.wait_for(link.recv(), 10)
    assert end.value.rcvd.code == 1009


async def test_a_hall_that_joins_at_once_waits_in_the_queue_and_all_come_in(echo: Echo) -> None:
    """While the process stands still nobody accepts: who connects now waits in the backlog, or is not let in."""
    os.kill(echo.process.pid, signal.SIGSTOP)
    try:
        async with asyncio.timeout(10):
            links = await asyncio.gather(*(knock(echo.port) for _n in range(300)))
    finally:
        os.kill(echo.process.pid, signal.SIGCONT)
    sockets = await asyncio.gather(*(connect(echo.url, sock=link, open_timeout=30) for link in links))
    await asyncio.gather(*(each.send("abc") for each in sockets))
    assert [await asyncio.wait_for(each.recv(), 10) for each in sockets] == ["3"] * 300
    await asyncio.gather(*(each.close() for each in sockets))


async def knock(port: int) -> socket.socket:
    link = socket.socket()
    link.setblocking(False)
    await asyncio.get_running_loop().sock_connect(link, ("127.0.0.1", port))
    return link


async def test_a_socket_can_be_told_that_the_service_restarts(echo: Echo) -> None:
    async with connect(echo.url) as link:
        await link.send("bye")
        await asyncio.wait_for(link.wait_closed(), 10)
    assert link.close_code == 1012


def test_a_taken_port_is_told_in_a_sentence(server: LiveServer) -> None:
    command = [sys.executable, "manage.py", "serve", "--host", "127.0.0.1", "--port", str(server.port)]
    done = subprocess.run(command, cwd=BASE, env=server.environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == (
        f"CommandError: Port {server.port} on 127.0.0.1 is not free (Address already in use). "
        f"Stop the other program or choose another port: --port {server.port + 1}\n"
    )


def test_it_stops_in_order(live_server_process) -> None:
    server = live_server_process()
    assert server.stop() == 0
