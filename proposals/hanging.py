"""What hangs on a proposal, asked in one query: a page then looks only for what is there."""

from typing import NamedTuple

from django.db.models import Exists, QuerySet

from proposals.models import Attachment, Forwarding, Proposal, ProposalTranslation, Question, Review, Routing
from realtime.kept import Kept


class Hanging(NamedTuple):
    """Whether there is at least one of each."""

    routings: bool
    forwardings: bool
    files: bool
    question: bool
    reviews: bool
    translations: bool


def hanging_on(key: str) -> Hanging:
    """Return what hangs on the proposal of this id."""
    return Hanging(*(bool(each) for each in _ASKED.first(key)))


def _asked(key: str) -> QuerySet:
    rows: list[QuerySet] = [each.objects.filter(proposal=key) for each in (Routing, Forwarding, Attachment)]
    rows += [Question.objects.filter(referral__proposal=key)]
    rows += [each.objects.filter(proposal=key) for each in (Review, ProposalTranslation)]
    return Proposal.objects.filter(pk=key).values_list(*(Exists(each) for each in rows))


_ASKED = Kept(_asked)
