"""Cards: face down until all are turned, hidden from everybody but who leads, back after taking that back."""

import json

import pytest

from deliberation.models import Card, Group
from deliberation.queries.mine import own_parts
from realtime.models import Event
from realtime.streams import Viewer, frames, position, tables
from tests.helpers.scenes import carded, grouped
from tests.helpers.world import ask, do, refused, world

pytestmark = pytest.mark.django_db
AUDIENCES = ("screen", "participant", "facilitator")
SECRET = "Il nome di qualcuno"


def shown(stream: str, text: str) -> list[str]:
    """The audiences that find these words in a fresh snapshot or in any frame since the beginning."""
    events = list(Event.objects.filter(stream=stream).order_by("seq"))
    told = {each: [tables(stream, each), frames(stream, events, each)] for each in AUDIENCES}
    return [audience for audience, all_of_it in told.items() if text in json.dumps(all_of_it, ensure_ascii=False)]


def test_before_the_reveal_only_its_author_reads_a_card():
    w = world(residents=2, officials=0)
    activity = w.at("cards")
    do(w.residents[0], "card.add", activity=activity.pk, text=SECRET, lang="ro")
    do(w.f, "card.enter", activity=activity.pk, text=SECRET, lang="ro", side="resident")
    assert shown(w.room.stream, SECRET) == []
    assert [row["lang"] for row in tables(w.room.stream, "facilitator")["tables"]["cards"].values()] == ["", ""]
    viewers = [Viewer(seat, "participant", "it") for seat in w.residents]
    own = own_parts(w.room.pk, viewers)
    assert [[card["text"] for card in own[viewer]["cards"]] for viewer in viewers] == [[SECRET], []]
    do(w.f, "cards.reveal", activity=activity.pk)
    assert shown(w.room.stream, SECRET) == list(AUDIENCES)


def test_a_face_down_card_is_neither_translated_nor_moved_nor_grouped():
    w = world(residents=2, officials=0)
    card = carded(w, revealed=False)[0]
    assert refused(w.f, "card.translate", card=card.pk, lang="en", text="x")[0] == "refused"
    assert refused(w.f, "card.move", card=card.pk)[0] == "refused"
    data = {"activity": card.activity_id, "title": "T", "lang": "it", "cards": [card.pk]}
    assert refused(w.f, "group.create", **data)[0] == "refused"


def test_a_hidden_card_with_its_translation_and_reason_is_gone_for_all_but_who_leads_and_its_author():
    w = world(residents=2, officials=0)
    activity = w.at("cards")
    card = do(w.residents[0], "card.add", activity=activity.pk, text=SECRET, lang="it")["card"]
    do(w.f, "cards.reveal", activity=activity.pk)
    do(w.f, "card.translate", card=card, lang="en", text="Somebody's name")
    _seq, epoch = position(w.room.stream)
    do(w.f, "card.hide", card=card, reason="Contiene un nome")
    for words in (SECRET, "Somebody's name", "Contiene un nome"):
        assert shown(w.room.stream, words) == ["facilitator"]
    assert position(w.room.stream)[1] == epoch + 1
    own = own_parts(w.room.pk, [Viewer(w.residents[0], "participant", "it")])
    assert [row["reason"] for part in own.values() for row in part["cards"]] == ["Contiene un nome"]
    do(w.f, "undo.last", stream=w.room.stream)
    assert shown(w.room.stream, SECRET) == shown(w.room.stream, "Somebody's name") == list(AUDIENCES)


def test_a_card_taken_back_is_gone_for_everybody_and_is_not_touched_again():
    w = world(residents=2, officials=0)
    activity = w.at("cards")
    card = do(w.residents[0], "card.add", activity=activity.pk, text=SECRET, lang="it")["card"]
    do(w.f, "cards.reveal", activity=activity.pk)
    do(w.residents[0], "card.withdraw", card=card)
    assert shown(w.room.stream, SECRET) == []
    for actor, name, data in (
        (w.residents[0], "card.edit", {"text": "x", "lang": "it"}),
        (w.residents[0], "card.withdraw", {}),
        (w.f, "card.hide", {"reason": "x"}),
        (w.f, "card.show", {}),
        (w.f, "card.move", {}),
    ):
        assert (name, refused(actor, name, card=card, **data)[0]) == (name, "refused")


def test_nobody_changes_the_card_of_somebody_else():
    w = world(residents=2, officials=0)
    card = carded(w, revealed=False)[0]
    for name, data in (
        ("card.edit", {"text": "x", "lang": "it"}),
        ("card.withdraw", {}),
        ("card.consent", {"publish": True}),
    ):
        assert (name, ask(w.residents[1], name, card=card.pk, **data).code) == (name, "missing")
        assert (name, ask(w.f, name, card=card.pk, **data).ok) == (name, False)


def test_cards_of_a_problem_stay_in_it():
    w = world(residents=2, officials=0)
    first, second = grouped(w)
    w.at("problems")
    do(w.f, "problem.draft", group=first.pk, title="P", lang="it", office=w.registry.pk)
    card, loose = Card.objects.get(group=first), Card.objects.get(group=second)
    data = {"activity": w.room.activity_id, "title": "T", "lang": "it", "cards": [card.pk]}
    assert refused(w.f, "group.create", **data)[0] == "refused"
    assert refused(w.f, "group.restore", group=second.pk, cards=[card.pk])[0] == "refused"
    do(w.f, "group.dissolve", group=second.pk)
    do(w.f, "group.restore", group=second.pk, cards=[card.pk, loose.pk])
    assert dict(Card.objects.values_list("pk", "group")) == {card.pk: first.pk, loose.pk: second.pk}
    assert Group.objects.get(pk=second.pk).gone is False
