"""Listening: agree, disagree, pass on cards; the map counts every side, and tells nothing of small ones."""

from random import Random

import pytest

from deliberation import opinion
from deliberation.models import Stance
from deliberation.queries.live import live_numbers
from realtime.models import Event
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import World, do, refused, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_old_maps():
    opinion._last.clear()


def listening(residents: int = 6, officials: int = 6, cards: int = 3) -> tuple[World, list[str]]:
    """A room in its listening step, with cards on the wall."""
    w = world(residents=residents, officials=officials)
    w.room = w.fresh_room(playbook="common-ground")
    do(w.f, "room.open", room=w.room.pk)
    for seat in [*w.residents, *w.officials]:
        do(seat, "seat.take", room=w.room.pk)
    activity = w.at("cards")
    made = [
        do(w.residents[n % residents], "card.add", activity=activity.pk, text=f"Biglietto {n}", lang="it")["card"]
        for n in range(cards)
    ]
    do(w.f, "cards.reveal", activity=activity.pk)
    w.at("opinion")
    return w, made


def says(seat, card: str, stance: str) -> None:
    do(seat, "stance.take", card=card, stance=stance)


def test_the_last_answer_counts_and_leaves_no_event():
    w, (card, *_others) = listening()
    before = Event.objects.count()
    for stance in ("agree", "pass", "disagree"):
        says(w.residents[0], card, stance)
    assert [(s.card_id, s.vote) for s in Stance.objects.all()] == [(card, -1)]
    assert Event.objects.count() == before
    assert live_numbers(w.room.pk)["answers"] == 1


def test_common_ground_is_what_three_in_five_of_each_side_agree_with():
    w, (liked, split, few) = listening()
    for seat in [*w.residents, *w.officials]:
        says(seat, liked, "agree")
        says(seat, split, "agree" if seat in w.residents else "disagree")
    says(w.residents[0], few, "agree")
    found = opinion.map_of(w.room.stream)
    assert (found["common"], found["statements"][0], found["people"], found["answers"]) == ([liked], liked, 12, 25)
    assert found["sides"]["official"][split] == [0, 6, 6]


def test_of_a_side_of_fewer_than_five_nothing_is_told():
    w, (card, *_others) = listening(officials=4)
    for seat in [*w.residents, *w.officials]:
        says(seat, card, "agree")
    found = opinion.map_of(w.room.stream)
    assert (sorted(found["sides"]), found["common"], found["groups"], found["points"]) == (["resident"], [], [], [])


def test_two_camps_are_found_and_stand_for_different_cards():
    w, cards = listening(residents=16, officials=8, cards=8)
    chance = Random(4)
    for number, seat in enumerate([*w.residents, *w.officials]):
        for place, card in enumerate(cards):
            camp = (number % 2 == 0) == (place < 4)
            says(seat, card, ("agree" if camp else "disagree") if chance.random() < 0.9 else "pass")
    found = opinion.map_of(w.room.stream)
    assert [group["people"] for group in found["groups"]] == [12, 12]
    assert len(found["points"]) == 24
    first, second = ({card for card, word in g["stands_for"] if word == "agree"} for g in found["groups"])
    assert first and second and not first & second
    assert [sorted(group["sides"]) for group in found["groups"]] == [["civil", "official", "resident"]] * 2


def test_the_map_is_not_drawn_anew_for_every_look(django_assert_num_queries):
    w, (card, *_others) = listening()
    says(w.residents[0], card, "agree")
    opinion.map_of(w.room.stream)
    says(w.residents[1], card, "agree")
    with django_assert_num_queries(0):
        assert opinion.map_of(w.room.stream)["answers"] == 1


def test_only_cards_on_the_wall_are_answered_in_this_step_and_by_who_sits_here():
    w, (card, other, _third) = listening()
    do(w.f, "card.hide", card=other, reason="Un nome.")
    assert refused(w.residents[0], "stance.take", card=other, stance="agree")[0] == "missing"
    assert refused(w.residents[0], "stance.take", card=card, stance="yes")[0] == "invalid"
    assert refused(w.f, "stance.take", card=card, stance="agree")[0] == "refused"
    elsewhere = world()
    assert refused(elsewhere.residents[0], "stance.take", card=card, stance="agree")[0] == "missing"
    w.at("discussion")
    assert refused(w.residents[0], "stance.take", card=card, stance="agree")[0] == "refused"


def test_the_map_is_for_those_who_may_look_at_the_room(client):
    w, (card, *_others) = listening()
    says(w.residents[0], card, "agree")
    assert client.get(f"/rooms/{w.room.pk}/map.json").status_code == 404
    client.force_login(w.f.person)
    for query in ("", "?as=screen"):
        assert client.get(f"/rooms/{w.room.pk}/map.json{query}").json()["answers"] == 1
    phone = Phone(w.residents[1])
    assert phone.client.get(f"/rooms/{w.room.pk}/map.json").json()["answers"] == 1


def test_what_a_small_side_said_cannot_be_worked_out_from_the_groups():
    w, cards = listening(residents=20, officials=4, cards=8)
    chance = Random(4)
    for number, seat in enumerate([*w.residents, *w.officials]):
        for place, card in enumerate(cards):
            camp = (number % 2 == 0) == (place < 4)
            says(seat, card, ("agree" if camp else "disagree") if chance.random() < 0.9 else "pass")
    found = opinion.map_of(w.room.stream)
    assert sorted(found["sides"]) == ["resident"]
    assert [sorted(group) for group in found["groups"]] == [["people", "sides", "stands_for"]] * 2
    assert [group["sides"] for group in found["groups"]] == [{"resident": None, "official": None, "civil": 0}] * 2


def test_where_every_side_is_small_the_order_of_the_cards_tells_nothing():
    w, cards = listening(residents=4, officials=4)
    for seat in [*w.residents, *w.officials]:
        says(seat, cards[2], "agree")
    assert opinion.map_of(w.room.stream)["statements"] == cards


def test_the_map_of_a_process_holds_only_cards_that_may_be_read_outside(client):
    w, cards = listening()
    for seat in (*w.residents, *w.officials):
        for card in cards:
            says(seat, card, "agree")
    do(w.residents[0], "card.consent", card=cards[0], publish=True)
    found = client.get(f"/processes/{w.process.pk}/map.json").json()
    assert (found["people"], found["statements"], found["common"]) == (12, [cards[0]], [cards[0]])
    assert found["cards"] == {cards[0]: {"text": "Biglietto 0", "lang": "it"}}
