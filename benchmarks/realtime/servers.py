"""Starts servers as processes of their own on the servers' core, speaks to them by lines, stops them."""

import contextlib
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.realtime import machine
from config.verify.services import free_port

HERE = Path(__file__).resolve().parent
BASE = HERE.parent.parent
PEERS = HERE / "peers"
PATIENCE = 60  # seconds for a server to start or to answer


class Server:
    """One process that serves `port`, which is the last word of its command."""

    def __init__(self, command: list[str], folder: Path, environment: Mapping[str, str] | None = None):
        self.port = free_port()
        self.log = folder / f"{Path(command[-1]).stem}-{self.port}.log"
        with self.log.open("wb") as errors, on_servers_core():
            self.process = subprocess.Popen(
                [*command, str(self.port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                env={**os.environ, **(environment or {})}, cwd=BASE,
            )  # fmt: skip
        assert self.process.stdin and self.process.stdout
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        if self.heard() != "ready":
            self.stop()
            raise RuntimeError(f"{command[-1]} did not start: {self.log.read_text(errors='replace')[-2000:]}")

    def say(self, line: str | bytes) -> None:
        os.write(self.input, (line if isinstance(line, bytes) else line.encode()) + b"\n")

    def ask(self, line: str) -> str:
        """Say a line that is answered by a line. Only while nobody waits for the generator."""
        self.say(line)
        return self.heard()

    def heard(self, patience: float = PATIENCE) -> str:
        """Return the next line it says; "" when it says nothing for long, or has ended."""
        said = b""
        while not said.endswith(b"\n"):
            readable, _w, _x = select.select([self.output], [], [], patience)
            more = os.read(self.output, 65536) if readable else b""
            if not more:
                return ""
            said += more
        return said.decode().strip()

    def cpu(self) -> float:
        return machine.cpu_of(self.process.pid)

    def memory(self) -> int:
        return machine.memory_of(self.process.pid)

    def stop(self) -> None:
        """End it: in order if it can, at once if it cannot."""
        self.process.terminate()
        try:
            self.process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()


@contextlib.contextmanager
def on_servers_core():
    """What is started in here runs on the servers' core from its first moment."""
    mine = os.sched_getaffinity(0)
    machine.pin(machine.SERVERS)
    try:
        yield
    finally:
        os.sched_setaffinity(0, mine)


def entry(name: str, *words: str) -> list[str]:
    """Return the command of one of our own entries."""
    return [sys.executable, "-m", f"benchmarks.realtime.entries.{name}", *words]


def peer(name: str) -> list[str]:
    """Return the command of a server of the peers' folder."""
    return ["node", str(PEERS / f"{name}.js")]


def install_peers() -> None:
    """Bring what the peers' lock names, if it is not there yet. Raises RuntimeError with what to do."""
    done = PEERS / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= (PEERS / "package-lock.json").stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise RuntimeError(
            "node and npm are needed for the peers: install them, or choose rows without peers by --only."
        )
    subprocess.run([npm, "ci", "--no-fund", "--no-audit", "--silent"], cwd=PEERS, check=True, timeout=300)
