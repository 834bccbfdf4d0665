"""Every published state of a proposal, and what changed between any two of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from people.actors import actor_of
from proposals.models import Proposal, Revision
from proposals.queries import proposals_for
from proposals.texts.difference import paragraphs
from proposals.texts.sections import sections_of
from proposals.writing.drafts import may_write
from proposals.writing.revisions import TITLE, fields_of


def versions(request: HttpRequest, key: str) -> HttpResponse:
    """The list of versions; with two of them chosen (`from`, `to`) the differences in whole words."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(proposals_for(actor).select_related("process__territory"), pk=key)
    every = list(found.revisions.select_related("participant", "person", "restores").order_by("-number"))
    after = _chosen(every, request.GET.get("to"), 0)
    before = _chosen(every, request.GET.get("from"), 1)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "revisions": every,
        "before": before,
        "after": after,
        "changes": compared(found, before, after, get_language() or "it") if before and after else [],
        "may_restore": may_write(actor, proposal=found) is None,
    }
    return render(request, "proposals/versions.html", context)


def _chosen(every: list[Revision], number: str | None, place: int) -> Revision | None:
    """Return the revision with this number; without one the newest (place 0) or the one before it (place 1)."""
    if number is None:
        return every[place] if len(every) > place else None
    if not number.isascii() or not number.isdecimal():
        raise Http404
    found = next((each for each in every if each.number == int(number)), None)
    if found is None:
        raise Http404
    return found


def compared(proposal: Proposal, before: Revision, after: Revision, lang: str) -> list[dict[str, Any]]:
    """Return for each field that differs `{title, passages}`; passages as `proposals.texts.difference` gives them."""
    titles = {section.key: section.title_in(lang) for section in sections_of(proposal.kind)}
    pairs = [(field, before.texts.get(field, ""), after.texts.get(field, "")) for field in fields_of(proposal.kind)]
    return [
        {"key": field, "title": titles.get(field, "") if field != TITLE else "", "passages": paragraphs(old, new)}
        for field, old, new in pairs
        if old != new
    ]
