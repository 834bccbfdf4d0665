"""The room without JavaScript: a page that refreshes itself while one reads, and pages with real forms to act."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from deliberation.models import Room
from deliberation.queries.plain import plain_room
from deliberation.views.rooms import seated_actor
from people.models import Participant, Ticket
from people.queries import offices_for
from people.tickets import secrets_of
from proposals.texts.languages import to_choose
from realtime.refusal import Missing
from realtime.streams import admitted, snapshot

ACTS = ("write", "edit", "vote", "confirm", "solution", "publish", "slip")
RECEIPT = re.compile(r"[0-9a-f]{64}")


@never_cache
def room(request: HttpRequest, room: str) -> HttpResponse:
    """Show the room to whoever has a seat in it. The page named by `?act=` never refreshes: typed words stay."""
    actor = seated_actor(request, room)
    if actor.participant is None:
        raise Http404
    lang = get_language() or "it"
    try:
        viewer = admitted(f"room:{room}", actor, lang)
    except Missing:
        raise Http404 from None
    stage = plain_room(snapshot(f"room:{room}", viewer), lang)
    act = _act(request, stage)
    found = Room.objects.select_related("process__territory").get(pk=room)
    context = {
        **stage,
        **_addresses(room, actor.participant.pk),
        "banner": found.process.territory.banner,
        "act": act,
        "part": f"deliberation/plain/{'act_' + act if act else stage['screen']}.html",
        "still": request.GET.get("still") == "1",
        "card": _card(request, stage) if act == "edit" else None,
        "slip": _slip(found, actor.participant) if act == "slip" else None,
        "offices": list(offices_for(actor).filter(territory=found.process.territory_id)) if act == "solution" else [],
        "languages": languages_for(lang, actor.participant.lang),
        "text_lang": lang,
        "receipt": _receipt(request, stage),
    }
    return render(request, "deliberation/plain/room.html", context)


def _act(request: HttpRequest, stage: dict[str, Any]) -> str:
    """Return the act that this step of the meeting knows, or "" for the reading page."""
    wish, screen, poll = request.GET.get("act", ""), stage["screen"], stage.get("poll")
    fits = {
        "write": screen == "cards",
        "edit": screen == "cards" and _card(request, stage) is not None,
        "vote": bool(poll and poll["state"] == "open" and poll["standing"] != "no"),
        "confirm": bool(stage.get("asked")),
        "solution": screen in ("solutions", "discussion"),
        "publish": bool(stage.get("own")),
        "slip": True,
    }
    return wish if wish in ACTS and fits[wish] else ""


def _card(request: HttpRequest, stage: dict[str, Any]) -> dict[str, Any] | None:
    return next((card for card in stage.get("mine_here", []) if card["id"] == request.GET.get("card")), None)


def _addresses(room: str, seat: str) -> dict[str, str]:
    here = f"{reverse('room_plain', args=[room])}?seat={seat}"
    return {"here": here, "act_url": f"{here}&act=", "add_url": f"{reverse('join')}?add=1&room={room}"}


def _receipt(request: HttpRequest, stage: dict[str, Any]) -> dict[str, str] | None:
    """Return the receipt that the form's door put into the address, while its vote is the one on the page."""
    poll = stage.get("poll")
    if poll is None or not poll["voted"] or request.GET.get("poll") != poll["id"]:
        return None
    return receipt_in_address(request)


def receipt_in_address(request: HttpRequest) -> dict[str, str] | None:
    """Return the receipt in the address as it is shown, {"short", "whole"}; None when there is none."""
    found = request.GET.get("receipt", "")
    return {"short": f"{found[:4]} {found[4:8]}", "whole": found} if RECEIPT.fullmatch(found) else None


def _slip(room: Room, seat: Participant) -> dict[str, str] | None:
    """Return the code of this person's unused return slip for this room; it is never in an address or a log."""
    own = Ticket.objects.filter(participant=seat, place=room.stream, slip=True, state=Ticket.State.ISSUED)
    ticket = own.order_by("-number").first()
    return {"code": secrets_of(ticket)[1]} if ticket else None


def languages_for(*likely: str) -> list[dict[str, str]]:
    """Return the languages a text can be in, the likely ones first: [{"code", "name"}]."""
    return to_choose(*likely)
