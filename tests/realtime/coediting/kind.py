"""A small kind of text for tests. Who somebody is says their seat, what they may do is read from a file."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realtime.coediting.texts import TextKind

FIELDS = {"what": "", "why": "Perché: 😀 نعم"}
RIGHTS = "TESSERA_TEST_RIGHTS"


@dataclass(frozen=True)
class Someone:
    """Names that begin with "w" may write, with "r" read, unless the file says otherwise."""

    name: str

    @property
    def key(self) -> str:
        return f"seat:{self.name}"


def actor(_source: Any, seat: str | None) -> Someone:
    return Someone(seat or "nobody")


def admit(actor: Someone, _key: str) -> Any:
    path = Path(os.environ.get(RIGHTS, "/nowhere"))
    said = json.loads(path.read_text()) if path.exists() else {}
    return said.get(actor.name, {"w": "write", "r": "read"}.get(actor.name[0]))


KIND = TextKind("note", admit, lambda key: FIELDS, lambda actor: actor.name.title())
