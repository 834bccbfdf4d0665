"""The inbox of an office: by date, with filters that stand in the address; and exactly the same to take away."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from documents.pdf import TooLong, pdf
from people.actors import actor_of
from people.models import Organisation, Process, Service, Side
from people.queries import own_offices
from proposals.models import Referral
from proposals.office.desk import papers_of
from proposals.office.inbox import UNSORTED, Wanted, found_for, processes_in, services_in, wanted_of
from proposals.office.tables import csv_of, xlsx_of
from proposals.office.tables_pdf import document_of
from proposals.paging import SIZE, pages_of
from proposals.views.forms import kept, sent_form, status_of
from proposals.views.routing import targets_of

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@login_required
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """What concerns my office, the nearest date first. Nothing here for people of other offices: 404."""
    offices, wanted = _asked(request)
    sent = sent_form(request, "proposal.route")
    if sent and sent.ok:
        messages.success(request, _("Sent. Who works in the office was told."))
        return redirect(f"{reverse('office')}{_without_page(request.GET)}")
    found = found_for(offices, wanted)
    count = found.count()
    pages = pages_of(request.GET, "page", count)
    papers = papers_of(found, pages.start, SIZE, get_language() or "it")
    movable = any(each.key for each in papers)
    context: dict[str, Any] = {
        "offices": offices,
        "several": len(offices) > 1,
        "papers": papers,
        "movable": movable,
        "ticked": request.POST.getlist("proposals"),
        **(targets_of(offices[0].territory) if movable else {}),
        **kept(request, sent),
        "count": count,
        "pages": pages,
        "wanted": wanted,
        "processes": processes_in(offices),
        "services": services_in(offices),
        "unsorted": UNSORTED,
        "bases": Referral.Basis.choices,
        "sides": Side.choices,
        "asked": _without_page(request.GET),
        "territory": offices[0].territory,
        "office_inbox": True,
        "page": "office",
    }
    return render(request, "proposals/inbox.html", context, status=status_of(sent))


@login_required
@never_cache
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """The same filters, all pages of them, as CSV, XLSX or PDF."""
    if kind not in KINDS:
        raise Http404
    offices, wanted = _asked(request)
    found = found_for(offices, wanted).defer("proposal__body")
    site = f"{request.scheme}://{request.get_host()}"
    try:
        body = _body(kind, found, offices, wanted, site, _without_page(request.GET))
    except TooLong:
        told = _("This is too long for a document. Choose less by the filters, or take the table.")
        return HttpResponse(told, status=413, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(body, content_type=KINDS[kind])
    where = "inline" if kind == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{where}; filename="proposals-{timezone.localdate().isoformat()}.{kind}"'
    return answer


def _asked(request: HttpRequest) -> tuple[list[Organisation], Wanted]:
    offices = own_offices(actor_of(request))
    if not offices:
        raise Http404
    return offices, wanted_of(request.GET)


def _body(kind: str, found: Any, offices: list[Organisation], wanted: Wanted, site: str, asked: str) -> bytes:
    if kind == "csv":
        return csv_of(found, site)
    if kind == "xlsx":
        return xlsx_of(found, site)
    told, made = _told(wanted, processes_in(offices), services_in(offices)), timezone.localtime()
    address = f"{site}{reverse('office')}{asked}"
    data = document_of(found, offices, told, site=site, address=_short(address), made=made)
    return pdf("document", data, lang=get_language() or "it")


def _told(wanted: Wanted, processes: list[Process], services: list[Service]) -> list[tuple[str, Any]]:
    """The filters in words, for paper: what was left out must be seen there too."""
    states = {"waiting": _("Waiting for an answer"), "answered": _("Answered")}
    process = next((each for each in processes if each.pk == wanted.process), None)
    rows = [
        (_("Words looked for"), wanted.text),
        (_("Answer"), states.get(wanted.state, "")),
        (_("Only late ones"), _("Yes") if wanted.late else ""),
        (_("Kind of basis"), str(dict(Referral.Basis.choices).get(wanted.basis, ""))),
        (_("Side that carried it"), str(dict(Side.choices).get(wanted.side, ""))),
        (_("Process"), process.title if process else wanted.process),
        (_("Service"), _service(wanted.service, services)),
    ]
    return [(name, value) for name, value in rows if value]


def _service(wanted: str, services: list[Service]) -> str:
    if wanted == UNSORTED:
        return _("Not sent to a service yet")
    found = next((each for each in services if each.pk == wanted), None)
    return found.name if found else wanted


def _without_page(asked: QueryDict) -> str:
    """Return "?" and what is asked, but for the page; "" when nothing is."""
    other = asked.copy()
    other.pop("page", None)
    return f"?{other.urlencode()}" if other else ""


def _short(address: str) -> str:
    """An address at the foot of a sheet must not run over its edge."""
    return address if len(address) <= 90 else urlsplit(address)._replace(query="").geturl()
