"""The pages: what is public, the desk of an office, and forms that keep every word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.actors import COOKIE, new_device
from people.models import DeviceSeat
from proposals.models import BudgetLine, Programme, Proposal, Referral
from tests.people.making import as_person, do, make_office, make_official, make_person, make_seat, make_territory
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def place():
    return make_place()


def read(client, address, status=200):
    page = client.get(address, headers=ENGLISH)
    assert page.status_code == status
    return page.content.decode()


def test_a_territory_shows_its_questions_and_whether_offices_answer(client, place):
    process, office = place
    late = make_solution(process, office=office, steps=["vote", "support"])
    Referral.objects.filter(proposal=late).update(due_at=timezone.now() - timedelta(days=4))
    page = read(client, process.territory.url)
    assert process.question in page
    assert "0 of 1 proposal sent to the offices was answered." in page
    assert "Answer late by 4 days" in page


def test_drafts_never_stand_on_public_pages(client, place):
    process, _office = place
    draft = make_problem(process, state="draft", title="CANARY DRAFT")
    make_problem(process, rehearsal=True, title="CANARY REHEARSAL")
    pages = read(client, process.territory.url) + read(client, f"/processes/{process.id}/")
    assert "CANARY" not in pages
    read(client, f"/proposals/{draft.id}/", status=404)


def test_without_a_signature_a_process_says_so_and_shows_no_clock(client, db):
    process, office = make_place(signed=False)
    solution = make_solution(process, office=office, steps=["vote", "support"])
    page, sent = read(client, f"/processes/{process.id}/"), read(client, f"/proposals/{solution.id}/")
    assert "No commitment taken" in page
    assert 'class="clock' not in page + sent
    assert "No commitment was taken, so there is no date for the answer." in sent


def test_only_those_who_may_sign_see_the_button(client, db):
    process, _office = make_place(signed=False)
    assert "process.sign" not in read(client, f"/processes/{process.id}/")
    client.force_login(make_person(process.territory, "official"), backend="django.contrib.auth.backends.ModelBackend")
    assert "process.sign" in read(client, f"/processes/{process.id}/")


def test_the_answer_stands_beside_the_proposal_with_office_and_name(client, place):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    official = make_official(office, name="Donato R.")
    do(
        "answer.give",
        as_person(official),
        proposal=solution.id,
        outcome="not_accepted",
        reasons="Manca la spesa.",
        lang="it",
        criteria=[{"criterion": "cost", "text": "Il capitolo è vuoto."}],
    )
    page = read(client, f"/proposals/{solution.id}/")
    assert [text in page for text in ("Not accepted", "Manca la spesa.", "Donato R.", "Anagrafe")] == [True] * 4


def test_an_author_confirms_from_the_page_with_the_seat_of_the_phone(client, place):
    process, _office = place
    seat = make_seat(process)
    device, token = new_device()
    DeviceSeat.objects.create(device=device, participant=seat)
    problem = make_problem(process, authors=[seat], state="draft")
    client.cookies[COOKIE] = token
    assert "Yes, this is what I meant" in read(client, f"/proposals/{problem.id}/?seat={seat.id}")
    client.post("/do/problem.confirm", {"proposal": problem.id, "seat": seat.id, "ref": "r1", "next": "/"})
    assert Proposal.objects.get(pk=problem.pk).state == "confirmed"


def login(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def test_the_inbox_is_for_officials_of_an_office(client, place):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "support"])
    assert client.get("/office/").status_code == 302
    login(client, make_person(process.territory, "facilitator"))
    read(client, "/office/", status=404)
    login(client, make_official(office))
    assert solution.title in read(client, "/office/")
    login(client, make_official(make_office(make_territory("Treviso"))))
    assert solution.title not in read(client, "/office/")
    read(client, f"/proposals/{solution.id}/answer/", status=404)
    read(client, f"/proposals/{solution.id}/programme/", status=404)


def test_a_refused_answer_keeps_every_word(client, place):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "support"])
    login(client, make_official(office))
    address = f"/proposals/{solution.id}/answer/"
    form = {"proposal": solution.id, "lang": "it", "ref": "r1", "reasons": "Perché il capitolo è vuoto."}
    page = client.post(address, form, headers=ENGLISH)
    assert page.status_code == 422
    assert "Choose the answer." in page.content.decode()
    assert "Perché il capitolo è vuoto.</textarea>" in page.content.decode()
    done = client.post(address, {**form, "ref": "r2", "outcome": "accepted"})
    assert (done.status_code, done.url) == (302, f"/proposals/{solution.id}/")
    assert Proposal.objects.get(pk=solution.pk).state == "accepted"


def test_an_intervention_is_programmed_from_a_plain_form_and_a_refusal_keeps_it(client, place):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    official = make_official(office)
    do("answer.give", as_person(official), proposal=solution.id, outcome="accepted", reasons="Sì.", lang="it")
    login(client, official)
    address = f"/proposals/{solution.id}/programme/"
    assert "Responsible office" in read(client, address)
    form = {
        "ref": "r1", "lang": "it", "solutions": solution.id, "title": "Schede", "body": "", "office": office.id,
        "civic_lead": "Ponti", "starts": "2027-01-10", "ends": "2027-01-01",
        "budget[0]label": "Traduzioni", "budget[0]euros": "2.400,50", "budget[0]source": "Comune",
        "budget[1]label": "", "budget[1]euros": "", "budget[1]source": "",
        "indicators[0]label": "Documenti completi", "indicators[0]unit": "percento", "indicators[0]direction": "up",
        "indicators[0]baseline": "52", "indicators[0]target": "80", "indicators[1]direction": "up",
        "kind": "civic_evaluation", "goal": "Diritti", "purpose": "Sportelli chiari", "results": "Schede\nGuida",
        "assumptions": "L'elenco non cambia", "risks[0]text": "Manca chi traduce", "risks[0]likelihood": "2",
        "risks[0]impact": "3", "risks[0]response": "Quattro lingue", "risks[1]likelihood": "1", "risks[1]impact": "1",
        "details.subject": "Lo sportello", "details.dimensions": "Accesso", "details.sources": "Osservazione",
    }  # fmt: skip
    refused = client.post(address, form, headers=ENGLISH)
    page = refused.content.decode()
    assert refused.status_code == 422
    kept = ("The intervention must end after it starts.", 'value="2.400,50"', 'value="Traduzioni"', 'value="52"')
    assert [text in page for text in kept] == [True] * 4
    done = client.post(address, {**form, "ref": "r2", "ends": "2027-06-30"})
    intervention = Proposal.objects.get(kind="intervention")
    assert (done.status_code, done.url) == (302, f"/proposals/{intervention.id}/")
    assert list(BudgetLine.objects.values_list("label", "cents")) == [("Traduzioni", 240050)]
    page = read(client, f"/proposals/{intervention.id}/")
    assert [text in page for text in ("Traduzioni", "2,400.50", "Documenti completi", "Ponti")] == [True] * 4
    assert Programme.objects.count() == 1


@pytest.mark.parametrize("items", [1, 3])
def test_a_territory_costs_the_same_queries_however_much_happened(client, items, place, django_assert_num_queries):
    process, office = place
    problem = make_problem(process)
    for _each in range(items):
        make_solution(process, problems=[problem], office=office, steps=["vote", "adopt"])
    with django_assert_num_queries(QUERIES):
        read(client, process.territory.url)


QUERIES = 6
