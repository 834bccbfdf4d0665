"""Around a kitchen table: twelve voices on one phone, three questions each, read back at the end. Needs no script."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from deliberation.models import Activity, Room, VoiceNote
from deliberation.queries.reach import rooms_led_by, waiting_notes
from deliberation.queries.table import notes_to_write_down, people_at, voices_at
from deliberation.rules import now, seated
from deliberation.sounds import MOST_BYTES, MOST_EACH, kind_of_sound
from deliberation.views.plain import languages_for
from people.actors import COOKIE, Actor, actor_of
from people.models import Participant, Ticket
from people.tickets import secrets_of
from realtime.run import Answer, run

ANSWERS = {"one": 400, "two": 250, "three": 300}  # characters of each answer
LAST = len(ANSWERS) + 1  # the step in which the card is read over and put down


@never_cache
def table(request: HttpRequest, room: str) -> HttpResponse:
    """The voices of this phone; `?seat=` asks one of them three questions; `?act=` reads back, or shows the slips."""
    found = get_object_or_404(Room.objects.select_related("process__territory", "activity"), pk=room)
    people = people_at(request.COOKIES.get(COOKIE, ""), found)
    if not people:
        raise Http404
    who = next((each for each in people if each.pk == (request.POST.get("seat") or request.GET.get("seat"))), None)
    turning = request.POST.get("go") in ("next", "back")  # another question: nothing is sent yet
    said = _sent(request, found, people, who) if request.method == "POST" and not turning else None
    if isinstance(said, HttpResponse):
        return said
    lang = get_language() or "it"
    activity = found.activity
    step = _step(request)
    context = {
        "room": found,
        "banner": found.process.territory.banner,
        "who": who,
        "voices": voices_at(people, found),
        "act": request.GET.get("act", ""),
        "activity": activity,
        "open": activity is not None and activity.kind == "cards" and found.state == Room.State.OPEN,
        "step": step,
        "steps": ["done" if n < step else "now" if n == step else "" for n in range(1, LAST + 1)],
        "questions": _questions(request),
        "typed": {"ref": request.POST.get("ref") or str(uuid.uuid4()), "helped": request.POST.get("helped", "")},
        "refusal": said.reason if said else "",
        "languages": languages_for(request.POST.get("lang") or lang, lang, who.lang if who else lang),
        "text_lang": request.POST.get("lang") or (who.lang if who else lang),
        "slips": _slips(people, found) if request.GET.get("act") == "slips" else [],
        "add_url": f"{reverse('join')}?add=1&room={found.pk}",
    }
    return render(request, "deliberation/table.html", context, status=422 if said else 200)


def _step(request: HttpRequest) -> int:
    """Return which question is asked now, 1 to 3, or LAST: after what was sent and refused, that one again."""
    if request.method != "POST":
        return 1
    asked = request.POST.get("step", "")
    at = int(asked) if asked in {str(n) for n in range(1, LAST + 1)} else LAST
    return min(max(at + {"next": 1, "back": -1}.get(request.POST.get("go", ""), 0), 1), LAST)


def _questions(request: HttpRequest) -> list[dict[str, Any]]:
    titles = (_("What happens to you?"), _("To whom else, and where?"), _("What should change?"))
    return [
        {"step": n, "name": name, "most": most, "title": title, "text": request.POST.get(name, "")}
        for n, ((name, most), title) in enumerate(zip(ANSWERS.items(), titles, strict=True), 1)
    ]


def _sent(
    request: HttpRequest, room: Room, people: list[Participant], who: Participant | None
) -> HttpResponse | Answer | None:
    """Carry out what the form says; an Answer is a refusal to be shown with every typed word."""
    act = request.POST.get("act", "")
    back = redirect("room_table", room=room.pk)
    if act == "agree":
        for voice in voices_at(people, room):
            for card in voice["cards"]:
                if card.pk in request.POST.getlist("card"):
                    run("card.agree", _as(request, voice["seat"]), {"card": card.pk}, str(uuid.uuid4()))
        return back
    if act == "slips":
        for person in people:
            run("seat.slip", _as(request, person), {"room": room.pk}, str(uuid.uuid4()))
        return redirect(f"{reverse('room_table', args=[room.pk])}?act=slips")
    if who is None or room.activity is None:
        raise Http404
    if act == "sound":
        return _left(request, room.activity, who) or back
    text = "\n\n".join(said for name in ANSWERS if (said := request.POST.get(name, "").strip()))
    data = {"activity": room.activity.pk, "text": text, "lang": request.POST.get("lang", "it"),
            "helped": request.POST.get("helped") == "1"}  # fmt: skip
    answer = run("card.add", _as(request, who), data, request.POST.get("ref", ""))
    return back if answer.ok else answer


def _left(request: HttpRequest, activity: Activity, who: Participant) -> Answer | None:
    """Keep a sound that was recorded, when it is one; the command tells the room of it."""
    actor = _as(request, who)
    why = (seated & now("card.add"))(actor, activity=activity)
    file = request.FILES.get("sound")
    data = file.read(MOST_BYTES + 1) if file is not None else b""
    kind = kind_of_sound(data)
    waiting = VoiceNote.objects.filter(activity=activity, participant=who, sound__isnull=False).count()
    if why is None and kind is None:
        why = _("This is no voice recording. Record it with this phone, or write.")
    if why is None and len(data) > MOST_BYTES:
        why = _("This recording is too long. A minute is enough for three answers.")
    if why is None and waiting >= MOST_EACH:
        why = _("There are recordings of this person that nobody has written down yet.")
    if why is not None or kind is None:
        return Answer(False, reason=str(why), code="invalid")
    note = VoiceNote.objects.create(activity=activity, participant=who, sound=data, kind=kind)
    answer = run("voice.keep", actor, {"note": note.pk}, f"voice:{note.pk}")
    if answer.ok:
        return None
    note.delete()
    return answer


def _as(request: HttpRequest, person: Participant) -> Actor:
    return actor_of(request, person.pk)


def _slips(people: list[Participant], room: Room) -> list[dict[str, Any]]:
    own = Ticket.objects.filter(participant__in=people, place=room.stream, slip=True, state=Ticket.State.ISSUED)
    newest = {ticket.participant_id: ticket for ticket in own.order_by("number")}
    return [{"seat": each, "code": secrets_of(newest[each.pk])[1]} for each in people if each.pk in newest]


@never_cache
def sounds(request: HttpRequest, room: str) -> HttpResponse:
    """For whoever leads the room: voice notes to listen to and to write down."""
    found = get_object_or_404(rooms_led_by(actor_of(request)), pk=room)
    lang = get_language() or "it"
    context = {
        "room": found,
        "process": found.process,
        "territory": found.process.territory,
        "notes": notes_to_write_down(found),
        "languages": languages_for(lang),
        "text_lang": lang,
    }
    return render(request, "deliberation/sounds.html", context)


@never_cache
def sound(request: HttpRequest, note: str) -> HttpResponse:
    """One voice note: for whoever leads its room, and for the phone on which it was left."""
    led = waiting_notes(actor_of(request)).filter(pk=note).first()
    own = VoiceNote.objects.filter(pk=note, sound__isnull=False).select_related("activity__room").first()
    found = led or (own if own and own.participant in _on_device(request, own) else None)
    if found is None or found.sound is None:
        raise Http404
    answer = HttpResponse(bytes(found.sound), content_type=found.kind)
    answer["Content-Disposition"] = 'inline; filename="voice"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _on_device(request: HttpRequest, note: VoiceNote) -> list[Participant]:
    return people_at(request.COOKIES.get(COOKIE, ""), note.activity.room)
