"""A room as a stream: its tables, its events, who is let in, and what each sees."""

from typing import Any

from deliberation.models import Room, RoomRole, Seat
from deliberation.queries import rows
from deliberation.queries.live import live_numbers
from deliberation.queries.mine import own_parts
from realtime.streams import EventKind, StreamKind, Viewer, register

EVENTS = {
    "room.created": EventKind(("room",)),
    "room.opened": EventKind(("room", "activities"), personal=True),
    "room.moved": EventKind(("room", "activities"), personal=True),
    "room.closed": EventKind(("room", "activities"), personal=True),
    "room.counting": EventKind(("room", "participants"), personal=True),
    "room.counted": EventKind(("room", "participants"), personal=True),
    "room.handed_over": EventKind(("room",)),
    "timer.changed": EventKind(("activities",), personal=True),
    "ticket.issued": EventKind(("room",)),
    "ticket.redeemed": EventKind(("room", "participants")),
    "seat.taken": EventKind(("room", "participants")),
    "seat.changed": EventKind(("room", "participants"), personal=True),
    "seat.removed": EventKind(("room", "participants"), personal=True),
    "card.added": EventKind(("cards", "participants")),
    "card.changed": EventKind(("cards",)),
    "card.withdrawn": EventKind(("cards",)),
    "card.hidden": EventKind(("cards",), personal=True),
    "card.moved": EventKind(("cards",)),
    "voice.kept": EventKind(("participants",)),
    "voice.written": EventKind(("cards", "participants"), personal=True),
    "cards.revealed": EventKind(("activities", "cards")),
    "group.changed": EventKind(("groups", "cards")),
    "poll.opened": EventKind(("polls", "room"), personal=True),
    "poll.extended": EventKind(("polls", "room")),
    "poll.closed": EventKind(("polls", "proposals", "room")),
    "problem.drafted": EventKind(("proposals", "groups", "cards"), personal=True),
    "proposal.drafted": EventKind(("proposals",), personal=True),
    "proposal.moved": EventKind(("proposals",), personal=True),
    "proposal.changed": EventKind(("proposals",)),
    "closing.read": EventKind(("room",)),
    "process.committed": EventKind(("room",)),
    "process.signed": EventKind(("room",)),
    "process.declared": EventKind(("room",)),
    "charter.adopted": EventKind(("room",)),
    "stage.changed": EventKind(("room",)),
}


def admit(actor: Any, key: str, wish: str) -> str | None:
    """Return the audience of this actor: facilitators, people with a seat, and a screen where watching is allowed."""
    room = Room.objects.filter(pk=key).first()
    if room is None:
        return None
    leads = actor.person is not None and RoomRole.objects.filter(room=room, person=actor.person).exists()
    if wish == rows.SCREEN:
        # Watching without a ticket is off, but for rehearsals, where nothing counts.
        return rows.SCREEN if leads or room.rehearsal else None
    seat = actor.participant
    if seat is not None and seat.removed_at is None and Seat.objects.filter(room=room, participant=seat).exists():
        return rows.PARTICIPANT
    return rows.FACILITATOR if leads else None


def presence(viewer: Viewer) -> tuple[str, str] | None:
    """Return (side, seat) of somebody who sits in the room; consoles and projectors are not counted."""
    seat = viewer.actor.participant if viewer.audience == rows.PARTICIPANT else None
    return None if seat is None else (seat.side, seat.pk)


def hears(key: str, event: str, body: dict[str, list[str]]) -> dict[str, list[str]]:
    """What happens to the process and its proposals is shown in its rooms too."""
    mine = {"proposals": body["proposals"]} if "proposals" in body else {}
    return mine | ({"room": [key]} if "process" in body else {})


ROOM = StreamKind(
    name="room",
    tables={
        "room": rows.room_rows,
        "activities": rows.activity_rows,
        "cards": rows.card_rows,
        "groups": rows.group_rows,
        "polls": rows.poll_rows,
        "proposals": rows.room_proposal_rows,
        "participants": rows.participant_rows,
    },
    events=EVENTS,
    admit=admit,
    mine=own_parts,
    live=live_numbers,
    hears=hears,
    private={"participants": frozenset({rows.FACILITATOR})},
    presence=presence,
    doing=frozenset({"writing"}),
    named=frozenset({rows.FACILITATOR}),
)

register(ROOM)
