"""Where database work is done: never on the event loop, and who reads waits for no writer."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from people.models import Territory
from realtime.threads import READERS, WRITERS, in_database, in_writing

pytestmark = pytest.mark.django_db(transaction=True)


def write(name: str, seconds: float = 0.0) -> None:
    with transaction.atomic():
        Territory.objects.create(slug=name, name=name)
        time.sleep(seconds)


def names() -> list[str]:
    return list(Territory.objects.order_by("slug").values_list("slug", flat=True))


async def test_readers_wait_for_no_writer_and_see_what_is_committed():
    await in_writing(write, "a")
    writing = asyncio.create_task(in_writing(write, "b", 1.5))
    await asyncio.sleep(0.3)
    seen = await asyncio.gather(*[in_database(names) for _n in range(2 * READERS)])
    assert (writing.done(), seen) == (False, [["a"]] * 2 * READERS)
    await writing
    assert await in_database(names) == ["a", "b"]


async def test_the_event_loop_goes_on_while_the_database_works():
    turns = 0
    working = asyncio.gather(in_database(time.sleep, 0.5), in_writing(time.sleep, 0.5))
    while not working.done():
        turns += 1
        await asyncio.sleep(0.01)
    assert turns > 10


async def at_once(do: Callable[..., Any], count: int) -> int:
    """Return how many of `count` works ran at the same moment."""
    now, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.2)
        with lock:
            now -= 1

    await asyncio.gather(*[do(work) for _n in range(count)])
    return most


async def test_one_writes_at_a_time_on_sqlite_and_several_elsewhere():
    assert await at_once(in_writing, 2 * WRITERS) == (1 if connection.vendor == "sqlite" else WRITERS)
    assert await at_once(in_database, 2 * READERS) == READERS


async def test_what_fails_in_a_thread_is_raised_here_and_the_thread_goes_on():
    for broken in (lambda: 1 / 0, lambda: connection.cursor().execute("SELECT * FROM nowhere")):
        for _n in range(2 * WRITERS):
            with pytest.raises(Exception, match=r"division|nowhere"):
                await in_writing(broken)
    await in_writing(write, "a")
    assert await in_database(names) == ["a"]


async def test_a_transaction_that_failed_leaves_its_thread_free_for_the_next():
    def half() -> None:
        with transaction.atomic():
            Territory.objects.create(slug="half", name="x")
            Territory.objects.create(slug="half", name="y")

    for _n in range(WRITERS):
        with pytest.raises(Exception, match="slug"):
            await in_writing(half)
    assert await asyncio.gather(*[in_writing(connection_is_free) for _n in range(WRITERS)]) == [True] * WRITERS
    assert await in_database(names) == []


def connection_is_free() -> bool:
    return connection.get_autocommit() and not connection.in_atomic_block
