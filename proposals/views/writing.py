"""Writing a proposal section by section: with a script several at once, without one a form that loses nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from proposals.models import Proposal
from proposals.queries import proposals_near
from proposals.texts.sections import sections_of, toolsheets
from proposals.views.forms import sent_form, status_of
from proposals.writing.drafts import draft_of, may_write
from proposals.writing.revisions import TITLE, fields_of, latest_revision, most_of, working_text
from realtime.run import Answer

ACTS = {"write": "proposal.write", "revise": "proposal.revise"}


@never_cache
def write(request: HttpRequest, key: str) -> HttpResponse:
    """The sections of a proposal to write in. Whoever may not write now reads why, and is led to propose a change."""
    actor = actor_of(request, request.GET.get("seat") or request.POST.get("seat") or None)
    found = get_object_or_404(proposals_near(actor), pk=key)
    sent = sent_form(request, ACTS.get(request.POST.get("act", ""), "proposal.write"))
    seat = f"?seat={actor.participant.pk}" if actor.participant else ""
    both = sent.data.get("both", []) if sent and sent.ok else []
    if sent and sent.ok and not both:
        page = "proposal_write" if request.POST.get("act") == "write" else "proposal"
        return redirect(reverse(page, args=[found.pk]) + seat)
    found.refresh_from_db()
    lang = get_language() or "it"
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "why_not": may_write(actor, proposal=found),
        "sections": _sections(request, found, lang, sent, both),
        "both": both,
        "refusal": "" if sent is None or sent.ok else sent.reason,
        "note": request.POST.get("note", "") if sent and not sent.ok else "",
        "last": latest_revision(found),
        "text": working_text(found),
        "sheets": [_sheet(each, lang) for each in toolsheets() if any(kind == found.kind for kind, _key in each.helps)],
    }
    return render(request, "proposals/write.html", context, status=status_of(sent))


def _sections(
    request: HttpRequest, proposal: Proposal, lang: str, sent: Answer | None, both: list[str]
) -> list[dict[str, Any]]:
    """Return what the page shows of each field. After a refusal the typed words stand there again."""
    kept = request.POST if sent is not None and not sent.ok else {}
    now, most = draft_of(proposal), most_of(proposal.kind)
    known = {section.key: section for section in sections_of(proposal.kind)}
    wrong = sent.fields if sent is not None else {}
    return [
        {
            "key": field,
            "title": known[field].title_in(lang) if field != TITLE else "",
            "help": known[field].help_in(lang) if field != TITLE else "",
            "hint": known[field].hint_in(lang) if field != TITLE else "",
            "rows": known[field].rows if field != TITLE else 0,
            "most": most[field],
            "text": kept.get(f"texts.{field}", now[field]),
            "before": kept.get(f"before.{field}", now[field]),
            "wrong": " ".join(wrong.get(f"texts.{field}", [])),
            "both": field in both,
        }
        for field in fields_of(proposal.kind)
    ]


def _sheet(sheet: Any, lang: str) -> dict[str, Any]:
    return {"title": sheet.title_in(lang), "questions": sheet.questions_in(lang)}
