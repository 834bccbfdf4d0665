"""The workflow's table: every state × verb, who may, and what each step leaves behind."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from people.actors import Actor
from proposals.effects import EFFECTS
from proposals.models import Author, Move, Proposal, Referral
from proposals.rules import RULES
from proposals.words import STEP
from proposals.workflow import STATES, STEPS, TABLE, VERBS, allowed, move, streams_of
from realtime.models import Event
from realtime.refusal import Refused
from tests.people.making import as_person, make_official, make_person, make_seat, seated
from tests.proposals.making import Inside, make_place, make_problem, make_solution

ROOM = "room:0123456789ab"
EVERYTHING = [(kind, state, verb) for kind, states in STATES.items() for state, verb in product(states, VERBS)]
TEXT = {"texts": {"title": "T"}, "title": "T", "body": "B", "lang": "it", "text": "Un'altra parola."}


@pytest.fixture
def place(db):
    return make_place()


def test_the_table_names_only_rules_effects_states_and_words_that_exist():
    assert {row.rule for row in TABLE} - set(RULES) == set()
    assert {row.effect for row in TABLE} - set(EFFECTS) == {""}
    assert {row.then for row in TABLE} | {row.state for row in TABLE} <= set(Proposal.State.values)
    assert set(VERBS) - set(STEP) == set()
    assert len(STEPS) == len(TABLE)


@pytest.mark.parametrize(("kind", "state", "verb"), EVERYTHING)
def test_every_state_and_verb(place, kind, state, verb):
    process, office = place
    problem = make_problem(process)
    proposal = Proposal.objects.create(
        process=process, kind=kind, state=state, number=900, title="T", lang="it", office=office
    )
    if kind == "solution":
        proposal.links_out.create(to_proposal=problem, type="answers")
    row = STEPS.get((kind, state, verb))
    with Inside(process.stream):
        if row is None:
            with pytest.raises(Refused) as no:
                move(proposal, verb, actor=Actor(), **TEXT)
            assert proposal.get_state_display() in str(no.value.reason)
            after = Proposal.objects.get(pk=proposal.pk)
            assert (after.state, after.moves.count()) == (state, 0)
            return
        move(proposal, verb, actor=Actor(), **TEXT)
    after = Proposal.objects.get(pk=proposal.pk)
    step = after.moves.get()
    assert (after.state, step.verb, step.before, step.after) == (row.then, verb, state, row.then)


def test_a_step_is_told_once_on_the_stream_of_its_process(place):
    process, office = place
    solution = make_solution(process, office=office, origin=ROOM)
    assert streams_of(solution, make_solution(process, office=office)) == [process.stream]
    with Inside(process.stream):
        move(solution, "vote", actor=Actor())
    told = Event.objects.filter(kind="proposal.moved").values_list("stream", "body")
    assert list(told) == [(process.stream, {"proposals": [solution.id]})]


def test_a_step_without_the_lock_of_its_process_is_an_error_of_the_programmer(place):
    process, office = place
    solution = make_solution(process, office=office)
    with Inside("room:zzzzzzzzzzzz"), pytest.raises(RuntimeError):
        move(solution, "vote", actor=Actor())


def test_adopted_and_supported_go_to_the_office_with_the_same_clock(place):
    process, office = place
    now = timezone.now()
    for verb, basis in (("adopt", "adopted"), ("support", "supported")):
        sent = make_solution(process, office=office, steps=["vote", verb]).referral
        assert (sent.office, sent.basis, sent.clock) == (office, basis, True)
        assert abs(sent.due_at - now - timedelta(days=process.response_days)) < timedelta(minutes=1)


def test_without_a_signed_commitment_there_is_no_clock(db):
    process, office = make_place(signed=False)
    sent = make_solution(process, office=office, steps=["vote", "support"]).referral
    assert (sent.office, sent.clock, sent.due_at) == (office, False, None)


def test_not_adopted_goes_nowhere_and_returned_goes_back_to_drafting(place):
    process, office = place
    refused = make_solution(process, office=office, steps=["vote", "reject"])
    returned = make_solution(process, office=office, steps=["vote", "return"])
    assert (refused.state, returned.state, Referral.objects.count()) == ("not_adopted", "draft", 0)


def test_no_vote_on_a_solution_that_nobody_must_answer(db):
    from tests.people.making import make_office

    process, _office = make_place()
    make_office(process.territory, "Servizi sociali")  # two offices: somebody must choose
    solution = make_solution(process)
    with Inside(process.stream), pytest.raises(Refused) as no:
        move(solution, "vote", actor=Actor())
    assert str(no.value.reason) == "Choose the office that must answer before the vote opens."


def test_the_only_office_of_a_territory_is_meant_when_none_is_named(place):
    process, office = place
    assert make_solution(process).office == office


def test_a_problem_with_an_objection_is_not_concluded(place):
    process, _office = place
    authors = [make_seat(process), make_seat(process)]
    problem = make_problem(process, authors=authors, state="draft")
    Author.objects.filter(participant=authors[0]).update(answer="confirmed")
    Author.objects.filter(participant=authors[1]).update(answer="objected", reason="No.")
    with Inside(process.stream), pytest.raises(Refused) as no:
        move(problem, "conclude", actor=Actor())
    assert str(no.value.reason) == "An author does not agree with the wording. Reword the problem first."
    assert Move.objects.filter(verb="conclude").count() == 0


def test_a_problem_of_paper_cards_only_is_concluded_by_the_host(place):
    process, _office = place
    problem = make_problem(process, authors=["Card on paper 3"], state="draft")
    with Inside(process.stream):
        assert move(problem, "conclude", actor=Actor()).state == "confirmed"


def test_the_same_table_says_what_each_reader_may_do(place):
    process, office = place
    official, host = as_person(make_official(office)), as_person(make_person(process.territory, "facilitator"))
    author = make_seat(process)
    problem = make_problem(process, authors=[author], state="draft")
    sent = make_solution(process, office=office, steps=["vote", "adopt"])
    may = lambda proposal, actor: sorted(v for v, no in allowed(proposal, actor).items() if no is None)  # noqa: E731
    assert may(problem, host) == ["attach", "conclude", "revise", "reword", "withdraw"]
    assert may(problem, seated(author)) == ["attach", "confirm", "object", "revise"]
    assert may(sent, official) == ["accept", "accept_in_part", "ask", "decline", "forward", "register", "route"]
    assert may(sent, host) == ["attach", "forward", "register", "route"]
    assert [may(sent, Actor()), may(problem, official)] == [[], []]


def test_residents_nicknames_do_not_enter_the_record_of_steps(place):
    process, _office = place
    author = make_seat(process, nickname="CANARY")
    problem = make_problem(process, authors=[author], state="draft")
    with Inside(process.stream):
        move(problem, "confirm", actor=seated(author))
    assert Move.objects.get(verb="confirm").actor_label == ""
