"""Who may do what in a room, and when: rules that return nothing or the sentence that says why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deliberation.activities import opens
from deliberation.models import Activity, Room, RoomRole, Seat
from people.rules import Rule
from realtime.kept import Kept

NOT_FACILITATOR = _("Only who leads this room can do this.")
NOT_SEATED = _("You have no seat in this room. Come in with your ticket.")
NOT_NOW = _("Not in this part of the meeting. Wait for the step that asks for it.")
A_PAUSE = _("There is a pause. You can go on in a moment; your text is kept.")
HELD = frozenset({"card.add", "ballot.cast", "stance.take"})  # what waits during a pause
NOT_OPEN = _("The room is not open yet.")
IS_CLOSED = _("This room is closed. What was decided stays on its page.")


def room_of(targets: dict[str, Any]) -> Room:
    """Find the room that the targets of a command belong to."""
    for value in targets.values():
        if isinstance(value, Room):
            return value
        room = getattr(value, "room", None) or getattr(getattr(value, "activity", None), "room", None)
        if isinstance(room, Room):
            return room
    room = targets.get("in_room")
    if isinstance(room, Room):
        return room
    raise LookupError("a rule of a room was asked about something outside rooms")


def _facilitates(actor: Any, **targets: Any) -> Any:
    """Whoever leads the room."""
    person = actor.person
    if person is None or not RoomRole.objects.filter(room=room_of(targets), person=person).exists():
        return NOT_FACILITATOR
    return None


SITS = Kept(lambda room, seat: Seat.objects.filter(room=room, participant=seat).values_list("pk"))


def _seated(actor: Any, **targets: Any) -> Any:
    """Whoever has a seat in the room."""
    seat = actor.participant
    if seat is None or seat.removed_at is not None:
        return NOT_SEATED
    if not SITS(room_of(targets).pk, seat.pk):
        return NOT_SEATED
    return None


def _running(actor: Any, **targets: Any) -> Any:
    """The room is open."""
    room = room_of(targets)
    return {Room.State.PREPARED: NOT_OPEN, Room.State.CLOSED: IS_CLOSED}.get(Room.State(room.state))


def _going_on(actor: Any, **targets: Any) -> Any:
    """The room is open, or its vote goes on outside it."""
    poll = targets.get("poll")
    return None if poll is not None and poll.online else _running(actor, **targets)


def _of_its_process(actor: Any, poll: Any, **_targets: Any) -> Any:
    """Whoever has a seat in the process that a vote belongs to."""
    seat = actor.participant
    if seat is None or seat.removed_at is not None or seat.process_id != poll.room.process_id:
        return NOT_SEATED
    return None


facilitates = Rule(_facilitates)
seated = Rule(_seated)
running = Rule(_running)
going_on = Rule(_going_on)
of_its_process = Rule(_of_its_process)


def now(verb: str) -> Rule:
    """The room is open and its current activity opens this verb; a named activity must be the current one."""

    def check(actor: Any, **targets: Any) -> Any:
        closed = _running(actor, **targets)
        if closed:
            return closed
        current = room_of(targets).activity
        named = next((value for value in targets.values() if isinstance(value, Activity)), None)
        if current is None or not opens(current.kind, verb) or (named and named.pk != current.pk):
            return NOT_NOW
        if current.state == Activity.State.PAUSED and verb in HELD:
            return A_PAUSE
        return None

    return Rule(check)
