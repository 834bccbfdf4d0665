"""The queries behind the tables that change most, prepared: they are asked again for every event and audience."""

from django.db.models import Count

from deliberation.models import Activity, Card, CardTranslation, Poll, Room, Seat
from people.models import Ticket
from realtime.prepared import Among, Prepared, Slot

ROOM = Slot("room")

CARD = (
    "id", "number", "activity", "side", "text", "lang", "group", "channel", "state", "reason", "publish", "revealed",
    "problem",
)  # fmt: skip
# A card that became the source of two problems comes twice, the later one last.
CARDS = Among(
    "pk",
    lambda: Card.objects.filter(room=ROOM).exclude(state=Card.State.WITHDRAWN).values_list(
        "pk", "number", "activity", "side", "text", "lang", "group", "channel", "state", "hidden_reason", "publish",
        "activity__revealed", "sources__proposal",
    ).order_by("number", "sources__pk"),
)  # fmt: skip
WORDS = Among(
    "card",
    lambda: CardTranslation.objects.filter(card__room=ROOM).values_list(
        "card", "lang", "text", "by", "by__display_name"
    ),
)

SEATS = Among(
    "participant",
    lambda: Seat.objects.filter(room=ROOM).values_list(
        "participant", "participant__nickname", "participant__side", "participant__lang", "participant__channel",
        "participant__removed_at", "state", "observes",
    ),
)  # fmt: skip
WROTE = Among(
    "participant",
    lambda: Card.objects.filter(room=ROOM)
    .exclude(participant=None)
    .order_by()
    .values_list("participant")
    .distinct(),
)  # fmt: skip
TICKETS = Among(
    "participant",
    lambda: (
        Ticket.objects.filter(place=Slot("place"), slip=False)
        .exclude(participant=None)
        .values_list("participant", "number")
    ),
)

ACTIVITY = (
    "id", "position", "kind", "title", "prompt", "minutes", "state", "revealed", "ends", "left", "settings"
)  # fmt: skip
ACTIVITIES = Among(
    "pk",
    lambda: Activity.objects.filter(room=ROOM).values_list(
        "pk", "position", "kind", "title", "prompt", "minutes", "state", "revealed", "ends_at", "left_seconds",
        "settings",
    ),
)  # fmt: skip

OWN = ("pk", "title", "lang", "code", "state", "entry", "rehearsal", "activity", "recount_at", "read_at")
PROCESS = (
    "pk", "title", "question", "commitment", "commitment_signed_at", "response_days", "lang", "charter",
    "charter_adopted_at", "territory__languages",
)  # fmt: skip
ROOMS = Prepared(
    lambda: Room.objects.filter(pk=ROOM).values_list(*OWN, *(f"process__{field}" for field in PROCESS))
)  # fmt: skip
PRESENT = Prepared(
    lambda: (
        Seat.objects.filter(room=ROOM, state=Seat.State.IN)
        .values_list("participant__side")
        .annotate(n=Count("pk"))
        .order_by()
    )
)
DUE = Prepared(
    lambda: Poll.objects.filter(room=ROOM, state=Poll.State.CLOSED, proposal__isnull=False).values_list("result__due")
)
