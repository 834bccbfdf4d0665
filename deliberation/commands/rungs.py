"""How far participation goes: the municipality declares a rung, and whoever takes part says which one they perceive."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import PerceivedRung, Process, Role
from people.models.rung import Rung
from people.queries import processes_for, processes_signed_by
from people.rules import has_role, seated_in_process
from realtime.command import Reach, command, record
from realtime.refusal import Refused

RUNG = serializers.ChoiceField(Rung.choices, error_messages={"invalid_choice": _("Choose one of the five rungs.")})


@command(
    "process.declare_rung",
    shape={"process": Reach(processes_signed_by), "rung": RUNG},
    stream=lambda process, **_: process.stream,
    rule=has_role(Role.Name.OFFICIAL, Role.Name.ADMINISTRATOR, territory=lambda process, **_: process.territory),
)
def declare_rung(*, actor: Any, process: Process, rung: str) -> None:
    """Declare how far participation goes in this process, before its charter is adopted."""
    if process.charter_adopted_at is not None:
        raise Refused(_("The charter is adopted: what was declared stays as it is."))
    if process.rung and PerceivedRung.objects.filter(participant__process=process).exists():
        raise Refused(_("People have already said what they perceive: what was declared stays as it is."))
    process.rung, process.rung_declared_at = rung, timezone.now()
    process.save(update_fields=["rung", "rung_declared_at"])
    record(process.stream, "process.declared", process=[process.pk])


@command(
    "rung.perceive",
    shape={"process": Reach(processes_for), "rung": RUNG},
    rule=seated_in_process(lambda process, **_: process),
    private=True,  # who perceives what is nobody's business: it stands in no event and in no stored answer
)
def perceive_rung(*, actor: Any, process: Process, rung: str) -> None:
    """Say how far participation goes, as you see it. It can be said again; only counts of a side are shown."""
    now = timezone.now()
    PerceivedRung.objects.update_or_create(participant=actor.participant, defaults={"rung": rung, "at": now})
