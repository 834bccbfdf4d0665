"""Sharing out one budget among solutions: what a vote decided, or what an office orders by cost-effectiveness.

Nothing is counted here anew: a vote was counted when it closed (R6), and the order is `counting.greedy` over supporters
for each cent. Which of both decides was settled before: by the method of the vote, or by there being no vote.
"""

from math import lcm
from typing import Any

from django.utils.translation import gettext_lazy as _

from deliberation.counting.greedy import GreedyResult, count_greedy
from deliberation.counting.result import CHOSEN
from deliberation.models import Allocation, AllocationLine, Poll
from people.models import Process
from proposals.models import Proposal
from proposals.queries import solutions_sent_to
from proposals.together.standing import supports_of
from proposals.workflow import say
from realtime.refusal import Invalid, Missing, Refused

ACCEPTED = (Proposal.State.ACCEPTED, Proposal.State.ACCEPTED_IN_PART)
Votes = dict[str, int]  # side → people
Row = dict[str, Any]


def by_vote(*, actor: Any, process: Process, poll: Poll) -> Allocation:
    """Carry out what a closed vote about a budget decided, once."""
    result = poll.result or {}
    if poll.room.process_id != process.pk:
        raise Missing
    if poll.method != Poll.Method.EQUAL_SHARES:
        raise Refused(_("This vote did not share out a budget: its method was another."))
    if poll.room.rehearsal and not process.rehearsal:
        raise Refused(_("This vote was a rehearsal: it shares out nothing."))
    if Allocation.objects.filter(poll=poll).exists():
        raise Refused(_("The money of this vote was shared out already."))
    if result.get("outcome") != CHOSEN:
        raise Refused(_("This vote chose nothing, so there is nothing to share out."))
    rows = rows_of_vote(poll)
    if not any(row["proposal"] for row in rows):
        raise Refused(_("No option of this vote is a solution of this path."))
    return _kept(process, rows, method=Allocation.Method.EQUAL_SHARES, budget=budget_of(poll), poll=poll, actor=actor)


def by_office(*, actor: Any, process: Process, budget: int, costs: dict[str, int]) -> Allocation:
    """Share out the office's own budget: most supporters for the money first, as long as it lasts."""
    found = solutions_sent_to(actor).filter(pk__in=costs, process=process).order_by("number")
    solutions = list(found)
    if len(solutions) != len(costs):
        raise Missing
    if len(solutions) < 2:
        raise _wrong("lines", _("Write what it costs for two solutions or more: among one there is nothing to choose."))
    if any(each.state not in ACCEPTED for each in solutions):
        raise _wrong("lines", _("Money is given to solutions that the office accepted: answer the others first."))
    offices = {each.referral.office_id: each.referral.office for each in solutions}
    if len(offices) > 1:
        raise _wrong("lines", _("These solutions were sent to different offices: each shares out its own budget."))
    office = next(iter(offices.values()))
    return _kept(
        process,
        rows_of_order(solutions, costs, budget, votes_for(solutions)),
        method=Allocation.Method.COST_EFFECTIVENESS,
        budget=budget,
        office=office,
        actor=actor,
    )


def _kept(process: Process, rows: list[Row], *, budget: int, actor: Any, **told: Any) -> Allocation:
    spent = sum(row["cost"] for row in rows if row["chosen"])
    made = Allocation.objects.create(process=process, budget=budget, spent=spent, person=actor.person, **told)
    AllocationLine.objects.bulk_create(
        AllocationLine(allocation=made, position=place, **row) for place, row in enumerate(rows)
    )
    for row in rows:
        if row["proposal"] is not None:
            say(row["proposal"], "proposal.changed")
    return made


def budget_of(poll: Poll) -> int:
    """Return the budget that the vote was about, as it was frozen."""
    return int(poll.params["budget"])


