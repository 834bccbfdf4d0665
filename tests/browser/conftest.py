"""Where the browser tests take place: real servers with the demo territory, started once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.browser.proxy import Proxy
from tests.plugins.live import LiveServer


@dataclass
class Place:
    """A running Tessera. `url`: as browsers type it; `direct`: as programs on this machine reach it."""

    url: str
    servers: list[LiveServer]
    direct: str = ""
    proxy: Proxy | None = None

    def said(self) -> str:
        """Return everything that the processes have printed, mails included."""
        return "".join(server.said() for server in self.servers)

    def code_of(self, name: str) -> str:
        """Print a log-in code, which works once, for the demo's person of this first name."""
        return self._told(rf"^\s+([0-9A-Z]{{6}}-[0-9A-Z]{{6}})\s+{name}\b")

    def open_room(self) -> str:
        """Return the code of the demo's real room that anyone with the code may enter."""
        return self._told(r"code (\d{3} \d{3}): \S*/r/").replace(" ", "")

    def _told(self, pattern: str) -> str:
        """Find this in what is printed for a first look."""
        found = re.search(pattern, self.servers[0].manage("load_demo"), re.MULTILINE)
        assert found, pattern
        return found[1]


@pytest.fixture(scope="session")
def places(servers) -> Iterator[Callable[[str], Place]]:
    """Open a place by name, once: "one" process on SQLite; "two" on PostgreSQL and Redis behind a proxy, in a hall."""
    known: dict[str, Place] = {}

    def open_place(name: str) -> Place:
        if name not in known:
            known[name] = PLACES[name](servers)
        return known[name]

    yield open_place
    for place in known.values():
        if place.proxy is not None:
            place.proxy.stop()


def _one(servers) -> Place:
    server = servers(on="sqlite", demo=True)
    return Place(server.url, [server], server.url)


def _two(servers) -> Place:
    """As in a hall without TLS: a name that is not this machine's, so that the pages are no secure context."""
    first = servers(on="postgres", demo=True, TESSERA_HOSTS="hall.test,127.0.0.1")
    second = servers(beside=first)
    proxy = Proxy([first.port, second.port])
    return Place(f"http://hall.test:{proxy.port}", [first, second], proxy.url, proxy)


PLACES = {"one": _one, "two": _two}
