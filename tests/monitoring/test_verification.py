"""Declared done is not verified done: both sides' words stay; only a measurement of others than the office ends it."""

import pytest

from people.actors import Actor
from proposals.models import Proposal, Statement
from proposals.verification.pages import VERBS
from proposals.workflow import STATES, allowed
from tests.monitoring.making import Place, no, ok, run_it
from tests.monitoring.test_pages import html_of, login, sit
from tests.people.making import as_person, make_office, make_official, make_seat, seated

pytestmark = pytest.mark.django_db
ONLY = "Concluded only with a final measurement that the office did not enter itself."
SAY = {"text": "Le schede sono allo sportello.", "lang": "it"}


def declared(place=None):
    place = place or Place()
    ok("intervention.declare_done", place.official, proposal=place.intervention.pk, **SAY)
    return place


def state(place):
    return Proposal.objects.get(pk=place.intervention.pk).state


def verify(place, actor=None, **changes):
    return run_it("intervention.verify", actor or place.residents[0], proposal=place.intervention.pk,
                  **{**SAY, **changes})  # fmt: skip


def test_the_office_declares_with_words_and_only_while_it_runs():
    place = Place(state="programmed")
    sentence = no("intervention.declare_done", place.official, proposal=place.intervention.pk, **SAY)
    assert sentence.startswith("This is not possible now")
    Proposal.objects.filter(pk=place.intervention.pk).update(state="running")
    for text in ("", "   ", "\u202e\u2066"):
        asked = {"proposal": place.intervention.pk, "text": text, "lang": "it"}
        assert no("intervention.declare_done", place.official, **asked) == "Say what was done, where and when."
    assert (state(place), Statement.objects.count()) == ("running", 0)
    declared(place)
    assert (state(place), Statement.objects.get().kind, Statement.objects.get().office) == (
        "declared_done", "declared_done", place.office,
    )  # fmt: skip


def test_an_official_of_another_office_or_nobody_finds_nothing_to_declare():
    place = Place()
    other = as_person(make_official(make_office(place.process.territory, "Sociali")))
    for actor in (other, place.host, place.residents[0]):
        assert run_it("intervention.declare_done", actor, proposal=place.intervention.pk, **SAY).code == "missing"


def test_participants_dispute_with_reasons_once_each_and_the_office_takes_it_up_again():
    place = declared()
    asked = {"proposal": place.intervention.pk, "lang": "it"}
    assert no("intervention.dispute", place.residents[0], **asked, text=" ") == (
        "Give the reasons: say what is not done, or not as promised."
    )
    assert no("intervention.dispute", place.insider, **asked, text="No.") == (
        "The office that is responsible does not dispute its own declaration: it can take the work up again."
    )
    ok("intervention.dispute", place.residents[0], **asked, text="Mancano sei lingue.")
    assert no("intervention.dispute", place.residents[0], **asked, text="E ancora.") == (
        "You have disputed this declaration already. Your reasons stand below."
    )
    ok("intervention.dispute", place.residents[1], **asked, text="E gli orari.")
    ok("intervention.dispute", place.host, **asked, text="Dalla riunione.")
    assert (state(place), Statement.objects.filter(kind="disputed").count()) == ("disputed", 3)
    ok("intervention.resume", place.official, proposal=place.intervention.pk, reason="Le aggiungiamo.")
    assert state(place) == "running"
    declared(place)
    ok("intervention.dispute", place.residents[0], **asked, text="Di nuovo no.")  # another declaration
    assert Statement.objects.count() == 6


def test_somebody_of_another_process_does_not_dispute():
    place, other = declared(), Place()
    stranger = seated(make_seat(other.process))
    asked = {"proposal": place.intervention.pk, "text": "No.", "lang": "it"}
    assert run_it("intervention.dispute", stranger, **asked).code == "missing"


