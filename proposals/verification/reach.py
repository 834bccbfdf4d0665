"""Which interventions an actor may declare, dispute or verify: anything else does not exist for them."""

from typing import Any

from django.db.models import Q, QuerySet

from people.queries import offices_of
from proposals.models import Proposal
from proposals.queries import proposals_near
from proposals.verification.who import monitored_by

INTERVENTION = Proposal.Kind.INTERVENTION


def interventions_owned_by(actor: Any) -> QuerySet[Proposal]:
    """Interventions for which an office of this official is responsible."""
    found = Proposal.objects.filter(kind=INTERVENTION, office__in=offices_of(actor))
    return found.select_related("process__territory", "office")


def interventions_near(actor: Any) -> QuerySet[Proposal]:
    """Interventions the actor hosts, sits near, answers for or is a monitor of."""
    near = Q(pk__in=proposals_near(actor).order_by().values("pk")) | Q(office__in=offices_of(actor))
    for found in monitored_by(actor):
        near |= Q(pk__in=found)
    return Proposal.objects.filter(near, kind=INTERVENTION).select_related("process__territory", "office")
