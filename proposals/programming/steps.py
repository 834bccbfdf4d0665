"""What the steps of an intervention do besides: a campaign does not start mute, giving up is said with its reason."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.models import Programme, Proposal, Statement
from proposals.programming.details import silence_in_words, silent_in
from proposals.programming.kinds import kind_named
from realtime.refusal import Refused


def check_launch(proposal: Proposal, **_details: Any) -> None:
    """Refuse to start a campaign that does not speak every language it declared."""
    plan = Programme.objects.filter(proposal=proposal).first()
    if plan is None:
        return
    kind = kind_named(proposal.process.territory, plan.kind)
    missing = silence_in_words(silent_in(kind, plan.details))
    if missing:
        raise Refused(missing)


def give_up(proposal: Proposal, *, actor: Any, text: str = "", lang: str = "it", **_details: Any) -> None:
    """Write the office's statement: an intervention is never given up in silence."""
    if not text.strip():
        raise Refused(_("Say why the office gives it up: people read the reason."))
    Statement.objects.create(
        proposal=proposal,
        kind=Statement.Kind.ABANDONED,
        text=text,
        lang=lang,
        office=proposal.office,
        person=actor.person,
    )
