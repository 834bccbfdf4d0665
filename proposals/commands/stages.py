"""Stages of a process: people write online from one date to another, and are reminded before the end."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.mail import write_to
from people.models import Person, Process
from people.queries import processes_run_by
from people.rules import Rule
from proposals.models import Stage
from proposals.queries import stages_run_by
from proposals.writing.stages import BEFORE
from realtime.command import Language, Reach, Text, command, record
from realtime.refusal import Refused
from realtime.schedule import CLOCK

OURS = Rule(lambda _actor, **_targets: None)  # reach is the right: only who runs the process, or the clock, finds it


class Moment(serializers.DateTimeField):
    """A date with an hour, near enough that every clock can show it: the years 1 and 9999 end some of them."""

    def to_internal_value(self, value: Any) -> datetime:
        try:
            found = super().to_internal_value(value)
        except OverflowError:
            self.fail("invalid", format="")
        if not 2000 <= found.year <= 2200:
            self.fail("invalid", format="")
        return found


def moment(sentence: Any) -> Moment:
    return Moment(error_messages=dict.fromkeys(("invalid", "required", "overflow", "null"), sentence))


def _stages(actor: Any) -> Any:
    return Stage.objects.select_related("process") if actor is CLOCK else stages_run_by(actor)


@command(
    "stage.open",
    shape={
        "process": Reach(processes_run_by),
        "title": Text(200),
        "lang": Language(default="it"),
        "opens": moment(_("Write the day it begins.")),
        "closes": moment(_("Write the day it ends.")),
        "room": serializers.CharField(max_length=12, required=False, allow_blank=True, default=""),
    },
    stream=lambda process, **_t: process.stream,
    rule=OURS,
)
def open_stage(
    *, actor: Any, process: Process, title: str, lang: str, opens: datetime, closes: datetime, room: str
) -> dict[str, Any]:
    """Open a time for writing online. Answers `short` when it is less than 28 days: many people will not find the time.

    `room`: one of the process's rooms that stays open meanwhile.
    """
    if closes <= opens:
        raise Refused(_("It must end after it begins."))
    if closes <= timezone.now():
        raise Refused(_("This time is over already."))
    if room and not process.rooms.filter(pk=room).exists():
        raise Refused(_("This room belongs to another process."))
    made = Stage.objects.create(
        process=process, title={lang: title}, opens_at=opens, closes_at=closes, room=f"room:{room}" if room else ""
    )
    record(process.stream, "stage.changed", process=[process.pk])
    return {"stage": made.pk, "short": made.short}


@command(
    "stage.prolong",
    shape={"stage": Reach(stages_run_by), "closes": moment(_("Write the day it ends."))},
    stream=lambda stage, **_t: stage.process.stream,
    rule=OURS,
)
def prolong_stage(*, actor: Any, stage: Stage, closes: datetime) -> None:
    """Give more time. Nobody can take time away that was promised."""
    if stage.state == "over":
        raise Refused(_("This time is over already."))
    if closes <= stage.closes_at:
        raise Refused(_("It can only be made longer: people count on the date they were told."))
    stage.closes_at, stage.reminded_at = closes, None
    stage.save(update_fields=["closes_at", "reminded_at"])
    record(stage.process.stream, "stage.changed", process=[stage.process_id])


@command(
    "stage.remind",
    shape={"stage": Reach(_stages)},
    stream=lambda stage: stage.process.stream,
    rule=OURS,
)
def remind(*, actor: Any, stage: Stage) -> dict[str, Any]:
    """Remind those with an account that the time ends, once, in its last week. The clock does it by itself."""
    if stage.reminded_at is not None:
        raise Refused(_("Everybody was reminded already."))
    now = timezone.now()
    if not stage.opens_at <= now < stage.closes_at <= now + BEFORE:
        raise Refused(_("People are reminded in the last week."))
    stage.reminded_at = now
    stage.save(update_fields=["reminded_at"])
    told = write_to(Person.objects.filter(seats__process=stage.process, seats__removed_at=None), _letter(stage))
    return {"told": told}


def _letter(stage: Stage) -> Any:
    def letter() -> tuple[str, str]:
        facts = {
            "title": stage.process.title,
            "day": date_format(timezone.localtime(stage.closes_at), "DATETIME_FORMAT"),
        }
        subject = gettext("Still time to write: %(title)s") % facts
        text = gettext("You take part in “%(title)s”. Until %(day)s you can write and change proposals online.") % facts
        return subject, text

    return letter
