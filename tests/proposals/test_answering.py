"""The answer of an office: bound to criteria, with its act, once; the rejoinder, once; and the second answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.actors import Actor
from proposals.models import Answer, Move, Proposal, Referral, Rejoinder
from proposals.office.clock import answer_clock
from proposals.office.criteria import criteria, in_order
from proposals.queries import inbox
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_official, make_person, make_seat, seated
from tests.proposals.making import make_place, make_solution

pytestmark = pytest.mark.django_db
COST = {"criterion": "cost", "text": "Il capitolo è vuoto."}
NO = {"outcome": "not_accepted", "reasons": "Non ci sono i soldi.", "lang": "it", "criteria": [COST]}
BACK = {"text": "I soldi ci sono: capitolo 12.", "lang": "it"}


@pytest.fixture
def place():
    return make_place()


def answered(place, outcome="not_accepted", authors=1):
    """A solution with its answer, its official, and its first author."""
    process, office = place
    seats = [make_seat(process) for _each in range(authors)]
    solution = make_solution(process, office=office, steps=["vote", "support"], authors=seats or ["Ponti"])
    official = as_person(make_official(office))
    do(official, "answer.give", proposal=solution.id, **NO | {"outcome": outcome})
    return solution, official, seated(seats[0]) if seats else None


def state(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


def test_the_criteria_are_six_in_three_languages():
    keys = ["effectiveness", "feasibility", "cost", "legal_basis", "equity", "competence"]
    assert [each.key for each in criteria()] == keys
    assert [each.title_in("ar-EG") for each in criteria()][2] == "التكلفة"
    assert criteria()[2].title_in("fr") == "Costo"
    assert [each["criterion"] for each in in_order([{"criterion": key, "text": "x"} for key in keys[::-1]])] == keys


@pytest.mark.parametrize(
    ("outcome", "needed"), [("accepted", False), ("accepted_in_part", True), ("not_accepted", True)]
)
def test_a_no_and_a_half_yes_name_a_criterion(place, outcome, needed):
    process, office = place
    official = as_person(make_official(office))
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    bare = {"proposal": solution.id, "outcome": outcome, "reasons": "Ecco.", "lang": "it"}
    if needed:
        sentence = "Bind the reasons to at least one criterion: without it only a full yes can be saved."
        assert refused(official, "answer.give", **bare) == ("refused", sentence)
        assert (Answer.objects.count(), state(solution)) == (0, "adopted")
        return
    do(official, "answer.give", **bare)
    assert Answer.objects.get().criteria == []


def test_criteria_stand_in_the_order_of_the_list_and_each_once(place):
    process, office = place
    official = as_person(make_official(office))
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    law = {"criterion": "legal_basis", "text": "L’articolo 7 lo vieta."}
    twice = refused(official, "answer.give", proposal=solution.id, **NO | {"criteria": [COST, COST]})
    assert twice == ("invalid", "Use each criterion once.")
    empty = refused(official, "answer.give", proposal=solution.id, **NO | {"criteria": [{**COST, "text": " "}]})
    assert empty == ("invalid", "Say how this criterion bears on the proposal.")
    assert refused(official, "answer.give", proposal=solution.id, **NO | {"criteria": [{**COST, "criterion": "mood"}]})
    do(official, "answer.give", proposal=solution.id, **NO | {"criteria": [law, COST]})
    assert Answer.objects.get().criteria == [COST, law]


@pytest.mark.parametrize(
    "address",
    [
        "http://comune.example/1",
        "javascript:alert(1)",
        "https://",
        "https://a@comune.example/1",
        "comune.example",
        "//x.it",
    ],
)
def test_the_address_of_an_act_is_https(place, address):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    data = {"proposal": solution.id, **NO, "act": "DGC 12/2027", "act_url": address}
    told = refused(as_person(make_official(office)), "answer.give", **data)
    assert told == ("invalid", "Write a full address that begins with https://")


def test_an_answer_with_its_act_stands_on_the_public_page(client, place):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    act = {"act": "DGC 12/2027", "act_url": "https://comune.example/atti/12"}
    do(as_person(make_official(office)), "answer.give", proposal=solution.id, **NO, **act)
    page = client.get(f"/proposals/{solution.id}/", headers={"accept-language": "en"}).content.decode()
    link = '<a href="https://comune.example/atti/12" rel="nofollow noopener"><bdi>DGC 12/2027</bdi></a>'
    shown = (link, "Non ci sono i soldi.", "Il capitolo è vuoto.", "<b>Cost</b>")
    assert [text in page for text in shown] == [True] * 4


def test_its_author_answers_back_once_and_the_clock_runs_again(place):
    solution, official, author = answered(place)
    process, office = place
    do(author, "answer.rejoin", proposal=solution.id, **BACK)
    back = Rejoinder.objects.get()
    days = (timezone.localdate(back.due_at) - timezone.localdate()).days
    assert (state(solution), days, back.clock, back.on_behalf) == ("rejoined", process.response_days, True, False)
    assert answer_clock(process.territory) == {"sent": 1, "answered": 0, "in_time": 0, "waiting": 1, "late": 0}
    told = refused(author, "answer.rejoin", proposal=solution.id, **BACK)
    assert told == ("refused", "This is not possible now: the proposal is “Its authors answered back”.")
    assert refused(official, "intervention.programme", solutions=[solution.id])[0] == "invalid"
    assert [each.proposal for each in inbox([office])] == [solution]


def test_the_office_answers_a_second_time_and_never_a_third(place):
    solution, official, author = answered(place)
    process, _office = place
    again = refused(official, "answer.give", proposal=solution.id, **NO)
    assert again == ("refused", "This is not possible now: the proposal is “Not accepted by the office”.")
    do(author, "answer.rejoin", proposal=solution.id, **BACK)
    do(official, "answer.give", proposal=solution.id, **NO | {"outcome": "accepted_in_part"})
    first, second = Answer.objects.order_by("at")
    assert (first.outcome, first.referral, second.outcome, second.rejoinder) == (
        "not_accepted", solution.referral, "accepted_in_part", Rejoinder.objects.get(),
    )  # fmt: skip
    assert state(solution) == "accepted_in_part"
    assert answer_clock(process.territory) == {"sent": 1, "answered": 1, "in_time": 1, "waiting": 0, "late": 0}
    assert refused(official, "answer.give", proposal=solution.id, **NO)[0] == "refused"
    told = refused(author, "answer.rejoin", proposal=solution.id, **BACK)
    assert told == ("refused", "The proposers answered back once already.")
    assert (Answer.objects.count(), Rejoinder.objects.count()) == (2, 1)


def test_after_a_full_yes_there_is_nothing_to_answer_back(place):
    solution, _official, author = answered(place, "accepted")
    assert refused(author, "answer.rejoin", proposal=solution.id, **BACK)[0] == "refused"


@pytest.mark.parametrize(("days", "ok"), [(59, True), (61, False)])
def test_there_are_60_days_to_answer_back(place, days, ok):
    solution, _official, author = answered(place, "accepted_in_part")
    Answer.objects.update(at=timezone.now() - timedelta(days=days))
    if ok:
        do(author, "answer.rejoin", proposal=solution.id, **BACK)
        assert state(solution) == "rejoined"
        return
    sentence = "The time to answer back is over: it was 60 days from the answer."
    assert refused(author, "answer.rejoin", proposal=solution.id, **BACK) == ("refused", sentence)


def test_others_do_not_answer_back_and_a_host_only_for_authors_without_a_seat(place):
    process, _office = place
    solution, official, _author = answered(place)
    host = as_person(make_person(process.territory, "facilitator"))
    told = refused(host, "answer.rejoin", proposal=solution.id, **BACK)
    assert told == ("refused", "Its authors have seats: they answer back themselves.")
    other = refused(seated(make_seat(process)), "answer.rejoin", proposal=solution.id, **BACK)
    assert other == ("refused", "Only its authors can do this.")
    strangers = (official, Actor())
    assert [refused(who, "answer.rejoin", proposal=solution.id, **BACK)[0] for who in strangers] == ["missing"] * 2
    paper, _official, _none = answered(place, authors=0)
    do(host, "answer.rejoin", proposal=paper.id, **BACK)
    back = Rejoinder.objects.get()
    assert (back.on_behalf, back.person, back.participant) == (True, host.person, None)


def test_without_a_signature_the_second_question_has_no_clock_either(db):
    solution, _official, author = answered(make_place(signed=False))
    do(author, "answer.rejoin", proposal=solution.id, **BACK)
    back = Rejoinder.objects.get()
    assert (back.clock, back.due_at) == (False, None)


def test_a_late_second_answer_counts_as_late(place):
    process, _office = place
    solution, _official, author = answered(place)
    do(author, "answer.rejoin", proposal=solution.id, **BACK)
    Rejoinder.objects.update(due_at=timezone.now() - timedelta(days=2))
    assert answer_clock(process.territory) == {"sent": 1, "answered": 0, "in_time": 0, "waiting": 1, "late": 1}


def test_the_nickname_of_who_answered_back_is_nowhere(client, place):
    process, office = place
    seat = make_seat(process, nickname="CANARY")
    solution = make_solution(process, office=office, steps=["vote", "support"], authors=[seat])
    do(as_person(make_official(office)), "answer.give", proposal=solution.id, **NO)
    do(seated(seat), "answer.rejoin", proposal=solution.id, **BACK)
    page = client.get(f"/proposals/{solution.id}/", headers={"accept-language": "en"}).content.decode()
    assert ("CANARY" in page, BACK["text"] in page) == (False, True)
    assert Move.objects.get(verb="rejoin").actor_label == ""


def test_one_referral_has_one_first_and_one_second_answer(place):
    from django.db import IntegrityError, transaction

    solution, _official, _author = answered(place)
    sent = Referral.objects.get(proposal=solution)
    for wrong in ({"referral": sent}, {}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            Answer.objects.create(outcome="accepted", reasons="Sì.", **wrong)
