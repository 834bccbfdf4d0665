"""One budget, several solutions: what the vote decided, what an office orders; computed again from the ballots."""

import json
from fractions import Fraction

import pytest

from deliberation.allocating import order_of
from deliberation.counting.budget import count_budget
from deliberation.counting.lots import lot_order
from deliberation.models import Allocation, AllocationLine, Poll
from people.actors import Actor
from people.models import Organisation, Person, Role, Territory
from proposals.models import Proposal, Referral, Support
from tests.deliberation.room.test_among import asked, everybody
from tests.deliberation.room.voting import with_charter
from tests.helpers.scenes import confirmed, official
from tests.helpers.world import World, do, refused, world
from tests.proposals.making import make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
COSTS = {"Corsi serali": 50_000, "Numero verde": 30_000, "Sportello": 60_000}


def solutions(w: World, steps=()) -> dict[str, Proposal]:
    problem = confirmed(w)
    return {
        title: make_solution(w.process, problems=[problem], office=w.registry, steps=steps, title=title)
        for title in COSTS
    }


def voted(w: World) -> tuple[Poll, dict[str, Proposal]]:
    """A closed vote: residents want the first two, officials the third; 900 € are there."""
    with_charter(w)
    made = solutions(w)
    options = [{"proposal": made[title].pk, "cost": cost} for title, cost in COSTS.items()]
    poll = Poll.objects.get(pk=asked(w, "equal-shares", options, budget=90_000))
    ids = {each.title: each.pk for each in poll.options.all()}
    both = {"approve": [ids["Corsi serali"], ids["Numero verde"]]}
    everybody(w, poll.pk, [both] * 6, [{"approve": [ids["Sportello"]]}] * 3)
    return Poll.objects.get(pk=poll.pk), made


