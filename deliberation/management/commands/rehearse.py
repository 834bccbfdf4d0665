"""`manage.py rehearse ROOM`: fills a rehearsal room with simulated participants, through the public protocol only."""

import asyncio
import signal
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deliberation.models import Room, RoomRole
from deliberation.rehearsal.hall import Hall, Plan
from deliberation.rehearsal.http import Unreachable
from deliberation.rehearsal.votes import POLICIES
from people.actors import Actor
from people.models import Organisation
from realtime.run import run


class Command(BaseCommand):
    help = "Seats simulated participants in a rehearsal room of a running server; --lead also leads it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("room", metavar="ROOM", help="the room's code or id")
        parser.add_argument("--participants", type=int, default=40, help="how many are simulated (default: 40)")
        how = "how officials vote on solutions; mixed: no to the first, yes to the next (default)"
        parser.add_argument("--officials", choices=POLICIES, default="mixed", help=how)
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="the running server")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same people (default: 1)")
        parser.add_argument("--pace", type=float, default=1.0, help="1.0 a hall's pace, 0.1 ten times as fast")
        parser.add_argument("--minutes", type=float, help="stop after so many minutes (default: when the room closes)")
        parser.add_argument("--lead", action="store_true", help="also lead the room through its agenda")
        parser.add_argument("--code", default="", help="a printed log-in code of the facilitator, for --lead")
        parser.add_argument("--close", action="store_true", help="with --lead: close the room at the end")
        parser.add_argument("--erase", action="store_true", help="take simulated participants and their words away")

    def handle(self, *args: Any, **options: Any) -> None:
        room = self._room(options["room"])
        if options["erase"]:
            self._erase(room)
            return
        if not 1 <= options["participants"] <= 1000:
            raise CommandError("Choose between 1 and 1000 participants.")
        if options["lead"] and not options["code"]:
            options["code"] = input("Printed log-in code of the facilitator: ").strip()
        names = ("url", "participants", "officials", "seed", "pace", "minutes", "lead", "code", "close")
        plan = Plan(room=room.pk, offices=self._offices(room), **{name: options[name] for name in names})
        hall = Hall(plan, self._say)
        try:
            found = asyncio.run(self._interruptible(hall))
        except Unreachable as no:
            raise CommandError(str(no)) from no
        for line in hall.lines:
            self._say(line)
        if found.any:
            raise CommandError("Not every socket saw everything once and in order.")

    async def _interruptible(self, hall: Hall) -> Any:
        """Let Ctrl+C end the rehearsal with its summary."""
        work = asyncio.ensure_future(hall.rehearse())
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, work.cancel)
        return await work

    def _room(self, wanted: str) -> Room:
        code = wanted.replace(" ", "").replace("-", "")
        room = Room.objects.filter(pk=wanted).first() or Room.objects.filter(code=code).first()
        if room is None:
            raise CommandError("There is no room with this code or id in this database.")
        if not room.rehearsal:
            raise CommandError("This room is not marked as a rehearsal: no simulated participant may come in.")
        return room

    def _offices(self, room: Room) -> list[str]:
        found = Organisation.objects.filter(
            territory=room.process.territory_id, kind=Organisation.Kind.MUNICIPAL_OFFICE
        )
        return list(found.order_by("name").values_list("pk", flat=True))

    def _erase(self, room: Room) -> None:
        role = RoomRole.objects.filter(room=room).select_related("person").order_by("-role").first()
        actor = Actor(person=role.person) if role else Actor()
        answer = run("rehearsal.erase", actor, {"room": room.pk}, str(uuid.uuid4()))
        if not answer.ok:
            raise CommandError(answer.reason)
        self._say(f"Erased: {answer.data['people']} simulated participants and {answer.data['cards']} cards.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
