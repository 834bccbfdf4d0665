"""Support: one person stands behind a proposal, once. Shown as numbers of each side, never who."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import Field

from proposals.commands import fields
from proposals.models import Proposal, Support
from proposals.queries import proposals_near
from proposals.together.standing import seated_here, why_unsupportable
from proposals.workflow import say
from realtime.command import Reach, command
from realtime.refusal import Refused

SHAPE: dict[str, Field] = {"proposal": Reach(proposals_near)}


@command("proposal.support", shape=SHAPE, stream=fields.streams_of_it, rule=seated_here)
def support_proposal(*, actor: Any, proposal: Proposal) -> None:
    """Stand behind a proposal. Others see only how many of each side do."""
    refusal = why_unsupportable(proposal)
    if refusal:
        raise Refused(refusal)
    row, new = Support.objects.get_or_create(proposal=proposal, participant=actor.participant)
    if not new and row.withdrawn_at is None:
        raise Refused(_("You support this already."))
    if not new:
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])
    say(proposal, "proposal.changed")


@command("proposal.unsupport", shape=SHAPE, stream=fields.streams_of_it, rule=seated_here)
def take_support_back(*, actor: Any, proposal: Proposal) -> None:
    """Take one's support back. It stays on record that there was one, and until when."""
    own = Support.objects.filter(proposal=proposal, participant=actor.participant, withdrawn_at=None)
    if not own.update(withdrawn_at=timezone.now()):
        raise Refused(_("You do not support this."))
    say(proposal, "proposal.changed")
