"""Durable commands on SQLite without a socket: one by one through run(), and together in one commit.

`python -m benchmarks.realtime.entries.commands HALL-FILE SIZE COUNT` prints CPU milliseconds for one command of each.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TOGETHER = 64  # as many as the server's queue puts under one commit
TEXT = "Alla fermata manca una pensilina."


def main(hall: dict[str, Any], count: int) -> dict[str, dict[str, float]]:
    """Return {command: {"alone": milliseconds, "together": milliseconds}}; every command must be answered with ok."""
    from people.actors import actor_of

    def asked(number: int) -> Callable[[], Any]:
        seat, token = hall["seats"][number % len(hall["seats"])]
        return lambda: actor_of({"cookies": {"tessera_device": token}}, seat)

    known = [asked(number)() for number in range(len(hall["seats"]))]
    card = {"activity": hall["activity"], "text": TEXT, "lang": "it"}
    note = {"room": hall["room"]}
    _add_note()
    found = {
        "card.add": _both("card.add", hall, card, asked, count),
        # Writes its event and its answer and does nothing else: what is left is the engine's own part.
        "note": _both("benchmark.note", hall, note, lambda n: lambda: known[n % len(known)], count),
    }
    ballot = {"poll": _open_poll(hall), "choice": {"approve": []}, "nonce": "0" * 32}
    return {**found, "ballot": _both("ballot.cast", hall, ballot, asked, count)}


def _open_poll(hall: dict[str, Any]) -> str:
    """Go to the step that votes and open a secret vote there, as whoever leads the room."""
    from deliberation.models import RoomRole
    from people.actors import Actor
    from realtime.run import run

    lead = Actor(person=RoomRole.objects.select_related("person").get(room=hall["room"]).person)
    options = [{"title": title, "lang": "it"} for title in ("Una pensilina", "Un semaforo")]
    asked = {"activity": hall["vote"], "method": "approval", "options": options}
    answers = [run("room.next", lead, {"room": hall["room"]}, "next"), run("poll.open", lead, asked, "open")]
    if refused := [answer for answer in answers if not answer.ok]:
        raise RuntimeError(f"the vote was not opened: {refused[0]}")
    return str(answers[1].data["poll"])


def _add_note() -> None:
    from rest_framework.serializers import CharField

    from realtime.command import command, record

    def note(*, actor: Any, room: str) -> None:
        """Say that the room has changed."""
        record(f"room:{room}", "closing.read", room=[room])

    shape: dict[str, Any] = {"room": CharField()}
    command("benchmark.note", shape=shape, stream=lambda room: f"room:{room}", rule=lambda actor, room: None)(note)


def _both(
    name: str, hall: dict[str, Any], data: dict[str, Any], who: Callable[[int], Callable[[], Any]], count: int
) -> dict[str, float]:
    from realtime.run import run
    from realtime.together import Order, run_together

    stream = f"room:{hall['room']}"
    keys = [f"seat:{seat}" for seat, _token in hall["seats"]]

    def alone(prefix: str, count: int) -> list[Any]:
        return [run(name, who(n)(), data, f"{prefix}-{name}-{n}") for n in range(count)]

    def together(prefix: str, count: int) -> list[Any]:
        orders = [Order(name, data, f"{prefix}-{name}-{n}", "it", keys[n % len(keys)], who(n)) for n in range(count)]
        parts = [orders[at : at + TOGETHER] for at in range(0, count, TOGETHER)]
        return [answer for part in parts for answer in run_together(stream, part)]

    return {way: _milliseconds(work, way, count) for way, work in (("alone", alone), ("together", together))}


def _milliseconds(work: Callable[[str, int], list[Any]], name: str, count: int) -> float:
    work(f"{name}-warm", TOGETHER)
    began = time.process_time()
    answers = work(name, count)
    used = time.process_time() - began
    refused = [answer for answer in answers if not answer.ok]
    if refused:
        raise RuntimeError(f"{len(refused)} of {count} commands failed: {refused[0]}")
    return used * 1000 / count


if __name__ == "__main__":
    django.setup()
    halls = json.loads(Path(sys.argv[1]).read_text(encoding="ascii"))
    print(json.dumps(main(halls[sys.argv[2]], int(sys.argv[3]))))
