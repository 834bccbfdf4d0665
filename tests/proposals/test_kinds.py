"""Kinds of interventions as data: the four of the file, and a fifth that an administrator adds without code."""

import pytest

from proposals.models import InterventionKind, Programme
from proposals.programming.kinds import built_in, kinds_of
from tests.people.making import as_person, do, make_official, make_person, make_territory
from tests.proposals.making import make_place, make_solution, plan, programmed
from tests.proposals.test_pages import login, read

pytestmark = pytest.mark.django_db
FIFTH = {
    "names": {"it": "Sportello itinerante", "en": "Travelling desk"},
    "fields": [{"titles": {"it": "Le fermate", "en": "The stops"}, "needed": True}],
    "indicators": [
        {"labels": {"it": "Fermate", "en": "Stops made"}, "unit": "fermate", "direction": "up"},
        {"labels": {"it": "Attesa", "en": "Waiting time"}, "unit": "minuti", "direction": "down"},
    ],
}


@pytest.fixture
def place():
    return make_place()


def administrator(place):
    return as_person(make_person(place[0].territory, "administrator"))


def test_the_file_has_four_kinds_and_only_the_pact_is_a_pact():
    assert [(each.key, each.pact) for each in built_in()] == [
        ("service_quality_monitoring", False), ("civic_evaluation", False), ("campaign", False), ("commons_care", True),
    ]  # fmt: skip


def test_a_fifth_kind_with_two_indicators_appears_in_form_page_and_export(client, place):
    process, office = place
    territory = process.territory
    added = do("kind.add", administrator(place), territory=territory.pk, **FIFTH)
    assert (added.ok, added.reason) == (True, "")
    official = make_official(office)
    solution = make_solution(process, office=office, steps=["vote", "adopt", "accept"])
    login(client, official)
    form = read(client, f"/proposals/{solution.pk}/programme/?kind=sportello-itinerante")
    for words in ("Travelling desk", "The stops", 'value="Stops made"', 'value="Waiting time"'):
        assert words in form
    kinds = read(client, f"/territories/{territory.slug}/kinds/")
    assert [words in kinds for words in ("Travelling desk", "Stops made", "Waiting time", "The stops")] == [True] * 4
    data = plan([solution], office, kind="sportello-itinerante", details={})
    assert do("intervention.programme", as_person(official), **data).reason == (
        "Fill in “The stops”: “Travelling desk” needs it."
    )
    made = do("intervention.programme", as_person(official), **{**data, "details": {"f1": "Piazza e mercato"}})
    page = read(client, f"/proposals/{made.data['proposal']}/")
    assert [words in page for words in ("Travelling desk", "Piazza e mercato")] == [True, True]
    told = client.get(f"/proposals/{made.data['proposal']}/proposal.json").json()["plan"]
    assert (told["kind"], told["details"]) == (
        {"key": "sportello-itinerante", "titles": FIFTH["names"]}, {"f1": "Piazza e mercato"},
    )  # fmt: skip


def test_a_retired_kind_is_offered_no_more_and_what_it_made_stays(client, place):
    process, office = place
    admin = administrator(place)
    key = do("kind.add", admin, territory=process.territory_id, **FIFTH).data["kind"]
    official = as_person(make_official(office))
    solution = make_solution(process, office=office, steps=["vote", "adopt", "accept"])
    data = plan([solution], office, kind="sportello-itinerante", details={"f1": "Piazza"})
    made = do("intervention.programme", official, **data).data["proposal"]
    assert do("kind.retire", admin, kind=key).ok
    assert [each.key for each in kinds_of(process.territory)] == [each.key for each in built_in()]
    assert "Travelling desk" in read(client, f"/proposals/{made}/")
    other = make_solution(process, office=office, steps=["vote", "adopt", "accept"], title="Altra")
    said = do("intervention.programme", official, **{**data, "solutions": [other.pk]})
    assert said.reason == "Choose a kind of intervention that is used here."
    assert do("kind.retire", admin, kind=key).reason == "This kind was retired already."
    assert do("kind.restore", admin, kind=key).ok
    assert len(kinds_of(process.territory)) == 5


