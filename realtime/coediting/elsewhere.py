"""Who is writing in other processes: short-lived notes in the database, as those of presence."""

from typing import Any

from django.utils import timezone

from realtime.coediting.kinds import PREFIX
from realtime.models import Presence
from realtime.presence import OUT, PROCESS
from realtime.threads import in_database, in_writing

States = dict[int, dict[str, Any]]


async def share(text: str, states: States) -> States:
    """Leave a note of who writes here, and return who writes elsewhere."""
    await in_writing(_leave, PREFIX + text, states)
    return await in_database(_read, PREFIX + text)


async def forget(text: str) -> None:
    """Throw the note of this process away."""
    await in_writing(_forget, PREFIX + text)


def _leave(name: str, states: States) -> None:
    row = Presence(stream=name, process=PROCESS, body={"writing": states}, at=timezone.now())
    Presence.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["stream", "process"], update_fields=["body", "at"]
    )


def _read(name: str) -> States:
    others = Presence.objects.filter(stream=name, at__gte=timezone.now() - OUT).exclude(process=PROCESS)
    return {
        int(client): state
        for body in others.values_list("body", flat=True)
        for client, state in body["writing"].items()
    }


def _forget(name: str) -> None:
    Presence.objects.filter(stream=name, process=PROCESS).delete()
