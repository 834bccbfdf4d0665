"""The page of an intervention's monitoring, and the same as open data."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from monitoring.models import Grid, Round, Sheet
from monitoring.pages import acts_of, for_hosts, measured_indicators, monitors_by_side, shown
from monitoring.queries import grids_shown, interventions_shown
from monitoring.results import indicators_of, series_of
from monitoring.tables import csv_of, grid_json, json_of
from people.actors import actor_of
from proposals.models import Proposal
from proposals.verification.pages import statements_of


def monitoring(request: HttpRequest, key: str) -> HttpResponse:
    """Grid, rounds, comparison and the office's reply; and for who leads or measures, what to do next."""
    found, actor = _read(request, key)
    grids = list(found.grids.order_by("version"))
    series = series_of(found)
    going_on = _open_round(found)
    can = acts_of(found, actor, going_on)
    inside = can["host"] or can["monitor"] or can["reply"]
    context: dict[str, Any] = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "series": [shown(each) for each in series],
        "indicators": measured_indicators(indicators_of(found, series)),
        "draft": next((each for each in grids if each.state == Grid.State.DRAFT), None),
        "used": next((each for each in grids if each.state == Grid.State.OPEN), None),
        "round": going_on,
        "progress": _progress(going_on) if going_on and inside else [],
        "monitors": monitors_by_side(found),
        "statements": statements_of(found),
        "remarks": _remarks(found) if inside else [],
        "can": can,
        **(for_hosts(found, actor) if can["host"] else {}),
    }
    return render(request, "monitoring/monitoring.html", context)


def table(request: HttpRequest, key: str) -> HttpResponse:
    """The results as CSV."""
    found, _actor = _read(request, key)
    answer = HttpResponse(csv_of(series_of(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="monitoring-{found.pk}.csv"'
    return answer


def data(request: HttpRequest, key: str) -> HttpResponse:
    """The results as JSON."""
    found, _actor = _read(request, key)
    told = json_of(found, series_of(found))
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def grid(request: HttpRequest, key: str) -> HttpResponse:
    """One version of a grid as data, to copy it."""
    found = get_object_or_404(grids_shown(actor_of(request, request.GET.get("seat"))), pk=key)
    answer = JsonResponse(grid_json(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="grid-{found.pk}.json"'
    return answer


def _read(request: HttpRequest, key: str) -> tuple[Proposal, Any]:
    actor = actor_of(request, request.GET.get("seat"))
    return get_object_or_404(interventions_shown(actor), pk=key), actor


def _open_round(found: Proposal) -> Round | None:
    return Round.objects.filter(grid__proposal=found, closed_at=None).select_related("grid").first()


def _progress(round_: Round) -> list[dict[str, Any]]:
    """Return `{site, n}`: how many sheets came in so far, for those who lead and measure."""
    here = Q(sheets__round=round_, sheets__superseded_at=None)
    sites = round_.grid.sites.annotate(n=Count("sheets", filter=here)).order_by("position", "id")
    return [{"site": each.name, "n": each.n} for each in sites]


def _remarks(found: Proposal) -> list[Sheet]:
    """What monitors noted: for those who lead, measure or answer for it, without who or where."""
    kept = Sheet.objects.filter(round__grid__proposal=found, superseded_at=None).exclude(remark="")
    return list(kept.select_related("round").order_by("-round__number", "id")[:100])
