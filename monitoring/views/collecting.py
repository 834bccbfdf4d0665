"""Measuring: on a phone one item after the other, without JavaScript as one long form, and on paper."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from monitoring.models import Item, Monitor, Round, Sheet
from monitoring.queries import rounds_measured_by
from monitoring.rules import hosts, monitor_of
from monitoring.scales import NOT_SEEN, SCALES
from people.actors import actor_of
from proposals.views.forms import kept, sent_form, status_of

LONGEST = 40  # of an own sheet that is shown again


@never_cache
def collect(request: HttpRequest, key: str) -> HttpResponse:
    """One sheet: where, every item, a remark. `paper=1`: typed in from paper, by who hosts for any monitor."""
    actor = actor_of(request, request.POST.get("seat") or request.GET.get("seat"))
    round_ = get_object_or_404(rounds_measured_by(actor), pk=key)
    mine = monitor_of(actor, round_.grid.proposal)
    paper = mine is None or request.GET.get("paper") == "1" or request.POST.get("channel") == "paper"
    sent = sent_form(request, "observation.record")
    if sent and sent.ok:
        return redirect(_again(round_, actor, paper))
    correcting = _correcting(request, round_, mine)
    context = {
        "round": round_,
        "proposal": round_.grid.proposal,
        "banner": round_.grid.proposal.process.territory.banner,
        "seat": actor.participant,
        "paper": paper,
        "mine": mine,
        "monitors": _monitors(round_) if paper and hosts(actor, round=round_) is None else [],
        "sites": list(round_.grid.sites.all()),
        "steps": _steps(request, round_, correcting),
        "correcting": correcting,
        "own": list(_own(round_, mine)[:LONGEST]),
        "received": request.GET.get("received") == "1",
        "site": request.POST.get("site", correcting.site_id if correcting else ""),
        "remark": request.POST.get("remark", correcting.remark if correcting else ""),
        "now": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        **kept(request, sent),
    }
    return render(request, "monitoring/collect.html", context, status=status_of(sent))


@never_cache
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Sheets to print: one for each site, with boxes to tick."""
    actor = actor_of(request, request.GET.get("seat"))
    round_ = get_object_or_404(rounds_measured_by(actor), pk=key)
    items = list(round_.grid.items.select_related("dimension"))
    context = {
        "round": round_,
        "proposal": round_.grid.proposal,
        "seat": actor.participant,
        "sites": list(round_.grid.sites.all()),
        "items": [{"item": item, "scale": SCALES[item.scale]} for item in items],
    }
    return render(request, "monitoring/paper.html", context)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the form on the phone; served here, because it may look after pages below its own place."""
    text = (settings.BASE_DIR / "static/js/monitoring/worker.js").read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _again(round_: Round, actor: Any, paper: bool) -> str:
    asked = ["received=1", *(["paper=1"] if paper else [])]
    asked += [f"seat={actor.participant.pk}"] if actor.participant else []
    return f"{reverse('round_collect', args=[round_.pk])}?{'&'.join(asked)}"


def _own(round_: Round, mine: Monitor | None) -> Any:
    if mine is None:
        return Sheet.objects.none()
    found = Sheet.objects.filter(round=round_, monitor=mine, superseded_at=None)
    return found.select_related("site").order_by("-observed_at", "id")


def _correcting(request: HttpRequest, round_: Round, mine: Monitor | None) -> Sheet | None:
    wanted = request.POST.get("replaces") or request.GET.get("replaces", "")
    return _own(round_, mine).filter(pk=wanted[:12].replace("\x00", "")).first() if wanted else None


def _monitors(round_: Round) -> list[Monitor]:
    named = round_.grid.proposal.monitors.filter(released_at=None)
    return list(named.select_related("participant", "person"))


def _steps(request: HttpRequest, round_: Round, correcting: Sheet | None) -> list[dict[str, Any]]:
    """Return the items with what was answered before: typed just now, or on the sheet that is corrected."""
    before = dict(correcting.values.values_list("item", "value")) if correcting else {}
    return [
        {"row": n, "item": item, "scale": SCALES[item.scale], "value": _before(request, n, item, before),
         "none": NOT_SEEN}
        for n, item in enumerate(round_.grid.items.select_related("dimension"))
    ]  # fmt: skip


def _before(request: HttpRequest, n: int, item: Item, before: dict[str, Any]) -> str:
    if request.method == "POST":
        return NOT_SEEN if request.POST.get(f"values[{n}]unseen") else request.POST.get(f"values[{n}]value", "")
    if item.pk not in before:
        return ""
    value = before[item.pk]
    return NOT_SEEN if value is None else f"{value.normalize():f}"
