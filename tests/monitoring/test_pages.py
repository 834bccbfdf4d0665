"""The page of a monitoring: for everybody, for who measures, for the office; the same queries whatever was measured."""

import pytest

from monitoring.models import Sheet
from people.actors import COOKIE
from people.keys import plain_hash
from realtime.ids import new_id
from tests.monitoring.making import Place, ok, today
from tests.monitoring.test_results import BAD, GOOD, twice

pytestmark = pytest.mark.django_db


def page_of(client, place):
    return f"/interventions/{place.intervention.pk}/monitoring/"


def login(client, actor):
    client.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")


def sit(client, actor):
    """Give the client the phone of this seat; return what follows the address."""
    token = new_id()
    actor.device.token_hash = plain_hash(token)
    actor.device.save()
    client.cookies[COOKIE] = token
    return f"?seat={actor.participant.pk}"


def html_of(client, address):
    client.cookies["django_language"] = "en"
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_results_with_sentence_table_source_and_number(client):
    place = twice()
    html = html_of(client, page_of(client, place))
    for words in (
        "From round 1 to round 2: better 3, worse 0, unchanged 0.", "Better: from 20% to 80%.", "Better: from 40 min",
        "Interview", "median", "None was entered by the responsible office.", "The same numbers as a table",
        "The office has not replied to this result yet.", 'width="80.0%"',
    ):  # fmt: skip
        assert (words, words in html) == (words, True)
    for hidden in ("CANARY", "Lead the monitoring", "What monitors noted"):
        assert (hidden, hidden in html) == (hidden, False)


def test_the_office_reply_and_its_plan_stand_beside_the_result(client):
    place = twice()
    login(client, place.official)
    assert "Reply for the office" in html_of(client, page_of(client, place))
    address = f"/rounds/{place.round.pk}/reply/"
    data = {"ref": "r", "round": place.round.pk, "lang": "it", "text": "Grazie <b>a tutti</b>.", "plan[0]item": "ACC1",
            "plan[0]measure": "Orari in tre lingue", "plan[0]due": today(-3), "plan[1]measure": ""}  # fmt: skip
    refused = client.post(address, data)
    assert (refused.status_code, "Orari in tre lingue" in refused.content.decode()) == (422, True)
    assert client.post(address, {**data, "plan[0]due": today(30)}).status_code == 302
    client.logout()
    html = html_of(client, page_of(client, place))
    assert ("Grazie &lt;b&gt;a tutti&lt;/b&gt;." in html, "Improvement plan" in html) == (True, True)


def test_names_of_monitors_stand_only_before_those_who_host(client):
    place = Place().ready()
    assert "CANARY" not in html_of(client, page_of(client, place))
    login(client, place.official)
    assert "CANARY" not in html_of(client, page_of(client, place))
    login(client, place.host)
    html = html_of(client, page_of(client, place))
    assert ("CANARY0" in html, "of the responsible office" in html, "Close the round and publish" in html) == (
        True, True, True,
    )  # fmt: skip


def test_remarks_are_read_by_those_inside_only(client):
    place = Place().ready()
    ok("observation.record", place.residents[0], **place.sheet(), remark="Il cartello era coperto.", lang="it")
    place.closed()
    address = page_of(client, place)
    seen = ["coperto" in html_of(client, address)]
    for who in (place.host, place.official):
        login(client, who)
        seen.append("coperto" in html_of(client, address))
    client.logout()
    seen.append("coperto" in html_of(client, address + sit(client, place.residents[3])))
    seen.append("coperto" in html_of(client, address + sit(client, place.residents[1])))
    assert seen == [False, True, True, False, True]


def test_a_monitor_measures_by_an_ordinary_form_and_a_refusal_keeps_every_answer(client):
    place = Place().ready()
    address = f"/rounds/{place.round.pk}/collect/"
    html = html_of(client, address + sit(client, place.residents[0]))
    assert ("Where are you?" in html, "Could not be observed" in html, "data-collect" in html) == (True, True, True)
    sheet = place.sheet()
    data = {"ref": "r1", "round": place.round.pk, "site": sheet["site"], "once": "o1", "lang": "it", "channel": "phone",
            "seat": place.seats[0].pk, "remark": "Nota <i>", "values[0]code": "ACC1", "values[0]value": "1",
            "values[1]code": "ACC2", "values[1]value": "", "values[1]unseen": "true",
            "values[2]code": "RIS1"}  # fmt: skip
    page = client.post(address, data)
    kept = page.content.decode()
    assert (page.status_code, Sheet.objects.count()) == (422, 0)
    assert ("Missing: RIS1." in kept, "Nota &lt;i&gt;" in kept, kept.count("checked")) == (True, True, 3)
    assert client.post(address, {**data, "ref": "r2", "values[2]value": "3"}).status_code == 302
    values = Sheet.objects.get().values.order_by("item__position").values_list("value", flat=True)
    assert [None if each is None else int(each) for each in values] == [1, None, 3]
    assert "Your sheets of this round" in html_of(client, address + f"?seat={place.seats[0].pk}")


def test_who_was_not_trained_finds_no_form_and_no_sheet_to_print(client):
    place = Place().ready()
    seat = sit(client, place.residents[3])
    for name in ("collect", "sheets"):
        assert (name, client.get(f"/rounds/{place.round.pk}/{name}/{seat}").status_code) == (name, 404)


def test_a_sheet_to_print_for_each_site(client):
    place = Place().ready()
    login(client, place.host)
    html = html_of(client, f"/rounds/{place.round.pk}/sheets/")
    assert (html.count('<section class="sheet '), "Sportello 2" in html, "CANARY" in html) == (2, True, False)


def test_the_worker_is_a_script_that_is_asked_for_each_time(client):
    answer = client.get("/rounds/worker.js")
    assert (answer["Content-Type"], "no-cache" in answer["Cache-Control"]) == ("text/javascript; charset=utf-8", True)


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_page_costs_the_same_queries_however_much_was_measured(client, rounds, django_assert_num_queries):
    place = Place().ready().measured(*BAD).closed()
    for _round in range(rounds - 1):
        place.opened().measured(*GOOD).closed()
    for round_ in place.grid.rounds.all():
        plan = [{"item": "ACC1", "measure": "Orari", "due": today(9)}] * rounds
        ok("round.reply", place.official, round=round_.pk, text="Grazie.", lang="it", plan=plan)
    with django_assert_num_queries(15):
        assert client.get(page_of(client, place)).status_code == 200


def test_an_unknown_intervention_and_a_solution_are_not_found(client):
    place = Place()
    for key in ("zzz", place.solution.pk):
        assert client.get(f"/interventions/{key}/monitoring/").status_code == 404
