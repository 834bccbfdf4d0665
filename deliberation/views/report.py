"""The report of a process: its page with the progress of a new one, and the file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from deliberation.commands.reports import concerned
from deliberation.models import Report, ReportFile
from deliberation.reports.mark import mark_of
from documents.html import html
from people.actors import actor_of
from people.models import Process
from people.queries import processes_for

State = Report.State
AT_WORK = (State.WAITING, State.RUNNING)


@never_cache
def report(request: HttpRequest, process: str) -> HttpResponse:
    """The newest report in the reader's language, and how far the making of another one is."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(processes_for(actor), pk=process)
    rows = list(_reports(found).defer("parts"))
    done = next((each for each in rows if each.state == State.DONE), None)
    asked = rows[0] if rows and rows[0].state != State.DONE else None
    parts = _reports(found).filter(pk=done.pk).values_list("parts", flat=True).first() if done else None
    context: dict[str, Any] = {
        "process": found,
        "territory": found.territory,
        "report": done,
        "asked": asked,
        "at_work": asked is not None and asked.state in AT_WORK,
        "changed": done is not None and asked is None and done.mark != mark_of(found),
        "may_ask": concerned(actor, process=found) is None,
        "seat": actor.participant,
        "body": html(parts, icons=static("img/icons.svg")) if parts else "",
    }
    return render(request, "deliberation/report.html", context)


@never_cache
def report_pdf(request: HttpRequest, process: str) -> HttpResponse:
    """The newest file in the reader's language; 404 while there is none."""
    found = get_object_or_404(processes_for(actor_of(request, request.GET.get("seat"))), pk=process)
    done = _reports(found).filter(state=State.DONE).defer("parts").first()
    if done is None:
        raise Http404
    body = ReportFile.objects.filter(report=done).values_list("body", flat=True).get()
    answer = HttpResponse(bytes(body), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="report-{found.pk}.pdf"'
    answer["Content-Language"] = done.lang
    answer["ETag"] = f'"{done.digest}"'
    return answer


def _reports(process: Process) -> Any:
    return Report.objects.filter(process=process, lang=get_language() or "it").order_by("-asked_at", "pk")
