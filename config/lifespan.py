"""A server's beginning and end, for servers that tell them (the ASGI lifespan); Daphne does not, config.server does.

Such servers close every socket first and then say that it is over: too late for a goodbye. uvicorn lets its signal
handler be called a little later, so the goodbye is said in between; a server that does not is left alone, and its
clients come back after the bare close.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from config.alone import Occupied, claim
from config.files import raise_limit
from realtime.hub import hub

log = logging.getLogger(__name__)

FAREWELL = 3.0  # seconds for the goodbyes to leave


async def lifespan(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer the server's two messages; refuse to start beside another process on one SQLite file."""
    await receive()
    try:
        claim()
    except Occupied as taken:
        await send({"type": "lifespan.startup.failed", "message": str(taken)})
        return
    raise_limit()
    _before_the_end(asyncio.get_running_loop())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await farewell()
    await send({"type": "lifespan.shutdown.complete"})


async def farewell() -> None:
    """Take nobody new and tell every socket when to come back. Said twice, it has an effect once."""
    if hub.draining:
        return
    hub.draining = True
    try:
        await asyncio.wait_for(hub.goodbye(), FAREWELL)
    except Exception as error:  # a socket that cannot be told must not keep the server from stopping
        log.warning("goodbye cut short: %s", type(error).__name__)


def _before_the_end(loop: asyncio.AbstractEventLoop) -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        theirs = signal.getsignal(number)
        owner = type(getattr(theirs, "__self__", None))
        if callable(theirs) and owner.__module__.partition(".")[0] == "uvicorn":
            signal.signal(number, _postponed(theirs, loop))


def _postponed(theirs: Callable[[int, FrameType | None], Any], loop: asyncio.AbstractEventLoop) -> Any:
    def ours(number: int, frame: FrameType | None) -> None:
        if hub.draining:  # asked twice: at once
            theirs(number, frame)
            return
        loop.call_soon_threadsafe(lambda: _keep(loop.create_task(_say_and_go(lambda: theirs(number, None)))))

    return ours


_tasks: set[asyncio.Task] = set()


def _keep(task: asyncio.Task) -> None:
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _say_and_go(go: Callable[[], Any]) -> None:
    try:
        await farewell()
        await asyncio.sleep(0.1)  # the closes answered by then are closed in order
    finally:
        go()