def rows_of_vote(poll: Poll) -> list[Row]:
    """Return what the published result says of every option: those that are paid first, in their order."""
    result = poll.result or {}
    details, winners, budget = result["details"], result["winners"], budget_of(poll)
    paid = {each["option"]: each for each in details.get("rounds", [])}
    options = {each.pk: each for each in poll.options.select_related("proposal__process")}
    rows = []
    for key in [*winners, *(key for key in options if key not in winners)]:
        option = options[key]
        rows.append(
            {
                "proposal": option.proposal,
                "option": key,
                "title": option.title,
                "lang": option.lang,
                "cost": option.cost,
                "votes": dict(details.get("support", {}).get(key, {})),
                "chosen": key in winners,
                "why": _why(key, option.cost or 0, budget, details, paid),
            }
        )
    return rows


def _why(key: str, cost: int, budget: int, details: Row, paid: Row) -> Row:
    if not details:
        return {"step": "veiled"}  # a small secret side: its figures, and what would tell them, are not published
    if key in paid:
        return {"step": "paid", "supporters": paid[key]["supporters"], "pays": paid[key]["pays"]}
    if cost > budget:
        return {"step": "dear", "left": budget}
    if key in details["lacking"]:
        return {"step": "lacking", "more": details["lacking"][key]}
    return {"step": "free"} if not cost else {"step": "unwanted"}


def rows_of_order(solutions: list[Proposal], costs: dict[str, int], budget: int, votes: dict[str, Votes]) -> list[Row]:
    """Return the solutions in the order in which they get the money, with the figures of each step."""
    found = order_of({key: sum(votes[key].values()) for key in costs}, costs, budget, [each.pk for each in solutions])
    rounds = {str(each["project"]): each for each in found.rounds}
    places = {key: place for place, key in enumerate(rounds)}
    return [
        {
            "proposal": each,
            "option": "",
            "title": each.title,
            "lang": each.lang,
            "cost": costs[each.pk],
            "votes": votes[each.pk],
            "chosen": each.pk in found.chosen,
            "why": _step(rounds.get(each.pk)),
        }
        for each in sorted(solutions, key=lambda s: places.get(s.pk, len(places)))
    ]


def _step(step: Row | None) -> Row:
    if step is None:
        return {"step": "unwanted"}
    return {"step": "fits" if step["chosen"] else "dear", "left": step["left"]}


def order_of(people: dict[str, int], costs: dict[str, int], budget: int, draw: list[str]) -> GreedyResult:
    """Return the cost-effectiveness order: `people` for each cent, exactly, as points that the greedy count orders by.

    What costs nothing comes first. Of the same value the cheaper comes first, then as `draw` says.
    """
    common = lcm(*(cost for cost in costs.values() if cost))
    free = common * (sum(people.values()) + 1)
    points = {key: people[key] * (common // cost if cost else free) for key, cost in costs.items()}
    return count_greedy(points, costs=costs, budget=budget, draw=draw)


def votes_for(solutions: list[Proposal]) -> dict[str, Votes]:
    """Return how many of each side want it: by the last closed vote on it, else by who supports it now."""
    found: dict[str, Votes] = {}
    polls = Poll.objects.filter(proposal__in=solutions, state=Poll.State.CLOSED).order_by("closed_at", "id")
    for poll in polls:
        result = poll.result or {}
        if poll.proposal_id and not result.get("suppressed"):
            found[poll.proposal_id] = {side: _for(counts) for side, counts in result["counts"].items()}
    voted = set(found)
    standing = supports_of(*solutions).values_list("proposal", "participant__side")
    for key, side in standing:
        if key not in voted:
            votes = found.setdefault(key, {})
            votes[side] = votes.get(side, 0) + 1
    return {each.pk: found.get(each.pk, {}) for each in solutions}


def _for(counts: Row) -> int:
    return int(counts.get("yes", 0) + counts.get("agree", 0) + counts.get("reservation", 0))


def _wrong(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: [str(sentence)]})
