"""The path through its commands: confirm, object, propose, answer, programme; and every refusal with its sentence."""

import pytest

from people.actors import Actor
from proposals.models import Answer, BudgetLine, Indicator, Link, Programme, Proposal
from tests.people.making import (
    as_person,
    do,
    make_office,
    make_official,
    make_person,
    make_process,
    make_seat,
    make_territory,
    seated,
)
from tests.proposals.making import make_place, make_problem, make_solution, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place()


def state(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


def test_a_problem_is_confirmed_when_its_last_author_agrees(place):
    process, _office = place
    authors = [seated(make_seat(process)) for _each in range(3)]
    problem = make_problem(process, authors=[a.participant for a in authors], state="draft")
    states = []
    for author in authors:
        assert do("problem.confirm", author, proposal=problem.id).ok
        states.append(state(problem))
    assert states == ["draft", "draft", "confirmed"]
    assert [m.verb for m in problem.moves.all()].count("complete") == 1


def test_a_removed_author_does_not_hold_up_the_others(place):
    from django.utils import timezone

    process, _office = place
    here, gone = seated(make_seat(process)), make_seat(process, removed_at=timezone.now())
    problem = make_problem(process, authors=[here.participant, gone], state="draft")
    do("problem.confirm", here, proposal=problem.id)
    assert state(problem) == "confirmed"


def test_an_objection_needs_words_and_rewording_asks_everybody_again(place):
    process, _office = place
    first, second = seated(make_seat(process)), seated(make_seat(process))
    host = as_person(make_person(process.territory, "facilitator"))
    problem = make_problem(process, authors=[first.participant, second.participant], state="draft")
    silent = do("problem.object", first, proposal=problem.id, text="  ", lang="it")
    assert (silent.code, silent.reason) == ("invalid", "Say what should be different in the wording.")
    do("problem.object", first, proposal=problem.id, text="Non è la lingua: è l'orario.", lang="it")
    do("problem.confirm", second, proposal=problem.id)
    assert do("problem.conclude", host, proposal=problem.id).reason.startswith("An author does not agree")
    assert do("problem.reword", host, proposal=problem.id, title="Orari e lingua", body="", lang="it").ok
    assert sorted(problem.authors.values_list("answer", "reason")) == [("asked", ""), ("asked", "")]
    assert do("problem.conclude", host, proposal=problem.id).reason == "No author has confirmed the wording yet."
    do("problem.confirm", second, proposal=problem.id)
    assert do("problem.conclude", host, proposal=problem.id).ok
    assert state(problem) == "confirmed"


def test_only_authors_confirm_and_only_hosts_reword(place):
    process, _office = place
    author, other = seated(make_seat(process)), seated(make_seat(process))
    problem = make_problem(process, authors=[author.participant], state="draft")
    assert do("problem.confirm", other, proposal=problem.id).reason == "Only its authors can do this."
    words = {"title": "T", "body": "", "lang": "it"}
    assert do("problem.reword", author, proposal=problem.id, **words).code == "missing"
    stranger = seated(make_seat(make_process(make_territory("Treviso"))))
    assert do("problem.confirm", stranger, proposal=problem.id).code == "missing"


def test_a_solution_cannot_exist_without_a_confirmed_problem(place):
    process, office = place
    author = seated(make_seat(process))
    words = {"process": process.id, "title": "T", "body": "", "lang": "it"}
    draft = make_problem(process, state="draft")
    assert (
        do("solution.propose", author, problems=[], **words).reason
        == "Choose at least one problem that this solution answers."
    )
    assert "is not confirmed by its authors yet" in do("solution.propose", author, problems=[draft.id], **words).reason
    assert Proposal.objects.filter(kind="solution").count() == 0
    made = do("solution.propose", author, problems=[make_problem(process).id], office=office.id, **words)
    solution = Proposal.objects.get(pk=made.data["proposal"])
    assert (solution.state, solution.office, solution.links_out.get().type) == ("draft", office, "answers")


def test_a_solution_does_not_answer_problems_of_another_process_or_go_to_a_foreign_office(place):
    process, _office = place
    elsewhere = make_problem(make_process(process.territory))
    author = seated(make_seat(process))
    words = {"process": process.id, "title": "T", "body": "", "lang": "it"}
    assert (
        do("solution.propose", author, problems=[elsewhere.id], **words).reason
        == "A solution answers problems of its own process."
    )
    foreign = make_office(make_territory("Treviso"))
    here = make_problem(process)
    said = do("solution.propose", author, problems=[here.id], office=foreign.id, **words)
    assert said.reason == "Choose an office of this territory."


def test_strangers_and_logged_out_people_propose_nothing(place):
    process, _office = place
    words = {"process": process.id, "problems": [make_problem(process).id], "title": "T", "body": "", "lang": "it"}
    assert do("solution.propose", Actor(), **words).reason == "You need a ticket to do this."
    official = as_person(make_person(process.territory, "official"))
    assert do("solution.propose", official, **words).code == "refused"


def test_numbers_count_up_in_the_process(place):
    process, _office = place
    made = [make_problem(process), make_problem(process), make_solution(process, problems=[make_problem(process)])]
    assert [each.number for each in made] == [1, 2, 4]


def test_an_office_answers_with_reasons_once(place):
    process, office = place
    official = as_person(make_official(office))
    solution = make_solution(process, office=office, steps=["vote", "support"])
    words = {"proposal": solution.id, "lang": "it"}
    empty = do("answer.give", official, outcome="not_accepted", reasons=" ", **words)
    assert empty.reason == "Give the reasons: an answer without reasons cannot be saved."
    assert (Answer.objects.count(), state(solution)) == (0, "supported")
    part = {"outcome": "accepted_in_part", "criteria": [{"criterion": "cost", "text": "Mancano fondi."}], **words}
    assert do("answer.give", official, reasons="Da marzo.", **part).ok
    answer = Answer.objects.get()
    assert (answer.person, answer.reasons, state(solution)) == (official.person, "Da marzo.", "accepted_in_part")
    again = do("answer.give", official, outcome="accepted", reasons="Anzi sì.", **words)
    assert again.reason == "This is not possible now: the proposal is “Accepted in part by the office”."


@pytest.mark.parametrize(("outcome", "after"), [(o, o) for o in ("accepted", "accepted_in_part", "not_accepted")])
def test_every_answer_leads_to_its_state(place, outcome, after):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    do(
        "answer.give",
        as_person(make_official(office)),
        proposal=solution.id,
        outcome=outcome,
        reasons="Ecco.",
        lang="it",
        criteria=[{"criterion": "equity", "text": "Nessuno resta fuori."}],
    )
    assert state(solution) == after


def test_another_office_and_another_territory_do_not_even_find_it(place):
    process, office = place
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    near = as_person(make_official(make_office(process.territory, "Servizi sociali")))
    far = as_person(make_official(make_office(make_territory("Treviso"))))
    data = {"proposal": solution.id, "outcome": "accepted", "reasons": "Sì.", "lang": "it"}
    assert [do("answer.give", who, **data).code for who in (near, far, Actor())] == ["missing"] * 3
    assert state(solution) == "adopted"


def accepted(process, office):
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    official = as_person(make_official(office))
    do("answer.give", official, proposal=solution.id, outcome="accepted", reasons="Sì.", lang="it")
    return solution, official


def test_an_accepted_solution_becomes_an_intervention(place):
    process, office = place
    solution, official = accepted(process, office)
    made = do("intervention.programme", official, **plan([solution], office))
    assert (made.ok, made.reason) == (True, "")
    intervention = Proposal.objects.get(pk=made.data["proposal"])
    assert (intervention.kind, intervention.state, state(solution)) == ("intervention", "programmed", "programmed")
    assert Link.objects.get(type="carries_out").to_proposal == solution
    assert (intervention.programme.office, BudgetLine.objects.get().cents) == (office, 240000)
    assert float(Indicator.objects.get().target) == 80.0


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"ends": "2027-01-10"}, "ends", "The intervention must end after it starts."),
        ({"starts": "soon"}, "starts", "Write the day it starts."),
        (
            {"budget": []},
            "budget",
            "Add at least one line to the budget: what it pays for, how much, from which source.",
        ),
        ({"office": ""}, "office", "Choose the office that is responsible."),
        ({"title": ""}, "title", "Write a title."),
        ({"solutions": []}, "solutions", "Choose at least one accepted solution."),
    ],
)
def test_nothing_is_programmed_without(place, change, field, sentence):
    process, office = place
    solution, official = accepted(process, office)
    said = do("intervention.programme", official, **{**plan([solution], office), **change})
    assert (said.ok, said.reason, list(said.fields)) == (False, sentence, [field])
    assert (Programme.objects.count(), state(solution)) == (0, "accepted")


