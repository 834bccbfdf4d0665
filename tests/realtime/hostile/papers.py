"""People who lead the room, with sessions; and papers taken away behind the server's back, in the database."""

import asyncio
import json

from deliberation.rehearsal.http import Browser
from tests.realtime.hostile.house import House

LEADERS = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from deliberation.models import Room, RoomRole
from people.models import Person
room, made = Room.objects.get(pk={room!r}), []
for number in range({count}):
    person = Person.objects.create_user(f"{{room.pk}}-{{number}}@example.org", display_name="Guida")
    RoomRole.objects.create(room=room, person=person, role="co")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = person.pk
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    made.append([person.pk, session.session_key])
print(json.dumps(made))
"""

ELSEWHERE = """
import json
from tests.helpers.world import world
w = world(residents=1, officials=0)
print(json.dumps({"room": w.room.pk, "activity": w.room.activity_id, "seat": w.residents[0].participant.pk}))
"""

IMPORTS = """
import time
from django.contrib.sessions.models import Session
from django.utils.timezone import now
from deliberation.models import RoomRole
from people.models import Device, DeviceSeat, Participant, Person
"""
# What is taken → the statement that takes it; {key} is a person or a participant.
TAKEN = {
    "the role": "RoomRole.objects.filter(person={key!r}).delete()",
    "the log-in": "Session.objects.filter(session_key={session!r}).delete()",
    "the log-in's time": "Session.objects.filter(session_key={session!r}).update(expire_date=now())",
    "the account": "Person.objects.filter(pk={key!r}).update(is_active=False)",
    "the phone": "Device.objects.filter(seats__participant={key!r}).update(revoked_at=now())",
    "the seat on this phone": "DeviceSeat.objects.filter(participant={key!r}).update(revoked_at=now())",
    "the seat": "Participant.objects.filter(pk={key!r}).update(removed_at=now())",
}
OF_LEADERS = 4  # the first of these; the others belong to phones


class Leader(Browser):
    """Somebody who helps to lead the room, logged in."""

    person = ""


async def leaders(house: House, count: int) -> list[Leader]:
    """Make people who help to lead this room, and log them in."""
    found = []
    for person, session in json.loads(await _run(house, LEADERS.format(room=house.room, count=count))):
        leader = Leader(house.server.url)
        leader.person, leader.cookies["sessionid"] = person, session
        found.append(leader)
    return found


async def elsewhere(house: House) -> dict[str, str]:
    """Make another territory with a room and somebody in it; return ids."""
    return dict(json.loads(await _run(house, ELSEWHERE)))


async def take(house: House, whose: dict[str, Browser]) -> float:
    """Take each of these papers (see TAKEN) from whom it belongs to, with no command and no event; return when."""
    lines = [IMPORTS]
    for what, owner in whose.items():
        key = getattr(owner, "person", "") or getattr(owner, "seat", "")
        lines.append(TAKEN[what].format(key=key, session=owner.cookies.get("sessionid", "")))
    return float(await _run(house, "\n".join([*lines, "print(time.time())"])))


async def _run(house: House, script: str) -> str:
    printed = await asyncio.to_thread(house.server.manage, "shell", "-c", script)
    return (printed.strip().splitlines() or [""])[-1]
