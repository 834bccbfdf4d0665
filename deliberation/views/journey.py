"""The public page of one problem's path, from cards to intervention, and the same as data and as a drawing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi

from deliberation.queries.drawing import drawing_of
from deliberation.queries.graph import graph_of
from deliberation.queries.journey import journey_of, problem_shown
from deliberation.queries.journey_steps import steps_of
from deliberation.queries.news import following
from people.actors import Actor, actor_of
from proposals.models import Proposal


def journey(request: HttpRequest, problem: str) -> HttpResponse:
    """Everybody may read it once the problem is confirmed; before that, who takes part in the process."""
    found, chain, actor = _read(request, problem)
    territory = found.process.territory
    context: dict[str, Any] = {
        "problem": found,
        "process": found.process,
        "territory": territory,
        "seat": actor.participant,
        "known": actor.participant is not None or actor.person is not None,
        "follow": following(found, actor),
    }
    return render(request, "deliberation/journey.html", {**context, **chain, **steps_of(found, chain)})


def data(request: HttpRequest, problem: str) -> HttpResponse:
    """The graph as JSON: nodes and typed links."""
    found, chain, _actor = _read(request, problem)
    answer = JsonResponse(
        {"problem": found.pk, "process": found.process_id, **graph_of(found, chain)},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Content-Disposition"] = f'inline; filename="journey-{found.pk}.json"'
    return answer


def drawing(request: HttpRequest, problem: str) -> HttpResponse:
    """The graph as a picture that can be kept and printed."""
    found, chain, _actor = _read(request, problem)
    rtl = get_language_bidi()
    context = {
        "drawing": drawing_of(graph_of(found, chain), rtl=rtl),
        "problem": found,
        "rtl": rtl,
        "origin": f"{request.scheme}://{request.get_host()}",
    }
    answer = render(request, "deliberation/journey/graph.svg", context, content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="journey-{found.pk}.svg"'
    return answer


def _read(request: HttpRequest, problem: str) -> tuple[Proposal, dict[str, Any], Actor]:
    actor = actor_of(request, request.GET.get("seat"))
    found = problem_shown(problem, actor)
    if found is None:
        raise Http404
    return found, journey_of(found, actor), actor
