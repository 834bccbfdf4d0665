"""Twelve voices on one phone: three questions each, recordings, read back, and a slip that brings authorship back."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from deliberation.models import Card, VoiceNote
from deliberation.sounds import MOST_BYTES, kind_of_sound
from people.models import DeviceSeat
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import World, do, world

pytestmark = pytest.mark.django_db
OGG = b"OggS" + bytes(100)


def around_a_table(voices: int = 12) -> tuple[World, Phone]:
    """Everybody sits on the device of the first."""
    w = world(residents=voices)
    w.at("cards")
    for seat in w.residents[1:]:
        DeviceSeat.objects.create(device=w.residents[0].device, participant=seat.participant)
    return w, Phone(w.residents[0])


def says(w: World, phone: Phone, number: int, **answers: str) -> Phone:
    seat = w.residents[number].participant.pk
    phone.open(f"/rooms/{w.room.pk}/table/?seat={seat}")
    form = next(each for each in phone.forms if "one" in each.names)
    url = f"/rooms/{w.room.pk}/table/?seat={seat}"
    return phone._got(phone.client.post(url, {**form.fields, **answers}, follow=True), url)


def test_twelve_people_answer_three_questions_on_one_phone_and_each_card_is_its_authors():
    w, phone = around_a_table()
    for number in range(12):
        says(w, phone, number, one=f"Voce {number}", two="Qui", three="Meglio", helped="1" if number % 2 else "")
    cards = {card.participant_id: (card.text, card.helped) for card in Card.objects.all()}
    assert cards == {
        seat.participant.pk: (f"Voce {number}\n\nQui\n\nMeglio", bool(number % 2))
        for number, seat in enumerate(w.residents)
    }


def test_one_question_stands_on_each_screen_and_what_was_said_before_goes_along():
    w, phone = around_a_table(2)
    seat = w.residents[0].participant.pk
    url = f"/rooms/{w.room.pk}/table/?seat={seat}"
    shown = []
    phone.open(url)
    for name, answer, go in (("one", "Aspetto.", "next"), ("two", "In via Roma", "next"),
                             ("three", "Un orario", "back"),
                             ("two", "In via Verdi", "next"), ("three", "Un orario", "next")):  # fmt: skip
        asked = [each for each in ("one", "two", "three") if f'id="{each}"' in phone.html]
        shown.append(asked)
        form = next(each for each in phone.forms if "one" in each.names)
        phone._got(phone.client.post(url, {**form.fields, name: answer, "go": go}, follow=True), url)
        assert (phone.status, Card.objects.count()) == (200, 0)
    assert shown == [["one"], ["two"], ["three"], ["two"], ["three"]]
    form = next(each for each in phone.forms if "one" in each.names)
    sent = {**form.fields, "go": "send"}
    for _twice in range(2):
        phone._got(phone.client.post(url, sent, follow=True), url)
    assert [card.text for card in Card.objects.all()] == ["Aspetto.\n\nIn via Verdi\n\nUn orario"]


def test_what_is_refused_stands_there_again():
    w, phone = around_a_table(2)
    says(w, phone, 0, one="", two="", three="")
    assert (phone.status, "Write something first." in phone.html) == (422, True)
    do(w.f, "timer.pause", activity=w.room.activity_id)
    says(w, phone, 0, one="Le mie parole", two="", three="")
    assert (phone.status, "Le mie parole" in phone.html) == (422, True)


def test_read_back_the_group_confirms_what_is_right():
    w, phone = around_a_table(3)
    for number in range(2):
        says(w, phone, number, one=f"Voce {number}")
    phone.open(f"/rooms/{w.room.pk}/table/?act=read")
    first = Card.objects.order_by("number").first()
    phone.client.post(f"/rooms/{w.room.pk}/table/", {"act": "agree", "card": [first.pk]})
    assert [bool(card.agreed_at) for card in Card.objects.order_by("number")] == [True, False]


def test_a_recording_is_listened_to_by_who_leads_written_down_and_deleted():
    w, phone = around_a_table(2)
    seat = w.residents[1].participant.pk
    phone.client.post(
        f"/rooms/{w.room.pk}/table/", {"act": "sound", "seat": seat, "sound": SimpleUploadedFile("a", OGG, "text/html")}
    )
    note = VoiceNote.objects.get()
    desk = Phone(w.f)
    heard = desk.client.get(f"/sounds/{note.pk}/")
    assert (heard["Content-Type"], heard["X-Content-Type-Options"], heard.content) == ("audio/ogg", "nosniff", OGG)
    desk.open(f"/rooms/{w.room.pk}/sounds/").send("voice.write_down", text="Parlo io", lang="it")
    note.refresh_from_db()
    card = note.card
    assert (card.text, card.participant_id, card.helped, card.agreed_at) == ("Parlo io", seat, True, None)
    assert note.sound is None
    assert desk.client.get(f"/sounds/{note.pk}/").status_code == 404


@pytest.mark.parametrize("data", [b"", b"<script>", b"RIFF0000AVI ", b"OggS" + bytes(MOST_BYTES)])
def test_what_is_no_recording_or_too_long_is_refused(data):
    w, phone = around_a_table(1)
    answer = phone.client.post(
        f"/rooms/{w.room.pk}/table/",
        {"act": "sound", "seat": w.residents[0].participant.pk, "sound": BytesIO(data) if data else ""},
    )
    assert (answer.status_code, VoiceNote.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"OggS", "audio/ogg"), (b"\x1a\x45\xdf\xa3", "audio/webm"), (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"), (b"ID3\x04", "audio/mpeg"), (b"\xff\xfb\x90", "audio/mpeg"),
        (b"%PDF", None),
    ],
)  # fmt: skip
def test_a_sound_is_known_by_its_first_bytes(start, kind):
    assert kind_of_sound(start + bytes(20)) == kind


def test_nobody_else_hears_a_recording_or_sees_the_table():
    w, phone = around_a_table(2)
    seat = w.residents[0].participant.pk
    phone.client.post(f"/rooms/{w.room.pk}/table/", {"act": "sound", "seat": seat, "sound": BytesIO(OGG)})
    note = VoiceNote.objects.get().pk
    others = [Phone(), Phone(world(residents=1).residents[0]), Phone(world().f)]
    assert [each.client.get(f"/sounds/{note}/").status_code for each in others] == [404] * 3
    assert [each.client.get(f"/rooms/{w.room.pk}/table/").status_code for each in others] == [404] * 3
    assert phone.client.get(f"/sounds/{note}/").status_code == 200


def test_a_slip_brings_each_voice_back_when_the_phone_is_lost():
    w, phone = around_a_table(2)
    says(w, phone, 1, one="La mia voce")
    page = phone._got(phone.client.post(f"/rooms/{w.room.pk}/table/", {"act": "slips"}, follow=True), "")
    codes = [part.partition("</code>")[0] for part in page.html.split('<code dir="ltr">')[1:]]
    assert len(codes) == 2
    fresh = Phone()
    fresh.client.post("/join/", {"code": codes[1]})
    fresh.client.post("/t/enter/", {"code": codes[1], "lang": "it", "once": "x1"})
    assert "La mia voce" in fresh.open("/voice/").html
