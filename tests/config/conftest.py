"""A town with several processes: its own PostgreSQL and Redis, which a test may kill, and what the servers need."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.verify import programs, services
from tests.config import own
from tests.plugins.live import clean_environment, manage

# Without nginx these tests cannot be; `verify` says so loudly and, when strict, counts it as a failure.
collect_ignore = [] if programs.nginx(may_install=False) else ["test_nginx.py"]


@dataclass
class Town:
    """`environment` names the two services and is meant for every process."""

    postgres: own.Own
    redis: own.Own
    environment: dict[str, str]
    folder: Path
    running: list[own.Server] = field(default_factory=list)

    def serve(self, port: int, **more: str) -> tuple[own.Server, own.Server]:
        """Start `serve --processes 2` and return both servers once they answer; they share one `process`."""
        environment, log = {**self.environment, **more}, self.folder / f"{port}.log"
        first = own.run(own.DAPHNE, port, environment, log, "--processes", "2")
        self.running.append(first)
        second = own.Server(f"http://localhost:{port + 1}", port + 1, self.folder, environment, log, first.process)
        own.wait_for(lambda: first.lives() and second.lives())
        return first, second

    def stop(self) -> None:
        for server in self.running:
            server.stop(30)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    started: list[own.Own] = []
    town = None
    try:
        for what in (services.postgres, services.redis):
            started.append(own.start(what))
        postgres, redis = started
        environment = {
            **clean_environment(),
            "TESSERA_DATA": str(folder),
            "TESSERA_SECRET_KEY": os.environ["TESSERA_SECRET_KEY"],
            "TESSERA_DB_POOL": "8",
            "TESSERA_METRICS": "local",
            "DATABASE_URL": postgres.url,
            "REDIS_URL": redis.url,
        }
        manage(("migrate", "-v0"), environment)
        town = Town(postgres, redis, environment, folder)
        yield town
    finally:
        if town:
            town.stop()
        for each in reversed(started):
            each.stop()
