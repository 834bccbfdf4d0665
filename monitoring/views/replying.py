"""The office's form: what it replies to a result, and what it will do by when."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from monitoring.pages import shown
from monitoring.queries import rounds_replied_to_by
from monitoring.results import series_of
from people.actors import actor_of
from proposals.views.forms import kept, sent_form, status_of

LINES = 5  # of the plan, offered to a page without script


@login_required
@never_cache
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """The result beside the form. A refusal keeps what was written."""
    actor = actor_of(request)
    round_ = get_object_or_404(rounds_replied_to_by(actor), pk=key)
    sent = sent_form(request, "round.reply")
    if sent and sent.ok:
        return redirect(f"{reverse('monitoring', args=[round_.grid.proposal_id])}#round-{round_.pk}")
    series = [each for each in series_of(round_.grid.proposal) if each.grid.pk == round_.grid_id]
    context = {
        "round": round_,
        "proposal": round_.grid.proposal,
        "territory": round_.grid.proposal.process.territory,
        "series": [shown(each) for each in series],
        "replies": round_.replies.exists(),
        "items": list(round_.grid.items.all()),
        "lines": _lines(request),
        **kept(request, sent),
    }
    return render(request, "monitoring/reply.html", context, status=status_of(sent))


def _lines(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"row": n, **{part: request.POST.get(f"plan[{n}]{part}", "") for part in ("item", "measure", "due")}}
        for n in range(LINES)
    ]
