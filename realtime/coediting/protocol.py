"""The messages on the line: y-protocols' own (sync and awareness), and one of ours that carries JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from realtime.coediting.varints import Reader, number, sized
from realtime.frame import Frame

SYNC, AWARENESS, ASK_AWARENESS, TOLD = 0, 1, 3, 100  # kinds of messages
STATE, LACKING, UPDATE = 0, 1, 2  # kinds of sync messages: what I have, what you lack, what is new
MOST_BYTES = 64 * 1024
BINARY = 0x82  # a complete binary frame: FIN and opcode 2


class BytesFrame(Frame):
    """A binary message on its way out: encoded once, framed once."""

    __slots__ = ("payload",)

    def __init__(self, payload: bytes, key: str = ""):
        super().__init__("", key)
        self.payload = payload
        self.wire = _head(len(payload)) + payload
        self.size = len(self.wire)


def _head(length: int) -> bytes:
    if length < 126:
        return bytes((BINARY, length))
    if length < 1 << 16:
        return bytes((BINARY, 126)) + length.to_bytes(2, "big")
    return bytes((BINARY, 127)) + length.to_bytes(8, "big")


def state_frame(state: bytes) -> BytesFrame:
    """Ask what the other side has more than this."""
    return BytesFrame(bytes((SYNC, STATE)) + sized(state))


def lacking_frame(update: bytes) -> BytesFrame:
    return BytesFrame(bytes((SYNC, LACKING)) + sized(update))


def update_frame(update: bytes) -> BytesFrame:
    return BytesFrame(bytes((SYNC, UPDATE)) + sized(update))


def told_frame(**what: Any) -> BytesFrame:
    """Say something of our own; a client that only knows Yjs passes over it."""
    return BytesFrame(number(TOLD) + sized(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()))


def awareness_frame(states: dict[int, tuple[int, dict[str, Any] | None]]) -> BytesFrame:
    """Say who is where: client → (how often it was said, what; None: gone). A newer frame replaces one that waits."""
    said = number(len(states))
    for client, (clock, state) in states.items():
        told = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
        said += number(client) + number(clock) + sized(told)
    return BytesFrame(bytes((AWARENESS,)) + sized(said), "awareness")


@dataclass(frozen=True)
class Said:
    """What a client said: `kind` is "state", "update", "awareness" or "other"; `entries`: client → its state."""

    kind: str
    data: bytes = b""
    entries: Mapping[int, str] = field(default_factory=dict)


def understand(message: bytes) -> Said:
    """Read one message; raises ValueError for what is none."""
    reader = Reader(message)
    kind = reader.number()
    if kind == SYNC:
        kind = reader.number()
        if kind not in (STATE, LACKING, UPDATE):
            raise ValueError("no such message")
        said = Said("state" if kind == STATE else "update", reader.bytes())
    elif kind == AWARENESS:
        said = Said("awareness", entries=_entries(Reader(reader.bytes())))
    elif kind == ASK_AWARENESS:
        said = Said("other")
    else:
        raise ValueError("no such message")
    if not reader.ended:
        raise ValueError("more than a message")
    return said


def _entries(reader: Reader) -> dict[int, str]:
    """Read where people are: clients of Yjs pass on what they have heard of others too."""
    found = {}
    for _entry in range(reader.number()):
        client, _clock = reader.number(), reader.number()
        found[client] = reader.string()
    if not reader.ended:
        raise ValueError("more than was announced")
    return found
