"""What a desk reads from the database: synchronous, one reading for all sockets of a stream."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from realtime.models import Event, Stream
from realtime.streams import Viewer, frames, kind_of, position


class Head(NamedTuple):
    seq: int
    at: int  # milliseconds since 1970


@dataclass
class News:
    """Events after a number, and for each audience one frame for each of them."""

    epoch: int
    events: list[Head]
    frames: dict[str, list[dict[str, Any]]]
    personal: bool  # everybody's own part has to be sent again


def news(stream: str, last: int, most: int, audiences: list[str]) -> News:
    """Read what came after `last`, at most `most` events."""
    kind, _key = kind_of(stream)
    events = list(Event.objects.filter(stream=stream, seq__gt=last).order_by("seq")[:most])
    # After the events and before the rows: an event that hides something never comes with the epoch before it.
    _seq, epoch = position(stream)
    return News(
        epoch=epoch,
        events=[Head(event.seq, int(event.at.timestamp() * 1000)) for event in events],
        frames={audience: frames(stream, events, audience) for audience in audiences} if events else {},
        personal=any(kind.events[event.kind].personal for event in events),
    )


def between(stream: str, since: int, until: int, audience: str) -> list[dict[str, Any]]:
    """Read the frames of the events since < seq ≤ until."""
    events = Event.objects.filter(stream=stream, seq__gt=since, seq__lte=until).order_by("seq")
    return frames(stream, list(events), audience)


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