def test_verified_only_with_a_final_round_closed_after_the_declaration_and_not_entered_by_the_office():
    place = Place().named().gridded()
    place.opened(final=True).measured(("1", "20", "2")).closed()  # before the declaration: does not count
    declared(place)
    assert verify(place).reason == ONLY
    place.opened().measured(("1", "20", "2")).closed()  # not final
    assert verify(place).reason == ONLY
    place.opened(final=True)
    ok("observation.record", place.insider, **place.sheet())
    place.closed()  # final, but only the office measured
    assert verify(place).reason == ONLY
    place.opened(final=True).measured(("1", "20", "2"))
    assert verify(place).reason == ONLY  # still going on
    place.closed()
    assert verify(place, text=" ").reason == "Say what was found when it was measured."
    assert (state(place), Statement.objects.count()) == ("declared_done", 1)
    assert verify(place).ok
    assert (state(place), list(Statement.objects.values_list("kind", flat=True))) == (
        "verified", ["declared_done", "verified"],
    )  # fmt: skip


def test_the_office_does_not_verify_its_own_work_not_even_with_a_monitors_training():
    place = declared(Place().named().gridded())
    place.opened(final=True).measured(("1", "20", "2")).closed()
    for actor in (place.insider, place.official):
        assert verify(place, actor).ok is False
    assert verify(place, place.insider).reason == "The office that is responsible does not verify its own work."
    assert verify(place, place.residents[3]).reason == (
        "Only a trained monitor or whoever leads the process can say that it is verified."
    )
    assert verify(place, place.host).ok


def test_both_statements_stand_side_by_side_on_the_page_and_on_the_journey(client):
    place = declared()
    ok("intervention.dispute", place.residents[0], proposal=place.intervention.pk, text="Mancano <sei>.", lang="it")
    problem = place.solution.links_out.get().to_proposal
    for address in (f"/proposals/{place.intervention.pk}/", f"/journeys/{problem.pk}/",
                    f"/interventions/{place.intervention.pk}/monitoring/"):  # fmt: skip
        html = html_of(client, address)
        for words in (SAY["text"], "Mancano &lt;sei&gt;.", "Disputed by participants", "What each side says"):
            assert (address, words, words in html) == (address, words, True)
        assert (address, "CANARY" in html) == (address, False)
    graph = client.get(f"/journeys/{problem.pk}/journey.json").json()
    assert [each["state"] for each in graph["nodes"] if each["kind"] == "statement"] == ["declared_done", "disputed"]


def test_the_form_keeps_what_was_written_and_shows_only_what_one_may_do(client):
    place = declared(Place().named().gridded())
    address = f"/proposals/{place.intervention.pk}/verification/"
    html = html_of(client, address + sit(client, place.residents[0]))
    assert ("Say that it is not done" in html, ONLY in html, "Declare it done" in html) == (True, True, False)
    data = {"act": "verify", "ref": "r", "proposal": place.intervention.pk, "text": "L’ho visto io.", "lang": "it",
            "seat": place.seats[0].pk}  # fmt: skip
    page = client.post(address, data)
    assert (page.status_code, ONLY in page.content.decode()) == (403, True)
    assert client.post(address, {**data, "act": "abandon"}).status_code == 404
    sent = {**data, "act": "dispute", "text": "Mancano sei lingue."}
    answers = [client.post(address, each).status_code for each in ({**sent, "text": " "}, sent)]
    assert answers == [422, 302]
    client.cookies.clear()
    login(client, place.official)
    assert "Take it up again" in html_of(client, address)


END = {
    ("running", "declare_done"): {"official"},
    ("declared_done", "dispute"): {"resident", "monitor", "host"},
    ("declared_done", "verify"): {"monitor", "host"},
    ("disputed", "declare_done"): {"official"},
    ("disputed", "dispute"): {"resident", "monitor", "host"},
    ("disputed", "resume"): {"official"},
}


def test_who_may_take_which_step_at_the_end_in_every_state():
    place = declared(Place().named().gridded())
    place.opened(final=True).measured(("1", "20", "2")).closed()
    other = Place()
    roles = {
        "nobody": Actor(), "resident": place.residents[3], "monitor": place.residents[0], "insider": place.insider,
        "host": place.host, "official": place.official, "elsewhere": other.official, "host elsewhere": other.host,
        "seat elsewhere": other.residents[0],
    }  # fmt: skip
    found = {}
    for now in STATES["intervention"]:
        Proposal.objects.filter(pk=place.intervention.pk).update(state=now)
        place.intervention.refresh_from_db()
        for name, actor in roles.items():
            for verb, reason in allowed(place.intervention, actor).items():
                if verb in VERBS and reason is None:
                    found.setdefault((now, verb), set()).add(name)
    assert found == END
