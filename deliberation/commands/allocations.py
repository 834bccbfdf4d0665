"""Choosing within a budget: what a vote decided is carried out, or an office orders by cost-effectiveness."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation import allocating
from deliberation.models import Poll
from deliberation.queries.allocations import polls_closed, processes_paid_by
from people.models import Process
from people.queries import offices_of
from people.rules import Reason, Rule
from proposals.shapes import Cents, Euros, Rows
from realtime.command import Reach, command
from realtime.refusal import Invalid

Lines = list[dict[str, Any]]


class CostShape(serializers.Serializer):
    """`{proposal, cents}`; a form may send `euros` instead of `cents`."""

    proposal = serializers.CharField(max_length=12)
    cents = Cents(required=False)
    euros = Euros(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        euros = attrs.pop("euros", None)
        if ("cents" in attrs) == (euros is not None):
            raise serializers.ValidationError(_("Write what this solution costs."))
        return attrs if euros is None else {**attrs, "cents": int(euros * 100)}


class Costs(Rows):
    """Solutions with what they cost. Those whose cost a form left empty are not there."""

    child = CostShape()
    chosen = ("proposal",)


@Rule
def shares_out(actor: Any, *, process: Process, poll: Poll | None = None, **_targets: Any) -> Reason:
    """After a vote whoever hosts, or an official of an office there; without a vote an official, for the office."""
    if poll is not None or offices_of(actor).filter(territory=process.territory_id).exists():
        return None
    return _("Without a vote only an office shares out its own budget.")


@command(
    "allocation.make",
    shape={
        "process": Reach(processes_paid_by),
        "poll": Reach(polls_closed, required=False, allow_null=True, allow_blank=True, default=None),
        "budget": Cents(required=False, allow_null=True, default=None),
        "budget_euros": Euros(required=False, allow_null=True, default=None),
        "lines": Costs(required=False, default=list, max_length=50),
    },
    stream=lambda process, **_t: process.stream,
    rule=shares_out,
)
def make_allocation(
    *,
    actor: Any,
    process: Process,
    poll: Poll | None,
    budget: int | None,
    budget_euros: Any,
    lines: Lines,
) -> dict[str, Any]:
    """Share out a budget: by a closed vote (equal shares), or by the office (cost-effectiveness order).

    With `poll` nothing else is sent: budget and costs were frozen when the vote opened. Without, the office names its
    budget and what each accepted solution costs; the page says that it was the office, not a vote.
    """
    if poll is not None:
        if budget is not None or budget_euros is not None or lines:
            raise Invalid(_("Budget and costs were settled before the vote opened: they cannot be changed now."))
        return {"allocation": allocating.by_vote(actor=actor, process=process, poll=poll).pk}
    cents = int(budget_euros * 100) if budget_euros is not None else budget
    if not cents:
        no = _("Write how much money there is.")
        raise Invalid(no, {"budget": [str(no)]})
    costs = {each["proposal"]: each["cents"] for each in lines}
    if len(costs) != len(lines):
        twice = _("Name every solution once.")
        raise Invalid(twice, {"lines": [str(twice)]})
    return {"allocation": allocating.by_office(actor=actor, process=process, budget=cents, costs=costs).pk}
