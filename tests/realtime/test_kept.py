"""Questions whose SQL is kept give what Django gives the plain way: the same rows, whole, for everybody."""

import threading
from typing import Any

import pytest
from django.db import connections
from django.db.models import Model

from deliberation.commands.cards import LAST, WRITTEN
from deliberation.models import Poll
from deliberation.queries.reach import activities_for, cards_for, polls_for, rooms_for
from deliberation.rules import SITS
from people.actors import LAST_SEAT, SEAT, Actor, actor_of
from people.keys import plain_hash
from people.models import Participant
from realtime import kept
from realtime.kept import Kept
from tests.deliberation.room.voting import opened
from tests.helpers.orders import card
from tests.helpers.scenes import carded
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db
STRANGE = ["", "x", "' OR 1=1 --", "%s", "%", "\x1a0\x1a", "\x1a1\x1a", "à" * 300]


@pytest.fixture
def w():
    w = world(residents=2, officials=1)
    carded(w)
    return w


def whole(row: Any) -> Any:
    """Everything that was read: the fields of a row and of those that came with it."""
    if not isinstance(row, Model):
        return row
    own = {field.attname: row.__dict__[field.attname] for field in row._meta.concrete_fields}
    return type(row), own, {name: whole(each) for name, each in row._state.fields_cache.items()}


def texts(w: Any) -> dict[Kept, list[tuple[str, ...]]]:
    """The questions, and what they are asked with."""
    hashes = [seat.device.token_hash for seat in (*w.residents, *w.officials)]
    seats = [seat.participant.pk for seat in (*w.residents, *w.officials)]
    rooms, activities = [w.room.pk, w.fresh_room().pk], list(w.room.activities.values_list("pk", flat=True))
    return {
        SEAT: [(token, seat) for token in [*hashes, *STRANGE] for seat in [*seats, *STRANGE]],
        LAST_SEAT: [(token,) for token in [*hashes, *STRANGE]],
        SITS: [(room, seat) for room in [*rooms, *STRANGE] for seat in [*seats, *STRANGE]],
        LAST: [(room,) for room in [*rooms, *STRANGE]],
        WRITTEN: [(activity, seat) for activity in [*activities, *STRANGE] for seat in [*seats, *STRANGE]],
    }


def test_a_kept_question_gives_the_rows_that_the_plain_one_gives(w):
    found = 0
    for question, asked in texts(w).items():
        assert question._made is not None
        for each in asked:
            plain = [whole(row) for row in question.build(*each)]
            assert [whole(row) for row in question(*each)] == plain
            found += len(plain)
    assert found > 10


REACHES = {"activities": activities_for, "cards": cards_for, "polls": polls_for, "rooms": rooms_for}


@pytest.mark.parametrize("what", REACHES)
def test_the_quick_way_reaches_what_the_plain_way_reaches_and_no_more(w, what):
    find, elsewhere = REACHES[what], world(residents=6, officials=1)
    opened(elsewhere)
    ids = [*find.find(w.f).model.objects.values_list("pk", flat=True), *STRANGE]
    removed = Actor(participant=Participant(pk=w.residents[0].participant.pk, removed_at="2026-01-01"))
    both = Actor(person=w.f.person, participant=w.residents[0].participant)
    actors = [*w.residents, *w.officials, elsewhere.residents[0], w.f, elsewhere.f, both, removed, Actor()]
    reached = 0
    for actor in actors:
        for pk in ids:
            plain = find(actor).filter(pk=pk).first()
            assert whole(find.one(actor, pk)) == whole(plain)
            reached += plain is not None
    assert reached > 1
    assert find.kept._made is not None


def test_one_question_is_one_query_and_what_comes_with_a_row_needs_no_other(w, django_assert_num_queries):
    seat = w.officials[0]
    with django_assert_num_queries(1):
        found = SEAT.first(seat.device.token_hash, seat.participant.pk)
        assert found.participant.process.territory == w.territory
        assert (found.participant.office, found.device) == (w.social, seat.device)
    with django_assert_num_queries(1):
        resident = SEAT.first(w.residents[0].device.token_hash, w.residents[0].participant.pk)
        assert resident.participant.office is None
    with django_assert_num_queries(1):
        activity = activities_for.one(seat, w.room.activity_id)
        assert activity.room.process == w.process
        assert activity.room.activity == activity


def test_a_row_can_be_changed_and_saved_like_any_other(w):
    mine = cards_for.one(w.residents[0], w.residents[0].participant.cards.get().pk)
    mine.text = "Altro"
    mine.save(update_fields=["text"])
    assert w.residents[0].participant.cards.get().text == "Altro"
    elsewhere = world(residents=6, officials=1)
    poll = polls_for.one(elsewhere.residents[0], opened(elsewhere))
    assert (poll, poll.params, poll.proposal) == (Poll.objects.get(), Poll.objects.get().params, None)


def test_what_django_changes_inside_costs_speed_and_nothing_else(w, monkeypatch):
    monkeypatch.setattr(kept, "get_related_populators", lambda *_a: 1 / 0)
    plain = Kept(SEAT.build)
    seat = w.residents[0]
    assert plain._made is None
    assert whole(plain.first(seat.device.token_hash, seat.participant.pk)) == whole(
        SEAT.first(seat.device.token_hash, seat.participant.pk)
    )


def test_a_seat_on_two_devices_and_two_seats_on_one_device_are_told_apart(w):
    from people.models import DeviceSeat

    one, two = w.residents
    token = "shared"
    one.device.token_hash = plain_hash(token)
    one.device.save()
    DeviceSeat.objects.create(device=one.device, participant=two.participant)
    source = {"cookies": {"tessera_device": token}, "user": None}
    assert [actor_of(source, seat.participant.pk).participant for seat in (one, two)] == [
        one.participant,
        two.participant,
    ]
    assert actor_of(source).participant == two.participant
    DeviceSeat.objects.filter(participant=two.participant, device=one.device).update(revoked_at="2026-01-01T00:00Z")
    assert actor_of(source, two.participant.pk) == Actor(device=one.device)
    assert actor_of(source).participant == one.participant


@pytest.mark.django_db(transaction=True)
def test_what_one_thread_made_serves_the_others(w):
    question, seat, found = Kept(SEAT.build), w.residents[0], []

    def ask() -> None:
        found.append(whole(question.first(seat.device.token_hash, seat.participant.pk)))
        connections.close_all()

    threads = [threading.Thread(target=ask) for _n in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [whole(question.build(seat.device.token_hash, seat.participant.pk)[0])] * 6


def test_numbers_of_cards_go_on_after_one_was_withdrawn(w):
    activity = w.room.activity_id
    mine = w.residents[0].participant.cards.get()
    do(w.residents[0], "card.withdraw", card=mine.pk)
    assert do(w.residents[0], "card.add", **card(w.residents[0], activity, "Tre").data)["number"] == 3
    assert len(WRITTEN(activity, w.residents[0].participant.pk)) == 1
