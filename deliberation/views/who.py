"""Who reads a page of a room: the seat that was named, else the one this device has in that room."""

from django.http import HttpRequest

from people.actors import COOKIE, Actor, actor_of, seats_of


def who_in(request: HttpRequest, room: str) -> Actor:
    """Return the reader with their seat in this room, if this device has one; nobody is seated by looking."""
    asked = request.GET.get("seat")
    if asked:
        return actor_of(request, asked)
    token = request.COOKIES.get(COOKIE, "")
    held = seats_of(token).filter(participant__room_seats__room=room).order_by("-created_at").first() if token else None
    return actor_of(request, held.participant_id if held else None)
