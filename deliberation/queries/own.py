"""The queries behind the own parts, prepared: they are asked again after every answer and every personal event."""

from typing import NamedTuple

from deliberation.models import Card, Mark, Poll, Roll, Room, Seat, Stance
from people.models import DeviceSeat
from proposals.models import Author
from realtime.prepared import Among, Prepared, Slot

ROOM, PROCESS = Slot("room"), Slot("process")


class Place(NamedTuple):
    """What of a room and its activity decides what may be done now; kind and part are None between activities."""

    key: str
    process: str
    state: str
    rehearsal: bool
    kind: str | None
    part: str | None  # the activity's state


ROOMS = Prepared(
    lambda: Room.objects.filter(pk=ROOM).values_list(
        "pk", "process", "state", "rehearsal", "activity__kind", "activity__state"
    )
)
CARD = ("id", "number", "activity", "text", "lang", "state", "reason", "publish")

SEATS = Among(
    "participant",
    lambda: Seat.objects.filter(room=ROOM, participant__removed_at=None).values_list(
        "participant", "state", "participant__nickname", "participant__side", "participant__lang"
    ),
)
CARDS = Among(
    "participant",
    lambda: Card.objects.filter(room=ROOM).exclude(participant=None).exclude(state=Card.State.WITHDRAWN).values_list(
        "participant", "pk", "number", "activity", "text", "lang", "state", "hidden_reason", "publish"
    ),
)  # fmt: skip
POLLS = Prepared(lambda: Poll.objects.filter(room=ROOM).values_list("pk"))
ROLLS = Among("participant", lambda: Roll.objects.filter(poll__room=ROOM).values_list("participant", "poll", "opinion"))
MARKS = Among("participant", lambda: Mark.objects.filter(poll__room=ROOM).values_list("participant", "poll"))
STANCES = Among(
    "participant", lambda: Stance.objects.filter(card__room=ROOM).values_list("participant", "card", "vote")
)
# Only of those who sit in this room: a process may have many.
ASKED = Among(
    "participant",
    lambda: Author.objects.filter(
        proposal__process=PROCESS,
        standing=Author.Standing.AUTHOR,
        participant__in=Seat.objects.filter(room=ROOM).values("participant"),
    ).values_list("participant", "proposal", "answer"),
)
HELD = (
    DeviceSeat.objects.filter(device__revoked_at=None, revoked_at=None, participant__removed_at=None)
    .order_by("participant__created_at", "participant__pk")
    .values_list("device", "participant", "participant__nickname", "participant__side", "participant__process")
)
# For a few devices the process is looked at afterwards: databases would else walk through all its people first.
DEVICES = Among("device", lambda: HELD.filter(participant__process=PROCESS), few=lambda: HELD)
