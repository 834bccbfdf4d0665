"""The ballot of a vote outside the room: found on one's own page, cast by a form, refused to everybody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deliberation.counting import receipt
from deliberation.due import end_votes
from deliberation.models import Ballot, Poll
from people.models import DeviceSeat
from tests.deliberation.pages.walk import Phone
from tests.deliberation.room.voting import solution, with_charter
from tests.helpers.world import World, do, world

pytestmark = pytest.mark.django_db


def asked(method: str = "double-majority") -> tuple[World, str]:
    w = with_charter(world())
    made = solution(w)
    data = {"activity": w.at("vote").pk, "method": method, "days": 14}
    options = [{"title": "Corsi", "lang": "it"}, {"title": "Numero verde", "lang": "it"}]
    more = {"proposal": made.pk} if method == "double-majority" else {"options": options}
    poll = do(w.f, "poll.open", **data, **more)["poll"]
    do(w.f, "room.next", room=w.room.pk)
    do(w.f, "room.close", room=w.room.pk)
    return w, poll


def test_the_page_of_ones_own_names_the_vote_and_its_form_casts_it():
    w, poll = asked()
    phone = Phone(w.residents[0]).open("/voice/")
    assert f"/polls/{poll}/vote/?seat={w.residents[0].participant.pk}" in phone.html
    phone.open(f"/polls/{poll}/vote/").send("ballot.cast", choice="yes", reason="")
    ballot = Ballot.objects.get(poll=poll)
    mine = receipt(poll=poll, side="resident", choice={"answer": "yes"}, nonce=ballot.nonce)
    assert (phone.status, mine in phone.html, "Your vote was received" in phone.html) == (200, True, True)
    assert "Your vote is in." in phone.open("/voice/").html


def test_a_form_may_bring_the_number_that_its_device_has_drawn():
    w, poll = asked()
    phone = Phone(w.residents[0]).open(f"/polls/{poll}/vote/")
    form = next(each for each in phone.forms if each.action == "/do/ballot.cast")
    phone.client.post(form.action, {**form.fields, "choice": "no", "nonce": "ab" * 16})
    assert Ballot.objects.get(poll=poll).nonce == "ab" * 16


def test_grades_are_given_on_the_page_too():
    w, poll = asked("majority-judgment")
    option = Poll.objects.get(pk=poll).options.get(title="Corsi").pk
    Phone(w.residents[0]).open(f"/polls/{poll}/vote/").send("ballot.cast", **{f"choice.{option}": "5"})
    assert Ballot.objects.get(poll=poll).choice == {"grades": {option: 5}}


def test_a_phone_that_goes_round_the_table_votes_for_one_person_after_the_other():
    w, poll = asked()
    DeviceSeat.objects.create(device=w.residents[0].device, participant=w.residents[1].participant)
    phone = Phone(w.residents[0])
    for seat in w.residents[:2]:
        phone.open(f"/polls/{poll}/vote/?seat={seat.participant.pk}").send("ballot.cast", choice="yes", reason="")
    assert Ballot.objects.filter(poll=poll).count() == 2


def test_nobody_else_finds_the_ballot():
    w, poll = asked()
    elsewhere = world()
    found = [Phone(each).open(f"/polls/{poll}/vote/").status for each in (None, elsewhere.residents[0], w.f)]
    assert found == [404, 404, 404]


def test_a_vote_of_the_room_has_no_page_to_vote_on():
    w = with_charter(world())
    poll = do(w.f, "poll.open", activity=w.at("vote").pk, method="approval", options=[{"title": "A", "lang": "it"}])
    assert Phone(w.residents[0]).open(f"/polls/{poll['poll']}/vote/").status == 404


def test_after_its_day_the_address_leads_to_the_result_with_tickets_roll_and_ballots():
    w, poll = asked()
    for seat in (*w.residents, *w.officials):
        Phone(seat).open(f"/polls/{poll}/vote/").send("ballot.cast", choice="yes", reason="")
    Poll.objects.filter(pk=poll).update(ends_at=timezone.now() - timedelta(seconds=1))
    end_votes()
    phone = Phone(w.residents[0]).open(f"/polls/{poll}/vote/")
    assert (phone.url, "From tickets to ballots" in phone.html) == (f"/polls/{poll}/", True)
    assert Poll.objects.get(pk=poll).result["tickets"]["resident"] == {"issued": 6, "redeemed": 6}
