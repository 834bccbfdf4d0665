"""One WebSocket under Daphne: bounded in what it may bring in, closed with our own codes, cut when it does not read."""

# Daphne first: it installs Twisted's reactor on the asyncio loop.
from daphne.ws_protocol import WebSocketProtocol  # isort: skip

import asyncio
import time
from collections.abc import Callable
from typing import Any

from twisted.internet import reactor

from config.daphne_line import direct_line
from realtime import metrics

MANY, FEW = 32, 8  # messages waiting for the application at which reading pauses, and goes on
MESSAGES = 200  # frames of all kinds, pings and fragments too, that a socket may send within a second
BYTES = 1024 * 1024  # the same in bytes
FLOOD = 4009
CUT = 1.0  # seconds between the close frame and the end, for a peer that broke the rules


class Socket(WebSocketProtocol):
    """Adds to Daphne's: `line` (a fast one, or None), backpressure, a flood limit, any close code, bounded pongs."""

    def connectionMade(self) -> None:
        super().connectionMade()
        self.line = direct_line(self)
        self.deaf = False  # whatever it still says is thrown away
        self.held = False  # not read from, because too much waits for the application
        self.pong: bytes | None = None  # the latest ping that could not be answered yet
        self.second, self.messages, self.bytes = 0.0, 0, 0

    def onOpen(self) -> None:
        if self.line:
            self.line.begin()
        super().onOpen()

    # Out

    def sendData(self, *arguments: Any, **options: Any) -> None:
        if self.line:
            self.line.free = False  # whatever autobahn writes waits in the transport: ours must not pass it by
        super().sendData(*arguments, **options)

    def serverClose(self, code: int | None = None) -> None:
        # autobahn's own method refuses codes like 1012, "the service restarts"
        super().sendCloseFrame(code=1000 if code is None else code)

    def sendCloseFrame(self, code: int | None = None, reasonUtf8: bytes | None = None, isReply: bool = False) -> None:
        if self.state == self.STATE_OPEN and code and not isReply:
            metrics.cut(code)  # what the application closes it has counted itself
        super().sendCloseFrame(code, reasonUtf8, isReply)

    def dropConnection(self, abort: bool = False) -> None:
        # A goodbye that breaks the rules is answered by 1002 and, in autobahn, cut before that answer has left.
        if not (self.failedByMe and abort and not self.deaf):
            super().dropConnection(abort)

    def onPing(self, payload: bytes) -> None:
        self._count(1, 0)
        if self.line is None or self.line.free:
            super().onPing(payload)
            return
        # RFC 6455, 5.5.3: it is enough to answer the latest. Whoever pings without reading must not fill our memory.
        self.pong = payload

    def answer_ping(self) -> bool:
        """Answer the latest ping, if one waits for an answer, and say so."""
        payload, self.pong = self.pong, None
        if payload is None or self.state != self.STATE_OPEN:
            return False
        self.sendPong(payload)
        return True

    # In

    def dataReceived(self, data: bytes) -> None:
        if self.deaf:
            return
        if self.state == self.STATE_CONNECTING and hasattr(self, "request"):
            self.transport.abortConnection()  # nobody may speak before the handshake is answered
            return
        self._count(0, len(data))
        super().dataReceived(data)
        if self.failedByMe:
            self._give_up()

    def processData(self) -> bool:
        if self.deaf or self.failedByMe:
            self.data = b""
            return False
        return bool(super().processData())

    def onMessageFrameBegin(self, length: int) -> None:
        self._count(1, 0)
        super().onMessageFrameBegin(length)

    def onPong(self, payload: bytes) -> None:
        self._count(1, 0)
        super().onPong(payload)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        if self.deaf:
            return
        super().onMessage(payload, isBinary)
        if self.application_queue.qsize() > MANY and not self.held:
            self.held = True
            self.transport.pauseProducing()

    def taken(self) -> None:
        """The application has taken a message: go on reading when few are left."""
        if self.held and self.application_queue.qsize() <= FEW:
            self.held = False
            if not self.deaf:
                self.transport.resumeProducing()

    def onClose(self, wasClean: bool, code: int, reason: str) -> None:
        if hasattr(self, "server"):  # else it was refused before Daphne knew of it
            super().onClose(wasClean, code, reason)

    def _count(self, messages: int, size: int) -> None:
        now = time.monotonic()
        if now - self.second >= 1:
            self.second, self.messages, self.bytes = now, 0, 0
        self.messages += messages
        self.bytes += size
        if (self.messages > MESSAGES or self.bytes > BYTES) and not self.deaf:
            if self.state == self.STATE_OPEN:
                self.sendCloseFrame(code=FLOOD)
            self._give_up()

    def _give_up(self) -> None:
        if self.deaf:
            return
        self.deaf = True
        self.transport.pauseProducing()
        loop: Any = reactor
        loop.callLater(CUT, self.transport.abortConnection)


class Inbox:
    """What waits for the application: an asyncio.Queue without what we do not need, which is most of its size.

    `taken` is called each time the application takes a message.
    """

    __slots__ = ("_reader", "_waiting", "taken")

    def __init__(self, taken: Callable[[], None]):
        self.taken = taken
        self._waiting: list[dict[str, Any]] = []
        self._reader: asyncio.Future[None] | None = None

    def put_nowait(self, message: dict[str, Any]) -> None:
        self._waiting.append(message)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def qsize(self) -> int:
        return len(self._waiting)

    async def get(self) -> dict[str, Any]:
        while not self._waiting:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        message = self._waiting.pop(0)
        self.taken()
        return message
