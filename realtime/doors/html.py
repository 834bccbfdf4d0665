"""The HTML door: POST /do/<command> with an ordinary form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from realtime.command import COMMANDS
from realtime.refusal import Refused
from realtime.run import Answer, run
from realtime.streams import resolve_actor

OWN = {"csrfmiddlewaretoken", "ref", "next", "seat", "said"}  # the door's own fields, not the command's


@require_POST
def do(request: HttpRequest, name: str) -> HttpResponse:
    """Run a command from a form; redirect to `next` when done, else show the sentence with the text kept."""
    form = request.POST
    data = QueryDict(mutable=True)
    for key, values in form.lists():
        if key not in OWN:
            data.setlist(key, values)
    answer = _run(request, name, data, form)
    back = _safe(request, form.get("next", ""))
    if answer.ok:
        messages.success(request, form.get("said") or _("Done. It is saved."))
        return redirect(_filled(back, answer.data))
    if answer.code == "missing" and name not in COMMANDS:
        raise Http404
    context = {"answer": answer, "command": name, "kept": _kept(data), "form": form, "back": back}
    return render(request, "errors/refused.html", context, status=_status(answer.code))


def _run(request: HttpRequest, name: str, data: QueryDict, form: Any) -> Answer:
    try:
        actor = resolve_actor(request, form.get("seat") or None)
    except Refused as no:
        return Answer(False, reason=str(no.reason), code=no.code)
    return run(name, actor, data, form.get("ref", ""))


def _safe(request: HttpRequest, where: str) -> str:
    if url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure()):
        return where
    return "/"


def _filled(where: str, data: dict[str, Any]) -> str:
    # A form may send people to what it has just made: next="/rooms/{room}/console/".
    for key, value in data.items():
        if isinstance(value, str) and value.isalnum():
            where = where.replace("{" + key + "}", value)
    return where


def _kept(data: QueryDict) -> list[dict[str, Any]]:
    return [
        {"name": key, "value": value, "long": len(value) > 60 or "\n" in value}
        for key, values in data.lists()
        for value in values
        if isinstance(value, str)
    ]


def _status(code: str) -> int:
    return {"missing": 404, "conflict": 409, "busy": 503, "refused": 403}.get(code, 422)
