"""What a desk reads from the database: synchronous, one reading for all sockets of a stream."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from realtime.models import Event, Stream
from realtime.prepared import Prepared, Slot, number, once
from realtime.streams import Viewer, frames, kind_of


class Head(NamedTuple):
    seq: int
    at: int  # milliseconds since 1970


@dataclass
class News:
    """Events after a number, and for each audience one frame for each of them."""

    epoch: int
    events: list[Head]
    frames: dict[str, list[dict[str, Any]]]
    personal: bool  # everybody's own part may have changed


class Entry(NamedTuple):
    """An event, and the epoch in which it was read: one that hides something never comes with the epoch before it."""

    seq: int
    kind: str
    body: dict[str, list[str]]
    at: datetime
    epoch: int


_LOG = Prepared(
    lambda: (
        Event.objects.filter(stream=Slot("stream"), seq__gt=number("since"), seq__lte=number("until"))
        .order_by("seq")
        .values_list("seq", "kind", "body", "at", "stream__epoch")
    )
)


def _entries(stream: str, since: int, until: int) -> list[Entry]:
    return [Entry(*row) for row in _LOG.rows(stream=stream, since=since, until=until)]


def news(stream: str, last: int, most: int, audiences: list[str]) -> News:
    """Read what came after `last`, at most `most` events."""
    events = _entries(stream, last, last + most)
    if not events:
        return News(0, [], {}, personal=False)
    with once():  # after the events: the rows may be newer than they, never older
        said = {audience: frames(stream, events, audience) for audience in audiences}
    kind, _key = kind_of(stream)
    heads = [Head(event.seq, int(event.at.timestamp() * 1000)) for event in events]
    return News(events[0].epoch, heads, said, personal=any(kind.is_personal(event.kind) for event in events))


def between(stream: str, since: int, until: int, audience: str) -> list[dict[str, Any]]:
    """Read the frames of the events since < seq ≤ until."""
    return frames(stream, _entries(stream, since, until), audience)


def mine(stream: str, viewers: list[Viewer]) -> dict[Viewer, dict[str, Any] | None]:
    """Read the own parts of these viewers; None for one who may no longer look."""
    kind, key = kind_of(stream)
    return kind.mine(key, viewers)


def live(stream: str) -> dict[str, Any]:
    """Read the ephemeral numbers that the database knows."""
    kind, key = kind_of(stream)
    return kind.live(key)


def heads(streams: list[str]) -> dict[str, int]:
    """Read the numbers that these streams have reached."""
    return dict(Stream.objects.filter(id__in=streams).values_list("id", "seq"))
