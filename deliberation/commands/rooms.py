"""Making a room from a playbook, opening it, handing it over, closing it."""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.models import Activity, Poll, Room, RoomRole, Seat
from deliberation.playbooks import playbooks
from deliberation.queries.reach import rooms_led_by
from deliberation.rules import facilitates, running
from deliberation.voting import paper_still_out
from people.models import Person, Ticket
from people.queries import HOSTS, processes_run_by
from people.rules import logged_in
from realtime.command import Language, Reach, Text, command, new_stream, record
from realtime.ids import new_id
from realtime.refusal import Refused


def room_field() -> Reach:
    """The room a command speaks of, among those that the actor leads."""
    return Reach(rooms_led_by)


@command(
    "room.create",
    shape={
        "process": Reach(processes_run_by),
        "title": Text(160),
        "playbook": serializers.CharField(max_length=60),
        "lang": Language(default="it"),
        "entry": serializers.ChoiceField(Room.Entry.choices, default=Room.Entry.TICKETS),
        "rehearsal": serializers.BooleanField(default=False),
    },
    rule=logged_in,
)
def create_room(*, actor: Any, process: Any, title: str, playbook: str, lang: str, entry: str, rehearsal: bool) -> dict:
    """Make a room from a playbook; whoever makes it leads it."""
    book = playbooks().get(playbook)
    if book is None:
        raise Refused(_("This playbook is not here. Choose one from the list."))
    room = Room(process=process, title=title, lang=lang, entry=entry, code=_free_code())
    room.id = new_id()
    room.rehearsal = rehearsal or process.rehearsal
    room.playbook, room.playbook_version = book.name, book.version
    room.save(force_insert=True)
    RoomRole.objects.create(room=room, person=actor.person, role=RoomRole.Name.LEAD)
    steps = [_activity(room, place, step) for place, step in enumerate(book.activities, 1)]
    Activity.objects.bulk_create(steps)
    new_stream(room.stream, follows=process.stream)
    record(room.stream, "room.created", room=[room.pk])
    return {"room": room.pk, "code": room.code}


def _activity(room: Room, place: int, step: dict[str, Any]) -> Activity:
    words = {key: step[key] for key in ("kind", "title", "prompt", "minutes")}
    return Activity(room=room, position=place, settings=step.get("settings", {}), **words)


def _free_code() -> str:
    while True:
        code = f"{secrets.randbelow(900_000) + 100_000}"
        if not Room.objects.filter(code=code).exists():
            return code


@command("room.open", shape={"room": room_field()}, stream=lambda room: room.stream, rule=facilitates)
def open_room(*, actor: Any, room: Room) -> None:
    """Open the room: people come in and the first activity starts."""
    if room.state != Room.State.PREPARED:
        raise Refused(_("This room is open already.") if room.state == Room.State.OPEN else _("This room is closed."))
    first = room.activities.order_by("position").first()
    room.state, room.opened_at, room.activity = Room.State.OPEN, timezone.now(), first
    room.save(update_fields=["state", "opened_at", "activity"])
    if first is not None:
        start(first)
    record(room.stream, "room.opened", room=[room.pk], activities=[first.pk] if first else [])


def start(activity: Activity) -> None:
    """Let an activity run, with its minutes counted from now."""
    activity.state = Activity.State.RUNNING
    activity.ends_at = timezone.now() + timedelta(minutes=activity.minutes)
    activity.left_seconds = None
    activity.save(update_fields=["state", "ends_at", "left_seconds"])


@command("room.close", shape={"room": room_field()}, stream=lambda room: room.stream, rule=facilitates & running)
def close_room(*, actor: Any, room: Room) -> None:
    """Close the room for good: the minutes are on its page, tickets not used are void."""
    if Poll.objects.filter(room=room, state=Poll.State.OPEN, ends_at=None).exists():
        raise Refused(_("A vote is still open. Close it first."))
    if missing := paper_still_out(room):
        raise Refused(_("%(n)s ballots on paper were handed out and not typed in yet.") % {"n": missing})
    last = room.activity
    if last is not None:
        last.state, last.ends_at = Activity.State.DONE, None
        last.save(update_fields=["state", "ends_at"])
    room.state, room.closed_at, room.recount_at = Room.State.CLOSED, timezone.now(), None
    room.save(update_fields=["state", "closed_at", "recount_at"])
    # Return slips keep working: they lead a person to their own page, not into the room.
    Ticket.objects.filter(place=room.stream, state=Ticket.State.ISSUED, participant=None).update(
        state=Ticket.State.VOID
    )
    record(room.stream, "room.closed", room=[room.pk], activities=[last.pk] if last else [])


@command(
    "room.hand_over",
    shape={"room": room_field(), "email": serializers.EmailField(max_length=254)},
    stream=lambda room, **_t: room.stream,
    rule=facilitates,
)
def hand_over(*, actor: Any, room: Room, email: str) -> dict:
    """Give the console to another facilitator of the territory too."""
    found = Person.objects.filter(
        email=email.lower(), is_active=True, roles__territory=room.process.territory, roles__role__in=HOSTS
    )
    person = found.first()
    if person is None:
        raise Refused(_("No facilitator of this territory has this e-mail address."))
    if Seat.objects.filter(room=room, participant__person=person).exists():
        raise Refused(_("This person sits in the room as a participant. Who leads never votes."))
    RoomRole.objects.get_or_create(room=room, person=person, defaults={"role": RoomRole.Name.CO})
    record(room.stream, "room.handed_over", room=[room.pk])
    return {"name": str(person)}
