"""Moving through the agenda, and the timer: one clock, the server's."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.commands.rooms import room_field, start
from deliberation.models import Activity, Poll, Room
from deliberation.queries.reach import activities_for
from deliberation.rules import facilitates, running
from realtime.command import Reach, command, record, undoable
from realtime.refusal import Refused

RUNS = facilitates & running


@command("room.next", shape={"room": room_field()}, stream=lambda room: room.stream, rule=RUNS)
def next_activity(*, actor: Any, room: Room) -> None:
    """Go on to the next activity."""
    _go(room, +1, _("This is the last step. You can close the room."))
    undoable("room.back", {"room": room.pk})


@command("room.back", shape={"room": room_field()}, stream=lambda room: room.stream, rule=RUNS)
def previous_activity(*, actor: Any, room: Room) -> None:
    """Go back to the activity before; nothing that was done there is lost."""
    _go(room, -1, _("This is the first step."))
    undoable("room.next", {"room": room.pk})


def _go(room: Room, by: int, at_the_end: Any) -> None:
    if Poll.objects.filter(room=room, state=Poll.State.OPEN, ends_at=None).exists():
        raise Refused(_("A vote is open. Close it before you go on."))
    here = room.activity
    place = here.position + by if here else 1
    there = room.activities.filter(position=place).first()
    if there is None:
        raise Refused(at_the_end)
    if here is not None:
        here.state = Activity.State.DONE if by > 0 else Activity.State.WAITING
        here.ends_at, here.left_seconds = None, None
        here.save(update_fields=["state", "ends_at", "left_seconds"])
    start(there)
    room.activity = there
    room.save(update_fields=["activity"])
    record(room.stream, "room.moved", room=[room.pk], activities=[a.pk for a in (here, there) if a])


def _timed(**more: Any) -> dict[str, Any]:
    return {"activity": Reach(activities_for), **more}


@command(
    "timer.add",
    shape=_timed(minutes=serializers.IntegerField(min_value=-60, max_value=60)),
    stream=lambda activity, **_t: activity.room.stream,
    rule=RUNS,
)
def add_time(*, actor: Any, activity: Activity, minutes: int) -> None:
    """Give the running activity more (or less) time, in minutes."""
    more = timedelta(minutes=minutes)
    _current(activity)
    if activity.state == Activity.State.PAUSED:
        activity.left_seconds = max(0, (activity.left_seconds or 0) + minutes * 60)
    else:
        activity.ends_at = max(activity.ends_at or timezone.now(), timezone.now()) + more
    _save(activity)
    undoable("timer.add", {"activity": activity.pk, "minutes": -minutes})


@command("timer.pause", shape=_timed(), stream=lambda activity: activity.room.stream, rule=RUNS)
def pause(*, actor: Any, activity: Activity) -> None:
    """Stop the clock and the writing; texts stay on the phones."""
    _current(activity)
    if activity.state == Activity.State.PAUSED:
        raise Refused(_("There is a pause already."))
    left = (activity.ends_at or timezone.now()) - timezone.now()
    activity.state, activity.left_seconds, activity.ends_at = (
        Activity.State.PAUSED,
        max(0, round(left.total_seconds())),
        None,
    )
    _save(activity)
    undoable("timer.resume", {"activity": activity.pk})


@command("timer.resume", shape=_timed(), stream=lambda activity: activity.room.stream, rule=RUNS)
def resume(*, actor: Any, activity: Activity) -> None:
    """Go on after a pause with the time that was left."""
    _current(activity)
    if activity.state != Activity.State.PAUSED:
        raise Refused(_("The clock is running already."))
    activity.ends_at = timezone.now() + timedelta(seconds=activity.left_seconds or 0)
    activity.state, activity.left_seconds = Activity.State.RUNNING, None
    _save(activity)
    undoable("timer.pause", {"activity": activity.pk})


def _current(activity: Activity) -> None:
    if activity.room.activity_id != activity.pk:
        raise Refused(_("This step is not running."))


def _save(activity: Activity) -> None:
    activity.save(update_fields=["state", "ends_at", "left_seconds"])
    record(activity.room.stream, "timer.changed", activities=[activity.pk])
