"""Reporting a comment, and hiding it with two keys: one person asks, another one agrees."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.commands.comments import stream_of_comment
from proposals.models import Comment, Hiding, Report
from proposals.queries import comments_near
from proposals.workflow import say
from proposals.writing.talkers import Said, hosts, second_key, speaks
from realtime.command import Reach, command
from realtime.refusal import Refused

State = Comment.State


@command(
    "comment.report",
    shape={"comment": Reach(comments_near), "reason": Said(500, _("Say what is wrong with this comment."))},
    stream=stream_of_comment,
    rule=speaks,
)
def report_comment(*, actor: Any, comment: Comment, reason: str) -> None:
    """Tell those who host that a comment should not stand there. Once each; nobody else reads it."""
    _check_shown(comment)
    if comment.reports.filter(actor_key=actor.key).exists():
        raise Refused(_("You have reported this comment already."))
    Report.objects.create(comment=comment, actor_key=actor.key, reason=reason)
    say(comment.thread.proposal, "proposal.changed")


@command(
    "comment.ask_hiding",
    shape={"comment": Reach(comments_near), "reason": Said(500, _("Say why this comment should be hidden."))},
    stream=stream_of_comment,
    rule=speaks,
)
def ask_hiding(*, actor: Any, comment: Comment, reason: str) -> None:
    """Ask that a comment be hidden, with the reason: the first of two keys. It stays until another person agrees."""
    _check_shown(comment)
    asked = getattr(comment, "hiding", None) or Hiding(comment=comment)
    if asked.first and asked.hidden_at is None:
        raise Refused(_("Somebody has asked this already. Another person has to agree."))
    # Once it was shown again, hiding it anew takes two keys anew.
    asked.reason, asked.first, asked.second = reason, actor.key, ""
    asked.asked_at, asked.hidden_at = timezone.now(), None
    asked.save()
    say(comment.thread.proposal, "proposal.changed")


@command("comment.hide", shape={"comment": Reach(comments_near)}, stream=stream_of_comment, rule=speaks & second_key)
def hide_comment(*, actor: Any, comment: Comment) -> None:
    """Agree that a comment be hidden: the second key. The page says that it is hidden, and why."""
    _check_shown(comment)
    asked = comment.hiding
    if asked.hidden_at is not None:
        raise Refused(_("Nobody has asked to hide this comment."))
    asked.second, asked.hidden_at = actor.key, timezone.now()
    asked.save(update_fields=["second", "hidden_at"])
    _put(comment, State.HIDDEN)


@command("comment.show", shape={"comment": Reach(comments_near)}, stream=stream_of_comment, rule=hosts)
def show_comment(*, actor: Any, comment: Comment) -> None:
    """Show a hidden comment again. Who asked, who agreed and when stays on record."""
    if comment.state != State.HIDDEN:
        raise Refused(_("This comment is not hidden."))
    _put(comment, State.SHOWN)


def _check_shown(comment: Comment) -> None:
    if comment.state != State.SHOWN:
        raise Refused(_("This comment is no longer shown."))


def _put(comment: Comment, state: str) -> None:
    comment.state = state
    comment.save(update_fields=["state"])
    say(comment.thread.proposal, "proposal.changed")
