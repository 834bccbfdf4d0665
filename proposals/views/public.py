"""The public pages: a territory, a process, one proposal."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from people.actors import Actor, actor_of
from people.queries import network_of, processes_for, processes_run_by, processes_signed_by, territories_for
from proposals.effects import standing_authors
from proposals.listing import lists_of
from proposals.models import Author, BudgetLine, Indicator, Proposal
from proposals.office.exchange import exchange_of
from proposals.pages import acts_of, chain_of, clock_of, history_of, sections_shown
from proposals.queries import answer_clock, proposals_for
from proposals.together.standing import together
from proposals.verification.pages import VERBS, statements_of
from proposals.writing.stages import stages_of
from proposals.writing.talking import beside

Kind = Proposal.Kind


def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """What a territory asked, what was answered and what is late."""
    actor = actor_of(request)
    place = get_object_or_404(territories_for(actor), slug=slug)
    context = {
        "territory": place,
        "banner": place.banner,
        "processes": processes_for(actor).filter(territory=place),
        "clock": answer_clock(place),
        "network": network_of(place).count(),
        **lists_of(place, request.GET),
    }
    return render(request, "proposals/territory.html", context)


def process(request: HttpRequest, key: str) -> HttpResponse:
    """The question, the commitment (or that none was taken), the charter, and the path so far."""
    actor = _actor(request)
    found = get_object_or_404(processes_for(actor).select_related("commitment_signed_by"), pk=key)
    may_sign = not found.commitment_signed and processes_signed_by(actor).filter(pk=found.pk).exists()
    context = {
        "process": found,
        "territory": found.territory,
        "banner": found.territory.banner,
        "charter": _in_language(found.charter, request.LANGUAGE_CODE, found.lang),
        "may_sign": may_sign,
        "stages": stages_of(found),
        "runs_it": processes_run_by(actor).filter(pk=found.pk).exists(),
        "actor": actor,
        **lists_of(found, request.GET),
    }
    return render(request, "proposals/process.html", context)


def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """One proposal with its chain, its clock, the answer beside it, and what this reader may do."""
    actor = _actor(request)
    seen = proposals_for(actor).select_related(
        "referral__answer__person", "referral__rejoinder__answer__person", "referral__office", "merge"
    )
    found = get_object_or_404(seen, pk=key)
    behind = together(found, actor)
    sent = getattr(found, "referral", None)
    can = acts_of(found, actor)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "banner": found.process.territory.banner,
        "chain": chain_of(found, actor),
        "clock": clock_of(sent) if sent else None,
        "exchange": exchange_of(found, actor, request.LANGUAGE_CODE),
        "beside": beside(found, actor),
        "together": behind,
        "sections": sections_shown(found, request.LANGUAGE_CODE),
        "history": history_of(found),
        "can": can,
        "own": _own_reply(found, actor),
        "seat": actor.participant,
        **_authors(behind["replies"]),
        **_plan(found, can),
    }
    return render(request, "proposals/proposal.html", context)


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request, request.GET.get("seat"))


def _in_language(words: dict[str, str], lang: str, fallback: str) -> dict[str, str] | None:
    """Return `{text, lang}` in the reader's language, else in the process's, else in any."""
    for code in (lang, fallback, *words):
        if words.get(code):
            return {"text": words[code], "lang": code}
    return None


def _authors(replies: list[str]) -> dict[str, Any]:
    names = {"asked": Author.Reply.ASKED, "confirmed": Author.Reply.CONFIRMED, "objected": Author.Reply.OBJECTED}
    counts = {name: replies.count(value) for name, value in names.items()}
    return {"authors": {**counts, "all": len(replies)}}


def _own_reply(found: Proposal, actor: Actor) -> Author | None:
    if actor.participant is None:
        return None
    return standing_authors(found).filter(participant=actor.participant).first()


def _plan(found: Proposal, can: dict[str, bool]) -> dict[str, Any]:
    if found.kind != Kind.INTERVENTION:
        return {}
    ready = Proposal.objects.select_related("programme__office").prefetch_related(
        Prefetch("programme__budget", BudgetLine.objects.all()), Prefetch("indicators", Indicator.objects.all())
    )
    row = ready.get(pk=found.pk)
    lines = list(row.programme.budget.all())
    total = sum(line.cents for line in lines)
    plan = {"plan": row.programme, "budget": lines, "total": total, "indicators": list(row.indicators.all())}
    return {**plan, "statements": statements_of(found), "ends": [verb for verb in VERBS if can.get(verb)]}
