"""The live pages of a room: phone, projector and console start from the same snapshot as the socket."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from deliberation.models import Room, Seat
from deliberation.playbooks import playbooks
from deliberation.queries.reach import rooms_led_by
from people.actors import COOKIE, Actor, actor_of, seats_of
from people.models import Organisation
from people.queries import processes_run_by
from realtime.refusal import Missing
from realtime.run import run
from realtime.streams import admitted, snapshot


def seated_actor(request: HttpRequest, room: str) -> Actor:
    """Return who looks, with their seat in this room's process; who has a ticket for it is sat down now."""
    asked = request.GET.get("seat") or _own_seat(request, room)
    actor = actor_of(request, asked or None)
    seat = actor.participant
    if seat is not None and asked and not Seat.objects.filter(room=room, participant=seat).exists():
        # Scanning the ticket was the wish to come in; who sits already is not seated again by a reload.
        run("seat.take", actor, {"room": room}, str(uuid.uuid4()))
    return actor


def _own_seat(request: HttpRequest, room: str) -> str | None:
    token = request.COOKIES.get(COOKIE, "")
    held = seats_of(token).filter(participant__process__rooms=room).order_by("-created_at").first() if token else None
    return held.participant_id if held else None


def _stage(room: str, actor: Actor, wish: str = "") -> dict[str, Any]:
    """Return the context of a live page; Http404 for who may not look."""
    try:
        viewer = admitted(f"room:{room}", actor, get_language() or "it", wish)
    except Missing:
        raise Http404 from None
    shown = Room.objects.select_related("process__territory").get(pk=room)
    return {
        "room": shown,
        "audience": viewer.audience,
        "snapshot": snapshot(shown.stream, viewer),
        "banner": shown.process.territory.banner if shown.process.territory.demo else "",
    }


@never_cache
def live(request: HttpRequest, room: str) -> HttpResponse:
    """The room on a phone. Who has no seat is led to the door, who leads it to the console."""
    actor = seated_actor(request, room)
    if actor.participant is None:
        if rooms_led_by(actor).filter(pk=room).exists():
            return redirect("room_console", room=room)
        return redirect(f"{reverse('room_by_code')}?code={get_object_or_404(Room, pk=room).code}")
    stage = _stage(room, actor)
    stage |= {"actor": actor, "seat": actor.participant}
    return render(request, "deliberation/room.html", stage)


@never_cache
def screen(request: HttpRequest, room: str) -> HttpResponse:
    """The projector: no names, no buttons."""
    stage = _stage(room, actor_of(request), "screen")
    theme = request.GET.get("theme", "light")
    stage |= {"theme": theme if theme == "dark" else "light"}
    return render(request, "deliberation/screen.html", stage)


@never_cache
def console(request: HttpRequest, room: str) -> HttpResponse:
    """The facilitator's console. A visitor is asked to log in; anybody else finds nothing here."""
    actor = actor_of(request)
    if actor.person is None:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    if not rooms_led_by(actor).filter(pk=room).exists():
        raise Http404
    led = Actor(person=actor.person)
    stage = _stage(room, led)
    territory = stage["room"].process.territory
    offices = Organisation.objects.filter(territory=territory, kind=Organisation.Kind.MUNICIPAL_OFFICE)
    more = {"offices": list(offices.values("id", "name")), "languages": territory.languages or dict(settings.LANGUAGES)}
    return render(request, "deliberation/console.html", {**stage, **more})


def new(request: HttpRequest) -> HttpResponse:
    """Make a room from a playbook: process, title, playbook, ready."""
    actor = actor_of(request)
    if actor.person is None:
        return redirect(f"{reverse('account_login')}?next={request.get_full_path()}")
    processes = processes_run_by(actor).select_related("territory")
    context = {
        "processes": processes,
        "chosen": request.GET.get("process", ""),
        "playbooks": [_book(book) for book in playbooks().values()],
        "rooms": rooms_led_by(actor).order_by("-created_at"),
    }
    return render(request, "deliberation/new.html", context)


def _book(book: Any) -> dict[str, Any]:
    lang = get_language() or "it"
    return {
        "name": book.name,
        "title": book.title.get(lang) or book.title["it"],
        "minutes": book.minutes,
        "steps": [step["title"].get(lang) or step["title"]["it"] for step in book.activities],
    }
