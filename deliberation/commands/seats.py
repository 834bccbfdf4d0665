"""Who is here: leaving, being counted, giving a seat back or taking it away; return slips."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.commands.rooms import room_field
from deliberation.models import Poll, Room, Seat
from deliberation.queries.reach import people_in_rooms_led_by, rooms_for
from deliberation.rules import facilitates, running, seated
from people import tickets
from people.models import Participant
from people.rules import Rule
from realtime.command import Reach, command, nudge, record
from realtime.refusal import Refused


def _sits(actor: Any, participant: Participant, room: Room, **_targets: Any) -> Any:
    """The person sits in this room."""
    here = Seat.objects.filter(room=room, participant=participant).exists()
    return None if here else _("This person has no seat in this room.")


sits = Rule(_sits)


def _where_they_sit(room: Room, participant: Participant) -> list[str]:
    """The streams of all rooms in which this person sits, this one first: a seat that goes, goes everywhere."""
    others = Room.objects.filter(seats__participant=participant).exclude(pk=room.pk)
    return [room.stream, *(other.stream for other in others)]


@command("seat.here", shape={"room": Reach(rooms_for)}, stream=lambda room: room.stream, rule=seated & running)
def here(*, actor: Any, room: Room) -> None:
    """Say "I am here": after leaving, or when the room is counted again."""
    _set(room, actor.participant, Seat.State.IN)


@command(
    "seat.observe",
    shape={
        "participant": Reach(people_in_rooms_led_by),
        "room": room_field(),
        "observes": serializers.BooleanField(),
    },
    stream=lambda room, **_t: room.stream,
    rule=facilitates & sits,
)
def observe(*, actor: Any, participant: Participant, room: Room, observes: bool) -> None:
    """Name somebody the observer of their side: after a vote they see ballots that are held back, without names.

    The one who was it before is it no longer. Nobody can be named once a ballot could tell: while a vote is open.
    """
    if observes and Poll.objects.filter(room=room, state=Poll.State.OPEN).exists():
        raise Refused(_("A vote is open. Observers are named before it opens."))
    Seat.objects.filter(room=room, observes=participant.side).update(observes="")
    if observes:
        Seat.objects.filter(room=room, participant=participant).update(observes=participant.side)
    record(room.stream, "seat.changed", room=[room.pk], participants=[participant.pk])


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
    rule=facilitates & running & sits,
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
    stream=_where_they_sit,
    rule=facilitates & sits,
)
def remove(*, actor: Any, participant: Participant, room: Room) -> None:
    """Take a seat away: its phones are shown out within a second. What was said stays, what was voted counts."""
    if participant.removed_at is not None:
        raise Refused(_("This seat was removed already."))
    participant.removed_at = timezone.now()
    participant.save(update_fields=["removed_at"])
    participant.device_seats.filter(revoked_at=None).update(revoked_at=timezone.now())
    Seat.objects.filter(participant=participant).update(state=Seat.State.OUT)
    for where in Seat.objects.filter(participant=participant).select_related("room"):
        record(where.room.stream, "seat.removed", room=[where.room_id], participants=[participant.pk])


@command(
    "seat.reissue",
    shape={"participant": Reach(people_in_rooms_led_by), "room": room_field()},
    stream=_where_they_sit,
    rule=facilitates & sits,
    private=True,  # the answer holds the new secret: it must not be stored
)
def reissue(*, actor: Any, participant: Participant, room: Room) -> dict:
    """Give a lost phone's seat back: a new code for the same participant; the old phone is out."""
    ticket = tickets.reissue(participant=participant, place=room.stream, revoke=True)
    for where in Seat.objects.filter(participant=participant).select_related("room"):
        record(where.room.stream, "seat.changed", participants=[participant.pk])  # so that the old phone is shown out
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
    rule=facilitates & sits,
    private=True,
)
def slip_for(*, actor: Any, participant: Participant, room: Room) -> dict:
    """Print the return slip of somebody else (without a phone, or for all); their phones stay in."""
    ticket = tickets.reissue(participant=participant, place=room.stream)
    secret, code = tickets.secrets_of(ticket)
    return {"code": code, "secret": secret}
