"""Fixtures that start real servers, each on a free port, with its own folder and database."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.live import LiveServer, clean_environment, launch, manage
from tests.plugins.services import WANTED, need_services


class Servers:
    """Call it to start a server. Migrated databases are prepared once and copied."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.running: list[LiveServer] = []
        self.databases: list[str] = []
        self.prepared: dict[str, str] = {}

    def __call__(
        self,
        *,
        on: str | None = None,
        beside: LiveServer | None = None,
        host: str = "127.0.0.1",
        demo: bool = False,
        ahead: int = 0,
        **env: str,
    ) -> LiveServer:
        """Start a server and return it once it answers.

        on: "sqlite" or "postgres" (with Redis); without it, what this run is on. beside: share that server's data and
        database, as a second process does. demo: load the demo territory first. ahead: days by which its
        clock goes before the real one. env: more environment.
        """
        from config.verify.services import free_port

        if beside is not None:
            place, environment = beside.data, {**beside.environment, **env}
        else:
            place = self.folder / uuid.uuid4().hex[:8]
            place.mkdir()
            environment = self._environment(on or WANTED, place, env)
        if demo:
            manage(("load_demo",), environment)
        log = self.folder / f"{place.name}-{len(self.running)}.log"
        server = launch(host=host, port=free_port(), data=place, environment=environment, log=log, ahead=ahead)
        self.running.append(server)
        return server

    def stop(self) -> None:
        """Stop every server and drop every scratch database."""
        for server in self.running:
            if server.process.poll() is None:
                server.kill()
        for name in self.databases:
            _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.running.clear()
        self.databases.clear()

    def _environment(self, on: str, place: Path, more: dict[str, str]) -> dict[str, str]:
        environment = {
            **clean_environment(),
            "TESSERA_DATA": str(place),
            "TESSERA_SECRET_KEY": os.environ["TESSERA_SECRET_KEY"],
            "TESSERA_STATIC_ROOT": str(self.folder / "static"),  # collected by the first
            "TESSERA_DB_POOL": "8",
            **more,
        }
        if on == "postgres":
            need_services()
            environment["DATABASE_URL"] = self._postgres(environment)
            environment["REDIS_URL"] = os.environ["TESSERA_TEST_REDIS"]
            return environment
        shutil.copy(self._sqlite(environment), place / "tessera.sqlite3")
        return environment

    def _sqlite(self, environment: dict[str, str]) -> str:
        if "sqlite" not in self.prepared:
            place = self.folder / "prepared"
            place.mkdir(exist_ok=True)
            manage(("migrate", "-v0"), {**environment, "TESSERA_DATA": str(place)})
            self.prepared["sqlite"] = str(place / "tessera.sqlite3")
        return self.prepared["sqlite"]

    def _postgres(self, environment: dict[str, str]) -> str:
        base = os.environ["TESSERA_TEST_POSTGRES"].rpartition("/")[0]
        if "postgres" not in self.prepared:
            name = self._database()
            manage(("migrate", "-v0"), {**environment, "DATABASE_URL": f"{base}/{name}", "TESSERA_DB_POOL": "0"})
            self.prepared["postgres"] = name
        return f"{base}/{self._database(self.prepared['postgres'])}"

    def _database(self, like: str = "") -> str:
        name = f"tessera_{uuid.uuid4().hex[:10]}"
        _admin(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
        self.databases.append(name)
        return name


def _admin(statement: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["TESSERA_TEST_POSTGRES"], autocommit=True) as link:
        link.execute(statement.encode())


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Start servers that live as long as the whole run."""
    factory = Servers(tmp_path_factory.mktemp("servers"))
    yield factory
    factory.stop()


@pytest.fixture
def live_server_process(servers: Servers) -> Iterator[Any]:
    """Start servers that stop when the test ends: `live_server_process(on=…, beside=…, demo=…) -> LiveServer`."""
    before = len(servers.running)
    yield servers
    for server in servers.running[before:]:
        if server.process.poll() is None:
            server.kill()
