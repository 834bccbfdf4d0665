"""The conversations beside a text, and what was reported, for those who host."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.queries import HOSTS, territories_with
from proposals.queries import proposals_for, reports_for
from proposals.views.forms import kept, sent_form, status_of
from proposals.writing.amending import section_title
from proposals.writing.revisions import fields_of
from proposals.writing.talkers import hosts, open_to_talk, speaks
from proposals.writing.talking import threads_by_section

ACTS = {
    "thread.start", "thread.resolve", "thread.reopen", "thread.pause", "thread.resume", "comment.add",
    "comment.withdraw", "comment.report", "comment.ask_hiding", "comment.hide", "comment.show",
}  # fmt: skip
MOST = 200  # reports on one page, the newest


@never_cache
def talk(request: HttpRequest, key: str) -> HttpResponse:
    """Conversations by section, each with its passage. What was sent and refused stands in its form again."""
    actor = actor_of(request, request.GET.get("seat") or request.POST.get("seat") or None)
    found = get_object_or_404(proposals_for(actor), pk=key)
    act, lang = request.POST.get("act", ""), get_language() or "it"
    if request.method == "POST" and act not in ACTS:
        raise Http404
    sent = sent_form(request, act)
    if sent and sent.ok:
        seat = f"?seat={actor.participant.pk}" if actor.participant else ""
        place = f"#thread-{sent.data['thread']}" if "thread" in sent.data else ""
        return redirect(reverse("proposal_talk", args=[found.pk]) + seat + (place or _place(request)))
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "sections": threads_by_section(found, actor, lang),
        "choices": [(field, section_title(found.kind, field, lang)) for field in fields_of(found.kind)],
        "may_start": (speaks & open_to_talk)(actor, proposal=found) is None,
        "hosting": hosts(actor, proposal=found) is None,
        "act": act if sent else "",
        "on": request.POST.get("thread") or request.POST.get("comment") or "",
        **kept(request, sent),
    }
    return render(request, "proposals/talk.html", context, status=status_of(sent))


def _place(request: HttpRequest) -> str:
    """Return where on the page the thing stands that was changed."""
    for name in ("thread", "comment"):
        if request.POST.get(name, "").isalnum():
            return f"#{name}-{request.POST[name]}"
    return ""


@login_required
@never_cache
def moderation(request: HttpRequest) -> HttpResponse:
    """What was reported where the person hosts, the newest first. Others find nothing here."""
    actor = actor_of(request)
    places = list(territories_with(actor, *HOSTS).order_by("name"))
    if not places:
        raise Http404
    reports = list(reports_for(actor)[:MOST])
    context = {"reports": reports, "territory": places[0], "places": places}
    return render(request, "proposals/moderation.html", context)
