"""Problems from cards, solutions that answer them, and every step they took, with its day and who took it."""

from typing import Any

from deliberation.demo.world import World
from deliberation.models import Source as CardSource
from people.models import Organisation, Person
from proposals.models import Author, Link, Move, Proposal

Kind, State = Proposal.Kind, Proposal.State


def make_problems(world: World) -> None:
    """Write every problem as its author confirmed it, in the words of the room's language."""
    source = world.source
    day = source.one("rooms", "r-1")["day"]
    for told in source.told["problems"]:
        words = told.get("it", told)
        text = (words["title"], words["body"])
        problem = begin(world, told["id"], Kind.PROBLEM, State.CONFIRMED, *text, day, "problems")
        problem.office = world.organisations[told["office"]]
        problem.save(update_fields=["office"])
        CardSource.objects.create(proposal=problem, card=world.cards[told["id"]])
        sign(world, problem, [told["author"]])
        step(world, problem, "draft", "", "draft", day, 18, by=world.people["p-caterina"])
        step(world, problem, "complete", "draft", "confirmed", day, 19, seat=told["author"])


def make_solutions(world: World) -> None:
    """Write every solution up to the moment its vote opened."""
    source = world.source
    day, voted = source.one("rooms", "r-3")["day"], source.more["vote"]["day"]
    for told in source.told["solutions"]:
        body = f"{told['how_might_we']}\n\n{told['body']}"
        solution = begin(world, told["id"], Kind.SOLUTION, State.VOTING, told["title"], body, day, "solutions")
        solution.office = office_of(world, told["id"])
        solution.save(update_fields=["office"])
        link(world, solution, told["problems"], Link.Type.ANSWERS)
        sign(world, solution, told["authors"])
        first = next((key for key in told["authors"] if key in world.seats), None)
        step(world, solution, "draft", "", "draft", day, 18, seat=first)
        step(world, solution, "vote", "draft", "voting", voted, 18, by=world.people["p-caterina"])


def office_of(world: World, solution: str) -> Organisation:
    """Return the office that answered this solution."""
    told = next(each for each in world.source.told["responses"] if each["solution"] == solution)
    return world.organisations[told["office"]]


def begin(world: World, key: str, kind: str, state: str, title: str, body: str, day: int, room: str = "") -> Proposal:
    """Write one proposal with the next number, and remember it under the files' id."""
    made = Proposal.objects.create(
        process=world.process, kind=kind, state=state, number=len(world.proposals) + 1, title=title, body=body,
        lang="it", origin=world.rooms[room].stream if room else "", created_at=world.source.moment(day, 18),
    )  # fmt: skip
    world.proposals[key] = made
    return made


def link(world: World, made: Proposal, to: list[str], kind: str) -> None:
    """Draw the typed links from this proposal to others."""
    Link.objects.bulk_create(Link(from_proposal=made, to_proposal=world.proposals[key], type=kind) for key in to)


def sign(world: World, made: Proposal, people: list[str]) -> None:
    """Name the authors: by their seat, or by the name they show when they had none (who led the room)."""
    rows = [
        Author(proposal=made, participant=world.seats[key], answer=Author.Reply.CONFIRMED)
        if key in world.seats
        else Author(proposal=made, label=world.shown(key), answer=Author.Reply.CONFIRMED)
        for key in people
    ]
    Author.objects.bulk_create(rows)


def step(
    world: World, made: Proposal, verb: str, before: str, after: str, day: int, hour: int, *,
    by: Person | None = None, seat: Any = None, reason: str = "",
) -> None:  # fmt: skip
    """Write one move of the past. A participant's nickname stays out of it, as in `log_move`."""
    key = f"person:{by.pk}" if by else f"seat:{world.seats[seat].pk}" if seat else "anonymous"
    Move.objects.create(
        proposal=made, verb=verb, before=before, after=after, actor_key=key, actor_label=str(by or ""), reason=reason,
        at=world.source.moment(day, hour),
    )  # fmt: skip
