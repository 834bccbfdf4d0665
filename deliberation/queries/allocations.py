"""Allocations as the page of a process, the pages of solutions and the data show them."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from deliberation.allocating import ACCEPTED, budget_of, order_of
from deliberation.models import Allocation, AllocationLine, Poll
from deliberation.words_money import allocation_in_words, why_in_words
from people.models import Process, Side
from people.queries import HOSTS, offices_of, processes_for, territories_with
from proposals.models import Proposal
from proposals.programming.allocated import Allocated, tells_allocations
from proposals.queries import solutions_sent_to

Row = dict[str, Any]


def processes_paid_by(actor: Any) -> QuerySet[Process]:
    """Processes of the territories where the person hosts or is an official of an office."""
    hosted = territories_with(actor, *HOSTS).values("pk")
    own = processes_for(actor).filter(territory__in=offices_of(actor).values("territory"))
    return own | processes_for(actor).filter(territory__in=hosted)


def polls_closed(_actor: Any) -> QuerySet[Poll]:
    """Closed votes: they are public."""
    return Poll.objects.filter(state=Poll.State.CLOSED).select_related("room__process")


def allocations_of(process: Process) -> list[Row]:
    """Return the allocations of a process, the newest first, in two queries."""
    found = (
        Allocation.objects.filter(process=process)
        .select_related("office", "poll", "person")
        .prefetch_related("lines__proposal")
    )
    return [allocation_row(each) for each in found]


def allocation_row(made: Allocation) -> Row:
    """Return one allocation: sentence, lines with votes and why, and the other order beside that of a vote."""
    lines = list(made.lines.all())
    most = max([each.cost for each in lines] + [1])
    return {
        "made": made,
        "said": allocation_in_words(made),
        "left": made.budget - made.spent,
        "lines": [
            {
                "line": each,
                "why": why_in_words(each),
                "votes": [{"side": side, "n": n} for side, n in each.votes.items() if n or side != Side.CIVIL],
                "width": f"{100 * each.cost / most:.1f}",
            }
            for each in lines
        ],
        "beside": beside_vote(lines, made.budget) if made.poll_id else [],
    }


def beside_vote(lines: list[AllocationLine], budget: int) -> list[AllocationLine]:
    """Return what the cost-effectiveness order would have paid with the same ballots; [] where figures are veiled."""
    if any(each.why["step"] == "veiled" for each in lines):
        return []
    known = {each.option: each for each in lines}
    people = {key: sum(each.votes.values()) for key, each in known.items()}
    found = order_of(people, {key: each.cost for key, each in known.items()}, budget, sorted(known))
    return [known[key] for key in found.chosen]


def votes_to_carry_out(process: Process) -> list[Row]:
    """Return closed votes about a budget that chose something and were not carried out."""
    found = Poll.objects.filter(
        room__process=process, state=Poll.State.CLOSED, method=Poll.Method.EQUAL_SHARES, allocation=None,
        options__proposal__isnull=False,
    ).distinct().order_by("-closed_at", "id")  # fmt: skip
    if not process.rehearsal:
        found = found.filter(room__rehearsal=False)
    return [
        {"poll": poll, "budget": budget_of(poll)} for poll in found if (poll.result or {}).get("outcome") == "chosen"
    ]


def solutions_to_pay(process: Process, actor: Any) -> QuerySet[Proposal]:
    """Return the accepted solutions of a process that lie with an office of this official."""
    return solutions_sent_to(actor).filter(process=process, state__in=ACCEPTED).order_by("number")


@tells_allocations
def told_of(solution: Proposal) -> Allocated | None:
    """Return the newest allocation in which this solution stands."""
    return newest_of([solution]).get(solution.pk)


def newest_of(solutions: Collection[Proposal]) -> dict[str, Allocated]:
    """Return {solution: the newest allocation in which it stands}, in one query however many."""
    lines = AllocationLine.objects.filter(proposal__in=solutions).select_related("allocation")
    newest = {str(line.proposal_id): line for line in lines.order_by("allocation__made_at", "id")}
    return {
        key: Allocated(
            line.cost, line.chosen, why_in_words(line), reverse("process_budget", args=[line.allocation.process_id])
        )
        for key, line in newest.items()
    }


def allocation_data(made: Allocation) -> Row:
    """Return an allocation as data; with the ballots of its vote anybody computes it again."""
    return {
        "id": made.pk,
        "method": made.method,
        "budget": made.budget,
        "spent": made.spent,
        "poll": made.poll_id,
        "ballots": reverse("poll_ballots", args=[made.poll_id]) if made.poll_id else None,
        "office": made.office.name if made.office else None,
        "at": made.made_at.isoformat(),
        "lines": [
            {"solution": each.proposal_id, "option": each.option or None, "title": each.title, "lang": each.lang,
             "cost": each.cost, "votes": each.votes, "chosen": each.chosen, "why": each.why}
            for each in made.lines.all()
        ],
    }  # fmt: skip
