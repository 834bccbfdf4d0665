"""Makes the rooms that the clients meet in, through commands; a program of its own, which prints JSON."""

import json
import os
import sys
import uuid
from typing import Any


def main(people: int, past: int) -> dict[str, Any]:
    """Make three rooms: two of one process, one of another, so that nothing may pass between any of them.

    `people` are spread over the rooms; `past` events happened in the first before anybody came.
    """
    from people.printed import issue_code
    from tests.helpers.world import world

    town, other = world(residents=0, officials=0), world(residents=0, officials=0)
    pen, apart = town.room, other.room
    wall = _opened(town, playbook="listening")
    rooms = [(pen, town, "pen"), (wall, town, "wall"), (apart, other, "pen")]
    seats = []
    for place, (room, place_of, _temper) in enumerate(rooms):
        mine = people // len(rooms) + (place < people % len(rooms))
        seats += _seated(place_of, room, mine)
    for room, place_of, temper in rooms:
        if temper == "pen":
            _do(place_of.f, "room.next", room=room.pk)  # from the charter to the cards
    _fill(town, pen, past)
    codes = {of.f.person.pk: issue_code(person=of.f.person) for of in (town, other)}
    return {
        "rooms": [{"id": room.pk, "temper": temper, "lead": of.f.person.pk} for room, of, temper in rooms],
        "codes": codes,
        "seats": seats,
    }


def _opened(town: Any, playbook: str) -> Any:
    room = town.fresh_room(playbook=playbook)
    _do(town.f, "room.open", room=room.pk)
    return room


def _seated(town: Any, room: Any, people: int) -> list[dict[str, Any]]:
    """Give tickets and let people in; one in four is an official, whose side votes openly."""
    officials = people // 4
    seats = []
    for side, count in (("resident", people - officials), ("official", officials)):
        if count:
            office = {"office": town.social.pk} if side == "official" else {}
            _do(town.f, "ticket.issue", room=room.pk, side=side, count=count, **office)
    from people.models import Ticket
    from people.tickets import secrets_of

    for ticket in Ticket.objects.filter(place=room.stream, state=Ticket.State.ISSUED).order_by("number"):
        seats.append(_seat(room, ticket, secrets_of(ticket)[0]))
    return seats


def _seat(room: Any, ticket: Any, secret: str) -> dict[str, Any]:
    from people.actors import Actor
    from people.models import Participant

    once, name = str(uuid.uuid4()), f"{ticket.side}-{ticket.number}"
    entered = _do(Actor(), "ticket.redeem", secret=secret, nickname=name, lang="it", once=once)
    person = Participant.objects.get(pk=entered["participant"])
    actor = Actor(participant=person, device=person.device_seats.select_related("device").get().device)
    _do(actor, "seat.take", room=room.pk)
    return {"room": room.pk, "seat": person.pk, "token": entered["token"], "side": ticket.side, "name": name}


def _fill(town: Any, room: Any, past: int) -> None:
    """Let the room have a past that somebody may have missed; many commands to a commit, as in a busy room."""
    from realtime.together import Order, run_together

    room.refresh_from_db()
    wanted = {"activity": room.activity_id, "minutes": 1}
    orders = [Order("timer.add", wanted, str(uuid.uuid4()), "it", town.f.key, lambda: town.f) for _n in range(past)]
    for first in range(0, past, 64):
        answers = run_together(room.stream, orders[first : first + 64])
        assert all(answer.ok for answer in answers), answers


def _do(actor: Any, name: str, **data: Any) -> dict[str, Any]:
    from tests.helpers.world import do

    return do(actor, name, **data)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    json.dump(main(int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
