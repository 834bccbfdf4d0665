"""Long forms stay on their own page: they run the same command, and a refusal shows the form again with every word."""

from typing import Any

from django.http import HttpRequest, QueryDict

from people.actors import actor_of
from realtime.run import Answer, run

OWN = {"csrfmiddlewaretoken", "ref", "seat", "act"}  # the page's own fields, not the command's


def sent_form(request: HttpRequest, name: str, own: set[str] = OWN) -> Answer | None:
    """Run the command `name` with the form that was sent; None when the page is only asked for. `own` stays here."""
    if request.method != "POST":
        return None
    data = QueryDict(mutable=True)
    for key, values in request.POST.lists():
        if key not in own:
            data.setlist(key, values)
    return run(name, actor_of(request, request.POST.get("seat") or None), data, request.POST.get("ref", ""))


def kept(request: HttpRequest, sent: Answer | None) -> dict[str, Any]:
    """Return what the page shows again: `typed` (dots become underscores), `refusal`, `wrong` ({field: sentence})."""
    typed = {key.replace(".", "_"): value for key, value in request.POST.items()}
    if sent is None:
        return {"typed": typed, "refusal": "", "wrong": {}}
    wrong = {key: sentences[0] for key, sentences in sent.fields.items() if sentences}
    return {"typed": typed, "refusal": sent.reason, "wrong": wrong}


def status_of(sent: Answer | None) -> int:
    """Return the HTTP status of the page."""
    if sent is None or sent.ok:
        return 200
    return {"missing": 404, "conflict": 409, "busy": 503, "refused": 403}.get(sent.code, 422)
