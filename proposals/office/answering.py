"""The office answers with its reasons; the proposers may answer back once, and it answers once more. Inside run()."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.models import Answer, Proposal, Rejoinder
from proposals.office.criteria import in_order
from proposals.workflow import STEPS, TABLE, move
from realtime.refusal import Refused

VERBS = {"accepted": "accept", "accepted_in_part": "accept_in_part", "not_accepted": "decline"}
ANSWER_VERBS = tuple(VERBS.values())
WAITING = tuple(row.state for row in TABLE if row.verb == "decline")  # the states in which an answer is owed


def give_answer(
    *,
    actor: Any,
    proposal: Proposal,
    outcome: str,
    reasons: str,
    lang: str,
    criteria: list[dict[str, str]] | None = None,
    act: str = "",
    act_url: str = "",
) -> Answer:
    """Answer what was asked last. `outcome`: accepted, accepted_in_part or not_accepted; `reasons` are never empty.

    `criteria`: `[{criterion, text}]`, at least one unless all is accepted.
    """
    if not reasons.strip():
        raise Refused(_("Give the reasons: an answer without reasons cannot be saved."))
    if outcome != Answer.Outcome.ACCEPTED and not criteria:
        raise Refused(_("Bind the reasons to at least one criterion: without it only a full yes can be saved."))
    if (proposal.kind, proposal.state, VERBS[outcome]) not in STEPS:
        raise Refused(_("This proposal is not waiting for an answer."))
    sent = proposal.referral
    # Also what was forwarded after a rejoinder is answered a second time.
    asked = {"rejoinder": sent.last} if isinstance(sent.last, Rejoinder) else {"referral": sent}
    answer = Answer.objects.create(
        **asked,
        outcome=outcome,
        reasons=reasons,
        lang=lang,
        criteria=in_order(criteria or []),
        act=act,
        act_url=act_url,
        person=actor.person,
    )
    move(proposal, VERBS[outcome], actor=actor, reason=reasons[:2000])
    return answer


def rejoin(*, actor: Any, proposal: Proposal, text: str, lang: str) -> Rejoinder:
    """Answer back: the clock runs again for as many days as the process promises. Without a signature none runs."""
    process, now = proposal.process, timezone.now()
    due = now + timedelta(days=process.response_days) if process.commitment_signed else None
    mine = actor.participant is not None
    made = Rejoinder.objects.create(
        referral=proposal.referral,
        text=text,
        lang=lang,
        participant=actor.participant,
        person=None if mine else actor.person,
        on_behalf=not mine,
        sent_at=now,
        due_at=due,
        clock=due is not None,
    )
    move(proposal, "rejoin", actor=actor, reason=text[:2000])
    return made
