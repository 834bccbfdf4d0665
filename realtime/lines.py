"""The line to one peer: the server's own fast one if the scope brings it, else any ASGI server's `send`."""

import asyncio
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from functools import partial
from typing import Any, Protocol

from realtime.frame import Frame

AWAY = 1001
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Line(Protocol):
    """Where an outbox writes. Only on the event loop's thread; nothing here blocks or raises.

    It is written to only while it is `free`: then what is written leaves at once. `on_free` is called each time it
    has become free again. A line that is closed or broken is never free.
    """

    free: bool
    on_free: Callable[[], None]

    def write(self, frames: Sequence[Frame]) -> None:
        """Send these frames, after all that was written before."""

    def close(self, code: int) -> None:
        """Begin to close, after all that was written before."""

    def abort(self) -> None:
        """Let go of the peer now, whatever it has or has not read."""


def line_of(scope: dict[str, Any], send: Send) -> Line:
    """Return the line of this socket: `scope["line"]` where the server offers one, else one over `send`."""
    return scope.get("line") or AsgiLine(send)


class AsgiLine:
    """Over `send`: one writer at a time, so that no server can mix up the order.

    A server that can take the message at once does so in the first step of `send`: only when it makes us wait, a task
    is made that waits. A hall of readers who keep up costs no task at all.
    """

    def __init__(self, send: Send):
        self.send = send
        self.free = True
        self.on_free: Callable[[], None] = lambda: None
        self.code = 0  # to close with, once what is being written has left
        self.closed = False
        self.task: asyncio.Task[None] | None = None

    def write(self, frames: Sequence[Frame]) -> None:
        self._begin(self._write(frames))

    def close(self, code: int) -> None:
        if self.closed:
            return
        if self.task:
            self.code = code
            return
        self.closed, self.free = True, False
        self._begin(self._close(code))

    def abort(self) -> None:
        self.code = self.code or AWAY
        if self.task:
            self.task.cancel()  # a close comes after it: the server's own patience ends with that
        else:
            self.close(self.code)

    async def _write(self, frames: Sequence[Frame]) -> None:
        try:
            for frame in frames:
                await self.send({"type": "websocket.send", "text": frame.text})
        except Exception:  # the peer is gone: the application hears so by websocket.disconnect
            self.closed, self.free = True, False

    async def _close(self, code: int) -> None:
        try:
            await self.send({"type": "websocket.close", "code": code})
        except Exception:  # it was closed already
            pass

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            wait = work.send(None)
        except StopIteration:
            return
        self.free = False
        self.task = asyncio.ensure_future(_go_on(work, wait))
        self.task.add_done_callback(partial(self._done, work))

    def _done(self, work: Coroutine[Any, Any, None], _task: "asyncio.Task[None]") -> None:
        work.close()  # cancelled before its first turn, the task has told it nothing
        self.task = None
        if self.closed:
            return
        if self.code:
            self.close(self.code)
            return
        self.free = True
        self.on_free()


@types.coroutine
def _go_on(work: Coroutine[Any, Any, None], wait: Any) -> Generator[Any, Any, None]:
    """Finish a coroutine that has been started by hand and waits for `wait`."""
    while True:
        try:
            yield wait
        except BaseException as error:  # cancelled, or what was waited for has failed: the coroutine is told
            go = partial(work.throw, error)
        else:
            go = partial(work.send, None)
        try:
            wait = go()
        except StopIteration:
            return
