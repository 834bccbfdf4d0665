"""Merging by consent: an author or a host proposes, every author answers, and it can be taken apart again."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.rules import Reason, Rule
from proposals.commands import fields
from proposals.models import Merge, Proposal
from proposals.queries import proposals_near
from proposals.reach import merges_near
from proposals.rules import RULES
from proposals.shapes import Words
from proposals.together.consent import is_author, originals_of, why_not_together
from proposals.together.merging import propose_merge, reply_to_merge, undo_merge
from proposals.workflow import streams_of
from realtime.command import Language, Reach, command


@Rule
def of_one_of_them(actor: Any, *, proposals: list[Proposal], **_targets: Any) -> Reason:
    """An author of one of them, or who hosts there."""
    refusal = why_not_together(proposals)
    if refusal:
        return refusal
    reasons = [RULES["author"](actor, proposal=each) for each in proposals]
    return None if None in reasons else RULES["proposer"](actor, proposal=proposals[0])


@Rule
def of_an_original(actor: Any, *, merge: Merge, **_targets: Any) -> Reason:
    """An author of one of the originals, on a seat."""
    return None if is_author(merge, actor) else _("Only the authors of the originals decide this.")


@Rule
def hosts_it(actor: Any, *, merge: Merge, **_targets: Any) -> Reason:
    """Who hosts there."""
    return RULES["host"](actor, proposal=originals_of(merge)[0])


def streams_of_merge(merge: Merge, **_rest: Any) -> list[str]:
    return streams_of(*originals_of(merge))


@command(
    "merge.propose",
    shape={
        "proposals": Reach(proposals_near, many=True),
        "title": fields.title(),
        "body": fields.body(),
        "lang": Language(),
        "reason": Words(1000, _("Say why these belong together.")),
    },
    stream=lambda proposals, **_: streams_of(*proposals),
    rule=of_one_of_them,
)
def ask_to_merge(
    *, actor: Any, proposals: list[Proposal], title: str, lang: str, reason: str, body: str = ""
) -> dict[str, Any]:
    """Propose that several problems, or several solutions, become one new one. Their authors decide."""
    made = propose_merge(actor=actor, proposals=proposals, title=title, body=body, lang=lang, reason=reason)
    return {"merge": made.pk}


@command(
    "merge.reply",
    shape={
        "merge": Reach(merges_near),
        "agrees": serializers.BooleanField(),
        "reason": serializers.CharField(max_length=500, required=False, allow_blank=True, default=""),
    },
    stream=streams_of_merge,
    rule=of_an_original,
)
def answer_merge(*, actor: Any, merge: Merge, agrees: bool, reason: str = "") -> None:
    """Agree that yours becomes part of one new proposal, or say why not. When all agreed it is done."""
    reply_to_merge(actor=actor, merge=merge, agrees=agrees, reason=reason)


@command(
    "merge.undo",
    shape={"merge": Reach(merges_near), "reason": Words(1000, _("Say why they should be apart again."))},
    stream=streams_of_merge,
    rule=of_an_original | hosts_it,
)
def take_merge_apart(*, actor: Any, merge: Merge, reason: str) -> None:
    """Take a merge apart while nobody has voted on it: the originals stand again as they were."""
    undo_merge(actor=actor, merge=merge, reason=reason)
