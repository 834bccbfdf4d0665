"""Co-authors from both sides: somebody asks, an author lets them in or says why not; leaving stays on record."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.rules import Reason, Rule
from proposals.commands import fields
from proposals.effects import everybody_agrees, standing_authors
from proposals.models import Author, Proposal
from proposals.queries import proposals_near
from proposals.reach import authors_near
from proposals.rules import RULES
from proposals.together.merging import settle_open
from proposals.together.standing import may_answer, seated_here, why_no_more_authors
from proposals.workflow import log_move, move, say
from realtime.command import Language, Reach, command
from realtime.refusal import Refused

Standing = Author.Standing


@command("author.ask", shape={"proposal": Reach(proposals_near)}, stream=fields.streams_of_it, rule=seated_here)
def ask_to_join(*, actor: Any, proposal: Proposal) -> dict[str, Any]:
    """Ask its authors to let you write with them. They see your side and the name you chose for the room."""
    refusal = why_no_more_authors(proposal)
    if refusal:
        raise Refused(refusal)
    row = Author.objects.filter(proposal=proposal, participant=actor.participant).first()
    if row is not None and row.standing == Standing.AUTHOR:
        raise Refused(_("You are one of its authors already."))
    if row is not None and row.standing == Standing.ASKING:
        raise Refused(_("You have asked already. Its authors will answer."))
    row = row or Author(proposal=proposal, participant=actor.participant)
    row.standing, row.answer, row.reason = Standing.ASKING, Author.Reply.CONFIRMED, ""
    row.save()
    say(proposal, "proposal.changed")
    return {"author": row.pk}


@Rule
def lets_in(actor: Any, *, author: Author, **_targets: Any) -> Reason:
    """An author of the proposal; where no author can be asked, who hosts there."""
    return may_answer(actor, author.proposal)


@command(
    "author.answer",
    shape={
        "author": Reach(authors_near),
        "yes": serializers.BooleanField(),
        "reason": fields.why(),
        "lang": Language(required=False, default="it"),
    },
    stream=lambda author, **_: fields.streams_of_it(author.proposal),
    rule=lets_in,
)
def answer_who_asks(*, actor: Any, author: Author, yes: bool, reason: str = "", lang: str = "it") -> None:
    """Let somebody who asked write with you, or say why not. Who joins agrees with what stands there now."""
    proposal = author.proposal
    if author.standing != Standing.ASKING:
        raise Refused(_("This person is not asking to join now."))
    if not yes and not reason.strip():
        raise Refused(_("Say why you do not let this person join."))
    if not yes:
        author.standing, author.left_at, author.left_why = Standing.DECLINED, timezone.now(), reason
        author.left_lang = lang
        author.save()
        say(proposal, "proposal.changed")
        return
    refusal = why_no_more_authors(proposal)
    if refusal:
        raise Refused(refusal)
    author.standing, author.joined_by = Standing.AUTHOR, actor.participant
    author.left_at, author.left_why, author.left_lang = None, "", ""
    author.save()
    log_move(proposal, "join", proposal.state, actor=actor)
    say(proposal, "proposal.moved")


@command(
    "author.leave",
    shape={
        "proposal": Reach(proposals_near),
        "reason": fields.why(),
        "lang": Language(required=False, default="it"),
    },
    stream=fields.streams_of_it,
    rule=RULES["author"],
)
def leave_authors(*, actor: Any, proposal: Proposal, reason: str = "", lang: str = "it") -> None:
    """Stop being one of its authors. That you were one, and why you left, stays on record."""
    if proposal.state == Proposal.State.MERGED:
        raise Refused(_("It was merged into another: leave the authors of that one."))
    standing_authors(proposal).filter(participant=actor.participant).update(
        standing=Standing.LEFT, left_at=timezone.now(), left_why=reason, left_lang=lang if reason else ""
    )
    log_move(proposal, "leave", proposal.state, actor=actor, reason=reason)
    say(proposal, "proposal.moved")
    # Those who stay may have agreed already: then nobody is left to wait for.
    if proposal.kind == Proposal.Kind.PROBLEM and proposal.state == Proposal.State.DRAFT and everybody_agrees(proposal):
        move(proposal, "complete", actor=actor)
    settle_open(proposal, actor=actor)
