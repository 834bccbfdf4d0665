"""Similar ones while somebody writes: a page with a search, the same as a list to put into a form, and as JSON."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.actors import actor_of
from people.models import Process
from people.queries import processes_for, processes_run_by
from proposals.models import Proposal
from proposals.writing.similar import similar_to

MOST = 2000  # characters that are looked at


@never_cache
@require_safe
def similar(request: HttpRequest, key: str) -> HttpResponse:
    """What is said already in this process. `q` is the text, `as` is json, part or nothing (the whole page)."""
    actor = actor_of(request, request.GET.get("seat"))
    process = get_object_or_404(processes_for(actor), pk=key)
    if not takes_part(actor, process):
        raise Http404
    text = request.GET.get("q", "")[:MOST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in Proposal.Kind.values else ""
    exclude = [each for each in request.GET.getlist("not") if each]
    rows = [each for each, _score in similar_to(text, process, actor, exclude, kind=kind)]
    seat = actor.participant
    if request.GET.get("as") == "json":
        return JsonResponse({"similar": [_row(each, seat) for each in rows]})
    context = {
        "process": process,
        "territory": process.territory,
        "seat": seat,
        "rows": rows,
        "text": text,
        "kind": kind,
    }
    part = request.GET.get("as") == "part"
    return render(request, f"proposals/{'similar_list' if part else 'similar'}.html", context)


def takes_part(actor: Any, process: Process) -> bool:
    """Say whether the actor sits in the process or hosts there."""
    seat = actor.participant
    if seat is not None and seat.removed_at is None and seat.process_id == process.pk:
        return True
    return processes_run_by(actor).filter(pk=process.pk).exists()


def _row(each: Proposal, seat: Any) -> dict[str, Any]:
    return {
        "id": each.pk,
        "number": each.number,
        "kind": each.kind,
        "kind_shown": each.get_kind_display(),
        "state": each.state,
        "state_shown": each.get_state_display(),
        "title": each.title,
        "lang": each.lang,
        "url": reverse("proposal", args=[each.pk]) + (f"?seat={seat.pk}" if seat else ""),
    }
