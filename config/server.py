"""Runs Daphne in this process, with our bounds: a deep queue for a hall that joins at once, small frames, a goodbye."""

# Daphne first: it installs Twisted's reactor on the asyncio loop.
from daphne.server import Server  # isort: skip

import asyncio
import gc
import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

from twisted.internet import defer, reactor

from config.daphne_http import Factory
from config.daphne_socket import Inbox, Socket
from config.lifespan import farewell
from realtime.hub import hub

BACKLOG = 2048  # the default of 50 lost 282 of 1,000 people who joined at once
LARGEST = 64 * 1024  # bytes of a frame and of a message
CLOSING = 5.0  # seconds for a peer to answer a close frame
ANSWERING = 120  # seconds for a page to be made
ENDING = 1.5  # seconds that pages under way still have once the sockets are gone
GARBAGE = 50_000  # new objects after which the collector looks for circles; the default of 700 is for small programs
CANCELLED = 0.5  # seconds for what was cut short to notice it


class PortTaken(Exception):
    """The address cannot be listened on; the message is a sentence for the person who started the server."""


class RoomServer(Server):
    """Daphne with our sockets and bounds; it says goodbye before it stops, so that a hall does not come back at once.

    A socket's scope has a `line` (see realtime.lines) where bytes may go to the kernel directly.
    """

    failure = ""

    # Daphne makes its factories while it starts: this is where ours go in.

    @property
    def http_factory(self) -> Any:
        return self._http_factory

    @http_factory.setter
    def http_factory(self, _daphnes: Any) -> None:
        self._http_factory = Factory(self)

    @property
    def ws_factory(self) -> Any:
        return self._ws_factory

    @ws_factory.setter
    def ws_factory(self, factory: Any) -> None:
        factory.protocol = Socket
        # A peer that breaks the rules is told so by its close code, and one that is slow has time to answer.
        factory.setProtocolOptions(failByDrop=False, closeHandshakeTimeout=CLOSING)
        self._ws_factory = factory

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if not isinstance(protocol, Socket):
            return super().create_application(protocol, scope)
        inbox = Inbox(protocol.taken)
        scope.update(line=protocol.line, asgi={"version": "3.0"})
        work = self.application(scope=scope, receive=inbox.get, send=partial(self.handle_reply, protocol))
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(work)
        return inbox

    def listen_success(self, port: Any) -> None:
        self.doors = [*getattr(self, "doors", []), port]
        super().listen_success(port)

    def listen_error(self, failure: Any) -> None:
        self.failure = failure.getErrorMessage()
        self.stop()

    def kill_all_applications(self) -> Any:
        drain = asyncio.ensure_future(self._drain())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):  # asked twice: at once
            signal.signal(number, lambda *_about: loop.call_soon_threadsafe(drain.cancel))
        return defer.Deferred.fromFuture(drain)

    async def _drain(self) -> None:
        for door in self.doors:
            door.stopListening()
        try:
            await farewell()
            await self._ended(ENDING, pages=True)
        except asyncio.CancelledError:
            pass
        for application in self._running():
            application.cancel()
        await self._ended(CANCELLED)

    async def _ended(self, seconds: float, *, pages: bool = False) -> None:
        if running := self._running(pages=pages):
            await asyncio.wait(running, timeout=seconds)

    def _running(self, *, pages: bool = False) -> list[asyncio.Future[Any]]:
        """Return the applications that are not done; `pages`: without the sockets, whose time has passed."""
        known = [(protocol, about.get("application_instance")) for protocol, about in self.connections.items()]
        return [each for of, each in known if each and not each.done() and not (pages and isinstance(of, Socket))]


def serve(host: str, port: int, *, application: Any = None, ready: Callable[[], None] | None = None) -> None:
    """Serve an ASGI application (without one: the project) until SIGTERM or SIGINT.

    `ready` is called once the port is open. Raises PortTaken when the address is in use or cannot be had.
    """
    if application is None:
        from config.asgi import application

    server = RoomServer(
        application,
        endpoints=[endpoint(host, port)],
        http_timeout=ANSWERING,
        websocket_max_message_size=LARGEST,
        websocket_max_frame_size=LARGEST,
        websocket_connect_timeout=20,
        websocket_handshake_timeout=20,
        ping_interval=20,
        ping_timeout=30,
        server_name="",
        ready_callable=lambda: _once_open(hub.start, ready),
    )
    keep_what_is_loaded()
    server.run()
    if server.failure:
        raise PortTaken(f"Cannot listen on {host}, port {port}: {server.failure}.")


def keep_what_is_loaded() -> None:
    """Let the collector of garbage leave alone what was loaded to stay: a crowd that joins would make it look again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _once_open(*calls: Callable[[], None] | None) -> None:
    loop: Any = reactor
    for call in filter(None, calls):
        loop.callLater(0, call)  # the first turn of the loop comes after the port is open


def endpoint(host: str, port: int) -> str:
    """Describe the address as Twisted reads it."""
    interface = host.strip("[]").replace(":", r"\:")
    return f"tcp:port={port}:interface={interface}:backlog={BACKLOG}"


def check_free(host: str, port: int) -> None:
    """Raise PortTaken if another program has the port, before anything else is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} is not free ({error.strerror}). "
                f"Stop the other program or choose another port: --port {port + 1 if port < 65535 else 8000}"
            ) from error
