"""What an office does: answer with reasons."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.commands import fields
from proposals.models import Answer, Proposal
from proposals.office.answer_shapes import Address, Criteria
from proposals.office.answering import ANSWER_VERBS, give_answer
from proposals.queries import solutions_sent_to
from proposals.shapes import Words
from proposals.workflow import may
from realtime.command import Language, Reach, command


@command(
    "answer.give",
    shape={
        "proposal": Reach(solutions_sent_to),
        "outcome": serializers.ChoiceField(
            choices=Answer.Outcome.choices, error_messages={"required": _("Choose the answer.")}
        ),
        "reasons": Words(5000, _("Give the reasons: an answer without reasons cannot be saved.")),
        "lang": Language(),
        "criteria": Criteria(required=False, max_length=20),
        "act": Words(80, "", required=False, allow_blank=True, default=""),
        "act_url": Address(required=False, allow_blank=True, default="", max_length=300),
    },
    stream=fields.streams_of_it,
    rule=may(*ANSWER_VERBS),
)
def answer_proposal(*, actor: Any, proposal: Proposal, **said: Any) -> dict[str, Any]:
    """Answer for the office, in public: accepted, accepted in part or not accepted, always with the reasons.

    Unless all is accepted, at least one reason is bound to a criterion: `[{criterion, text}]`. `act`: number of the
    delibera or determina. Nothing can be changed afterwards; after a rejoinder the office answers once more.
    """
    give_answer(actor=actor, proposal=proposal, **said)
    return {"proposal": proposal.id}
