"""The path of one problem on one public page, and what it never shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberation.models import Card
from proposals.models import Referral
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    draft_solution,
    hold_dots,
    hold_vote,
    programmed,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.helpers.scenes import official
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db
QUERIES = 16


def walked(cards: int = 2, solutions: int = 1, signed: bool = True):
    """A problem with a solution that only residents carry, each with its vote."""
    w = world(signed=signed)
    adopt_charter(w)
    groups = write_cards(w, cards)
    hold_dots(w, groups)
    problem = confirmed_problem(w, groups[0], cards)
    w.at("solutions")
    drafts = [draft_solution(w, problem, f"Sheet {n}") for n in range(solutions)]
    for draft in drafts:
        hold_vote(w, w.at("vote"), "double-majority", ["yes"] * 6, ["no"] * 3, draft)
    for draft in drafts:
        draft.refresh_from_db()
    return w, problem, drafts


def test_the_chain_from_cards_to_the_clock_of_the_answer():
    _w, problem, _drafts = walked()
    page = Phone().open(f"/journeys/{problem.pk}/")
    assert page.status == 200
    told = ["2 cards from residents", "confirmed by 2 of 2 authors", "Sheet 0", "Supported by residents",
            "Place 1 of 2 groups of cards.", "The answer is due in", "6 yes, 0 no", "0 yes, 3 no"]  # fmt: skip
    assert [sentence for sentence in told if sentence not in page.html] == []


def test_a_card_is_read_only_when_its_author_agreed():
    w, problem, _drafts = walked()
    one, two = Card.objects.filter(participant__in=[s.participant for s in w.residents[:2]]).order_by("number")
    do(w.residents[0], "card.consent", card=one.pk, publish=True)
    do(w.f, "card.translate", card=one.pk, lang="it", text="Pensiero zero")
    page = Phone().open(f"/journeys/{problem.pk}/").html
    assert ("Thought 0" in page, "Pensiero zero" in page, "Thought 1" in page) == (True, True, False)
    assert f"Card {two.number}, not published" in page
    do(w.residents[0], "card.consent", card=one.pk, publish=False)
    assert "Thought 0" not in Phone().open(f"/journeys/{problem.pk}/").html


def test_a_late_answer_says_by_how_many_days():
    _w, problem, drafts = walked()
    due = timezone.now() - timedelta(days=9)
    Referral.objects.filter(proposal=drafts[0]).update(due_at=due)
    page = Phone().open(f"/journeys/{problem.pk}/").html
    assert "The answer is late" in page
    assert "Answer late by 9 days" in page


def test_without_a_signed_commitment_no_clock_runs():
    _w, problem, _drafts = walked(signed=False)
    page = Phone().open(f"/journeys/{problem.pk}/").html
    assert "No commitment taken" in page
    assert "The answer is due in" not in page


def test_answer_and_intervention_stand_on_the_page():
    w, problem, drafts = walked()
    programmed(w, drafts[0])
    page = Phone().open(f"/journeys/{problem.pk}/").html
    told = ["Accepted", "It can be done.", "Sheets", "Bridges", "3,400.00 €", "0.50 €", "3,400.50 €", "city",
            "today 0, goal 120", "It counts as verified only after people who live here have measured it."]  # fmt: skip
    assert [sentence for sentence in told if sentence not in page] == []


def test_a_refusal_ends_the_line_and_shows_its_reasons():
    w, problem, drafts = walked()
    no = {"outcome": "not_accepted", "criteria": [{"criterion": "cost", "text": "Nothing is left."}]}
    do(official(w), "answer.give", proposal=drafts[0].pk, reasons="No money.", lang="en", **no)
    page = Phone().open(f"/journeys/{problem.pk}/").html
    assert "No money." in page
    assert 'class="step is-stopped"' in page


def test_a_problem_that_is_not_confirmed_is_for_its_process_only():
    w = world()
    groups = write_cards(w)
    w.at("problems")
    problem = do(w.f, "problem.draft", group=groups[0], title="Nobody knows", lang="en")["proposal"]
    assert Phone().open(f"/journeys/{problem}/").status == 404
    page = Phone(w.residents[0]).open(f"/journeys/{problem}/?seat={w.residents[0].participant.pk}")
    assert page.status == 200
    assert "Its authors still have to confirm the wording of the problem." in page.html


def test_a_solution_is_no_journey():
    _w, _problem, drafts = walked()
    assert Phone().open(f"/journeys/{drafts[0].pk}/").status == 404


@pytest.mark.parametrize(("cards", "solutions"), [(1, 1), (3, 3)])
def test_the_page_costs_the_same_number_of_queries_however_long_the_chain(cards, solutions):
    w, problem, drafts = walked(cards, solutions)
    office = official(w)
    for draft in drafts:
        programmed(w, draft, office)
    for card in Card.objects.all():
        do(w.f, "card.translate", card=card.pk, lang="it", text="In italiano")
    phone = Phone()
    with CaptureQueriesContext(connection) as seen:
        phone.open(f"/journeys/{problem.pk}/")
    assert len(seen) == QUERIES
