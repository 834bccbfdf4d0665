"""From accepted solutions to an intervention: office, dates, money, risks, indicators, its kind. Inside run()."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from proposals.models import BudgetLine, Indicator, Programme, Proposal, Risk
from proposals.money import euros
from proposals.programming.details import checked_details
from proposals.programming.kinds import kinds_of
from proposals.workflow import move
from proposals.writing.drafting import begin_intervention
from realtime.refusal import Invalid

Wrong = dict[str, str]


def programme(
    *,
    actor: Any,
    solutions: list[Proposal],
    title: str,
    body: str,
    lang: str,
    office: Organisation,
    starts: date,
    ends: date,
    budget: list[dict[str, Any]],
    indicators: list[dict[str, Any]],
    risks: list[dict[str, Any]],
    kind: str,
    details: dict[str, str],
    cost: int | None = None,
    **frame: Any,
) -> Proposal:
    """Programme one intervention that carries out these accepted solutions of one process.

    `budget`: lines `{label, cents, source}`; `indicators`: `{label, unit, direction, baseline, target}`; `risks`:
    `{text, likelihood, impact, response}`; `frame`: civic_lead, goal, purpose, results, assumptions. All that is
    missing is told together, each with its own sentence.
    """
    if not solutions:
        raise _invalid({"solutions": str(_("Choose at least one accepted solution."))})
    kept, wrong = _of_kind(solutions[0], kind, details)
    wrong = {**_of_plan(solutions, starts, ends, budget, cost), **_of_indicators(indicators), **wrong}
    if wrong:
        raise _invalid(wrong)
    made = begin_intervention(
        actor=actor, process=solutions[0].process, solutions=solutions, title=title, body=body, lang=lang, office=office
    )
    plan = Programme.objects.create(
        proposal=made, kind=kind, office=office, starts=starts, ends=ends, cost=cost, lang=lang, details=kept, **frame
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(programme=plan, position=position, **line) for position, line in enumerate(budget)
    )
    Risk.objects.bulk_create(Risk(programme=plan, position=position, **risk) for position, risk in enumerate(risks))
    Indicator.objects.bulk_create(
        Indicator(proposal=made, position=position, **each) for position, each in enumerate(indicators)
    )
    for solution in solutions:
        move(solution, "programme", actor=actor)
    return made


def _of_kind(solution: Proposal, key: str, details: dict[str, str]) -> tuple[dict[str, str], Wrong]:
    kind = next((each for each in kinds_of(solution.process.territory) if each.key == key), None)
    if kind is None:
        return {}, {"kind": gettext("Choose a kind of intervention that is used here.")}
    return checked_details(kind, details)


def _of_plan(
    solutions: list[Proposal], starts: date, ends: date, budget: list[dict[str, Any]], cost: int | None
) -> Wrong:
    wrong: Wrong = {}
    if len({each.process_id for each in solutions}) > 1:
        wrong["solutions"] = gettext("These solutions belong to different processes.")
    if ends <= starts:
        wrong["ends"] = gettext("The intervention must end after it starts.")
    total = sum(line["cents"] for line in budget)
    if cost is not None and total > cost:
        facts = {"total": euros(total), "cost": euros(cost), "more": euros(total - cost)}
        wrong["cost"] = (
            gettext("The lines of the budget add up to %(total)s: %(more)s more than the whole cost of %(cost)s.")
            % facts
        )
    return wrong


def _of_indicators(indicators: list[dict[str, Any]]) -> Wrong:
    for each in indicators:
        up = each["direction"] == Indicator.Direction.UP
        low, high = ("baseline", "target") if up else ("target", "baseline")
        if each[low] >= each[high]:
            sentence = gettext(
                "“%(label)s”: the target must be better than the value today, in the direction you chose."
            )
            return {"indicators": sentence % {"label": each["label"]}}
    return {}


def _invalid(wrong: Wrong) -> Invalid:
    return Invalid(next(iter(wrong.values())), {field: [sentence] for field, sentence in wrong.items()})
