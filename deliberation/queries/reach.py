"""What an actor may reach: every command and page starts from these querysets, so a stranger's id is nowhere."""

from typing import Any

from django.db.models import Q, QuerySet

from deliberation.models import Activity, Card, Group, Poll, Roll, Room, VoiceNote
from people.models import Participant, Ticket
from people.quick import QuickForSeats
from proposals.models import Proposal


def _mine(actor: Any) -> Q:
    own = Q(pk__in=[])
    if actor.person is not None:
        own |= Q(roles__person=actor.person)
    if actor.participant is not None and actor.participant.removed_at is None:
        own |= Q(seats__participant=actor.participant)
    return own


@QuickForSeats
def rooms_for(actor: Any) -> QuerySet[Room]:
    """Rooms that the actor leads or sits in, with what almost everybody needs of them."""
    found = Room.objects.filter(_mine(actor)).distinct()
    return found.select_related("activity", "process__territory")


def rooms_led_by(actor: Any) -> QuerySet[Room]:
    """Rooms whose console is open to this actor."""
    led = Room.objects.filter(roles__person=actor.person) if actor.person else Room.objects.none()
    return led.select_related("activity", "process__territory")


@QuickForSeats
def activities_for(actor: Any) -> QuerySet[Activity]:
    """Activities of those rooms."""
    return Activity.objects.filter(room__in=_rooms(actor)).select_related("room__activity", "room__process")


@QuickForSeats
def cards_for(actor: Any) -> QuerySet[Card]:
    """Cards of the rooms one leads, and one's own."""
    reach = Q(room__in=rooms_led_by(actor).values("pk"))
    if actor.participant is not None:
        reach |= Q(participant=actor.participant)
    return Card.objects.filter(reach).select_related("room__activity", "room__process", "activity", "group")


def recorded_for(actor: Any) -> QuerySet[VoiceNote]:
    """One's own voice notes that were not written down yet, also while they are only being left."""
    return _notes(participant=actor.participant) if actor.participant is not None else VoiceNote.objects.none()


own_notes = recorded_for


def waiting_notes(actor: Any) -> QuerySet[VoiceNote]:
    """Voice notes in the rooms one leads that nobody has written down yet."""
    return _notes(activity__room__in=rooms_led_by(actor).values("pk"))


def _notes(**which: Any) -> QuerySet[VoiceNote]:
    ready = VoiceNote.objects.select_related("activity__room__activity", "activity__room__process", "participant")
    return ready.filter(sound__isnull=False, **which)


def statements_for(actor: Any) -> QuerySet[Card]:
    """Cards on the walls of those rooms: what everybody there may have an opinion on."""
    found = Card.objects.filter(room__in=_rooms(actor), state=Card.State.SHOWN, activity__revealed=True)
    return found.select_related("room__activity", "room__process", "activity")


def groups_for(actor: Any) -> QuerySet[Group]:
    """Groups on the boards of those rooms."""
    return Group.objects.filter(room__in=_rooms(actor)).select_related("room__activity", "room__process", "activity")


@QuickForSeats
def polls_for(actor: Any) -> QuerySet[Poll]:
    """Polls of those rooms, and those that go on outside them with the actor on the roll."""
    seen = Q(room__in=_rooms(actor))
    if actor.participant is not None:
        seen |= Q(ends_at__isnull=False, pk__in=Roll.objects.filter(participant=actor.participant).values("poll"))
    found = Poll.objects.filter(seen)
    return found.select_related("room__activity", "room__process", "activity", "proposal__office")


def people_in_rooms_led_by(actor: Any) -> QuerySet[Participant]:
    """Everybody who sits in a room that the actor leads."""
    return Participant.objects.filter(room_seats__room__in=rooms_led_by(actor).values("pk")).distinct()


def tickets_of_rooms_led_by(actor: Any) -> QuerySet[Ticket]:
    """Tickets printed for those rooms."""
    places = [f"room:{pk}" for pk in rooms_led_by(actor).values_list("pk", flat=True)]
    return Ticket.objects.filter(place__in=places)


def proposals_for(actor: Any) -> QuerySet[Proposal]:
    """Proposals of the processes whose rooms the actor leads or sits in."""
    return Proposal.objects.filter(process__rooms__in=_rooms(actor)).distinct().select_related("process", "office")


def _rooms(actor: Any) -> Any:
    return rooms_for(actor).order_by().values("pk")
