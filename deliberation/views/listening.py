"""The opinion map of a room as data, for those who may look at the room."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from deliberation.opinion import map_of
from deliberation.views.who import who_in
from realtime.refusal import Missing
from realtime.streams import admitted


@never_cache
def opinion_map(request: HttpRequest, room: str) -> JsonResponse:
    """`?as=screen` for a projector. Numbers only: no name, no seat, no order that tells who is who."""
    try:
        admitted(f"room:{room}", who_in(request, room), "en", request.GET.get("as", ""))
    except Missing:
        raise Http404 from None
    return JsonResponse(map_of(room))
