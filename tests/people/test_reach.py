"""Who sees what: roles are held per territory, and elsewhere things do not exist."""

from datetime import date

import pytest

from people import tickets
from people.actors import Actor
from people.queries import (
    offices_of,
    participants_for,
    processes_for,
    processes_run_by,
    territories_for,
    territories_with,
    tickets_for,
)
from people.rules import anyone, facilitator_of, has_role, logged_in, official_of_office, seated_in_process
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def foggia():
    return make_territory("Foggia")


@pytest.fixture
def treviso():
    return make_territory("Treviso")


def test_a_host_of_one_territory_finds_nothing_of_another(foggia, treviso):
    process = make_process(foggia)
    seat = make_seat(process)
    ticket = tickets.issue(actor=Actor(), process=process, place=process.stream, side="resident", count=1)[0]
    near, far = as_person(make_person(foggia, "facilitator")), as_person(make_person(treviso, "facilitator"))
    assert [list(find(near)) for find in (processes_run_by, tickets_for, participants_for)] == [
        [process],
        [ticket],
        [seat],
    ]
    assert [list(find(far)) for find in (processes_run_by, tickets_for, participants_for)] == [[], [], []]
    assert [list(find(Actor())) for find in (processes_run_by, tickets_for, participants_for)] == [[], [], []]


def test_the_lead_organisation_reads_both_and_runs_neither(foggia, treviso):
    lead = make_person(foggia, "lead")
    lead.roles.create(territory=treviso, role="lead")
    assert set(territories_with(as_person(lead), "lead")) == {foggia, treviso}
    assert list(processes_run_by(as_person(lead))) == []


def test_processes_are_public_and_rehearsals_are_not(foggia, treviso):
    real, rehearsal = make_process(foggia), make_process(foggia, rehearsal=True)
    assert list(processes_for(Actor())) == [real]
    assert list(processes_for(as_person(make_person(treviso, "administrator")))) == [real]
    assert set(processes_for(as_person(make_person(foggia, "facilitator")))) == {real, rehearsal}
    assert set(processes_for(seated(make_seat(rehearsal)))) == {real, rehearsal}
    assert set(territories_for(Actor())) == {foggia, treviso}


def test_an_office_is_that_of_its_officials(foggia):
    office, association = make_office(foggia), make_office(foggia, "Ponti", kind="immigrant_association")
    official = make_official(office)
    official.memberships.create(organisation=association, role="official")
    assert list(offices_of(as_person(official))) == [office]
    rule = official_of_office(lambda office: office)
    assert rule(as_person(official), office=office) is None
    assert str(rule(as_person(official), office=association)) == "Only an official of the office concerned can do this."
    assert str(rule(as_person(official), office=None)) == "Only an official of the office concerned can do this."
    assert str(rule(Actor(), office=office)) == "Log in first."


def test_rules_compose(foggia):
    host = as_person(make_person(foggia, "facilitator"))
    seat = seated(make_seat(make_process(foggia)))
    hosts = facilitator_of(lambda process: process.territory)
    sits = seated_in_process(lambda process: process)
    process = seat.participant.process
    either, both = sits | hosts, logged_in & hosts
    assert [either(host, process=process), either(seat, process=process), both(host, process=process)] == [None] * 3
    assert str(either(Actor(), process=process)) == "You need a ticket to do this."
    assert str(both(Actor(), process=process)) == "Log in first."
    assert str(both(as_person(make_person(foggia, "official")), process=process)).startswith("Only a facilitator")
    assert anyone(Actor()) is None


def test_a_seat_of_another_process_is_no_seat_here(foggia):
    sits = seated_in_process(lambda process: process)
    assert (
        str(sits(seated(make_seat(make_process(foggia))), process=make_process(foggia)))
        == "Your seat is not in this process."
    )


def test_a_role_in_one_territory_is_none_in_another(foggia, treviso):
    rule = has_role("administrator", territory=lambda territory: territory)
    actor = as_person(make_person(foggia, "administrator"))
    assert rule(actor, territory=foggia) is None
    assert str(rule(actor, territory=treviso)) == "Only an administrator of this territory can do this."


def test_an_official_signs_the_commitment_once(foggia):
    process = make_process(foggia, signed=False)
    official = as_person(make_person(foggia, "official"))
    assert do("process.sign", official, process=process.id).ok
    process.refresh_from_db()
    assert (process.commitment_signed, process.commitment_signed_by) == (True, official.person)
    assert do("process.sign", official, process=process.id).reason == "The commitment is already signed."


def test_nobody_signs_an_empty_commitment_and_a_signed_one_does_not_change(foggia):
    process = make_process(foggia, signed=False, commitment="")
    official = as_person(make_person(foggia, "official"))
    assert do("process.sign", official, process=process.id).reason.startswith("There is no commitment to sign yet")
    assert do("process.commit", official, process=process.id, commitment="We answer.", response_days=20).ok
    assert do("process.sign", official, process=process.id).ok
    changed = do("process.commit", official, process=process.id, commitment="Maybe.", response_days=300)
    assert changed.reason == "The commitment is already signed: it cannot be changed any more."


def test_an_official_of_another_territory_cannot_even_find_the_process_to_sign(foggia, treviso):
    process = make_process(foggia, signed=False)
    assert do("process.sign", as_person(make_person(treviso, "official")), process=process.id).code == "missing"
    assert do("process.sign", as_person(make_person(foggia, "facilitator")), process=process.id).code == "missing"


def test_the_network_lists_who_joined_with_the_date_and_never_who_did_not(client, foggia):
    make_office(foggia, "Ponti di Capitanata", kind="immigrant_association", joined_on=date(2026, 3, 1))
    make_office(foggia, "Associazione invitata", kind="immigrant_association")
    page = client.get(f"/territories/{foggia.slug}/network/").content.decode()
    assert ("Ponti di Capitanata" in page, "Associazione invitata" in page) == (True, False)


def test_sides_follow_the_kind_of_organisation(foggia):
    kinds = ["immigrant_association", "municipal_office", "support_network", "steering_group", "other"]
    sides = [make_office(foggia, kind, kind=kind).constituency for kind in kinds]
    assert sides == ["resident", "official", "civil", "civil", "civil"]
