"""A territory with two offices, a facilitator, a process and rooms: everything after that goes through run()."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from people.actors import Actor
from people.models import Device, Organisation, Participant, Person, Process, Role, Territory, Ticket
from people.tickets import secrets_of
from realtime.run import Answer, run


def do(actor: Any, name: str, /, **data: Any) -> dict[str, Any]:
    """Run a command that must succeed; return its data."""
    answer = ask(actor, name, **data)
    assert answer.ok, f"{name}: {answer.code}: {answer.reason} {answer.fields}"
    return {**answer.data, "seq": answer.seq}


def ask(actor: Any, name: str, /, ref: str = "", **data: Any) -> Answer:
    """Run a command and return its answer, also when it is a refusal."""
    return run(name, actor, data, ref or str(uuid.uuid4()))


def refused(actor: Any, name: str, /, **data: Any) -> tuple[str, str]:
    """Run a command that must be refused; return (code, sentence)."""
    answer = ask(actor, name, **data)
    assert not answer.ok, f"{name} was allowed"
    return answer.code, answer.reason


@dataclass
class World:
    """Made by `world()`. Seats are actors; `f` is the facilitator."""

    territory: Territory
    process: Process
    registry: Organisation
    social: Organisation
    f: Actor
    residents: list[Actor] = field(default_factory=list)
    officials: list[Actor] = field(default_factory=list)
    room: Any = None

    def seats(self, side: str, count: int, *, office: Organisation | None = None) -> list[Actor]:
        """Print tickets for the room, redeem them on fresh devices and sit down."""
        data: dict[str, Any] = {"room": self.room.pk, "side": side, "count": count}
        if office is not None:
            data["office"] = office.pk
        do(self.f, "ticket.issue", **data)
        fresh = Ticket.objects.filter(place=self.room.stream, state=Ticket.State.ISSUED, side=side)
        return [self.enter(ticket, f"{side}-{place}") for place, ticket in enumerate(fresh.order_by("number"), 1)]

    def enter(self, ticket: Ticket, nickname: str) -> Actor:
        secret, _code = secrets_of(ticket)
        found = do(Actor(), "ticket.redeem", secret=secret, nickname=nickname, lang="it", once=str(uuid.uuid4()))
        participant = Participant.objects.get(pk=found["participant"])
        seat = participant.device_seats.select_related("device").get()
        actor = Actor(participant=participant, device=seat.device)
        do(actor, "seat.take", room=self.room.pk)
        return actor

    def fresh_room(self, *, playbook: str = "from-problem-to-intervention", entry: str = "tickets") -> Any:
        from deliberation.models import Room

        made = do(
            self.f, "room.create", process=self.process.pk, title="Sala", playbook=playbook, lang="it", entry=entry
        )
        return Room.objects.get(pk=made["room"])

    def at(self, kind: str) -> Any:
        """Move the agenda forward to an activity and return it."""
        self.room.refresh_from_db()
        while self.room.activity.kind != kind:
            do(self.f, "room.next", room=self.room.pk)
            self.room.refresh_from_db()
        return self.room.activity


def world(*, residents: int = 6, officials: int = 3, opened: bool = True, signed: bool = True) -> World:
    """Return a small world with an open room in which people sit."""
    territory = Territory.objects.create(slug=f"t-{uuid.uuid4().hex[:8]}", name="Prova", languages=["it", "ar", "en"])
    offices = [
        Organisation.objects.create(territory=territory, kind="municipal_office", name=name, slug=name.lower())
        for name in ("Anagrafe", "Sociali")
    ]
    person = Person.objects.create_user(f"f-{uuid.uuid4().hex[:8]}@example.org", display_name="Caterina")
    Role.objects.create(person=person, territory=territory, role="facilitator")
    process = Process.objects.create(
        territory=territory,
        title="Servizi",
        question="Come?",
        commitment="Il Comune risponde in 30 giorni.",
        commitment_signed_at=timezone.now() if signed else None,
        charter={"it": "Ci ascoltiamo.", "en": "We listen.", "ar": "نستمع."},
    )
    made = World(territory, process, offices[0], offices[1], Actor(person=person))
    made.room = made.fresh_room()
    if opened:
        do(made.f, "room.open", room=made.room.pk)
        made.room.refresh_from_db()
    made.residents = made.seats("resident", residents) if residents else []
    made.officials = made.seats("official", officials, office=made.social) if officials else []
    return made


def device() -> Device:
    """Return a device that nobody uses yet."""
    return Device.objects.create(token_hash=uuid.uuid4().hex)
