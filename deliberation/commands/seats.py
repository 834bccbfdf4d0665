"""Who is here: coming in, leaving, being counted, giving a seat back or taking it away; tickets and slips."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.commands.rooms import room_field
from deliberation.models import Room, Seat
from deliberation.queries.reach import people_in_rooms_led_by, rooms_for, tickets_of_rooms_led_by
from deliberation.rules import NOT_SEATED, facilitates, running, seated
from people import tickets
from people.keys import plain_hash
from people.models import SIDES, Organisation, Participant, Side, Ticket
from people.queries import offices_for
from people.rules import Rule
from realtime.command import Language, Reach, command, nudge, record
from realtime.refusal import Refused


def rooms_of_my_process(actor: Any) -> Any:
    """Rooms of the process in which the actor has a seat: who has a ticket for it may come in."""
    if actor.participant is None:
        return Room.objects.none()
    return Room.objects.filter(process=actor.participant.process_id).select_related("activity", "process")


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
    _seat, new = Seat.objects.get_or_create(room=room, participant=actor.participant)
    if new:
        record(room.stream, "seat.taken", room=[room.pk], participants=[actor.participant.pk])
        nudge(room.stream)


@command("seat.here", shape={"room": Reach(rooms_for)}, stream=lambda room: room.stream, rule=seated & running)
def here(*, actor: Any, room: Room) -> None:
    """Say "I am here": after leaving, or when the room is counted again."""
    _set(room, actor.participant, Seat.State.IN)


@command("seat.leave", shape={"room": Reach(rooms_for)}, stream=lambda room: room.stream, rule=seated)
def leave(*, actor: Any, room: Room) -> None:
    """Check out: one is not on the roll of the next vote."""
    _set(room, actor.participant, Seat.State.OUT)


def _set(room: Room, who: Participant, state: str) -> None:
    changed = Seat.objects.filter(room=room, participant=who).exclude(state=state).update(state=state)
    if changed:
        record(room.stream, "seat.changed", room=[room.pk], participants=[who.pk])
        nudge(room.stream)


@command(
    "seat.check",
    shape={
        "participant": Reach(people_in_rooms_led_by),
        "room": room_field(),
        "present": serializers.BooleanField(),
    },
    stream=lambda room, **_t: room.stream,
    rule=facilitates & running,
)
def check(*, actor: Any, participant: Participant, room: Room, present: bool) -> None:
    """Check somebody in or out from the console (a person without a phone, or one who left)."""
    _set(room, participant, Seat.State.IN if present else Seat.State.OUT)


@command("room.count", shape={"room": room_field()}, stream=lambda room: room.stream, rule=facilitates & running)
def count(*, actor: Any, room: Room) -> None:
    """Count the room again: every phone asks "are you still here?"; people without a phone stay as they are."""
    if room.recount_at is not None:
        raise Refused(_("The room is being counted already."))
    room.recount_at = timezone.now()
    room.save(update_fields=["recount_at"])
    asked = Seat.objects.filter(room=room, state=Seat.State.IN).exclude(participant__channel=Participant.Channel.PAPER)
    people = list(asked.values_list("participant", flat=True))
    asked.update(state=Seat.State.ASKED)
    record(room.stream, "room.counting", room=[room.pk], participants=people)


@command("room.counted", shape={"room": room_field()}, stream=lambda room: room.stream, rule=facilitates & running)
def counted(*, actor: Any, room: Room) -> dict:
    """Finish the count: who did not answer is out, and can come back with one tap."""
    if room.recount_at is None:
        raise Refused(_("The room is not being counted."))
    silent = Seat.objects.filter(room=room, state=Seat.State.ASKED)
    people = list(silent.values_list("participant", flat=True))
    silent.update(state=Seat.State.OUT)
    room.recount_at = None
    room.save(update_fields=["recount_at"])
    record(room.stream, "room.counted", room=[room.pk], participants=people)
    return {"out": len(people)}


@command(
    "seat.remove",
    shape={"participant": Reach(people_in_rooms_led_by), "room": room_field()},
    stream=lambda room, **_t: room.stream,
    rule=facilitates,
)
def remove(*, actor: Any, participant: Participant, room: Room) -> None:
    """Take a seat away: its phones are shown out within a second. What was said stays, what was voted counts."""
    if participant.removed_at is not None:
        raise Refused(_("This seat was removed already."))
    participant.removed_at = timezone.now()
    participant.save(update_fields=["removed_at"])
    participant.device_seats.filter(revoked_at=None).update(revoked_at=timezone.now())
    Seat.objects.filter(participant=participant).update(state=Seat.State.OUT)
    record(room.stream, "seat.removed", room=[room.pk], participants=[participant.pk])


@command(
    "seat.reissue",
    shape={"participant": Reach(people_in_rooms_led_by), "room": room_field()},
    stream=lambda room, **_t: room.stream,
    rule=facilitates,
    private=True,  # the answer holds the new secret: it must not be stored
)
def reissue(*, actor: Any, participant: Participant, room: Room) -> dict:
    """Give a lost phone's seat back: a new code for the same participant; the old phone is out."""
    ticket = tickets.reissue(participant=participant, place=room.stream, revoke=True)
    secret, code = tickets.secrets_of(ticket)
    return {"code": code, "secret": secret}


@command(
    "seat.slip",
    shape={"room": Reach(rooms_for)},
    stream=lambda room: room.stream,
    rule=seated,
    private=True,
)
def slip(*, actor: Any, room: Room) -> dict:
    """Draw one's own way back: a code that leads to "what became of what I said" on any device."""
    ticket = tickets.reissue(participant=actor.participant, place=room.stream)
    secret, code = tickets.secrets_of(ticket)
    return {"code": code, "secret": secret}


@command(
    "seat.slip_for",
    shape={"participant": Reach(people_in_rooms_led_by), "room": room_field()},
    stream=lambda room, **_t: room.stream,
    rule=facilitates,
    private=True,
)
def slip_for(*, actor: Any, participant: Participant, room: Room) -> dict:
    """Print the return slip of somebody else (without a phone, or for all); their phones stay in."""
    ticket = tickets.reissue(participant=participant, place=room.stream)
    secret, code = tickets.secrets_of(ticket)
    return {"code": code, "secret": secret}


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
        ref=f"paper:{room.pk}",
        channel=Participant.Channel.PAPER,
    )
    # Nobody holds a device for this seat: the token that redeeming made is thrown away and revoked.
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
        raise Refused(_("This room needs a ticket. Ask the hosts for one."))
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
