"""Milestones and tasks of a programmed intervention: the office and the civic side write the same plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from people.rules import Reason, Rule
from proposals.commands import fields
from proposals.models import Milestone, Proposal, Task
from proposals.programming import keeping
from proposals.programming.keeping import milestones_near, plans_near, tasks_near
from proposals.programming.shapes import Day
from proposals.shapes import Line
from proposals.workflow import may, streams_of
from realtime.command import Reach, command


def _plan_of(*, proposal: Any = None, milestone: Any = None, task: Any = None, **_rest: Any) -> Proposal:
    milestone = task.milestone if task else milestone
    found: Proposal = milestone.programme.proposal if milestone else proposal
    return found


@Rule
def keeper(actor: Any, **targets: Any) -> Reason:
    """Officials of the responsible office; an author of what it carries out, or whoever hosts, for the civic side."""
    return may("plan")(actor, proposal=_plan_of(**targets))


def _streams(**targets: Any) -> list[str]:
    return streams_of(_plan_of(**targets))


def _title() -> Line:
    return Line(200, _("Say what has to be reached."))


def _owner() -> Line:
    return Line(120, _("Say who sees to it: an office, an association or a role."))


def _due() -> Day:
    return Day(_("Write the day by which it is done."))


@command(
    "milestone.add",
    shape={"proposal": Reach(plans_near), "title": _title(), "owner": _owner(), "due": _due()},
    stream=fields.streams_of_it,
    rule=keeper,
)
def add_milestone(*, actor: Any, proposal: Proposal, **said: Any) -> dict[str, Any]:
    """Add a milestone, with who sees to it and by when: within the dates of the intervention."""
    return {"milestone": keeping.add_milestone(actor=actor, proposal=proposal, **said).pk}


@command(
    "milestone.reach",
    shape={
        "milestone": Reach(milestones_near),
        "on": Day(_("Write the day on which it was reached."), required=False, allow_null=True, default=None),
    },
    stream=_streams,
    rule=keeper,
)
def reach_milestone(*, actor: Any, milestone: Milestone, on: Any) -> None:
    """Say that a milestone is reached. Progress is counted from these, and never typed in."""
    keeping.reach_milestone(actor=actor, milestone=milestone, on=on)


@command("milestone.reopen", shape={"milestone": Reach(milestones_near)}, stream=_streams, rule=keeper)
def reopen_milestone(*, actor: Any, milestone: Milestone) -> None:
    """Take back that a milestone was reached or dropped."""
    keeping.reopen_milestone(actor=actor, milestone=milestone)


@command("milestone.drop", shape={"milestone": Reach(milestones_near)}, stream=_streams, rule=keeper)
def drop_milestone(*, actor: Any, milestone: Milestone) -> None:
    """Drop a milestone: it stays on the page, struck out, and counts no more."""
    keeping.drop_milestone(actor=actor, milestone=milestone)


@command(
    "task.add",
    shape={"milestone": Reach(milestones_near), "title": _title(), "owner": _owner(), "due": _due()},
    stream=_streams,
    rule=keeper,
)
def add_task(*, actor: Any, milestone: Milestone, **said: Any) -> dict[str, Any]:
    """Add a task to a milestone, with who does it and by when: not after the milestone."""
    return {"task": keeping.add_task(actor=actor, milestone=milestone, **said).pk}


@command("task.done", shape={"task": Reach(tasks_near)}, stream=_streams, rule=keeper)
def finish_task(*, actor: Any, task: Task) -> None:
    """Say that a task is done."""
    keeping.finish_task(actor=actor, task=task)


@command("task.reopen", shape={"task": Reach(tasks_near)}, stream=_streams, rule=keeper)
def reopen_task(*, actor: Any, task: Task) -> None:
    """Take back that a task is done."""
    keeping.reopen_task(actor=actor, task=task)


@command("task.drop", shape={"task": Reach(tasks_near)}, stream=_streams, rule=keeper)
def drop_task(*, actor: Any, task: Task) -> None:
    """Take away a task that is not done."""
    keeping.drop_task(actor=actor, task=task)
