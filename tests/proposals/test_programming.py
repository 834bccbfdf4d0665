"""What an intervention cannot be programmed without, each with its sentence; kinds, money, framework; start and end."""

import pytest

from proposals.models import BudgetLine, Indicator, Move, Programme, Proposal, Risk, Statement
from proposals.shapes import plain_number
from tests.people.making import (
    as_person,
    do,
    make_office,
    make_official,
    make_person,
    make_seat,
    make_territory,
    seated,
)
from tests.proposals.making import make_place, make_solution, plan, programmed
from tests.proposals.test_pages import login, read

pytestmark = pytest.mark.django_db
CAMPAIGN = {
    "audience": "Nuovi residenti",
    "languages": "it, ar",
    "channels": "Sportello",
    "message.it": "Vieni pronta.",
}
PACT = {
    "asset": "Il giardino", "duration": "12 mesi", "civic_commitments": "Turni", "municipal_commitments": "Acqua",
    "insurance": "La paga il Comune", "access": "Aperto a tutti", "monitoring": "Ogni tre mesi",
    "accountability": "Un resoconto ogni sei mesi",
}  # fmt: skip


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def ready(place):
    """(process, office, solution, official): an accepted solution."""
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt", "accept"])
    return process, office, solution, as_person(make_official(office))


def asked(ready, **changes):
    _process, office, solution, official = ready
    return do("intervention.programme", official, **plan([solution], office, **changes))


def without(ready, name):
    _process, office, solution, official = ready
    whole = plan([solution], office)
    del whole[name]
    return do("intervention.programme", official, **whole)


MISSING = {
    "kind": "Choose what kind of intervention it is.",
    "office": "Choose the office that is responsible.",
    "civic_lead": "Say which association or person follows it together with the office.",
    "starts": "Write the day it starts.",
    "ends": "Write the day it ends.",
    "goal": "Say which goal it serves: what is better for people in the long run.",
    "purpose": "Say what changes when it is done.",
    "results": "Write at least one result: what will be there at the end.",
    "assumptions": "Write at least one assumption: what must hold so that it works.",
    "indicators": "Add at least one indicator: what is measured, the value today and the target.",
    "budget": "Add at least one line to the budget: what it pays for, how much, from which source.",
    "risks": "Add at least one risk: what could go wrong, and what is done about it.",
}


@pytest.mark.parametrize(("name", "sentence"), MISSING.items())
def test_each_missing_thing_is_named_with_its_own_sentence(ready, name, sentence):
    said = without(ready, name)
    assert (said.ok, said.reason, list(said.fields)) == (False, sentence, [name])
    assert (Programme.objects.count(), Proposal.objects.get(pk=ready[2].pk).state) == (0, "accepted")


EMPTY = {
    "civic_lead": " ",
    "goal": "",
    "purpose": "\u202e",
    "results": [],
    "assumptions": [" "],
    "indicators": [],
    "risks": [],
}


@pytest.mark.parametrize(("name", "value"), EMPTY.items())
def test_what_is_there_and_says_nothing_is_missing_too(ready, name, value):
    said = asked(ready, **{name: value})
    assert (said.ok, said.reason, Programme.objects.count()) == (False, MISSING[name], 0)


