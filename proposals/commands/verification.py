"""The end of an intervention: declared done by the office, disputed by participants, verified by citizens."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.commands import fields
from proposals.models import Proposal
from proposals.verification.reach import interventions_near, interventions_owned_by
from proposals.workflow import may, move
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command


def _words(empty: Any) -> dict[str, serializers.Field]:
    return {"text": Said(3000, empty), "lang": Language()}


@command(
    "intervention.declare_done",
    shape={"proposal": Reach(interventions_owned_by), **_words(_("Say what was done, where and when."))},
    stream=fields.streams_of_it,
    rule=may("declare_done"),
)
def declare_done(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Say for the office that the intervention is done. It is not verified by that: citizens measure it."""
    move(proposal, "declare_done", actor=actor, reason=text[:2000], text=text, lang=lang)
    return {"proposal": proposal.pk}


@command(
    "intervention.dispute",
    shape={
        "proposal": Reach(interventions_near),
        **_words(_("Give the reasons: say what is not done, or not as promised.")),
    },
    stream=fields.streams_of_it,
    rule=may("dispute"),
)
def dispute(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Say with reasons that it is not done. It is open again; what the office declared stays beside it."""
    move(proposal, "dispute", actor=actor, reason=text[:2000], text=text, lang=lang)
    return {"proposal": proposal.pk}


@command(
    "intervention.resume",
    shape={"proposal": Reach(interventions_owned_by), "reason": fields.why()},
    stream=fields.streams_of_it,
    rule=may("resume"),
)
def resume(*, actor: Any, proposal: Proposal, reason: str) -> dict[str, Any]:
    """Take a disputed intervention up again for the office."""
    move(proposal, "resume", actor=actor, reason=reason)
    return {"proposal": proposal.pk}


@command(
    "intervention.verify",
    shape={"proposal": Reach(interventions_near), **_words(_("Say what was found when it was measured."))},
    stream=fields.streams_of_it,
    rule=may("verify"),
)
def verify(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Say that citizens measured it and found it done. This concludes the intervention."""
    move(proposal, "verify", actor=actor, reason=text[:2000], text=text, lang=lang)
    return {"proposal": proposal.pk}
