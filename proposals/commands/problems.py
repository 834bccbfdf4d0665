"""Problems: their authors confirm or object, the facilitator rewords, concludes or withdraws."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.commands import fields
from proposals.effects import everybody_agrees
from proposals.models import Proposal
from proposals.queries import proposals_hosted_by, proposals_near
from proposals.shapes import Words
from proposals.workflow import may, move
from realtime.command import Language, Reach, command


@command("problem.confirm", shape={"proposal": Reach(proposals_near)}, stream=fields.streams_of_it, rule=may("confirm"))
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
    stream=fields.streams_of_it,
    rule=may("object"),
)
def object_to_problem(*, actor: Any, proposal: Proposal, text: str, lang: str) -> None:
    """Say what should be different in the wording. The facilitator rewords it and everybody is asked again."""
    move(proposal, "object", actor=actor, text=text, lang=lang)


@command(
    "problem.reword",
    shape={"proposal": Reach(proposals_hosted_by), "title": fields.title(), "body": fields.body(), "lang": Language()},
    stream=fields.streams_of_it,
    rule=may("reword"),
)
def reword_problem(*, actor: Any, proposal: Proposal, title: str, body: str, lang: str) -> None:
    """Change the wording; its authors are asked again."""
    move(proposal, "reword", actor=actor, title=title, body=body, lang=lang)


@command(
    "problem.conclude",
    shape={"proposal": Reach(proposals_hosted_by)},
    stream=fields.streams_of_it,
    rule=may("conclude"),
)
def conclude_problem(*, actor: Any, proposal: Proposal) -> None:
    """Confirm a problem without waiting for every author: at least one agreed and nobody objects."""
    move(proposal, "conclude", actor=actor)


@command(
    "problem.withdraw",
    shape={"proposal": Reach(proposals_hosted_by), "reason": fields.why()},
    stream=fields.streams_of_it,
    rule=may("withdraw"),
)
def withdraw_problem(*, actor: Any, proposal: Proposal, reason: str = "") -> None:
    """Take back a draft. It stays on record and leaves the room's board."""
    move(proposal, "withdraw", actor=actor, reason=reason)
