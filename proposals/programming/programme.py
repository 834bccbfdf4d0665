"""From accepted solutions to an intervention: office, dates, money by source and a way to verify it. Inside run()."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from proposals.models import BudgetLine, Indicator, Programme, Proposal
from proposals.workflow import move
from proposals.writing.drafting import begin_intervention
from realtime.refusal import Invalid


def programme(
    *,
    actor: Any,
    solutions: list[Proposal],
    title: str,
    body: str,
    lang: str,
    office: Organisation,
    civic_lead: str,
    starts: date,
    ends: date,
    budget: list[dict[str, Any]],
    indicator: dict[str, Any],
) -> Proposal:
    """Programme one intervention that carries out these accepted solutions of one process.

    `budget`: lines `{label, cents, source}`, at least one; `indicator`: `{label, unit, direction, baseline, target}`.
    """
    if not solutions:
        raise _wrong("solutions", _("Choose at least one accepted solution."))
    if len({each.process_id for each in solutions}) > 1:
        raise _wrong("solutions", _("These solutions belong to different processes."))
    if ends <= starts:
        raise _wrong("ends", _("The intervention must end after it starts."))
    if not budget:
        raise _wrong("budget", _("Add at least one line to the budget: what it pays for, how much, from which source."))
    _reachable(indicator)
    made = begin_intervention(
        actor=actor, process=solutions[0].process, solutions=solutions, title=title, body=body, lang=lang, office=office
    )
    plan = Programme.objects.create(proposal=made, office=office, civic_lead=civic_lead, starts=starts, ends=ends)
    BudgetLine.objects.bulk_create(
        BudgetLine(programme=plan, position=position, **line) for position, line in enumerate(budget)
    )
    Indicator.objects.create(proposal=made, **indicator)
    for each in solutions:
        move(each, "programme", actor=actor)
    return made


def _reachable(indicator: dict[str, Any]) -> None:
    up = indicator["direction"] == Indicator.Direction.UP
    low, high = ("baseline", "target") if up else ("target", "baseline")
    if indicator[low] >= indicator[high]:
        raise _wrong("indicator", _("The target must be better than the value today, in the direction you chose."))


def _wrong(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: [str(sentence)]})
