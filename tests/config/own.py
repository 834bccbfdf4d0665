"""Services and servers that a test may kill: a PostgreSQL and a Redis of its own, and `serve --processes`."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.verify import services
from config.verify.services import free_port
from tests.plugins.live import BASE, LiveServer


class Own:
    """A real service that can be killed as a power cut would, and started again where it was, with what it held."""

    def __init__(self, service: services.Service, user: str | None = None):
        assert service.process is not None
        self.url, self.process, self.user = service.url, service.process, user
        self.port = int(service.url.rpartition(":")[2].partition("/")[0])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self, patience: float = 30) -> float:
        """Start it again; returns the moment (time.monotonic) at which it accepted."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            out = subprocess.DEVNULL
            self.process = subprocess.Popen(
                self.process.args, stdin=out, stdout=out, stderr=out, user=self.user, cwd="/"
            )
            while self.process.poll() is None:  # PostgreSQL refuses as long as children of the killed one are there
                if self.accepts():
                    return time.monotonic()
                time.sleep(0.02)
        raise AssertionError(f"{self.url} did not come back")

    def accepts(self) -> bool:
        try:
            if self.url.startswith("redis"):
                import redis

                return bool(redis.from_url(self.url, socket_timeout=2).ping())
            import psycopg

            psycopg.connect(self.url, connect_timeout=2).close()
            return True
        except Exception:
            return False

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()


def start(what: Callable[[Path], services.Service]) -> Own:
    """Start `services.postgres` or `services.redis` for one module alone."""
    with pytest.MonkeyPatch.context() as patch:  # not the ones this run may have been given
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("REDIS_URL", raising=False)
        folder = Path(tempfile.mkdtemp(prefix="tessera-service-", dir=os.environ["TESSERA_TEST_FOLDER"]))
        user = services._not_root() if what is services.postgres else None
        return Own(what(folder), user)


def neighbours() -> int:
    """Return a free port whose next one is free too."""
    while True:
        port = free_port()
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port + 1))
                return port
            except OSError:
                continue


DAPHNE = ["manage.py", "serve"]
UVICORN = ["-m", "uvicorn", "config.asgi:application", "--ws", "websockets-sansio", "--lifespan", "on"]
UVICORN += ["--ws-max-size", "65536", "--backlog", "2048", "--timeout-graceful-shutdown", "5"]


class Server(LiveServer):
    """One that may not be there yet, or no more."""

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        """GET a page: (status, text); (0, "") when nobody answers."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError:
            return 0, ""

    def lives(self) -> bool:
        return self.ask("/health/")[0] == 200

    def ready(self) -> tuple[int, dict[str, Any]]:
        status, text = self.ask("/ready/")
        return status, json.loads(text or "{}")

    def metrics(self) -> dict[str, float]:
        """Return every number by its name with its labels, without the `tessera_` at its beginning."""
        lines = [line.rpartition(" ") for line in self.ask("/metrics")[1].splitlines() if not line.startswith("#")]
        return {name.removeprefix("tessera_"): float(value) for name, _space, value in lines}


def run(command: list[str], port: int, environment: dict[str, str], log: Path, *more: str) -> Server:
    """Start DAPHNE or UVICORN, as docs/operations.md says, and do not wait for it."""
    line = [sys.executable, *command, "--host", "127.0.0.1", "--port", str(port), *more]
    with log.open("ab") as out:
        process = subprocess.Popen(line, cwd=BASE, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    return Server(f"http://localhost:{port}", port, log.parent, environment, log, process)


def wait_for(what: Callable[[], Any], seconds: float = 60) -> Any:
    """Return what(), as soon as it is something."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)
    return found


async def soon(what: Callable[[], Any], seconds: float = 60) -> Any:
    """Do the same without holding up the phones of the test, which have to answer meanwhile."""
    return await asyncio.to_thread(wait_for, what, seconds)


def pid_on(port: int) -> int:
    """Return the process that listens on a port of this machine; 0 when there is none."""
    wanted = f"0100007F:{port:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    nodes = {f"socket:[{row[9]}]" for row in rows if row[1] == wanted and row[3] == "0A"}
    for each in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(each) in nodes:
                return int(each.parts[2])
        except OSError:
            continue
    return 0
