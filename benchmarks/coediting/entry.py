"""The project's own server with a text that anybody may write: `python -m benchmarks.coediting.entry PORT`.

`python -m benchmarks.coediting.entry read KEY` prints what is stored of it, as one line of JSON.
"""

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

import django

from benchmarks.realtime.entries.control import listen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
FIELDS = {"what": "", "why": ""}


@dataclass(frozen=True)
class Someone:
    """Every seat is a participant of its own: each has their own bucket."""

    key: str


def actor(_source: Any, seat: str | None) -> Someone:
    return Someone(f"seat:{seat}")


def register() -> None:
    from realtime.coediting.texts import TextKind, register_text

    register_text(TextKind("bench", lambda actor, key: "write", lambda key: FIELDS, lambda actor: actor.key))


def main(words: list[str]) -> None:
    django.setup()
    register()
    if words[0] == "read":
        from realtime.coediting.texts import texts_of

        print(json.dumps(texts_of(f"bench:{words[1]}")))
        return
    from django.conf import settings

    settings.REALTIME_ACTOR = "benchmarks.coediting.entry.actor"
    from config.server import serve

    serve("127.0.0.1", int(words[0]), ready=lambda: listen(lambda line: None))


if __name__ == "__main__":
    main(sys.argv[1:])
