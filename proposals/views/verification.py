"""The end of an intervention: declare it done, dispute, take it up again, verify. A refusal keeps what was written."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from proposals.verification.pages import VERBS, statements_of, steps_of
from proposals.verification.reach import interventions_near
from proposals.views.forms import kept, sent_form, status_of


@never_cache
def verification(request: HttpRequest, key: str) -> HttpResponse:
    """Both statements side by side, and a form for each step that this reader may take."""
    actor = actor_of(request, request.POST.get("seat") or request.GET.get("seat"))
    found = get_object_or_404(interventions_near(actor), pk=key)
    act = request.POST.get("act", "")
    if request.method == "POST" and act not in VERBS:
        raise Http404
    sent = sent_form(request, f"intervention.{act}")
    if sent and sent.ok:
        seat = f"?seat={actor.participant.pk}" if actor.participant else ""
        return redirect(f"{reverse('proposal', args=[found.pk])}{seat}")
    steps: dict[str, Any] = steps_of(found, actor)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "statements": statements_of(found),
        "may": {verb: True for verb, reason in steps.items() if reason is None},
        "why_not": steps.get("verify"),
        "act": act,
        **kept(request, sent),
    }
    return render(request, "proposals/verification.html", context, status=status_of(sent))
