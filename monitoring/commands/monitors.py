"""Monitors: named when they were trained, and released."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from monitoring.commands.fields import streams_of_its_process
from monitoring.models import Monitor
from monitoring.naming import name_monitor, release_monitor
from monitoring.queries import interventions_hosted_by, monitors_hosted_by
from monitoring.rules import hosts
from monitoring.shapes import day
from people.models import Participant
from people.queries import participants_for
from proposals.models import Proposal
from realtime.command import Reach, command


@command(
    "monitor.name",
    shape={
        "proposal": Reach(interventions_hosted_by),
        "participant": Reach(participants_for, required=False, allow_blank=True, allow_null=True, default=None),
        "email": serializers.EmailField(max_length=254, required=False, allow_blank=True, default=""),
        "trained_on": day(_("Write the day of the training.")),
    },
    stream=streams_of_its_process,
    rule=hosts,
)
def name(
    *, actor: Any, proposal: Proposal, trained_on: date, participant: Participant | None, email: str
) -> dict[str, Any]:
    """Name a trained monitor: a seat of the process, or an account by its e-mail address. The name is never public."""
    made = name_monitor(actor=actor, proposal=proposal, participant=participant, email=email, trained_on=trained_on)
    return {"proposal": proposal.pk, "monitor": made.pk}


@command("monitor.release", shape={"monitor": Reach(monitors_hosted_by)}, stream=streams_of_its_process, rule=hosts)
def release(*, actor: Any, monitor: Monitor) -> dict[str, Any]:
    """Somebody is a monitor no more. Their sheets stay counted."""
    release_monitor(actor=actor, monitor=monitor)
    return {"proposal": monitor.proposal_id}
