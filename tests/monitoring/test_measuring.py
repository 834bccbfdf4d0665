"""Monitors, rounds and sheets: who may, what counts once, what is refused with which sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monitoring.models import Measurement, Monitor, Round, Sheet, Value
from people.models import Membership
from realtime.models import Event
from tests.monitoring.making import Place, no, ok, run_it, today
from tests.people.making import as_person, make_person, make_process, make_seat, seated

pytestmark = pytest.mark.django_db


def test_a_monitor_is_a_seat_or_an_account_and_it_is_noted_whether_they_belong_to_the_office():
    place = Place().named()
    person = make_person(place.process.territory, "peer_coach", name="Mirela")
    ok("monitor.name", place.host, proposal=place.intervention.pk, email=person.email.upper(), trained_on=today())
    ok("monitor.name", place.host, proposal=place.intervention.pk, email=place.official.person.email,
       trained_on=today())  # fmt: skip
    rows = list(Monitor.objects.order_by("named_at", "id").values_list("side", "office"))
    assert sorted(rows) == sorted(
        [("resident", False)] * 3 + [("official", True), ("civil", False), ("official", True)]
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a seat of the process, or write the e-mail address of an account: one of the two."),
        ({"email": "nessuno@example.org"}, "Nobody in this territory has this e-mail address."),
        ({"email": "x"}, "Enter a valid email address."),
        ({"seat": True, "trained_on": "2999-01-01"},
         "The training cannot be in the future: name them when it was held."),
        ({"seat": True, "trained_on": "ieri"}, "Write the day of the training."),
        ({"seat": True, "again": True}, "This person is a monitor already."),
    ],
)  # fmt: skip
def test_naming_is_refused_with_the_sentence(data, sentence):
    place = Place()
    seat = place.seats[0]
    if data.get("again"):
        place.name(seat)
    asked = {"trained_on": today(), **{k: v for k, v in data.items() if k not in {"seat", "again"}}}
    if data.get("seat"):
        asked["participant"] = seat.pk
    assert no("monitor.name", place.host, proposal=place.intervention.pk, **asked) == sentence


def test_a_seat_of_another_process_is_no_monitor_here():
    place = Place()
    seat = make_seat(make_process(place.process.territory))
    data = {"proposal": place.intervention.pk, "participant": seat.pk, "trained_on": today()}
    assert no("monitor.name", place.host, **data) == "This seat belongs to another process."


def test_who_was_released_measures_no_more_and_what_they_brought_stays():
    place = Place().ready().measured(("1", "20", "2"))
    ok("monitor.release", place.host, monitor=place.monitors[0].pk)
    assert run_it("observation.record", place.residents[0], **place.sheet()).code == "missing"
    assert Sheet.objects.filter(superseded_at=None).count() == 1


def test_a_round_needs_a_grid_in_use_a_monitor_and_dates_in_order():
    place = Place()
    data = {"proposal": place.intervention.pk, "starts": today(), "ends": today(9)}
    assert no("round.open", place.host, **data) == "Put a grid into use first: without it nobody knows what to look at."
    place.gridded()
    assert no("round.open", place.host, **data) == "Name at least one trained monitor first."
    place.named()
    assert no("round.open", place.host, **{**data, "ends": today(-1)}) == "The round must end after it begins."
    assert no("round.open", place.host, **{**data, "starts": "presto"}) == "Write the day it begins."
    assert no("round.open", place.insider, **data) == (
        "The office that is measured does not decide when it is measured. Ask another monitor."
    )
    assert no("round.open", place.residents[3], **data) == (
        "Only a trained monitor of this intervention or whoever leads the process can do this."
    )
    ok("round.open", place.residents[0], **data)
    assert no("round.open", place.host, **data) == "A round is going on. Close it first."
    assert Round.objects.count() == 1


def test_nothing_is_measured_any_more_when_the_intervention_is_concluded():
    place = Place(state="verified").named()
    assert no("grid.draft", place.host, **place.grid_data()) == (
        "This intervention is concluded: nothing more is measured."
    )


def test_a_sheet_sent_again_counts_once_and_with_other_content_it_is_told():
    place = Place().ready()
    sheet = place.sheet()
    first, again = (ok("observation.record", place.residents[0], **sheet) for _turn in range(2))
    assert (first, Sheet.objects.count(), Value.objects.count()) == (again, 1, 3)
    other = {**place.sheet(("0", "20", "2")), "once": sheet["once"]}
    assert run_it("observation.record", place.residents[0], **other).code == "conflict"
    assert (Sheet.objects.count(), Event.objects.filter(kind="proposal.changed").last().body) == (
        1, {"proposals": [place.intervention.pk]},
    )  # fmt: skip


def test_a_correction_replaces_the_own_sheet_and_the_old_one_is_kept():
    place = Place().ready()
    first = ok("observation.record", place.residents[0], **place.sheet())["sheet"]
    assert run_it("observation.record", place.residents[1], **place.sheet(), replaces=first).code == "missing"
    ok("observation.record", place.residents[0], **place.sheet(("0", "9", "1")), replaces=first)
    assert [each.superseded_at is None for each in Sheet.objects.order_by("received_at")] == [False, True]
    assert no("observation.record", place.residents[0], **place.sheet(), replaces=first) == (
        "This sheet was corrected already. Correct the newer one."
    )
    place.closed()
    assert no("observation.record", place.residents[0], **place.sheet()) == (
        "This round is closed. Nothing of it changes any more."
    )


WHOLE = "Write a whole number from %s to %s, or that it could not be observed."
YES_NO = "ACC1: Answer yes or no, or that it could not be observed."
MISSING = "Answer every item, or say that it could not be observed. Missing: %s."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("", "20", ""), MISSING % "ACC1, RIS1"),
        (("2", "20", "1"), YES_NO),
        (("sì", "20", "1"), YES_NO),
        (("1", "-1", "1"), "ACC2: " + WHOLE % (0, 1440)),
        (("1", "99999", "1"), "ACC2: " + WHOLE % (0, 1440)),
        (("1", "2.5", "1"), "ACC2: " + WHOLE % (0, 1440)),
        (("1", "NaN", "1"), "ACC2: " + WHOLE % (0, 1440)),
        (("1", "1e999", "1"), "ACC2: " + WHOLE % (0, 1440)),
        (("1", "20", "4"), "RIS1: " + WHOLE % (0, 3)),
        (("none", "none", "Infinity"), "RIS1: " + WHOLE % (0, 3)),
    ],
)
def test_an_answer_that_is_not_on_the_scale_is_refused_and_nothing_is_written(values, sentence):
    place = Place().ready()
    assert (no("observation.record", place.residents[0], **place.sheet(values)), Sheet.objects.count()) == (sentence, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"site": "zzz"}, "Choose where you were: one of the sites of the grid."),
        ({"site": ""}, "Choose where you were: one of the sites of the grid."),
        ({"values": [{"code": "ZZZ", "value": "1"}]}, "These answers do not fit the grid. Open the form again."),
        ({"values": "tutto"}, "Answer the items of the grid."),
        ({"observed_at": "2001-01-01T10:00:00Z"},
         "Write when you were there: not before the round began, not in the future."),
        ({"observed_at": "2150-01-01T10:00:00Z"},
         "Write when you were there: not before the round began, not in the future."),
        ({"observed_at": "0001-01-01T00:00:00+14:00"},
         "Write when you were there: not before the round began, not in the future."),
        ({"channel": "smoke"}, '"smoke" is not a valid choice.'),
        ({"remark": "x" * 501}, "Ensure this field has no more than 500 characters."),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_fit_is_refused(changes, sentence):
    place = Place().ready()
    asked = {**place.sheet(), **changes}
    assert (no("observation.record", place.residents[0], **asked), Sheet.objects.count()) == (sentence, 0)


def test_a_site_of_another_grid_is_refused():
    place, other = Place().ready(), Place().ready()
    asked = {**place.sheet(), "site": other.grid.sites.first().pk}
    assert no("observation.record", place.residents[0], **asked) == (
        "Choose where you were: one of the sites of the grid."
    )


def test_only_trained_monitors_measure():
    place = Place().ready()
    assert run_it("observation.record", place.residents[3], **place.sheet()).code == "missing"
    assert no("observation.record", place.host, **place.sheet()) == "Choose the monitor who wrote this sheet."


def test_a_paper_sheet_is_typed_in_by_who_hosts_and_marked():
    place = Place().ready()
    paper = {**place.sheet(), "channel": "paper", "monitor": place.monitors[0].pk,
             "observed_at": (timezone.now() - timedelta(hours=2)).isoformat()}  # fmt: skip
    ok("observation.record", place.host, **paper)
    assert list(Sheet.objects.values_list("channel", "office", "monitor")) == [("paper", False, place.monitors[0].pk)]
    assert no("observation.record", place.host, **{**place.sheet(), "monitor": place.monitors[0].pk}) == (
        "For another monitor only a sheet on paper is typed in, by those who lead the process."
    )


def test_every_sheet_says_whether_the_office_entered_it_also_when_it_types_for_others():
    place = Place().ready()
    ok("observation.record", place.residents[0], **place.sheet())
    ok("observation.record", place.insider, **place.sheet())
    Membership.objects.create(person=place.host.person, organisation=place.office, role="official")
    ok("observation.record", place.host, **place.sheet(), channel="paper", monitor=place.monitors[1].pk)
    assert list(Sheet.objects.order_by("received_at", "id").values_list("office", flat=True)) == [False, True, True]


def test_an_indicator_is_measured_in_a_round_with_where_the_number_comes_from():
    place = Place().ready()
    asked = {"round": place.round.pk, "indicator": place.indicator.pk, "value": "22.5", "lang": "it"}
    assert no("indicator.measure", place.residents[0], **asked, how=" ") == "Say where the number comes from."
    assert no("indicator.measure", place.residents[0], **{**asked, "value": "tanto"}, how="x") == "Write a number."
    assert no("indicator.measure", place.residents[0], **{**asked, "indicator": "zzz"}, how="Conta") == (
        "Choose an indicator of this intervention."
    )
    ok("indicator.measure", place.residents[0], **asked, how="Contato allo sportello")
    place.closed()
    assert no("indicator.measure", place.residents[0], **asked, how="Di nuovo") == (
        "This round is closed. Nothing of it changes any more."
    )
    assert list(Measurement.objects.values_list("value", "how")) == [(22.5, "Contato allo sportello")]


def test_somebody_with_an_account_and_a_seat_is_one_monitor():
    place = Place()
    person = make_person(place.process.territory, "peer_coach")
    seat = make_seat(place.process, person=person)
    place.name(seat)
    asked = {"proposal": place.intervention.pk, "email": person.email, "trained_on": today()}
    assert no("monitor.name", place.host, **asked) == "This person is a monitor already."
    place.gridded().opened()
    for actor in (as_person(person), seated(seat)):
        ok("observation.record", actor, **place.sheet())
    assert Sheet.objects.values("monitor").distinct().count() == 1


def test_the_office_replies_once_the_round_is_closed_with_a_plan_that_has_days_to_come():
    place = Place().ready().measured(("1", "20", "2"))
    asked = {"round": place.round.pk, "text": "Grazie.", "lang": "it"}
    assert no("round.reply", place.official, **asked) == (
        "The round is still going on: its result is replied to when it is closed."
    )
    place.closed()
    line = {"item": "ACC1", "measure": "Orari in tre lingue", "due": today(30)}
    for plan, sentence in (
        ([{**line, "due": today(-1)}], "A measure of the plan must have a day that is still to come."),
        ([{**line, "item": "ZZZ"}], "The plan names an item that is not in the grid: ZZZ."),
        ([{**line, "measure": " "}], "Say what will be done."),
        ([{**line, "due": "presto"}], "Say by which day each measure will be done."),
        ([{"measure": "Orari"}], "Say by which day each measure will be done."),
    ):
        assert (no("round.reply", place.official, **asked, plan=plan), place.round.replies.count()) == (sentence, 0)
    assert no("round.reply", place.official, **{**asked, "text": " "}) == (
        "Write what the office replies to this result."
    )
    ok("round.reply", place.official, **asked, plan=[line])
    ok("round.reply", place.official, **{**asked, "text": "Fatto a metà."})
    assert list(place.round.replies.values_list("text", "follows")) == [("Grazie.", False), ("Fatto a metà.", True)]
    assert run_it("round.reply", place.host, **asked).code == "missing"
