"""From a ticket to a seat: code or QR, language by its own name, nickname, in. At most three taps, no script needed."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from people import attempts, tickets
from people.actors import COOKIE, Actor, actor_of, keep_token, seats_of
from people.keys import fold
from people.models import Participant, Ticket
from people.nicknames import propose
from realtime.refusal import Refused
from realtime.run import run

ROOM_CODE = 6  # digits on the wall of a room that is open to anyone with the code


@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def join(request: HttpRequest) -> HttpResponse:
    """The typed code: of a ticket (8 characters) or of an open room (6 digits)."""
    code = fold(request.POST.get("code", "") or request.GET.get("code", ""))
    if len(code) == ROOM_CODE and code.isdigit():
        return redirect(f"{reverse('room_by_code')}?code={code}")
    if request.method == "GET":
        return _ask_code(request, {"typed": request.GET.get("code", "")})
    return landing(request)


@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def landing(request: HttpRequest) -> HttpResponse:
    """A scanned ticket. The secret is in the fragment, which no server sees: join.js puts it into the form.

    Posted without a language: choose it. With one: nickname and side, then in.
    """
    if request.method == "GET":
        return render(request, "people/landing.html", {**language_choice(), "add": request.GET.get("add", "")})
    actor = actor_of(request)
    try:
        ticket = _ticket(request, actor)
        seat = tickets.held(ticket, actor.device)
        if seat is not None:
            return redirect(_way_in(ticket.place, seat.id))
        tickets.usable(ticket)
    except Refused as no:
        return _refused(request, no)
    lang = request.POST.get("lang", "")
    if lang not in dict(settings.LANGUAGES):
        return render(request, "people/landing.html", {**language_choice(), **_carried(request), "known": True})
    return _in_language(request, lang, _nickname_page(request, ticket, lang))


@never_cache
@require_POST
@sensitive_post_parameters()
def enter(request: HttpRequest) -> HttpResponse:
    """Redeem the ticket and go in. The same form sent again, because the reply was lost, gives the same seat."""
    lang = request.POST.get("lang", "")
    lang = lang if lang in dict(settings.LANGUAGES) else translation.get_language()
    data = {
        "secret": request.POST.get("secret", ""),
        "code": request.POST.get("code", ""),
        "nickname": request.POST.get("nickname", "").strip() or request.POST.get("proposed", ""),
        "keep": request.POST.get("keep", ""),
        "lang": lang,
        "once": request.POST.get("once", ""),
        "table": request.POST.get("add") == "1",
    }
    with translation.override(lang):
        answer = run("ticket.redeem", actor_of(request), data, str(uuid.uuid4()))
        if not answer.ok:
            return _refused(request, Refused(answer.reason))
    response = redirect(_way_in(answer.data["place"], answer.data["participant"]))
    _remember(response, lang)
    if "token" in answer.data:
        keep_token(response, answer.data["token"])
    return response


def _ticket(request: HttpRequest, actor: Actor) -> Ticket:
    secret, code = request.POST.get("secret", ""), request.POST.get("code", "")
    if secret:
        return tickets.find(secret=secret)
    if not fold(code):
        raise Refused(_("Type the code that is printed on your ticket."))
    attempts.guard(actor)
    try:
        return tickets.find(code=code)
    except Refused:
        attempts.failed(actor)
        raise


def _nickname_page(request: HttpRequest, ticket: Ticket, lang: str) -> Any:
    def page() -> HttpResponse:
        token = request.COOKIES.get(COOKIE, "")
        context = {
            "ticket": ticket,
            "lang": lang,
            "nickname": ticket.participant.nickname if ticket.participant else propose(ticket.process, lang),
            "seats": _may_keep(ticket, token),
            "once": str(uuid.uuid4()),
            **_carried(request),
        }
        return render(request, "people/nickname.html", context)

    return page


def _may_keep(ticket: Ticket, token: str) -> list[Participant]:
    """Seats of this phone that could go on with this ticket: same process and side, from another meeting."""
    if not token or ticket.slip:
        return []
    same = {"participant__process": ticket.process_id, "participant__side": ticket.side}
    held = seats_of(token).filter(**same, participant__office=ticket.office_id)
    return [each.participant for each in held.exclude(participant__tickets__place=ticket.place)]


def _in_language(request: HttpRequest, lang: str, page: Any) -> HttpResponse:
    with translation.override(lang):
        request.LANGUAGE_CODE = lang
        response = page()
    _remember(response, lang)
    return response


def _remember(response: HttpResponse, lang: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        lang,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


def _way_in(place: str, seat: str) -> str:
    kind, _colon, key = place.partition(":")
    return f"/rooms/{key}/?seat={seat}" if kind == "room" else f"{reverse('process', args=[key])}?seat={seat}"


def language_choice() -> dict[str, Any]:
    """The languages by their own names, and the question in each of them."""
    languages = [translation.get_language_info(code) for code, _name in settings.LANGUAGES]
    questions = []
    for each in languages:
        with translation.override(each["code"]):
            questions.append({"lang": each["code"], "text": gettext("Choose your language")})
    return {"languages": languages, "questions": questions}


def _carried(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("secret", "code", "add")}


def _ask_code(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    # "Another person" on a phone that a table shares: still so when the code was mistyped.
    add = request.POST.get("add") or request.GET.get("add", "")
    return render(request, "people/join.html", {"add": add, **context}, status=status)


def _refused(request: HttpRequest, no: Refused) -> HttpResponse:
    status = 503 if no.code == "busy" else 422
    return _ask_code(request, {"refusal": str(no.reason), "typed": request.POST.get("code", "")}, status)
