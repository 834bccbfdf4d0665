"""The ballot of a vote that goes on outside the room: for whoever on this device stands on its roll."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from deliberation.models import Poll
from deliberation.queries.outside import ballot_page
from deliberation.views.plain import languages_for, receipt_in_address
from deliberation.views.who import on_the_roll


@never_cache
def vote(request: HttpRequest, poll: str) -> HttpResponse:
    """Vote from wherever one is. Closed: the result. Nobody of the roll on this device: there is no such page."""
    found = get_object_or_404(Poll.objects.select_related("room__process__territory", "proposal"), pk=poll)
    seats = on_the_roll(request, found)
    if not seats or not found.online:
        raise Http404
    if found.state == Poll.State.CLOSED:
        return redirect("poll", poll=found.pk)
    lang = get_language() or settings.LANGUAGE_CODE
    seat = next((each for each in seats if each.pk == request.GET.get("seat")), seats[0])
    shown = ballot_page(found, seat, lang)
    here = f"{reverse('poll_vote', args=[found.pk])}?seat={seat.pk}"
    context: dict[str, Any] = {
        "poll": shown,
        "seat": seat,
        "seats": seats if len(seats) > 1 else [],
        "process": found.room.process,
        "territory": found.room.process.territory,
        "here": here,
        "extended": found.extended_at,
        "languages": languages_for(lang, seat.lang),
        "text_lang": lang,
        "receipt": receipt_in_address(request),
    }
    return render(request, "deliberation/ballot.html", context)
