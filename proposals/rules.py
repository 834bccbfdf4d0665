"""Who may take which step of the workflow, by the names that its table uses."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from people.rules import Reason, Rule, facilitator_of, official_of_office
from proposals.models import Author, Proposal, Referral


@Rule
def author(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """A participant who stands under it: whose cards became this problem, or who wrote this solution."""
    if actor.participant is None or actor.participant.removed_at is not None:
        return _("You need a ticket to do this.")
    if Author.objects.filter(proposal=proposal, participant=actor.participant).exists():
        return None
    return _("Only its authors can do this.")


@Rule
def poll(_actor: Any, **_targets: Any) -> Reason:
    """Nobody by hand."""
    return _("A vote or its authors decide this, nobody by hand.")


def addressed_office(*, proposal: Proposal, **_targets: Any) -> Any:
    """The office that must answer: the one it was sent to."""
    sent = Referral.objects.filter(proposal=proposal).select_related("office").first()
    return sent.office if sent else proposal.office


host = facilitator_of(lambda proposal, **_targets: proposal.process.territory)
office = official_of_office(addressed_office)

RULES: dict[str, Rule] = {"author": author, "host": host, "proposer": host | author, "poll": poll, "office": office}
