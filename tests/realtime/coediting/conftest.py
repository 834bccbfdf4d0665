"""The tests' kind of text: in this process, and in real servers."""

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from realtime.coediting.kinds import KINDS
from realtime.ids import new_id
from tests.plugins.live import BASE, LiveServer, _answers
from tests.plugins.services import WANTED
from tests.realtime.coediting.kind import KIND, RIGHTS
from tests.realtime.coediting.pens import Pen


@pytest.fixture
def text(monkeypatch: pytest.MonkeyPatch) -> str:
    """A text that nobody has opened; its kind exists while the test runs."""
    monkeypatch.setitem(KINDS, "note", KIND)
    return f"note:{new_id()}"


class Desk:
    """A running server: `pen(name)` writes in its one text, `rights(…)` changes who may what."""

    def __init__(self, server: LiveServer, key: str = ""):
        self.server, self.key = server, key or new_id()

    @property
    def text(self) -> str:
        return f"note:{self.key}"

    def pen(self, name: str = "w1") -> Pen:
        return Pen(self.server.url, self.key, name)

    def rights(self, **said: str | None) -> None:
        Path(self.server.environment[RIGHTS]).write_text(json.dumps(said), encoding="utf-8")

    def run(self, work: str) -> Any:
        """Run a line of Python beside the server, on its database, and return what `found` is then."""
        program = (
            "import json, django; django.setup()\n"
            "from realtime.coediting.kinds import register_text\n"
            "from tests.realtime.coediting.kind import KIND\n"
            "from realtime.coediting import store, texts\n"
            "from realtime.models import SharedText, TextUpdate\n"
            f"register_text(KIND); text = {self.text!r}\n{work}\nprint(json.dumps(found))"
        )
        command = [sys.executable, "-c", program]
        environment = {**self.server.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def start(servers: Any, *, on: str, beside: LiveServer | None = None) -> LiveServer:
    from config.verify.services import free_port

    place = beside.data if beside else servers.folder / uuid.uuid4().hex[:8]
    place.mkdir(exist_ok=True)
    environment = (
        beside.environment if beside else servers._environment(on, place, {RIGHTS: str(place / "rights.json")})
    )
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "TESSERA_STATIC": "plain"}
    port, log = free_port(), servers.folder / f"{place.name}-{len(servers.running)}.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.realtime.coediting.serve", str(port)],
            cwd=BASE, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    server = LiveServer(f"http://127.0.0.1:{port}", port, place, environment, log, process)
    servers.running.append(server)
    deadline = time.monotonic() + 60
    while not _answers(server.url):
        assert process.poll() is None and time.monotonic() < deadline, server.said()[-4000:]
        time.sleep(0.1)
    return server


@pytest.fixture(scope="module")
def one_server(servers: Any) -> LiveServer:
    return start(servers, on=WANTED)


@pytest.fixture
def desk(one_server: LiveServer) -> Desk:
    """A text of its own at the server that the tests of a file share."""
    made = Desk(one_server)
    made.rights()
    return made


@pytest.fixture
def start_server(servers: Any) -> Iterator[Callable[..., LiveServer]]:
    """Start servers that stop when the test ends: `start_server(on=…, beside=…)`."""
    before = len(servers.running)
    yield lambda **how: start(servers, **how)
    for server in servers.running[before:]:
        server.kill()
