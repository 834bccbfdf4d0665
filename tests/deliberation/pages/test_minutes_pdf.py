"""The minutes of a room as PDF: for the people of the room, complete, and without a name."""

import pytest

from deliberation.models import Card
from tests.deliberation.pages.evening import write_cards
from tests.deliberation.pages.test_minutes import evening
from tests.deliberation.pages.test_result_pdf import missing
from tests.deliberation.pages.walk import Phone
from tests.documents.reading import words
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def test_the_minutes_tell_the_whole_meeting_and_name_nobody():
    w = evening()
    answer = Phone(w.residents[0]).client.get(f"/rooms/{w.room.pk}/minutes.pdf")
    text = words(answer.content)
    told = ["What was said: 3 cards", "Thought 0", "Thought 1", "Papers", "Priorities", "added by the offices",
            "Nobody knows which papers", "One sheet", "Supported by residents", "6 yes, 0 no", "0 yes, 3 no",
            "reason 6", "Il Comune risponde in 30 giorni.", "an official read this commitment aloud in the room.",
            "The municipality has promised to answer within 30 days.", "Anagrafe promised an answer by"]  # fmt: skip
    assert (answer.status_code, answer["Content-Type"], missing(told, text)) == (200, "application/pdf", [])
    assert "max-age=0" in answer["Cache-Control"]
    names = [seat.participant.nickname for seat in w.residents + w.officials]
    assert [name for name in names if name in text] == []


def test_a_hidden_card_is_not_in_the_file():
    w = world()
    write_cards(w)
    do(w.f, "card.hide", card=Card.objects.get(text="Thought 0").pk, reason="It names a neighbour")
    text = words(Phone(w.residents[1]).client.get(f"/rooms/{w.room.pk}/minutes.pdf").content)
    assert ("Thought0" in text, "Thought1" in text) == (False, True)


def test_strangers_get_404():
    w, other = world(), world(residents=1, officials=0)
    asked = [Phone(), Phone(other.residents[0]), Phone(other.f)]
    assert [phone.client.get(f"/rooms/{w.room.pk}/minutes.pdf").status_code for phone in asked] == [404, 404, 404]


def test_the_page_of_the_minutes_leads_to_the_document():
    w = world()
    page = Phone(w.residents[0]).open(f"/rooms/{w.room.pk}/minutes/").html
    assert f'href="/rooms/{w.room.pk}/minutes.pdf"' in page


def test_what_is_too_long_says_where_it_stands(monkeypatch):
    monkeypatch.setattr("documents.pdf.MOST", 100)
    w = world()
    answer = Phone(w.residents[0]).client.get(f"/rooms/{w.room.pk}/minutes.pdf")
    assert answer.status_code == 413
    assert answer.content.decode() == "This is too long for a document. Everything stands on the page."
