"""The result of a closed vote and the minutes of a room as PDF: who sees the page sees the document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from deliberation.documents.minutes import minutes_document
from deliberation.documents.result import result_document
from deliberation.models import Poll
from deliberation.queries.reach import rooms_for
from deliberation.queries.result import polls_on_show
from deliberation.views.who import who_in
from documents.pdf import TooLong, pdf


def result(request: HttpRequest, poll: str) -> HttpResponse:
    """Closed votes only: an open one has nothing to tell yet."""
    room = Poll.objects.filter(pk=poll).values_list("room", flat=True).first()
    shown = polls_on_show(who_in(request, room or "")).filter(state=Poll.State.CLOSED)
    found = get_object_or_404(shown, pk=poll)
    lang, address = _told(request, reverse("poll", args=[poll]))
    return file_of(result_document(found, lang, address), lang, f"{found.pk}.pdf")


@never_cache
def minutes(request: HttpRequest, room: str) -> HttpResponse:
    """Anybody else gets 404, as on the page."""
    found = get_object_or_404(rooms_for(who_in(request, room)), pk=room)
    lang, address = _told(request, reverse("room_minutes", args=[room]))
    return file_of(minutes_document(found, lang, address), lang, f"minutes-{found.pk}.pdf")


def _told(request: HttpRequest, path: str) -> tuple[str, str]:
    return get_language() or "it", request.build_absolute_uri(path)


def file_of(data: dict[str, Any], lang: str, name: str) -> HttpResponse:
    """Return a document as the answer to a request; 413 with a sentence when it is too long."""
    try:
        answer = HttpResponse(pdf("document", data, lang=lang), content_type="application/pdf")
    except TooLong:
        told = _("This is too long for a document. Everything stands on the page.")
        return HttpResponse(told, status=413, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Language"] = lang
    return answer
