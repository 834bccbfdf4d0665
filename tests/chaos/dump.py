"""Reads, at the end, what the database holds of these rooms; a program of its own: prints it as JSON."""

import json
import os
import sys
from typing import Any

AUDIENCES = ("participant", "facilitator", "screen")
TABLES = ("activities", "cards", "groups", "polls", "participants")


def main(rooms: list[str]) -> dict[str, Any]:
    from deliberation.models import Card, CardTranslation
    from realtime.models import Done, Event, Stream

    streams = [f"room:{room}" for room in rooms]
    events = Event.objects.filter(stream__in=streams).order_by("stream", "seq")
    cards = Card.objects.filter(room__in=rooms)
    done = Done.objects.filter(stream__in=streams)
    return {
        "heads": dict(Stream.objects.filter(id__in=streams).values_list("id", "seq")),
        "events": [(e.stream_id, e.seq, e.kind, e.body, e.at.timestamp()) for e in events],
        "done": [(row.actor, row.ref, row.stream, row.answer["seq"], row.answer["data"]) for row in done],
        "cards": [(card.pk, f"room:{card.room_id}", card.text, card.state) for card in cards],
        "polls": [_poll(poll) for room in rooms for poll in _polls(room)],
        "views": {stream: _views(stream) for stream in streams},
        "own": {stream: _own(stream) for stream in streams},
        "homes": {row: f"room:{room}" for room in rooms for row in _things(room)},
        "texts": [
            *Card.objects.values_list("text", flat=True),
            *CardTranslation.objects.values_list("text", flat=True),
            *Done.objects.values_list("ref", flat=True),
        ],
    }


def _polls(room: str) -> Any:
    from deliberation.models import Poll

    return Poll.objects.filter(room=room).select_related("room")


def _poll(poll: Any) -> dict[str, Any]:
    from deliberation.models import Ballot

    ballots = Ballot.objects.filter(poll=poll)
    return {
        "id": poll.pk,
        "stream": poll.room.stream,
        "method": poll.method,
        "closed": poll.state == "closed",
        "result": poll.result or {},
        "head": poll.head,
        "ballots": [(each.side, each.choice, each.nonce, each.participant_id or "") for each in ballots],
    }


def _views(stream: str) -> dict[str, Any]:
    """Read every audience's tables afresh: this process has nothing in memory."""
    from realtime.streams import tables

    return {audience: tables(stream, audience)["tables"] for audience in AUDIENCES}


def _own(stream: str) -> dict[str, Any]:
    """Read the own part of everybody who sits in the room or leads it, as a socket of theirs is sent it."""
    from deliberation.models import RoomRole, Seat
    from people.actors import Actor
    from realtime.streams import Viewer, kind_of

    kind, room = kind_of(stream)
    seats = Seat.objects.filter(room=room).select_related("participant")
    leads = RoomRole.objects.filter(room=room).select_related("person")
    viewers = [Viewer(Actor(participant=s.participant, device=_device(s)), "participant", "it") for s in seats]
    viewers += [Viewer(Actor(person=each.person), "facilitator", "it") for each in leads]
    return {viewer.actor.key: part for viewer, part in kind.mine(room, viewers).items()}


def _device(seat: Any) -> Any:
    held = seat.participant.device_seats.filter(revoked_at=None).select_related("device").first()
    return held.device if held else None


def _things(room: str) -> list[str]:
    from deliberation.models import Activity, Card, Group, Poll, Seat

    found = [room]
    for model in (Activity, Card, Group, Poll):
        found += model.objects.filter(room=room).values_list("pk", flat=True)
    return [*found, *Seat.objects.filter(room=room).values_list("participant", flat=True)]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    json.dump(main(sys.argv[1:]), sys.stdout)
