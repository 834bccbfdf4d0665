"""The commands on proposals. Who may and when stands in the workflow's table; here is only what they carry."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Organisation, Process
from people.queries import offices_for, processes_for
from people.rules import facilitator_of, seated_in_process
from proposals import programming
from proposals.answering import ANSWER_VERBS, give_answer
from proposals.drafting import check_office_of, draft_solution
from proposals.effects import everybody_agrees
from proposals.models import Answer, Proposal
from proposals.queries import proposals_for, proposals_hosted_by, proposals_near, solutions_sent_to
from proposals.shapes import Budget, IndicatorShape, Words
from proposals.workflow import may, move, streams_of
from realtime.command import Language, Reach, command


def _title() -> Words:
    return Words(200, _("Write a title."))


def _body() -> Words:
    return Words(5000, _("Write a text."), required=False, allow_blank=True, default="")


def _why() -> serializers.CharField:
    return serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


def _office() -> Reach:
    return Reach(offices_for, required=False, allow_blank=True, allow_null=True)


def _needed_office() -> Reach:
    sentence = _("Choose the office that is responsible.")
    return Reach(offices_for, error_messages={"required": sentence, "blank": sentence})


def _streams(proposal: Proposal, **_rest: Any) -> list[str]:
    return streams_of(proposal)


@command("problem.confirm", shape={"proposal": Reach(proposals_near)}, stream=_streams, rule=may("confirm"))
def confirm_problem(*, actor: Any, proposal: Proposal) -> None:
    """Say that the wording is what you meant. When every author with a seat has said so, the problem is confirmed."""
    move(proposal, "confirm", actor=actor)
    if everybody_agrees(proposal):
        move(proposal, "complete", actor=actor)


@command(
    "problem.object",
    shape={
        "proposal": Reach(proposals_near),
        "text": Words(1000, _("Say what should be different in the wording.")),
        "lang": Language(),
    },
    stream=_streams,
    rule=may("object"),
)
def object_to_problem(*, actor: Any, proposal: Proposal, text: str, lang: str) -> None:
    """Say what should be different in the wording. The facilitator rewords it and everybody is asked again."""
    move(proposal, "object", actor=actor, text=text, lang=lang)


@command(
    "problem.reword",
    shape={"proposal": Reach(proposals_hosted_by), "title": _title(), "body": _body(), "lang": Language()},
    stream=_streams,
    rule=may("reword"),
)
def reword_problem(*, actor: Any, proposal: Proposal, title: str, body: str, lang: str) -> None:
    """Change the wording; its authors are asked again."""
    move(proposal, "reword", actor=actor, title=title, body=body, lang=lang)


@command("problem.conclude", shape={"proposal": Reach(proposals_hosted_by)}, stream=_streams, rule=may("conclude"))
def conclude_problem(*, actor: Any, proposal: Proposal) -> None:
    """Confirm a problem without waiting for every author: at least one agreed and nobody objects."""
    move(proposal, "conclude", actor=actor)


@command(
    "problem.withdraw",
    shape={"proposal": Reach(proposals_hosted_by), "reason": _why()},
    stream=_streams,
    rule=may("withdraw"),
)
def withdraw_problem(*, actor: Any, proposal: Proposal, reason: str = "") -> None:
    """Take back a draft. It stays on record and leaves the room's board."""
    move(proposal, "withdraw", actor=actor, reason=reason)


@command(
    "solution.propose",
    shape={
        "process": Reach(processes_for),
        "problems": Reach(proposals_for, many=True),
        "title": _title(),
        "body": _body(),
        "lang": Language(),
        "office": _office(),
    },
    stream=lambda process, **_: process.stream,
    rule=seated_in_process(lambda process, **_: process) | facilitator_of(lambda process, **_: process.territory),
)
def propose_solution(
    *,
    actor: Any,
    process: Process,
    problems: list[Proposal],
    title: str,
    lang: str,
    body: str = "",
    office: Organisation | None = None,
) -> dict[str, Any]:
    """Write a solution online, outside a room. It answers at least one confirmed problem."""
    solution = draft_solution(
        actor=actor,
        process=process,
        origin="",
        problems=problems,
        title=title,
        body=body,
        lang=lang,
        office=office,
        authors=[actor.participant] if actor.participant else [],
    )
    return {"proposal": solution.id}


@command(
    "solution.edit",
    shape={
        "proposal": Reach(proposals_near),
        "title": _title(),
        "body": _body(),
        "lang": Language(),
        "office": _office(),
    },
    stream=_streams,
    rule=may("edit"),
)
def edit_solution(
    *, actor: Any, proposal: Proposal, title: str, lang: str, body: str = "", office: Organisation | None = None
) -> None:
    """Change a draft solution: its text, and the office that would have to answer."""
    check_office_of(proposal.process, office)
    move(proposal, "edit", actor=actor, title=title, body=body, lang=lang, office=office)


@command(
    "solution.withdraw",
    shape={"proposal": Reach(proposals_near), "reason": _why()},
    stream=_streams,
    rule=may("withdraw"),
)
def withdraw_solution(*, actor: Any, proposal: Proposal, reason: str = "") -> None:
    """Take back a draft solution."""
    move(proposal, "withdraw", actor=actor, reason=reason)


@command(
    "answer.give",
    shape={
        "proposal": Reach(solutions_sent_to),
        "outcome": serializers.ChoiceField(
            choices=Answer.Outcome.choices, error_messages={"required": _("Choose the answer.")}
        ),
        "reasons": Words(5000, _("Give the reasons: an answer without reasons cannot be saved.")),
        "lang": Language(),
    },
    stream=_streams,
    rule=may(*ANSWER_VERBS),
)
def answer_proposal(*, actor: Any, proposal: Proposal, outcome: str, reasons: str, lang: str) -> dict[str, Any]:
    """Answer for the office: accepted, accepted in part or not accepted, with reasons, in public, once."""
    give_answer(actor=actor, proposal=proposal, outcome=outcome, reasons=reasons, lang=lang)
    return {"proposal": proposal.id}


@command(
    "intervention.programme",
    shape={
        "solutions": Reach(solutions_sent_to, many=True),
        "title": _title(),
        "body": _body(),
        "lang": Language(),
        "office": _needed_office(),
        "civic_lead": serializers.CharField(max_length=160, required=False, allow_blank=True, default=""),
        "starts": serializers.DateField(error_messages={"invalid": _("Write the day it starts.")}),
        "ends": serializers.DateField(error_messages={"invalid": _("Write the day it ends.")}),
        "budget": Budget(allow_empty=True, max_length=50),
        "indicator": IndicatorShape(),
    },
    stream=lambda solutions, **_: streams_of(*solutions),
    rule=may("programme", proposal="solutions"),
)
def programme_intervention(
    *,
    actor: Any,
    solutions: list[Proposal],
    title: str,
    lang: str,
    office: Organisation,
    starts: date,
    ends: date,
    budget: list[dict[str, Any]],
    indicator: dict[str, Any],
    body: str = "",
    civic_lead: str = "",
) -> dict[str, Any]:
    """Programme an accepted solution: responsible office, dates, budget by source, an indicator to verify it by."""
    made = programming.programme(
        actor=actor,
        solutions=solutions,
        title=title,
        body=body,
        lang=lang,
        office=office,
        civic_lead=civic_lead,
        starts=starts,
        ends=ends,
        budget=budget,
        indicator=indicator,
    )
    return {"proposal": made.id}
