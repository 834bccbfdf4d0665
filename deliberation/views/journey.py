"""The public page of one problem's path: cards, problem, solutions, votes, answer, intervention, what is missing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from deliberation.queries.journey import journey_of, problems_on_show
from deliberation.queries.journey_steps import steps_of
from people.actors import actor_of


def journey(request: HttpRequest, problem: str) -> HttpResponse:
    """Everybody may read it once the problem is confirmed; before that, who takes part in the process."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(
        problems_on_show(actor).select_related("process__territory", "office", "group"), pk=problem
    )
    chain = journey_of(found, actor)
    territory = found.process.territory
    context = {"problem": found, "process": found.process, "territory": territory, "banner": territory.banner}
    return render(request, "deliberation/journey.html", {**context, **chain, **steps_of(found, chain)})
