"""A vote as a file for other programs: its ballots once it is closed, its setup for Belenios before that too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from deliberation.frozen import opening_record
from deliberation.models import Poll
from deliberation.outside.export import FORMATS, export
from deliberation.queries.published import public_record
from deliberation.queries.result import polls_on_show
from deliberation.views.who import who_in


def file(request: HttpRequest, poll: str, name: str) -> HttpResponse:
    """Give out the file; nothing where the vote does not go to that format, or its ballots are not all published."""
    room = Poll.objects.filter(pk=poll).values_list("room", flat=True).first()
    found = get_object_or_404(polls_on_show(who_in(request, room or "")), pk=poll)
    if name not in FORMATS:
        raise Http404
    if FORMATS[name].opening:
        record = opening_record(found, list(found.options.all()))
    elif found.state == Poll.State.CLOSED:
        record = public_record(found)
    else:
        raise Http404
    made = export(record, name, get_language() or "it")
    if made is None:
        raise Http404
    answer = HttpResponse(made.text, content_type=f"{made.kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer
