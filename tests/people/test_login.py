"""People with an account: a printed one-time code, or a code by e-mail; nobody signs up alone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from people.models import Person, PrintedCode
from people.printed import issue_code
from tests.people.making import as_person, do, make_office, make_official, make_person, make_process, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def territory():
    return make_territory()


def test_a_printed_code_logs_in_once(client, territory):
    person = make_person(territory, "official")
    code = issue_code(person=person)
    answer = client.post("/accounts/printed/", {"code": code.lower(), "next": "/office/"})
    assert (answer.status_code, answer.url) == (302, "/office/")
    assert client.session["_auth_user_id"] == person.id
    again = client.post("/accounts/printed/", {"code": code}, headers={"accept-language": "en"})
    assert again.status_code == 422
    assert "already used" in again.content.decode()


def test_a_printed_code_does_not_send_people_to_other_sites(client, territory):
    code = issue_code(person=make_person(territory, "official"))
    assert client.post("/accounts/printed/", {"code": code, "next": "https://evil.example/"}).url == "/begin/"


@pytest.mark.parametrize(
    ("role", "page"), [("official", "/office/"), ("facilitator", "/rooms/new/"), ("reviewer", "/reviews/"), ("", "/")]
)
def test_whoever_has_logged_in_begins_where_their_work_is(client, territory, role, page):
    make_process(territory)
    person = (
        make_official(make_office(territory)) if role == "official" else make_person(territory, *filter(None, [role]))
    )
    client.force_login(person)
    assert client.get("/begin/").url == page


def test_a_visitor_begins_at_the_front_page(client):
    assert client.get("/begin/").url == "/"


def test_a_code_that_is_too_old_or_replaced_does_not_open(client, territory):
    person = make_person(territory, "official")
    first, second = issue_code(person=person), issue_code(person=person)
    assert client.post("/accounts/printed/", {"code": first}).status_code == 422
    PrintedCode.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert (
        "too old"
        in client.post("/accounts/printed/", {"code": second}, headers={"accept-language": "en"}).content.decode()
    )


def test_an_administrator_prints_codes_for_people_of_the_own_territory_only(territory):
    administrator = as_person(make_person(territory, "administrator"))
    here = make_person(territory, "official", name="Donato")
    there = make_person(make_territory("Treviso"), "official")
    both = make_person(territory, "facilitator")
    both.roles.create(territory=make_territory("Bari"), role="administrator")
    given = do("code.issue", administrator, person=here.id)
    assert (given.ok, given.data["name"], len(given.data["code"])) == (True, "Donato", 13)
    assert do("code.issue", administrator, person=there.id).code == "missing"
    assert do("code.issue", administrator, person=both.id).code == "missing"


def test_a_facilitator_prints_no_log_ins(territory):
    someone = make_person(territory, "official")
    assert do("code.issue", as_person(make_person(territory, "facilitator")), person=someone.id).code == "missing"


def test_a_printed_code_is_not_stored_anywhere(territory):
    from realtime.models import Done

    code = issue_code(person=make_person(territory, "official"))
    assert PrintedCode.objects.get().code_hash != code
    assert Done.objects.count() == 0


def test_an_email_code_logs_in(client, territory, mailoutbox):
    person = make_person(territory, "facilitator")
    client.post("/accounts/login/", {"email": person.email.upper()})
    code = mailoutbox[0].body
    digits = next(word.strip(".") for word in code.split() if word.strip(".").isdigit() and len(word.strip(".")) == 6)
    client.post("/accounts/login/code/confirm/", {"code": digits})
    assert client.session["_auth_user_id"] == person.id


def test_a_stranger_gets_neither_mail_nor_account(client, mailoutbox):
    client.post("/accounts/login/", {"email": "stranger@example.org"})
    assert (mailoutbox, Person.objects.count()) == ([], 0)


def test_one_mailbox_is_one_person():
    assert Person.objects.create_user("Anna@Example.ORG").email == "anna@example.org"
