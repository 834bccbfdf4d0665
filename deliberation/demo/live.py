"""The rooms that are live when the server starts: made by commands, as a facilitator would make them."""

import uuid
from typing import Any

from deliberation.demo.world import World
from deliberation.models import Room
from people.actors import Actor
from people.models import Process
from realtime.run import run


def make_live_rooms(world: World) -> None:
    """Make the workshop of the rehearsal, with its tickets, and the open square of the main process; open both."""
    host = Actor(person=world.people["p-caterina"])
    told = world.source.more["live"]
    rehearsal = _rehearsal(world, told["workshop"]["process"])
    workshop = _made(
        host, process=rehearsal.pk, title=told["workshop"]["room"], playbook="from-problem-to-intervention",
        entry="tickets", rehearsal=True,
    )  # fmt: skip
    _give_code(workshop, told["workshop"]["code"])
    for batch in told["workshop"]["tickets"]:
        office = world.organisations[batch["office"]].pk if "office" in batch else None
        _do(host, "ticket.issue", room=workshop, side=batch["side"], count=batch["count"], office=office)
    square = _made(
        host, process=world.process.pk, title=told["square"]["room"], playbook="listening", entry="open",
        rehearsal=False,
    )  # fmt: skip
    for room in (workshop, square):
        _do(host, "room.open", room=room)


def _rehearsal(world: World, title: str) -> Process:
    """A process where nothing counts: the same promise as the real one, and a charter still to be adopted."""
    source, real = world.source, world.process
    made = Process.objects.create(
        territory=world.territory, title=title, question=real.question, lang=real.lang, commitment=real.commitment,
        commitment_signed_at=source.moment(-1, 11), commitment_signed_by=real.commitment_signed_by,
        out_of_scope=real.out_of_scope, response_days=real.response_days, charter=real.charter, rehearsal=True,
        created_at=source.moment(-1, 10),
    )  # fmt: skip
    world.made.append(made)
    return made


def _made(host: Actor, **data: Any) -> str:
    return str(_do(host, "room.create", lang="it", **data)["room"])


def _give_code(room: str, code: str) -> None:
    # A code that is always the same can stand in a handbook; only this room may have it.
    if not Room.objects.filter(code=code).exists():
        Room.objects.filter(pk=room).update(code=code)


def _do(host: Actor, name: str, **data: Any) -> dict[str, Any]:
    answer = run(name, host, {key: value for key, value in data.items() if value is not None}, str(uuid.uuid4()))
    if not answer.ok:
        raise RuntimeError(f"{name}: {answer.reason} {answer.fields or ''}")
    return answer.data
