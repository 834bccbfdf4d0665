"""Makes halls in the database that the settings name: rooms with real seats, devices, a console and a projector.

`python -m benchmarks.realtime.entries.hall FILE SIZE [SIZE …]` migrates, makes one room for each size and writes FILE.
"""

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

TEXT = (
    "Alla fermata davanti alla scuola manca una pensilina: quando piove i bambini aspettano sotto l'acqua, in strada."
)
MOST_CARDS = 100_000  # a benchmark writes more than a person


def make(sizes: list[int]) -> dict[str, Any]:
    """Return {size: hall}: `seats` are [participant, device token] pairs, `session` is the console's."""
    from people.models import Person, Process, Territory

    territory = Territory.objects.create(slug=f"hall-{secrets.token_hex(4)}", name="Prova", languages=["it", "en"])
    lead = Person.objects.create_user(f"lead-{secrets.token_hex(4)}@example.org", display_name="Caterina")
    process = Process.objects.create(territory=territory, title="Fermate", question="Che cosa manca?")
    session = _session(lead)
    return {str(size): {**_room(process, lead, size), "session": session} for size in sizes}


def _session(person: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = person.pk
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _room(process: Any, lead: Any, size: int) -> dict[str, Any]:
    from deliberation.models import Activity, Card, Room, RoomRole
    from realtime.models import Stream

    room = Room.objects.create(
        process=process, title=f"Sala {size}", code=secrets.token_hex(3).upper(), state=Room.State.OPEN,
        entry=Room.Entry.OPEN, rehearsal=True, playbook="listening",
    )  # fmt: skip
    RoomRole.objects.create(room=room, person=lead)
    activity = Activity.objects.create(
        room=room, position=1, kind="cards", title={"it": "Biglietti", "en": "Cards"}, revealed=True,
        prompt={"it": "Che cosa manca?", "en": "What is missing?"}, state=Activity.State.RUNNING,
        settings={"max_cards": MOST_CARDS},
    )  # fmt: skip
    vote = Activity.objects.create(
        room=room,
        position=2,
        kind="vote",
        title={"it": "Voto", "en": "Vote"},
        prompt={"it": "Che cosa?", "en": "What?"},
    )
    room.activity = activity
    room.save(update_fields=["activity"])
    Stream.objects.create(id=room.stream, follows=process.stream)
    seats = _seats(process, room, size)
    card = Card.objects.create(
        room=room, activity=activity, number=1, participant_id=seats[0][0], side="resident", text=TEXT, lang="it"
    )
    return {
        "room": room.pk,
        "activity": activity.pk,
        "vote": vote.pk,
        "card": card.pk,
        "seats": seats,
        "frame": _frame(room.stream, card.pk),
    }


def _frame(stream: str, card: str) -> str:
    """Return what a participant is sent when this card is added: the others send the same bytes."""
    from realtime.models import Event
    from realtime.snapshots import encode
    from realtime.streams import frames

    (frame,) = frames(
        stream, [Event(stream_id=stream, seq=0, kind="card.added", body={"cards": [card]})], "participant"
    )
    return encode(frame)


def _seats(process: Any, room: Any, size: int) -> list[tuple[str, str]]:
    from deliberation.models import Seat
    from people.keys import plain_hash
    from people.models import Device, DeviceSeat, Participant

    tokens = [secrets.token_urlsafe(32) for _n in range(size)]
    people = [Participant(process=process, nickname=f"Persona {n}", side="resident") for n in range(size)]
    devices = [Device(token_hash=plain_hash(token)) for token in tokens]
    Participant.objects.bulk_create(people)
    Device.objects.bulk_create(devices)
    DeviceSeat.objects.bulk_create(
        DeviceSeat(device=device, participant=person) for device, person in zip(devices, people, strict=True)
    )
    Seat.objects.bulk_create(Seat(room=room, participant=person) for person in people)
    return [(person.pk, token) for person, token in zip(people, tokens, strict=True)]


def main(file: Path, sizes: list[int]) -> None:
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    file.write_text(json.dumps(make(sizes)), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
