"""Snapshots: the shared part is read and encoded once for a crowd, whichever door they come through."""

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from realtime.clock import now_ms
from realtime.refusal import Missing
from realtime.streams import Viewer, kind_of, position, tables

KEPT = 64  # shared parts in memory; each belongs to one stream and audience
LARGE = 32 * 1024  # characters; a larger one is fetched by HTTP, where it is compressed and does not hold up a socket


@dataclass(frozen=True)
class Shared:
    """What a whole audience sees at one number: `text` is a JSON object without its last brace."""

    seq: int
    epoch: int
    text: str

    @property
    def large(self) -> bool:
        return len(self.text) > LARGE


_kept: OrderedDict[tuple[str, str], Shared] = OrderedDict()
_guard = threading.Lock()
_building: dict[tuple[str, str], threading.Lock] = {}


def encode(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shared(stream: str, audience: str) -> Shared:
    """Return the shared part as it is now. One reader builds it, the crowd that came with it gets the same text."""
    key = (stream, audience)
    with _guard:
        building = _building.setdefault(key, threading.Lock())
    with building:
        kept = _kept.get(key)
        if kept is None or (kept.seq, kept.epoch) != position(stream):
            kept = _built(stream, audience)
        _keep(key, kept)
        return kept


def _built(stream: str, audience: str) -> Shared:
    whole = tables(stream, audience)
    return Shared(whole["seq"], whole["epoch"], encode(whole)[:-1])


def _keep(key: tuple[str, str], kept: Shared) -> None:
    with _guard:
        _kept[key] = kept
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            old, _text = _kept.popitem(last=False)
            _building.pop(old, None)


def whole(part: Shared, mine: dict[str, Any], live: dict[str, Any]) -> str:
    """Return the snapshot of one viewer as JSON text: the shared text, and their own part."""
    rest = encode({"now": now_ms(), "mine": mine, "live": live})
    return f"{part.text},{rest[1:]}"


def fetched(stream: str, viewer: Viewer) -> tuple[str, str]:
    """Return (JSON text, ETag) of a viewer's snapshot, or raise Missing.

    The tag covers what lasts, not the clock or the live numbers.
    """
    kind, key = kind_of(stream)
    part = shared(stream, viewer.audience)
    mine = kind.mine(key, [viewer]).get(viewer)  # after the shared part: it may be newer, never older
    if mine is None:
        raise Missing
    lasting = f"{stream} {viewer.audience} {part.seq} {part.epoch} {encode(mine)}"
    tag = f'"{sha256(lasting.encode("utf-8", "replace")).hexdigest()[:32]}"'
    return whole(part, mine, kind.live(key)), tag
