"""Milestones and tasks: who keeps them, within which dates, what progress says, what is taken back; the drawing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from proposals.models import Milestone, Programme, Task
from proposals.programming.timeline import timeline_of
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
from tests.proposals.making import make_place, programmed
from tests.proposals.test_pages import read

pytestmark = pytest.mark.django_db
STEP = {"title": "Prime schede", "owner": "Ponti", "due": "2027-03-01"}


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def running(place):
    """(intervention, official) whose dates lie around today."""
    made, official, _solution = programmed(*place)
    today = timezone.localdate()
    Programme.objects.update(starts=today - timedelta(days=100), ends=today + timedelta(days=100))
    return made, official


def step(running, days, title="Passo"):
    made, official = running
    due = timezone.localdate() + timedelta(days=days)
    said = do("milestone.add", official, proposal=made.pk, title=title, owner="Ponti", due=f"{due}")
    assert said.ok, said.reason
    return Milestone.objects.get(pk=said.data["milestone"])


def test_both_sides_keep_the_plan_and_nobody_else(place):
    process, office = place
    author = make_seat(process)
    made, official, _solution = programmed(process, office, authors=[author])
    host = as_person(make_person(process.territory, "facilitator"))
    for actor in (official, host, seated(author)):
        assert do("milestone.add", actor, proposal=made.pk, **STEP).ok
    bystander = do("milestone.add", seated(make_seat(process)), proposal=made.pk, **STEP)
    assert bystander.reason == ("Only the responsible office, an author of its solutions or whoever hosts can do this.")
    for office_of_another in (make_office(process.territory, "Sociali"), make_office(make_territory("Treviso"))):
        stranger = as_person(make_official(office_of_another))
        assert do("milestone.add", stranger, proposal=made.pk, **STEP).code == "missing"
    assert Milestone.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"owner": " "}, "Say who sees to it: an office, an association or a role."),
        ({"title": ""}, "Say what has to be reached."),
        ({"due": "domani"}, "Write the day by which it is done."),
        ({"due": "2027-01-09"}, "The date must lie within the intervention: from Jan. 10, 2027 to June 30, 2027."),
        ({"due": "2027-07-01"}, "The date must lie within the intervention: from Jan. 10, 2027 to June 30, 2027."),
        ({"title": "x" * 201}, "This text is too long: at most 200 characters. Shorten it and send it again."),
    ],
)
def test_a_milestone_has_an_owner_and_a_date_within_the_intervention(place, change, sentence):
    made, official, _solution = programmed(*place)
    said = do("milestone.add", official, proposal=made.pk, **{**STEP, **change})
    assert (said.ok, said.reason, Milestone.objects.count()) == (False, sentence, 0)


def test_progress_is_counted_from_milestones_only_and_late_ones_are_said(client, running):
    made, official = running
    early, late, dropped, _later = (step(running, days) for days in (-50, -9, 10, 20))
    assert do("milestone.reach", official, milestone=early.pk).ok
    assert do("milestone.drop", official, milestone=dropped.pk).ok
    page = read(client, f"/proposals/{made.pk}/")
    assert [text in page for text in ("1 of 3 milestones reached. 1 is late.", "Late by 9 days")] == [True, True]
    told = client.get(f"/proposals/{made.pk}/proposal.json").json()["plan"]
    assert told["progress"] == {"reached": 1, "all": 3, "late": 1}
    assert [each["state"] for each in told["milestones"]] == ["reached", "late", "dropped", "open"]
    assert do("milestone.reach", official, milestone=late.pk).ok
    assert "2 of 3 milestones reached." in read(client, f"/proposals/{made.pk}/")


def test_a_milestone_is_not_reached_in_the_future_nor_twice_and_not_when_dropped(running):
    _made, official = running
    one = step(running, 5)
    tomorrow = f"{timezone.localdate() + timedelta(days=1)}"
    said = do("milestone.reach", official, milestone=one.pk, on=tomorrow)
    assert said.reason == "A milestone is reached today or on a day that has been."
    assert do("milestone.reach", official, milestone=one.pk).ok
    assert do("milestone.reach", official, milestone=one.pk).reason == "This milestone was reached already."
    assert do("milestone.drop", official, milestone=one.pk).reason == "This milestone was reached: reopen it first."
    two = step(running, 6)
    assert do("milestone.drop", official, milestone=two.pk).ok
    assert do("milestone.reach", official, milestone=two.pk).reason == "This milestone was dropped: reopen it first."
    assert do("milestone.reopen", official, milestone=two.pk).ok
    assert do("milestone.reopen", official, milestone=two.pk).reason == "This milestone is open already."


def test_every_step_is_taken_back_by_its_own_command(place, running):
    process, _office = place
    _made, official = running
    one = step(running, 5)
    undo = lambda: do("undo.last", official, stream=process.stream)  # noqa: E731
    at = lambda: Milestone.objects.filter(pk=one.pk).values_list("done_on", "dropped_at")[0]  # noqa: E731
    assert do("milestone.reach", official, milestone=one.pk, on="2026-11-01").ok
    assert do("milestone.reopen", official, milestone=one.pk).ok
    assert undo().ok
    assert at()[0] == date(2026, 11, 1)
    assert undo().ok
    assert at() == (None, None)
    assert undo().ok
    assert at()[1] is not None  # adding it was taken back: it is dropped


def test_a_task_is_done_by_the_day_of_its_milestone(running):
    _made, official = running
    one = step(running, 5)
    after = f"{one.due + timedelta(days=1)}"
    said = do("task.add", official, milestone=one.pk, title="Tradurre", owner="Ponti", due=after)
    assert (said.ok, said.reason.startswith("A task is done by the day of its milestone: ")) == (False, True)
    said = do("task.add", official, milestone=one.pk, title="Tradurre", owner="", due=f"{one.due}")
    assert said.reason == "Say who sees to it: an office, an association or a role."
    assert Task.objects.count() == 0


def test_tasks_are_done_reopened_and_taken_away_and_never_move_the_progress(client, place, running):
    process, _office = place
    made, official = running
    one = step(running, 5)
    task = do("task.add", official, milestone=one.pk, title="Tradurre", owner="Ponti", due=f"{one.due}").data["task"]
    assert do("task.done", official, task=task).ok
    assert do("task.done", official, task=task).reason == "This task is done already."
    assert do("task.drop", official, task=task).reason == "This task is done: reopen it first."
    assert "0 of 1 milestone reached." in read(client, f"/proposals/{made.pk}/")
    assert do("undo.last", official, stream=process.stream).ok
    assert Task.objects.get().done_on is None
    assert do("task.drop", official, task=task).ok
    assert do("undo.last", official, stream=process.stream).ok
    assert Task.objects.get().title == "Tradurre"


def test_after_it_was_given_up_nothing_of_the_plan_changes(running):
    made, official = running
    one = step(running, 5)
    assert do("intervention.abandon", official, proposal=made.pk, reason="Non ci sono fondi.", lang="it").ok
    for name in ("reach", "drop"):
        said = do(f"milestone.{name}", official, milestone=one.pk)
        assert said.reason == "This is not possible now: the proposal is “Given up by the office”."


def test_what_the_office_said_when_it_gave_it_up_stands_once_on_the_page(client, running):
    made, official = running
    assert do("intervention.abandon", official, proposal=made.pk, reason="Non ci sono fondi.", lang="it").ok
    assert read(client, f"/proposals/{made.pk}/").count("Non ci sono fondi.") == 1


def test_nothing_personal_travels_with_the_events_of_a_plan(place, running):
    from realtime.models import Event

    _made, official = running
    one = step(running, 5, title="CANARY")
    do("task.add", official, milestone=one.pk, title="CANARY", owner="CANARY", due=f"{one.due}")
    assert "CANARY" not in str(list(Event.objects.values_list("kind", "body")))


def test_the_forms_of_the_plan_stand_only_before_those_who_keep_it(client, running):
    made, official = running
    step(running, 5)
    assert "milestone.reach" not in read(client, f"/proposals/{made.pk}/")
    client.force_login(official.person, backend="django.contrib.auth.backends.ModelBackend")
    page = read(client, f"/proposals/{made.pk}/")
    for name in ("milestone.reach", "milestone.drop", "milestone.add", "task.add", "intervention.start"):
        assert f"/do/{name}" in page


@pytest.mark.parametrize("items", [1, 3, 200])
def test_the_page_of_a_plan_costs_the_same_queries_however_long_it_is(
    client, items, running, django_assert_num_queries
):
    made, _official = running
    plan, today = Programme.objects.get(), timezone.localdate()
    for n in range(items):
        one = Milestone.objects.create(programme=plan, title=f"{n}", owner="Ponti", due=today)
        Task.objects.create(milestone=one, title="T", owner="Ponti", due=today)
    with django_assert_num_queries(QUERIES):
        read(client, f"/proposals/{made.pk}/")


QUERIES = 19


def test_the_drawing_runs_from_left_to_right_and_mirrored_where_people_read_the_other_way():
    dates = (date(2027, 1, 1), date(2027, 12, 31))
    steps = [(date(2027, 1, 1), "reached"), (date(2027, 12, 31), "open")]
    left = timeline_of(*dates, steps, date(2027, 7, 2))
    right = timeline_of(*dates, steps, date(2027, 7, 2), rtl=True)
    assert [mark["x"] for mark in left.marks] == [28, 692]
    assert [mark["x"] for mark in right.marks] == [692, 28]
    assert (left.now, right.now, left.past["x"], right.past["x"]) == (360, 360, 28, 360)
    assert [month["x"] for month in left.months] == [round(left.width - month["x"], 1) for month in right.months]
    assert len(left.months) <= 9


def test_milestones_near_each_other_never_cover_one_another():
    day = date(2027, 3, 1)
    drawn = timeline_of(date(2027, 1, 1), date(2027, 12, 31), [(day, "open")] * 3, day)
    assert len({(mark["x"], mark["y"]) for mark in drawn.marks}) == 3
    assert max(mark["y"] for mark in drawn.marks) < drawn.height


@pytest.mark.parametrize("ends", [date(2027, 1, 2), date(2027, 2, 1), date(2099, 1, 1)])
def test_the_drawing_holds_for_a_day_and_for_a_century(ends):
    drawn = timeline_of(date(2027, 1, 1), ends, [], date(2026, 1, 1))
    assert (drawn.now, len(drawn.months) <= 10, len(drawn.months) >= 0) == (None, True, True)
