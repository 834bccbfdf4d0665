"""Programmed interventions as rows: office, dates, money by source, how they are verified, what each side says."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import F, Prefetch
from django.utils.formats import number_format

from monitoring.queries import rounds_closed_of
from proposals.models import BudgetLine, Indicator, Link, Proposal
from proposals.queries import proposals_for
from proposals.verification.pages import in_two, statements_ready

Row = dict[str, Any]


def interventions_of(solutions: list[Proposal], actor: Any) -> dict[str, list[Row]]:
    """Return {solution: interventions that carry it out}, as far as the actor may see, in five queries."""
    carrying = proposals_for(actor).filter(links_out__to_proposal__in=solutions, links_out__type=Link.Type.CARRIES_OUT)
    # One row for each solution that an intervention carries out.
    ready = carrying.annotate(carried=F("links_out__to_proposal")).select_related("programme__office")
    ready = ready.prefetch_related(
        Prefetch("programme__budget", BudgetLine.objects.all()),
        Prefetch("indicators", Indicator.objects.all()),
        Prefetch("statements", statements_ready()),
    )
    found: dict[str, list[Row]] = defaultdict(list)
    made = list(ready.order_by("number"))
    rounds = rounds_closed_of({each.pk for each in made})
    for each in made:
        found[each.carried].append({**plan_row(each), "rounds": rounds.get(each.pk, [])})
    return found


def plan_row(made: Proposal) -> Row:
    """Return an intervention with office, dates, money by source, its indicators and what each side says at the end."""
    lines = list(made.programme.budget.all())
    return {
        "proposal": made,
        "plan": made.programme,
        "statements": in_two(list(made.statements.all())),
        "budget": [{"label": line.label, "source": line.source, "amount": euros(line.cents)} for line in lines],
        "total": euros(sum(line.cents for line in lines)),
        "indicators": [
            {"label": i.label, "unit": i.unit, "baseline": _number(i.baseline), "target": _number(i.target)}
            for i in made.indicators.all()
        ],
    }


def euros(cents: int) -> str:
    """Return an amount of integer cents in the reader's way of writing numbers."""
    return f"{number_format(Decimal(cents) / 100, 2, force_grouping=True)} €"


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return number_format(int(value) if whole else value.normalize(), force_grouping=True)
