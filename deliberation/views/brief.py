"""One page for a councillor: the proposal in sentences, to read in a minute and to print on one sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from deliberation.queries.brief import brief_of
from people.actors import actor_of
from proposals.queries import proposals_for
from proposals.writing.translating import beside_the_original


def brief(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever may read the proposal may read it in short."""
    actor = actor_of(request, request.GET.get("seat"))
    seen = proposals_for(actor).select_related(
        "referral__answer__person", "referral__rejoinder__answer__person", "referral__office"
    )
    found = get_object_or_404(seen, pk=key)
    territory = found.process.territory
    context: dict[str, Any] = {
        "proposal": found,
        "territory": territory,
        "address": request.build_absolute_uri(reverse("proposal", args=[found.pk])),
        "translated": beside_the_original(found, request.LANGUAGE_CODE),
        **brief_of(found, actor),
    }
    return render(request, "deliberation/brief.html", context)
