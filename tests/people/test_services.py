"""The catalogue of services of an office, and the authorities beyond the municipality."""

import pytest

from people.models import Organisation, Service
from tests.people.making import as_person, do, make_office, make_official, make_person, make_territory

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
LOGIN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def place():
    territory = make_territory("Foggia")
    office = make_office(territory)
    return territory, office, as_person(make_official(office))


def add(actor, office, name, **more):
    return do("service.add", actor, office=office.pk, name=name, **more)


def test_an_official_keeps_the_catalogue_of_the_own_office_and_everybody_reads_it(client, place):
    territory, office, official = place
    made = add(official, office, "Carte d'identità", about="Si chiede qui.").data["service"]
    assert do("service.change", official, service=made, name="Documenti", lang="it").ok
    page = client.get(f"/territories/{territory.slug}/services/", headers=ENGLISH)
    assert (page.status_code, "Documenti" in page.content.decode(), b"<form" in page.content) == (200, True, True)
    assert "service.add" not in page.content.decode()
    assert "/services/" in client.get(territory.url, headers=ENGLISH).content.decode()
    client.force_login(official.person, backend=LOGIN)
    assert "/do/service.add" in client.get(f"/territories/{territory.slug}/services/").content.decode()


def test_the_same_name_twice_is_refused_whatever_its_letters_until_the_first_is_retired(place):
    _territory, office, official = place
    first = add(official, office, "Residenza").data["service"]
    again = add(official, office, " RESIDENZA ")
    assert (again.ok, again.reason) == (False, "This office already has a service with this name.")
    other = add(official, office, "Stato civile").data["service"]
    assert do("service.change", official, service=other, name="residenza", lang="it").ok is False
    assert do("service.retire", official, service=first).ok
    assert do("service.retire", official, service=first).reason == "This service is offered no more already."
    assert add(official, office, "Residenza").ok
    assert Service.objects.filter(name="Residenza").count() == 2


def test_hidden_letters_and_empty_or_endless_names_are_refused_or_taken_out(place):
    _territory, office, official = place
    assert [add(official, office, name).ok for name in ("", "  ", "\u202e\u200b", "x" * 161)] == [False] * 4
    made = add(official, office, "Do\u202ecumenti\n<script>").data["service"]
    assert Service.objects.get(pk=made).name == "Do cumenti <script>"


def test_who_keeps_another_office_or_another_territory_finds_nothing(place):
    territory, office, official = place
    service = add(official, office, "Residenza").data["service"]
    colleague = as_person(make_official(make_office(territory, "Sociali")))
    elsewhere = as_person(make_person(make_territory("Treviso"), "administrator", "official"))
    facilitator = as_person(make_person(territory, "facilitator"))
    for actor in (colleague, elsewhere, facilitator):
        answers = [
            add(actor, office, "Altro"),
            do("service.change", actor, service=service, name="Altro", lang="it"),
            do("service.retire", actor, service=service),
        ]
        assert [each.code for each in answers] == ["missing"] * 3
    administrator = as_person(make_person(territory, "administrator"))
    assert add(administrator, office, "Altro").ok


def test_an_administrator_adds_an_authority_which_is_never_shown_as_one_that_joined(client, place):
    territory, _office, official = place
    administrator = as_person(make_person(territory, "administrator"))
    assert do("authority.add", official, territory=territory.pk, name="Questura").code == "missing"
    made = do("authority.add", administrator, territory=territory.pk, name="Questura").data["authority"]
    twice = do("authority.add", administrator, territory=territory.pk, name="questura")
    assert twice.reason == "This authority is on the list already."
    assert do("authority.add", administrator, territory=territory.pk, name="محافظة").ok
    row = Organisation.objects.get(pk=made)
    assert (row.kind, row.joined_on) == ("public_authority", None)
    page = client.get(f"/territories/{territory.slug}/network/", headers=ENGLISH)
    assert list(page.context["organisations"]) == []
    assert "They have not joined the network." in page.content.decode()


@pytest.mark.parametrize("items", [1, 3, 30])
def test_the_catalogue_costs_the_same_queries_however_long(client, place, items, django_assert_num_queries):
    territory, office, _official = place
    for number in range(items):
        there = make_office(territory, f"Ufficio {number}")
        Service.objects.create(office=there, name="Uno")
        Service.objects.create(office=office, name=f"Servizio {number}")
    with django_assert_num_queries(3):
        client.get(f"/territories/{territory.slug}/services/")
