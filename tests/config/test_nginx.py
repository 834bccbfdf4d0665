"""deploy/nginx.conf as it is shipped, in a real nginx before two real processes: pages, sockets, limits, restarts."""

import asyncio
import datetime
import http.client
import os
import signal
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from config.verify import programs
from config.verify.services import free_port
from tests.config import own
from tests.config.conftest import Town
from tests.config.phones import Hall
from tests.plugins.live import BASE

NAME = "localhost"
DEVICE = 6  # sockets of one device: the shipped limit is too many to be reached in a test


@dataclass
class Proxied:
    """Two servers, and where nginx stands before them; `plain` is its port without TLS."""

    servers: tuple[own.Server, own.Server]
    url: str
    plain: int
    tls: ssl.SSLContext


def certificate(folder: Path) -> tuple[Path, Path]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string(f"CN={NAME}")
    now = datetime.datetime.now(datetime.UTC)
    until, serial = now + datetime.timedelta(days=1), x509.random_serial_number()
    made = x509.CertificateBuilder(name, name, key.public_key(), serial, now, until)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    chain, private = folder / "fullchain.pem", folder / "privkey.pem"
    chain.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return chain, private


def configuration(folder: Path, first: int, plain: int, secure: int) -> Path:
    """Write the shipped file with other names, ports and paths, and nothing else changed."""
    chain, private = certificate(folder)
    text = (BASE / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for shipped, here in (
        ("tessera.example.org", NAME),
        ("127.0.0.1:8000", f"127.0.0.1:{first}"),
        ("127.0.0.1:8001", f"127.0.0.1:{first + 1}"),
        ("listen 80 ", f"listen 127.0.0.1:{plain} "),
        ("listen 443 ", f"listen 127.0.0.1:{secure} "),
        ("/etc/ssl/tessera/fullchain.pem", str(chain)),
        ("/etc/ssl/tessera/privkey.pem", str(private)),
        ("/var/log/nginx/error.log", str(folder / "error.log")),
        ("limit_conn device 200;", f"limit_conn device {DEVICE};"),
        ("worker_processes auto;", f"worker_processes 1;\ndaemon off;\npid {folder}/pid;"),
    ):
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    if os.geteuid() == 0:  # else its workers could not write into our folder, and every larger body would be a 500
        text = f"user root;\n{text}"
    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        text = text.replace("http {", f"http {{\n    {kind}_temp_path {folder}/{kind};", 1)
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def proxied(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    program = programs.nginx(may_install=False)
    folder = tmp_path_factory.mktemp("nginx")
    first, plain, secure = own.neighbours(), free_port(), free_port()
    conf = configuration(folder, first, plain, secure)
    said = subprocess.run([program, "-t", "-c", conf], capture_output=True, text=True, timeout=30)
    assert (said.returncode, "warn" in said.stderr) == (0, False), said.stderr
    servers = town.serve(first, TESSERA_HTTPS="1", TESSERA_PROXY="1", TESSERA_HOSTS=NAME)
    nginx = subprocess.Popen([program, "-c", conf], stdin=subprocess.DEVNULL)
    own.wait_for(lambda: own.pid_on(secure), 30)
    tls = ssl.create_default_context(cafile=folder / "fullchain.pem")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(folder / "fullchain.pem"))
        yield Proxied(servers, f"https://{NAME}:{secure}", plain, tls)
    nginx.terminate()
    nginx.wait(15)
    servers[0].stop(30)


@pytest.fixture(scope="module")
def hall(proxied: Proxied) -> Hall:
    hall = Hall(proxied.servers[0], proxied.url, proxied.tls)
    hall.taken = asyncio.run(hall.seats(4))
    return hall


def ask(proxied: Proxied, path: str, **more: Any) -> tuple[int, Any, bytes]:
    request = urllib.request.Request(proxied.url + path, **more)
    try:
        with urllib.request.urlopen(request, timeout=30, context=proxied.tls) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()


def test_pages_come_through_encrypted_and_the_plain_address_leads_there(proxied: Proxied) -> None:
    status, headers, body = ask(proxied, "/join/")
    assert (status, b"<!doctype html>" in body.lower()) == (200, True)
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Secure" in headers["Set-Cookie"]
    link = http.client.HTTPConnection(NAME, proxied.plain, timeout=10)
    link.request("GET", "/join/?a=1")
    answer = link.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/join/?a=1")


def test_what_is_not_for_the_world_stays_inside(proxied: Proxied) -> None:
    assert ask(proxied, "/metrics")[0] == 404
    assert ask(proxied, "/api/do/card.add", data=b"x" * 1_100_000)[0] == 413


def test_a_voice_note_and_a_file_come_through_and_nothing_larger(proxied: Proxied) -> None:
    """Without the form's token the page refuses what nginx and the server let through."""
    assert [ask(proxied, "/rooms/none/table/", data=b"x" * size)[0] for size in (1_900_000, 2_200_000)] == [403, 413]
    assert [ask(proxied, "/proposals/none/attach/", data=b"x" * size)[0] for size in (6_200_000, 6_400_000)] == [
        403,
        413,
    ]


async def test_sockets_are_let_in_by_their_origin_and_spread_over_the_processes(proxied: Proxied, hall: Hall) -> None:
    phones = [await (await hall.phone(*seat)).join() for seat in hall.taken]
    counted = [server.metrics()['sockets{audience="participant"}'] for server in proxied.servers]
    assert (sum(counted), min(counted) >= 1) == (4, True)
    with pytest.raises(InvalidStatus) as refused:
        await hall.phone(*hall.taken[0], origin="https://evil.example")
    assert refused.value.response.status_code == 403
    await hall.leave()
    assert [phone.code for phone in phones] == [1000] * 4


async def test_a_snapshot_is_fetched_once_and_is_then_known(proxied: Proxied, hall: Hall) -> None:
    browser, seat = hall.taken[0]
    path, cookie = f"/api/rooms/{hall.room}?seat={seat}", {"Cookie": browser.cookie}
    status, headers, _body = await asyncio.to_thread(ask, proxied, path, headers=cookie)
    again = {**cookie, "If-None-Match": headers["ETag"]}
    assert (status, (await asyncio.to_thread(ask, proxied, path, headers=again))[0]) == (200, 304)


async def test_one_device_is_bounded_and_its_neighbours_at_the_same_address_are_not(hall: Hall) -> None:
    greedy, *others = hall.taken
    for _n in range(DEVICE):
        await hall.phone(*greedy)
    with pytest.raises(InvalidStatus) as refused:
        await hall.phone(*greedy)
    assert refused.value.response.status_code == 429
    for seat in others * 2:
        await hall.phone(*seat)
    await hall.leave()


async def test_renewing_both_processes_costs_no_page_and_every_phone_comes_back(proxied: Proxied, hall: Hall) -> None:
    phones = [await (await hall.phone(*seat)).join() for seat in hall.taken]
    supervisor = proxied.servers[0]
    old = [own.pid_on(server.port) for server in proxied.servers]
    supervisor.process.send_signal(signal.SIGUSR1)
    asked: list[Any] = []
    walkers = [asyncio.create_task(walk(proxied, hall, seat, asked)) for seat in hall.taken]
    try:
        while "All servers are new." not in supervisor.said():
            await asyncio.sleep(0.1)
    finally:
        for each in walkers:
            each.cancel()
    assert len(asked) > 20
    assert {status for status in asked if status != 200} == set()
    assert set(old) & {own.pid_on(server.port) for server in proxied.servers} == set()
    assert [await phone.closed() for phone in phones] == [1012] * 4
    assert all(phone.goodbye for phone in phones)
    await asyncio.gather(*[(await hall.phone(*seat)).join() for seat in hall.taken])
    await hall.leave()


async def walk(proxied: Proxied, hall: Hall, seat: Any, asked: list[Any]) -> None:
    """Read pages and send commands, one after another."""
    while True:
        asked.append((await asyncio.to_thread(ask, proxied, "/join/"))[0])
        answer = await seat[0].command("seat.here", {"room": hall.room})
        asked.append(200 if "ok" in answer else answer)
        await asyncio.sleep(0.2)


async def test_a_process_that_is_killed_costs_no_page(proxied: Proxied) -> None:
    old = own.pid_on(proxied.servers[1].port)
    os.kill(old, signal.SIGKILL)
    asked = [(await asyncio.to_thread(ask, proxied, "/join/"))[0] for _n in range(20)]
    assert asked == [200] * 20
    await own.soon(lambda: own.pid_on(proxied.servers[1].port) not in (0, old))
