"""The real programs of a run: PostgreSQL, Redis, the project's servers; each can be killed and started again."""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from config.verify import services
from tests.plugins.live import BASE, LiveServer, clean_environment, launch, manage

# A killed process loses nothing that the kernel has taken, even without these; a run should not have to rely on that.
DURABLE = ["-c", "fsync=on", "-c", "full_page_writes=on"]
PATIENCE = 60.0  # seconds until a program must answer
STOPPING = 30.0  # seconds in which a server must have stopped in order


class Database:
    """PostgreSQL on its own port and folder, killed with all its processes."""

    def __init__(self, folder: Path):
        with _nothing_given("DATABASE_URL"):
            self.service = services.postgres(folder)
        self.url, self.process = self.service.url, self._process()
        self.command = [*self._arguments(), *DURABLE]
        self.owner, self.folder = services._not_root(), Path(self.command[self.command.index("-k") + 1])
        self.service.stop()
        self._start()
        self.wait()
        self.told = f"PostgreSQL {self._version()}, with fsync"

    def kill(self) -> None:
        """Kill the postmaster and every backend, as a machine that runs out of memory might."""
        for pid in [self.process.pid, *_children(self.process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def start(self) -> None:
        self._start()
        self.wait()

    def wait(self) -> None:
        """Return when a connection is accepted; a postmaster that finds old processes still leaving tries again."""
        import psycopg

        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                if self.process.poll() is not None:
                    self._start()
                time.sleep(0.03)

    def stop(self) -> None:
        self.service.process = self.process
        self.service.stop()

    def _start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, user=self.owner, cwd=self.folder
            )

    def _version(self) -> str:
        import psycopg

        with psycopg.connect(self.url) as link:
            return str(link.info.parameter_status("server_version"))

    def _process(self) -> subprocess.Popen[bytes]:
        assert self.service.process is not None, "a PostgreSQL that is not ours cannot be killed"
        return self.service.process

    def _arguments(self) -> list[str]:
        return [str(each) for each in self.process.args]  # type: ignore[union-attr]


class Hints:
    """Redis; what it knew is gone when it is killed."""

    def __init__(self, folder: Path):
        with _nothing_given("REDIS_URL"):
            self.service = services.redis(folder)
        assert self.service.process is not None, "a Redis that is not ours cannot be killed"
        self.url, self.process = self.service.url, self.service.process
        self.told = f"Redis {self._link().info()['redis_version']}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        import redis

        self.process = subprocess.Popen(
            self.process.args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._link().ping()
                return
            except redis.RedisError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.03)

    def _link(self) -> Any:
        import redis

        return redis.from_url(self.url)

    def stop(self) -> None:
        self.service.process = self.process
        self.service.stop()


class Server:
    """One process of the project."""

    def __init__(self, name: str, data: Path, environment: dict[str, str]):
        self.name, self.port = name, services.free_port()
        self.data, self.environment = data, environment
        self.log = data / f"{name}.log"
        self.told = "manage.py serve"
        self.live: LiveServer | None = None
        self.over = False

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.live = launch(host="127.0.0.1", port=self.port, data=self.data, environment=self.environment, log=self.log)
        if self.over:  # the run was broken off meanwhile
            self.kill()

    def kill(self) -> None:
        if self.live:
            self.live.kill()

    def term(self) -> bool:
        """Stop in order; False when it had to be killed. Then its log says what each of its threads was doing."""
        if self.live is None:
            return True
        process = self.live.process
        process.terminate()
        for number, patience in ((signal.SIGABRT, STOPPING), (signal.SIGKILL, 5.0)):
            try:
                process.wait(timeout=patience)
                return number == signal.SIGABRT
            except subprocess.TimeoutExpired:
                process.send_signal(number)
        process.wait()
        return False

    def stop(self) -> None:
        self.over = True
        self.kill()


def environment(folder: Path, database: Database | None, hints: Hints | None) -> dict[str, str]:
    """Return what servers of this run are started with; without a database it is SQLite in the folder."""
    made = {
        **clean_environment(),
        "TESSERA_DATA": str(folder),
        "TESSERA_SECRET_KEY": secrets.token_hex(40),
        "TESSERA_STATIC": "plain",
        "TESSERA_DB_POOL": "10",
        "PYTHONFAULTHANDLER": "1",
    }
    if database and hints:
        made |= {"DATABASE_URL": database.url, "REDIS_URL": hints.url}
    return made


def prepare(made: dict[str, str], people: int, past: int) -> dict[str, Any]:
    """Migrate, and make the rooms; returns what tests.chaos.town prints."""
    manage(("migrate", "-v0"), {**made, "TESSERA_DB_POOL": "0"})
    return ask("tests.chaos.town", made, str(people), str(past))


def ask(module: str, made: dict[str, str], *arguments: str) -> Any:
    """Run one of our programs beside the servers and return the JSON it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=BASE, env=made, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(f"{module}\n{done.stderr[-4000:]}")
    return json.loads(done.stdout)


@contextlib.contextmanager
def _nothing_given(name: str) -> Iterator[None]:
    """Hide an address in the environment: what it names is not ours to kill."""
    given = os.environ.pop(name, None)
    try:
        yield
    finally:
        if given is not None:
            os.environ[name] = given


def _children(pid: int) -> list[int]:
    """Return the processes of this parent; where the system does not tell, they notice by themselves."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in told.read_text().split()] if told.exists() else []
