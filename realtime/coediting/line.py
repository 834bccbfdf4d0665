"""An outbox's line for binary messages: the server's own fast one, else any ASGI server's `send`."""

from collections.abc import Sequence
from typing import Any

from realtime.coediting.protocol import BytesFrame
from realtime.frame import Frame
from realtime.lines import AsgiLine, Line, Send


class BytesLine(AsgiLine):
    """As AsgiLine, for binary frames."""

    async def _write(self, frames: Sequence[Frame]) -> None:
        try:
            for frame in frames:
                assert isinstance(frame, BytesFrame)
                await self.send({"type": "websocket.send", "bytes": frame.payload})
        except Exception:  # the peer is gone: the application hears so by websocket.disconnect
            self.closed, self.free = True, False


def bytes_line(scope: dict[str, Any], send: Send) -> Line:
    """Return the line of this socket."""
    return scope.get("line") or BytesLine(send)
