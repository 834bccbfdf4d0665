"""What people do with an answer: its proposers answer back once, everybody in the process rates it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.rules import seated_in_process
from proposals.commands import fields
from proposals.models import Proposal
from proposals.office import answering
from proposals.office.rating import rate
from proposals.queries import proposals_near
from proposals.shapes import Words
from proposals.workflow import may
from realtime.command import Language, Reach, command


@command(
    "answer.rejoin",
    shape={
        "proposal": Reach(proposals_near),
        "text": Words(3000, _("Write what the office should look at again.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=may("rejoin"),
)
def answer_back(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Answer back to a no or a half yes, once, within 60 days: the office has to answer a second and last time.

    An author does it; where no author has a seat, whoever hosts does it on their behalf, and this is said.
    """
    answering.rejoin(actor=actor, proposal=proposal, text=text, lang=lang)
    return {"proposal": proposal.id}


def _mark() -> serializers.IntegerField:
    sentence: Any = _("Choose a number from 1 to 5.")
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return serializers.IntegerField(min_value=1, max_value=5, error_messages=wrong)


@command(
    "answer.rate",
    shape={"proposal": Reach(proposals_near), "understandable": _mark(), "responsive": _mark()},
    rule=seated_in_process(lambda proposal, **_rest: proposal.process),
    secret=True,
)
def rate_answer(*, actor: Any, proposal: Proposal, understandable: int, responsive: int) -> None:
    """Say from 1 to 5 how understandable the last answer is, and whether it responds to what was asked.

    It can be changed. Shown are the medians of a side, from five ratings on; never who.
    """
    rate(actor=actor, proposal=proposal, understandable=understandable, responsive=responsive)
