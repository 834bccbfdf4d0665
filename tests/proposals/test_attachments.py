"""Files: known by their first bytes, pictures without what they say of people, never opened on our pages."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals.models import Attachment, AttachmentContent
from proposals.office.attaching import MOST_BYTES, name_of, put_down
from proposals.office.pictures import Broken, bare_jpeg, bare_png, orientation_of
from realtime.refusal import Refused
from tests.people.making import as_person, do, make_official, make_person, make_seat, seated
from tests.proposals.making import Inside, make_place, make_problem, make_solution

ENGLISH = {"accept-language": "en"}
LOGIN = "django.contrib.auth.backends.ModelBackend"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation):
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x8825, 4, 1, 26)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + b"\0\0\0\0CANARY 41.4621N"


def jpeg(*extra, tail=b""):
    drawn = [segment(0xDB, bytes(65)), segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0"), segment(0xC4, bytes(20))]
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join([*extra, *drawn]) + scan + b"\xff\xd9" + tail


JPEG = jpeg(segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"))


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*extra, tail=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", head, *extra, chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""), tail]
    )


def keep(actor, proposal, name, data, to_answer=False):
    made = put_down(actor=actor, proposal=proposal, name=name, data=data, to_answer=to_answer)
    return do("attachment.keep", actor, attachment=made.pk)


def test_a_photograph_loses_place_camera_and_comments_and_keeps_which_side_is_up():
    spoken = jpeg(
        segment(0xE1, exif(6)), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0CANARY"), segment(0xED, b"CANARY"),
        segment(0xFE, b"CANARY"), tail=b"<html><script>CANARY</script>",
    )  # fmt: skip
    bare = bare_jpeg(spoken)
    assert (b"CANARY" in spoken, b"CANARY" in bare) == (True, False)
    way_up = bare[6 : 2 + 2 + struct.unpack(">H", bare[4:6])[0]]
    assert orientation_of(way_up) == 6
    assert bare_jpeg(bare) == bare
    assert bare_jpeg(jpeg(segment(0xE1, exif(1)))) == jpeg()
    assert bare_jpeg(JPEG) == JPEG


def test_a_png_loses_texts_places_and_whatever_hangs_behind_it():
    spoken = png(
        chunk(b"tEXt", b"Author\0CANARY"), chunk(b"eXIf", b"CANARY"), chunk(b"zzZz", b"CANARY"), tail=b"CANARY"
    )
    assert (bare_png(spoken), bare_png(png())) == (png(), png())


@pytest.mark.parametrize("data", [JPEG[:-30], b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\0\x01", JPEG[:20] + b"\0" * 40])
def test_a_jpeg_that_is_not_whole_is_refused(data):
    with pytest.raises(Broken):
        bare_jpeg(data)


@pytest.mark.parametrize("data", [png()[:-12], png()[:20], png()[:40] + b"x" + png()[41:], png()[:8] + png()[33:]])
def test_a_png_that_is_not_whole_is_refused(data):
    with pytest.raises(Broken):
        bare_png(data)


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("foto.JPEG", "image/jpeg", "foto.jpeg"),
        ("C:\\casa\\piano.pdf", "application/pdf", "piano.pdf"),
        ("../../etc/passwd", "image/png", "passwd.png"),
        ("fat\u202efdp.exe", "application/pdf", "fatfdp.exe.pdf"),
        ('a"\r\nX: <b>.html', "application/pdf", "a X b.html.pdf"),
        ("", "image/png", "file.png"),
        ("خطة.pdf", "application/pdf", "خطة.pdf"),
    ],
)
def test_a_name_deceives_nobody(name, kind, kept):
    assert name_of(name, kind) == kept
    assert len(name_of("x" * 500 + ".pdf", "application/pdf")) <= 120


@pytest.fixture
def place(db):
    process, office = make_place()
    author = make_seat(process)
    return process, office, author, seated(author)


def test_an_author_adds_a_file_everybody_takes_it_home_and_no_browser_opens_it(client, place):
    process, _office, author, actor = place
    problem = make_problem(process, authors=[author])
    made = keep(actor, problem, "foto.jpg", jpeg(segment(0xE1, exif(1)))).data["attachment"]
    answer = client.get(f"/attachments/{made}/")
    assert answer.status_code == 200
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")} == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert answer["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    assert (answer.content, b"CANARY" in answer.content) == (jpeg(), False)
    assert "foto.jpg" in client.get(f"/proposals/{problem.pk}/", headers=ENGLISH).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "Only PDF, PNG and JPEG files can be added."),
        (b"GIF89a%PDF-1.7", "Only PDF, PNG and JPEG files can be added."),
        (b" %PDF-1.7", "Only PDF, PNG and JPEG files can be added."),
        (b"", "Only PDF, PNG and JPEG files can be added."),
        (b"\xff\xd8\xff<script>", "This picture is not whole. Save it again and send it once more."),
        (PDF + b"\0" * MOST_BYTES, "This file is too large: at most 5 MB. Make it smaller and send it again."),
        (
            PDF.replace(b"<<>>", b"<</S/JavaScript/JS(app.alert\\(1\\))>>", 1),
            "This PDF does more than show pages: it carries a program or other files. Save it as a plain PDF.",
        ),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence_and_nothing_is_kept(client, place, data, sentence):
    process, _office, _author, _actor = place
    client.force_login(make_person(process.territory, "facilitator"), backend=LOGIN)
    problem = make_problem(process)
    file = SimpleUploadedFile("piano.pdf", data, "application/pdf")
    page = client.post(f"/proposals/{problem.pk}/attach/", {"file": file, "ref": "u" * 9}, headers=ENGLISH)
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert (Attachment.objects.count(), AttachmentContent.objects.count()) == (0, 0)


def test_letters_that_meet_by_chance_in_what_is_compressed_are_no_program(place):
    process, _office, author, actor = place
    problem = make_problem(process, authors=[author])
    assert keep(actor, problem, "a.pdf", PDF.replace(b"<<>>", b"<<>>\nstream\n\x01/JS \x02\nendstream", 1)).ok


def test_the_form_sent_twice_adds_one_file(client, place):
    process, _office, _author, _actor = place
    client.force_login(make_person(process.territory, "facilitator"), backend=LOGIN)
    problem = make_problem(process)
    for _time in range(2):
        sent = {"file": io.BytesIO(PDF), "ref": "same-ref-1"}
        sent["file"].name = "piano.pdf"
        assert client.post(f"/proposals/{problem.pk}/attach/", sent).status_code == 302
    assert [each.name for each in Attachment.objects.all()] == ["piano.pdf"]
    assert client.post(f"/proposals/{problem.pk}/attach/", {"ref": "x"}, headers=ENGLISH).status_code == 422


def test_at_most_ten_files_and_never_while_people_vote(place):
    process, office, author, actor = place
    solution = make_solution(process, office=office, authors=[author])
    told = [keep(actor, solution, f"{n}.pdf", PDF).reason for n in range(11)]
    assert told == [""] * 10 + ["There are 10 files already: that is the most for one proposal."]
    voting = make_solution(process, office=office, authors=[author], steps=["vote"])
    assert keep(actor, voting, "a.pdf", PDF).reason == "This is not possible now: the proposal is “Being voted on”."


def test_who_is_no_author_adds_nothing_and_a_file_of_a_draft_is_for_those_who_read_the_draft(client, place):
    process, office, author, actor = place
    other = seated(make_seat(process))
    solution = make_solution(process, office=office, authors=[author])
    assert keep(other, solution, "a.pdf", PDF).ok is False
    made = keep(actor, solution, "a.pdf", PDF).data["attachment"]
    assert client.get(f"/attachments/{made}/").status_code == 404
    pending = put_down(actor=actor, proposal=make_problem(process, authors=[author]), name="b.pdf", data=PDF,
                       to_answer=False)  # fmt: skip
    assert client.get(f"/attachments/{pending.pk}/").status_code == 404
    assert do("attachment.keep", other, attachment=pending.pk).code == "missing"


def test_who_added_it_takes_it_away_until_the_vote_and_a_line_says_so(client, place):
    from proposals.workflow import move

    process, office, author, actor = place
    problem = make_problem(process, authors=[author])
    made = keep(actor, problem, "nome-e-cognome.pdf", PDF).data["attachment"]
    assert do("attachment.remove", seated(make_seat(process)), attachment=made).code == "missing"
    assert do("attachment.remove", actor, attachment=made).ok
    assert (Attachment.objects.get(pk=made).name, AttachmentContent.objects.count()) == ("", 0)
    text = client.get(f"/proposals/{problem.pk}/", headers=ENGLISH).content.decode()
    assert ("A file was taken away by who had added it" in text, "nome-e-cognome" in text) == (True, False)
    assert client.get(f"/attachments/{made}/").status_code == 404
    solution = make_solution(process, office=office, authors=[author])
    voted = keep(actor, solution, "a.pdf", PDF).data["attachment"]
    with Inside(process.stream):
        for verb in ("vote", "adopt"):
            move(solution, verb, actor=actor)
    refused = do("attachment.remove", actor, attachment=voted)
    assert refused.reason == "People have voted or the office has answered with this file before them: it stays."


def test_the_official_adds_a_file_to_the_answer_and_it_stands_beside_it(client, place):
    process, office, author, actor = place
    official = as_person(make_official(office))
    solution = make_solution(process, office=office, authors=[author], steps=["vote", "adopt"])
    with pytest.raises(Refused):
        put_down(actor=official, proposal=solution, name="a.pdf", data=PDF, to_answer=True)
    assert do("answer.give", official, proposal=solution.pk, outcome="accepted", reasons="Sì.", lang="it").ok
    solution.refresh_from_db()
    assert keep(actor, solution, "a.pdf", PDF, to_answer=True).ok is False
    client.force_login(official.person, backend=LOGIN)
    file = SimpleUploadedFile("delibera.pdf", PDF)
    form = {"file": file, "to": "answer", "ref": "w" * 9}
    assert client.post(f"/proposals/{solution.pk}/attach/", form).status_code == 302
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH)
    files = page.context["exchange"]["turns"][0]["files"]
    assert ([each["attachment"].name for each in files], "delibera.pdf" in page.content.decode()) == (
        ["delibera.pdf"], True,
    )  # fmt: skip
