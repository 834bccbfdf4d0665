"""Programming what an office accepted, and a territory's kinds of interventions: long forms that keep every word."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.queries import offices_for, territories_for
from proposals.commands.kinds import territories_administered
from proposals.models import Indicator, InterventionKind, Proposal
from proposals.money import typed_euros
from proposals.programming.allocated import allocated
from proposals.programming.form import BUDGET, RISKS, detail_fields, indicator_rows, rows_typed
from proposals.programming.kinds import built_in, kinds_of, own_kind
from proposals.programming.own_form import ADDED, empty_form, form_of, forms_typed
from proposals.queries import solutions_sent_to
from proposals.views.forms import OWN, kept, sent_form, status_of

ACCEPTED = (Proposal.State.ACCEPTED, Proposal.State.ACCEPTED_IN_PART)


@login_required
@never_cache
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """Turn accepted solutions into an intervention. Choosing a kind shows what it needs, and saves nothing."""
    actor = actor_of(request)
    mine = solutions_sent_to(actor)
    solution = get_object_or_404(mine, pk=key)
    looking = "look" in request.POST
    sent = None if looking else sent_form(request, "intervention.programme", OWN | {"look"})
    if sent and sent.ok:
        return redirect("proposal", key=sent.data["proposal"])
    territory, lang, typed = solution.process.territory, request.LANGUAGE_CODE, request.POST
    kinds = kinds_of(territory)
    chosen = typed.get("kind") or request.GET.get("kind", "")
    kind = next((each for each in kinds if each.key == chosen), None)
    shown, given = kept(request, sent), allocated(solution)
    shown["typed"].setdefault("cost_euros", typed_euros(given.cents) if given and given.chosen else "")
    shown["wrong"].setdefault("cost", shown["wrong"].get("cost_euros", ""))
    context = {
        "proposal": solution,
        "territory": territory,
        "others": mine.filter(process=solution.process_id, state__in=ACCEPTED).exclude(pk=solution.pk),
        "offices": offices_for(actor).filter(territory=territory.pk),
        "directions": Indicator.Direction.choices,
        "kinds": [{"key": k.key, "title": k.title_in(lang), "about": k.about_in(lang)} for k in kinds],
        "chosen": kind.key if kind else "",
        "details": detail_fields(typed, kind, lang, territory.languages, shown["wrong"]),
        "lines": rows_typed(typed, "budget", BUDGET),
        "indicators": indicator_rows(typed, kind, lang),
        "risks": rows_typed(typed, "risks", RISKS),
        "also": typed.getlist("solutions"),
        "allocation": given,
        "looking": looking,
        "may": solution.state in ACCEPTED,
        **shown,
    }
    return render(request, "proposals/programme.html", context, status=status_of(sent))


def kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """The kinds of interventions of a territory, for everybody to read; an administrator keeps those of its own."""
    actor = actor_of(request)
    territory = get_object_or_404(territories_for(actor), slug=slug)
    administers = territories_administered(actor).filter(pk=territory.pk).exists()
    act = request.POST.get("act", "")
    sent = sent_form(request, act) if act in ("kind.add", "kind.change", "kind.retire", "kind.restore") else None
    if sent and sent.ok:
        return redirect("kinds", slug=slug)
    lang, shown = request.LANGUAGE_CODE, kept(request, sent)
    own = [own_kind(each) for each in InterventionKind.objects.filter(territory=territory)]
    failed = request.POST.get("kind", "") if sent else ""
    context: dict[str, Any] = {
        "territory": territory,
        "administers": administers,
        "built_in": [_told(each, lang) for each in built_in()],
        "own": [
            {
                **_told(each, lang),
                "form": forms_typed(request.POST) if each.row and each.row.pk == failed else form_of(each),
            }
            for each in own
        ],
        "failed": failed,
        "new": forms_typed(request.POST) if act == "kind.add" and sent else empty_form(),
        "directions": Indicator.Direction.choices,
        "added": ADDED,
        **shown,
    }
    return render(request, "proposals/kinds.html", context, status=status_of(sent))


def _told(kind: Any, lang: str) -> dict[str, Any]:
    directions = dict(Indicator.Direction.choices)
    return {
        "kind": kind,
        "title": kind.title_in(lang),
        "about": kind.about_in(lang),
        "fields": [{"title": f.title_in(lang), "needed": f.needed} for f in kind.fields],
        "indicators": [
            {"label": i.label_in(lang), "unit": i.unit_in(lang), "direction": directions[i.direction]}
            for i in kind.indicators
        ],
    }
