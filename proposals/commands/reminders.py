"""The clock of an answer tells both sides, before its date, on it and after it: once each."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.mail import write_to
from people.rules import Rule
from proposals.models import ClockNotice, Referral
from proposals.office.reminding import authors_with_account, letter_of, moment_of, officials_of, told, turn_of
from proposals.queries import referrals_run_by
from proposals.workflow import move
from realtime.command import Reach, command
from realtime.refusal import Refused
from realtime.schedule import CLOCK

OURS = Rule(lambda _actor, **_targets: None)  # reach is the right: only who hosts here, or the clock, finds it


def _referrals(actor: Any) -> Any:
    """What lies with offices, in the territories where the person hosts; the clock finds all of it."""
    if actor is not CLOCK:
        return referrals_run_by(actor)
    every = Referral.objects.filter(proposal__rehearsal=False)
    return every.select_related("proposal__process__territory", "office", "answer", "rejoinder__answer")


@command(
    "answer.remind",
    shape={"referral": Reach(_referrals), "moment": serializers.ChoiceField(choices=ClockNotice.Moment.choices)},
    stream=lambda referral, **_t: referral.proposal.process.stream,
    rule=OURS,
)
def remind(*, actor: Any, referral: Referral, moment: str) -> dict[str, Any]:
    """Tell the office and the authors that an answer is due soon, today, or late. The clock does it by itself.

    Silence is a step of the proposal: "late" is written into its history.
    """
    if moment_of(referral) != moment:
        raise Refused(_("This is not what the clock says now."))
    if told(referral, moment):
        raise Refused(_("Both sides were told already."))
    ClockNotice.objects.create(referral=referral, turn=turn_of(referral), moment=moment)
    if moment == ClockNotice.Moment.LATE:
        move(referral.proposal, "silent", actor=actor)
    officials = write_to(officials_of(referral), letter_of(referral, moment, office=True))
    authors = write_to(authors_with_account(referral), letter_of(referral, moment, office=False))
    return {"officials": officials, "authors": authors}
