"""Where the pages are served: a temporary SQLite, or a database of its own on the PostgreSQL of DATABASE_URL."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.realtime import machine
from benchmarks.realtime.servers import BASE, Server


class Ground:
    """Makes the town and starts its server; everything it made is gone after `close()`."""

    def __init__(self, proposals: int):
        self.folder = Path(tempfile.mkdtemp(prefix="tessera-pages-"))
        self.given, self.database = os.environ.pop("DATABASE_URL", ""), ""
        self.environment = {
            "TESSERA_DATA": str(self.folder),
            "TESSERA_SECRET_KEY": secrets.token_urlsafe(32),
            "TESSERA_STATIC": "",
            "TESSERA_SCHEDULER": "off",
            "TESSERA_LOG_LEVEL": "ERROR",
        }
        self.server: Server | None = None
        self.postmaster = 0
        if self.given:
            self._own_database()
        file = self.folder / "town.json"
        self._run("town", str(file), str(proposals))
        self.pages: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="ascii"))["pages"]

    @property
    def kind(self) -> str:
        return "PostgreSQL" if self.given else "SQLite"

    def start(self, *words: str) -> Server:
        """Start the server on its core; what stands before the port are `words`."""
        os.environ.pop("REDIS_URL", None)
        command = [sys.executable, "-m", "benchmarks.pages.entries.site", *words]
        self.server = Server(command, self.folder, self.environment)
        return self.server

    def cpu(self) -> float:
        """Return the CPU seconds that the server, and the database beside it, have used so far."""
        assert self.server
        return self.server.cpu() + (machine.cpu_of_family(self.postmaster) if self.postmaster else 0.0)

    def close(self) -> None:
        if self.server:
            self.server.stop()
        if self.database:
            self._say(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *words: str) -> None:
        command = [sys.executable, "-m", f"benchmarks.pages.entries.{name}", *words]
        subprocess.run(command, env={**os.environ, **self.environment}, cwd=BASE, check=True, timeout=900)

    def _own_database(self) -> None:
        self.database = f"tessera_pages_{secrets.token_hex(4)}"
        self._say(f'CREATE DATABASE "{self.database}"')
        self.environment["DATABASE_URL"] = self.given.rpartition("/")[0] + f"/{self.database}"

    def _say(self, line: Any) -> None:
        import psycopg

        with psycopg.connect(self.given, autocommit=True) as link:
            link.execute(line)
            self.postmaster = _parent_of(link.info.backend_pid)


def _parent_of(pid: int) -> int:
    """Return the process that a database's backend belongs to; 0 when it does not run on this machine."""
    try:
        about = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(about.rpartition(")")[2].split()[1]) if "(postgres)" in about else 0
