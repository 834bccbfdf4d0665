"""The form of an answer, the page with answer, rejoinder and second answer, and how people rate an answer."""

import pytest

from people.actors import COOKIE, new_device
from people.models import DeviceSeat
from proposals.models import Answer, Proposal, Rating
from proposals.office.plainer_words import advice_on
from proposals.office.rating import medians_of
from realtime.models import Done, Event
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_official, make_seat, seated
from tests.proposals.making import make_place, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
NO = {"outcome": "not_accepted", "reasons": "No.", "lang": "it", "criteria": [{"criterion": "cost", "text": "Vuoto."}]}
HEAVY = (
    "Si fa presente che la presente istanza verrà esaminata ai sensi della normativa vigente, nonché previa "
    "acquisizione della documentazione inerente al procedimento amministrativo di cui sopra."
)


@pytest.fixture
def place():
    return make_place()


def login(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def hold(client, seat):
    device, token = new_device()
    DeviceSeat.objects.create(device=device, participant=seat)
    client.cookies[COOKIE] = token


def waiting(place, client):
    process, office = place
    seat = make_seat(process)
    solution = make_solution(process, office=office, steps=["vote", "support"], authors=[seat])
    official = make_official(office)
    login(client, official)
    return solution, official, seat, f"/proposals/{solution.id}/answer/"


def form(solution, **fields):
    rows = {f"criteria[{n}]criterion": key for n, key in enumerate(["effectiveness", "feasibility", "cost"])}
    return {"proposal": solution.id, "lang": "it", "reasons": "Mancano i fondi.", "act": "DGC 3", **rows, **fields}


def test_a_form_without_a_criterion_comes_back_with_every_word(client, place):
    solution, _official, _seat, address = waiting(place, client)
    sent = form(solution, outcome="not_accepted", ref="r1", act_url="https://comune.example/3")
    back = client.post(address, sent, headers=ENGLISH)
    page = back.content.decode()
    kept = ("Bind the reasons to at least one criterion", "Mancano i fondi.</textarea>", 'value="DGC 3"',
            'value="https://comune.example/3"', "How plain is your text?")  # fmt: skip
    assert (back.status_code, [text in page for text in kept]) == (403, [True] * 5)
    done = client.post(address, {**sent, "ref": "r2", "criteria[2]text": "Il capitolo è vuoto."}, headers=ENGLISH)
    assert (done.status_code, done.url) == (302, f"/proposals/{solution.id}/")
    answer = Answer.objects.get()
    assert (answer.act, answer.act_url, answer.criteria) == (
        "DGC 3", "https://comune.example/3", [{"criterion": "cost", "text": "Il capitolo è vuoto."}],
    )  # fmt: skip


def test_an_address_that_is_no_https_is_said_beside_its_field(client, place):
    solution, _official, _seat, address = waiting(place, client)
    page = client.post(address, form(solution, outcome="accepted", ref="r1", act_url="http://x.it/"), headers=ENGLISH)
    assert (page.status_code, "Write a full address that begins with https://" in page.content.decode()) == (422, True)


def test_checking_a_text_saves_nothing_and_gives_advice(client, place):
    solution, _official, _seat, address = waiting(place, client)
    sent = form(solution, outcome="accepted", ref="r1", check="1", reasons=HEAVY)
    page = client.post(address, sent, headers=ENGLISH).content.decode()
    told = ("this was only a check", "Words of offices.", "on the Gulpease scale", "Who does it?")
    assert [text in page for text in told] == [True] * 4
    assert (Answer.objects.count(), Proposal.objects.get(pk=solution.pk).state) == (0, "supported")
    page = client.post(address, {**sent, "lang": "en"}, headers=ENGLISH).content.decode()
    assert "Only Italian texts can be measured for now." in page


def test_advice_is_for_italian_texts_only():
    assert (advice_on(HEAVY, "en"), advice_on(" ", "it")) == (None, None)
    heavy, plain = (
        advice_on(HEAVY, "it"),
        advice_on("Sì. Da marzo apriamo lo sportello anche di sera, due volte.", "it"),
    )
    assert (heavy["easy"], plain["easy"], plain["advice"]) == (False, True, [])


def test_the_author_answers_back_from_the_page_and_the_office_reads_it_where_it_answers(client, place):
    solution, official, seat, address = waiting(place, client)
    do(as_person(official), "answer.give", proposal=solution.id, **NO)
    assert "Publish the answer" not in client.get(address, headers=ENGLISH).content.decode()
    client.logout()
    hold(client, seat)
    public = f"/proposals/{solution.id}/?seat={seat.id}"
    assert "Answer back, once" in client.get(public, headers=ENGLISH).content.decode()
    data = {
        "proposal": solution.id,
        "seat": seat.id,
        "ref": "r1",
        "next": "/",
        "text": "Guardate il cap. 12.",
        "lang": "it",
    }
    client.post("/do/answer.rejoin", data)
    assert Proposal.objects.get(pk=solution.pk).state == "rejoined"
    page = client.get(public, headers=ENGLISH).content.decode()
    assert ["Answer back, once" in page, "Guardate il cap. 12." in page] == [False, True]
    login(client, official)
    page = client.get(address, headers=ENGLISH).content.decode()
    assert [text in page for text in ("Your second and last answer", "Guardate il cap. 12.")] == [True] * 2
    done = client.post(address, form(solution, outcome="not_accepted", ref="r2", **{"criteria[0]text": "Già fatto."}))
    assert done.status_code == 302
    page = client.get(f"/proposals/{solution.id}/", headers=ENGLISH).content.decode()
    told = ("The second and last answer", "Where you can still go", "municipal councillors", "Già fatto.", "Vuoto.")
    assert [text in page for text in told] == [True] * 5


def test_after_a_second_answer_that_accepts_nobody_is_sent_on(client, place):
    solution, official, seat, _address = waiting(place, client)
    do(as_person(official), "answer.give", proposal=solution.id, **NO)
    do(seated(seat), "answer.rejoin", proposal=solution.id, text="Ma sì.", lang="it")
    do(as_person(official), "answer.give", proposal=solution.id, outcome="accepted", reasons="Sì.", lang="it")
    assert "Where you can still go" not in client.get(f"/proposals/{solution.id}/", headers=ENGLISH).content.decode()


def test_each_rates_once_and_may_change_it(client, place):
    solution, official, seat, _address = waiting(place, client)
    marks = {"proposal": solution.id, "understandable": 2, "responsive": 1}
    assert refused(seated(seat), "answer.rate", **marks) == ("refused", "There is no answer yet.")
    do(as_person(official), "answer.give", proposal=solution.id, **NO)
    before = (Event.objects.count(), Done.objects.count())
    for understandable in (2, 5):
        do(seated(seat), "answer.rate", **marks | {"understandable": understandable})
    assert list(Rating.objects.values_list("understandable", "responsive")) == [(5, 1)]
    assert (Event.objects.count(), Done.objects.count()) == before
    assert refused(seated(seat), "answer.rate", **marks | {"responsive": 6})[1] == "Choose a number from 1 to 5."
    elsewhere = seated(make_seat(make_place()[0]))
    assert refused(elsewhere, "answer.rate", **marks)[0] == "missing"


def test_medians_are_shown_of_a_side_from_five_ratings_on(client, place):
    process, _office = place
    solution, official, _seat, _address = waiting(place, client)
    do(as_person(official), "answer.give", proposal=solution.id, **NO)
    for understandable, responsive in ((1, 1), (2, 1), (4, 2), (5, 5)):
        seat = make_seat(process, side="official")
        do(seated(seat), "answer.rate", proposal=solution.id, understandable=understandable, responsive=responsive)
    for mark in (1, 2, 4, 4, 5):
        do(seated(make_seat(process)), "answer.rate", proposal=solution.id, understandable=mark, responsive=1)
    [row] = medians_of(Answer.objects.get())
    assert (row["side"].value, row["n"], row["understandable"], row["responsive"]) == ("resident", 5, 4.0, 1.0)
    page = client.get(f"/proposals/{solution.id}/", headers=ENGLISH).content.decode()
    assert "Residents: understandable 4 of 5, responds to the proposal 1 of 5 (5 ratings)" in page
    assert "Officials: understandable" not in page


def test_the_page_offers_the_rating_to_who_has_a_seat_only(client, place):
    solution, official, seat, _address = waiting(place, client)
    do(as_person(official), "answer.give", proposal=solution.id, **NO)
    client.logout()
    hold(client, seat)
    here, there = f"/proposals/{solution.id}/?seat={seat.id}", f"/proposals/{solution.id}/"
    assert "How do you find this answer?" in client.get(here, headers=ENGLISH).content.decode()
    client.cookies.clear()
    assert "How do you find this answer?" not in client.get(there, headers=ENGLISH).content.decode()
