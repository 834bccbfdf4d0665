"""Coming in: with a ticket, by the code on the wall, on paper; and the tickets themselves."""

import secrets
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.commands.rooms import room_field
from deliberation.models import Room, Seat
from deliberation.queries.reach import tickets_of_rooms_led_by
from deliberation.rules import NOT_SEATED, facilitates, running
from people import tickets
from people.keys import plain_hash
from people.models import SIDES, Organisation, Participant, Side, Ticket
from people.queries import offices_for
from people.rules import Rule
from realtime.command import Language, Reach, command, nudge, record
from realtime.refusal import Refused

NEEDS_TICKET = _("This room needs a ticket. Ask the hosts for one.")


def rooms_of_my_process(actor: Any) -> Any:
    """Rooms of the process in which the actor has a seat: who has a ticket for it may come in."""
    if actor.participant is None:
        return Room.objects.none()
    return Room.objects.filter(process=actor.participant.process_id).select_related("activity", "process")


def _let_in(who: Participant, room: Room) -> None:
    """Refuse who came in by an easier door: the code of an open room or a rehearsal opens no room with tickets."""
    own = who.tickets.filter(slip=False).values_list("place", flat=True)
    rooms = {each.stream: each for each in Room.objects.filter(process=room.process_id)}
    doors = [_door(rooms[place]) if place in rooms else 2 for place in own]
    if not Seat.objects.filter(room=room, participant=who).exists() and max(doors, default=0) < _door(room):
        raise Refused(NEEDS_TICKET)


def _door(room: Room) -> int:
    """How hard it is to come in: a rehearsal, a room open to anyone with the code, one with tickets."""
    return 0 if room.rehearsal else 1 if room.entry == Room.Entry.OPEN else 2


def _has_seat(actor: Any, **_targets: Any) -> Any:
    """Whoever has a seat in the process."""
    return None if actor.participant and actor.participant.removed_at is None else NOT_SEATED


@command(
    "seat.take",
    shape={"room": Reach(rooms_of_my_process)},
    stream=lambda room: room.stream,
    rule=Rule(_has_seat),
)
def take_seat(*, actor: Any, room: Room) -> None:
    """Sit down in a room of the process one has a ticket for."""
    if room.state == Room.State.CLOSED:
        raise Refused(_("This room is closed. What was decided stays on its page."))
    _let_in(actor.participant, room)
    _seat, new = Seat.objects.get_or_create(room=room, participant=actor.participant)
    if new:
        record(room.stream, "seat.taken", room=[room.pk], participants=[actor.participant.pk])
        nudge(room.stream)


@command(
    "seat.paper",
    shape={
        "room": room_field(),
        "code": serializers.CharField(max_length=40),
        "nickname": serializers.CharField(max_length=40),
        "lang": Language(required=False, default="it"),
    },
    stream=lambda room, **_t: room.stream,
    rule=facilitates & running,
)
def seat_on_paper(*, actor: Any, room: Room, code: str, nickname: str, lang: str) -> dict:
    """Give a seat to somebody without a phone: their ticket's code is typed in here."""
    ticket = tickets.find(code=code)
    if ticket.process_id != room.process_id:
        raise Refused(_("This ticket is for another room."))
    entry = tickets.redeem(
        ticket=ticket,
        device=None,
        nickname=nickname,
        lang=lang,
        ref=secrets.token_hex(16),  # nobody may come with the same ref and be given this seat
        channel=Participant.Channel.PAPER,
    )
    # Nobody holds a device for this seat: the token that redeeming made is thrown away and revoked.
    _let_in(entry.participant, room)
    entry.participant.device_seats.update(revoked_at=timezone.now())
    Seat.objects.get_or_create(room=room, participant=entry.participant)
    record(room.stream, "seat.taken", room=[room.pk], participants=[entry.participant.pk])
    nudge(room.stream)
    return {"participant": entry.participant.pk}


@command(
    "ticket.issue",
    shape={
        "room": room_field(),
        "side": serializers.ChoiceField(SIDES),
        "count": serializers.IntegerField(min_value=1, max_value=tickets.MOST_AT_ONCE),
        "office": Reach(offices_for, required=False, allow_null=True),
    },
    stream=lambda room, **_t: room.stream,
    rule=facilitates,
)
def issue(*, actor: Any, room: Room, side: str, count: int, office: Organisation | None = None) -> dict:
    """Print tickets of one side for this room."""
    if room.state == Room.State.CLOSED:
        raise Refused(_("This room is closed. What was decided stays on its page."))
    made = tickets.issue(actor=actor, process=room.process, place=room.stream, side=side, count=count, office=office)
    record(room.stream, "ticket.issued", room=[room.pk])
    return {"issued": len(made), "room": room.pk}


@command(
    "ticket.void",
    shape={"ticket": Reach(tickets_of_rooms_led_by)},
    stream=lambda ticket: ticket.place,
    rule=Rule(lambda actor, **_t: None),  # reach is the right: only who leads the room finds the ticket
)
def void(*, actor: Any, ticket: Ticket) -> None:
    """Make an unused ticket worthless."""
    tickets.void(ticket=ticket)
    record(ticket.place, "ticket.issued", room=[ticket.place.split(":")[1]])


def rooms_open_now(_actor: Any) -> Any:
    """Rooms that anybody may enter by the code on the wall, and rehearsals."""
    return Room.objects.filter(state=Room.State.OPEN).select_related("process__territory", "activity")


@command(
    "seat.join",
    shape={
        "room": Reach(rooms_open_now),
        "side": serializers.ChoiceField(SIDES),
        "nickname": serializers.CharField(max_length=40),
        "lang": Language(),
        "once": serializers.CharField(max_length=64),
        "rehearsal": serializers.BooleanField(required=False, default=False),
    },
    stream=lambda room, **_t: room.stream,
    rule=Rule(lambda actor, **_t: None),
    private=True,  # the answer may hold a device's token
)
def join(*, actor: Any, room: Room, side: str, nickname: str, lang: str, once: str, rehearsal: bool) -> dict:
    """Come in by the code on the wall: an open room (never on the officials' side), or a rehearsal (any side)."""
    if not room.rehearsal and room.entry != Room.Entry.OPEN:
        raise Refused(NEEDS_TICKET)
    if side == Side.OFFICIAL and not room.rehearsal:
        raise Refused(_("Officials always need a ticket. Ask the hosts for one."))
    before = Ticket.objects.filter(place=room.stream, device_ref=plain_hash(once)).first()
    ticket = before or tickets.issue(actor=actor, process=room.process, place=room.stream, side=side, count=1)[0]
    channel = Participant.Channel.REHEARSAL if rehearsal and room.rehearsal else Participant.Channel.PHONE
    entry = tickets.redeem(ticket=ticket, device=actor.device, nickname=nickname, lang=lang, ref=once, channel=channel)
    Seat.objects.get_or_create(room=room, participant=entry.participant)
    record(room.stream, "seat.taken", room=[room.pk], participants=[entry.participant.pk])
    nudge(room.stream)
    return {"participant": entry.participant.pk, "room": room.pk} | ({"token": entry.token} if entry.token else {})
