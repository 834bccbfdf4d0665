"""The clock of an answer: both sides are told before, on and after the date, once each; silence is a step."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from people.actors import Actor
from proposals.due import tell_of_answers
from proposals.models import ClockNotice, Move, Proposal, Referral, Rejoinder
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_official, make_person, make_seat, seated
from tests.proposals.making import make_place, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
NO = {"outcome": "not_accepted", "reasons": "No.", "lang": "it", "criteria": [{"criterion": "cost", "text": "No."}]}


def sent(signed=True, steps=("vote", "support"), **fields):
    """A solution that lies with its office; its author has an account. Returns it with process and official."""
    process, office = make_place(signed=signed)
    official = make_official(office)
    author = make_person(process.territory, name="Autrice")
    for person in (official, author):
        person.lang = "en"
        person.save()
    seat = make_seat(process, person=author)
    solution = make_solution(process, office=office, steps=steps, authors=[seat, make_seat(process)], **fields)
    return solution, process, official, author, seat


def due_in(solution, days):
    Referral.objects.filter(proposal=solution).update(due_at=timezone.now() + timedelta(days=days))


def letters():
    return sorted((each.to[0], each.subject) for each in mail.outbox)


def later(monkeypatch, **passed):
    """Let so much time pass."""
    moment = timezone.now() + timedelta(**passed)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_31_days_on_it_is_late_by_one_day_and_both_sides_hear_of_it_once(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    solution, process, official, author, _seat = sent()
    later(monkeypatch, days=31)
    with django_capture_on_commit_callbacks(execute=True):
        assert [tell_of_answers(), tell_of_answers()] == [1, 0]
    title = solution.title
    told = [(official.email, f"The answer is late: {title}"), (author.email, f"No answer by the date: {title}")]
    assert letters() == sorted(told)
    assert "late by 1 day." in mail.outbox[0].body
    page = client.get(process.territory.url, headers=ENGLISH).content.decode()
    assert "Answer late by 1 day:" in page
    step = Move.objects.get(verb="silent")
    assert (step.before, step.after, step.actor_key, step.actor_label) == ("supported", "supported", "clock", "")
    problem = solution.links_out.get().to_proposal_id
    for address in (f"/proposals/{solution.id}/", f"/journeys/{problem}/"):
        assert "No answer by the date" in client.get(address, headers=ENGLISH).content.decode()


def test_the_clock_speaks_a_week_before_on_the_day_and_the_day_after(monkeypatch):
    solution, *_rest = sent()
    heard = {}
    start = timezone.now()
    for day in range(22, 35):
        moment = start + timedelta(days=day)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        heard[day] = tell_of_answers()
    assert {day: n for day, n in heard.items() if n} == {23: 1, 30: 1, 31: 1}
    moments = ClockNotice.objects.order_by("at").values_list("turn", "moment")
    assert list(moments) == [(1, "soon"), (1, "today"), (1, "late")]
    assert solution.moves.filter(verb="silent").count() == 1


def test_two_schedulers_tell_once(django_capture_on_commit_callbacks):
    from proposals.office.reminding import to_tell
    from realtime.run import run
    from realtime.schedule import CLOCK

    solution, *_rest = sent()
    due_in(solution, -1)
    due = [(each.pk, moment) for each, moment in to_tell()]
    assert due == [(solution.referral.pk, "late")]
    data = {"referral": solution.referral.pk, "moment": "late"}
    with django_capture_on_commit_callbacks(execute=True):
        answers = [run("answer.remind", CLOCK, data, ref) for ref in ("one", "one", "other")]
    assert [(each.ok, each.reason) for each in answers] == [
        (True, ""), (True, ""), (False, "Both sides were told already."),
    ]  # fmt: skip
    assert (len(mail.outbox), Move.objects.filter(verb="silent").count()) == (2, 1)


def test_without_a_signature_in_a_rehearsal_and_after_the_answer_the_clock_is_silent():
    unsigned, *_rest = sent(signed=False)
    rehearsed, *_rest = sent(rehearsal=True)
    answered, _process, official, *_rest = sent()
    do(as_person(official), "answer.give", proposal=answered.id, **NO)
    for solution in (rehearsed, answered):
        due_in(solution, -3)
    assert Referral.objects.get(proposal=unsigned).due_at is None
    assert (tell_of_answers(), ClockNotice.objects.count(), len(mail.outbox)) == (0, 0, 0)


def test_a_date_that_is_near_from_the_start_is_not_announced_at_once():
    solution, *_rest = sent()
    due_in(solution, 5)
    assert tell_of_answers() == 0
    Referral.objects.filter(proposal=solution).update(sent_at=timezone.now() - timedelta(days=10))
    assert tell_of_answers() == 1


def test_a_host_may_tell_them_by_hand_but_only_what_the_clock_says():
    solution, process, official, _author, seat = sent()
    due_in(solution, -4)
    key, host = solution.referral.pk, as_person(make_person(process.territory, "facilitator"))
    told = refused(host, "answer.remind", referral=key, moment="today")
    assert told == ("refused", "This is not what the clock says now.")
    made = do(host, "answer.remind", referral=key, moment="late")
    assert (made["officials"], made["authors"]) == (1, 1)
    assert tell_of_answers() == 0
    others = (as_person(official), seated(seat), Actor())
    codes = [refused(who, "answer.remind", referral=key, moment="late")[0] for who in others]
    assert codes == ["missing"] * 3


def test_the_second_date_is_told_again_and_its_silence_ends_at_the_councillors(client):
    solution, _process, official, _author, seat = sent()
    due_in(solution, -1)
    assert tell_of_answers() == 1
    do(as_person(official), "answer.give", proposal=solution.id, **NO)
    do(seated(seat), "answer.rejoin", proposal=solution.id, text="Ma sì.", lang="it")
    address = f"/proposals/{solution.id}/"
    assert (tell_of_answers(), "difensore civico" in client.get(address, headers=ENGLISH).content.decode()) == (
        0,
        False,
    )
    Rejoinder.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert [tell_of_answers(), tell_of_answers()] == [1, 0]
    assert "difensore civico" in client.get(address, headers=ENGLISH).content.decode()
    assert list(ClockNotice.objects.values_list("turn", "moment").order_by("turn")) == [(1, "late"), (2, "late")]
    assert Proposal.objects.get(pk=solution.pk).state == "rejoined"
