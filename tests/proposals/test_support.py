"""Support is a number of each side; co-authors ask, are let in or told why not, and leave without being erased."""

import pytest
from django.template.loader import render_to_string

from people.actors import Actor
from proposals.models import Author, Proposal, Support
from proposals.together.standing import together
from tests.helpers.world import ask, do, refused
from tests.people.making import as_person, make_person, make_seat, seated
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place()


def numbers(proposal, actor=None):
    return [(row["side"], row["n"]) for row in together(proposal, actor or Actor())["supports"]]


def test_support_is_counted_for_each_side_and_both_stand_even_with_none(place):
    process, _office = place
    problem = make_problem(process)
    assert numbers(problem) == [("resident", 0), ("official", 0)]
    for side in ("resident", "resident", "official"):
        do(seated(make_seat(process, side)), "proposal.support", proposal=problem.pk)
    assert numbers(problem) == [("resident", 2), ("official", 1)]


def test_support_counts_once_and_taken_back_it_stays_on_record(place):
    process, _office = place
    problem, me = make_problem(process), seated(make_seat(process))
    do(me, "proposal.support", proposal=problem.pk)
    assert refused(me, "proposal.support", proposal=problem.pk) == ("refused", "You support this already.")
    do(me, "proposal.unsupport", proposal=problem.pk)
    assert refused(me, "proposal.unsupport", proposal=problem.pk) == ("refused", "You do not support this.")
    row = Support.objects.get()
    assert (numbers(problem)[0], row.withdrawn_at is None) == (("resident", 0), False)
    do(me, "proposal.support", proposal=problem.pk)
    row.refresh_from_db()
    assert (numbers(problem)[0], row.withdrawn_at) == (("resident", 1), None)


def test_only_who_sits_in_the_process_supports_and_not_what_is_over(place):
    process, _office = place
    me, host = seated(make_seat(process)), as_person(make_person(process.territory, "facilitator"))
    problem = make_problem(process)
    assert refused(host, "proposal.support", proposal=problem.pk)[1] == "You need a ticket to do this."
    assert refused(Actor(), "proposal.support", proposal=problem.pk)[0] == "missing"
    said = {
        state: refused(me, "proposal.support", proposal=make_problem(process, state=state).pk)[1]
        for state in ("draft", "withdrawn", "merged")
    }
    assert said == {
        "draft": "Its authors still have to confirm the wording.",
        "withdrawn": "This can no longer be supported.",
        "merged": "This can no longer be supported.",
    }
    process.state = "closed"
    process.save()
    assert refused(me, "proposal.support", proposal=problem.pk)[1] == "This process is closed."


def test_the_page_never_says_who_supports(place):
    process, _office = place
    problem = make_problem(process)
    do(seated(make_seat(process, nickname="Gabbiano")), "proposal.support", proposal=problem.pk)
    for reader in (Actor(), seated(make_seat(process)), as_person(make_person(process.territory, "facilitator"))):
        shown = {"proposal": problem, "together": together(problem, reader), "seat": reader.participant}
        assert "Gabbiano" not in render_to_string("proposals/together.html", shown)


def wants_in(place, **fields):
    """A draft of one author; somebody of the other side asks to join it."""
    process, office = place
    author, other = seated(make_seat(process)), seated(make_seat(process, "official", "Faro"))
    solution = make_solution(process, office=office, authors=[author.participant], **fields)
    asked = do(other, "author.ask", proposal=solution.pk)["author"]
    return solution, author, other, asked


def test_who_only_asks_is_no_author(place):
    solution, _author, other, _asked = wants_in(place)
    said = refused(other, "proposal.write", proposal=solution.pk, texts={"cost": "Poco."}, before={})
    assert said == ("refused", "Only a facilitator of this territory can do this.")
    assert [row["n"] for row in together(solution, other)["authors"]] == [1, 0]
    assert refused(other, "author.ask", proposal=solution.pk)[1] == "You have asked already. Its authors will answer."


def test_an_author_lets_somebody_in_and_that_is_told(place):
    solution, author, other, asked = wants_in(place)
    assert refused(other, "author.answer", author=asked, yes=True)[1] == "Only its authors can do this."
    do(author, "author.answer", author=asked, yes=True)
    row = Author.objects.get(pk=asked)
    assert (row.standing, row.answer, row.joined_by) == ("author", "confirmed", author.participant)
    do(other, "proposal.write", proposal=solution.pk, texts={"cost": "Poco."}, before={})
    assert [row["n"] for row in together(solution, other)["authors"]] == [1, 1]
    assert solution.moves.filter(verb="join").count() == 1
    assert refused(author, "author.answer", author=asked, yes=True)[1] == "This person is not asking to join now."


def test_a_no_gives_its_reason_to_the_person_alone_who_may_ask_again(place):
    solution, author, other, asked = wants_in(place)
    assert refused(author, "author.answer", author=asked, yes=False)[1] == "Say why you do not let this person join."
    do(author, "author.answer", author=asked, yes=False, reason="Il testo è già chiuso.", lang="it")
    third = seated(make_seat(solution.process))
    shown = {
        name: "già chiuso" in render_to_string(
            "proposals/together.html", {"proposal": solution, "together": together(solution, who), "seat": None}
        )
        for name, who in {"asker": other, "author": author, "third": third}.items()
    }  # fmt: skip
    assert shown == {"asker": True, "author": False, "third": False}
    do(other, "author.ask", proposal=solution.pk)
    assert Author.objects.get(pk=asked).standing == "asking"


def test_where_no_author_can_be_asked_a_host_answers(place):
    process, office = place
    solution = make_solution(process, office=office)
    host = as_person(make_person(process.territory, "facilitator"))
    asked = do(seated(make_seat(process)), "author.ask", proposal=solution.pk)["author"]
    do(host, "author.answer", author=asked, yes=True)
    assert Author.objects.get(pk=asked).standing == "author"
    again = do(seated(make_seat(process)), "author.ask", proposal=solution.pk)["author"]
    assert refused(host, "author.answer", author=again, yes=True)[0] == "refused"


def test_who_leaves_keeps_a_row_and_loses_the_pen(place):
    process, office = place
    first, second = seated(make_seat(process)), seated(make_seat(process))
    solution = make_solution(process, office=office, authors=[first.participant, second.participant])
    do(first, "author.leave", proposal=solution.pk, reason="Cambio città.", lang="it")
    row = Author.objects.get(participant=first.participant)
    assert (row.standing, row.left_why, row.left_at is None) == ("left", "Cambio città.", False)
    move = solution.moves.get(verb="leave")
    assert (move.actor_key, move.reason, move.before, move.after) == (first.key, "Cambio città.", "draft", "draft")
    assert ask(first, "proposal.write", proposal=solution.pk, texts={}, before={}).code == "refused"
    assert [each["n"] for each in together(solution, second)["authors"]] == [1, 0]


def test_a_problem_is_confirmed_when_the_last_who_was_asked_leaves(place):
    process, _office = place
    first, second = seated(make_seat(process)), seated(make_seat(process))
    problem = make_problem(process, authors=[first.participant, second.participant], state="draft")
    do(first, "problem.confirm", proposal=problem.pk)
    do(second, "author.leave", proposal=problem.pk)
    assert Proposal.objects.get(pk=problem.pk).state == "confirmed"


def test_nobody_joins_what_is_no_longer_written(place):
    process, office = place
    adopted = make_solution(process, office=office, steps=["vote", "adopt"])
    said = refused(seated(make_seat(process)), "author.ask", proposal=adopted.pk)
    assert said == ("refused", "It is not being written now, so nobody can join its authors.")
