"""One process for one SQLite file: whoever would be the second is told so in a sentence, under every server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from config import files
from config.verify.services import free_port
from tests.config import own
from tests.plugins.live import BASE, LiveServer


@pytest.fixture(scope="module")
def server(servers: Any) -> LiveServer:
    return servers(on="sqlite")


def told(environment: dict[str, str], *command: str) -> tuple[int, str]:
    line = [sys.executable, *command, "--port", str(free_port())]
    done = subprocess.run(line, cwd=BASE, env=environment, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr


OCCUPIED = (
    "Another server is running on tessera.sqlite3. SQLite serves one process: stop the other one, choose another "
    "folder with --data, or set DATABASE_URL (PostgreSQL) and REDIS_URL for several."
)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_second_server_on_the_same_file_is_refused(server: LiveServer, command: str) -> None:
    code, said = told(server.environment, "manage.py", command, "--host", "127.0.0.1")
    assert (code, said) == (1, f"CommandError: {OCCUPIED}\n")


def test_under_uvicorn_it_is_refused_too(server: LiveServer) -> None:
    code, said = told(server.environment, *own.UVICORN)
    assert (code, OCCUPIED in said, "Traceback" in said) == (3, True, False)


def test_several_processes_on_sqlite_are_refused(server: LiveServer) -> None:
    code, said = told(server.environment, "manage.py", "serve", "--processes", "2")
    sentence = "SQLite serves one process. For --processes set DATABASE_URL (PostgreSQL) and REDIS_URL, or leave it."
    assert (code, said) == (1, f"CommandError: {sentence}\n")


@pytest.mark.parametrize("number", ["0", "65", "two"])
def test_a_number_of_processes_that_is_mistyped_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="from 1 to 64"):
        call_command("serve", f"--processes={number}")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, server: LiveServer) -> Iterator[own.Server]:
    """A server whose database nobody has migrated."""
    place = tmp_path_factory.mktemp("empty")
    environment = {**server.environment, "TESSERA_DATA": str(place)}
    started = own.run(own.DAPHNE, free_port(), environment, Path(place, "log"))
    own.wait_for(started.lives)
    yield started
    started.kill()


def test_a_server_before_its_migrations_lives_and_is_not_ready(empty: own.Server) -> None:
    said = {"ok": False, "serving": "yes", "database": "yes", "migrations": "pending", "wake": "none"}
    assert empty.ready() == (503, said)
    empty.manage("migrate", "-v0")
    assert empty.ready() == (200, {**said, "ok": True, "migrations": "yes"})


def test_every_socket_is_an_open_file_and_too_few_are_told() -> None:
    assert files.too_few(files.HALL + files.SPARE) == files.too_few(None) == ""
    assert files.too_few(256).startswith("This system allows 256 open files: enough for about 128 people at once.")


def test_a_process_may_open_as_many_files_as_the_system_grants() -> None:
    code = "import resource as r; s, h = r.getrlimit(r.RLIMIT_NOFILE); r.setrlimit(r.RLIMIT_NOFILE, (256, h));"
    code += "from config import files; print(files.raise_limit(), r.getrlimit(r.RLIMIT_NOFILE)[0], h)"
    done = subprocess.run([sys.executable, "-c", code], cwd=BASE, capture_output=True, text=True, timeout=60)
    said, now, hard = map(int, done.stdout.split())
    assert said == now == min(hard if hard > 0 else files.ENOUGH, files.ENOUGH)
