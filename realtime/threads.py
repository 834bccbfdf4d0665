"""The thread policy follows the database: one thread on SQLite, several on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.db import connection, connections

T = TypeVar("T")
_pool = ThreadPoolExecutor(max_workers=6, thread_name_prefix="database")


async def in_database(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run synchronous database work away from the event loop and give its connection back afterwards."""
    if connection.vendor == "sqlite":
        return await sync_to_async(work, thread_sensitive=True)(*args, **kwargs)
    job = partial(_with_fresh_connection, work, *args, **kwargs)
    return await sync_to_async(job, thread_sensitive=False, executor=_pool)()


def _with_fresh_connection(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    try:
        return work(*args, **kwargs)
    finally:
        for each in connections.all(initialized_only=True):
            each.close_if_unusable_or_obsolete()
