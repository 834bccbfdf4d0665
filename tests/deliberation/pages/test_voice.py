"""What became of what I said: each card with its fate, on the device that holds the seat."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliberation.models import Card
from people.models import DeviceSeat
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    draft_solution,
    hold_dots,
    hold_vote,
    programmed,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def fates(page) -> list[str]:
    """The lines of the page, without tags."""
    lines = re.findall(r'<li class="marked">(.*?)</li>', page.html, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def test_a_device_without_seat_is_asked_for_the_code_of_the_slip():
    page = Phone().open("/voice/")
    assert page.status == 200
    assert [form.action for form in page.forms if "code" in form.names] == ["/join/"]


def test_the_code_of_a_slip_gives_the_seat_back_on_a_new_device():
    w = world()
    write_cards(w)
    w.at("closing")
    code = do(w.residents[0], "seat.slip", room=w.room.pk)["code"]
    phone = Phone().open("/voice/")
    phone.client.post("/join/", {"code": code})
    phone.client.post("/t/enter/", {"code": code, "lang": "en", "once": "x1"})
    assert "Thought 0" in phone.open("/voice/").html


def test_the_whole_fate_of_a_card():
    w = world()
    adopt_charter(w)
    groups = write_cards(w)
    hold_dots(w, groups)
    problem = confirmed_problem(w, groups[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    poll = hold_vote(w, w.at("vote"), "double-majority", ["yes"] * 6, ["yes"] * 3, solution)
    programmed(w, solution)
    page = Phone(w.residents[0]).open("/voice/")
    lines = fates(page)
    assert lines[:5] == [
        "It was read in the room.",
        "Put together with others in the group Papers",
        "The group was chosen to work on.",
        "It became part of the problem Nobody knows which papers",
        "A solution was proposed One sheet",
    ]
    assert lines[5].startswith("Adopted together, on ")
    assert lines[6].endswith("Accepted: It can be done.")
    assert lines[7] == "Programmed as an intervention by Anagrafe Sheets"
    assert f"/journeys/{problem.pk}/?seat={w.residents[0].participant.pk}" in page.html
    assert f"/polls/{poll.pk}/" in page.html
    assert "Thought 1" not in page.html


def test_a_hidden_card_says_why():
    w = world()
    write_cards(w)
    card = Card.objects.get(participant=w.residents[0].participant)
    do(w.f, "card.hide", card=card.pk, reason="It names a neighbour")
    assert fates(Phone(w.residents[0]).open("/voice/")) == ["Hidden by the facilitator, because: It names a neighbour"]


def test_a_card_that_was_not_taken_up_says_why():
    w = world()
    adopt_charter(w)
    write_cards(w)
    card = Card.objects.get(participant=w.residents[0].participant)
    do(w.f, "card.move", card=card.pk, group=None)
    do(w.f, "room.close", room=w.room.pk)
    assert fates(Phone(w.residents[0]).open("/voice/")) == [
        "It was read in the room.",
        "Not taken up, because it was not put together with other cards. It stays on record.",
    ]


def test_a_group_without_problem_says_so():
    w = world()
    adopt_charter(w)
    write_cards(w)
    do(w.f, "room.close", room=w.room.pk)
    assert fates(Phone(w.residents[0]).open("/voice/"))[-1] == (
        "Not taken up yet, because its group was not written down as a problem. It stays on record."
    )


def test_consent_can_be_changed_afterwards():
    w = world()
    write_cards(w)
    do(w.f, "room.close", room=w.room.pk)
    card = Card.objects.get(participant=w.residents[0].participant)
    phone = Phone(w.residents[0]).open("/voice/").send("card.consent", card=card.pk, publish="true")
    assert "You agreed: everybody may read this card, without your name." in phone.html
    phone.send("card.consent", card=card.pk, publish="false")
    card.refresh_from_db()
    assert card.publish is False


def test_a_phone_of_a_table_shows_each_person_apart_and_a_removed_seat_not_at_all():
    w = world()
    write_cards(w)
    one, two, gone = w.residents[:3]
    for other in (two, gone):
        DeviceSeat.objects.create(device=one.device, participant=other.participant)
    do(w.f, "seat.remove", participant=gone.participant.pk, room=w.room.pk)
    page = Phone(one).open("/voice/").html
    assert [f'id="v-{seat.participant.pk}"' in page for seat in (one, two, gone)] == [True, True, False]


def test_the_page_costs_the_same_number_of_queries_however_many_cards():
    w = world()
    activity = w.at("cards")
    do(w.residents[0], "card.add", activity=activity.pk, text="One", lang="en")
    phone = Phone(w.residents[0])
    with CaptureQueriesContext(connection) as few:
        phone.open("/voice/")
    for n in range(4):
        do(w.residents[0], "card.add", activity=activity.pk, text=f"More {n}", lang="en")
    with CaptureQueriesContext(connection) as many:
        phone.open("/voice/")
    assert len(many) == len(few)
