"""Who may take which step of the workflow, by the names that its table uses."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.rules import Reason, Rule, facilitator_of, official_of_office
from proposals.models import Author, Link, Proposal, Question, Referral
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


@Rule
def keeper(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """Officials of the responsible office; for the civic side an author of what it carries out, or whoever hosts."""
    if office(actor, proposal=proposal) is None or host(actor, proposal=proposal) is None:
        return None
    carried = Link.objects.filter(from_proposal=proposal, type=Link.Type.CARRIES_OUT).values("to_proposal")
    stands = Author.objects.filter(standing=Author.Standing.AUTHOR, proposal__in=carried)
    seat = actor.participant
    if seat is not None and seat.removed_at is None and stands.filter(participant=seat).exists():
        return None
    return _("Only the responsible office, an author of its solutions or whoever hosts can do this.")


@Rule
def asker(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """An official of the office concerned, once, before the first answer and not after its date."""
    refusal = office(actor, proposal=proposal)
    if refusal:
        return refusal
    sent = Referral.objects.filter(proposal=proposal).select_related("question", "answer").first()
    if sent is None or hasattr(sent, "answer"):
        return _("This proposal is not waiting for an answer.")
    if hasattr(sent, "question"):
        return _("The office asked its authors once already.")
    if sent.clock and timezone.localdate() > timezone.localdate(sent.due_at):
        return _("The date has passed: a question does not undo that the answer is late.")
    return None


@Rule
def replier(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """An author with a seat; where no author has one, whoever hosts, on their behalf. Once, to the question."""
    if actor.participant is None and actor.person is None:
        return _("You need a ticket to do this.")
    asked = Question.objects.filter(referral__proposal=proposal).first()
    if asked is None:
        return _("The office has not asked anything.")
    if asked.replied_at is not None:
        return _("The office has its reply already.")
    refusal = author(actor, proposal=proposal)
    if refusal is None or host(actor, proposal=proposal) is not None:
        return refusal
    seated = Author.objects.filter(proposal=proposal, standing=Author.Standing.AUTHOR, participant__removed_at=None)
    if seated.filter(participant__isnull=False).exists():
        return _("Its authors have seats: they reply themselves.")
    return None


RULES: dict[str, Rule] = {
    "author": author,
    "host": host,
    "proposer": host | author,
    "poll": poll,
    "office": office,
    "rejoiner": rejoiner,
    "keeper": keeper,
    "router": host | office,
    "asker": asker,
    "replier": replier,
    "disputer": disputer,
    "verifier": verifier,
}
