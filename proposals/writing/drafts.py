"""The working text: what people write together before they publish it, with or without a script in their browser."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.rules import Rule
from proposals.models import Proposal
from proposals.queries import proposals_near
from proposals.texts.merge import merged
from proposals.workflow import may
from proposals.writing.revisions import Texts, fields_of, most_of, working_text
from proposals.writing.stages import in_its_time
from realtime.coediting.texts import plain, replace_text
from realtime.coediting.texts import texts_of as stored
from realtime.refusal import Invalid

may_write: Rule = may("revise") & in_its_time()


def draft_of(proposal: Proposal) -> Texts:
    """Return every field as it stands in the working text now."""
    return stored(working_text(proposal))


def write_draft(proposal: Proposal, texts: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    """Put what somebody wrote into the working text, and return the fields in which others wrote at the same place.

    `before`: what they saw when they began. Nothing of either side is lost: where both changed one place, both stand.
    """
    checked(proposal, texts)
    both = []
    for field, mine in texts.items():
        seen = before.get(field, "")
        if plain(mine) == plain(seen):
            continue
        now = draft_of(proposal)[field]
        found = merged(plain(seen), plain(mine), now)
        if not found.exact:
            both.append(field)
        replace_text(text=working_text(proposal), field=field, before=now, after=found.text)
    return both


def checked(proposal: Proposal, texts: Mapping[str, str]) -> None:
    """Refuse fields that this kind of proposal does not have, and texts that are too long for them."""
    known, most = fields_of(proposal.kind), most_of(proposal.kind)
    if unknown := [field for field in texts if field not in known]:
        raise Invalid(_("This message says something that is not expected here."), {field: [] for field in unknown})
    said = _("This text is too long: at most %(most)s characters. Shorten it and send it again.")
    wrong = {field: [str(said % {"most": most[field]})] for field, text in texts.items() if len(text) > most[field]}
    if wrong:
        raise Invalid(next(iter(wrong.values()))[0], {f"texts.{field}": why for field, why in wrong.items()})


def right_of(actor: Any, key: str) -> str | None:
    """Return "write" for those who may publish this proposal now, "read" for those who may read its draft, or None."""
    found = proposals_near(actor).filter(pk=key).first()
    if found is None:
        return None
    return "write" if may_write(actor, proposal=found) is None else "read"
