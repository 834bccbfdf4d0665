"""Keeping a plan up to date: who may, its steps (started, given up), its milestones and tasks. Inside run()."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.queries import HOSTS, offices_of, territories_with
from proposals.models import Milestone, Programme, Proposal, Task
from proposals.programming.details import checked_details
from proposals.programming.kinds import kind_named
from proposals.workflow import move, say
from realtime.command import undoable
from realtime.refusal import Invalid, Refused

MOST = 100  # milestones of one plan, tasks of one milestone


def plans_near(actor: Any) -> QuerySet[Proposal]:
    """Interventions the actor works on: of the own office, of territories they host, of the process they sit in."""
    near = Q(programme__office__in=offices_of(actor)) | Q(process__territory__in=territories_with(actor, *HOSTS))
    if actor.participant is not None:
        near |= Q(process=actor.participant.process_id)
    found = Proposal.objects.filter(near, kind=Proposal.Kind.INTERVENTION, programme__isnull=False)
    return found.select_related("process__territory", "office", "programme__office")


def milestones_near(actor: Any) -> QuerySet[Milestone]:
    """Milestones of those interventions."""
    found = Milestone.objects.filter(programme__proposal__in=plans_near(actor).order_by().values("pk"))
    return found.select_related("programme__proposal__process__territory", "programme__proposal__office")


def tasks_near(actor: Any) -> QuerySet[Task]:
    """Tasks of those milestones."""
    found = Task.objects.filter(milestone__in=milestones_near(actor).order_by().values("pk"))
    return found.select_related(
        "milestone__programme__proposal__process__territory", "milestone__programme__proposal__office"
    )


def start(*, actor: Any, proposal: Proposal) -> None:
    """Start it: the effect looks whether a campaign has all its messages."""
    move(proposal, "start", actor=actor)


def fill(*, actor: Any, proposal: Proposal, field: str, text: str) -> None:
    """Write one own field of its kind, or empty one that is not needed."""
    plan = proposal.programme
    kind = kind_named(proposal.process.territory, plan.kind)
    if kind is None or kind.field_of(field) is None:
        raise Refused(_("This kind of intervention has no such field."))
    before = plan.details.get(field, "")
    # Of the other fields nothing is asked now: the kind may have changed since, and what was written stays.
    kept, wrong = checked_details(kind, {**plan.details, field: text})
    if sentence := wrong.get(f"details.{field}"):
        raise Invalid(sentence, {"text": [sentence]})
    others = {key: said for key, said in plan.details.items() if key != field}
    plan.details = {**others, field: kept[field]} if kept.get(field) else others
    plan.save(update_fields=["details"])
    say(proposal, "proposal.changed")
    undoable("intervention.fill", {"proposal": proposal.pk, "field": field, "text": before})


def add_milestone(*, actor: Any, proposal: Proposal, title: str, owner: str, due: date) -> Milestone:
    """Add a step with an owner and a date within those of the intervention."""
    plan = proposal.programme
    _within(plan, due)
    if plan.milestones.count() >= MOST:
        raise Refused(_("There are enough milestones: drop some first."))
    made = Milestone.objects.create(programme=plan, title=title, owner=owner, due=due)
    say(proposal, "proposal.changed")
    undoable("milestone.drop", {"milestone": made.pk})
    return made


def reach_milestone(*, actor: Any, milestone: Milestone, on: date | None = None) -> None:
    """Say that it is reached, today or on a day that has been."""
    today = timezone.localdate()
    if milestone.dropped_at is not None:
        raise Refused(_("This milestone was dropped: reopen it first."))
    if milestone.done_on is not None:
        raise Refused(_("This milestone was reached already."))
    if on is not None and on > today:
        raise Invalid(_("A milestone is reached today or on a day that has been."), {"on": []})
    milestone.done_on, milestone.done_by = on or today, actor.person
    milestone.save(update_fields=["done_on", "done_by"])
    _said(milestone)
    undoable("milestone.reopen", {"milestone": milestone.pk})


def reopen_milestone(*, actor: Any, milestone: Milestone) -> None:
    """Take back that it was reached or dropped."""
    if milestone.done_on is None and milestone.dropped_at is None:
        raise Refused(_("This milestone is open already."))
    back = ("milestone.drop", {}) if milestone.dropped_at else ("milestone.reach", {"on": f"{milestone.done_on}"})
    milestone.done_on = milestone.done_by = milestone.dropped_at = None
    milestone.save(update_fields=["done_on", "done_by", "dropped_at"])
    _said(milestone)
    undoable(back[0], {"milestone": milestone.pk, **back[1]})


def drop_milestone(*, actor: Any, milestone: Milestone) -> None:
    """Drop it: it stays in the record, and counts no more."""
    if milestone.dropped_at is not None:
        raise Refused(_("This milestone was dropped already."))
    if milestone.done_on is not None:
        raise Refused(_("This milestone was reached: reopen it first."))
    milestone.dropped_at = timezone.now()
    milestone.save(update_fields=["dropped_at"])
    _said(milestone)
    undoable("milestone.reopen", {"milestone": milestone.pk})


def add_task(*, actor: Any, milestone: Milestone, title: str, owner: str, due: date) -> Task:
    """Add what has to be done for a milestone, not later than it."""
    _within(milestone.programme, due)
    if milestone.dropped_at is not None:
        raise Refused(_("This milestone was dropped: reopen it first."))
    if due > milestone.due:
        raise Invalid(
            _("A task is done by the day of its milestone: %(day)s.") % {"day": _day(milestone.due)}, {"due": []}
        )
    if milestone.tasks.count() >= MOST:
        raise Refused(_("There are enough tasks: take some away first."))
    made = Task.objects.create(milestone=milestone, title=title, owner=owner, due=due)
    _said(milestone)
    undoable("task.drop", {"task": made.pk})
    return made


def finish_task(*, actor: Any, task: Task) -> None:
    """Say that it is done."""
    if task.done_on is not None:
        raise Refused(_("This task is done already."))
    _set_done(task, timezone.localdate())
    undoable("task.reopen", {"task": task.pk})


def reopen_task(*, actor: Any, task: Task) -> None:
    """Take back that it is done."""
    if task.done_on is None:
        raise Refused(_("This task is open already."))
    _set_done(task, None)
    undoable("task.done", {"task": task.pk})


def drop_task(*, actor: Any, task: Task) -> None:
    """Take a task away that is not done."""
    if task.done_on is not None:
        raise Refused(_("This task is done: reopen it first."))
    milestone, data = task.milestone, {"title": task.title, "owner": task.owner, "due": f"{task.due}"}
    task.delete()
    _said(milestone)
    undoable("task.add", {"milestone": milestone.pk, **data})


def _set_done(task: Task, day: date | None) -> None:
    task.done_on = day
    task.save(update_fields=["done_on"])
    _said(task.milestone)


def _within(plan: Programme, due: date) -> None:
    if not plan.starts <= due <= plan.ends:
        facts = {"starts": _day(plan.starts), "ends": _day(plan.ends)}
        sentence = _("The date must lie within the intervention: from %(starts)s to %(ends)s.") % facts
        raise Invalid(sentence, {"due": [str(sentence)]})


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT") if get_language() else str(day)


def _said(milestone: Milestone) -> None:
    say(milestone.programme.proposal, "proposal.changed")
