"""Writes events into the project's log from outside, so that no server pays for what it is only to deliver."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EVENT = "INSERT INTO realtime_event (stream_id, seq, kind, body, at) VALUES ({0}, {0}, {0}, {0}, {0})"
HEAD = "UPDATE realtime_stream SET seq = {0} WHERE id = {0}"


class Log:
    """The log of one room. `write` commits an event under the number that follows."""

    def __init__(self, link: Any, mark: str, stream: str, kind: str, body: dict[str, list[str]]):
        self.link, self.stream, self.kind, self.body = link, stream, kind, json.dumps(body)
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


def sqlite_log(path: Path, stream: str, kind: str, body: dict[str, list[str]]) -> Log:
    link = sqlite3.connect(path, isolation_level=None, timeout=20)
    link.execute("PRAGMA synchronous=NORMAL")
    return Log(link, "?", stream, kind, body)


def postgres_log(url: str, stream: str, kind: str, body: dict[str, list[str]]) -> Log:
    import psycopg

    return Log(psycopg.connect(url, autocommit=True), "%s", stream, kind, body)
