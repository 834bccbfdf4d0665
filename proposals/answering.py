"""The office answers, with its reasons, under the name of the official who signs. Called inside run()."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.models import Answer, Proposal
from proposals.workflow import STEPS, move
from realtime.refusal import Refused

VERBS = {"accepted": "accept", "accepted_in_part": "accept_in_part", "not_accepted": "decline"}
ANSWER_VERBS = tuple(VERBS.values())


def give_answer(*, actor: Any, proposal: Proposal, outcome: str, reasons: str, lang: str) -> Answer:
    """Answer a solution once. `outcome`: accepted, accepted_in_part or not_accepted; `reasons` are never empty."""
    if not reasons.strip():
        raise Refused(_("Give the reasons: an answer without reasons cannot be saved."))
    if (proposal.kind, proposal.state, VERBS[outcome]) not in STEPS:
        raise Refused(_("This proposal is not waiting for an answer."))
    answer = Answer.objects.create(
        referral=proposal.referral, outcome=outcome, reasons=reasons, lang=lang, person=actor.person
    )
    move(proposal, VERBS[outcome], actor=actor, reason=reasons[:2000])
    return answer
