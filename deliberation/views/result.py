"""The page of one vote: how it works while it is open; result, trace and ballots afterwards, for everybody."""

import csv
import re
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from deliberation.counting import canonical
from deliberation.models import Poll
from deliberation.outside.export import formats_of
from deliberation.queries.published import ballots_on_show, leaves_on_show, observed_by, public_record, whole_ballots
from deliberation.queries.result import poll_page, polls_on_show, result_page, with_what_is_shown
from deliberation.views.who import on_the_roll, who_in

PROGRAM = Path(__file__).resolve().parent.parent / "verify_poll.py"
RECEIPT = re.compile(r"[0-9a-f]{64}")


def poll(request: HttpRequest, poll: str) -> HttpResponse:
    """Closed votes are public, rehearsals too and marked so; an open one is for the people of its room.

    A receipt is looked for in the browser; without JavaScript it is posted, so that it stands in no address and no log.
    """
    found = _poll(request, poll)
    process = found.room.process
    context: dict[str, Any] = {
        "poll": found,
        "room": found.room,
        "process": process,
        "territory": process.territory,
        "closed": found.state == Poll.State.CLOSED,
        "on_the_roll": found.online and bool(on_the_roll(request, found)),
        **poll_page(found, get_language() or "it"),
    }
    if context["closed"]:
        context |= result_page(found, get_language() or "it")
        context |= _looked_up(request, context["ballots"])
        every = context["whole"] and context["totals"] and bool(context["ballots"])
        context["observer"] = observed_by(found, who_in(request, found.room_id).participant)
        context["formats"] = formats_of(found.method, ballots=every)
    return render(request, "deliberation/result.html", context)


def ballots(request: HttpRequest, poll: str) -> HttpResponse:
    """The same as data: the opening, seed, head, result, and every published ballot.

    `?observer=1`: for an observer, the ballots that are held back as well; 404 for everybody else.
    """
    found = _closed(request, poll)
    observer = request.GET.get("observer") == "1"
    if observer and not observed_by(found, who_in(request, found.room_id).participant):
        raise Http404
    record = public_record(found, observer=observer)
    answer = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'inline; filename="{found.pk}.json"'
    return answer


def table(request: HttpRequest, poll: str) -> HttpResponse:
    """The published ballots as a table; of statistics the leaves alone."""
    found = _closed(request, poll)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.pk}.csv"'
    write = csv.writer(answer)
    write.writerow(["receipt", "side", "choice", "nonce"])
    if whole_ballots(found):
        write.writerows([r["leaf"], r["side"], canonical(r["choice"]), r["nonce"]] for r in ballots_on_show(found))
    else:
        write.writerows([leaf] for leaf in leaves_on_show(found))
    return answer


def verify(request: HttpRequest, poll: str) -> HttpResponse:
    """The stand-alone program that counts a closed poll again."""
    _closed(request, poll)
    answer = HttpResponse(PROGRAM.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_poll.py"'
    return answer


def _closed(request: HttpRequest, poll: str) -> Poll:
    found = _poll(request, poll)
    if found.state != Poll.State.CLOSED:
        raise Http404
    return found


def _poll(request: HttpRequest, poll: str) -> Poll:
    asked = Poll.objects.filter(pk=poll).first()
    if asked is not None and asked.online and on_the_roll(request, asked):
        return get_object_or_404(with_what_is_shown(Poll.objects.all()), pk=poll)
    return get_object_or_404(polls_on_show(who_in(request, asked.room_id if asked else "")), pk=poll)


def _looked_up(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, Any]:
    typed = "".join(request.POST.get("receipt", "").lower().split())
    if not typed:
        return {"receipt": "", "found": None}
    # The first characters are enough to find one's own line; a whole receipt is 64.
    ours = [row for row in rows if len(typed) >= 8 and row["leaf"].startswith(typed)]
    return {
        "receipt": typed[:64],
        "found": ours[0] if len(ours) == 1 else None,
        "whole": bool(RECEIPT.fullmatch(typed)),
    }
