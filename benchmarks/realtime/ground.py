"""Where the measuring is done: a folder for the time of a run, the halls in it, the services, and who starts what."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.realtime import machine
from benchmarks.realtime.crowd import Crowd, Loop
from benchmarks.realtime.designs import Design, Hall, Peer, Room
from benchmarks.realtime.dialects import Plain, SocketIo, Tessera
from benchmarks.realtime.log import postgres_log, sqlite_log
from benchmarks.realtime.names import ALONE, FLOOR, SOCKETIO, TUTORIAL, TWO, UVICORN, WHOLE, WS
from benchmarks.realtime.servers import BASE, Server, entry, on_servers_core, peer
from config.verify import services

SOCKETIO_PATH = "/socket.io/?EIO=4&transport=websocket"


class Ground:
    """Starts designs for halls of the given sizes. Everything it made is gone after `close()`."""

    def __init__(self, sizes: list[int]):
        self.sizes = sizes
        self.folder = Path(tempfile.mkdtemp(prefix="tessera-benchmarks-"))
        self.loop = Loop()
        self.started: list[services.Service] = []
        self.designs: list[Design] = []
        for name in ("DATABASE_URL", "REDIS_URL"):
            os.environ.pop(name, None)  # nobody's own database is measured
        os.environ |= {
            "TESSERA_SECRET_KEY": secrets.token_urlsafe(32),
            "TESSERA_STATIC": "plain",
            "TESSERA_LOG_LEVEL": "ERROR",
        }

    def close(self) -> None:
        self.stop_all()
        for service in self.started:
            service.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop_all(self) -> None:
        """Stop what a row that broke off has left running."""
        for design in self.designs:
            if any(server.process.poll() is None for server in design.servers):
                design.stop()
        self.designs.clear()

    def start(self, name: str, size: int) -> Design:
        """Start a design with nobody in it yet."""
        self.designs.append(self._started(name, size))
        return self.designs[-1]

    def _started(self, name: str, size: int) -> Design:
        if name == FLOOR:
            return self._peer(name, entry("floor"), Plain())
        if name == WS:
            return self._peer(name, peer("ws"), Plain())
        if name == SOCKETIO:
            return self._peer(name, peer("socketio"), SocketIo(), SOCKETIO_PATH)
        if name == TUTORIAL:
            return self._peer(name, entry("tutorial"), Plain())
        return self._two(size) if name == TWO else self._one(name, size)

    def _peer(self, name: str, command: list[str], dialect: Plain, path: str = "/") -> Peer:
        some = next(iter(self._halls.values()))
        tail = some.frame.removeprefix('{"seq":0')
        return Peer(name, [Server(command, self.folder)], Crowd(self.loop, dialect), path=path, tail=tail)

    def _one(self, name: str, size: int) -> Room:
        data = self.folder / f"data-{secrets.token_hex(4)}"
        shutil.copytree(self.prepared, data)
        command = entry("tessera", "uvicorn" if name == UVICORN else "daphne")
        server = Server(command, self.folder, {"TESSERA_DATA": str(data)})
        hall = self._halls[size]
        log = sqlite_log(data / "tessera.sqlite3", hall)
        return self._room(Room(name, [server], Crowd(self.loop, Tessera()), hall=hall, log=log))

    def _two(self, size: int) -> Room:
        environment, halls = self._services
        servers = [Server(entry("tessera", "daphne"), self.folder, environment) for _n in range(2)]
        log = postgres_log(environment["DATABASE_URL"], halls[size])
        helpers = {
            "postgres": lambda: machine.cpu_of_family(_pid(self.started[0])),
            "redis": lambda: machine.cpu_of(_pid(self.started[1])),
        }
        room = Room(TWO, servers, Crowd(self.loop, Tessera()), helpers, hall=halls[size], log=log, direct=False)
        return self._room(room)

    @staticmethod
    def _room(room: Room) -> Room:
        room.ways = (ALONE, WHOLE)
        room.prepare()
        return room

    @cached_property
    def prepared(self) -> Path:
        """A data folder with the halls in SQLite, to be copied for each server."""
        data = self.folder / "prepared"
        data.mkdir()
        self._make("halls", {"TESSERA_DATA": str(data)})
        return data

    @cached_property
    def _halls(self) -> dict[int, Hall]:
        assert self.prepared
        return self._read("halls")

    @cached_property
    def _services(self) -> tuple[dict[str, str], dict[int, Hall]]:
        """PostgreSQL with the halls, and Redis, on the servers' core."""
        with on_servers_core():
            self.started = [services.postgres(self.folder / "services"), services.redis(self.folder / "services")]
        data = self.folder / "data-shared"
        data.mkdir()
        database, wake = (service.url for service in self.started)
        environment = {"TESSERA_DATA": str(data), "DATABASE_URL": database, "REDIS_URL": wake}
        self._make("shared-halls", environment)
        return environment, self._read("shared-halls")

    def _make(self, name: str, environment: dict[str, str]) -> None:
        command = [*entry("hall"), str(self.folder / f"{name}.json"), *map(str, self.sizes)]
        subprocess.run(command, env={**os.environ, **environment}, cwd=BASE, check=True, timeout=300)

    def _read(self, name: str) -> dict[int, Hall]:
        found: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_text(encoding="ascii"))
        return {int(size): Hall(**hall) for size, hall in found.items()}


def _pid(service: services.Service) -> int:
    assert service.process
    return service.process.pid
