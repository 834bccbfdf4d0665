"""Listening: what each person thinks of the others' cards. Secret commands: no event, only new numbers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.models import Card, Stance
from deliberation.queries.reach import statements_for
from deliberation.rules import now, seated
from realtime.command import Reach, command, nudge
from realtime.refusal import Refused

VOTES = {"agree": Stance.Vote.AGREE, "pass": Stance.Vote.PASS, "disagree": Stance.Vote.DISAGREE}


@command(
    "stance.take",
    shape={"card": Reach(statements_for), "stance": serializers.ChoiceField(list(VOTES))},
    rule=seated & now("stance.take"),
    secret=True,
)
def take_stance(*, actor: Any, card: Card, stance: str) -> None:
    """Agree, disagree or pass on a card; said again, the last answer counts."""
    if card.state != Card.State.SHOWN or not card.activity.revealed:
        raise Refused(_("This card is not on the wall."))
    Stance.objects.update_or_create(card=card, participant=actor.participant, defaults={"vote": VOTES[stance]})
    nudge(card.room.stream)
