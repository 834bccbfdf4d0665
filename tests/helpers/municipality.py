"""What stands at the beginning of the municipality's story: two solutions that both sides of a demo room adopted."""

import json
from typing import Any

from people.actors import Actor
from people.keys import plain_hash
from people.models import Membership, Organisation, Person, Process, Role, Territory
from proposals.models import Proposal
from tests.helpers.scenes import N, confirmed, polled
from tests.helpers.world import World, do

DEMO, PROCESS = "san-severo", "Servizi che parlano con tutti"
REGISTRY, SOCIAL = "Servizi demografici (anagrafe)", "Servizi sociali e politiche per l'integrazione"
TITLES = {"refused": "Un mediatore allo sportello il sabato", "chosen": "Un solo elenco di carte per tutti gli uffici"}
AUTHOR, STRANGER = "autrice@demo.invalid", "altrove@demo.invalid"


def begin() -> str:
    """Play the room through its commands; return as JSON the ids of the problem and the solutions, and tokens.

    The first resident wrote both solutions and has an account; each resident's device gets a token of the test's own.
    """
    w = _demo()
    w.room = w.fresh_room()
    do(w.f, "room.open", room=w.room.pk)
    w.room.refresh_from_db()
    w.residents, w.officials = w.seats("resident", 3), w.seats("official", 2, office=w.social)
    _vote(w, polled(w).pk)
    problem = confirmed(w)
    w.at("solutions")
    solutions = {name: _solution(w, problem, title) for name, title in TITLES.items()}
    for key in solutions.values():
        made = do(w.f, "poll.open", activity=w.at("vote").pk, method="double-majority", proposal=key)
        _vote(w, made["poll"])
    _author(w)
    _stranger()
    seats = {
        name: {"seat": seat.participant.pk, "token": _token(seat)}
        for name, seat in zip(("author", "monitor", "resident"), w.residents, strict=True)
    }
    return json.dumps({"problem": problem.pk, "process": w.process.pk, **solutions, "seats": seats})


def _demo() -> World:
    territory = Territory.objects.get(slug=DEMO)
    process = Process.objects.get(territory=territory, title=PROCESS)
    offices = [Organisation.objects.get(territory=territory, name=name) for name in (REGISTRY, SOCIAL)]
    leads = Role.objects.get(territory=territory, role="facilitator", person__display_name__startswith="Caterina")
    return World(territory, process, offices[0], offices[1], Actor(person=leads.person))


def _vote(w: World, poll: str) -> None:
    for seat in w.residents + w.officials:
        do(seat, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce=N)
    do(w.f, "poll.close", poll=poll)


def _solution(w: World, problem: Proposal, title: str) -> str:
    made = do(
        w.residents[0], "solution.draft", room=w.room.pk, problems=[problem.pk], title=title, lang="it",
        office=w.registry.pk,
    )  # fmt: skip
    return str(made["proposal"])


def _author(w: World) -> None:
    seat = w.residents[0].participant
    seat.person = Person.objects.create_user(AUTHOR, display_name="Autrice", lang="it")
    seat.save(update_fields=["person"])


def _stranger() -> None:
    """An official of another territory."""
    elsewhere = Territory.objects.create(slug="altrove", name="Altrove", languages=["it"])
    office = Organisation.objects.create(territory=elsewhere, kind="municipal_office", name="Anagrafe", slug="altrove")
    person = Person.objects.create_user(STRANGER, display_name="Funzionaria di Altrove", lang="it")
    Role.objects.create(person=person, territory=elsewhere, role="official")
    Membership.objects.create(person=person, organisation=office, role="official")


def _token(seat: Any) -> str:
    token = f"token-{seat.participant.pk}"
    seat.device.token_hash = plain_hash(token)
    seat.device.save(update_fields=["token_hash"])
    return token