def test_the_indicator_must_be_complete_and_its_target_better_than_today(place):
    process, office = place
    solution, official = accepted(process, office)
    whole = plan([solution], office)["indicators"][0]
    without = {key: value for key, value in whole.items() if key != "baseline"}
    said = do("intervention.programme", official, **plan([solution], office, indicators=[without]))
    assert said.reason == "Say what the number is today: an indicator needs a value to start from."
    worse = do("intervention.programme", official, **plan([solution], office, indicators=[{**whole, "target": "40"}]))
    assert worse.reason == (
        "“Documenti completi al primo accesso”: the target must be better than the value today, "
        "in the direction you chose."
    )
    down = {**whole, "direction": "down", "baseline": "34", "target": "15"}
    assert do("intervention.programme", official, **plan([solution], office, indicators=[down])).ok


def test_a_solution_that_was_not_accepted_is_not_programmed(place):
    process, office = place
    official = as_person(make_official(office))
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    said = do("intervention.programme", official, **plan([solution], office))
    assert said.reason == "This is not possible now: the proposal is “Adopted together”."


def test_an_author_edits_and_takes_back_a_draft_solution(place):
    process, office = place
    author = seated(make_seat(process))
    solution = make_solution(process, office=office, authors=[author.participant])
    assert do("solution.edit", author, proposal=solution.id, title="Meglio", body="", lang="it").ok
    solution.refresh_from_db()
    assert (solution.title, solution.office) == ("Meglio", office)
    other = seated(make_seat(process))
    assert do("solution.edit", other, proposal=solution.id, title="X", body="", lang="it").code == "refused"
    assert do("solution.withdraw", author, proposal=solution.id, reason="Doppia").ok
    assert state(solution) == "withdrawn"


def test_long_texts_are_refused_with_the_number(place):
    process, _office = place
    author = seated(make_seat(process))
    words = {"process": process.id, "problems": [make_problem(process).id], "body": "", "lang": "it"}
    said = do("solution.propose", author, title="x" * 201, **words)
    assert said.reason == "This text is too long: at most 200 characters. Shorten it and send it again."
