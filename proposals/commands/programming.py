"""Programming what an office accepted; starting it, filling in its kind's fields, giving it up with the reason."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.commands import fields
from proposals.models import Proposal
from proposals.programming import programme as programming
from proposals.programming.keeping import fill, plans_near, start
from proposals.programming.shapes import Day, Details, Indicators, Risks, Sentences, some
from proposals.queries import solutions_sent_to
from proposals.shapes import Budget, Cents, Euros, Line
from proposals.workflow import may, move, streams_of
from realtime.command import Language, Reach, command
from realtime.refusal import Invalid


@command(
    "intervention.programme",
    shape={
        "solutions": Reach(solutions_sent_to, many=True),
        "title": fields.title(),
        "body": fields.body(),
        "lang": Language(),
        "kind": Line(40, _("Choose what kind of intervention it is.")),
        "office": fields.needed_office(),
        "civic_lead": Line(160, _("Say which association or person follows it together with the office.")),
        "starts": Day(_("Write the day it starts.")),
        "ends": Day(_("Write the day it ends.")),
        "goal": Line(500, _("Say which goal it serves: what is better for people in the long run.")),
        "purpose": Line(500, _("Say what changes when it is done.")),
        "results": Sentences(_("Write at least one result: what will be there at the end.")),
        "assumptions": Sentences(_("Write at least one assumption: what must hold so that it works.")),
        "indicators": Indicators(
            **some(_("Add at least one indicator: what is measured, the value today and the target."))
        ),
        "budget": Budget(
            **some(_("Add at least one line to the budget: what it pays for, how much, from which source."))
        ),
        "cost": Cents(required=False, allow_null=True, default=None),
        "cost_euros": Euros(required=False, allow_null=True, default=None),
        "risks": Risks(**some(_("Add at least one risk: what could go wrong, and what is done about it."))),
        "details": Details(required=False, default=dict),
    },
    stream=lambda solutions, **_: streams_of(*solutions),
    rule=may("programme", proposal="solutions"),
)
def programme_intervention(*, actor: Any, solutions: list[Proposal], **told: Any) -> dict[str, Any]:
    """Programme an accepted solution: office, civic co-lead, dates, logical framework, budget, risks, indicators, kind.

    `cost` is the whole cost in cents, when it is known: the lines of the budget may add up to less (the gap is shown),
    never to more. `details` are the own fields of the kind. Forms may send `cost_euros`, and one sentence a line.
    """
    typed = told.pop("cost_euros")
    if typed is not None and told["cost"] is not None:
        twice = _("Write the whole cost once.")
        raise Invalid(twice, {"cost": [str(twice)]})
    if typed is not None:
        told["cost"] = int(typed * 100)
    return {"proposal": programming.programme(actor=actor, solutions=solutions, **told).id}


@command(
    "intervention.start",
    shape={"proposal": Reach(plans_near)},
    stream=fields.streams_of_it,
    rule=may("start"),
)
def start_intervention(*, actor: Any, proposal: Proposal) -> None:
    """Say that it is under way. A campaign starts only with its message in every language it declared."""
    start(actor=actor, proposal=proposal)


@command(
    "intervention.fill",
    shape={
        "proposal": Reach(plans_near),
        "field": serializers.RegexField(r"^[a-z][a-z0-9_.-]*$", max_length=60),
        "text": Line(2000, "", required=False, allow_blank=True, default=""),
    },
    stream=fields.streams_of_it,
    rule=may("plan"),
)
def fill_field(*, actor: Any, proposal: Proposal, field: str, text: str) -> None:
    """Write one of the kind's own fields: for a campaign the message in one more language, as `message.ar`."""
    fill(actor=actor, proposal=proposal, field=field, text=text)


@command(
    "intervention.abandon",
    shape={
        "proposal": Reach(plans_near),
        "reason": Line(2000, _("Say why the office gives it up: people read the reason.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=may("abandon"),
)
def abandon_intervention(*, actor: Any, proposal: Proposal, reason: str, lang: str) -> None:
    """Give an intervention up, in public and with the reason. What was said and done stays on its page."""
    move(proposal, "abandon", actor=actor, reason=reason, text=reason, lang=lang)
