"""One room reaches into no other: things of another room, of a room next door, of a co-facilitator."""

import json

import pytest

from deliberation.models import Room, Seat
from people.actors import Actor
from people.models import Person, Role
from realtime.models import Done, Event
from tests.deliberation.room.voting import opened
from tests.helpers.scenes import carded
from tests.helpers.world import World, ask, do, refused, world

pytestmark = pytest.mark.django_db


def neighbour(w: World) -> World:
    """The same process, another room led by somebody else, with its own people."""
    person = Person.objects.create_user(f"n-{w.process.pk}@example.org", display_name="Nadia")
    Role.objects.create(person=person, territory=w.territory, role="facilitator")
    other = World(w.territory, w.process, w.registry, w.social, Actor(person=person))
    other.room = other.fresh_room()
    do(other.f, "room.open", room=other.room.pk)
    other.residents = other.seats("resident", 2)
    return other


def test_who_leads_the_room_next_door_finds_nothing_of_this_one():
    w = world(residents=2, officials=0)
    card = carded(w)[0]
    there = neighbour(w)
    tried = {
        "card.hide": {"card": card.pk, "reason": "no"},
        "card.translate": {"card": card.pk, "lang": "en", "text": "x"},
        "card.move": {"card": card.pk},
        "room.next": {"room": w.room.pk},
        "timer.add": {"activity": w.room.activity_id, "minutes": 1},
        "seat.remove": {"participant": w.residents[0].participant.pk, "room": w.room.pk},
        "seat.reissue": {"participant": w.residents[0].participant.pk, "room": there.room.pk},
        "ticket.issue": {"room": w.room.pk, "side": "resident", "count": 1},
    }
    assert {name: ask(there.f, name, **data).code for name, data in tried.items()} == dict.fromkeys(tried, "missing")


def test_a_seat_of_one_room_does_not_speak_in_another():
    w = world(residents=2, officials=0)
    there = neighbour(w)
    there.at("cards")
    stranger = w.residents[0]
    activity, poll = there.room.activity_id, opened(w)
    assert ask(stranger, "card.add", activity=activity, text="x", lang="it").code == "missing"
    assert ask(stranger, "seat.here", room=there.room.pk).code == "missing"
    vote = {"poll": poll, "choice": {"answer": "yes"}, "nonce": "0" * 32}
    assert ask(there.residents[0], "ballot.cast", **vote).code == "missing"


def test_who_leads_two_rooms_does_not_mix_them():
    w = world(residents=2, officials=0)
    card = carded(w)[0]
    here = w.room
    w.room = w.fresh_room()
    do(w.f, "room.open", room=w.room.pk)
    guest = w.seats("resident", 1)[0].participant.pk
    activity = w.at("grouping").pk
    assert refused(w.f, "group.create", activity=activity, title="T", lang="it", cards=[card.pk])[0] == "refused"
    mine = do(w.f, "group.create", activity=activity, title="T", lang="it", cards=[])["group"]
    assert refused(w.f, "card.move", card=card.pk, group=mine)[0] == "refused"
    acts = {"seat.check": {"present": True}, "seat.remove": {}, "seat.reissue": {}, "seat.slip_for": {}}
    for name, more in acts.items():
        assert (name, refused(w.f, name, participant=guest, room=here.pk, **more)[0]) == (name, "refused")
    assert Seat.objects.get(participant=guest).state == "in"


def test_a_co_facilitator_has_the_same_console_and_takes_back_only_their_own_acts():
    w = world(residents=1, officials=0)
    person = Person.objects.create_user("co@example.org", display_name="Co")
    Role.objects.create(person=person, territory=w.territory, role="facilitator")
    co = Actor(person=person)
    assert ask(co, "room.next", room=w.room.pk).code == "missing"
    do(w.f, "room.hand_over", room=w.room.pk, email="co@example.org")
    do(w.f, "room.next", room=w.room.pk)
    assert refused(co, "undo.last", stream=w.room.stream)[0] == "refused"
    do(co, "timer.add", activity=Room.objects.get(pk=w.room.pk).activity_id, minutes=1)
    assert do(co, "undo.last", stream=w.room.stream)["undone"] == "timer.add"
    assert do(w.f, "undo.last", stream=w.room.stream)["undone"] == "room.next"


def test_nobody_takes_back_what_they_may_no_longer_do():
    w = world(residents=1, officials=0)
    do(w.f, "room.next", room=w.room.pk)
    w.room.roles.all().delete()
    assert ask(w.f, "undo.last", stream=w.room.stream).code == "missing"
    stranger = w.residents[0]
    assert refused(stranger, "undo.last", stream=w.room.stream)[0] == "refused"
    assert refused(stranger, "undo.last", stream="room:000000000000")[0] == "refused"


def test_events_and_answers_hold_ids_and_nobodys_words():
    w = world(residents=2, officials=0)
    activity = w.at("cards")
    said = "Parole di una persona"
    card = do(w.residents[0], "card.add", activity=activity.pk, text=said, lang="it")["card"]
    do(w.f, "cards.reveal", activity=activity.pk)
    do(w.f, "card.hide", card=card, reason=said)
    do(w.residents[1], "seat.slip", room=w.room.pk)
    kept = json.dumps([list(Event.objects.values_list("body", flat=True)), list(Done.objects.values_list("answer"))])
    assert said not in kept
    assert "resident-1" not in kept
    assert "secret" not in kept
