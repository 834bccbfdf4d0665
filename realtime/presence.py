"""Who is here and what they are doing just now: counted, hardly ever named, over all processes."""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from realtime.ids import new_id
from realtime.models import Presence
from realtime.streams import kind_of
from realtime.threads import in_writing

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
        self.people: People = {}
        self.doing: Doing = {}
        self.noted: dict[str, Any] | None = None
        self.noted_at = 0.0
        self.busy = False

    def seen_by(self, audience: str) -> dict[str, Any]:
        """Return what one audience may know: counts by group; the ids only where they may be seen, and are few."""
        groups = Counter(self.people.values())
        seen: dict[str, Any] = {"here": dict(sorted(groups.items())), "online": len(self.people), "doing": self.doing}
        if audience in self.kind.named and len(self.people) <= NAMED:
            seen["names"] = sorted(self.people)
        return seen

    def fades(self) -> bool:
        """Say whether something here changes by time alone, so that it is worth looking again."""
        return self.busy or bool(settings.REDIS_URL)

    async def count(self, sockets: Iterable["Socket"]) -> None:
        """Count the sockets of this process, and with several processes those that the others have noted."""
        people, doing = self._local(sockets)
        self.busy = bool(doing)
        if not settings.REDIS_URL:
            self.people, self.doing = people, doing
            return
        note = {"people": people, "doing": doing}
        new = note != self.noted or time.monotonic() - self.noted_at > SHARE_EVERY
        others = await in_writing(_share, self.stream, note if new else None)
        if new:
            self.noted, self.noted_at = note, time.monotonic()
        self.people, self.doing = people, doing
        for other in others:
            self.people = {**other["people"], **self.people}
            self.doing = _sum(self.doing, other["doing"])

    def _local(self, sockets: Iterable["Socket"]) -> tuple[People, Doing]:
        people: People = {}
        busy: dict[str, Counter[str]] = {}
        now = time.monotonic()
        for socket in sockets:
            who = self.kind.presence(socket.viewer)
            if who is None:
                continue
            group, key = who
            people[key] = group
            for what, (thing, until) in list(socket.doing.items()):
                if until > now:
                    busy.setdefault(what, Counter())[thing] += 1
                else:
                    del socket.doing[what]
        return people, {what: dict(things) for what, things in busy.items()}


def _sum(one: Doing, two: Doing) -> Doing:
    return {what: dict(Counter(one.get(what, {})) + Counter(two.get(what, {}))) for what in one.keys() | two.keys()}


def forget(stream: str) -> None:
    """Throw this process's note away: nobody here looks at the stream any more."""
    Presence.objects.filter(stream=stream, process=PROCESS).delete()


def _share(stream: str, note: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Leave this process's note, if it is a new one, and read the others'."""
    now = timezone.now()
    if note is not None:
        Presence.objects.update_or_create(stream=stream, process=PROCESS, defaults={"body": note, "at": now})
        Presence.objects.filter(at__lt=now - 4 * OUT).delete()
    others = Presence.objects.filter(stream=stream, at__gte=now - OUT).exclude(process=PROCESS)
    return list(others.values_list("body", flat=True))
