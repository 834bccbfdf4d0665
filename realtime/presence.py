"""Who is here and what they are doing just now: counted, hardly ever named, over all processes."""

import time
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from realtime.ids import new_id
from realtime.models import Presence
from realtime.streams import kind_of
from realtime.threads import in_database, in_writing

if TYPE_CHECKING:
    from realtime.desk import Socket

NAMED = 50  # more people than this are a number, not a list
DOING = 6.0  # seconds after which what somebody said to be doing is forgotten
SHARE_EVERY = 5.0  # seconds between two notes for the other processes when nothing changed
OUT = timedelta(seconds=15)  # a note that old is of a process that is gone
PROCESS = new_id()

People = dict[str, str]  # id → group
Doing = dict[str, dict[str, int]]  # what → {with which thing: how many}


class Here:
    """The people at one desk, and those whom other processes have noted."""

    def __init__(self, stream: str):
        self.stream = stream
        self.kind, _key = kind_of(stream)
        self.held: Counter[tuple[str, str]] = Counter()  # (group, id) → sockets in this process
        self.busy: set[Socket] = set()  # those of them who have said what they are doing
        self.people: People = {}
        self.doing: Doing = {}
        self.noted: dict[str, Any] | None = None
        self.noted_at = 0.0

    def came(self, socket: "Socket") -> None:
        who = self.kind.presence(socket.viewer)
        if who:
            self.held[who] += 1
            self.does(socket)

    def left(self, socket: "Socket") -> None:
        self.busy.discard(socket)
        who = self.kind.presence(socket.viewer)
        if who:
            self.held[who] -= 1
            if not self.held[who]:
                del self.held[who]

    def does(self, socket: "Socket") -> None:
        if socket.doing and self.kind.presence(socket.viewer):
            self.busy.add(socket)

    def seen_by(self, audience: str) -> dict[str, Any]:
        """Return what one audience may know: counts by group; the ids only where they may be seen, and are few."""
        groups = Counter(self.people.values())
        seen: dict[str, Any] = {"here": dict(sorted(groups.items())), "online": len(self.people), "doing": self.doing}
        if audience in self.kind.named and len(self.people) <= NAMED:
            seen["names"] = sorted(self.people)
        return seen

    def fades(self) -> bool:
        """Say whether something here changes by time alone, so that it is worth looking again."""
        return bool(self.busy or settings.REDIS_URL)

    async def count(self) -> None:
        """Count the sockets of this process, and with several processes those that the others have noted."""
        people, doing = {key: group for group, key in self.held}, self._doing()
        others = await self._others({"people": people, "doing": doing}) if settings.REDIS_URL else []
        for other in others:
            people = {**other["people"], **people}
            doing = _sum(doing, other["doing"])
        self.people, self.doing = people, doing

    def _doing(self) -> Doing:
        busy: dict[str, Counter[str]] = {}
        now = time.monotonic()
        for socket in list(self.busy):
            socket.doing = {what: (thing, until) for what, (thing, until) in socket.doing.items() if until > now}
            for what, (thing, _until) in socket.doing.items():
                busy.setdefault(what, Counter())[thing] += 1
            if not socket.doing:
                self.busy.discard(socket)
        return {what: dict(things) for what, things in busy.items()}

    async def _others(self, note: dict[str, Any]) -> list[dict[str, Any]]:
        """Leave this process's note where it says something new or will soon be old, and read the others'."""
        if note != self.noted or time.monotonic() - self.noted_at > SHARE_EVERY:
            await in_writing(_leave, self.stream, note)
            self.noted, self.noted_at = note, time.monotonic()
        return await in_database(_read, self.stream)


def _sum(one: Doing, two: Doing) -> Doing:
    return {what: dict(Counter(one.get(what, {})) + Counter(two.get(what, {}))) for what in one.keys() | two.keys()}


def forget(stream: str) -> None:
    """Throw this process's note away: nobody here looks at the stream any more."""
    Presence.objects.filter(stream=stream, process=PROCESS).delete()
    Presence.objects.filter(at__lt=timezone.now() - 4 * OUT).delete()  # and those that nobody threw away


def _leave(stream: str, note: dict[str, Any]) -> None:
    row = Presence(stream=stream, process=PROCESS, body=note, at=timezone.now())
    Presence.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["stream", "process"], update_fields=["body", "at"]
    )


def _read(stream: str) -> list[dict[str, Any]]:
    others = Presence.objects.filter(stream=stream, at__gte=timezone.now() - OUT).exclude(process=PROCESS)
    return list(others.values_list("body", flat=True))
