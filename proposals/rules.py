"""Who may take which step of the workflow, by the names that its table uses."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.rules import Reason, Rule, facilitator_of, official_of_office
from proposals.models import Author, Proposal, Referral
from proposals.verification.who import disputer, verifier

REJOIN = timedelta(days=60)


@Rule
def author(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """A participant who stands under it: whose cards became this problem, or who wrote this solution."""
    if actor.participant is None or actor.participant.removed_at is not None:
        return _("You need a ticket to do this.")
    stands = Author.objects.filter(standing=Author.Standing.AUTHOR, proposal=proposal)
    if stands.filter(participant=actor.participant).exists():
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


@Rule
def rejoiner(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """An author with a seat; where no author has one, whoever hosts, on their behalf. Once, within 60 days."""
    sent = Referral.objects.filter(proposal=proposal).select_related("answer", "rejoinder").first()
    if sent is None or not hasattr(sent, "answer"):
        return _("There is no answer yet.")
    if hasattr(sent, "rejoinder"):
        return _("The proposers answered back once already.")
    if timezone.now() > sent.answer.at + REJOIN:
        return _("The time to answer back is over: it was 60 days from the answer.")
    if author(actor, proposal=proposal) is None or host(actor, proposal=proposal):
        return author(actor, proposal=proposal)
    seated = Author.objects.filter(proposal=proposal, standing=Author.Standing.AUTHOR, participant__removed_at=None)
    if seated.filter(participant__isnull=False).exists():
        return _("Its authors have seats: they answer back themselves.")
    return None


RULES: dict[str, Rule] = {
    "author": author,
    "host": host,
    "proposer": host | author,
    "poll": poll,
    "office": office,
    "rejoiner": rejoiner,
    "disputer": disputer,
    "verifier": verifier,
}
