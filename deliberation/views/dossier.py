"""The dossier of a journey: a page that prints well and a PDF of the same data, for whoever may read the journey."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from deliberation.documents.dossier import document
from deliberation.queries.journey import problem_shown
from deliberation.views.result_pdf import file_of
from documents.html import html
from documents.texts import fit
from people.actors import actor_of
from proposals.models import Proposal


def dossier(request: HttpRequest, problem: str) -> HttpResponse:
    """Everything of the journey on one page, in the language of the reader."""
    found, data, _lang = _told(request, problem)
    context = {
        "problem": found,
        "process": found.process,
        "territory": found.process.territory,
        "body": html(fit(data["blocks"]), icons=static("img/icons.svg")),
    }
    return render(request, "deliberation/dossier.html", context)


def dossier_pdf(request: HttpRequest, problem: str) -> HttpResponse:
    """The same as a document that archives take."""
    found, data, lang = _told(request, problem)
    return file_of(data, lang, f"dossier-{found.pk}.pdf")


def _told(request: HttpRequest, problem: str) -> tuple[Proposal, dict[str, Any], str]:
    actor = actor_of(request, request.GET.get("seat"))
    found = problem_shown(problem, actor)
    if found is None:
        raise Http404
    lang = get_language() or "it"
    address = request.build_absolute_uri(reverse("journey", args=[found.pk]))
    return found, document(found, actor, lang, address), lang
