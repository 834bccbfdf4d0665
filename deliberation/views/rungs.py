"""How far participation goes in a process: what was declared, what each side perceives, and one's own word on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from deliberation.queries.rungs import perceived_in
from people.actors import Actor, actor_of
from people.models import PerceivedRung, Process
from people.models.rung import Rung
from people.queries import processes_for, processes_signed_by


@never_cache
def rungs(request: HttpRequest, process: str) -> HttpResponse:
    """Everybody reads it; whoever has a seat says how they see it; the municipality declares before the charter."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(processes_for(actor), pk=process)
    settled = bool(found.rung) and PerceivedRung.objects.filter(participant__process=found).exists()
    closed = found.charter_adopted_at is not None or settled
    context: dict[str, Any] = {
        "process": found,
        "territory": found.territory,
        "rungs": Rung.choices,
        "sides": [_side(side, counts) for side, counts in perceived_in([found.pk])[found.pk].items()],
        "closed": closed,
        "may_declare": not closed and processes_signed_by(actor).filter(pk=found.pk).exists(),
        "seat": actor.participant if _seated(actor, found) else None,
        "own": PerceivedRung.objects.filter(participant=actor.participant).values_list("rung", flat=True).first()
        if _seated(actor, found)
        else "",
    }
    return render(request, "deliberation/rungs.html", context)


def _side(side: str, counts: dict[str, int] | None) -> dict[str, Any]:
    if counts is None:
        return {"side": side, "rows": None}
    all_ = sum(counts.values())
    rows = [
        {"name": label, "n": counts[value], "width": f"{100 * counts[value] / all_:.1f}"}
        for value, label in Rung.choices
    ]
    return {"side": side, "n": all_, "rows": rows}


def _seated(actor: Actor, process: Process) -> bool:
    seat = actor.participant
    return seat is not None and seat.removed_at is None and seat.process_id == process.pk
