"""Writes events into the project's log from outside, so that no server pays for what it is only to deliver."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.realtime.designs import Hall

EVENT = "INSERT INTO realtime_event (stream_id, seq, kind, body, at) VALUES ({0}, {0}, {0}, {0}, {0})"
HEAD = "UPDATE realtime_stream SET seq = {0} WHERE id = {0}"


class Log:
    """The log of one room. `write` commits an event under the number that follows."""

    def __init__(self, link: Any, mark: str, hall: "Hall"):
        self.link, self.stream, self.kind = link, hall.stream, "card.added"
        self.body = json.dumps({"cards": [hall.card], "participants": [hall.seats[0][0]]})
        self.event, self.head = EVENT.format(mark), HEAD.format(mark)
        self.plain = mark == "?"

    def write(self, number: int) -> None:
        now: Any = datetime.now(UTC)
        if self.plain:
            now = now.strftime("%Y-%m-%d %H:%M:%S.%f")  # as Django keeps it in SQLite
        self.link.execute("BEGIN")
        self.link.execute(self.event, (self.stream, number, self.kind, self.body, now))
        self.link.execute(self.head, (number, self.stream))
        self.link.execute("COMMIT")

    def close(self) -> None:
        self.link.close()


def sqlite_log(path: Path, hall: "Hall") -> Log:
    link = sqlite3.connect(path, isolation_level=None, timeout=20)
    link.execute("PRAGMA synchronous=NORMAL")
    return Log(link, "?", hall)


def postgres_log(url: str, hall: "Hall") -> Log:
    import psycopg

    return Log(psycopg.connect(url, autocommit=True), "%s", hall)
