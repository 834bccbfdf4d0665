"""Opening and closing a poll: the two moments when nothing about it can be changed any more."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation import closing, lasting, opening
from deliberation.models import Activity, Poll
from deliberation.parameters import MONEY
from deliberation.queries.reach import activities_for, polls_for, proposals_for
from deliberation.rules import facilitates, going_on, now, running
from deliberation.voting import hold_poll
from people.rules import Rule
from proposals.queries import amendments_near
from realtime.command import Language, Reach, Text, command, nudge, record
from realtime.schedule import CLOCK


def polls_to_close(actor: Any) -> Any:
    """Polls that the actor may close; to the clock, those that end on a date."""
    if actor is not CLOCK:
        return polls_for(actor)
    return Poll.objects.filter(ends_at__isnull=False).select_related(*lasting.WHOLE)


def _may_close(actor: Any, poll: Poll, **_targets: Any) -> Any:
    """Whoever leads the room; where a vote has a date, the clock on that date."""
    return None if actor is CLOCK else _LEADS(actor, poll=poll)


_LEADS = facilitates & going_on


def _streams(activity: Activity, **_targets: Any) -> list[str]:
    return [activity.room.stream, activity.room.process.stream]


class Words(serializers.DictField):
    """One text in several languages: {language: text}."""

    child = Text(200)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        words = super().to_internal_value(data)
        if len(words) > 20:
            raise serializers.ValidationError(_("That is too many languages for one text."))
        return {Language().run_validation(lang): text for lang, text in words.items()}


class Option(serializers.Serializer):
    """One option: its words, or a solution of this process; with its cost in cents where money is shared out."""

    title = Text(200, required=False, allow_blank=True, default="")
    lang = Language(required=False, default="it")
    translations = Words(required=False, default=dict)
    proposal = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")
    cost = serializers.IntegerField(min_value=0, max_value=MONEY, required=False, allow_null=True, default=None)


@command(
    "poll.open",
    shape={
        "activity": Reach(activities_for),
        "method": serializers.ChoiceField(Poll.Method.choices),
        "proposal": Reach(proposals_for, allow_null=True, required=False),
        "amendment": Reach(amendments_near, allow_null=True, allow_blank=True, required=False),
        "question": Words(required=False, default=dict),
        "options": Option(many=True, required=False, default=list),
        "seats": serializers.IntegerField(min_value=0, max_value=99, required=False, default=0),
        "budget": serializers.IntegerField(min_value=0, max_value=MONEY, required=False, default=0),
        "days": serializers.IntegerField(min_value=0, max_value=lasting.MOST_DAYS, required=False, default=0),
    },
    stream=_streams,
    rule=facilitates & now("poll.open"),
)
def open_poll(*, actor: Any, activity: Activity, **asked: Any) -> dict:
    """Open a vote: question, options, roll, rule and parameters are frozen and hashed now."""
    poll = opening.open_poll(actor=actor, activity=activity, asked=opening.Asked(**asked))
    record(activity.room.stream, "poll.opened", polls=[poll.pk], room=[activity.room.pk])
    nudge(activity.room.stream)
    return {"poll": poll.pk, "hash": poll.opening_hash}


@command(
    "poll.close",
    shape={"poll": Reach(polls_to_close)},
    stream=lambda poll: [poll.room.stream, poll.room.process.stream],
    rule=Rule(_may_close),
)
def close_poll(*, actor: Any, poll: Poll) -> dict:
    """Close a vote: it is counted, and from then on nobody can tell whose ballot is whose.

    One that ends on a date is closed by the clock then; where a quorum is missing it goes on once instead.
    """
    held = _alone(poll)
    if lasting.ends_now(held):
        return _closed(actor, held)
    lasting.extend(held, days=held.params["extension"])
    _said_later(held)
    return {"poll": held.pk}


@command(
    "poll.extend",
    shape={"poll": Reach(polls_for), "days": serializers.IntegerField(min_value=1, max_value=lasting.MOST_DAYS)},
    stream=lambda poll, **_t: [poll.room.stream],
    rule=facilitates & running,
)
def extend_poll(*, actor: Any, poll: Poll, days: int) -> dict:
    """Let a vote of the room go on outside it, once, when a side that decides has no quorum yet. The roll stays."""
    held = _alone(poll)
    lasting.extend(held, days=days)
    _said_later(held)
    return {"poll": held.pk}


def _alone(poll: Poll) -> Poll:
    held = hold_poll(poll, alone=True)
    held.room, held.proposal = poll.room, poll.proposal
    return held


def _said_later(poll: Poll) -> None:
    record(poll.room.stream, "poll.extended", polls=[poll.pk], room=[poll.room_id])
    nudge(poll.room.stream)


def _closed(actor: Any, held: Poll) -> dict:
    done = closing.close_poll(actor=actor, poll=held)
    about = done.amendment.proposal_id if done.amendment else done.proposal_id
    proposals = [about] if about else []
    record(done.room.stream, "poll.closed", polls=[done.pk], proposals=proposals, room=[done.room_id])
    nudge(done.room.stream)
    return {"outcome": (done.result or {})["outcome"]}
