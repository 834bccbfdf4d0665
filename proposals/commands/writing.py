"""Writing between meetings: into the working text, publishing it as a revision, going back to an earlier one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.commands import fields
from proposals.models import Proposal, Revision
from proposals.queries import proposals_near, revisions_near
from proposals.workflow import move
from proposals.writing.drafts import draft_of, may_write, write_draft
from proposals.writing.revisions import TITLE, latest_revision
from realtime.command import Language, Reach, command
from realtime.refusal import Refused

MOST = 100_000  # characters of one field on its way in: how many it may have is said by its section


def texts() -> serializers.DictField:
    """Texts by field: {"title": …, "body": …, section: …}. A form sends `texts.body`."""
    child = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=MOST)
    return serializers.DictField(child=child, required=False, default=dict)


@command(
    "proposal.write",
    shape={"proposal": Reach(proposals_near), "texts": texts(), "before": texts()},
    stream=fields.streams_of_it,
    rule=may_write,
)
def write_proposal(*, actor: Any, proposal: Proposal, texts: dict[str, str], before: dict[str, str]) -> dict[str, Any]:
    """Put what one wrote into the working text. `before` is what one saw: what others wrote meanwhile stays.

    Answers `both`: the fields where two people changed the same place. There both versions stand now.
    """
    return {"proposal": proposal.pk, "both": write_draft(proposal, texts, before)}


@command(
    "proposal.revise",
    shape={
        "proposal": Reach(proposals_near),
        "texts": texts(),
        "before": texts(),
        "lang": Language(required=False, allow_null=True, default=None),
        "note": serializers.CharField(max_length=300, required=False, allow_blank=True, default=""),
    },
    stream=fields.streams_of_it,
    rule=may_write,
)
def revise_proposal(
    *, actor: Any, proposal: Proposal, texts: dict[str, str], before: dict[str, str], lang: str | None, note: str
) -> dict[str, Any]:
    """Publish the working text as a revision, with what one has just written. Where others wrote at the same place,

    nothing is published: both versions stand in the working text, and `both` names the fields.
    """
    both = write_draft(proposal, texts, before)
    if both:
        return {"proposal": proposal.pk, "both": both}
    now = draft_of(proposal)
    if not now[TITLE].strip():
        raise Refused(_("Write a title."))
    known = latest_revision(proposal).number
    move(proposal, "revise", actor=actor, texts=now, lang=lang or proposal.lang, note=note)
    number = latest_revision(proposal).number
    if number == known:
        raise Refused(_("Nothing was changed since the last version."))
    return {"proposal": proposal.pk, "both": [], "revision": number}


@command(
    "proposal.restore",
    shape={"revision": Reach(revisions_near)},
    stream=lambda revision: fields.streams_of_it(revision.proposal),
    rule=lambda actor, revision: may_write(actor, proposal=revision.proposal),
)
def restore_revision(*, actor: Any, revision: Revision) -> dict[str, Any]:
    """Publish an earlier version again, as a new one. What was written since stays on record."""
    proposal = revision.proposal
    known = latest_revision(proposal).number
    move(proposal, "revise", actor=actor, texts=revision.texts, lang=revision.lang, restores=revision)
    number = latest_revision(proposal).number
    if number == known:
        raise Refused(_("This is what stands there already."))
    return {"proposal": proposal.pk, "revision": number}
