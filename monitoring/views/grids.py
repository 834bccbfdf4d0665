"""The form of a grid: one line for each item, sites one to a line; filled from an older grid or from its data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from monitoring.models import Grid, Item
from monitoring.queries import grids_shown
from monitoring.rules import makers
from monitoring.scales import CHOICES
from monitoring.shapes import MOST_ITEMS
from monitoring.tables import grid_json
from people.actors import Actor, actor_of
from proposals.models import Proposal
from proposals.verification.reach import interventions_near
from proposals.views.forms import OWN, kept, status_of
from realtime.decode import decode
from realtime.refusal import Refused
from realtime.run import Answer, run

LEAST, MORE = 8, 6  # lines offered at first, and added each time
PARTS = ("dimension", "code", "label", "scale", "source", "direction", "indicator")
Line = dict[str, Any]


@never_cache
def grid(request: HttpRequest, key: str) -> HttpResponse:
    """Prepare the first grid, write its draft anew, or prepare a new version of the one in use."""
    actor = actor_of(request, request.POST.get("seat") or request.GET.get("seat"))
    found = get_object_or_404(interventions_near(actor), pk=key)
    if makers(actor, proposal=found):
        raise Http404
    grids = {each.state: each for each in found.grids.order_by("version")}
    used, draft = grids.get(Grid.State.OPEN), grids.get(Grid.State.DRAFT)
    wrong_data = ""
    start = _filled(draft or used or _copied(request, actor))
    if "fill" in request.POST:
        start, wrong_data = _from_data(request.POST.get("data", ""), start)
    sent = _sent(request, actor, found, used) if request.method == "POST" and "save" in request.POST else None
    if sent and sent.ok:
        return redirect(_back(found, actor))
    typed = request.method == "POST" and "fill" not in request.POST
    lines = _typed(request) if typed else start["items"]
    offered = max(LEAST, len(lines)) + (MORE if "more" in request.POST else 0)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "used": used,
        "draft": draft,
        "lines": _rows(lines, min(offered, MOST_ITEMS)),
        "sites": request.POST.get("sites_text", "") if typed else "\n".join(start["sites"]),
        "reason": request.POST.get("reason", "") or (draft.reason if draft else ""),
        "data": request.POST.get("data", "") if wrong_data else "",
        "wrong_data": wrong_data,
        "scales": CHOICES,
        "sources": Item.Source.choices,
        "directions": Item.Direction.choices,
        "indicators": list(found.indicators.all()),
        "back": _back(found, actor),
        **kept(request, sent),
    }
    return render(request, "monitoring/grid.html", context, status=422 if wrong_data else status_of(sent))


def _sent(request: HttpRequest, actor: Actor, found: Proposal, used: Grid | None) -> Answer:
    own = OWN | {"sites_text", "data", "save", "reason"}
    data = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in own:
            data.setlist(name, values)
    data.setlist("sites", [" ".join(line.split()) for line in request.POST.get("sites_text", "").splitlines()])
    if used is None:
        data["proposal"] = found.pk
    else:
        data["grid"], data["reason"] = used.pk, request.POST.get("reason", "")
    name = "grid.draft" if used is None else "grid.revise"
    return run(name, actor, data, request.POST.get("ref", ""))


def _copied(request: HttpRequest, actor: Actor) -> Grid | None:
    """The grid of another intervention, to begin from."""
    return grids_shown(actor).filter(pk=request.GET.get("copy", "")[:12].replace("\x00", "")).first()


def _filled(grid: Grid | None) -> Line:
    if grid is None:
        return {"items": [], "sites": []}
    told, items = grid_json(grid), grid.items.all()
    lines = [{**line, "indicator": item.indicator_id or ""} for line, item in zip(told["items"], items, strict=True)]
    return {"items": lines, "sites": told["sites"]}


def _from_data(text: str, before: Line) -> tuple[Line, str]:
    """Read a grid that was downloaded elsewhere; what is not one is told and changes nothing."""
    try:
        told = decode(text)
        items = [{part: _word(each.get(part)) for part in PARTS} for each in told["items"]][:MOST_ITEMS]
        return {"items": items, "sites": [_word(each) for each in told["sites"]]}, ""
    except (Refused, KeyError, TypeError, AttributeError):
        return before, _("This is not the data of a grid. Paste the whole file that you downloaded.")


def _word(value: Any) -> str:
    return value[:300] if isinstance(value, str) else ""


def _typed(request: HttpRequest) -> list[Line]:
    lines = []
    for n in range(MOST_ITEMS):
        line = {part: request.POST.get(f"items[{n}]{part}", "") for part in PARTS}
        if line["code"] or line["label"] or line["dimension"]:
            lines.append(line)
    return lines


def _rows(lines: list[Line], offered: int) -> list[Line]:
    empty = dict.fromkeys(PARTS, "")
    return [{"row": n, **(lines[n] if n < len(lines) else empty)} for n in range(offered)]


def _back(found: Proposal, actor: Actor) -> str:
    seat = f"?seat={actor.participant.pk}" if actor.participant else ""
    return f"{reverse('monitoring', args=[found.pk])}{seat}"
