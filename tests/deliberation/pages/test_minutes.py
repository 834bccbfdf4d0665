"""The first minutes: for the people of the room, complete, and without a name."""

import pytest

from deliberation.models import Card
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    draft_solution,
    hold_dots,
    hold_vote,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def evening():
    """A whole meeting, closed."""
    w = world()
    adopt_charter(w)
    groups = write_cards(w)
    hold_dots(w, groups)
    problem = confirmed_problem(w, groups[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    hold_vote(w, w.at("vote"), "double-majority", ["yes"] * 6, ["no"] * 3, solution)
    w.at("closing")
    do(w.officials[0], "closing.read", room=w.room.pk)
    do(w.f, "room.close", room=w.room.pk)
    return w


def test_the_minutes_tell_the_whole_meeting():
    w = evening()
    page = Phone(w.residents[0]).open(f"/rooms/{w.room.pk}/minutes/").html
    told = ["What was said: 3 cards", "Thought 0", "Thought 1", "Papers", "Priorities", "added by the offices",
            "Nobody knows which papers", "One sheet", "Supported by residents", "6 yes, 0 no", "0 yes, 3 no",
            "reason 6", "Il Comune risponde in 30 giorni.", "an official read this commitment aloud in the room.",
            "The municipality has promised to answer within 30 days.", "Anagrafe promised an answer by"]  # fmt: skip
    assert [sentence for sentence in told if sentence not in page] == []


def test_the_minutes_name_nobody():
    w = evening()
    page = Phone(w.f).open(f"/rooms/{w.room.pk}/minutes/")
    assert page.status == 200
    names = [seat.participant.nickname for seat in w.residents + w.officials]
    assert [name for name in names if name in page.html] == []


def test_a_hidden_card_is_not_in_the_minutes():
    w = world()
    write_cards(w)
    card = Card.objects.get(text="Thought 0")
    do(w.f, "card.hide", card=card.pk, reason="It names a neighbour")
    page = Phone(w.residents[1]).open(f"/rooms/{w.room.pk}/minutes/").html
    assert ("Thought 0" in page, "Thought 1" in page) == (False, True)


def test_strangers_get_404_also_when_the_room_is_closed():
    w, other = evening(), world(residents=1, officials=0)
    assert Phone().open(f"/rooms/{w.room.pk}/minutes/").status == 404
    assert Phone(other.residents[0]).open(f"/rooms/{w.room.pk}/minutes/").status == 404
    assert Phone(other.f).open(f"/rooms/{w.room.pk}/minutes/").status == 404
