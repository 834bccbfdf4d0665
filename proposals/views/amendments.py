"""Proposing a change to a text, the list of what was proposed, and one amendment with what its authors decide."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.rules import facilitator_of
from proposals.models import Amendment, Proposal
from proposals.queries import amendments_for, proposals_for, proposals_near
from proposals.texts.difference import paragraphs
from proposals.texts.sections import sections_of
from proposals.views.forms import kept, sent_form, status_of
from proposals.writing.amending import OPEN, competing, may_amend, may_decide, outcome_of, proposed_it, section_title
from proposals.writing.revisions import TITLE, fields_of, latest_revision, most_of, texts_of

DECIDED = (Amendment.State.ACCEPTED, Amendment.State.REFUSED)
WAITING = (OPEN, Amendment.State.VOTING)
_hosts = facilitator_of(lambda proposal, **_targets: proposal.process.territory)
ACTS = {"accept": "amendment.accept", "refuse": "amendment.refuse", "withdraw": "amendment.withdraw"}


@never_cache
def amendments(request: HttpRequest, key: str) -> HttpResponse:
    """Every change that was proposed to this text: those that wait first."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(proposals_for(actor), pk=key)
    lang = get_language() or "it"
    now = texts_of(found)
    rows: list[dict[str, Any]] = [
        {
            "row": each,
            "title": section_title(found.kind, each.section, lang),
            "fits": each.state not in WAITING or outcome_of(each, now[each.section]).exact,
        }
        for each in amendments_for(actor).filter(proposal=found).select_related("revision")
    ]
    context = {
        **_around(found, actor),
        "waiting": [each for each in rows if each["row"].state in WAITING],
        "decided": [each for each in rows if each["row"].state not in WAITING],
        "may_amend": may_amend(actor, proposal=found) is None,
    }
    return render(request, "proposals/amendments.html", context)


@never_cache
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """The form: which section, how it should read, and why. A refusal keeps every word."""
    actor = actor_of(request, request.GET.get("seat") or request.POST.get("seat") or None)
    found = get_object_or_404(proposals_near(actor), pk=key)
    why_not = may_amend(actor, proposal=found)
    sent = sent_form(request, "amendment.propose")
    if sent and sent.ok:
        return redirect(reverse("amendment", args=[sent.data["amendment"]]) + _seat(actor))
    section = request.POST.get("section") or request.GET.get("section", "")
    if section and section not in fields_of(found.kind):
        raise Http404
    context = {
        **_around(found, actor),
        **kept(request, sent),
        "why_not": why_not,
        "choices": _choices(found, section),
        "field": _field(found, section) if section else None,
        "base": request.POST.get("base") or latest_revision(found).number,
    }
    return render(request, "proposals/amend.html", context, status=status_of(sent))


@never_cache
def amendment(request: HttpRequest, key: str) -> HttpResponse:
    """One amendment: the difference in words, the reason, what stands in its way, and what may be done with it."""
    actor = actor_of(request, request.GET.get("seat") or request.POST.get("seat") or None)
    seen = amendments_for(actor).select_related("revision", "answered_by", "answered_person")
    found = get_object_or_404(seen, pk=key)
    sent = sent_form(request, ACTS.get(request.POST.get("act", ""), "amendment.refuse"))
    if sent and sent.ok:
        return redirect(reverse("amendment", args=[found.pk]) + _seat(actor))
    found.refresh_from_db(fields=["state"])
    context = {
        **_around(found.proposal, actor),
        **kept(request, sent),
        **_shown(found),
        "amendment": found,
        "may_decide": found.state == OPEN and may_decide(actor, amendment=found) is None,
        "voted": found.state in DECIDED and not (found.answered_by_id or found.answered_person_id),
        "may_put": found.state == OPEN and _hosts(actor, proposal=found.proposal) is None,
        "may_withdraw": found.state == OPEN and proposed_it(actor, amendment=found) is None,
    }
    return render(request, "proposals/amendment.html", context, status=status_of(sent))


def _shown(found: Amendment) -> dict[str, Any]:
    """Return the difference as a reader should see it: an open one against the text now, a decided one as written."""
    lang, section = get_language() or "it", found.section
    title = section_title(found.proposal.kind, section, lang)
    written = {"title": title, "passages": paragraphs(found.base.texts.get(section, ""), found.text)}
    if found.state not in WAITING:
        return {"change": written, "section_title": title}
    outcome = outcome_of(found)
    made = {"title": title, "passages": paragraphs(outcome.now, outcome.text)}
    return {
        "change": made if outcome.exact else written,
        "section_title": title,
        "outcome": outcome,
        "competing": competing(found, outcome),
        "moved_on": found.base.texts.get(section, "") != outcome.now,
    }


def _around(found: Proposal, actor: Any) -> dict[str, Any]:
    territory = found.process.territory
    return {"proposal": found, "territory": territory, "seat": actor.participant}


def _seat(actor: Any) -> str:
    return f"?seat={actor.participant.pk}" if actor.participant else ""


def _choices(found: Proposal, chosen: str) -> list[dict[str, Any]]:
    lang = get_language() or "it"
    return [
        {"key": field, "title": section_title(found.kind, field, lang), "chosen": field == chosen}
        for field in fields_of(found.kind)
    ]


def _field(found: Proposal, section: str) -> dict[str, Any]:
    """Return what the form shows of the chosen section."""
    lang, guide = get_language() or "it", {each.key: each for each in sections_of(found.kind)}
    return {
        "key": section,
        "title": section_title(found.kind, section, lang),
        "help": guide[section].help_in(lang) if section != TITLE else "",
        "rows": max(guide[section].rows, 4) if section != TITLE else 2,
        "most": most_of(found.kind)[section],
        "text": texts_of(found)[section],
    }
