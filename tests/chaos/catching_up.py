"""Measures how long somebody who missed many events needs to be at the present again."""

import asyncio
import time

from tests.chaos import web
from tests.chaos.client import Client, Hall
from tests.chaos.record import History

PATIENCE = 15.0  # seconds


async def caught_up(hall: Hall, one: Client, behind: int) -> float | None:
    """Come as `one` with so many events missing; seconds until the last is there, None when there are not so many."""
    room = one.history.stream.partition(":")[2]
    seat = one.address.partition("?")[2]
    now = await web.get(hall.proxy.url, f"/api/rooms/{room}?{seat}", one.cookie)
    if now["seq"] <= behind:
        return None
    late = Client(hall, History(f"late-{behind}", "", one.history.stream, "participant"), one.address, one.cookie)
    late.view.seq, late.view.epoch = now["seq"] - behind, now["epoch"]
    late.history.tables = now["tables"]
    began = time.monotonic()
    task = asyncio.create_task(late.live())
    try:
        async with asyncio.timeout(PATIENCE):
            await late.inside.wait()
            while (late.view.seq or 0) < now["seq"]:
                await asyncio.sleep(0.005)
        return time.monotonic() - began
    except TimeoutError:
        return PATIENCE
    finally:
        task.cancel()
