"""The whole path through commands: charter, cards, groups, dots, problem, solution, votes, answer, intervention."""

import pytest

from deliberation.models import Ballot, Card, Poll, Room
from people.actors import Actor
from people.models import Membership, Person, Role
from proposals.models import Proposal
from tests.helpers.plans import WHOLE
from tests.helpers.world import World, do, refused, world

pytestmark = pytest.mark.django_db(transaction=True)


def vote(w: World, activity, method: str, residents: list[str], officials: list[str], proposal=None) -> dict:
    """Open a poll, let everybody answer, close it; return its result."""
    data = {"activity": activity.pk, "method": method} | ({"proposal": proposal.pk} if proposal else {})
    poll = do(w.f, "poll.open", **data)["poll"]
    pairs = [*zip(w.residents, residents, strict=True), *zip(w.officials, officials, strict=True)]
    for number, (seat, answer) in enumerate(pairs):
        do(
            seat,
            "ballot.cast",
            poll=poll,
            choice={"answer": answer},
            nonce=f"{number:032x}",
            reason="perché sì",
            lang="it",
        )
    do(w.f, "poll.close", poll=poll)
    return Poll.objects.get(pk=poll).result


def adopt_charter(w: World) -> None:
    result = vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    assert result["outcome"] == "adopted"


def problem_of(w: World) -> Proposal:
    activity = w.at("cards")
    cards = [
        do(seat, "card.add", activity=activity.pk, text=f"Biglietto {n}", lang="it")["card"]
        for n, seat in enumerate(w.residents[:3])
    ]
    do(w.f, "cards.reveal", activity=activity.pk)
    group = do(w.f, "group.create", activity=w.at("grouping").pk, title="Documenti", lang="it", cards=cards[:2])[
        "group"
    ]
    do(w.f, "group.create", activity=w.at("grouping").pk, title="Orari", lang="it", cards=cards[2:])
    w.at("problems")
    problem = do(w.f, "problem.draft", group=group, title="Nessuno sa quali documenti", lang="it")["proposal"]
    for seat in w.residents[:2]:
        do(seat, "problem.confirm", proposal=problem)
    return Proposal.objects.get(pk=problem)


def solution_of(w: World, problem: Proposal, title: str = "Una scheda") -> Proposal:
    room = w.room.pk
    w.at("solutions")
    made = do(
        w.residents[0], "solution.draft", room=room, problems=[problem.pk], title=title, lang="it", office=w.registry.pk
    )
    return Proposal.objects.get(pk=made["proposal"])


def test_the_authors_of_its_cards_confirm_a_problem():
    w = world()
    adopt_charter(w)
    problem = problem_of(w)
    assert problem.state == "confirmed"
    assert sorted(problem.sources.values_list("card__text", flat=True)) == ["Biglietto 0", "Biglietto 1"]


def test_a_solution_that_only_residents_carry_is_supported_and_goes_to_the_office():
    w = world()
    adopt_charter(w)
    solution = solution_of(w, problem_of(w))
    result = vote(w, w.at("vote"), "double-majority", ["yes"] * 5 + ["no"], ["no"] * 3, solution)
    solution.refresh_from_db()
    assert result["outcome"] == "supported"
    assert solution.state == "supported"
    assert (solution.referral.basis, solution.referral.clock, solution.referral.office) == (
        "supported",
        True,
        w.registry,
    )
    assert result["office"] == "Anagrafe"


def test_the_whole_path_ends_in_a_programmed_intervention():
    w = world()
    adopt_charter(w)
    solution = solution_of(w, problem_of(w))
    vote(w, w.at("vote"), "double-majority", ["yes"] * 6, ["yes"] * 3, solution)
    person = Person.objects.create_user("donato@example.org", display_name="Donato")
    Role.objects.create(person=person, territory=w.territory, role="official")
    Membership.objects.create(person=person, organisation=w.registry, role="official")
    donato = Actor(person=person)
    do(donato, "answer.give", proposal=solution.pk, outcome="accepted", reasons="Si può fare subito.", lang="it")
    made = do(
        donato, "intervention.programme", solutions=[solution.pk], title="Schede", body="", lang="it",
        office=w.registry.pk, civic_lead="Ponti", starts="2027-01-01", ends="2027-06-30",
        budget=[{"label": "Stampa", "cents": 340000, "source": "comune"}],
        indicators=[{"label": "Schede", "unit": "schede", "baseline": "0", "target": "10", "direction": "up"}],
        **WHOLE,
    )  # fmt: skip
    solution.refresh_from_db()
    assert solution.state == "programmed"
    assert Proposal.objects.get(pk=made["proposal"]).kind == "intervention"


def test_after_closing_no_ballot_leads_to_its_voter():
    w = world()
    result = vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    ballots = list(Ballot.objects.filter(side="resident").values_list("key", "participant", "reason"))
    assert ballots == [(None, None, "")] * 6
    assert result["counts"]["resident"]["yes"] == 6


def test_a_second_vote_replaces_the_first():
    w = world()
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    for answer in ("yes", "no"):
        do(w.residents[0], "ballot.cast", poll=poll, choice={"answer": answer}, nonce="0" * 32)
    assert list(Ballot.objects.filter(poll=poll).values_list("choice", flat=True)) == [{"answer": "no"}]


def test_a_vote_after_closing_is_refused_with_its_sentence():
    w = world()
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    do(w.residents[0], "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)
    do(w.f, "poll.close", poll=poll)
    code, _sentence = refused(w.residents[1], "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)
    assert code == "refused"


def test_taking_back_goes_back_step_by_step():
    w = world()
    activity = w.at("cards")
    cards = [do(w.residents[0], "card.add", activity=activity.pk, text=t, lang="it")["card"] for t in ("a", "b")]
    do(w.f, "cards.reveal", activity=activity.pk)
    grouping = w.at("grouping")
    one = do(w.f, "group.create", activity=grouping.pk, title="Uno", lang="it", cards=cards[:1])["group"]
    two = do(w.f, "group.create", activity=grouping.pk, title="Due", lang="it", cards=cards[1:])["group"]
    do(w.f, "group.merge", group=one, into=two)
    assert dict(Card.objects.values_list("text", "group")) == {"a": two, "b": two}
    do(w.f, "undo.last", stream=w.room.stream)
    assert dict(Card.objects.values_list("text", "group")) == {"a": one, "b": two}
    do(w.f, "undo.last", stream=w.room.stream)
    assert dict(Card.objects.values_list("text", "group")) == {"a": one, "b": None}
    assert Room.objects.get().activity.kind == "grouping"
