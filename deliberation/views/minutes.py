"""The first minutes of a room, to read and to print: for the people of the room and who leads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from deliberation.queries.minutes import minutes_of
from deliberation.queries.reach import rooms_for
from deliberation.views.who import who_in


@never_cache
def minutes(request: HttpRequest, room: str) -> HttpResponse:
    """Anybody else gets 404: cards are shown here that were meant for the room."""
    found = get_object_or_404(rooms_for(who_in(request, room)), pk=room)
    context = {"room": found, "process": found.process, **minutes_of(found, get_language() or "it")}
    return render(request, "deliberation/minutes.html", context)
