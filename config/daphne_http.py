"""Daphne's HTTP side with bounds: a request is whole within a minute, a body without files stays under a megabyte."""

# Daphne first: it installs Twisted's reactor on the asyncio loop.
from daphne.http_protocol import HTTPFactory, WebRequest  # isort: skip

import re
from io import BytesIO
from typing import Any

from twisted.internet import reactor
from twisted.protocols.basic import LineReceiver
from twisted.web.http import HTTPChannel

LARGEST_BODY = 1024 * 1024  # bytes; only the pages below take more
LARGEST_VOICE = 2 * 1024 * 1024  # a voice note (1.5 MB) with the rest of its form
LARGEST_FILE = 6 * 1024 * 1024  # a file beside a proposal (5 MB) with the rest of its form
PAGES_WITH_FILES = (
    (re.compile(rb"/rooms/[^/]+/table/"), LARGEST_VOICE),
    (re.compile(rb"/proposals/[^/]+/attach/"), LARGEST_FILE),
)
WHOLE = 60  # seconds for a request to arrive; and for a connection to stand idle between two of them
LINGER = 2.0  # seconds in which a refused body is read and thrown away, so that its sender gets to see the answer
AHEAD = 4096  # bytes of next requests sent before an answer is there; whoever does not read gets no more of them made
# A visitor must not move the site to another path, and we offer no subprotocols: Daphne reads both before we are asked,
# and one that is not ASCII would be an error in its log.
NOT_FOR_US = (b"daphne-root-path", b"sec-websocket-protocol")
TOO_LARGE = b"413 Content Too Large", b"Larger than this page takes.\n"
# Browsers always say how long it is. A body in pieces of one byte costs more to put together than to send.
NO_LENGTH = b"411 Length Required", b"Say how long the body is: Content-Length.\n"


def largest_body(target: bytes) -> int:
    """Return how many bytes may be sent to an address; `target` as it stands in the first line of the request."""
    path = target.partition(b"?")[0]
    return next((most for page, most in PAGES_WITH_FILES if page.fullmatch(path)), LARGEST_BODY)


class Channel(HTTPChannel):
    """Counts the time from a request's beginning; Twisted's counts from the last byte, and a drip would never end."""

    maxHeaders = 100
    deaf = False  # what still comes of a body is not even looked at
    ahead = 0

    def dataReceived(self, data: bytes) -> None:
        before = len(self.requests)
        LineReceiver.dataReceived(self, data)
        if len(self.requests) > before:
            self.resetTimeout()

    def rawDataReceived(self, data: bytes) -> None:
        if self.deaf:
            return
        if self.requests[0].whole:
            self.ahead += len(data)
        if self.ahead > AHEAD:
            self.forceAbortClient()
            return
        super().rawDataReceived(data)

    def requestDone(self, request: Any) -> None:
        self.ahead = 0
        super().requestDone(request)


class Request(WebRequest):
    """Keeps its body in memory; refuses a larger one, and one of unknown length, before any of it is stored."""

    refused = False
    whole = False  # all of it is there: what comes now is for the next

    def gotLength(self, length: int | None) -> None:
        for name in NOT_FOR_US:
            self.requestHeaders.removeHeader(name)
        self.content = BytesIO()
        if length is None:
            self.channel.deaf = True
            self._refuse(*NO_LENGTH)
        elif length > largest_body(self.channel._path):
            self._refuse(*TOO_LARGE)

    def handleContentChunk(self, data: bytes) -> None:
        if not self.refused:
            super().handleContentChunk(data)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:
        self.whole = True
        if self.refused:
            self.channel.loseConnection()
            return
        super().requestReceived(command, path, version)

    def _refuse(self, status: bytes, sentence: bytes) -> None:
        self.refused = True
        self.requestHeaders.removeHeader(b"expect")  # Twisted would ask for the body after all, behind our answer
        self.channel.write(
            b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
            % (status, len(sentence), sentence)
        )
        loop: Any = reactor
        loop.callLater(LINGER, self.channel.forceAbortClient)


class Factory(HTTPFactory):
    """Makes our channels and requests in place of Daphne's. Without TLS there is no HTTP/2 to choose between."""

    protocol = Channel
    timeOut = WHOLE

    def buildProtocol(self, addr: Any) -> Any:
        channel = super().buildProtocol(addr)
        channel.timeOut = WHOLE
        channel.requestFactory = Request
        return channel
