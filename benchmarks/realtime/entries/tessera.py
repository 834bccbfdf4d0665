"""The project's own server, unchanged, with a control line: told to deliver a message, to be slow, to say how it is.

`python -m benchmarks.realtime.entries.tessera daphne|uvicorn PORT`. The lines it understands are in `Control`.
"""

import asyncio
import json
import os
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from benchmarks.realtime.entries.control import listen, tell


class Control:
    """`room STREAM CARD SEAT`, `said N`, `tell N`, `ready N`, `log`, `slow SECONDS`, `state`."""

    def __init__(self) -> None:
        from realtime import readings

        self.log = readings.news
        self.stream = ""
        self.rows: dict[str, dict[str, Any]] = {}  # audience → the frame of the hall's event, read once
        self.target = 0
        self.running: set[asyncio.Task[Any]] = set()

    def heard(self, line: bytes) -> None:
        word, *rest = line.decode().split()
        getattr(self, f"on_{word}")(*rest)

    def on_room(self, stream: str, card: str, seat: str) -> None:
        """The room that the next lines are about; its event's rows are read by the real functions."""
        self.stream = stream
        self._start(self._prepare({"cards": [card], "participants": [seat]}))

    async def _prepare(self, body: dict[str, list[str]]) -> None:
        from realtime.models import Event
        from realtime.streams import frames
        from realtime.threads import in_database

        event = Event(stream_id=self.stream, seq=0, kind="card.added", body=body)
        for audience in ("participant", "facilitator", "screen"):
            (self.rows[audience],) = await in_database(frames, self.stream, [event], audience)
        tell("prepared")

    def on_said(self, number: str) -> None:
        """The whole way: an event was committed, as if here; the hub is woken and does all the rest."""
        from realtime import wake

        wake.said({self.stream: int(number)})

    def on_tell(self, number: str) -> None:
        """Delivery alone: the desk is handed what it would have read; it encodes, keeps, sends."""
        desk = self._desk()
        desk._tell(self._news(int(number), int(number), desk.epoch))

    def on_ready(self, number: str) -> None:
        """From now on the desk is not let read the log: it finds rows that are ready, up to this number."""
        from realtime import readings

        self.target = int(number)
        readings.news = lambda stream, last, most, audiences: self._news(last + 1, self.target, self._desk().epoch)

    def on_log(self) -> None:
        """The desk reads the log again."""
        from realtime import readings

        readings.news = self.log

    def on_slow(self, seconds: str) -> None:
        """One reading that keeps a database connection busy for so long."""
        from realtime.threads import in_database

        self._start(in_database(_slow_query, float(seconds)))

    def on_state(self) -> None:
        from realtime.hub import hub

        desk = hub.desks.get(self.stream)
        sockets = sum(len(some) for some in desk.sockets.values()) if desk else 0
        tell(json.dumps({"sockets": sockets, "last": desk.last if desk else 0, "cpu": time.process_time()}))

    def _desk(self) -> Any:
        from realtime.hub import hub

        return hub.desks[self.stream]

    def _news(self, first: int, last: int, epoch: int) -> Any:
        from realtime.clock import now_ms
        from realtime.readings import Head, News

        numbers = range(first, last + 1)
        frames = {audience: [{**frame, "seq": n} for n in numbers] for audience, frame in self.rows.items()}
        return News(epoch, [Head(n, now_ms()) for n in numbers], frames, personal=False)

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)


def _slow_query(seconds: float) -> None:
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        # A query that waits and does not work: on one core, work would slow the others down by itself.
        connection.connection.create_function("wait", 1, lambda seconds: time.sleep(seconds))
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait(%s)" if connection.vendor == "sqlite" else "SELECT pg_sleep(%s)", [seconds])
        cursor.fetchall()


def daphne(port: int) -> None:
    django.setup()
    from config.server import serve

    serve("127.0.0.1", port, ready=lambda: listen(Control().heard))


def uvicorn(port: int) -> None:
    from uvicorn import Config, Server

    class Told(Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            listen(Control().heard)

    config = Config(
        "config.asgi:application", host="127.0.0.1", port=port, ws="websockets-sansio", backlog=2048, log_config=None,
        ws_max_size=65536, access_log=False,
    )  # fmt: skip
    Told(config).run()


if __name__ == "__main__":
    {"daphne": daphne, "uvicorn": uvicorn}[sys.argv[1]](int(sys.argv[2]))
