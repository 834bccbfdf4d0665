"""Comments beside a passage: threads, what is said in them, and settling or pausing them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Side
from proposals.commands import fields
from proposals.models import Comment, Proposal, Thread
from proposals.queries import comments_near, proposals_near, threads_near
from proposals.workflow import say, streams_of
from proposals.writing.talkers import Said, hosts, its_author, open_to_talk, speaks, wrote_it
from proposals.writing.talking import anchored, is_paused
from realtime.command import Language, Reach, Text, command
from realtime.refusal import Refused

State = Comment.State


def stream_of_thread(thread: Thread, **_rest: Any) -> list[str]:
    return streams_of(thread.proposal)


def stream_of_comment(comment: Comment, **_rest: Any) -> list[str]:
    return streams_of(comment.thread.proposal)


@command(
    "thread.start",
    shape={
        "proposal": Reach(proposals_near),
        "section": serializers.CharField(max_length=30, error_messages={"required": _("Choose a section.")}),
        "quote": Text(1000, required=False, allow_blank=True, default=""),
        "text": Said(2000, _("Write something first.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=speaks & open_to_talk,
)
def start_thread(
    *, actor: Any, proposal: Proposal, section: str, text: str, lang: str, quote: str = ""
) -> dict[str, Any]:
    """Begin a conversation about a passage of a section, or about the whole section, with its first comment."""
    at = anchored(proposal, section, quote)
    thread = Thread.objects.create(proposal=proposal, section=section, quote=at.quote, before=at.before, after=at.after)
    made = _comment(actor=actor, thread=thread, text=text, lang=lang)
    return {"proposal": proposal.pk, "thread": thread.pk, "comment": made.pk}


@command(
    "comment.add",
    shape={"thread": Reach(threads_near), "text": Said(2000, _("Write something first.")), "lang": Language()},
    stream=stream_of_thread,
    rule=speaks & open_to_talk,
)
def add_comment(*, actor: Any, thread: Thread, text: str, lang: str) -> dict[str, Any]:
    """Say something in a conversation. Not while it pauses, and not when it is settled."""
    if is_paused(thread):
        until = date_format(timezone.localtime(thread.paused_until), "DATETIME_FORMAT")
        pause = {"until": until, "reason": thread.pause_reason}
        raise Refused(_("This conversation pauses until %(until)s. The reason: %(reason)s") % pause)
    if thread.resolved_at:
        raise Refused(_("This conversation is settled. Begin a new one, or ask that it be opened again."))
    return {"thread": thread.pk, "comment": _comment(actor=actor, thread=thread, text=text, lang=lang).pk}


@command("comment.withdraw", shape={"comment": Reach(comments_near)}, stream=stream_of_comment, rule=wrote_it)
def withdraw_comment(*, actor: Any, comment: Comment) -> None:
    """Take back one's own comment. Its words are no longer shown to anybody; that there was one remains."""
    if comment.state == State.WITHDRAWN:
        raise Refused(_("This comment was withdrawn already."))
    comment.state = State.WITHDRAWN
    comment.save(update_fields=["state"])
    say(comment.thread.proposal, "proposal.changed")


@command("thread.resolve", shape={"thread": Reach(threads_near)}, stream=stream_of_thread, rule=its_author | hosts)
def resolve_thread(*, actor: Any, thread: Thread) -> None:
    """Say that a conversation is settled. It stays readable."""
    if thread.resolved_at:
        raise Refused(_("This conversation is settled already."))
    thread.resolved_at = timezone.now()
    _changed(thread)


@command("thread.reopen", shape={"thread": Reach(threads_near)}, stream=stream_of_thread, rule=its_author | hosts)
def reopen_thread(*, actor: Any, thread: Thread) -> None:
    """Open a settled conversation again."""
    if thread.resolved_at is None:
        raise Refused(_("This conversation is open already."))
    thread.resolved_at = None
    _changed(thread)


@command(
    "thread.pause",
    shape={
        "thread": Reach(threads_near),
        "reason": Said(500, _("Say why this conversation should pause.")),
        "days": serializers.IntegerField(min_value=1, max_value=30),
    },
    stream=stream_of_thread,
    rule=hosts,
)
def pause_thread(*, actor: Any, thread: Thread, reason: str, days: int) -> None:
    """Let a conversation rest for some days. Everybody reads why and until when."""
    thread.paused_until, thread.pause_reason = timezone.now() + timedelta(days=days), reason
    _changed(thread)


@command("thread.resume", shape={"thread": Reach(threads_near)}, stream=stream_of_thread, rule=hosts)
def resume_thread(*, actor: Any, thread: Thread) -> None:
    """End the pause of a conversation before its time."""
    if not is_paused(thread):
        raise Refused(_("This conversation does not pause."))
    thread.paused_until, thread.pause_reason = None, ""
    _changed(thread)


def _comment(*, actor: Any, thread: Thread, text: str, lang: str) -> Comment:
    seat = actor.participant
    made = Comment.objects.create(
        thread=thread, text=text, lang=lang, participant=seat, person=None if seat else actor.person,
        side=Side(seat.side) if seat else "",
    )  # fmt: skip
    say(thread.proposal, "proposal.changed")
    return made


def _changed(thread: Thread) -> None:
    thread.save(update_fields=["resolved_at", "paused_until", "pause_reason"])
    say(thread.proposal, "proposal.changed")
