"""An amendment in a vote: putting it to one, and the votes there were on it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from deliberation.activities import METHODS
from deliberation.models import Poll, Room
from deliberation.queries.reach import rooms_led_by
from people.actors import actor_of
from proposals.models import Amendment
from proposals.queries import amendments_for, amendments_near
from proposals.views.forms import kept, sent_form, status_of
from proposals.writing.amending import outcome_of
from proposals.writing.taking_up import check_fits, check_open
from realtime.refusal import Refused


@login_required
@never_cache
def put(request: HttpRequest, key: str) -> HttpResponse:
    """Who leads a room lets people decide a change to a text: in the room, or wherever they are until a date."""
    actor = actor_of(request)
    found = get_object_or_404(amendments_near(actor), pk=key)
    rooms = list(_rooms(actor, found))
    if not rooms:
        raise Http404
    sent = sent_form(request, "poll.open")
    if sent and sent.ok:
        return redirect("room_console", room=_room_of(sent.data["poll"]))
    found.refresh_from_db(fields=["state"])
    context: dict[str, Any] = {
        "amendment": found,
        "proposal": found.proposal,
        "territory": found.proposal.process.territory,
        "rooms": [{"room": room, "ready": _ready(room)} for room in rooms],
        "ready": any(_ready(room) for room in rooms),
        "why_not": _why_not(found),
        "days": (7, 14, 28),
        **kept(request, sent),
    }
    return render(request, "deliberation/amendment_vote.html", context, status=status_of(sent))


@never_cache
def votes(request: HttpRequest, key: str) -> HttpResponse:
    """The last vote on a change: an amendment has no page of votes of its own."""
    found = get_object_or_404(amendments_for(actor_of(request, request.GET.get("seat"))), pk=key)
    poll = Poll.objects.filter(amendment=found).order_by("-opened_at", "-pk").first()
    if poll is None:
        raise Http404
    return redirect("poll", poll=poll.pk)


def _rooms(actor: Any, amendment: Amendment) -> Any:
    led = rooms_led_by(actor).filter(process=amendment.proposal.process_id, rehearsal=amendment.proposal.rehearsal)
    return led.exclude(state=Room.State.CLOSED).order_by("-pk")


def _ready(room: Room) -> bool:
    """Whether the room is at a step in which both sides can vote on a text."""
    now = room.activity
    return room.state == Room.State.OPEN and now is not None and _offers(now.kind) and now.kind != "charter"


def _offers(kind: str) -> bool:
    return Poll.Method.DOUBLE_MAJORITY in METHODS.get(kind, ())


def _why_not(amendment: Amendment) -> Any:
    try:
        check_open(amendment)
        check_fits(amendment, outcome_of(amendment))
    except Refused as no:
        return no.reason
    return None


def _room_of(poll: str) -> str:
    return Poll.objects.values_list("room", flat=True).get(pk=poll)
