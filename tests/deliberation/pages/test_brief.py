"""One page for a councillor: what is asked, how each side voted, what it costs, what the office says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from deliberation.queries.brief import carried_by
from proposals.models import Answer, Referral, Section
from tests.deliberation.pages.evening import adopt_charter, confirmed_problem, draft_solution, hold_vote, write_cards
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import world

pytestmark = pytest.mark.django_db


def put_to_the_vote(residents, officials):
    """A room whose solution was voted on; returns it with its poll."""
    w = world()
    adopt_charter(w)
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    poll = hold_vote(w, w.at("vote"), "double-majority", residents, officials, solution)
    solution.refresh_from_db()
    return solution, poll


def told(solution):
    page = Phone().open(f"/proposals/{solution.pk}/brief/")
    assert page.status == 200
    return " ".join(re.sub(r"\s+", " ", strip_tags(page.html)).split())


def test_it_says_in_sentences_what_is_asked_by_whom_and_what_is_still_missing():
    solution, poll = put_to_the_vote(["yes"] * 5 + ["no"], ["no", "no", "yes"])
    text = told(solution)
    sentences = (
        "Nobody knows which papers",
        "Supported by residents.",
        "Residents: 5 yes, 1 no, 0 abstained. 6 of 6 voted.",
        "Officials: 1 yes, 2 no, 0 abstained. 3 of 3 voted.",
        "Nobody has written yet what it costs.",
        "Anagrafe promised an answer by",
        f"/proposals/{solution.pk}/",
    )
    assert [each for each in sentences if each not in text] == []
    assert f'href="/polls/{poll.pk}/"' in Phone().open(f"/proposals/{solution.pk}/brief/").html


def test_it_says_what_it_costs_that_the_answer_is_late_and_then_the_answer():
    solution, _poll = put_to_the_vote(["yes"] * 6, ["yes"] * 3)
    Section.objects.create(proposal=solution, key="cost", text="Mille schede, 300 euro.")
    sent = Referral.objects.get(proposal=solution)
    sent.due_at = timezone.now() - timedelta(days=3)
    sent.save()
    text = told(solution)
    assert ("Mille schede, 300 euro." in text, "Answer late by 3 days" in text) == (True, True)
    Answer.objects.create(referral=sent, outcome="accepted", reasons="Si può fare.", lang="it")
    assert ("Si può fare." in told(solution), "3 days late." in told(solution)) == (True, True)


def test_it_is_seen_by_whoever_sees_the_proposal_and_before_a_vote_it_says_so():
    w = world()
    adopt_charter(w)
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    draft = draft_solution(w, problem)
    assert Phone().open(f"/proposals/{draft.pk}/brief/").status == 404
    page = Phone(w.residents[0]).open(f"/proposals/{draft.pk}/brief/?seat={w.residents[0].participant.pk}")
    assert ("There was no vote on it yet." in page.html, "No office was asked yet." in page.html) == (True, True)


def test_it_is_known_which_side_carried_a_proposal():
    both, _poll = put_to_the_vote(["yes"] * 6, ["yes"] * 3)
    alone, _poll = put_to_the_vote(["yes"] * 6, ["no"] * 3)
    found = {side: {row["proposal"] for row in carried_by(side)} for side in ("resident", "official", "civil")}
    assert found == {"resident": {both.pk, alone.pk}, "official": {both.pk}, "civil": set()}
