"""The question of an office to the authors: once, in public, and the clock stands still for it, 15 days at most."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from people.actors import Actor
from proposals.models import Author, Move, Proposal, Question, Referral
from proposals.office.clock import answer_clock, days_left, late_days, still_until
from proposals.office.reminding import moment_of, to_tell
from proposals.pages import clock_of
from realtime.models import Event
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_office, make_official, make_person, make_seat, seated
from tests.proposals.making import make_place, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ASKED = {"text": "Quante schede servono?", "lang": "it"}
REPLY = {"text": "Dieci, una per pratica.", "lang": "it"}


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def at(monkeypatch):
    """Set the time to a moment, or move it on by days."""
    real, moved = timezone.now, {"by": timedelta(0)}
    monkeypatch.setattr(timezone, "now", lambda: real() + moved["by"])

    def set_to(moment=None, *, days=0):
        moved["by"] = (moment - real()) if moment else moved["by"] + timedelta(days=days)

    return set_to


def sent(place, verb="adopt", authors=1, person=None):
    """A solution that waits for its answer, an official of the office, its first author."""
    process, office = place
    seats = [make_seat(process, person=person) for _each in range(authors)]
    solution = make_solution(process, office=office, steps=["vote", verb], authors=seats or ["Ponti"])
    return solution, as_person(make_official(office)), seated(seats[0]) if seats else None


def referral(solution):
    return Referral.objects.get(proposal=solution)


def due(solution):
    return timezone.localdate(referral(solution).due_at)


@pytest.mark.parametrize("verb", ["adopt", "support"])
def test_the_clock_stands_still_and_the_days_that_were_needed_are_added(place, at, verb):
    solution, official, author = sent(place, verb)
    first, left = due(solution), days_left(referral(solution))
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    assert (due(solution) - first).days == 15
    for _day in range(3):
        assert (days_left(referral(solution)), clock_of(referral(solution)).state) == (left, "still")
        at(days=2)
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert ((due(solution) - first).days, days_left(referral(solution))) == (6, left)
    assert (clock_of(referral(solution)).state, referral(solution).still_until) == ("due", None)
    assert Proposal.objects.get(pk=solution.pk).state == {"adopt": "adopted", "support": "supported"}[verb]
    assert list(Move.objects.filter(proposal=solution).values_list("verb", flat=True))[-2:] == [
        "ask",
        "reply_to_office",
    ]


def test_a_reply_on_the_same_day_gives_the_date_back_as_it_was(place):
    solution, official, author = sent(place)
    before = referral(solution).due_at
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert referral(solution).due_at == before


def test_after_fifteen_days_it_runs_again_without_a_reply_and_a_late_reply_moves_nothing(place, at):
    solution, official, author = sent(place)
    first, left = due(solution), days_left(referral(solution))
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    at(days=14)
    assert clock_of(referral(solution)).state == "still"
    at(days=1)
    assert (still_until(referral(solution)), days_left(referral(solution))) == (None, left)
    at(days=5)
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert ((due(solution) - first).days, days_left(referral(solution))) == (15, left - 5)


def test_it_keeps_its_hour_when_the_clocks_of_the_country_change(place, at):
    solution, official, author = sent(place)
    rome = ZoneInfo("Europe/Rome")
    at(datetime(2027, 3, 20, 12, tzinfo=rome))
    Referral.objects.filter(proposal=solution).update(due_at=datetime(2027, 3, 25, 23, 30, tzinfo=rome))
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    assert timezone.localtime(referral(solution).due_at, rome).isoformat() == "2027-04-09T23:30:00+02:00"
    at(datetime(2027, 3, 30, 0, 10, tzinfo=rome))
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert timezone.localtime(referral(solution).due_at, rome).isoformat() == "2027-04-04T23:30:00+02:00"


def test_without_a_commitment_no_clock_moves(at, client):
    process, office = make_place(signed=False)
    solution, official, author = sent((process, office))
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    now = referral(solution)
    assert (now.due_at, now.still_until, clock_of(now).state) == (None, None, "none")
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH).content.decode()
    assert ("Quante schede servono?" in page, "stood still" in page) == (True, False)
    at(days=3)
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert referral(solution).due_at is None


def test_it_is_asked_once_and_only_before_the_first_answer(place):
    solution, official, author = sent(place)
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    once = ("refused", "The office asked its authors once already.")
    assert refused(official, "question.ask", proposal=solution.pk, **ASKED) == once
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert refused(official, "question.ask", proposal=solution.pk, **ASKED) == once
    again = refused(author, "question.reply", proposal=solution.pk, **REPLY)
    assert again == ("refused", "The office has its reply already.")
    other, _same, second = sent(place)
    do(official, "answer.give", proposal=other.pk, outcome="not_accepted", reasons="No.", lang="it",
       criteria=[{"criterion": "cost", "text": "Vuoto."}])  # fmt: skip
    over = refused(official, "question.ask", proposal=other.pk, **ASKED)
    assert over == ("refused", "This is not possible now: the proposal is “Not accepted by the office”.")
    do(second, "answer.rejoin", proposal=other.pk, text="Ma no.", lang="it")
    over = refused(official, "question.ask", proposal=other.pk, **ASKED)
    assert over == ("refused", "This is not possible now: the proposal is “Its authors answered back”.")
    assert Question.objects.count() == 1


def test_a_question_does_not_undo_being_late(place, at):
    solution, official, _author = sent(place)
    at(days=30)
    assert (days_left(referral(solution)), late_days(referral(solution))) == (0, 0)
    at(days=1)
    told = refused(official, "question.ask", proposal=solution.pk, **ASKED)
    assert told == ("refused", "The date has passed: a question does not undo that the answer is late.")
    assert (late_days(referral(solution)), Question.objects.count()) == (1, 0)


def test_asked_on_the_last_day_the_whole_last_day_is_left_when_it_runs_again(place, at):
    solution, official, _author = sent(place)
    at(days=30)
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    at(days=15)
    assert (days_left(referral(solution)), late_days(referral(solution)), moment_of(referral(solution))) == (
        0,
        0,
        "today",
    )
    at(days=1)
    assert (late_days(referral(solution)), answer_clock(place[0].territory)["late"]) == (1, 1)


def test_the_clock_tells_nobody_anything_while_it_stands_still(place, at):
    solution, official, author = sent(place)
    at(days=25)
    assert [moment for _each, moment in to_tell()] == ["soon"]
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    host = as_person(make_person(place[0].territory, "facilitator"))
    for _day in range(7):
        assert (list(to_tell()), moment_of(referral(solution))) == ([], "")
        at(days=2)
    told = refused(host, "answer.remind", referral=referral(solution).pk, moment="soon")
    assert told == ("refused", "This is not what the clock says now.")
    at(days=1)
    assert [moment for _each, moment in to_tell()] == ["soon"]
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert [moment for _each, moment in to_tell()] == ["soon"]


def test_only_the_office_asks_and_only_its_authors_reply(place):
    process, _office = place
    solution, official, _author = sent(place)
    other = as_person(make_official(make_office(process.territory, "Sociali")))
    host, seat = as_person(make_person(process.territory, "facilitator")), seated(make_seat(process))
    missing = ("missing", "This page or thing is not here, or it is not open to you.")
    for actor in (other, host, seat, Actor()):
        assert refused(actor, "question.ask", proposal=solution.pk, **ASKED) == missing
    nothing = refused(seat, "question.reply", proposal=solution.pk, **REPLY)
    assert nothing == ("refused", "The office has not asked anything.")
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    assert refused(seat, "question.reply", proposal=solution.pk, **REPLY) == (
        "refused", "Only its authors can do this.",
    )  # fmt: skip
    assert refused(host, "question.reply", proposal=solution.pk, **REPLY) == (
        "refused", "Its authors have seats: they reply themselves.",
    )  # fmt: skip
    assert refused(official, "question.reply", proposal=solution.pk, **REPLY) == missing


def test_where_no_author_has_a_seat_a_host_replies_on_their_behalf_and_it_is_said(place, client):
    solution, official, _nobody = sent(place, authors=0)
    host = as_person(make_person(place[0].territory, "facilitator"))
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    do(host, "question.reply", proposal=solution.pk, **REPLY)
    asked = Question.objects.get()
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH).content.decode()
    assert (asked.on_behalf, asked.participant, "on behalf of authors without a seat" in page) == (True, None, True)


def test_who_left_the_authors_does_not_reply(place):
    solution, official, author = sent(place, authors=2)
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    Author.objects.filter(participant=author.participant).update(standing="left")
    assert refused(author, "question.reply", proposal=solution.pk, **REPLY)[1] == "Only its authors can do this."


def test_both_are_public_with_their_days_and_nothing_personal_is_in_the_log(place, client, at):
    solution, official, author = sent(place)
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH).content.decode()
    shown = ("The clock stands still since", "At most until", "is-still", "Quante schede servono?",
             "The authors have not replied yet.")  # fmt: skip
    assert [each in page for each in shown] == [True] * 5
    at(days=2)
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH).content.decode()
    shown = ("Dieci, una per pratica.", "For this the clock stood still for 2 days, of 15 at most.",
             "The office asked its authors something", "The authors replied to the office")  # fmt: skip
    assert [each in page for each in shown] == [True] * 4
    bodies = [event.body for event in Event.objects.order_by("seq")][-2:]
    assert bodies == [{"proposals": [solution.pk]}] * 2
    assert Move.objects.filter(verb__in=("ask", "reply_to_office")).exclude(reason="").count() == 0


def test_authors_with_an_account_and_officials_get_a_letter(place, django_capture_on_commit_callbacks):
    person = make_person(lang="en")
    solution, official, author = sent(place, person=person)
    with django_capture_on_commit_callbacks(execute=True):
        do(official, "question.ask", proposal=solution.pk, **ASKED)
    with django_capture_on_commit_callbacks(execute=True):
        do(author, "question.reply", proposal=solution.pk, **REPLY)
    question, reply = mail.outbox
    assert (question.to, reply.to) == ([person.email], [official.person.email])
    assert question.subject == "The office has a question: Una scheda per ogni pratica"
    assert ("Quante schede servono?" in question.body, "Dieci, una per pratica." in reply.body) == (True, True)


def test_a_date_that_was_set_anew_for_another_office_is_left_alone_by_the_reply(place, at):
    solution, official, author = sent(place)
    do(official, "question.ask", proposal=solution.pk, **ASKED)
    anew = timezone.now() + timedelta(days=40)
    other = make_office(place[0].territory, "Sociali")
    Referral.objects.filter(proposal=solution).update(due_at=anew, still_until=None, office=other)
    at(days=1)
    do(author, "question.reply", proposal=solution.pk, **REPLY)
    assert referral(solution).due_at == anew


@pytest.mark.parametrize("text", ["", "  ", "\u202e\u2066", "x" * 2001, None, ["a"], {"a": 1}])
def test_a_bad_question_is_refused_and_nothing_moves(place, text):
    solution, official, _author = sent(place)
    before = referral(solution).due_at
    code, sentence = refused(official, "question.ask", proposal=solution.pk, lang="it", text=text)
    assert (code, sentence != "", referral(solution).due_at, Question.objects.count()) == ("invalid", True, before, 0)


def test_the_page_shows_the_form_that_may_be_written_and_keeps_the_words(place, client):
    solution, official, author = sent(place)
    address = f"/proposals/{solution.pk}/question/"
    assert client.get(address).status_code == 404
    client.force_login(official.person, backend="django.contrib.auth.backends.ModelBackend")
    assert 'name="what" value="ask"' in client.get(address, headers=ENGLISH).content.decode()
    form = {"ref": "q1", "what": "ask", "proposal": solution.pk, "lang": "it", "text": "y" * 2001}
    back = client.post(address, form, headers=ENGLISH)
    assert (back.status_code, "y" * 2001 in back.content.decode()) == (422, True)
    done = client.post(address, {**form, "ref": "q2", "text": "Quante?"}, headers=ENGLISH)
    assert (done.status_code, Question.objects.get().text) == (302, "Quante?")
    again = client.post(address, {**form, "ref": "q3", "text": "E quante altre?"}, headers=ENGLISH)
    page = again.content.decode()
    kept = ("E quante altre?" in page, "The office asked its authors once already." in page)
    assert (again.status_code, kept, Question.objects.count()) == (403, (True, True), 1)
    client.logout()
    assert "<textarea" not in client.get(address, headers=ENGLISH).content.decode()
    assert author is not None
