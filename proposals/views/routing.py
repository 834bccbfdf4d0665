"""Sending a proposal to a service, and forwarding what the municipality cannot decide."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.models import Territory
from people.queries import authorities_for, catalogue_of
from proposals.models import Proposal
from proposals.office.routed import proposals_placed_by, routed_of
from proposals.views.forms import kept, sent_form, status_of
from proposals.workflow import STEPS

HEARING = "forwarding.hear"


@login_required
@never_cache
def route(request: HttpRequest, key: str) -> HttpResponse:
    """Send it to a service of any office of the territory. Who may not finds nothing here."""
    found = get_object_or_404(proposals_placed_by(actor_of(request)), pk=key)
    sent = sent_form(request, "proposal.route")
    if sent and sent.ok:
        return redirect("proposal", key=key)
    context = {**_about(found, "route"), **targets_of(found.process.territory), **kept(request, sent)}
    return render(request, "proposals/route.html", context, status=status_of(sent))


@login_required
@never_cache
def forward(request: HttpRequest, key: str) -> HttpResponse:
    """Forward it to the authority that decides; and, while that one is silent, write down its reply."""
    actor = actor_of(request)
    found = get_object_or_404(proposals_placed_by(actor), pk=key)
    sent = sent_form(request, HEARING if "forwarding" in request.POST else "proposal.forward")
    if sent and sent.ok:
        return redirect("proposal", key=key)
    routed = routed_of([found])[found.pk]
    context = {
        **_about(found, "forward"),
        **routed,
        "waiting": next((each["forwarding"] for each in routed["forwardings"] if each["waits"]), None),
        "authorities": authorities_for(actor).filter(territory=found.process.territory),
        "today": timezone.localdate(),
        **kept(request, sent),
    }
    return render(request, "proposals/route_forward.html", context, status=status_of(sent))


def _about(found: Proposal, verb: str) -> dict[str, Any]:
    territory = found.process.territory
    return {
        "proposal": found,
        "territory": territory,
        "may": (found.kind, found.state, verb) in STEPS,
    }


def targets_of(territory: Territory) -> dict[str, Any]:
    """Return the offices and services that something can be sent to, as the form lists them."""
    return {"offices_to": catalogue_of(territory)}
