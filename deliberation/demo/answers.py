"""What the offices answered, and the interventions that were programmed from it."""

from decimal import Decimal

from deliberation.demo.path import begin, link, sign, step
from deliberation.demo.world import World
from people.models import Organisation
from proposals.models import Answer, BudgetLine, Indicator, Link, Milestone, Programme, Proposal, Risk, Task

OUTCOMES = {
    "accolta": ("accepted", "accept"),
    "accolta_in_parte": ("accepted_in_part", "accept_in_part"),
    "non_accolta": ("not_accepted", "decline"),
}
SOURCES = {"progetto": "Progetto", "comune": "Comune"}
KINDS = {"communication_advocacy_campaign": "campaign"}


def make_answers(world: World) -> None:
    """Write each office's answer with its reasons and its day."""
    signers = {"uff-anagrafe": world.people["p-donato"], "uff-sociali": world.people["p-ilaria"]}
    for told in world.source.told["responses"]:
        solution, person = world.proposals[told["solution"]], signers[told["office"]]
        outcome, verb = OUTCOMES[told["outcome"]]
        Answer.objects.create(
            referral=solution.referral, outcome=outcome, reasons=told["text"], lang="it", person=person,
            at=world.source.moment(told["day"], 12),
        )  # fmt: skip
        step(world, solution, verb, solution.state, outcome, told["day"], 12, by=person, reason=told["text"])
        solution.state = outcome
        solution.save(update_fields=["state"])


def make_interventions(world: World) -> None:
    """Write the programmed interventions: office, dates, budget by source, indicators."""
    for told in world.source.told["interventions"]:
        day = min(told["start"], 0) - 2  # programmed before it starts, and never in the future
        frame = told["logframe"]
        body = "\n".join([frame["goal"] + ".", frame["purpose"] + ".", *(f"– {each}" for each in frame["results"])])
        made = begin(world, told["id"], Proposal.Kind.INTERVENTION, "programmed", told["title"], body, day)
        person = world.people[told["referents"]["office"]]
        office = person.memberships.get().organisation
        made.office = office
        made.save(update_fields=["office"])
        link(world, made, told["solutions"], Link.Type.CARRIES_OUT)
        sign(world, made, [told["referents"]["civic"]])
        step(world, made, "draft", "", "programmed", day, 12, by=person)
        if told["status"] == "running":
            step(world, made, "start", "programmed", "running", told["start"], 12, by=person)
            made.state = Proposal.State.RUNNING
            made.save(update_fields=["state"])
        for key in told["solutions"]:
            solution = world.proposals[key]
            step(world, solution, "programme", solution.state, "programmed", day, 12, by=person)
            solution.state = Proposal.State.PROGRAMMED
            solution.save(update_fields=["state"])
        _plan(world, made, office, told)


def _plan(world: World, made: Proposal, office: Organisation, told: dict) -> None:
    lead = f"{world.shown(told['referents']['civic'])} ({world.organisations[told['lead']].name})"
    frame = told["logframe"]
    plan = Programme.objects.create(
        proposal=made, kind=KINDS.get(told["kind"], told["kind"]), office=office, civic_lead=lead,
        starts=world.source.day(told["start"]), ends=world.source.day(told["end"]),
        cost=told["budget"]["total"] * 100, lang="it", goal=frame["goal"], purpose=frame["purpose"],
        results=frame["results"], assumptions=frame["assumptions"], details=told["details"],
    )  # fmt: skip
    BudgetLine.objects.bulk_create(
        BudgetLine(
            programme=plan, position=place, label=line["label"], cents=line["amount"] * 100,
            source=SOURCES[line["source"]],
        )
        for place, line in enumerate(told["budget"]["lines"])
    )  # fmt: skip
    Indicator.objects.bulk_create(
        Indicator(
            proposal=made, label=each["label"], unit=each["unit"], direction=each["direction"],
            baseline=Decimal(str(each["baseline"])), target=Decimal(str(each["target"])), position=place,
        )
        for place, each in enumerate(told["indicators"])
    )  # fmt: skip
    Risk.objects.bulk_create(
        Risk(programme=plan, position=place, **each) for place, each in enumerate(told["risks"])
    )  # fmt: skip
    _milestones(world, plan, told)


def _milestones(world: World, plan: Programme, told: dict) -> None:
    for each in told["milestones"]:
        due = world.source.day(each["day"])
        step = Milestone.objects.create(
            programme=plan, title=each["label"], owner=each["owner"], due=due, done_on=due if each["done"] else None,
        )  # fmt: skip
        Task.objects.bulk_create(
            Task(
                milestone=step, title=task["label"], owner=task["owner"], due=world.source.day(task["day"]),
                done_on=world.source.day(task["day"]) if task["done"] else None,
            )
            for task in each.get("tasks", [])
        )  # fmt: skip
