"""What a page about a proposal tells first, and what stands on it for the office alone."""

import pytest

from proposals.models import Answer
from tests.people.making import make_office, make_official
from tests.proposals.making import make_place, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
HEAD = 'id="for-office"'


def read(client, address, person=None):
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(address, headers=ENGLISH)
    assert page.status_code == 200
    return page.content.decode()


def test_what_is_asked_where_it_stands_and_the_answer_come_before_all_the_rest(client):
    process, office = make_place()
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    Answer.objects.create(
        referral=solution.referral, outcome="accepted", reasons="We print them in March.", person=make_official(office)
    )
    page = read(client, f"/proposals/{solution.pk}/")
    told = ["Dieci schede.", 'class="clock', "We print them in March.", "Who supports it", "What happened so far"]
    places = [page.index(each) for each in told]
    assert places == sorted(places)


def test_what_only_the_office_does_stands_together_and_nobody_else_sees_it(client):
    process, office = make_place()
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    address = f"/proposals/{solution.pk}/"
    assert HEAD not in read(client, address)
    page = read(client, address, make_official(office))
    group = page[page.index(HEAD) : page.index("</section>", page.index(HEAD))]
    found = [
        each for each in ("answer", "question", "notes", "route", "forward", "packet") if f"{address}{each}/" in group
    ]
    assert found == ["answer", "question", "notes", "route", "forward", "packet"]
    assert HEAD not in read(client, address, make_official(make_office(process.territory)))


def test_on_the_desk_only_a_yes_is_green(client):
    process, office = make_place()
    official = make_official(office)
    chips = {}
    for outcome in ("accepted", "accepted_in_part", "not_accepted"):
        solution = make_solution(process, office=office, steps=["vote", "adopt"], title=outcome)
        Answer.objects.create(referral=solution.referral, outcome=outcome, reasons="Because.", person=official)
        client.force_login(official, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(f"/office/?q={outcome}", headers=ENGLISH)
        chips |= {each.title: each.chip for each in page.context["papers"]}
    assert chips == {"accepted": " is-ok", "accepted_in_part": " is-on", "not_accepted": ""}
