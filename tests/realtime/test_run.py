"""The one way in: a ref acts once, another content is a conflict, shapes are kept, secrets leave nothing."""

import json
import uuid

import pytest
from django.http import QueryDict
from django.utils import translation

from deliberation.models import Ballot, Card, Room
from people.actors import Actor
from people.models import Ticket
from realtime.models import Done, Event, Stream
from realtime.run import run
from tests.deliberation.room.voting import opened
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world(residents=2, officials=1)


def test_the_same_ref_gets_the_same_answer_and_acts_once(w):
    data = {"activity": w.at("cards").pk, "text": "Uno", "lang": "it"}
    answers = [run("card.add", w.residents[0], data, "ref") for _n in range(3)]
    assert [a.ok for a in answers] == [True] * 3
    assert len({(a.seq, json.dumps(a.data)) for a in answers}) == Card.objects.count() == 1


def test_the_same_ref_with_another_content_or_another_command_is_a_conflict(w):
    data = {"activity": w.at("cards").pk, "text": "Uno", "lang": "it"}
    run("card.add", w.residents[0], data, "ref")
    assert run("card.add", w.residents[0], {**data, "text": "Due"}, "ref").code == "conflict"
    assert run("seat.leave", w.residents[0], {"room": w.room.pk}, "ref").code == "conflict"
    assert Card.objects.count() == 1


def test_the_ref_of_somebody_else_is_not_mine(w):
    data = {"activity": w.at("cards").pk, "text": "Uno", "lang": "it"}
    first, second = (run("card.add", seat, data, "ref") for seat in w.residents)
    assert first.data["card"] != second.data["card"]


def test_a_refusal_is_not_remembered(w):
    data = {"activity": w.room.activities.get(kind="cards").pk, "text": "Uno", "lang": "it"}
    assert run("card.add", w.residents[0], data, "ref").code == "refused"
    w.at("cards")
    assert run("card.add", w.residents[0], data, "ref").ok


def test_a_ref_is_a_text_of_one_to_sixty_four_characters(w):
    strange = ["", "x" * 65, None, 7, "a\x00b", "a\nb", "\ud800"]  # PostgreSQL keeps no NUL, UTF-8 no half character
    codes = [run("seat.here", w.residents[0], {"room": w.room.pk}, ref).code for ref in (*strange, "x" * 64, "è 1")]
    assert codes == ["invalid"] * 7 + ["", ""]


def test_an_unknown_command_is_missing():
    assert run("nothing.here", Actor(), {}, "ref").code == "missing"


def test_what_is_not_expected_is_refused_also_when_it_looks_like_a_part(w):
    data = {"activity": w.at("cards").pk, "text": "Uno", "lang": "it"}
    assert run("card.add", w.residents[0], {**data, "side": "official"}, "a").fields == {"side": []}
    assert run("card.add", w.residents[0], {**data, "text.more": "x"}, "b").fields == {"text.more": []}
    assert run("card.add", w.residents[0], [1], "c").code == "invalid"
    assert run("card.add", w.residents[0], None, "d").code == "invalid"


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001, 7, None, ["x"], {"a": 1}])
def test_a_text_that_is_none_is_refused_at_its_field(w, text):
    answer = run("card.add", w.residents[0], {"activity": w.at("cards").pk, "text": text, "lang": "it"}, "ref")
    ok = (True, {}) if text == 7 else (False, {"text"})
    assert (answer.ok, set(answer.fields) if answer.fields else {}) == ok


def test_what_is_said_of_a_field_is_in_the_language_of_who_asks_also_the_second_time(w):
    data = {"activity": w.at("cards").pk, "text": "x" * 1001, "lang": "it"}
    told = {lang: [] for lang in ("it", "en", "ar")}
    for lang in [*told, *told]:
        with translation.override(lang):
            told[lang] += [run("card.add", w.residents[0], data, "ref").fields["text"][0]]
    assert {lang: len(set(sentences)) for lang, sentences in told.items()} == {"it": 1, "en": 1, "ar": 1}
    assert len({sentences[0] for sentences in told.values()}) == 3


@pytest.mark.parametrize("lang", ["", "i", "italiano lungo", "it_IT", "<b>"])
def test_a_language_is_a_tag(w, lang):
    answer = run("card.add", w.residents[0], {"activity": w.at("cards").pk, "text": "x", "lang": lang}, "ref")
    assert (answer.code, set(answer.fields)) == ("invalid", {"lang"})


