"""What became of what I said: for whoever holds this device, or types the code of their return slip."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from deliberation.queries.voice import voices
from people.actors import COOKIE


@never_cache
def voice(request: HttpRequest) -> HttpResponse:
    """Every seat on this device with its cards and their fate; without a seat, the place to type the code."""
    found = voices(request.COOKIES.get(COOKIE, ""), get_language() or "it")
    territory = found[0]["process"].territory if found else None
    context = {"voices": found, "territory": territory, "page": "voice"}
    return render(request, "deliberation/voice.html", context)
