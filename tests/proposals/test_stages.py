"""Times for writing between meetings: dates that are kept, a warning when short, one reminder, nothing outside them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from people.actors import Actor
from proposals.due import remind_of_stages
from proposals.models import Stage
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_person, make_seat, seated
from tests.proposals.making import make_place, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return make_place()


def opened(place, begins: int, ends: int) -> tuple[Actor, dict]:
    """Open a stage that begins and ends so many days from now."""
    process, _office = place
    host = as_person(make_person(process.territory, "facilitator"))
    now = timezone.now()
    opens, closes = (now + timedelta(days=days) for days in (begins, ends))
    return host, do(host, "stage.open", process=process.pk, title="Scriviamo", opens=str(opens), closes=str(closes))


@pytest.mark.parametrize(("days", "short"), [(27, True), (28, False)])
def test_less_than_28_days_is_said_to_be_short(place, days, short):
    assert opened(place, 0, days)[1]["short"] is short


@pytest.mark.parametrize(
    ("begins", "ends", "why"), [(2, 1, "It must end after it begins."), (-3, -1, "This time is over already.")]
)
def test_dates_in_the_wrong_order_or_over_are_refused(place, begins, ends, why):
    process, _office = place
    host = as_person(make_person(process.territory, "facilitator"))
    opens, closes = (str(timezone.now() + timedelta(days=days)) for days in (begins, ends))
    assert refused(host, "stage.open", process=process.pk, title="X", opens=opens, closes=closes)[1] == why


@pytest.mark.parametrize(
    ("begins", "ends", "said"), [(-30, 1, ""), (1, 30, "Writing online begins on"), (-30, -1, "over")]
)
def test_people_write_online_only_while_it_is_open(place, begins, ends, said):
    process, office = place
    seat = make_seat(process)
    solution = make_solution(process, office=office, authors=[seat])
    now = timezone.now()
    Stage.objects.create(process=process, opens_at=now + timedelta(days=begins), closes_at=now + timedelta(days=ends))
    data = {"proposal": solution.pk, "texts": {"cost": "Poco."}, "before": {}}
    if not said:
        assert do(seated(seat), "proposal.write", **data)["both"] == []
        return
    why = refused(seated(seat), "proposal.write", **data)[1]
    assert why.startswith("Writing online ended on" if said == "over" else said)


def test_it_can_be_made_longer_and_never_shorter(place):
    host, made = opened(place, 0, 30)
    stage = Stage.objects.get(pk=made["stage"])
    do(host, "stage.prolong", stage=stage.pk, closes=str(stage.closes_at + timedelta(days=5)))
    code, why = refused(host, "stage.prolong", stage=stage.pk, closes=str(stage.closes_at))
    assert (code, why) == ("refused", "It can only be made longer: people count on the date they were told.")


def test_a_week_before_the_end_everybody_with_an_account_is_reminded_once(place, django_capture_on_commit_callbacks):
    process, _office = place
    _host, made = opened(place, -30, 6)
    for lang in ("it", "en"):
        person = make_person(process.territory)
        person.lang = lang
        person.save()
        make_seat(process, person=person)
    make_seat(process)
    with django_capture_on_commit_callbacks(execute=True):
        assert (remind_of_stages(), remind_of_stages()) == (1, 0)
    assert sorted(each.subject.partition(":")[0] for each in mail.outbox)[-1] == "Still time to write"
    assert len(mail.outbox) == 2
    assert Stage.objects.get(pk=made["stage"]).reminded_at is not None


def test_nobody_is_reminded_earlier(place):
    host, made = opened(place, 0, 30)
    assert remind_of_stages() == 0
    assert refused(host, "stage.remind", stage=made["stage"])[1] == "People are reminded in the last week."


def test_who_does_not_run_the_process_opens_nothing(place):
    process, _office = place
    data = {"process": process.pk, "title": "X", "opens": str(timezone.now()), "closes": str(timezone.now())}
    assert refused(seated(make_seat(process)), "stage.open", **data)[0] == "missing"


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1999-12-31T10:00", "soon"])
def test_a_date_that_is_none_or_far_away_is_refused(place, day):
    process, _office = place
    host = as_person(make_person(process.territory, "facilitator"))
    data = {"process": process.pk, "title": "X", "opens": day, "closes": str(timezone.now())}
    assert refused(host, "stage.open", **data) == ("invalid", "Write the day it begins.")
