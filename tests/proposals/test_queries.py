"""Rows, inbox, clock: what is shown to whom, at a constant price."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from people.actors import Actor
from proposals.models import Author, Proposal, Referral
from proposals.office.clock import answer_clock, days_left, late_days
from proposals.queries import inbox, proposals_for
from proposals.rows import proposal_rows
from tests.people.making import (
    as_person,
    do,
    make_office,
    make_official,
    make_person,
    make_process,
    make_seat,
    make_territory,
    seated,
)
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ROOM = "room:0123456789ab"


@pytest.fixture
def place():
    return make_place()


def test_a_row_is_exactly_what_the_wire_promises(place):
    process, office = place
    problem = make_problem(process)
    solution = make_solution(process, problems=[problem], office=office, origin=ROOM, steps=["vote", "support"])
    sent = solution.referral
    assert proposal_rows(origin=ROOM, audience="participant") == {
        solution.id: {
            "id": solution.id,
            "number": 2,
            "kind": "solution",
            "state": "supported",
            "title": "Una scheda per ogni pratica",
            "body": "Dieci schede.",
            "lang": "it",
            "office": {"id": office.id, "name": "Anagrafe"},
            "answers": [problem.id],
            "carries_out": [],
            "from_group": None,
            "authors": {"asked": 0, "confirmed": 0, "objected": 0},
            "objections": [],
            "due": int(sent.due_at.timestamp() * 1000),
            "allowed": {},
            "url": f"/proposals/{solution.id}/",
        }
    }


def test_objections_are_for_those_in_the_room_and_carry_no_name(place):
    process, _office = place
    problem = make_problem(process, authors=[make_seat(process, nickname="CANARY")], state="draft", origin=ROOM)
    Author.objects.update(answer="objected", reason="È l'orario.", lang="it")
    shown = {
        a: proposal_rows(origin=ROOM, audience=a).get(problem.id) for a in ("participant", "facilitator", "screen")
    }
    assert {a: row["objections"] for a, row in shown.items()} == {
        "participant": [{"text": "È l'orario.", "lang": "it"}],
        "facilitator": [{"text": "È l'orario.", "lang": "it"}],
        "screen": [],
    }
    assert "CANARY" not in str(shown)
    assert proposal_rows(origin=ROOM, audience="public") == {}


def test_the_facilitator_reads_why_a_problem_cannot_be_concluded(place):
    process, _office = place
    problem = make_problem(process, authors=[make_seat(process)], state="draft", origin=ROOM)
    row = lambda: proposal_rows(ids=[problem.id], audience="facilitator")[problem.id]["allowed"]  # noqa: E731
    assert row() == {"reword": None, "conclude": "unconfirmed", "withdraw": None, "revise": None, "attach": None}
    Author.objects.update(answer="objected", reason="No.")
    assert row()["conclude"] == "objected"
    Author.objects.update(answer="confirmed", reason="")
    assert row()["conclude"] is None


def test_a_withdrawn_proposal_is_gone_from_the_room(place):
    process, _office = place
    problem = make_problem(process, state="withdrawn", origin=ROOM)
    assert proposal_rows(ids=[problem.id], audience="facilitator") == {}


@pytest.mark.parametrize("items", [1, 3])
def test_rows_cost_three_queries_however_many(place, items, django_assert_num_queries):
    process, office = place
    for _each in range(items):
        make_solution(process, office=office, authors=[make_seat(process)], origin=ROOM)
    with django_assert_num_queries(3):
        assert len(proposal_rows(origin=ROOM, audience="facilitator")) == items


def test_drafts_and_rehearsals_do_not_exist_for_others(place):
    process, _office = place
    draft, real = make_problem(process, state="draft"), make_problem(process)
    rehearsed = make_problem(process, rehearsal=True)
    treviso = make_territory("Treviso")
    readers = {
        "visitor": Actor(),
        "official elsewhere": as_person(make_official(make_office(treviso))),
        "host elsewhere": as_person(make_person(treviso, "facilitator")),
        "seat elsewhere": seated(make_seat(make_process(treviso))),
        "official here": as_person(make_person(process.territory, "official")),
        "host here": as_person(make_person(process.territory, "facilitator")),
        "seat here": seated(make_seat(process)),
    }
    seen = {who: set(proposals_for(actor)) for who, actor in readers.items()}
    public, everything = {real}, {draft, real, rehearsed}
    assert seen == {
        "visitor": public,
        "official elsewhere": public,
        "host elsewhere": public,
        "seat elsewhere": public,
        "official here": public,
        "host here": everything,
        "seat here": everything,
    }


def test_the_inbox_is_sorted_by_date_with_the_answered_last(place):
    process, office = place
    sent = [make_solution(process, office=office, steps=["vote", "adopt"]).referral for _each in range(4)]
    now = timezone.now()
    for referral, days in zip(sent, (9, 2, 5, 1), strict=True):
        Referral.objects.filter(pk=referral.pk).update(due_at=now + timedelta(days=days))
    official = as_person(make_official(office))
    do("answer.give", official, proposal=sent[3].proposal_id, outcome="accepted", reasons="Sì.", lang="it")
    Referral.objects.filter(pk=sent[0].pk).update(due_at=None, clock=False)
    assert list(inbox([office])) == [sent[1], sent[2], sent[0], sent[3]]
    assert list(inbox([make_office(process.territory, "Altro")])) == []


def test_late_is_counted_in_days_of_the_calendar(place):
    process, office = place
    referral = make_solution(process, office=office, steps=["vote", "adopt"]).referral
    zone = timezone.get_current_timezone()
    referral.due_at = datetime(2027, 3, 10, 12, tzinfo=zone)
    at = lambda day, hour=9: datetime(2027, 3, day, hour, tzinfo=zone)  # noqa: E731
    assert [late_days(referral, at(d)) for d in (9, 10, 11, 13)] == [0, 0, 1, 3]
    assert late_days(referral, at(10, 23)) == 0
    assert [days_left(referral, at(d)) for d in (8, 10, 13)] == [2, 0, 0]
    referral.clock = False
    assert (late_days(referral, at(20)), days_left(referral, at(8))) == (0, None)


def test_the_clock_of_a_territory_counts_real_proposals_only(place):
    process, office = place
    late, answered, waiting = (make_solution(process, office=office, steps=["vote", "adopt"]) for _each in range(3))
    make_solution(process, office=office, steps=["vote", "adopt"], rehearsal=True)
    Referral.objects.filter(proposal=late).update(due_at=timezone.now() - timedelta(days=3))
    official = as_person(make_official(office))
    do("answer.give", official, proposal=answered.id, outcome="accepted", reasons="Sì.", lang="it")
    counts = {"sent": 3, "answered": 1, "in_time": 1, "waiting": 2, "late": 1}
    assert answer_clock(process.territory) == counts
    assert Proposal.objects.get(pk=waiting.pk).state == "adopted"
