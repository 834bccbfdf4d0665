"""A seat: whose it is, on which phone, in which rooms; and what each pair of eyes sees of its own."""

import pytest

from deliberation.models import Seat
from deliberation.queries.mine import own_parts
from deliberation.queries.rows import participant_rows
from people.actors import Actor
from people.models import DeviceSeat
from realtime.models import Event
from realtime.streams import Viewer
from tests.deliberation.room.voting import cast, opened
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def eyes(seat: Actor, lang: str = "it") -> Viewer:
    return Viewer(seat, "participant", lang)


def on_new_phone(w, seat: Actor) -> Actor:
    """The same seat on another phone, by a fresh code; the old one is out."""
    found = do(w.f, "seat.reissue", participant=seat.participant.pk, room=w.room.pk)
    do(Actor(), "ticket.redeem", code=found["code"], lang="it", once="again")
    device = DeviceSeat.objects.get(participant=seat.participant, revoked_at=None).device
    return Actor(participant=seat.participant, device=device)


def test_after_a_seat_is_given_back_the_old_phone_sees_nothing_and_the_new_one_everything():
    w = world(residents=2, officials=0)
    old = w.residents[0]
    new = on_new_phone(w, old)
    own = own_parts(w.room.pk, [eyes(old), eyes(new), eyes(w.residents[1])])
    assert [part is None for part in own.values()] == [True, False, False]


def test_giving_a_seat_back_tells_the_room_so_that_the_old_phone_is_shown_out():
    w = world(residents=1, officials=0)
    do(w.f, "seat.reissue", participant=w.residents[0].participant.pk, room=w.room.pk)
    last = Event.objects.filter(stream=w.room.stream).latest("seq")
    assert (last.kind, last.body) == ("seat.changed", {"participants": [w.residents[0].participant.pk]})


def test_a_seat_that_is_removed_is_gone_in_every_room_it_sits_in_and_each_hears_it():
    w = world(residents=1, officials=0)
    first, seat = w.room, w.residents[0]
    second = w.fresh_room(playbook="listening")
    do(seat, "seat.take", room=second.pk)
    do(w.f, "seat.remove", participant=seat.participant.pk, room=first.pk)
    assert set(Seat.objects.values_list("state", flat=True)) == {"out"}
    for room in (first, second):
        assert Event.objects.filter(stream=room.stream).latest("seq").kind == "seat.removed"
        assert own_parts(room.pk, [eyes(seat)]) == {eyes(seat): None}
        assert participant_rows(room.pk, "facilitator", None)[seat.participant.pk]["state"] == "removed"


def test_two_phones_of_one_seat_read_each_in_its_own_language():
    w = world(residents=1, officials=0)
    seat = w.residents[0]
    own = own_parts(w.room.pk, [eyes(seat, "it"), eyes(seat, "en")])
    assert own[eyes(seat, "en")]["can"]["card.add"].startswith("Not in this part")
    assert len(own) == 2


def test_a_phone_lists_the_seats_it_holds_and_not_those_of_another_phone():
    w = world(residents=3, officials=0)
    one, two, three = w.residents
    DeviceSeat.objects.create(device=two.device, participant=one.participant)
    DeviceSeat.objects.create(device=two.device, participant=three.participant)
    own = own_parts(w.room.pk, [eyes(one), eyes(two)])
    assert own[eyes(one)]["seats"] == []
    together = [seat.participant.pk for seat in (one, two, three)]
    assert [row["id"] for row in own[eyes(two)]["seats"]] == together


def test_each_sees_only_what_they_did_themselves():
    w = world(residents=6, officials=1)
    poll = opened(w)
    cast(w.residents[0], poll, "yes")
    own = own_parts(w.room.pk, [eyes(seat) for seat in w.residents[:2]])
    assert [part["voted"] for part in own.values()] == [{poll: True}, {}]
    assert [part["votes"] for part in own.values()] == [{poll: "vote"}] * 2
    assert "yes" not in str(own)


def test_a_pause_holds_cards_and_votes_and_the_phone_knows_why():
    w = world(residents=1, officials=0)
    activity = w.at("cards")
    do(w.f, "timer.pause", activity=activity.pk)
    seat = w.residents[0]
    why = own_parts(w.room.pk, [eyes(seat, "en")])[eyes(seat, "en")]["can"]["card.add"]
    assert why == "There is a pause. You can go on in a moment; your text is kept."
    do(w.f, "timer.resume", activity=activity.pk)
    assert own_parts(w.room.pk, [eyes(seat)])[eyes(seat)]["can"]["card.add"] is None


def test_on_a_seat_in_the_room_the_console_of_somebody_else_stays_closed():
    from deliberation.streams import admit

    w = world(residents=1, officials=0)
    seat = w.residents[0]
    assert [admit(seat, w.room.pk, ""), admit(seat, w.room.pk, "screen"), admit(Actor(), w.room.pk, "")] == [
        "participant", None, None,
    ]  # fmt: skip
    assert [admit(w.f, w.room.pk, ""), admit(w.f, w.room.pk, "screen")] == ["facilitator", "screen"]
