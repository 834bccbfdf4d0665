"""Files beside a proposal: sending one, and taking one home. They are never opened on our pages."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.actors import Actor, actor_of
from proposals.models import AttachmentContent, Proposal
from proposals.office.attaching import MOST_BYTES, attachments_for, put_down, shown_of
from proposals.queries import proposals_for
from proposals.workflow import may
from realtime.refusal import Refused
from realtime.run import Answer, run


@never_cache
def attach(request: HttpRequest, key: str) -> HttpResponse:
    """Add a file beside the proposal, or (`to=answer`) beside the office's answer. A refusal says why."""
    actor = actor_of(request, request.POST.get("seat") or request.GET.get("seat"))
    found = get_object_or_404(proposals_for(actor), pk=key)
    to_answer = (request.POST.get("to") or request.GET.get("to")) == "answer"
    why = may("document" if to_answer else "attach")(actor, proposal=found)
    said = _sent(request, actor, found, to_answer, why) if request.method == "POST" else None
    if said and said.ok:
        return redirect(_back(found, actor))
    refusal = said.reason if said else str(why or "")
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "to_answer": to_answer,
        "may": why is None,
        "refusal": refusal,
        "back": _back(found, actor),
    }
    return render(request, "proposals/route_attach.html", context, status=_status(said, why))


def _sent(request: HttpRequest, actor: Actor, found: Proposal, to_answer: bool, why: Any) -> Answer:
    """Store the file, then let the command show it; what the command refuses is thrown away again."""
    if why is not None:
        return Answer(False, reason=str(why), code="refused")
    file = request.FILES.get("file")
    if file is None:
        return Answer(False, reason=_("Choose a file first."), code="invalid")
    try:
        data = file.read(MOST_BYTES + 1)
        made = put_down(actor=actor, proposal=found, name=file.name or "", data=data, to_answer=to_answer)
    except Refused as no:
        return Answer(False, reason=str(no.reason), code="invalid")
    answer = run("attachment.keep", actor, {"attachment": made.pk}, request.POST.get("ref") or str(uuid.uuid4()))
    if answer.ok:
        return answer
    made.delete()
    twice = answer.code == "conflict" and shown_of(found).filter(digest=made.digest, removed_at=None).exists()
    return Answer(True) if twice else answer  # the form was sent twice: the first one did it


def _back(found: Proposal, actor: Actor) -> str:
    seat = f"?seat={actor.participant.pk}" if actor.participant else ""
    return f"{reverse('proposal', args=[found.pk])}{seat}#files"


def _status(said: Answer | None, why: Any) -> int:
    if said is None:
        return 403 if why is not None else 200
    return {"refused": 403, "missing": 404, "conflict": 409, "busy": 503}.get(said.code, 422)


def download(request: HttpRequest, key: str) -> HttpResponse:
    """The file, to be saved: a browser neither guesses what it is nor lets it do anything."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(attachments_for(actor), pk=key)
    content = get_object_or_404(AttachmentContent, pk=found.pk)
    answer = HttpResponse(bytes(content.body), content_type=found.kind)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["ETag"] = f'"{found.digest}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
