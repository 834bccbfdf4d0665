"""Taking a rehearsal back: what simulated people made goes, what real people made stays, real rooms are safe."""

import pytest
from django.utils import translation

from deliberation.models import Ballot, Card, Group, Mark, Poll, Room, Seat
from people.actors import Actor
from people.models import Device, Participant, Ticket
from proposals.models import Proposal
from realtime.models import Done
from realtime.streams import position, tables
from tests.helpers.world import World, do, refused, world

pytestmark = pytest.mark.django_db


def rehearsing() -> World:
    w = world(residents=0, officials=0)
    w.process.rehearsal = True
    w.process.save(update_fields=["rehearsal"])
    w.room = w.fresh_room()
    do(w.f, "room.open", room=w.room.pk)
    w.room.refresh_from_db()
    return w


def simulated(w: World, side: str, name: str) -> Actor:
    data = {"room": w.room.pk, "side": side, "nickname": name, "lang": "it", "once": name, "rehearsal": True}
    seat = Participant.objects.get(pk=do(Actor(), "seat.join", **data)["participant"])
    return Actor(participant=seat, device=seat.device_seats.get().device)


def played(w: World, people: list[Actor]) -> None:
    """From the charter's vote to a drafted problem."""
    poll = do(w.f, "poll.open", activity=w.room.activity.pk, method="double-majority")["poll"]
    for person in people:
        do(person, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)
    do(w.f, "poll.close", poll=poll)
    activity = w.at("cards")
    cards = [
        do(p, "card.add", activity=activity.pk, text=f"{p.participant.nickname}", lang="it")["card"] for p in people
    ]
    do(w.f, "cards.reveal", activity=activity.pk)
    grouping = w.at("grouping")
    groups = [
        do(w.f, "group.create", activity=grouping.pk, title=f"G{n}", lang="it", cards=[card])["group"]
        for n, card in enumerate(cards)
    ]
    w.at("problems")
    for group in groups:
        do(w.f, "problem.draft", group=group, title="Problema", body="", lang="it")


def test_nothing_of_a_rehearsal_of_simulated_people_remains():
    w = rehearsing()
    played(w, [simulated(w, "resident", "Onda 1"), simulated(w, "official", "Faro 2")])
    assert do(w.f, "rehearsal.erase", room=w.room.pk)["people"] == 2
    left = [Participant, Seat, Card, Group, Poll, Ballot, Mark, Proposal, Ticket, Device]
    assert {model.__name__: model.objects.count() for model in left} == dict.fromkeys((m.__name__ for m in left), 0)
    assert not Done.objects.filter(actor__startswith="seat:").exists()
    room = Room.objects.get(pk=w.room.pk)
    w.process.refresh_from_db()
    assert (room.activity.kind, room.activity.state, w.process.charter_adopted_at) == ("charter", "running", None)


def test_a_real_person_keeps_seat_card_group_and_problem():
    w = rehearsing()
    real = w.seats("resident", 1)
    played(w, [*real, simulated(w, "resident", "Onda 1"), simulated(w, "official", "Faro 2")])
    do(w.f, "rehearsal.erase", room=w.room.pk)
    assert [seat.participant_id for seat in Seat.objects.all()] == [real[0].participant.pk]
    assert [card.text for card in Card.objects.all()] == ["resident-1"]
    assert [group.title for group in Group.objects.all()] == ["G0"]
    assert Proposal.objects.count() == 1
    assert Room.objects.get(pk=w.room.pk).activity.kind == "problems"
    # A count that simulated ballots took part in stands for nobody.
    assert Poll.objects.count() == 0


def test_a_room_that_is_no_rehearsal_refuses():
    w = world(residents=1, officials=0)
    with translation.override("en"):
        said = refused(w.f, "rehearsal.erase", room=w.room.pk)
    assert said == ("refused", "This room is not a rehearsal: nothing in it is erased.")
    assert Participant.objects.count() == 1


def test_a_stranger_finds_no_such_room():
    w = rehearsing()
    other = world(residents=0, officials=0)
    assert refused(other.f, "rehearsal.erase", room=w.room.pk)[0] == "missing"


def test_readers_must_take_a_fresh_state_and_see_nothing_of_it():
    w = rehearsing()
    played(w, [simulated(w, "resident", "Onda 1")])
    before = position(w.room.stream)
    do(w.f, "rehearsal.erase", room=w.room.pk)
    after = position(w.room.stream)
    assert after[0] > before[0] and after[1] > before[1]
    shown = tables(w.room.stream, "facilitator")["tables"]
    assert {name: shown[name] for name in ("cards", "groups", "polls", "proposals", "participants")} == {
        "cards": {}, "groups": {}, "polls": {}, "proposals": {}, "participants": {},
    }  # fmt: skip
