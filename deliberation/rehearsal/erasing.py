"""Taking a rehearsal away: the simulated people of a room, and the further rooms that were opened for it."""

from dataclasses import dataclass

from django.db import transaction

from deliberation.models import Room, RoomRole, Seat
from deliberation.rehearsal.opening import ref_of
from people.actors import Actor
from people.models import Ticket
from realtime.ids import new_id
from realtime.models import Done, Stream
from realtime.run import run


class NotErased(Exception):
    """A room refused; the sentence says why."""


@dataclass
class Erased:
    people: int = 0
    cards: int = 0
    rooms: int = 0  # further rooms that are gone
    kept: int = 0  # further rooms where real people sit


def erase(room: Room) -> Erased:
    """Erase what was simulated in this room and in those that were opened for its rehearsal; those go themselves."""
    found = Erased()
    for each in [*further(room), room]:
        _erase_people(each, found)
        if each == room:
            continue
        gone = _take_away(each)
        found.rooms += gone
        found.kept += not gone
    return found


def further(room: Room) -> list[Room]:
    """Return the rehearsal rooms that were opened beside this one, by whoever leads it."""
    leaders = [f"person:{pk}" for pk in RoomRole.objects.filter(room=room).values_list("person", flat=True)]
    made = Done.objects.filter(actor__in=leaders, ref__startswith=ref_of(room.pk, ""))
    ids = [done.answer["data"]["room"] for done in made]
    return list(Room.objects.filter(pk__in=ids, rehearsal=True).select_related("process"))


def _erase_people(room: Room, found: Erased) -> None:
    role = RoomRole.objects.filter(room=room).select_related("person").order_by("-role").first()
    answer = run("rehearsal.erase", Actor(person=role.person) if role else Actor(), {"room": room.pk}, new_id())
    if not answer.ok:
        raise NotErased(answer.reason)
    found.people += answer.data["people"]
    found.cards += answer.data["cards"]


@transaction.atomic
def _take_away(room: Room) -> bool:
    """Delete a further room, with its log; not one where a real person sits."""
    if Seat.objects.filter(room=room).exists():
        return False
    Ticket.objects.filter(place=room.stream).delete()
    Done.objects.filter(stream=room.stream).delete()  # the ref by which it was made is free again
    Stream.objects.filter(id=room.stream).delete()
    room.delete()
    return True
