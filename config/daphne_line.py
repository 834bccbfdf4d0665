"""A line of Daphne's that writes ready-made frames straight into the socket while nothing else waits there."""

import socket
from collections.abc import Callable, Sequence
from typing import Any

from twisted.internet.interfaces import IPullProducer, ISSLTransport
from zope.interface import implementer

from realtime.frame import Frame

KERNEL = 128 * 1024  # bytes the kernel may hold for one peer; without it, Linux takes up to 4 MB from us unseen


@implementer(IPullProducer)
class DirectLine:
    """A `realtime.lines.Line` over a plain socket, by Twisted's public means alone.

    As the transport's pull producer it is told each time the transport has written all it had: then, and until
    somebody hands the transport something, nothing waits there, and bytes put into the socket keep the order. What
    the socket does not take goes to the transport, and the line is not free until that has gone.
    """

    __slots__ = ("_send", "free", "on_free", "protocol")

    def __init__(self, protocol: Any, handle: socket.socket):
        self.protocol = protocol
        self._send = handle.send
        self.free = False
        self.on_free: Callable[[], None] = lambda: None

    def begin(self) -> None:
        """Take the transport over from the HTTP side; the answer to the handshake still waits in it."""
        transport = self.protocol.transport
        transport.unregisterProducer()
        transport.registerProducer(self, False)  # asks for more at once: there is no knowing yet
        self.free = False

    def write(self, frames: Sequence[Frame]) -> None:
        data = frames[0].wire if len(frames) == 1 else b"".join([frame.wire for frame in frames])
        if self.free:
            try:
                sent = self._send(data)
            except OSError:  # full, or the peer is gone: the transport finds out which
                sent = 0
            if sent == len(data):
                return
            data = data[sent:]
        self.free = False
        if self.protocol.state == self.protocol.STATE_OPEN:
            self.protocol.transport.write(data)

    def close(self, code: int) -> None:
        self.protocol.handle_reply({"type": "websocket.close", "code": code})

    def abort(self) -> None:
        self.protocol.transport.abortConnection()

    def resumeProducing(self) -> None:
        """The transport has written all it had."""
        if self.protocol.answer_ping() or self.protocol.state != self.protocol.STATE_OPEN:
            return
        self.free = True
        self.on_free()

    def stopProducing(self) -> None:
        """The connection is lost."""
        self.free = False


def direct_line(protocol: Any) -> DirectLine | None:
    """Return a line for a protocol whose connection has been made; None where bytes must not pass the transport by."""
    transport = protocol.transport
    handle = transport.getHandle() if hasattr(transport, "getHandle") else None
    if not isinstance(handle, socket.socket) or ISSLTransport.providedBy(transport):
        return None
    handle.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL)
    return DirectLine(protocol, handle)
