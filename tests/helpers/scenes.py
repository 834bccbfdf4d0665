"""For every command one scene: a world in which it may be done, by whom, with what. A new command gets tested here."""

from collections.abc import Callable
from typing import Any

from deliberation.models import Card, Group, Poll
from people.actors import Actor
from people.models import Membership, Person, Role, Ticket
from people.tickets import secrets_of
from proposals.models import Proposal
from tests.helpers.world import World, do, world

Scene = Callable[[], tuple[World, Any, dict[str, Any]]]
SCENES: dict[str, Scene] = {}
N = "0" * 32


def scene(name: str) -> Callable[[Scene], Scene]:
    def add(build: Scene) -> Scene:
        SCENES[name] = build
        return build

    return add


def official(w: World, office: Any = None) -> Actor:
    """Somebody with an account who answers for an office."""
    person = Person.objects.create_user(f"o-{w.territory.pk}@example.org", display_name="Donato")
    Role.objects.create(person=person, territory=w.territory, role="official")
    Role.objects.create(person=person, territory=w.territory, role="administrator")
    Membership.objects.create(person=person, organisation=office or w.registry, role="official")
    return Actor(person=person)


def small() -> World:
    return world(residents=3, officials=1)


def carded(w: World, *, revealed: bool = True) -> list[Card]:
    """Two cards of the first two residents."""
    activity = w.at("cards")
    for n, seat in enumerate(w.residents[:2]):
        do(seat, "card.add", activity=activity.pk, text=f"Biglietto {n}", lang="it")
    if revealed:
        do(w.f, "cards.reveal", activity=activity.pk)
    return list(Card.objects.filter(activity=activity))


def grouped(w: World) -> list[Group]:
    """Two groups with one card each."""
    cards = carded(w)
    activity = w.at("grouping")
    for card in cards:
        do(w.f, "group.create", activity=activity.pk, title=f"Gruppo {card.number}", lang="it", cards=[card.pk])
    return list(Group.objects.filter(room=w.room))


def drafted(w: World) -> Proposal:
    group = grouped(w)[0]
    w.at("problems")
    made = do(w.f, "problem.draft", group=group.pk, title="Problema", lang="it", office=w.registry.pk)
    return Proposal.objects.get(pk=made["proposal"])


def confirmed(w: World) -> Proposal:
    problem = drafted(w)
    do(w.residents[0], "problem.confirm", proposal=problem.pk)
    problem.refresh_from_db()
    assert problem.state == "confirmed"
    return problem


def solved(w: World) -> Proposal:
    problem = confirmed(w)
    w.at("solutions")
    made = do(
        w.residents[0], "solution.draft", room=w.room.pk, problems=[problem.pk], title="Soluzione", lang="it",
        office=w.registry.pk,
    )  # fmt: skip
    return Proposal.objects.get(pk=made["proposal"])


def polled(w: World) -> Poll:
    made = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")
    return Poll.objects.get(pk=made["poll"])


def big_polled() -> tuple[World, Poll]:
    w = world(residents=6, officials=1)
    return w, polled(w)


def sent(w: World) -> Proposal:
    """A solution that both sides adopted: it lies with its office."""
    charter = polled(w)
    for seat in w.residents + w.officials:
        do(seat, "ballot.cast", poll=charter.pk, choice={"answer": "yes"}, nonce=N)
    do(w.f, "poll.close", poll=charter.pk)
    solution = solved(w)
    poll = do(w.f, "poll.open", activity=w.at("vote").pk, method="double-majority", proposal=solution.pk)["poll"]
    for seat in w.residents + w.officials:
        do(seat, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce=N)
    do(w.f, "poll.close", poll=poll)
    solution.refresh_from_db()
    return solution


def paper_seat(w: World) -> Any:
    """Somebody without a phone on the residents' side."""
    do(w.f, "ticket.issue", room=w.room.pk, side="resident", count=1)
    ticket = Ticket.objects.filter(place=w.room.stream, state="issued").latest("number")
    made = do(w.f, "seat.paper", room=w.room.pk, code=secrets_of(ticket)[1], nickname="Carta")
    return made["participant"]
