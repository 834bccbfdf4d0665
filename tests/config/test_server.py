"""A real server: it answers, compresses, bounds its sockets, says when its port is taken, and stops in order."""

import asyncio
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

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
    manifest = (server.data.parent / "static" / "staticfiles.json").read_text(encoding="utf-8")
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


HANDSHAKE = (
    "GET /ws/room/000000000000/ HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGVzc2VyYS10ZXNzZXJhIQ==\r\n\r\n"
)
NO_SUCH_ROOM = (4004).to_bytes(2, "big")


async def socket_answers(server: LiveServer, length: int) -> bytes:
    """Shake hands and announce one frame of this length in the same breath; return all that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    frame = b"\x81\xff" + length.to_bytes(8, "big") + bytes(4) + b"x" * length
    writer.write(HANDSHAKE.format(host=f"127.0.0.1:{server.port}").encode() + frame)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()


async def test_a_frame_of_64_kib_is_read_and_a_larger_one_ends_the_socket(server: LiveServer) -> None:
    fits = await socket_answers(server, 64 * 1024)
    assert fits.startswith(b"HTTP/1.1 101") and fits.endswith(NO_SUCH_ROOM)
    larger = await socket_answers(server, 64 * 1024 + 1)
    assert larger.startswith(b"HTTP/1.1 101") and not larger.endswith(NO_SUCH_ROOM)


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
