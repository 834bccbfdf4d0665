"""Who may prepare a grid, lead a round, measure and reply; and what is told of it to the workflow of proposals."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from monitoring.models import Grid, Monitor, Round, Sheet
from people.rules import Reason, Rule, facilitator_of, official_of_office
from proposals.models import Proposal
from proposals.verification.who import belongs_to, tells_what_is_monitored, tells_what_was_measured

OVER = (Proposal.State.VERIFIED, Proposal.State.ABANDONED)


def monitors_who_are(actor: Any) -> QuerySet[Monitor]:
    """The actor as a monitor of interventions: by seat or by account, not released."""
    seat, mine = actor.participant, Q(pk__in=[])
    if seat is not None and seat.removed_at is None:
        mine |= Q(participant=seat)
        mine |= Q(person=seat.person_id) if seat.person_id else Q(pk__in=[])
    if actor.person is not None:
        mine |= Q(person=actor.person) | Q(participant__person=actor.person, participant__removed_at=None)
    return Monitor.objects.filter(mine, released_at=None)


@tells_what_is_monitored
def monitored(actor: Any) -> Any:
    """Ids of the interventions that the actor measures."""
    return monitors_who_are(actor).order_by().values("proposal")


@tells_what_was_measured
def measured_since(proposal: Proposal, since: datetime) -> bool:
    """There is a final round closed since then, with sheets that the responsible office did not enter itself."""
    final = Round.objects.filter(grid__proposal=proposal, final=True, closed_at__gt=since)
    return Sheet.objects.filter(round__in=final, office=False, superseded_at=None).exists()


def intervention_of(
    *, proposal: Proposal | None = None, grid: Grid | None = None, round: Round | None = None,
    monitor: Monitor | None = None, **_rest: Any,
) -> Proposal:  # fmt: skip
    """Return the intervention that a command is about."""
    if proposal is None:
        grid = round.grid if round else grid
        proposal = grid.proposal if grid else monitor.proposal if monitor else None
    assert proposal is not None
    return proposal


hosts: Rule = facilitator_of(lambda **targets: intervention_of(**targets).process.territory)
office: Rule = official_of_office(lambda **targets: intervention_of(**targets).office)


def monitor_of(actor: Any, proposal: Proposal) -> Monitor | None:
    """Return the actor as a monitor of this intervention, or None."""
    return monitors_who_are(actor).filter(proposal=proposal).first()


@Rule
def civic(actor: Any, **targets: Any) -> Reason:
    """A trained monitor who does not belong to the responsible office."""
    proposal = intervention_of(**targets)
    found = monitor_of(actor, proposal)
    if found is None:
        return _("Only a trained monitor of this intervention or whoever leads the process can do this.")
    if found.office or belongs_to(actor, proposal.office_id):
        return _("The office that is measured does not decide when it is measured. Ask another monitor.")
    return None


@Rule
def going_on(_actor: Any, **targets: Any) -> Reason:
    """The intervention was neither verified nor given up."""
    if intervention_of(**targets).state in OVER:
        return _("This intervention is concluded: nothing more is measured.")
    return None


@Rule
def measures(actor: Any, *, round: Round, monitor: Monitor | None = None, **_targets: Any) -> Reason:
    """A trained monitor of this intervention; or whoever hosts, who types in what a monitor wrote on paper."""
    if monitor_of(actor, round.grid.proposal) is not None or hosts(actor, round=round) is None:
        return None
    return _("Only a trained monitor can measure. Ask those who lead the process to be trained.")


makers: Rule = (hosts | civic | office) & going_on
leads: Rule = (civic | hosts) & going_on
