"""The public pages: a territory, a process, one proposal."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from people.actors import ANONYMOUS, Actor, actor_of
from people.queries import network_of, processes_for, processes_run_by, processes_signed_by, territories_for
from proposals.effects import standing_authors
from proposals.hanging import hanging_on
from proposals.listing import lists_of
from proposals.models import Author, Proposal
from proposals.office.clock import answer_clock
from proposals.office.comparing import compared
from proposals.office.exchange import exchange_of
from proposals.office.files import files_of
from proposals.office.questions import question_of
from proposals.office.reviewing import may_look_at_reviews, reviews_seen
from proposals.office.routed import registered, routed_of, silent_ones
from proposals.pages import acts_of, chain_of, clock_of, history_of, sections_shown
from proposals.programming.allocated import allocated
from proposals.programming.plan import plan_of
from proposals.queries import proposals_for
from proposals.together.standing import together
from proposals.verification.pages import VERBS, statements_of
from proposals.writing.stages import stages_of
from proposals.writing.talking import beside
from proposals.writing.translating import beside_the_original, translatable, translator
from realtime.kept import Kept

Kind = Proposal.Kind


def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """What a territory asked, what was answered and what is late."""
    actor = actor_of(request)
    place = get_object_or_404(territories_for(actor), slug=slug)
    context = {
        "territory": place,
        "processes": processes_for(actor).filter(territory=place),
        "clock": answer_clock(place),
        "silent": silent_ones(place),
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
        "processes": [found],
        "territory": found.territory,
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
    found = _shown(actor, key)
    behind = together(found, actor)
    sent = getattr(found, "referral", None)
    there = hanging_on(found.pk)
    routed = routed_of([found] if there.routings or there.forwardings else [])[found.pk]
    files = files_of(found, actor) if there.files else []
    can = acts_of(found, actor)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "chain": chain_of(found, actor),
        "clock": clock_of(sent) if sent else None,
        "exchange": exchange_of(found, actor, request.LANGUAGE_CODE, routings=routed["routings"], files=files),
        **routed,
        "waiting": any(each["waits"] for each in routed["forwardings"]),
        "registered": registered(sent),
        "files": files,
        "question": question_of(found) if there.question else None,
        "reviews": compared(reviews_seen(actor, found), request.LANGUAGE_CODE) if there.reviews else None,
        "may_review": may_look_at_reviews(actor, found),
        "translated": beside_the_original(found, request.LANGUAGE_CODE, None if there.translations else []),
        "may_translate": (translator & translatable)(actor, proposal=found) is None,
        "beside": beside(found, actor),
        "together": behind,
        "sections": sections_shown(found, request.LANGUAGE_CODE),
        "history": history_of(found),
        "can": can,
        "own": _own_reply(found, actor),
        "seat": actor.participant,
        **_authors(behind["replies"]),
        "allocation": allocated(found) if found.kind == Kind.SOLUTION else None,
        **_plan(found, can, request.LANGUAGE_CODE),
    }
    return render(request, "proposals/proposal.html", context)


# What is read with a proposal for its page.
WITH = ("referral__answer__person", "referral__rejoinder__answer__person", "referral__office", "merge", "service")
PUBLIC = Kept(lambda key: proposals_for(ANONYMOUS).select_related(*WITH).filter(pk=key))


def _shown(actor: Actor, key: str) -> Proposal:
    """Return the proposal, or 404. Most readers are nobody in particular: the SQL of their question is kept."""
    if actor.person is not None or actor.participant is not None:
        return get_object_or_404(proposals_for(actor).select_related(*WITH), pk=key)
    found: Proposal | None = PUBLIC.first(key)
    if found is None:
        raise Http404
    return found


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


def _plan(found: Proposal, can: dict[str, bool], lang: str) -> dict[str, Any]:
    if found.kind != Kind.INTERVENTION:
        return {}
    ends = [verb for verb in VERBS if can.get(verb)]
    return {**plan_of(found, lang), "statements": statements_of(found), "ends": ends}
