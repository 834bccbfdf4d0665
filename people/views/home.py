"""The first page, with the code field first, and the network of a territory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from people.actors import COOKIE, actor_of, seats_of
from people.queries import network_of, territories_for


def home(request: HttpRequest) -> HttpResponse:
    """Type a code, go back to a seat this phone has, or look at a territory."""
    actor = actor_of(request)
    token = request.COOKIES.get(COOKIE, "")
    context = {
        "territories": territories_for(actor),
        "seats": seats_of(token).order_by("-created_at") if token else [],
        "person": actor.person,
    }
    return render(request, "people/home.html", context)


def network(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisations that joined, with their date. One that was only invited is not there."""
    territory = get_object_or_404(territories_for(actor_of(request)), slug=slug)
    return render(request, "people/network.html", {"territory": territory, "organisations": network_of(territory)})
