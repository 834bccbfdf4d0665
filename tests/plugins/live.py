"""A real server in a process of its own: started, asked to run commands, stopped or killed."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds until a server must answer


@dataclass
class LiveServer:
    """`url` has no slash at the end. `environment` is what the process was started with; `data` is its folder.

    `ahead`: days by which its clock, and that of its commands, goes before the real one.
    """

    url: str
    port: int
    data: Path
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen
    database: str = ""
    ahead: int = 0

    @property
    def ws(self) -> str:
        """The same address for sockets: `ws://host:port`."""
        return "ws" + self.url.removeprefix("http")

    def manage(self, *arguments: str) -> str:
        """Run a management command on this server's data and return what it printed."""
        return manage(arguments, self.environment, self.ahead)

    def said(self) -> str:
        """Return everything the server has printed, log lines and mails included."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self, patience: float = 15) -> int:
        """Stop in order (SIGTERM) and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop in {patience} s\n{self.said()[-2000:]}") from None

    def kill(self) -> None:
        """Stop at once, as a power cut would (SIGKILL)."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def launch(*, host: str, port: int, data: Path, environment: dict[str, str], log: Path, ahead: int = 0) -> LiveServer:
    """Start `manage.py serve` and wait until it answers. Raises AssertionError with the log when it does not.

    `ahead`: days by which its clock goes before the real one.
    """
    command = [sys.executable, *_program(ahead), "serve", "--host", host, "--port", str(port)]
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=BASE, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    reach = "127.0.0.1" if host in {"0.0.0.0", ""} else host
    server = LiveServer(f"http://{reach}:{port}", port, data, environment, log, process, ahead=ahead)
    deadline = time.monotonic() + PATIENCE
    while not _answers(server.url):
        if process.poll() is not None or time.monotonic() > deadline:
            server.kill()
            raise AssertionError(f"the server did not start\n{server.said()[-4000:]}")
        time.sleep(0.1)
    return server


def manage(arguments: tuple[str, ...], environment: dict[str, str], ahead: int = 0) -> str:
    """Run one management command. Raises AssertionError with its output when it fails."""
    command = [sys.executable, *_program(ahead), *arguments]
    done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def _program(ahead: int) -> list[str]:
    return ["tests/plugins/ahead.py", str(ahead)] if ahead else ["manage.py"]


def clean_environment() -> dict[str, str]:
    """Return the environment for a server: ours, without what the tests decided for themselves."""
    decided = ("TESSERA_", "DATABASE_URL", "REDIS_URL", "PYTEST_", "COV_", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(decided)}


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health/", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
