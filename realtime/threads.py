"""The thread policy follows the database: on SQLite one writes and several read, elsewhere several do both."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, TypeVar

from django.db import connection, connections

T = TypeVar("T")
READERS = 4  # a slow reading holds up one of them, never the event loop and never who writes
WRITERS = 4  # on SQLite one: there is one write lock, and who waits for it would only hold a thread


@cache
def _pool(name: str, size: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=size, thread_name_prefix=name)


async def in_database(work: Callable[..., T], *args: Any) -> T:
    """Run synchronous reading away from the event loop."""
    return await _in(_pool("reading", READERS), work, *args)


async def in_writing(work: Callable[..., T], *args: Any) -> T:
    """Run synchronous writing away from the event loop, behind what other streams write."""
    return await _in(_pool("writing", 1 if connection.vendor == "sqlite" else WRITERS), work, *args)


def in_background(work: Callable[[], Any]) -> None:
    """Run work that nobody waits for in the one thread for such work, behind what was given to it before."""
    _pool("background", 1).submit(_with_connection, work)


async def _in(pool: ThreadPoolExecutor, work: Callable[..., T], *args: Any) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, partial(_with_connection, work, *args))


def _with_connection(work: Callable[..., T], *args: Any) -> T:
    try:
        return work(*args)
    finally:
        for each in connections.all(initialized_only=True):
            # Opening a SQLite file costs more than most readings: these threads keep theirs. Elsewhere a pool keeps it.
            if each.vendor != "sqlite" or each.errors_occurred:
                each.close_if_unusable_or_obsolete()
