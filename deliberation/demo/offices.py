"""What happens between a vote and its answer: services, where things were sent, a question, reviews, a translation."""

from datetime import timedelta
from typing import Any

from deliberation.demo.path import step
from deliberation.demo.world import World
from people.models import Organisation, Participant, PerceivedRung, Service
from proposals.models import Forwarding, Proposal, ProposalTranslation, Question, Review, Routing
from proposals.models.review import MOST
from proposals.writing.translating import digest_of

Told = dict[str, Any]


def make_services(world: World) -> None:
    """Write what each office does, and the authorities beyond the municipality."""
    told = world.source.offices
    for office, services in told["services"].items():
        for each in services:
            world.services[each["id"]] = Service.objects.create(
                office=world.organisations[office], name=each["name"], about=each["about"], lang="it"
            )
    for each in told["authorities"]:
        world.organisations[each["id"]] = Organisation.objects.create(
            territory=world.territory, kind=Organisation.Kind.PUBLIC_AUTHORITY, name=each["name"],
            mission=each["mission"], slug=each["id"],
        )  # fmt: skip


def make_exchange(world: World) -> None:
    """Write what was done with the solutions before the offices answered them."""
    told = world.source.offices
    for key, service in told["sent"]["solutions"].items():
        _sent(world, world.proposals[key], world.services[service])
    for each in told["questions"]:
        _asked(world, world.proposals[each["solution"]], each)
    for each in told["reviews"]:
        _reviewed(world, world.proposals[each["solution"]], each)
    for each in told["forwarded"]:
        _forwarded(world, world.proposals[each["solution"]], each)
    for each in told["translations"]:
        _translated(world, world.proposals[each["solution"]], each)


def make_rungs(world: World) -> None:
    """Write the rung that the municipality declared, and those that some people of each side perceive."""
    told, process = world.source.offices["rungs"], world.process
    process.rung = world.source.told["process"]["rung"]
    process.rung_declared_at = world.source.moment(told["declared"]["day"], 11)
    process.save(update_fields=["rung", "rung_declared_at"])
    at = world.source.moment(world.source.more["vote"]["day"], 20)
    for side, counts in told["perceived"].items():
        said = [rung for rung, people in counts.items() for _one in range(people)]
        seats: list[Participant] = world.crowd[side][: len(said)]
        PerceivedRung.objects.bulk_create(
            PerceivedRung(participant=seat, rung=rung, at=at) for seat, rung in zip(seats, said, strict=True)
        )


def _sent(world: World, solution: Proposal, service: Service) -> None:
    told = world.source.offices["sent"]
    person = world.people[told["by"]]
    Routing.objects.create(
        proposal=solution, before=solution.office, office=service.office, service=service, person=person,
        at=world.source.moment(told["day"], 9),
    )  # fmt: skip
    solution.service = service
    solution.save(update_fields=["service"])
    step(world, solution, "route", solution.state, solution.state, told["day"], 9, by=person)


def _asked(world: World, solution: Proposal, told: Told) -> None:
    """The date moves by the days that the question took."""
    sent, replied = solution.referral, told["reply"]
    asked_at = world.source.moment(told["day"], 10)
    Question.objects.create(
        referral=sent, text=told["text"], lang="it", person=world.people[told["by"]], asked_at=asked_at,
        until=asked_at + MOST, due_before=sent.due_at, reply=replied["text"], reply_lang="it",
        replied_at=world.source.moment(replied["day"], 18), participant=world.seats[replied["by"]],
    )  # fmt: skip
    assert sent.due_at is not None  # the demo's commitment was signed
    sent.due_at = sent.due_at + timedelta(days=replied["day"] - told["day"])
    sent.save(update_fields=["due_at"])
    step(world, solution, "ask", solution.state, solution.state, told["day"], 10, by=world.people[told["by"]])
    step(world, solution, "reply_to_office", solution.state, solution.state, replied["day"], 18, seat=replied["by"])


def _reviewed(world: World, solution: Proposal, told: Told) -> None:
    person = world.people[told["by"]]
    member = person.memberships.select_related("organisation").first()
    grades = [{"criterion": key, "grade": grade, "text": text} for key, (grade, text) in told["grades"].items()]
    Review.objects.create(
        proposal=solution, person=person, office=member.organisation if member else None, grades=grades, lang="it",
        verdict=told["verdict"], text=told["text"], at=world.source.moment(told["day"], 11),
    )  # fmt: skip


def _forwarded(world: World, solution: Proposal, told: Told) -> None:
    """From then on no clock runs against the office; that of the authority's silence does."""
    person = world.people[told["by"]]
    Forwarding.objects.create(
        proposal=solution, authority=world.organisations[told["authority"]], protocol=told["protocol"], lang="it",
        sent_on=world.source.day(told["day"]), reason=told["reason"], person=person,
        at=world.source.moment(told["day"], 12),
    )  # fmt: skip
    solution.referral.clock = False
    solution.referral.save(update_fields=["clock"])
    before, solution.state = solution.state, Proposal.State.FORWARDED
    solution.save(update_fields=["state"])
    step(world, solution, "forward", before, "forwarded", told["day"], 12, by=person, reason=told["reason"])


def _translated(world: World, solution: Proposal, told: Told) -> None:
    ProposalTranslation.objects.create(
        proposal=solution, lang=told["lang"], title=told["title"], body=told["body"].strip(),
        digest=digest_of(solution), participant=world.seats[told["by"]], at=world.source.moment(told["day"], 20),
    )  # fmt: skip
