"""`manage.py rehearse ROOM`: fills rehearsal rooms with simulated participants, through the public protocol only."""

import asyncio
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deliberation.models import Room, RoomRole
from deliberation.rehearsal.erasing import NotErased, erase
from deliberation.rehearsal.evening import Evening
from deliberation.rehearsal.files import allow
from deliberation.rehearsal.http import Unreachable
from deliberation.rehearsal.plan import Plan
from deliberation.rehearsal.summary import Count
from deliberation.rehearsal.votes import POLICIES
from people.keys import fold, keyed_hash
from people.models import Organisation, PrintedCode

MOST = 2000  # people in all


class Command(BaseCommand):
    help = "Seats simulated participants in rehearsal rooms of a running server; --lead also leads them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("room", metavar="ROOM", help="the room's code or id")
        parser.add_argument("--participants", type=int, default=40, help="how many in each room (default: 40)")
        more = "how many rooms: this one, and further ones opened for the rehearsal; all are led (default: 1)"
        parser.add_argument("--rooms", type=int, default=1, help=more)
        how = "how officials vote on solutions; mixed: no to the first, yes to the next (default)"
        parser.add_argument("--officials", choices=POLICIES, default="mixed", help=how)
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="the running server")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same people (default: 1)")
        parser.add_argument("--pace", type=float, default=1.0, help="1.0 a hall's pace, 0.1 ten times as fast")
        limit = "stop so many minutes after everybody has come in (default: when all is over)"
        parser.add_argument("--minutes", type=float, help=limit)
        parser.add_argument("--lead", action="store_true", help="also lead the rooms through their agenda")
        parser.add_argument("--code", default="", help="a printed log-in code of the facilitator, for --lead")
        parser.add_argument("--close", action="store_true", help="with --lead: close the rooms at the end")
        gone = "take simulated participants, their words and the further rooms away"
        parser.add_argument("--erase", action="store_true", help=gone)

    def handle(self, *args: Any, **options: Any) -> None:
        room = self._room(options["room"])
        if options["erase"]:
            self._erase(room)
            return
        plan = self._plan(room, options)
        if refused := allow(plan.rooms * (plan.participants + 1)):
            raise CommandError(refused)
        evening = Evening(plan, self._say)
        try:
            counted = asyncio.run(self._interruptible(evening))
        except Unreachable as no:
            raise CommandError(str(no)) from no
        for line in evening.lines:
            self._say(line)
        if counted.faulty:
            raise CommandError("Not every phone saw everything once and in order, or somebody was left out.")

    def _plan(self, room: Room, options: dict[str, Any]) -> Plan:
        if options["participants"] < 1 or options["rooms"] < 1 or options["rooms"] * options["participants"] > MOST:
            raise CommandError(f"Choose at least one room and one participant, and at most {MOST} people in all.")
        if not options["url"].startswith(("http://", "https://")):
            raise CommandError("Give --url with http:// or https:// in front.")
        lead = options["lead"] or options["rooms"] > 1
        code = options["code"]
        if lead and not code:
            code = input("Printed log-in code of the facilitator: ").strip()
        names = ("url", "participants", "rooms", "officials", "seed", "pace", "minutes", "close")
        return Plan(
            room=room.pk, playbook=room.playbook, lead=lead, code=code, offices=self._offices(room),
            leader=self._leader(room, code if lead else ""), **{name: options[name] for name in names},
        )  # fmt: skip

    async def _interruptible(self, evening: Evening) -> Count:
        """Let Ctrl+C end the rehearsal with its summary."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, evening.stop)
        return await evening.rehearse()

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

    def _leader(self, room: Room, code: str) -> str:
        """Name who leads: whose code it is, else who has the console."""
        if code:
            known = PrintedCode.objects.filter(code_hash=keyed_hash("printed.code", fold(code)))
            printed = known.select_related("person").first()
            return str(printed.person) if printed else "an unknown person"
        role = RoomRole.objects.filter(room=room).select_related("person").order_by("-role").first()
        return str(role.person) if role else "nobody"

    def _erase(self, room: Room) -> None:
        try:
            gone = erase(room)
        except NotErased as no:
            raise CommandError(str(no)) from no
        self._say(f"Erased: {gone.people} simulated participants and {gone.cards} cards.")
        if gone.rooms or gone.kept:
            self._say(f"Further rooms taken away: {gone.rooms}; kept because real people sit there: {gone.kept}.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
