"""Proposing to merge, and one merge: the originals side by side, who has agreed, what can be done."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.rules import facilitator_of
from proposals.effects import seated_authors
from proposals.models import Merge, MergePart, Proposal
from proposals.pages import sections_shown
from proposals.queries import proposals_for, proposals_near
from proposals.reach import merges_for
from proposals.rules import RULES
from proposals.together.consent import (
    MERGEABLE,
    is_author,
    mergeable,
    open_merge,
    originals_of,
    why_not_apart,
    without_voice,
)
from proposals.together.standing import by_side, sides_shown, supports_of
from proposals.views.forms import kept, sent_form, status_of
from proposals.writing.similar import similar_to

Kind = Proposal.Kind


@never_cache
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Choose what belongs together with this one, similar ones first, and write what it becomes."""
    actor = actor_of(request, request.GET.get("seat") or request.POST.get("seat") or None)
    found = get_object_or_404(proposals_near(actor), pk=key)
    sent = sent_form(request, "merge.propose")
    seat = actor.participant
    query = f"?seat={seat.pk}" if seat else ""
    if sent and sent.ok:
        return redirect(reverse("merge", args=[sent.data["merge"]]) + query)
    near, others = _choices(found, actor)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": seat,
        "why_not": None if sent else _why_not(found, actor),
        "near": near,
        "others": others,
        "chosen": request.POST.getlist("proposals"),
        "lang": request.POST.get("lang") or found.lang,
        "languages": _languages(found.lang, get_language() or "it"),
        **kept(request, sent),
    }
    return render(request, "proposals/merge_propose.html", context, status=status_of(sent))


def _languages(*likely: str) -> list[dict[str, str]]:
    """Return the languages the new text can be in, the likely ones first: [{code, name}]."""
    names = {code: get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES}
    return [{"code": code, "name": names.get(code, code)} for code in dict.fromkeys([*likely, *names])]


def _why_not(found: Proposal, actor: Any) -> Any:
    if not mergeable(found):
        return _("This is not possible now: the proposal is “%(state)s”.") % {"state": found.get_state_display()}
    if open_merge(found):
        return _("It is in another proposal to merge. Decide that one first.")
    return RULES["proposer"](actor, proposal=found)


def _choices(found: Proposal, actor: Any) -> tuple[list[Proposal], list[Proposal]]:
    """Return what it can be merged with: those that say much the same, and all others."""
    decided = MergePart.objects.filter(merge__state=Merge.State.PROPOSED).values("proposal")
    same = proposals_for(actor).filter(
        process=found.process, kind=found.kind, state=MERGEABLE.get(Kind(found.kind), ""), rehearsal=found.rehearsal
    )
    every = {each.pk: each for each in same.exclude(pk=found.pk).exclude(pk__in=decided).order_by("number")}
    alike = similar_to(f"{found.title} {found.body}", found.process, actor, [found.pk], kind=found.kind)
    near = [every.pop(each.pk) for each, _alike in alike if each.pk in every]
    return near, list(every.values())


@never_cache
def merge(request: HttpRequest, key: str) -> HttpResponse:
    """One merge, as far as the reader may see its originals."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(merges_for(actor), pk=key)
    every = originals_of(found)
    seen = set(proposals_for(actor).filter(merge_parts__merge=found).values_list("pk", flat=True))
    replies = {each.participant_id: each for each in found.replies.all()}
    parts = [_part(each, replies) for each in every if each.pk in seen]
    process = every[0].process
    hosts = facilitator_of(lambda **_targets: process.territory)(actor) is None
    author = is_author(found, actor)
    result = proposals_for(actor).filter(pk=found.into_id).first() if found.into_id else None
    context = {
        "merge": found,
        "process": process,
        "territory": process.territory,
        "seat": actor.participant,
        "parts": parts,
        "hidden": len(every) - len(parts),
        "result": result,
        "objections": [each for each in replies.values() if not each.agrees],
        "author": author,
        "own": replies.get(actor.participant.pk) if author and actor.participant else None,
        "silent": without_voice(every) if found.state == Merge.State.PROPOSED else [],
        "may_undo": (author or hosts) and found.state in (Merge.State.PROPOSED, Merge.State.MERGED),
        "why_not_undo": why_not_apart(found),
    }
    return render(request, "proposals/merge.html", context)


def _part(each: Proposal, replies: dict[str, Any]) -> dict[str, Any]:
    """Return one original with how many of its authors, on each side, there are and have agreed."""
    authors = seated_authors(each)
    agreed = [seat for seat, reply in replies.items() if reply.agrees]
    yes = by_side(authors.filter(participant__in=agreed))
    sides = [{**row, "yes": yes[row["side"]]} for row in sides_shown(by_side(authors))]
    return {
        "proposal": each,
        "sections": sections_shown(each, get_language() or "it"),
        "sides": sides,
        "asked": sum(row["n"] for row in sides),
        "supports": sides_shown(by_side(supports_of(each))),
    }
