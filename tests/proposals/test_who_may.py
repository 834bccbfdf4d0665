"""The whole matrix: kind × state × verb × role. Who may take a step is written down here once more, by hand."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from people.actors import Actor
from proposals.models import Author, Proposal
from proposals.workflow import STATES, STEPS, TABLE, VERBS, allowed, may
from tests.monitoring.making import Place, ok
from tests.people.making import as_person, make_office, make_official, make_person, make_seat, make_territory, seated
from tests.proposals.making import make_problem, make_solution

HOSTS = {"facilitator", "administrator"}
OFFICE = {"official"}
SEATS = {"author", "other resident", "monitor", "seat of another office", "civil seat"}
# Nobody by hand: a vote, its authors together, or the clock.
NOBODY = ("complete", "merge", "unmerge", "dissolve", "vote", "return", "reject", "adopt", "support", "silent")
WHO: dict[str, set[str]] = {verb: set() for verb in NOBODY} | {
    "confirm": {"author"},
    "object": {"author"},
    "reword": HOSTS,
    "conclude": HOSTS,
    "withdraw": HOSTS | {"author"},
    "revise": HOSTS | {"author"},
    "edit": HOSTS | {"author"},
    "rework": HOSTS | {"author"},
    "attach": HOSTS | {"author"},
    "accept": OFFICE,
    "accept_in_part": OFFICE,
    "decline": OFFICE,
    "document": OFFICE,
    "ask": OFFICE,
    "reply_to_office": {"author"},
    "rejoin": {"author"},
    "route": HOSTS | OFFICE,
    "forward": HOSTS | OFFICE,
    "hear": HOSTS | OFFICE,
    "register": HOSTS | OFFICE,
    "programme": OFFICE,
    "plan": HOSTS | OFFICE | {"author"},
    "start": OFFICE,
    "abandon": OFFICE,
    "declare_done": OFFICE,
    "resume": OFFICE,
    "dispute": HOSTS | SEATS,
    "verify": HOSTS | {"monitor"},
}
# Where the same verb is narrower.
NARROWER = {("problem", "draft", "withdraw"): HOSTS, ("problem", "confirmed", "revise"): {"author"}}
# Where no author has a seat, whoever hosts speaks on their behalf.
WITHOUT_SEATS = {"reply_to_office": HOSTS, "rejoin": HOSTS}


@pytest.fixture
def cast(db):
    """One world in which every rule that asks for more than a role has what it asks for: `(roles, proposals)`."""
    place = Place().ready(final=True).measured(("1", "20", "2"))
    ok("intervention.declare_done", place.official, proposal=place.intervention.pk, text="Fatto.", lang="it")
    place.closed()
    process, territory, office = place.process, place.process.territory, place.office
    author = make_seat(process, nickname="Autrice")
    Author.objects.create(proposal=place.solution, participant=author, standing=Author.Standing.AUTHOR)
    gone = make_seat(process, nickname="Andato")
    other = make_office(territory, "Sociali")
    elsewhere, neighbour = make_territory("Altrove"), place.__class__().process
    roles = {
        "nobody": Actor(),
        "author": seated(author),
        "author whose seat was taken away": Actor(participant=gone),
        "other resident": place.residents[3],
        "monitor": place.residents[0],
        "seat of the office": place.insider,
        "seat of another office": seated(make_seat(process, side="official", office=other)),
        "civil seat": seated(make_seat(process, side="civil")),
        "seat in another process": seated(make_seat(neighbour)),
        "facilitator": place.host,
        "administrator": as_person(make_person(territory, "administrator")),
        "official": place.official,
        "official of another office": as_person(make_official(other)),
        "official of another territory": as_person(make_official(make_office(elsewhere))),
        "facilitator of another territory": as_person(make_person(elsewhere, "facilitator", "administrator")),
        "reviewer": as_person(make_person(territory, "reviewer")),
        "councillor": as_person(make_person(territory, "councillor")),
        "peer coach": as_person(make_person(territory, "peer_coach")),
        "account without a role": as_person(make_person()),
    }
    wrote = [author, gone]
    proposals = {
        "problem": make_problem(process, office=office, authors=wrote),
        "intervention": place.intervention,
        **_solutions(process, office, place.official, wrote),
    }
    gone.removed_at = timezone.now()
    gone.save()
    return roles, proposals


def _solutions(process, office, official, authors):
    """Three that lie with the office: one waits, one was asked about, one got a no."""
    made = {
        name: make_solution(process, office=office, steps=["vote", "adopt"], authors=authors)
        for name in ("solution", "reply_to_office", "rejoin")
    }
    ok("question.ask", official, proposal=made["reply_to_office"].pk, text="Quante schede?", lang="it")
    no = {"outcome": "not_accepted", "reasons": "No.", "lang": "it", "criteria": [{"criterion": "cost", "text": "No."}]}
    ok("answer.give", official, proposal=made["rejoin"].pk, **no)
    return made


def _asked(proposals, kind, state, verb):
    """The proposal that this step is asked of, in this state."""
    found = proposals[verb] if kind == "solution" and verb in proposals else proposals[kind]
    if found.state != state:
        Proposal.objects.filter(pk=found.pk).update(state=state)
        found.state = state
    return found


def test_who_may_take_each_step_in_every_state_and_nobody_else_any_other(cast):
    roles, proposals = cast
    found, refused_in_words = set(), set()
    for kind, states in STATES.items():
        for state, verb in product(states, VERBS):
            proposal = _asked(proposals, kind, state, verb)
            for role, actor in roles.items():
                reason = may(verb)(actor, proposal=proposal)
                if reason is None:
                    found.add((kind, state, verb, role))
                elif (kind, state, verb) not in STEPS:
                    refused_in_words.add(str(reason) == f"This is not possible now: the proposal is “{_name(state)}”.")
    wanted = {
        (row.kind, row.state, row.verb, role)
        for row in TABLE
        for role in NARROWER.get((row.kind, row.state, row.verb), WHO[row.verb])
    }
    assert (found - wanted, wanted - found) == (set(), set())
    assert refused_in_words == {True}


def test_buttons_ask_the_same_table(cast):
    roles, proposals = cast
    for kind, states in STATES.items():
        for state, (role, actor) in product(states, roles.items()):
            proposal = _asked(proposals, kind, state, "")
            told = {verb for verb, reason in allowed(proposal, actor).items() if reason is None}
            narrow = {v: NARROWER.get((kind, state, v), WHO[v]) for k, s, v in STEPS if (k, s) == (kind, state)}
            wanted = {verb for verb, who in narrow.items() if role in who} - {"reply_to_office", "rejoin"}
            assert (kind, state, role, told) == (kind, state, role, wanted)


def test_where_no_author_has_a_seat_whoever_hosts_speaks_for_them_and_nobody_else(cast):
    roles, proposals = cast
    Author.objects.filter(proposal__in=[proposals[verb].pk for verb in WITHOUT_SEATS]).update(participant=None)
    for verb, who in WITHOUT_SEATS.items():
        rows = [row for row in TABLE if row.verb == verb]
        for row in rows:
            proposal = _asked(proposals, row.kind, row.state, verb)
            told = {role for role, actor in roles.items() if may(verb)(actor, proposal=proposal) is None}
            assert (row.state, verb, told) == (row.state, verb, who)


def test_sixty_days_after_the_answer_nobody_answers_back(cast, monkeypatch):
    roles, proposals = cast
    proposal = _asked(proposals, "solution", "not_accepted", "rejoin")
    later = timezone.now() + timedelta(days=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [role for role, actor in roles.items() if may("rejoin")(actor, proposal=proposal) is None] == []


def _name(state):
    return Proposal.State(state).label
