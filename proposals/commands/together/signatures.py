"""Signatures of associations: who speaks for one signs, and says how many members were asked, and how."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Membership, Organisation
from people.rules import Reason, Rule
from proposals.commands import fields
from proposals.models import Proposal, Signature
from proposals.queries import proposals_for
from proposals.reach import SPEAKERS, organisations_of, signatures_of
from proposals.shapes import Words
from proposals.together.standing import why_unsupportable
from proposals.workflow import say
from realtime.command import Language, Reach, command
from realtime.refusal import Refused

MOST = 1_000_000  # members


@Rule
def speaks_for_it(actor: Any, *, organisation: Organisation, proposal: Proposal, **_targets: Any) -> Reason:
    """Who speaks for an association of the territory: as `speaker`, `representative`, `president` or `leader`."""
    if organisation.kind == Organisation.Kind.MUNICIPAL_OFFICE:
        return _("An office answers proposals: it does not sign them as an association.")
    if organisation.territory_id != proposal.process.territory_id:
        return _("This association is not of this territory.")
    own = Membership.objects.filter(person=actor.person, organisation=organisation, role__in=SPEAKERS)
    return None if own.exists() else _("Only who speaks for the association can sign for it.")


@command(
    "signature.add",
    shape={
        "proposal": Reach(proposals_for),
        "organisation": Reach(organisations_of),
        "consulted": serializers.IntegerField(
            min_value=1,
            max_value=MOST,
            error_messages={"min_value": _("Ask at least one member before the association signs.")},
        ),
        "how": Words(500, _("Say how the members were asked.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=speaks_for_it,
)
def sign_proposal(
    *, actor: Any, proposal: Proposal, organisation: Organisation, consulted: int, how: str, lang: str
) -> dict[str, Any]:
    """Sign a proposal for an association, with how many members were asked and how."""
    refusal = why_unsupportable(proposal)
    if refusal:
        raise Refused(refusal)
    if Signature.objects.filter(proposal=proposal, organisation=organisation, withdrawn_at=None).exists():
        raise Refused(_("This association has signed already."))
    made = Signature.objects.create(
        proposal=proposal, organisation=organisation, consulted=consulted, how=how, lang=lang, person=actor.person
    )
    say(proposal, "proposal.changed")
    return {"signature": made.pk}


@command(
    "signature.withdraw",
    shape={"signature": Reach(signatures_of), "why": Words(500, _("Say why the association withdraws."))},
    stream=lambda signature, **_: fields.streams_of_it(signature.proposal),
    rule=lambda actor, signature, **_: speaks_for_it(
        actor, organisation=signature.organisation, proposal=signature.proposal
    ),
)
def withdraw_signature(*, actor: Any, signature: Signature, why: str) -> None:
    """Withdraw an association's signature. It stays there, struck through, with the day and the reason."""
    if signature.withdrawn_at is not None:
        raise Refused(_("This signature was withdrawn already."))
    signature.withdrawn_at, signature.withdrawn_why = timezone.now(), why
    signature.save(update_fields=["withdrawn_at", "withdrawn_why"])
    say(signature.proposal, "proposal.changed")
