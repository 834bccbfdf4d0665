"""Coming in by the code on the wall: an open room, or a rehearsal where nothing counts. Real rooms want a ticket."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deliberation.models import Room
from people import attempts
from people.actors import actor_of, keep_token
from people.keys import fold
from people.models import Side
from people.nicknames import propose
from people.views.join import language_choice
from realtime.refusal import Refused
from realtime.run import run


@never_cache
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest, code: str = "") -> HttpResponse:
    """Three steps, three taps: language, side, in. The nickname is proposed."""
    typed = fold(code or request.POST.get("code", "") or request.GET.get("code", ""))
    room = Room.objects.select_related("process__territory").filter(code=typed).first()
    if room is None:
        _count_wrong(request)
        return _ask_again(request, _("There is no room with this code. Check the six digits on the wall."), typed)
    if room.state == Room.State.CLOSED:
        return _ask_again(request, _("This room is closed. What was decided stays on its page."), typed, room)
    if not room.rehearsal and room.entry != Room.Entry.OPEN:
        return _ask_again(request, _("This room needs a ticket. Type the 8 characters printed on yours."), "", room)
    lang = request.POST.get("lang", "")
    if lang not in dict(settings.LANGUAGES):
        return render(request, "deliberation/enter_language.html", {"room": room, **language_choice()})
    with translation.override(lang):
        if request.POST.get("enter"):
            return _enter(request, room, lang)
        return _form(request, room, lang)


def _enter(request: HttpRequest, room: Room, lang: str) -> HttpResponse:
    side = request.POST.get("side", "")
    if not side:
        return _form(request, room, lang, _("Choose on which side you take part."))
    data = {
        "room": room.pk,
        "side": side,
        "nickname": request.POST.get("nickname", "").strip() or request.POST.get("proposed", ""),
        "lang": lang,
        "once": request.POST.get("once", ""),
    }
    answer = run("seat.join", actor_of(request), data, str(uuid.uuid4()))
    if not answer.ok:
        return _form(request, room, lang, answer.reason)
    response = redirect(f"/rooms/{room.pk}/?seat={answer.data['participant']}")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, lang, max_age=365 * 24 * 3600, samesite="Lax")
    if "token" in answer.data:
        keep_token(response, answer.data["token"])
    return response


def _form(request: HttpRequest, room: Room, lang: str, refusal: str = "") -> HttpResponse:
    proposed = request.POST.get("proposed") or propose(room.process, lang)
    context = {
        "room": room,
        "lang": lang,
        "sides": Side.choices if room.rehearsal else [c for c in Side.choices if c[0] != Side.OFFICIAL],
        "proposed": proposed,
        "nickname": request.POST.get("nickname", proposed),
        "once": request.POST.get("once") or str(uuid.uuid4()),
        "refusal": refusal,
        "banner": room.process.territory.banner,
    }
    return render(request, "deliberation/enter.html", context, status=422 if refusal else 200)


def _ask_again(request: HttpRequest, refusal: str, typed: str, room: Room | None = None) -> HttpResponse:
    context = {"refusal": refusal, "typed": typed, "room": room}
    return render(request, "people/join.html", context, status=422)


def _count_wrong(request: HttpRequest) -> None:
    actor = actor_of(request)
    try:
        attempts.guard(actor)
        attempts.failed(actor)
    except Refused:
        return  # guessing goes on slowly for everybody; the sentence stays the same
