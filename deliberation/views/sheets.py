"""Paper and QR: the ticket sheet, the return slips, the code for the wall."""

import io
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deliberation.models import Room, Seat
from deliberation.queries.reach import rooms_led_by
from people import tickets
from people.actors import actor_of
from people.models import Organisation, Participant, Ticket
from people.queries import ticket_counts
from realtime.run import run


def _led(request: HttpRequest, room: str) -> Room:
    found = rooms_led_by(actor_of(request)).filter(pk=room).first()
    if found is None:
        raise Http404
    return found


@never_cache
def ticket_sheet(request: HttpRequest, room: str) -> HttpResponse:
    """The tickets not used yet, eight to a page, each with its side, QR and code; and the form to print more."""
    led = _led(request, room)
    rows = Ticket.objects.filter(place=led.stream, state=Ticket.State.ISSUED, slip=False)
    found = [_ticket(request, each) for each in rows.order_by("number").select_related("office")]
    offices = Organisation.objects.filter(territory=led.process.territory, kind=Organisation.Kind.MUNICIPAL_OFFICE)
    context = {
        "room": led,
        "pages": [found[start : start + 8] for start in range(0, len(found), 8)],
        "counts": ticket_counts(led.stream),
        "address": request.build_absolute_uri(reverse("join")),
        "offices": offices,
    }
    return render(request, "deliberation/tickets.html", context)


def _ticket(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    secret, code = tickets.secrets_of(ticket)
    # The secret stands in the fragment: it never reaches a server's log.
    link = request.build_absolute_uri(reverse("ticket_landing")) + f"#{secret}"
    qr = segno.make(link, error="m").svg_data_uri(scale=4, border=1)
    row = {"id": ticket.pk, "side": ticket.side, "number": ticket.number, "code": code, "qr": qr, "link": link}
    return row | {"office": ticket.office.name if ticket.office else ""}


@never_cache
def slips(request: HttpRequest, room: str) -> HttpResponse:
    """Return slips: printed when asked for (POST), for everybody, or for people without a phone."""
    led = _led(request, room)
    seats = Seat.objects.filter(room=led, participant__removed_at=None).select_related("participant")
    if request.POST.get("who") != "all":
        seats = seats.filter(participant__channel=Participant.Channel.PAPER)
    made = []
    if request.method == "POST":
        made = [slip for seat in seats if (slip := _slip(request, led, seat.participant_id))]
    context = {
        "room": led,
        "slips": made,
        "count": seats.count(),
        "address": request.build_absolute_uri(reverse("join")),
    }
    return render(request, "deliberation/slips.html", context)


def _slip(request: HttpRequest, room: Room, participant: str) -> dict[str, Any] | None:
    ref = f"{request.POST.get('ref', '')}"[:40] + participant
    answer = run("seat.slip_for", actor_of(request), {"participant": participant, "room": room.pk}, ref)
    if not answer.ok:
        return None
    link = request.build_absolute_uri(reverse("ticket_landing")) + f"#{answer.data['secret']}"
    return {"code": answer.data["code"], "qr": segno.make(link, error="m").svg_data_uri(scale=3, border=1)}


def qr(request: HttpRequest, room: str) -> HttpResponse:
    """The QR code of the address on the wall, as SVG."""
    found = Room.objects.filter(pk=room).first()
    if found is None:
        raise Http404
    drawing = io.BytesIO()
    address = request.build_absolute_uri(reverse("room_short", args=[found.code]))
    segno.make(address, error="m").save(drawing, kind="svg", scale=8, border=2, light="#fff", svgclass=None)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
