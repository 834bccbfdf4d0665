"""Reviewing what lies with an office, before it answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.commands import fields
from proposals.models import Proposal, Review
from proposals.office.review_shapes import Grades
from proposals.office.reviewing import give_review, impartial, reviewable
from proposals.reach import solutions_to_review
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command


@command(
    "review.give",
    shape={
        "proposal": Reach(solutions_to_review),
        "verdict": serializers.ChoiceField(
            choices=Review.Verdict.choices,
            error_messages={"required": _("Say what you think of it on the whole.")},
        ),
        "grades": Grades(max_length=20),
        "text": Said(3000, _("Write your opinion in a few sentences.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=impartial & reviewable,
)
def review(*, actor: Any, proposal: Proposal, **said: Any) -> dict[str, Any]:
    """Review a solution that waits for the answer of an office: grades from 1 to 5 by criterion, null is "cannot say".

    Given again before the answer, it takes the place of the first. Others read it after they gave their own;
    it becomes public with the answer.
    """
    give_review(actor=actor, proposal=proposal, **said)
    return {"proposal": proposal.id}
