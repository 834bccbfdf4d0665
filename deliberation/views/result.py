"""The page of one vote: how it works while it is open; result, trace and ballots afterwards, for everybody."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from deliberation.models import Poll
from deliberation.queries.published import public_record
from deliberation.queries.result import poll_page, polls_on_show, result_page
from deliberation.views.who import who_in

RECEIPT = re.compile(r"[0-9a-f]{64}")


def poll(request: HttpRequest, poll: str) -> HttpResponse:
    """Closed votes are public, rehearsals too and marked so; an open one is for the people of its room."""
    found = _poll(request, poll)
    process = found.room.process
    context: dict[str, Any] = {
        "poll": found,
        "room": found.room,
        "process": process,
        "territory": process.territory,
        "banner": process.territory.banner,
        "closed": found.state == Poll.State.CLOSED,
        **poll_page(found, get_language() or "it"),
    }
    if context["closed"]:
        context |= result_page(found, get_language() or "it")
        context |= _looked_up(request, context["ballots"])
    return render(request, "deliberation/result.html", context)


def ballots(request: HttpRequest, poll: str) -> HttpResponse:
    """The same as data: parameters, seed, head and every published ballot."""
    found = _poll(request, poll)
    if found.state != Poll.State.CLOSED:
        raise Http404
    return JsonResponse(public_record(found), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _poll(request: HttpRequest, poll: str) -> Poll:
    room = Poll.objects.filter(pk=poll).values_list("room", flat=True).first()
    return get_object_or_404(polls_on_show(who_in(request, room or "")), pk=poll)


def _looked_up(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, Any]:
    typed = "".join(request.GET.get("receipt", "").lower().split())
    if not typed:
        return {"receipt": "", "found": None}
    # The first characters are enough to find one's own line; a whole receipt is 64.
    ours = [row for row in rows if len(typed) >= 8 and row["leaf"].startswith(typed)]
    return {
        "receipt": typed[:64],
        "found": ours[0] if len(ours) == 1 else None,
        "whole": bool(RECEIPT.fullmatch(typed)),
    }
