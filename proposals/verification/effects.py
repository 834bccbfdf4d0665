"""What the steps at the end of an intervention leave behind: a statement with its words, which nobody changes later."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.models import Proposal, Statement
from realtime.refusal import Refused

Kind = Statement.Kind


def state_done(proposal: Proposal, *, actor: Any, text: str, lang: str, **_details: Any) -> None:
    """The office says in its own words what was done."""
    _state(proposal, Kind.DECLARED_DONE, _("Say what was done, where and when."), actor, text, lang, proposal.office)


def state_dispute(proposal: Proposal, *, actor: Any, text: str, lang: str, **_details: Any) -> None:
    """A participant says why it is not done, and the intervention is open again."""
    _state(proposal, Kind.DISPUTED, _("Give the reasons: say what is not done, or not as promised."), actor, text, lang)


def state_verified(proposal: Proposal, *, actor: Any, text: str, lang: str, **_details: Any) -> None:
    """Citizens say what they found; it stands beside what the office declared."""
    _state(proposal, Kind.VERIFIED, _("Say what was found when it was measured."), actor, text, lang)


def _state(proposal: Proposal, kind: str, empty: Any, actor: Any, text: str, lang: str, office: Any = None) -> None:
    if not text.strip():
        raise Refused(empty)
    Statement.objects.create(
        proposal=proposal, kind=kind, text=text, lang=lang, office=office, participant=actor.participant,
        person=None if actor.participant else actor.person,
    )  # fmt: skip


EFFECTS = {"state_done": state_done, "state_dispute": state_dispute, "state_verified": state_verified}
