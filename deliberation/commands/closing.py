"""The end of a meeting: an official reads commitment and date aloud; authors say what may be read outside."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.commands.cards import own
from deliberation.models import Card, Room
from deliberation.queries.reach import cards_for, rooms_for
from deliberation.rules import now, seated
from people.models import Side
from people.rules import Rule
from realtime.command import Reach, command, record
from realtime.refusal import Refused


def _official(actor: Any, **_targets: Any) -> Any:
    """Somebody from the offices."""
    if actor.participant is None or actor.participant.side != Side.OFFICIAL:
        return _("The commitment is read by somebody from the offices.")
    return None


@command(
    "closing.read",
    shape={"room": Reach(rooms_for)},
    stream=lambda room: room.stream,
    rule=seated & now("closing.read") & Rule(_official),
)
def read_aloud(*, actor: Any, room: Room) -> None:
    """Note that an official has read the commitment and its date aloud."""
    if room.read_at is not None:
        raise Refused(_("The commitment has been read already."))
    room.read_at = timezone.now()
    room.save(update_fields=["read_at"])
    record(room.stream, "closing.read", room=[room.pk])


@command(
    "card.consent",
    shape={"card": Reach(cards_for), "publish": serializers.BooleanField()},
    stream=lambda card, **_t: card.room.stream,
    rule=own,
)
def consent(*, actor: Any, card: Card, publish: bool) -> None:
    """Say whether one's own card may be read outside the room. It can be changed at any time, also afterwards."""
    card.publish = publish
    card.save(update_fields=["publish"])
    record(card.room.stream, "card.changed", cards=[card.pk])