def page(client, w: World) -> str:
    answer = client.get(f"/processes/{w.process.pk}/budget/", headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_a_vote_decided_is_recorded_with_the_reason_of_each():
    w = world()
    poll, made = voted(w)
    do(w.f, "allocation.make", process=w.process.pk, poll=poll.pk)
    found = Allocation.objects.get()
    assert (found.method, found.budget, found.spent) == ("equal-shares", 90_000, 80_000)
    lines = {each.title: each for each in found.lines.all()}
    assert {title: (each.cost, each.chosen) for title, each in lines.items()} == {
        "Corsi serali": (50_000, True), "Numero verde": (30_000, True), "Sportello": (60_000, False),
    }  # fmt: skip
    assert lines["Corsi serali"].votes == {"resident": 6, "official": 0, "civil": 0}
    assert lines["Corsi serali"].proposal == made["Corsi serali"]
    more = poll.result["details"]["lacking"][lines["Sportello"].option]
    assert lines["Sportello"].why == {"step": "lacking", "more": more}


def test_anybody_computes_the_allocation_again_from_the_published_ballots(client):
    w = world()
    poll, _made = voted(w)
    do(w.f, "allocation.make", process=w.process.pk, poll=poll.pk)
    told = client.get(f"/processes/{w.process.pk}/budget.json").json()["allocations"][0]
    record = json.loads(client.get(told["ballots"]).content)
    costs = {each["option"]: each["cost"] for each in told["lines"]}
    again = count_budget(
        [(each["side"], each["choice"]) for each in record["ballots"]],
        costs={each["id"]: each["cost"] for each in record["options"]},
        budget=told["budget"],
        eligible=record["params"]["eligible"],
        draw=lot_order(costs, seed=record["seed"], head=record["head"], poll=poll.pk),
        parity=record["params"]["parity"],
        q=Fraction(*record["params"]["quorum"]),
        consenting=record["params"]["consenting"],
    )
    assert [each["option"] for each in told["lines"] if each["chosen"]] == list(again.winners)
    assert told["spent"] == again.details["spent"]
    assert {each["option"]: each["votes"] for each in told["lines"]} == again.details["support"]


def test_the_page_says_it_in_sentences_and_shows_the_other_order_beside(client):
    w = world()
    poll, _made = voted(w)
    assert "No budget was shared out yet" in page(client, w)
    do(w.f, "allocation.make", process=w.process.pk, poll=poll.pk)
    text = page(client, w)
    more = AllocationLine.objects.get(title="Sportello").why["more"]
    for said in (
        "Of 900.00 €, 800.00 € were given and 100.00 € are left.",
        "With 500.00 € “Corsi serali” is paid by its 6 supporters, at most 83.34 € each.",
        f"“Sportello” costs 600.00 € and would have needed {more} more supporter",
        "Beside it: the cost-effectiveness order",
        f"/polls/{poll.pk}/ballots.json",
    ):
        assert said in text


def test_each_solution_shows_what_was_decided_of_its_money_and_the_form_takes_the_cost_over(client):
    w = world()
    poll, made = voted(w)
    do(w.f, "allocation.make", process=w.process.pk, poll=poll.pk)
    paid = made["Corsi serali"]
    person = official(w).person
    Proposal.objects.filter(pk=paid.pk).update(state="accepted")
    Referral.objects.create(proposal=paid, office=w.registry, basis="adopted")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(f"/proposals/{paid.pk}/", headers=ENGLISH).content.decode()
    assert "With 500.00 € “Corsi serali” is paid by its 6 supporters" in shown
    form = client.get(f"/proposals/{paid.pk}/programme/", headers=ENGLISH).content.decode()
    assert 'name="cost_euros" type="text" value="500,00"' in form


@pytest.mark.parametrize("more", [{"budget": 1}, {"lines": [{"proposal": "x", "cents": 1}]}])
def test_after_a_vote_neither_budget_nor_costs_are_changed(more):
    w = world()
    poll, _made = voted(w)
    code, reason = refused(w.f, "allocation.make", process=w.process.pk, poll=poll.pk, **more)
    sentence = "Budget and costs were settled before the vote opened: they cannot be changed now."
    assert (code, reason, Allocation.objects.count()) == ("invalid", sentence, 0)


def test_a_vote_is_carried_out_once_and_only_one_about_money():
    w = world()
    poll, _made = voted(w)
    do(w.f, "allocation.make", process=w.process.pk, poll=poll.pk)
    once = "The money of this vote was shared out already."
    assert refused(w.f, "allocation.make", process=w.process.pk, poll=poll.pk) == ("refused", once)
    charter = Poll.objects.filter(subject="charter").get()
    other = "This vote did not share out a budget: its method was another."
    assert refused(w.f, "allocation.make", process=w.process.pk, poll=charter.pk) == ("refused", other)


def test_an_open_vote_and_one_of_another_process_are_not_there():
    w, other = world(), world()
    poll, _made = voted(w)
    assert refused(other.f, "allocation.make", process=other.process.pk, poll=poll.pk)[0] == "missing"
    assert refused(other.f, "allocation.make", process=w.process.pk, poll=poll.pk)[0] == "missing"
    Poll.objects.filter(pk=poll.pk).update(state="open")
    assert refused(w.f, "allocation.make", process=w.process.pk, poll=poll.pk)[0] == "missing"


def ordered(w: World):
    """Three accepted solutions; three people support the second, one the first."""
    made = solutions(w, steps=["vote", "adopt", "accept"])
    for seat, title in ((0, "Numero verde"), (1, "Numero verde"), (2, "Numero verde"), (0, "Corsi serali")):
        Support.objects.create(proposal=made[title], participant=w.residents[seat].participant)
    lines = [{"proposal": made[title].pk, "cents": cost} for title, cost in COSTS.items()]
    return made, official(w), {"process": w.process.pk, "budget": 70_000, "lines": lines}


def test_an_office_orders_by_supporters_for_the_money_and_the_page_says_that_it_was_the_office(client):
    w = world()
    _made, person, data = ordered(w)
    do(person, "allocation.make", **data)
    found = Allocation.objects.get()
    assert (found.method, found.spent, found.office) == ("cost-effectiveness", 30_000, w.registry)
    assert [(each.title, each.chosen) for each in found.lines.all()] == [
        ("Numero verde", True), ("Corsi serali", False), ("Sportello", False),
    ]  # fmt: skip
    text = page(client, w)
    for said in (
        "Decided by the office “Anagrafe”, not by a vote: most supporters for the money first.",
        "3 people want it: 100.00 € for each. With 300.00 € “Numero verde” is paid, and 400.00 € are left.",
        "1 person wants it: 500.00 € for each. “Corsi serali” costs 500.00 €: more than the 400.00 € that there are.",
        "“Sportello” costs 600.00 €, and nobody asked for it.",
        "Signed by: <bdi>Donato</bdi>",
    ):
        assert said in text


def test_cost_effectiveness_is_people_for_each_cent_and_what_is_free_comes_first():
    people, costs = {"a": 10, "b": 9, "c": 1, "d": 0}, {"a": 1000, "b": 300, "c": 0, "d": 1}
    found = order_of(people, costs, 1200, ["a", "b", "c", "d"])
    assert [each["project"] for each in found.rounds] == ["c", "b", "a"]
    assert (found.chosen, found.spent) == (("c", "b"), 300)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"budget": None}, "Write how much money there is."),
        ({"budget": 0}, "Write how much money there is."),
        ({"budget": -5}, "Money is never negative: write what it costs."),
        ({"lines": []}, "Write what it costs for two solutions or more: among one there is nothing to choose."),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_written(change, sentence):
    w = world()
    _made, person, data = ordered(w)
    assert refused(person, "allocation.make", **{**data, **change}) == ("invalid", sentence)
    assert Allocation.objects.count() == 0


