"""The room without JavaScript, played through its pages and forms only."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliberation.models import Ballot, Card
from people.tickets import find
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    draft_solution,
    hold_vote,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def test_reading_pages_reload_themselves_and_acting_pages_do_not():
    w = world()
    w.at("cards")
    phone = Phone(w.residents[0])
    assert phone.room(w).reloads is True
    assert phone.room(w, "&act=write").reloads is False
    assert phone.room(w, "&still=1").reloads is False


def test_before_the_first_step_the_page_says_that_one_is_in():
    w = world(opened=False)
    page = Phone(w.residents[0]).room(w)
    assert page.status == 200
    assert "You are in. It begins soon." in page.html


def test_a_stranger_finds_nothing():
    w = world(residents=1, officials=0)
    assert Phone().open(f"/rooms/{w.room.pk}/plain/").status == 404
    assert Phone(w.residents[0]).open("/rooms/000000000000/plain/").status == 404


def test_who_has_a_ticket_for_the_process_is_sat_down_in_its_next_room():
    w = world(residents=1, officials=0)
    w.room = w.fresh_room()
    do(w.f, "room.open", room=w.room.pk)
    assert Phone(w.residents[0]).room(w).status == 200
    assert w.room.seats.count() == 1


def test_the_charter_is_read_and_voted_on_and_the_receipt_is_shown():
    w = world()
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    phone = Phone(w.residents[0]).room(w)
    assert "We listen." in phone.html
    phone.room(w, "&act=vote")
    assert "Secret vote" in phone.html
    assert "Without JavaScript this server, not your phone, draws the random number" in phone.html
    phone.send("ballot.cast", choice="yes")
    receipt = re.search(r"receipt=([0-9a-f]{64})", phone.url).group(1)
    assert f'<code class="number" dir="ltr">{receipt[:4]} {receipt[4:8]}</code>' in phone.html
    assert f'<code dir="ltr">{receipt}</code>' in phone.html
    assert phone.reloads is True
    assert Ballot.objects.filter(poll=poll, choice={"answer": "yes"}).count() == 1


def test_an_official_is_told_before_that_the_vote_is_open_and_a_no_without_reason_is_refused():
    w = world()
    do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")
    phone = Phone(w.officials[0]).room(w, "&act=vote")
    assert "Your side votes openly" in phone.html
    assert "Your reason (needed for a no)" in phone.html
    phone.send("ballot.cast", choice="no")
    assert phone.status == 403
    assert "Officials vote openly and give the reason for a no." in phone.html
    assert Ballot.objects.count() == 0


def test_the_result_stands_on_the_page_with_both_bars_and_what_happens_now():
    w = world()
    adopt_charter(w)
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    hold_vote(w, w.at("vote"), "double-majority", ["yes"] * 5 + ["no"], ["no"] * 3, solution)
    page = Phone(w.residents[0]).room(w).html
    assert "Supported by residents" in page
    assert page.count('class="bar bar-') == 2
    assert "5 yes, 1 no" in page
    assert "It goes to the office all the same" in page


def test_are_you_still_here_is_answered_with_one_button():
    w = world()
    do(w.f, "room.count", room=w.room.pk)
    phone = Phone(w.residents[0]).room(w)
    assert "Are you still here?" in phone.html
    phone.send("seat.here")
    assert w.room.seats.get(participant=w.residents[0].participant).state == "in"


def test_at_the_end_an_official_notes_the_reading_and_authors_decide_about_their_cards():
    w = world()
    write_cards(w)
    w.at("closing")
    Phone(w.officials[0]).room(w).send("closing.read")
    w.room.refresh_from_db()
    assert w.room.read_at is not None
    phone = Phone(w.residents[0]).room(w, "&act=publish")
    card = Card.objects.get(participant=w.residents[0].participant)
    phone.send("card.consent", card=card.pk, publish="true")
    card.refresh_from_db()
    assert card.publish is True
    assert "You said yes." in phone.html


def test_the_code_of_the_return_slip_is_on_the_page_and_not_in_its_address():
    w = world()
    w.at("closing")
    phone = Phone(w.residents[0]).room(w).send("seat.slip")
    code = re.search(r'class="field-code" dir="ltr">([0-9A-Z]{4}-[0-9A-Z]{4})<', phone.html).group(1)
    assert code not in phone.url
    assert phone.reloads is False
    assert find(code=code).participant == w.residents[0].participant


def test_a_closed_room_thanks_and_leads_on():
    w = world()
    do(w.f, "room.close", room=w.room.pk)
    page = Phone(w.residents[0]).room(w)
    assert page.status == 200
    assert "The meeting is over. Thank you." in page.html
    assert f"/rooms/{w.room.pk}/minutes/" in page.html


def test_the_page_reads_in_arabic_from_right_to_left():
    w = world()
    w.at("charter")
    page = Phone(w.residents[0], lang="ar").room(w)
    assert '<html lang="ar" dir="rtl"' in page.html
    assert "نستمع." in page.html


def test_the_page_costs_the_same_number_of_queries_however_many_cards_there_are():
    w = world()
    activity = w.at("cards")
    do(w.residents[0], "card.add", activity=activity.pk, text="Thought", lang="en")
    do(w.f, "cards.reveal", activity=activity.pk)
    phone = Phone(w.residents[0])
    with CaptureQueriesContext(connection) as few:
        phone.room(w)
    for n in range(5):
        do(w.f, "card.enter", activity=activity.pk, text=f"Paper {n}", lang="en", side="resident")
    with CaptureQueriesContext(connection) as many:
        phone.room(w)
    assert "Paper 4" in phone.html
    assert len(many) == len(few)
