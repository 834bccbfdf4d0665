"""What the sections of a report read, each table once: proposals with their clocks, closed votes, plans."""

from collections import Counter, defaultdict
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from deliberation.models import Poll
from deliberation.queries.allocations import newest_of
from monitoring.results import Series, indicators_of_each, series_of_each
from people.models import Process
from proposals.models import BudgetLine, Indicator, InterventionKind, Link, Proposal, Statement
from proposals.office.routed import routed_of
from proposals.programming.allocated import Allocated
from proposals.queries import MERGED_DRAFT, PRIVATE
from proposals.verification.pages import statements_ready

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
        numbers = Prefetch("indicators", Indicator.objects.all())
        found = list(ready.prefetch_related(lines, numbers).order_by("number"))
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

    @cached_property
    def routed(self) -> dict[str, Row]:
        """Return {proposal: {routings, forwardings}}."""
        return routed_of(self.proposals)

    @cached_property
    def allocations(self) -> dict[str, Allocated]:
        """Return what was decided last of the money of each solution."""
        return newest_of(self.of_kind(Proposal.Kind.SOLUTION))

    @cached_property
    def interventions(self) -> list[Proposal]:
        return [each for each in self.of_kind(Proposal.Kind.INTERVENTION) if hasattr(each, "programme")]

    @cached_property
    def series(self) -> dict[str, list[Series]]:
        """Return what was measured of each intervention, by grid."""
        return series_of_each(self.interventions)

    @cached_property
    def measured(self) -> dict[str, list[Row]]:
        """Return the indicators of each intervention with what each round measured."""
        return indicators_of_each(self.interventions, self.series)

    @cached_property
    def statements(self) -> dict[str, list[Statement]]:
        """Return what each side says of the end of each intervention, oldest first."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for each in statements_ready().filter(proposal__in=self.interventions).order_by("at", "id"):
            found[each.proposal_id].append(each)
        return found

    @cached_property
    def own_kinds(self) -> list[InterventionKind]:
        return list(InterventionKind.objects.filter(territory=self.process.territory_id))


def few(n: int) -> str:
    """Return a number of people, or that they are fewer than five."""
    return _("fewer than five") if 0 < n < FEW else str(n)
