"""The office replies to a result, with what it will do by when. Inside run()."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models import PlanLine, Reply, Round
from proposals.workflow import say
from realtime.refusal import Invalid, Refused


def reply_to(*, actor: Any, round: Round, text: str, lang: str, plan: list[dict[str, Any]]) -> Reply:
    """Reply in public. What stands there is never changed: a later reply is added to it."""
    if round.closed_at is None:
        raise Refused(_("The round is still going on: its result is replied to when it is closed."))
    items = {each.code: each for each in round.grid.items.all()}
    for line in plan:
        if line["item"] and line["item"] not in items:
            raise _wrong(_("The plan names an item that is not in the grid: %(code)s.") % {"code": line["item"]})
        if line["due"] < timezone.localdate():
            raise _wrong(_("A measure of the plan must have a day that is still to come."))
        if line["due"].year > 2200:
            raise _wrong(_("Say by which day each measure will be done."))
    office = round.grid.proposal.office
    assert office is not None  # the rule asked for its official
    made = Reply.objects.create(
        round=round, office=office, text=text, lang=lang, person=actor.person,
        follows=round.replies.exists(),
    )  # fmt: skip
    PlanLine.objects.bulk_create(
        PlanLine(reply=made, item=items.get(line["item"]), measure=line["measure"], due=line["due"], position=n)
        for n, line in enumerate(plan)
    )
    say(round.grid.proposal, "proposal.changed")
    return made


def _wrong(sentence: Any) -> Invalid:
    return Invalid(sentence, {"plan": [str(sentence)]})
