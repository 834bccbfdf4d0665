"""Opinion maps as data: of a room for those who may look at it, of a process for everybody who may read it."""

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from deliberation.opinion import cards_of, map_of
from deliberation.views.who import who_in
from people.actors import actor_of
from people.queries import processes_for
from realtime.refusal import Missing
from realtime.streams import admitted


@never_cache
def opinion_map(request: HttpRequest, room: str) -> JsonResponse:
    """`?as=screen` for a projector. Numbers only: no name, no seat, no order that tells who is who."""
    try:
        admitted(f"room:{room}", who_in(request, room), "en", request.GET.get("as", ""))
    except Missing:
        raise Http404 from None
    return JsonResponse(map_of(f"room:{room}"))


@never_cache
def opinion_map_of_process(request: HttpRequest, process: str) -> JsonResponse:
    """The same over all rooms of a process, of the cards whose authors let them be read outside, with their words."""
    found = get_object_or_404(processes_for(actor_of(request)), pk=process)
    place = f"process:{found.pk}"
    words = {pk: {"text": text, "lang": lang} for pk, text, lang in cards_of(place).values_list("pk", "text", "lang")}
    return JsonResponse({**map_of(place), "cards": words}, json_dumps_params={"ensure_ascii": False})
