"""Fixtures that start real servers, each on a free port, with its own folder and database."""

import fcntl
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.live import LiveServer, clean_environment, launch, manage
from tests.plugins.services import WANTED, WORKER, need_services

SHARED = Path(os.environ["TESSERA_TEST_FOLDER"])  # of all workers of this run


@contextmanager
def alone(name: str) -> Iterator[Path]:
    """Keep the other workers out of this while it is done; yields a file that says that it was."""
    with (SHARED / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield SHARED / f"{name}.done"


def once(name: str, make: Callable[[], object]) -> None:
    """Let the first worker that needs it make it; the others wait for it."""
    with alone(name) as done:
        if not done.exists():
            make()
            done.touch()


class Servers:
    """Call it to start a server. Migrated databases and the pages' files are prepared once for all workers."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.running: list[LiveServer] = []
        self.databases: list[str] = []

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
            _drop(name)
        self.running.clear()
        self.databases.clear()

    def _environment(self, on: str, place: Path, more: dict[str, str]) -> dict[str, str]:
        environment = {
            **clean_environment(),
            "TESSERA_DATA": str(place),
            "TESSERA_SECRET_KEY": os.environ["TESSERA_SECRET_KEY"],
            "TESSERA_STATIC_ROOT": str(SHARED / "static"),
            "TESSERA_DB_POOL": "8",
            **more,
        }
        once("static", lambda: manage(("shell", "-c", "from config.collected import collect; collect()"), environment))
        if on == "postgres":
            need_services()
            environment["DATABASE_URL"] = self._postgres(environment)
            environment["REDIS_URL"] = os.environ["TESSERA_TEST_REDIS"]
            return environment
        shutil.copy(self._sqlite(environment), place / "tessera.sqlite3")
        return environment

    def _sqlite(self, environment: dict[str, str]) -> str:
        place = SHARED / "prepared"
        place.mkdir(exist_ok=True)
        once("sqlite", lambda: manage(("migrate", "-v0"), {**environment, "TESSERA_DATA": str(place)}))
        return str(place / "tessera.sqlite3")

    def _postgres(self, environment: dict[str, str]) -> str:
        base = os.environ["TESSERA_TEST_POSTGRES"].rpartition("/")[0]
        with alone(_template()) as done:
            if not done.exists():
                name = self._database()
                manage(("migrate", "-v0"), {**environment, "DATABASE_URL": f"{base}/{name}", "TESSERA_DB_POOL": "0"})
                self.databases.remove(name)  # others copy it when these tests have ended
                done.write_text(name, encoding="ascii")
            return f"{base}/{self._database(done.read_text(encoding='ascii'))}"

    def _database(self, like: str = "") -> str:
        name = f"tessera_{uuid.uuid4().hex[:10]}"
        _admin(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
        self.databases.append(name)
        return name


def _drop(name: str) -> None:
    _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """Drop the database that was copied, when the last worker is gone and before PostgreSQL is stopped."""
    if WORKER or "TESSERA_TEST_POSTGRES" not in os.environ:
        return
    prepared = SHARED / f"{_template()}.done"
    if prepared.exists():
        _drop(prepared.read_text(encoding="ascii"))


def _template() -> str:
    """Name what is prepared on this PostgreSQL: workers may have started each its own."""
    return "postgres-" + hashlib.sha256(os.environ["TESSERA_TEST_POSTGRES"].encode()).hexdigest()[:12]


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
