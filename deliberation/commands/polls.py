"""Opening and closing a poll: the two moments when nothing about it can be changed any more."""

from typing import Any

from rest_framework import serializers

from deliberation import closing, opening
from deliberation.models import Activity, Poll
from deliberation.queries.reach import activities_for, polls_for, proposals_for
from deliberation.rules import facilitates, now, running
from deliberation.voting import hold_poll
from proposals.models import Proposal
from realtime.command import Reach, command, nudge, record


def _streams(activity: Activity, **_targets: Any) -> list[str]:
    return [activity.room.stream, activity.room.process.stream]


@command(
    "poll.open",
    shape={
        "activity": Reach(activities_for),
        "method": serializers.ChoiceField(Poll.Method.choices),
        "proposal": Reach(proposals_for, allow_null=True, required=False),
    },
    stream=_streams,
    rule=facilitates & now("poll.open"),
)
def open_poll(*, actor: Any, activity: Activity, method: str, proposal: Proposal | None = None) -> dict:
    """Open a vote: roll, rule and parameters are frozen and hashed now."""
    poll = opening.open_poll(actor=actor, activity=activity, method=method, proposal=proposal)
    record(activity.room.stream, "poll.opened", polls=[poll.pk], room=[activity.room.pk])
    nudge(activity.room.stream)
    return {"poll": poll.pk, "hash": poll.params_hash}


@command(
    "poll.close",
    shape={"poll": Reach(polls_for)},
    stream=lambda poll: [poll.room.stream, poll.room.process.stream],
    rule=facilitates & running,
)
def close_poll(*, actor: Any, poll: Poll) -> dict:
    """Close a vote: it is counted, and from then on nobody can tell whose ballot is whose."""
    held = hold_poll(poll, alone=True)
    held.room, held.proposal = poll.room, poll.proposal
    done = closing.close_poll(actor=actor, poll=held)
    proposals = [done.proposal_id] if done.proposal_id else []
    record(done.room.stream, "poll.closed", polls=[done.pk], proposals=proposals, room=[done.room_id])
    nudge(done.room.stream)
    return {"outcome": (done.result or {})["outcome"]}
