"""Scenes of programming: an intervention with its plan, its milestones and tasks, and a territory's own kinds."""

from typing import Any

from proposals.models import InterventionKind, Milestone, Proposal, Task
from tests.helpers.plans import WHOLE
from tests.helpers.scenes import official, scene, sent, small
from tests.helpers.world import World, do

PLAN: dict[str, Any] = {
    "title": "Schede", "body": "", "lang": "it", "civic_lead": "Ponti", "starts": "2027-01-01", "ends": "2027-06-30",
    "budget": [{"label": "Stampa", "cents": 340000, "source": "comune"}],
    "indicators": [{"label": "Schede", "unit": "schede", "baseline": "0", "target": "10", "direction": "up"}],
    **WHOLE,
}  # fmt: skip
CAMPAIGN = {
    "audience": "Nuovi residenti",
    "languages": "it ar",
    "channels": "Sportello",
    "message.it": "Arriva pronta.",
}


def accepted(w: World) -> tuple[Proposal, Any]:
    """A solution that the office accepted, and its official."""
    solution, person = sent(w), official(w)
    do(person, "answer.give", proposal=solution.pk, outcome="accepted", reasons="Si può fare.", lang="it")
    return solution, person


def programmed(w: World, **changes: Any) -> tuple[Proposal, Any]:
    """An intervention, and the official who programmed it."""
    solution, person = accepted(w)
    made = do(
        person, "intervention.programme", **{**PLAN, "solutions": [solution.pk], "office": w.registry.pk, **changes}
    )
    return Proposal.objects.get(pk=made["proposal"]), person


def milestone(w: World) -> tuple[Milestone, Any]:
    made, person = programmed(w)
    data = {"title": "Prime schede", "owner": "Anagrafe", "due": "2027-03-01"}
    found = do(person, "milestone.add", proposal=made.pk, **data)
    return Milestone.objects.get(pk=found["milestone"]), person


def task(w: World) -> tuple[Task, Any]:
    parent, person = milestone(w)
    data = {"title": "Tradurre", "owner": "Ponti", "due": "2027-02-01"}
    return Task.objects.get(pk=do(person, "task.add", milestone=parent.pk, **data)["task"]), person


def kind(w: World) -> tuple[InterventionKind, Any]:
    person = official(w)
    made = do(person, "kind.add", territory=w.territory.pk, **KIND)
    return InterventionKind.objects.get(pk=made["kind"]), person


KIND: dict[str, Any] = {
    "names": {"it": "Sportello itinerante", "en": "Travelling desk"},
    "fields": [{"titles": {"it": "Il percorso"}, "needed": True}],
    "indicators": [{"labels": {"it": "Fermate"}, "unit": "fermate", "direction": "up"}],
}


@scene("intervention.programme")
def _():
    w = small()
    solution, person = accepted(w)
    return w, person, {**PLAN, "solutions": [solution.pk], "office": w.registry.pk}


@scene("intervention.start")
def _():
    w = small()
    made, person = programmed(w)
    return w, person, {"proposal": made.pk}


@scene("intervention.fill")
def _():
    w = small()
    made, person = programmed(w, kind="campaign", details=CAMPAIGN)
    return w, person, {"proposal": made.pk, "field": "message.ar", "text": "تعال جاهزًا."}


@scene("intervention.abandon")
def _():
    w = small()
    made, person = programmed(w)
    return w, person, {"proposal": made.pk, "reason": "Il contributo non è arrivato.", "lang": "it"}


@scene("milestone.add")
def _():
    w = small()
    made, _person = programmed(w)
    return w, w.residents[0], {"proposal": made.pk, "title": "Prime schede", "owner": "Ponti", "due": "2027-03-01"}


@scene("milestone.reach")
def _():
    w = small()
    found, person = milestone(w)
    return w, person, {"milestone": found.pk}


@scene("milestone.reopen")
def _():
    w = small()
    found, person = milestone(w)
    do(person, "milestone.reach", milestone=found.pk)
    return w, person, {"milestone": found.pk}


@scene("milestone.drop")
def _():
    w = small()
    found, person = milestone(w)
    return w, person, {"milestone": found.pk}


@scene("task.add")
def _():
    w = small()
    found, person = milestone(w)
    return w, person, {"milestone": found.pk, "title": "Tradurre", "owner": "Ponti", "due": "2027-02-01"}


@scene("task.done")
def _():
    w = small()
    found, person = task(w)
    return w, person, {"task": found.pk}


@scene("task.reopen")
def _():
    w = small()
    found, person = task(w)
    do(person, "task.done", task=found.pk)
    return w, person, {"task": found.pk}


@scene("task.drop")
def _():
    w = small()
    found, person = task(w)
    return w, person, {"task": found.pk}


@scene("kind.add")
def _():
    w = small()
    return w, official(w), {"territory": w.territory.pk, **KIND}


@scene("kind.change")
def _():
    w = small()
    found, person = kind(w)
    return w, person, {"kind": found.pk, "names": {"it": "Sportello che viaggia"}, "fields": [], "indicators": []}


@scene("kind.retire")
def _():
    w = small()
    found, person = kind(w)
    return w, person, {"kind": found.pk}


@scene("kind.restore")
def _():
    w = small()
    found, person = kind(w)
    do(person, "kind.retire", kind=found.pk)
    return w, person, {"kind": found.pk}