def test_one_solution_twice_a_negative_cost_and_one_not_accepted_are_refused():
    w = world()
    made, person, data = ordered(w)
    twice = [data["lines"][0], data["lines"][0]]
    assert refused(person, "allocation.make", **{**data, "lines": twice})[1] == "Name every solution once."
    negative = [{**data["lines"][0], "cents": -1}, data["lines"][1]]
    said = refused(person, "allocation.make", **{**data, "lines": negative})[1]
    assert said == "Money is never negative: write what it costs."
    Proposal.objects.filter(pk=made["Sportello"].pk).update(state="adopted")
    said = refused(person, "allocation.make", **data)[1]
    assert said == "Money is given to solutions that the office accepted: answer the others first."


def test_without_a_vote_a_facilitator_cannot_and_an_official_of_elsewhere_finds_nothing():
    w = world()
    _made, _person, data = ordered(w)
    code, reason = refused(w.f, "allocation.make", **data)
    assert (code, reason) == ("refused", "Without a vote only an office shares out its own budget.")
    elsewhere = Territory.objects.create(slug="altrove", name="Altrove")
    office = Organisation.objects.create(territory=elsewhere, kind="municipal_office", name="U", slug="u")
    person = Person.objects.create_user("x@example.org")
    Role.objects.create(person=person, territory=elsewhere, role="official")
    person.memberships.create(organisation=office, role="official")
    assert refused(Actor(person=person), "allocation.make", **data)[0] == "missing"


def test_a_refused_form_keeps_what_was_typed(client):
    w = world()
    made, person, _data = ordered(w)
    client.force_login(person.person, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/processes/{w.process.pk}/budget/"
    form = {"ref": "r1", "process": w.process.pk, "budget_euros": "", "lines[0]proposal": made["Corsi serali"].pk,
            "lines[0]euros": "1.234,50"}  # fmt: skip
    answer = client.post(address, form, headers=ENGLISH)
    text = answer.content.decode()
    assert (answer.status_code, "Write how much money there is." in text, 'value="1.234,50"' in text) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize("items", [1, 3])
def test_the_page_costs_the_same_queries_however_much_was_shared_out(client, items, django_assert_num_queries):
    w = world()
    _made, person, data = ordered(w)
    for _each in range(items):
        do(person, "allocation.make", **data)
    with django_assert_num_queries(QUERIES):
        page(client, w)


QUERIES = 4
