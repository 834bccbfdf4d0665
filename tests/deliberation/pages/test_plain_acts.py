"""What one does in the room without JavaScript: cards, dots, wording, solutions, each through its form."""

import pytest

from deliberation.models import Ballot, Card
from proposals.models import Author, Proposal
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def test_a_card_is_written_changed_and_taken_back():
    w = world()
    w.at("cards")
    phone = Phone(w.residents[0]).room(w, "&act=write").send("card.add", text="No one understands me", lang="wo")
    assert "Your card was received." in phone.html
    assert "Received, number 1" in phone.html
    card = Card.objects.get()
    assert (card.text, card.lang) == ("No one understands me", "wo")
    phone.room(w, f"&act=edit&card={card.pk}").send("card.edit", text="Nobody understands me")
    assert "Nobody understands me" in phone.html
    phone.send("card.withdraw", card=card.pk)
    card.refresh_from_db()
    assert card.state == "withdrawn"


def test_before_the_reveal_nobody_reads_a_card_of_somebody_else():
    w = world()
    activity = w.at("cards")
    do(w.residents[1], "card.add", activity=activity.pk, text="Still secret", lang="en")
    phone = Phone(w.residents[0])
    assert "Still secret" not in phone.room(w).html
    do(w.f, "cards.reveal", activity=activity.pk)
    assert "Still secret" in phone.room(w).html


def test_too_long_a_card_is_refused_and_its_text_comes_back():
    w = world()
    w.at("cards")
    phone = Phone(w.residents[0]).room(w, "&act=write").send("card.add", text="x" * 1001)
    assert phone.status == 422
    assert "x" * 1001 in phone.html
    assert Card.objects.count() == 0


def test_dots_are_numbers_and_too_many_are_refused():
    w = world()
    adopt_charter(w)
    write_cards(w)
    poll = do(w.f, "poll.open", activity=w.at("dots").pk, method="dots")["poll"]
    phone = Phone(w.residents[0]).room(w, "&act=vote")
    names = sorted(n for form in phone.forms for n in form.names if n.startswith("choice."))
    assert len(names) == 2
    phone.send("ballot.cast", **{names[0]: "2"})
    assert "That is too many dots for one choice." in phone.html
    phone.room(w, "&act=vote").send("ballot.cast", **{names[0]: "1"})
    assert Ballot.objects.get(poll=poll).choice == {names[0].removeprefix("choice."): 1}


def test_an_author_confirms_the_wording_or_says_what_is_missing():
    w = world()
    groups = write_cards(w)
    w.at("problems")
    problem = do(w.f, "problem.draft", group=groups[0], title="Nobody knows", lang="en")["proposal"]
    one, two = Phone(w.residents[0]), Phone(w.residents[1])
    one.room(w, "&act=confirm")
    assert "From your card" in one.html
    one.send("problem.confirm", proposal=problem)
    two.room(w, "&act=confirm").send("problem.object", text="It is about the words", lang="en")
    answers = dict(Author.objects.filter(proposal=problem).values_list("participant", "answer"))
    assert answers == {w.residents[0].participant.pk: "confirmed", w.residents[1].participant.pk: "objected"}


def test_a_solution_is_proposed_to_a_confirmed_problem():
    w = world()
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    phone = Phone(w.residents[2]).room(w, "&act=solution")
    phone.send("solution.draft", problems=problem.pk, title="One sheet", body="", lang="en", office=w.registry.pk)
    made = Proposal.objects.get(kind="solution")
    assert (made.title, made.office, made.state) == ("One sheet", w.registry, "draft")
    assert "One sheet" in phone.html