@pytest.mark.parametrize("reference", ["0" * 12, "x", "' OR 1=1", "0" * 64])
def test_an_id_that_is_nowhere_and_one_that_is_not_mine_are_the_same(w, reference):
    theirs = world(residents=1, officials=0).room.activity_id
    told = [run("card.add", w.residents[0], {"activity": a, "text": "x", "lang": "it"}, a) for a in (reference, theirs)]
    assert told[0].code == told[1].code == "missing"
    assert told[0].reason == told[1].reason


BALLOTS = [
    "si", [], 7, None, {}, {"answer": "maybe"}, {"answer": ["yes"]}, {"answer": "yes", "more": 1}, {"yes": 1},
    {"answer": {"a": 1}}, {str(n): 1 for n in range(3000)},
]  # fmt: skip


@pytest.mark.parametrize("choice", BALLOTS, ids=range(len(BALLOTS)))
def test_a_ballot_that_cannot_be_read_is_refused_and_nothing_is_kept(w, choice):
    data = {"poll": opened(w), "choice": choice, "nonce": "0" * 32}
    assert run("ballot.cast", w.residents[0], data, "ref").code in ("invalid", "refused")
    assert Ballot.objects.count() == 0


FORMS = ["choice=yes", "choice.x=²", "choice.x=" + "9" * 5000, "choice=" + "[" * 50_000, "choice={", "choice=%00", ""]


@pytest.mark.parametrize("fields", FORMS, ids=range(len(FORMS)))
def test_a_form_with_a_strange_ballot_gets_a_sentence(w, fields):
    form = QueryDict(f"poll={opened(w)}&{fields}")
    answer = run("ballot.cast", w.residents[0], form, "ref")
    assert answer.ok is (fields == "choice=yes")
    assert answer.ok or answer.code in ("invalid", "refused")


def test_a_secret_command_leaves_no_event_no_answer_and_no_digest(w):
    poll = opened(w)
    before = (Event.objects.count(), Done.objects.count(), list(Stream.objects.values_list("seq", flat=True)))
    answer = run("ballot.cast", w.residents[0], {"poll": poll, "choice": {"answer": "yes"}, "nonce": "0" * 32}, "ref")
    after = (Event.objects.count(), Done.objects.count(), list(Stream.objects.values_list("seq", flat=True)))
    assert (answer.ok, answer.seq, before) == (True, 0, after)


def test_a_private_command_keeps_its_answer_nowhere(w):
    answer = run("seat.slip", w.residents[0], {"room": w.room.pk}, "ref")
    kept = json.dumps([list(Done.objects.values_list("answer", "undo")), list(Event.objects.values_list("body"))])
    assert (answer.data["secret"] in kept, answer.data["code"] in kept) == (False, False)
    assert Ticket.objects.filter(slip=True).count() == 1


def test_numbers_of_a_stream_have_no_hole_and_a_refusal_takes_none(w):
    for n in range(5):
        run("room.next", w.f, {"room": w.room.pk}, f"next-{n}")
        run("room.next", w.residents[0], {"room": w.room.pk}, str(uuid.uuid4()))
    numbers = list(Event.objects.filter(stream=w.room.stream).order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Stream.objects.get(pk=w.room.stream).seq == numbers[-1]


def test_what_fails_half_way_leaves_nothing(w, monkeypatch):
    from deliberation.commands import agenda

    monkeypatch.setattr(agenda, "record", lambda *_a, **_k: 1 / 0)
    before = Room.objects.get(pk=w.room.pk).activity_id
    with pytest.raises(ZeroDivisionError):
        run("room.next", w.f, {"room": w.room.pk}, "ref")
    assert (Room.objects.get(pk=w.room.pk).activity_id, Done.objects.filter(ref="ref").count()) == (before, 0)


def test_taking_back_twice_takes_back_two_acts_and_never_the_taking_back(w):
    for _n in range(2):
        do(w.f, "room.next", room=w.room.pk)
    assert [run("undo.last", seat, {"stream": w.room.stream}, "x").code for seat in w.residents] == ["refused"] * 2
    undone = [run("undo.last", w.f, {"stream": w.room.stream}, f"u{n}") for n in range(3)]
    assert [answer.ok for answer in undone] == [True, True, False]
    assert Room.objects.get(pk=w.room.pk).activity.position == 1


def test_a_body_that_is_too_long_is_refused_before_it_is_read_whole(w, client):
    from tests.helpers.doors import enter

    enter(client, w.f)
    answer = client.post("/api/do/room.next", "x" * 900_000, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