LINE = {"label": "Traduzioni", "cents": 100, "source": "Comune"}
INDICATOR = {"label": "Schede", "unit": "schede", "direction": "up", "baseline": "0", "target": "10"}
RISK = {"text": "Piove", "likelihood": 1, "impact": 1, "response": "Al chiuso"}
WRONG = [
    ({"budget": [{**LINE, "cents": -1}]}, "Money is never negative: write what it costs."),
    ({"budget": [{"label": "A", "euros": "-5", "source": "B"}]}, "Money is never negative: write what it costs."),
    ({"budget": [{"label": "A", "euros": "NaN", "source": "B"}]},
     "Write the amount in euros, for example 1500 or 1.500,50."),
    ({"budget": [{"label": "A", "source": "B"}]}, "Say how much this line costs."),
    ({"cost": -1}, "Money is never negative: write what it costs."),
    ({"cost": 100, "cost_euros": "1"}, "Write the whole cost once."),
    ({"indicators": [{**INDICATOR, "target": "many"}]},
     "Say what number is to be reached: an indicator needs a target."),
    ({"indicators": [{**INDICATOR, "target": "0"}]},
     "“Schede”: the target must be better than the value today, in the direction you chose."),
    ({"indicators": [{**INDICATOR, "direction": "left"}]}, "Say whether the number should grow or shrink."),
    ({"risks": [{**RISK, "likelihood": 4}]}, "Say how likely the risk is, from 1 to 3."),
    ({"risks": [{**RISK, "response": ""}]}, "Say what is done about the risk."),
    ({"ends": "2027-01-10"}, "The intervention must end after it starts."),
    ({"ends": "9999-12-31"}, "Write the day it ends."),
    ({"starts": "0001-01-01"}, "Write the day it starts."),
    ({"kind": "party"}, "Choose a kind of intervention that is used here."),
    ({"details": {"services": "A", "rounds": "B", "colour": "red"}},
     "“Monitoring of service quality” has no field “colour”."),
    ({"details": {"services": "A"}}, "Fill in “How many rounds, and when”: “Monitoring of service quality” needs it."),
    ({"results": ["x"] * 21}, "Write at most 20 sentences."),
    ({"goal": "x" * 501}, "This text is too long: at most 500 characters. Shorten it and send it again."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_bad_input_is_refused_with_a_sentence_and_nothing_is_written(ready, change, sentence):
    said = asked(ready, **change)
    assert (said.ok, said.reason) == (False, sentence)
    assert (Programme.objects.count(), BudgetLine.objects.count(), Risk.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("value", [None, 7, "x", {"a": 1}, [[1]], [None], True])
@pytest.mark.parametrize("name", ["results", "indicators", "budget", "risks", "details"])
def test_wrong_types_are_refused_and_never_break(ready, name, value):
    said = asked(ready, **{name: value})
    assert (said.ok, said.code, bool(said.reason)) == (False, "invalid", True)


def test_an_excess_is_refused_with_the_figures_and_a_gap_is_allowed_and_shown(client, ready):
    excess = asked(ready, cost=200000)
    assert excess.reason == (
        "The lines of the budget add up to 2,400.00 €: 400.00 € more than the whole cost of 2,000.00 €."
    )
    made = asked(ready, cost=440000)
    page = read(client, f"/proposals/{made.data['proposal']}/")
    assert "2,000.00 € are still missing: the whole costs 4,400.00 €." in page
    data = client.get(f"/proposals/{made.data['proposal']}/proposal.json").json()["plan"]
    assert (data["cost"], data["total"], data["gap"]) == (440000, 240000, 200000)


def test_several_indicators_and_risks_are_kept_in_order(ready):
    indicators = [{**INDICATOR, "label": name} for name in ("Uno", "Due", "Tre")]
    risks = [{**RISK, "text": name} for name in ("Pioggia", "Vento")]
    assert asked(ready, indicators=indicators, risks=risks).ok
    assert list(Indicator.objects.values_list("label", flat=True)) == ["Uno", "Due", "Tre"]
    assert list(Risk.objects.values_list("text", flat=True)) == ["Pioggia", "Vento"]


def test_the_plan_stands_on_the_page_and_in_the_data(client, place):
    made, _official, _solution = programmed(*place)
    page = read(client, f"/proposals/{made.pk}/")
    for words in ("Monitoring of service quality",
                  "Dieci schede pubblicate", "L&#x27;elenco dei documenti resta stabile",
                  "Manca chi traduce", "possible", "severe", "2,400.00 € from 1 source.", "Anagrafe, via Roma",
                  "There are no milestones yet, so no progress can be told."):  # fmt: skip
        assert words in page
    told = client.get(f"/proposals/{made.pk}/proposal.json").json()["plan"]
    assert (told["kind"]["key"], told["purpose"]) == (
        "service_quality_monitoring", "Le persone arrivano allo sportello con i documenti completi",
    )  # fmt: skip
    assert told["risks"][0]["response"] == "Si comincia con quattro lingue"


def test_no_pact_is_signed_without_all_that_it_needs(ready):
    for missing in PACT:
        details = {key: text for key, text in PACT.items() if key != missing}
        said = asked(ready, kind="commons_care", details=details)
        assert (said.ok, list(said.fields)) == (False, [f"details.{missing}"])
        assert said.reason.startswith("The pact cannot be signed without “")
    assert Programme.objects.count() == 0
    assert asked(ready, kind="commons_care", details=PACT).ok


def test_a_campaign_does_not_start_mute_in_a_language_it_declared(client, ready):
    _process, _office, _solution, official = ready
    key = asked(ready, kind="campaign", details=CAMPAIGN).data["proposal"]
    assert "The message is still missing in: العربيّة." in read(client, f"/proposals/{key}/")
    assert client.get(f"/proposals/{key}/proposal.json").json()["plan"]["missing_messages"] == ["ar"]
    refused = do("intervention.start", official, proposal=key)
    assert (refused.ok, refused.reason) == (False, "The message is still missing in: العربيّة.")
    assert do("intervention.fill", official, proposal=key, field="message.ar", text="تعال جاهزًا.").ok
    assert do("intervention.start", official, proposal=key).ok
    assert Proposal.objects.get(pk=key).state == "running"


def test_filling_a_field_is_taken_back_and_a_needed_one_is_not_emptied(place):
    process, _office = place
    made, official, _solution = programmed(*place)
    assert do("intervention.fill", official, proposal=made.pk, field="reply", text="Entro 30 giorni").ok
    assert do("undo.last", official, stream=process.stream).ok
    assert Programme.objects.get().details == {"services": "Anagrafe, via Roma", "rounds": "Due: a marzo e a giugno"}
    said = do("intervention.fill", official, proposal=made.pk, field="services", text=" ")
    assert said.reason == "Fill in “Which services, and where”: “Monitoring of service quality” needs it."
    said = do("intervention.fill", official, proposal=made.pk, field="colour", text="rosso")
    assert said.reason == "This kind of intervention has no such field."


def test_giving_up_needs_a_reason_that_everybody_reads(client, place):
    made, official, _solution = programmed(*place)
    silent = do("intervention.abandon", official, proposal=made.pk, reason=" ", lang="it")
    assert (silent.reason, Statement.objects.count()) == ("Say why the office gives it up: people read the reason.", 0)
    assert do("intervention.abandon", official, proposal=made.pk, reason="Il contributo non arriva.", lang="it").ok
    assert (Proposal.objects.get(pk=made.pk).state, Statement.objects.get().kind) == ("abandoned", "abandoned")
    page = read(client, f"/proposals/{made.pk}/")
    assert [words in page for words in ("Il contributo non arriva.", "Given up by the office")] == [True, True]
    again = do("intervention.abandon", official, proposal=made.pk, reason="Ancora.", lang="it")
    assert again.reason == "This is not possible now: the proposal is “Given up by the office”."


def test_only_the_responsible_office_starts_or_gives_up(place):
    process, office = place
    author = make_seat(process)
    made, _official, _solution = programmed(process, office, authors=[author])
    host = as_person(make_person(process.territory, "facilitator"))
    for actor in (host, seated(author)):
        said = do("intervention.start", actor, proposal=made.pk)
        assert (said.ok, said.code) == (False, "refused")
    other = as_person(make_official(make_office(process.territory, "Sociali")))
    stranger = as_person(make_official(make_office(make_territory("Treviso"))))
    for actor in (other, stranger):
        for name, more in (("start", {}), ("abandon", {"reason": "No.", "lang": "it"})):
            assert do(f"intervention.{name}", actor, proposal=made.pk, **more).code == "missing"
    assert Move.objects.filter(proposal=made, verb="start").count() == 0


def test_choosing_a_kind_shows_what_it_needs_keeps_every_word_and_saves_nothing(client, ready):
    _process, office, solution, official = ready
    login(client, official.person)
    address = f"/proposals/{solution.pk}/programme/"
    form = {"ref": "r1", "look": "1", "kind": "commons_care", "title": "Il giardino", "office": office.pk,
            "goal": "Il quartiere è di chi lo abita"}  # fmt: skip
    page = client.post(address, form, headers={"accept-language": "en"}).content.decode()
    for words in ("Duration of the pact", "Insurance", "Il quartiere è di chi lo abita", 'value="Hours of care"'):
        assert words in page
    assert Programme.objects.count() == 0


def test_a_refused_form_keeps_every_row_and_names_what_is_missing(client, ready):
    _process, office, solution, official = ready
    login(client, official.person)
    form = {
        "ref": "r1", "lang": "it", "solutions": solution.pk, "kind": "campaign", "title": "Schede", "office": office.pk,
        "starts": "2027-01-10", "ends": "2027-06-30", "civic_lead": "Ponti", "goal": "<script>alert(1)</script>",
        "purpose": "P", "results": "Uno\nDue", "assumptions": "A", "budget[2]label": "Traduzioni",
        "budget[2]euros": "1.500", "budget[2]source": "Comune", "indicators[1]label": "Schede",
        "indicators[1]unit": "schede", "indicators[1]direction": "up", "indicators[1]baseline": "0",
        "indicators[1]target": "10,5", "risks[0]text": "Piove", "risks[0]likelihood": "3", "risks[0]impact": "1",
        "risks[0]response": "Al chiuso", "details.audience": "Nuovi residenti", "details.channels": "Radio",
    }  # fmt: skip
    address = f"/proposals/{solution.pk}/programme/"
    refused = client.post(address, form, headers={"accept-language": "en"})
    page = refused.content.decode()
    assert refused.status_code == 422
    for words in ("Fill in “In which languages”", 'value="1.500"', 'value="10,5"', "Uno\nDue",
                  "Nuovi residenti</textarea>",
                  "&lt;script&gt;alert(1)&lt;/script&gt;"):  # fmt: skip
        assert words in page
    assert "<script>alert" not in page
    both = {**form, "ref": "r2", "details.languages": ["it", "ar"], "details.message.it": "Vieni pronta."}
    assert client.post(address, both).status_code == 302
    found = Programme.objects.get()
    assert (found.details["languages"], found.details["message.it"]) == ("it ar", "Vieni pronta.")
    assert (BudgetLine.objects.get().cents, str(Indicator.objects.get().target)) == (150000, "10.500")
    assert found.results == ["Uno", "Due"]


@pytest.mark.parametrize(
    ("typed", "read_as", "money"),
    [("1.500,50", "1500.50", "1500.50"), ("1,500.50", "1500.50", "1500.50"), ("1.500", "1.500", "1500"),
     ("12,5", "12.5", "12.5"), ("80", "80", "80"), ("1.234.567", "1234.567", "1234567")],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed, read_as, money):
    assert (plain_number(typed), plain_number(typed, money=True)) == (read_as, money)
