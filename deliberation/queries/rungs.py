"""What people perceive of participation, counted by side: from five people of a side on, never who."""

from collections.abc import Iterable

from django.db.models import Count

from people.models import SIDES, PerceivedRung
from people.models.rung import RUNGS

ENOUGH = 5  # people of one side: below, a count could point at somebody
Counts = dict[str, int]


def perceived_in(processes: Iterable[str]) -> dict[str, dict[str, Counts | None]]:
    """Return {process: {side: {rung: people} or None when fewer than five have said it}} in one query."""
    keys = list(processes)
    said = PerceivedRung.objects.filter(participant__process__in=keys, participant__removed_at=None)
    counted = said.order_by().values_list("participant__process", "participant__side", "rung").annotate(n=Count("id"))
    found: dict[str, dict[str, Counts]] = {key: {side: dict.fromkeys(RUNGS, 0) for side in SIDES} for key in keys}
    for process, side, rung, n in counted:
        found[process][side][rung] = n
    return {key: {side: _shown(counts) for side, counts in sides.items()} for key, sides in found.items()}


def _shown(counts: Counts) -> Counts | None:
    return counts if sum(counts.values()) >= ENOUGH else None
