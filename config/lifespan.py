"""A process's beginning and end: the goodbye that every server says, and the ASGI lifespan for servers that have it.

Daphne has no lifespan: config.server calls farewell() itself. Servers that have one close every socket first and then
say that it is over: too late for a goodbye. uvicorn lets its signal handler be called a little later, so the goodbye is
said in between; a server that does not is left alone, and its clients come back after the bare close.
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

FAREWELL = 3.0  # seconds for commands under way to be answered, and for sockets to hear the goodbye and go
LOOK = 0.05  # seconds between two looks whether they have gone


async def lifespan(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer the server's two messages; refuse to start beside another process on one SQLite file."""
    await receive()
    try:
        claim()
    except Occupied as taken:
        await send({"type": "lifespan.startup.failed", "message": str(taken)})
        return
    raise_limit()
    hub.start()
    _before_the_end(asyncio.get_running_loop())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await farewell()
    await send({"type": "lifespan.shutdown.complete"})


async def farewell() -> None:
    """Take nobody new, tell every socket when to come back, and wait until they have gone, but not for ever.

    Said twice, it has an effect once. A phone that is out of reach answers no goodbye: the server then drops it.
    """
    if hub.draining:
        return
    hub.draining = True
    leaving = set(hub.sockets)
    try:
        async with asyncio.timeout(FAREWELL):
            await hub.goodbye()
            while leaving & hub.sockets:
                await asyncio.sleep(LOOK)
    except TimeoutError:
        pass
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
        said = asyncio.run_coroutine_threadsafe(farewell(), loop)
        said.add_done_callback(lambda _said: theirs(number, None))

    return ours
