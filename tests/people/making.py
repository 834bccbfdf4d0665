"""Small worlds for tests: territories, people with roles, processes, seats. Plain functions, real rows."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from people.actors import Actor, new_device
from people.models import DeviceSeat, Membership, Organisation, Participant, Person, Process, Role, Territory
from realtime.ids import new_id
from realtime.run import Answer, run

_number = count(1)


def make_territory(name="Foggia", **fields):
    return Territory.objects.create(slug=f"{slugify(name)}-{next(_number)}", name=name, **fields)


def make_person(territory=None, *roles, name="Caterina", **fields):
    person = Person.objects.create_user(email=f"p{next(_number)}@example.org", display_name=name, **fields)
    for role in roles:
        Role.objects.create(person=person, territory=territory, role=role)
    return person


def make_office(territory, name="Anagrafe", kind="municipal_office", **fields):
    return Organisation.objects.create(
        territory=territory, kind=kind, name=name, slug=f"{slugify(name)}-{next(_number)}", **fields
    )


def make_official(office, name="Donato"):
    person = make_person(office.territory, "official", name=name)
    Membership.objects.create(person=person, organisation=office, role="official")
    return person


def make_process(territory, signed=True, **fields):
    fields.setdefault("title", "Servizi che parlano con tutti")
    fields.setdefault("question", "Come rendiamo gli sportelli comprensibili?")
    fields.setdefault("commitment", "Il Comune risponde entro 30 giorni.")
    return Process.objects.create(
        territory=territory, commitment_signed_at=timezone.now() if signed else None, **fields
    )


def make_seat(process, side="resident", nickname="Onda", **fields):
    return Participant.objects.create(process=process, side=side, nickname=nickname, **fields)


def seated(participant):
    """The actor on a fresh device that holds this seat."""
    device, _token = new_device()
    DeviceSeat.objects.create(device=device, participant=participant)
    return Actor(participant=participant, device=device)


def as_person(person):
    return Actor(person=person)


def do(name, actor, /, **data) -> Answer:
    """Run a command once, with a ref of its own."""
    return run(name, actor, data, new_id())
