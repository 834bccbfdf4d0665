"""One process for one SQLite file: a second server would answer with what it does not know of the first."""

from pathlib import Path
from typing import Any

from django.db import connection

_held: list[Any] = []  # the open file holds the claim until the process ends, however it ends


class Occupied(Exception):
    """Another server has the database; the message is a sentence for the person who started this one."""


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def claim() -> None:
    """Take the SQLite file for this process. On PostgreSQL there is nothing to take. Raises Occupied."""
    if not on_sqlite() or _held:
        return
    try:
        import fcntl
    except ImportError:  # not on this system: the operator's word has to do
        return
    path = Path(str(connection.settings_dict["NAME"]))
    file = path.with_name(path.name + ".server").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Occupied(
            f"Another server is running on {path.name}. SQLite serves one process: stop the other one, choose another "
            "folder with --data, or set DATABASE_URL (PostgreSQL) and REDIS_URL for several."
        ) from None
    _held.append(file)
