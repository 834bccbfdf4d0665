"""The way from a ticket to the room, over HTTP, without a line of script."""

import re

import pytest

from people import attempts, tickets
from people.actors import COOKIE, Actor
from people.models import Participant
from tests.people.making import make_process, make_territory

pytestmark = pytest.mark.django_db
ROOM = "room:0123456789ab"


@pytest.fixture(autouse=True)
def fresh_cache():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def ticket():
    process = make_process(make_territory())
    return tickets.issue(actor=Actor(), process=process, place=ROOM, side="resident", count=1)[0]


def field(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def walk_in(client, ticket, lang="it", **more):
    code = tickets.secrets_of(ticket)[1]
    page = client.post("/t/", {"code": code, "lang": lang, **more})
    form = {name: field(page, name) for name in ("secret", "code", "add", "lang", "once", "proposed")}
    return client.post("/t/enter/", {**form, "nickname": form["proposed"]})


def test_typed_code_language_nickname_in(client, ticket):
    code = tickets.secrets_of(ticket)[1]
    first = client.post("/join/", {"code": code.lower()})
    assert re.findall(r'name="lang" value="(\w+)"', first.content.decode()) == ["it", "en", "ar"]
    answer = walk_in(client, ticket)
    seat = Participant.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/rooms/0123456789ab/?seat={seat.id}")
    assert (seat.side, seat.lang) == ("resident", "it")
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_side_stands_on_the_ticket_and_is_never_a_choice(client, ticket):
    code = tickets.secrets_of(ticket)[1]
    page = client.post("/t/", {"code": code, "lang": "en"}).content.decode()
    assert "side-resident" in page
    assert 'name="side"' not in page
    client.post("/t/enter/", {"code": code, "nickname": "X", "lang": "en", "once": "1", "side": "official"})
    assert Participant.objects.get().side == "resident"


def test_the_page_speaks_the_language_chosen_on_it(client, ticket):
    page = client.post("/t/", {"code": tickets.secrets_of(ticket)[1], "lang": "ar"})
    assert '<html lang="ar" dir="rtl"' in page.content.decode()
    assert page.cookies["django_language"].value == "ar"


def test_the_secret_never_stands_in_an_address(client, ticket):
    secret = tickets.secrets_of(ticket)[0]
    page = client.post("/t/", {"secret": secret, "lang": "it"})
    answer = client.post("/t/enter/", {"secret": secret, "nickname": "Onda", "lang": "it", "once": "1"})
    assert secret not in answer.url
    assert not re.search(rf'(href|action|src)="[^"]*{secret}', page.content.decode())


def test_a_used_ticket_leads_its_own_phone_back_and_tells_others_why_not(client, ticket, django_user_model):
    from django.test import Client

    code = tickets.secrets_of(ticket)[1]
    there = walk_in(client, ticket).url
    assert client.post("/join/", {"code": code}).url == there
    refused = Client().post("/join/", {"code": code}, headers={"accept-language": "en"})
    assert refused.status_code == 422
    assert "This ticket was already used." in refused.content.decode()


def test_a_wrong_code_keeps_what_was_typed(client, ticket):
    page = client.post("/join/", {"code": "7f3a 0000"}, headers={"accept-language": "en"})
    assert page.status_code == 422
    assert "This code is not right." in page.content.decode()
    assert 'value="7f3a 0000"' in page.content.decode()


def test_six_digits_in_any_script_lead_to_the_room_with_that_code(client):
    assert client.post("/join/", {"code": "٤٨٢ ٩١٧"}).url.endswith("?code=482917")


def test_a_page_opened_without_a_secret_asks_for_the_typed_code(client):
    page = client.get("/t/", headers={"accept-language": "en"}).content.decode()
    assert 'name="code"' in page
    assert re.search(r'id="with-ticket"\s+hidden', page)


def test_another_person_at_the_same_table_gets_a_seat_on_the_same_phone(client, ticket):
    walk_in(client, ticket)
    second = tickets.issue(actor=Actor(), process=ticket.process, place=ROOM, side="resident", count=1)[0]
    answer = walk_in(client, second, add="1")
    assert COOKIE not in answer.cookies
    assert list(Participant.objects.values_list("channel", flat=True)) == ["phone", "table"]


def test_a_blank_nickname_becomes_the_proposed_one(client, ticket):
    code = tickets.secrets_of(ticket)[1]
    client.post("/t/enter/", {"code": code, "nickname": " ", "proposed": "Faro", "lang": "it", "once": "1"})
    assert Participant.objects.get().nickname == "Faro"


def test_a_nickname_that_is_markup_stays_text(client, ticket):
    code = tickets.secrets_of(ticket)[1]
    client.post("/t/enter/", {"code": code, "nickname": "<script>alert(1)</script>", "lang": "it", "once": "1"})
    page = client.get("/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_guessing_is_stopped_but_scanning_still_works(client, ticket, monkeypatch):
    monkeypatch.setattr(attempts, "ALL_LIMIT", 3)
    for _each in range(3):
        assert client.post("/join/", {"code": "00000000"}).status_code == 422
    code, secret = tickets.secrets_of(ticket)[1], tickets.secrets_of(ticket)[0]
    assert client.post("/join/", {"code": code}).status_code == 503
    assert client.post("/t/", {"secret": secret, "lang": "it"}).status_code == 200


def test_one_phone_that_guesses_does_not_stop_the_others(client, ticket, monkeypatch):
    from django.test import Client

    walk_in(client, ticket)
    monkeypatch.setattr(attempts, "OWN_LIMIT", 2)
    for _each in range(2):
        client.post("/join/", {"code": "00000000"})
    assert client.post("/join/", {"code": "00000000"}).status_code == 503
    assert Client().post("/join/", {"code": "00000000"}).status_code == 422


def test_the_nickname_proposed_is_one_that_nobody_uses_yet(ticket):
    from people.nicknames import WORDS, propose
    from tests.people.making import make_seat

    for word in WORDS["en"][1:]:
        make_seat(ticket.process, nickname=word)
    assert propose(ticket.process, "en") == WORDS["en"][0]
    make_seat(ticket.process, nickname=WORDS["en"][0])
    assert propose(ticket.process, "en") == f"{WORDS['en'][0]} 2"


def test_home_begins_with_the_code_field_and_lists_territories(client):
    make_territory("Foggia")
    page = client.get("/").content.decode()
    assert page.index('name="code"') < page.index("Foggia")


def test_another_person_on_the_same_phone_is_a_table(client, ticket):
    walk_in(client, ticket)
    second = tickets.issue(actor=Actor(), process=ticket.process, place=ROOM, side="resident", count=1)[0]
    wrong = client.post("/join/", {"code": "00000000", "add": field(client.get("/join/?add=1"), "add")})
    walk_in(client, second, add=field(wrong, "add"))
    assert sorted(Participant.objects.values_list("channel", flat=True)) == ["phone", "table"]
