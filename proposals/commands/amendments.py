"""Amendments: a change proposed to one section, taken up exactly as shown, or refused with a reason."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.commands import fields
from proposals.commands.writing import MOST
from proposals.models import Amendment, Proposal
from proposals.queries import amendments_near, proposals_near
from proposals.workflow import say, streams_of
from proposals.writing.amending import TextReach, base_of, checked, may_amend, may_decide, outcome_of, proposed_it
from proposals.writing.taking_up import check_fits, check_open, decide, take_up
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command
from realtime.refusal import Refused

State = Amendment.State


@command(
    "amendment.propose",
    shape={
        "proposal": TextReach(proposals_near),
        "section": serializers.CharField(max_length=30, error_messages={"required": _("Choose a section.")}),
        "text": serializers.CharField(max_length=MOST, allow_blank=True, trim_whitespace=False),
        "lang": Language(),
        "reason": Said(1000, _("Say why the text should change.")),
        "base": serializers.IntegerField(min_value=1, max_value=10**6, required=False, allow_null=True, default=None),
    },
    stream=fields.streams_of_it,
    rule=may_amend,
)
def propose_amendment(
    *, actor: Any, proposal: Proposal, section: str, text: str, lang: str, reason: str, base: int | None
) -> dict[str, Any]:
    """Propose to change one section of a text, with the reason. `base`: the number of the version one has read."""
    seen = base_of(proposal, base)
    text = checked(proposal, section, text, seen)
    number = (proposal.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Amendment.objects.create(
        proposal=proposal, number=number, section=section, base=seen, text=text, lang=lang, reason=reason,
        participant=actor.participant,
    )  # fmt: skip
    say(proposal, "proposal.changed")
    return {"proposal": proposal.pk, "amendment": made.pk}


@command(
    "amendment.accept",
    shape={"amendment": Reach(amendments_near), "shown": serializers.CharField(max_length=64)},
    stream=lambda amendment, **_: streams_of(amendment.proposal),
    rule=may_decide,
)
def accept_amendment(*, actor: Any, amendment: Amendment, shown: str) -> dict[str, Any]:
    """Take the amendment up: what was shown is published as a new version. `shown` is the digest that the page gave."""
    check_open(amendment)
    outcome = outcome_of(amendment)
    check_fits(amendment, outcome)
    if outcome.shown != shown:
        raise Refused(_("It changed meanwhile. Look at it again."))
    take_up(actor=actor, amendment=amendment, outcome=outcome)
    return {"proposal": amendment.proposal_id, "amendment": amendment.pk}


@command(
    "amendment.refuse",
    shape={"amendment": Reach(amendments_near), "reason": Said(1000, _("Say why you do not take it up."))},
    stream=lambda amendment, **_: streams_of(amendment.proposal),
    rule=may_decide,
)
def refuse_amendment(*, actor: Any, amendment: Amendment, reason: str) -> dict[str, Any]:
    """Do not take the amendment up, and say why. It stays on record with the reason."""
    check_open(amendment)
    decide(actor=actor, amendment=amendment, state=State.REFUSED, answer=reason)
    say(amendment.proposal, "proposal.changed")
    return {"proposal": amendment.proposal_id, "amendment": amendment.pk}


@command(
    "amendment.withdraw",
    shape={"amendment": Reach(amendments_near)},
    stream=lambda amendment, **_: streams_of(amendment.proposal),
    rule=proposed_it,
)
def withdraw_amendment(*, actor: Any, amendment: Amendment) -> dict[str, Any]:
    """Take back one's own amendment. It stays on record as withdrawn."""
    check_open(amendment)
    decide(actor=actor, amendment=amendment, state=State.WITHDRAWN)
    say(amendment.proposal, "proposal.changed")
    return {"proposal": amendment.proposal_id, "amendment": amendment.pk}
