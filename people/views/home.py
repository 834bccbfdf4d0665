"""The first page, with the code field first; the network of a territory, and what its offices do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from people.actors import COOKIE, actor_of, seats_of
from people.queries import (
    authorities_for,
    catalogue_of,
    network_of,
    offices_kept_by,
    territories_administered_by,
    territories_for,
)


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
    actor = actor_of(request)
    territory = get_object_or_404(territories_for(actor), slug=slug)
    context = {
        "territory": territory,
        "organisations": network_of(territory),
        "authorities": authorities_for(actor).filter(territory=territory, joined_on=None),
        "may_add": territories_administered_by(actor).filter(pk=territory.pk).exists(),
    }
    return render(request, "people/network.html", context)


def services(request: HttpRequest, slug: str) -> HttpResponse:
    """What the offices of a territory do, by the names people know it by; with forms for who keeps the catalogue."""
    actor = actor_of(request)
    territory = get_object_or_404(territories_for(actor), slug=slug)
    kept = set(offices_kept_by(actor).filter(territory=territory).values_list("pk", flat=True))
    context = {
        "territory": territory,
        "offices": [{"office": each, "kept": each.pk in kept} for each in catalogue_of(territory)],
    }
    return render(request, "people/services.html", context)
