"""The recognition of a territory: its page, the open data it is computed from, and how to compute it again."""

import csv
import io
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache

from deliberation import recognition as computed
from deliberation.documents.recognition import blocks_of, percent
from deliberation.queries.recognition import COLUMNS, tables_of
from documents.html import html
from documents.texts import fit
from people.actors import actor_of
from people.models import Role, Territory
from people.queries import territories_for, territories_with
from proposals.office.tables import BOM, harmless

SCRIPT = Path(computed.__file__).parent / "recount_recognition.py"


def recognition(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure with its sentence, what it means, a chart and a table."""
    place, tables, figures = _read(request, slug)
    context = {
        "territory": place,
        "tables": list(COLUMNS),
        "body": html(fit(blocks_of(figures, tables)), icons=static("img/icons.svg")),
    }
    return render(request, "deliberation/recognition.html", context)


def data(request: HttpRequest, slug: str) -> HttpResponse:
    """Figures, and the rows they are computed from. Whoever has this file can compute them again."""
    place, tables, figures = _read(request, slug)
    told = {
        "territory": place.slug,
        "as_of": timezone.localdate().isoformat(),
        "about": "Compute again: python3 recount.py recognition.json (served beside this file, needs nothing else).",
        "figures": figures,
        "tables": tables,
    }
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'inline; filename="recognition-{place.slug}.json"'
    return answer


def table(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One of the tables as CSV: the very rows of the JSON, in which no cell is ever read as a formula."""
    if name not in COLUMNS:
        raise Http404
    place, tables, _figures = _read(request, slug)
    file = io.StringIO()
    write = csv.writer(file)
    write.writerow(COLUMNS[name])
    write.writerows([harmless(row[column]) for column in COLUMNS[name]] for row in tables[name])
    answer = HttpResponse((BOM + file.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="recognition-{place.slug}-{name}.csv"'
    return answer


def recount(request: HttpRequest, slug: str) -> HttpResponse:
    """The program that computes every figure again from the JSON."""
    get_object_or_404(territories_for(actor_of(request)), slug=slug)
    answer = HttpResponse(_script(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recount.py"'
    return answer


@login_required
@never_cache
def compare(request: HttpRequest) -> HttpResponse:
    """All territories of a lead organisation in one table. Nothing here for anybody else: 404."""
    places = list(territories_with(actor_of(request), Role.Name.LEAD).order_by("name"))
    if not places:
        raise Http404
    today, tables = timezone.localdate().isoformat(), tables_of(places)
    rows = [{"territory": each, **_row(computed.figures(tables[each.pk], today))} for each in places]
    return render(request, "deliberation/compare.html", {"rows": rows})


def _row(figures: dict[str, Any]) -> dict[str, Any]:
    shares = {name: percent(figures[name]["share"]) for name in ("adopted", "answers", "acts", "evaluations")}
    return {"figures": figures, "shares": shares}


def _read(request: HttpRequest, slug: str) -> tuple[Territory, dict[str, list[Any]], dict[str, Any]]:
    place = get_object_or_404(territories_for(actor_of(request)), slug=slug)
    tables = tables_of([place])[place.pk]
    return place, tables, computed.figures(tables, timezone.localdate().isoformat())


@cache
def _script() -> bytes:
    return SCRIPT.read_bytes()
