"""Who reads a page of a room: the seat that was named, else the one this device has in that room."""

from django.http import HttpRequest

from deliberation.models import Poll, Roll
from people.actors import COOKIE, Actor, actor_of, seats_of
from people.models import Participant


def who_in(request: HttpRequest, room: str) -> Actor:
    """Return the reader with their seat in this room, if this device has one; nobody is seated by looking."""
    asked = request.GET.get("seat")
    if asked:
        return actor_of(request, asked)
    token = request.COOKIES.get(COOKIE, "")
    held = seats_of(token).filter(participant__room_seats__room=room).order_by("-created_at").first() if token else None
    return actor_of(request, held.participant_id if held else None)


def on_the_roll(request: HttpRequest, poll: Poll) -> list[Participant]:
    """Return the people on this device who stand on the roll of a vote: several on the phone of a table."""
    token = request.COOKIES.get(COOKIE, "")
    held = seats_of(token).filter(participant__in=Roll.objects.filter(poll=poll).values("participant")) if token else []
    return [each.participant for each in held]
