"""The packet of a proposal for the office's protocol, and the number that comes back."""

import hashlib

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from documents.pdf import TooLong
from people.actors import actor_of
from proposals.office.packet import name_of, packet_of
from proposals.office.routed import registered, sent_solutions_of
from proposals.pages import clock_of
from proposals.views.forms import kept, sent_form, status_of


@login_required
@never_cache
def packet(request: HttpRequest, key: str) -> HttpResponse:
    """What is in the packet, the packet itself, and the form for the number of the protocol."""
    found = get_object_or_404(sent_solutions_of(actor_of(request)), pk=key)
    sent = sent_form(request, "packet.register")
    if sent and sent.ok:
        return redirect("proposal", key=key)
    registered_on = found.referral.protocol_on
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "clock": clock_of(found.referral),
        "registered": registered(found.referral),
        "number": request.POST.get("protocol", found.referral.protocol),
        "day": request.POST.get("protocol_on", registered_on.isoformat() if registered_on else ""),
        "today": timezone.localdate(),
        **kept(request, sent),
    }
    return render(request, "proposals/route_packet.html", context, status=status_of(sent))


@login_required
@never_cache
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The packet as a ZIP. The same state gives the same bytes, and so the same ETag."""
    found = get_object_or_404(sent_solutions_of(actor_of(request)), pk=key)
    try:
        body = packet_of(found, site=f"{request.scheme}://{request.get_host()}")
    except TooLong:
        told = _(
            "This proposal is too long for a document. Its text and its attachments stand on its page, one by one."
        )
        return HttpResponse(told, status=413, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(body, content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, name_of(found)) or "attachment"
    answer["ETag"] = f'"{hashlib.sha256(body).hexdigest()}"'
    return answer
