"""What an office does: answer with reasons, and programme what it accepted."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Organisation
from proposals.commands import fields
from proposals.models import Answer, Proposal
from proposals.office.answer_shapes import Address, Criteria
from proposals.office.answering import ANSWER_VERBS, give_answer
from proposals.programming import programme as programming
from proposals.queries import solutions_sent_to
from proposals.shapes import Budget, IndicatorShape, Words
from proposals.workflow import may, streams_of
from realtime.command import Language, Reach, command


@command(
    "answer.give",
    shape={
        "proposal": Reach(solutions_sent_to),
        "outcome": serializers.ChoiceField(
            choices=Answer.Outcome.choices, error_messages={"required": _("Choose the answer.")}
        ),
        "reasons": Words(5000, _("Give the reasons: an answer without reasons cannot be saved.")),
        "lang": Language(),
        "criteria": Criteria(required=False, max_length=20),
        "act": Words(80, "", required=False, allow_blank=True, default=""),
        "act_url": Address(required=False, allow_blank=True, default="", max_length=300),
    },
    stream=fields.streams_of_it,
    rule=may(*ANSWER_VERBS),
)
def answer_proposal(*, actor: Any, proposal: Proposal, **said: Any) -> dict[str, Any]:
    """Answer for the office, in public: accepted, accepted in part or not accepted, always with the reasons.

    Unless all is accepted, at least one reason is bound to a criterion: `[{criterion, text}]`. `act`: number of the
    delibera or determina. Nothing can be changed afterwards; after a rejoinder the office answers once more.
    """
    give_answer(actor=actor, proposal=proposal, **said)
    return {"proposal": proposal.id}


@command(
    "intervention.programme",
    shape={
        "solutions": Reach(solutions_sent_to, many=True),
        "title": fields.title(),
        "body": fields.body(),
        "lang": Language(),
        "office": fields.needed_office(),
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
