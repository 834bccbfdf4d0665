"""What the sections of a report read, each table once: proposals with their clocks, closed votes, plans."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from deliberation.models import Poll
from people.models import Process
from proposals.models import BudgetLine, Link, Proposal
from proposals.queries import MERGED_DRAFT, PRIVATE

FEW = 5  # people of one side: below, a figure could point at somebody
Row = dict[str, Any]


def reported(process: Process) -> QuerySet[Proposal]:
    """Return what everybody may read of a process; of a rehearsal, what those who may see it read."""
    found = Proposal.objects.filter(process=process).exclude(state__in=PRIVATE).exclude(MERGED_DRAFT)
    return found if process.rehearsal else found.filter(rehearsal=False)


def polls_of(process: Process) -> QuerySet[Poll]:
    """Return the closed votes that count."""
    found = Poll.objects.filter(room__process=process, state=Poll.State.CLOSED)
    return found if process.rehearsal else found.filter(room__rehearsal=False)


class Told:
    """One process, its language and where its page stands."""

    def __init__(self, process: Process, lang: str, address: str):
        self.process, self.lang, self.address = process, lang, address
        self.now = timezone.now()

    @cached_property
    def proposals(self) -> list[Proposal]:
        ready = reported(self.process).select_related(
            "office", "referral__office", "referral__answer", "referral__rejoinder__answer", "programme__office"
        )
        lines = Prefetch("programme__budget", BudgetLine.objects.all())
        found = list(ready.prefetch_related(lines).order_by("number"))
        for each in found:
            if hasattr(each, "referral"):
                each.referral.proposal = each  # it is the same row: do not read it again
        return found

    def of_kind(self, kind: str) -> list[Proposal]:
        return [each for each in self.proposals if each.kind == kind]

    @cached_property
    def polls(self) -> list[Poll]:
        ready = polls_of(self.process).select_related("room", "proposal").prefetch_related("options")
        return list(ready.order_by("closed_at", "id"))

    @cached_property
    def answering(self) -> Counter[str]:
        """Return how many solutions answer each problem."""
        known = [each.pk for each in self.of_kind(Proposal.Kind.SOLUTION)]
        links = Link.objects.filter(type=Link.Type.ANSWERS, to_proposal__process=self.process)
        pairs = links.values_list("from_proposal", "to_proposal")
        return Counter(problem for solution, problem in pairs if solution in set(known))


def few(n: int) -> str:
    """Return a number of people, or that they are fewer than five."""
    return _("fewer than five") if 0 < n < FEW else str(n)
