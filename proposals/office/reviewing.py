"""Reviews of what lies with an office: who may give one, and who reads it when. Writing is inside run() only.

A reviewer judges alone first: the others' reviews are read after one's own. The office concerned reads them all at
once, everybody else with the answer. None is averaged away.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Membership, Organisation, Participant
from people.queries import offices_of
from people.rules import Reason, Rule
from proposals.models import Author, Link, Proposal, Review, Signature
from proposals.office.answering import WAITING
from proposals.office.criteria import in_order
from proposals.office.rating import last_answer
from proposals.reach import merged_from, merged_into, solutions_to_review
from proposals.rules import addressed_office
from proposals.workflow import say

AUTHORS = (Author.Standing.AUTHOR, Author.Standing.LEFT)  # who is one of its authors, or was


@Rule
def impartial(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """A reviewer or an official of the territory: of another office, and who never stood under it or its problems."""
    if actor.person is None:
        return _("Log in first.")
    seats = Participant.objects.filter(Q(person=actor.person) | Q(pk=getattr(actor.participant, "pk", None)))
    member = Membership.objects.filter(person=actor.person)
    own = addressed_office(proposal=proposal)
    if member.filter(organisation=own).exists() or seats.filter(office=own).exists():
        return _("An official does not review what concerns the own office.")
    behind = stands_behind(proposal)
    if Author.objects.filter(proposal__in=behind, standing__in=AUTHORS, participant__in=seats).exists():
        return _("Whoever wrote a proposal, or a problem that it answers, does not review it.")
    if Signature.objects.filter(proposal__in=behind, organisation__in=member.values("organisation")).exists():
        return _("An association of yours signed this proposal, or a problem that it answers: others review it.")
    return None


def stands_behind(proposal: Proposal) -> set[str]:
    """Return the ids of the solution, of the problems it answers, and of all that was merged into or with them."""
    answers = Link.objects.filter(from_proposal=proposal, type=Link.Type.ANSWERS)
    own = {proposal.pk, *answers.values_list("to_proposal", flat=True)}
    own |= {each.pk for each in merged_into(own).values()}
    return own | merged_from(own)


@Rule
def reviewable(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """While an answer is owed; a review that stood beside an answer stays as it was."""
    if proposal.state not in WAITING:
        return _("This proposal is not waiting for an answer, so nobody reviews it now.")
    own, last = own_review(actor, proposal), last_answer_at(proposal)
    if own is not None and last is not None and own.at <= last:
        return _("Your review stood beside an answer of the office: it stays as it was.")
    return None


def give_review(
    *, actor: Any, proposal: Proposal, verdict: str, grades: list[dict[str, Any]], text: str, lang: str
) -> Review:
    """Keep the review of this person; given again, it takes the place of the first."""
    said = {
        "verdict": verdict, "grades": in_order(grades), "text": text, "lang": lang, "at": timezone.now(),
        "office": _speaks_for(actor, proposal),
    }  # fmt: skip
    made, _new = Review.objects.update_or_create(proposal=proposal, person=actor.person, defaults=said)
    say(proposal, "proposal.changed")
    return made


def _speaks_for(actor: Any, proposal: Proposal) -> Organisation | None:
    return offices_of(actor).filter(territory=proposal.process.territory_id).order_by("name", "pk").first()


def own_review(actor: Any, proposal: Proposal) -> Review | None:
    """Return what this person wrote, or None."""
    if actor.person is None:
        return None
    return Review.objects.filter(proposal=proposal, person=actor.person).first()


def last_answer_at(proposal: Proposal) -> Any:
    """Return the moment of the newest answer, or None."""
    answer = last_answer(proposal)
    return answer.at if answer else None


def may_look_at_reviews(actor: Any, proposal: Proposal) -> bool:
    """Say whether the page of reviews is there for this reader while an answer is owed."""
    if actor.person is None or proposal.state not in WAITING:
        return False
    return solutions_to_review(actor).filter(pk=proposal.pk).exists()


def reviews_seen(actor: Any, proposal: Proposal) -> QuerySet[Review]:
    """Return the reviews that this reader may see now: the only read of the table by pages.

    All: an official of the office concerned, and who gave one. One's own: always. Others: what stood beside an answer.
    """
    every = Review.objects.filter(proposal=proposal).select_related("office")
    if actor.person is not None:
        of_the_office = offices_of(actor).filter(referrals__proposal=proposal).exists()
        if of_the_office or own_review(actor, proposal) is not None:
            return every
    last = last_answer_at(proposal)
    return every.filter(at__lte=last) if last is not None else every.none()


def waiting_for_review(actor: Any, solutions: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return those of `solutions` that this person may still review, the nearest date first.

    What was merged is not followed here: the page of one proposal knows it, and says why it is not for them.
    """
    member = Membership.objects.filter(person=actor.person).values("organisation")
    seats = Participant.objects.filter(person=actor.person)
    wrote = Author.objects.filter(standing__in=AUTHORS, participant__in=seats).values("proposal")
    signed = Signature.objects.filter(organisation__in=member).values("proposal")
    answers = Link.objects.filter(type=Link.Type.ANSWERS)
    behind = answers.filter(Q(to_proposal__in=wrote) | Q(to_proposal__in=signed)).values("from_proposal")
    found = solutions.filter(state__in=WAITING).exclude(reviews__person=actor.person)
    found = found.exclude(referral__office__in=member).exclude(referral__office__in=seats_of_offices(seats))
    found = found.exclude(pk__in=wrote).exclude(pk__in=signed).exclude(pk__in=behind)
    return found.order_by("referral__due_at", "referral__sent_at", "pk")


def seats_of_offices(seats: QuerySet[Participant]) -> Any:
    """Return the offices for which somebody sits, as a subquery."""
    return seats.filter(office__isnull=False).values("office")