def test_a_changed_kind_keeps_the_keys_of_its_fields(place):
    admin = administrator(place)
    key = do("kind.add", admin, territory=place[0].territory_id, **FIFTH).data["kind"]
    fields = [{"titles": {"it": "Nuovo"}, "needed": False}, {"key": "f1", "titles": {"it": "Fermate"}, "needed": True}]
    assert do("kind.change", admin, kind=key, names=FIFTH["names"], fields=fields, indicators=[]).ok
    assert [each["key"] for each in InterventionKind.objects.get().fields] == ["f2", "f1"]
    assert InterventionKind.objects.get().key == "sportello-itinerante"


def test_what_was_filled_in_outlives_a_change_of_the_kind(place):
    process, office = place
    admin = administrator(place)
    key = do("kind.add", admin, territory=process.territory_id, **FIFTH).data["kind"]
    details = {"f1": "Piazza"}
    made, official, _solution = programmed(process, office, kind="sportello-itinerante", details=details)
    fields = [{"titles": {"it": name}, "needed": True} for name in ("Orario", "Luogo")]
    assert do("kind.change", admin, kind=key, names=FIFTH["names"], fields=fields, indicators=[]).ok
    assert do("intervention.fill", official, proposal=made.pk, field="f2", text="Dalle 9 alle 13").ok
    assert Programme.objects.get().details == {"f1": "Piazza", "f2": "Dalle 9 alle 13"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"names": {}}, "Name the kind in at least one language."),
        ({"names": {"it": "  "}}, "Name the kind in at least one language."),
        ({"names": {"it": "Valutazione civica"}}, "A kind of this name exists already."),
        ({"fields": [{"titles": {}, "needed": True}]}, "Name every field in at least one language."),
        ({"indicators": [{"labels": {"it": "A"}, "direction": "up"}]},
         "Say in what it is measured: minutes, people, percent."),
        ({"indicators": [{"labels": {}, "unit": "x", "direction": "up"}]},
         "Say in at least one language what the indicator measures."),
    ],
)  # fmt: skip
def test_a_kind_without_what_it_needs_is_refused(place, change, sentence):
    said = do("kind.add", administrator(place), territory=place[0].territory_id, **{**FIFTH, **change})
    assert (said.ok, said.reason, InterventionKind.objects.count()) == (False, sentence, 0)


def test_kinds_belong_to_the_administrators_of_their_territory(place):
    key = do("kind.add", administrator(place), territory=place[0].territory_id, **FIFTH).data["kind"]
    elsewhere = as_person(make_person(make_territory("Treviso"), "administrator"))
    host = as_person(make_person(place[0].territory, "facilitator"))
    for actor in (elsewhere, host, as_person(make_official(place[1]))):
        assert do("kind.add", actor, territory=place[0].territory_id, **FIFTH).code == "missing"
        assert do("kind.retire", actor, kind=key).code == "missing"
    assert [each.key for each in kinds_of(make_territory("Lecce"))] == [each.key for each in built_in()]


def test_the_plain_form_adds_changes_and_keeps_what_was_refused(client, place):
    territory = place[0].territory
    address = f"/territories/{territory.slug}/kinds/"
    assert "Add a kind" not in read(client, address)
    login(client, administrator(place).person)
    assert "Add a kind" in read(client, address)
    form = {
        "ref": "r1", "act": "kind.add", "territory": territory.pk, "names.it": "", "names.en": "",
        "fields[0]titles.it": "Le fermate", "fields[0]needed": "true", "fields[1]titles.it": "",
        "indicators[0]labels.it": "Fermate", "indicators[0]unit": "fermate", "indicators[0]direction": "up",
        "indicators[1]labels.it": "", "indicators[1]unit": "", "indicators[1]direction": "up",
    }  # fmt: skip
    refused = client.post(address, form, headers={"accept-language": "en"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert [words in page for words in ("Name the kind in at least one language.", 'value="Le fermate"')] == [True] * 2
    assert client.post(address, {**form, "ref": "r2", "names.it": "Sportello <b>"}).status_code == 302
    row = InterventionKind.objects.get()
    assert row.fields == [{"key": "f1", "needed": True, "titles": {"it": "Le fermate"}}]
    assert row.indicators == [{"labels": {"it": "Fermate"}, "unit": "fermate", "direction": "up"}]
    assert "Sportello &lt;b&gt;" in read(client, address)
    change = {**form, "ref": "r3", "act": "kind.change", "kind": row.pk, "names.it": "Sportello che viaggia"}
    del change["territory"]
    assert client.post(address, change).status_code == 302
    assert InterventionKind.objects.get().names == {"it": "Sportello che viaggia"}
