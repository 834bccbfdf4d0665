"""Voting: secret commands, which leave no event, no time and no digest; the answer is the receipt."""

import json
import secrets
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation import voting
from deliberation.forms import choice_from_form
from deliberation.models import Poll, RoomRole
from deliberation.queries.reach import people_in_rooms_led_by, polls_for
from deliberation.rules import facilitates, going_on, now, of_its_process, seated
from people.models import SIDES, Participant
from people.rules import Rule
from realtime.command import Language, Reach, command, nudge


class Choice(serializers.JSONField):
    """A choice as JSON; a form without JavaScript sends it as fields (deliberation/forms.py)."""

    def get_value(self, dictionary: Any) -> Any:
        if not hasattr(dictionary, "getlist"):
            return super().get_value(dictionary)
        return choice_from_form(dictionary, serializers.empty)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict) or len(json.dumps(data)) > 4000:
            raise serializers.ValidationError(_("This ballot could not be read. Choose again."))
        return data


_IN_THE_ROOM = seated & now("ballot.cast")


def _may_vote(actor: Any, poll: Poll, **targets: Any) -> Any:
    """Somebody with a seat in the room while its step votes; where the vote goes on outside, of its process."""
    return (of_its_process if poll.online else _IN_THE_ROOM)(actor, poll=poll, **targets)


def _not_leading(actor: Any, poll: Poll, **_targets: Any) -> Any:
    """Not somebody who leads the room."""
    if actor.person and RoomRole.objects.filter(room=poll.room_id, person=actor.person).exists():
        return _("Who leads the room never votes.")
    return None


def _nonce(**kwargs: Any) -> serializers.RegexField:
    return serializers.RegexField(r"^[0-9a-f]{32}$", required=False, **kwargs)


REASON = {
    "reason": serializers.CharField(required=False, allow_blank=True, max_length=600, default=""),
    "lang": Language(required=False, default="it"),
}


@command(
    "ballot.cast",
    shape={"poll": Reach(polls_for), "choice": Choice(), "nonce": _nonce(), **REASON},
    rule=Rule(_may_vote) & Rule(_not_leading),
    secret=True,
)
def cast_ballot(*, actor: Any, poll: Poll, choice: Any, reason: str, lang: str, nonce: str = "") -> dict:
    """Vote, or vote again: the last ballot counts. A form without JavaScript gets its nonce from the server."""
    drawn = nonce or secrets.token_hex(16)
    found = voting.cast(voter=actor.participant, poll=poll, choice=choice, nonce=drawn, reason=reason, lang=lang)
    nudge(poll.room.stream)
    return {"receipt": found, "poll": poll.pk} | ({} if nonce else {"nonce": drawn})


@command(
    "ballot.hand_out",
    shape={"poll": Reach(polls_for), "participant": Reach(people_in_rooms_led_by)},
    rule=facilitates & going_on,
    secret=True,
)
def hand_out_ballot(*, actor: Any, poll: Poll, participant: Participant) -> None:
    """Exchange a person's vote for a ballot on paper."""
    voting.hand_out(poll=poll, person=participant)
    nudge(poll.room.stream)


@command(
    "ballot.take_back",
    shape={"poll": Reach(polls_for), "participant": Reach(people_in_rooms_led_by)},
    rule=facilitates & going_on,
    secret=True,
)
def take_back_ballot(*, actor: Any, poll: Poll, participant: Participant) -> None:
    """Take an unused paper ballot back."""
    voting.take_back(poll=poll, person=participant)
    nudge(poll.room.stream)


@command(
    "ballot.enter",
    shape={
        "poll": Reach(polls_for),
        "side": serializers.ChoiceField(SIDES, required=False),
        "participant": Reach(people_in_rooms_led_by, required=False, allow_null=True),
        "choice": Choice(),
        **REASON,
    },
    rule=facilitates & going_on,
    secret=True,
)
def enter_ballot(
    *,
    actor: Any,
    poll: Poll,
    choice: Any,
    reason: str,
    lang: str,
    side: str = "",
    participant: Participant | None = None,
) -> None:
    """Type in a paper ballot: by side when the vote is secret, by seat when this side votes openly."""
    if participant is not None:
        voting.enter_open(poll=poll, person=participant, choice=choice, reason=reason, lang=lang)
    else:
        voting.enter(poll=poll, side=side, choice=choice, reason=reason, lang=lang)
    nudge(poll.room.stream)
