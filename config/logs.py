"""Logs without personal data: no query strings, no bodies, no values inside error messages."""

import logging
import re
import traceback
from typing import Any

QUERY = re.compile(r"\?[^\s\"']*")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class NoQueries(logging.Filter):
    """Write the sentence once, without what follows a question mark and without e-mail addresses."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = QUERY.sub("?…", record.getMessage())
        record.msg = ADDRESS.sub("(address)", text)
        record.args = None
        return True


class QuietFormatter(logging.Formatter):
    """`2026-01-31 20:15:00 WARNING realtime.hub sentence`; of an error its kind and place, not its message.

    A database's message quotes the row it refused, and that row may be a person's. `aloud` (debug) tells all.
    """

    def __init__(self, aloud: bool = False):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%d %H:%M:%S")
        self.aloud = aloud

    def formatException(self, ei: Any) -> str:
        if self.aloud:
            return super().formatException(ei)
        kind, _error, trace = ei
        places = "".join(traceback.format_tb(trace)).rstrip()
        return f"{places}\n{kind.__module__}.{kind.__qualname__}"
