"""A note never leaves its office: a word is planted in one and looked for everywhere that anybody else reaches."""

import uuid

import pytest
from django.apps import apps
from django.core import mail

from deliberation.reports.making import make_all
from people.actors import Actor
from people.models import Membership
from proposals.models import InternalNote, Proposal, Referral
from realtime.models import Done, Event, Stream
from realtime.streams import Viewer, frames, snapshot, tables
from tests.helpers.every_page import addresses, browser, patterns, read
from tests.helpers.scenes import sent
from tests.helpers.scenes_monitoring import begun
from tests.helpers.scenes_reviewing import GRADES, reviewer
from tests.helpers.scenes_routing import put
from tests.helpers.world import ask, refused, world
from tests.people.making import as_person, make_office, make_official, make_person, make_seat, make_territory, seated
from tests.proposals.making import make_place, make_solution, plan

pytestmark = pytest.mark.django_db
AUDIENCES = ("screen", "participant", "facilitator", "public")
INSIDE = {"proposal_answer", "proposal_notes"}  # the two pages on which the office reads its notes
# Pages of things that this world may not have, that answer only to what is sent to them, or lead to another. No more.
NOT_IN_THIS_WORLD = {
    "account_confirm_login_code", "account_inactive", "account_logout", "amendment", "amendment_vote",
    "amendment_votes", "begin", "merge", "poll_vote",
    "printed_login", "room_by_code", "room_short", "sound", "ticket_enter", "ticket_landing",
}  # fmt: skip


def staff(w, *roles, office=None):
    person = make_person(w.territory, *roles)
    if office is not None:
        Membership.objects.create(person=person, organisation=office, role="official")
    return Actor(person=person)


def told(w, canary, callbacks):
    """Plant the word, then do everything around it; return who looks, and every answer that was given."""
    solution, own = sent(w), staff(w, "official", office=w.registry)
    said = {"proposal": solution.pk, "lang": "it"}
    answers = [ask(own, "note.add", text=f"Sentire {canary} prima.", **said)]
    with callbacks(execute=True):
        answers.append(ask(own, "question.ask", text="Quante schede?", **said))
        answers.append(ask(w.residents[0], "question.reply", text="Dieci.", **said))
        answers.append(ask(w.f, "translation.write", **said | {"lang": "ar", "title": "بطاقة"}))
        critic = reviewer(w)
        answers.append(ask(critic, "review.give", verdict="favourable", grades=GRADES, text="Bene.", **said))
        answers.append(ask(own, "answer.give", outcome="accepted", reasons="Sì.", **said))
        answers.append(ask(own, "intervention.programme", **plan([solution], w.registry)))
        made = Proposal.objects.get(pk=answers[-1].data["proposal"])
        answers.append(ask(own, "intervention.start", proposal=made.pk))
        answers.append(ask(w.f, "round.close", round=begun(w, made)))
    later = make_solution(w.process, office=w.registry, steps=["vote", "support"])  # one that still waits
    answers.append(ask(w.f, "attachment.keep", attachment=put(w, w.f, later).pk))
    answers.append(ask(w.f, "report.ask", process=w.process.pk, lang="en"))
    waiting = ask(own, "note.add", proposal=later.pk, text=f"Anche {canary}.", lang="it")
    assert [each.reason for each in [*answers, waiting] if not each.ok] == []
    make_all()
    every = staff(w, "administrator", "lead", "councillor", "peer_coach")
    who = {
        "anonymous": Actor(), "author": w.residents[0], "facilitator": w.f, "reviewer": critic,
        "another office": staff(w, "official", office=w.social), "administrator": every,
    }  # fmt: skip
    return own, who, [*answers, waiting]


def pages_with(canary, actor):
    """Ask for every page there is; return the names of those that say the word, and of those that were there."""
    client, seat = browser(actor)
    saying, there = set(), set()
    for name, pattern in patterns():
        for address in addresses(pattern):
            response = client.get(address + seat)
            if response.status_code == 200:
                there.add(name)
            if canary in read(response):
                saying.add(name)
    return saying, there


def test_a_word_in_a_note_is_on_no_page_that_anybody_else_reaches(django_capture_on_commit_callbacks, caplog):
    canary, w = f"Canarino{uuid.uuid4().hex[:10]}", world(residents=3, officials=1)
    caplog.set_level("INFO")
    own, everybody, answers = told(w, canary, django_capture_on_commit_callbacks)
    reached = set()
    for who, actor in everybody.items():
        saying, there = pages_with(canary, actor)
        assert (who, saying) == (who, set())
        reached |= there
    saying, there = pages_with(canary, own)
    assert saying == INSIDE  # so that the test can fail: the office does read it, and not by way of a file to pass on
    assert {name for name, _pattern in patterns()} - reached - there - NOT_IN_THIS_WORLD == set()
    elsewhere = [str(each) for each in answers] + [f"{m.subject} {m.body} {m.to}" for m in mail.outbox] + [caplog.text]
    assert (len(mail.outbox) > 0, [each for each in elsewhere if canary in each]) == (True, [])
    assert sorted(holding(canary)) == ["proposals.InternalNote"]
    assert canary not in streams_in_words([own, *everybody.values()])


def holding(canary):
    """Return the tables in which the word stands."""
    for model in apps.get_models():
        if any(canary in str(row) for row in model.objects.values_list()):
            yield model._meta.label


def streams_in_words(actors):
    """Everything that a socket could be sent: tables, snapshots and frames of every stream, for every audience."""
    said = []
    for stream in Stream.objects.values_list("id", flat=True):
        events = list(Event.objects.filter(stream=stream))
        for audience in AUDIENCES:
            said += [tables(stream, audience), frames(stream, events, audience)]
        said += [snapshot(stream, Viewer(actor, "participant", "it")) for actor in actors if actor.participant]
    return str(said)


@pytest.fixture
def desk():
    """A solution that waits, and an official of its office."""
    process, office = make_place()
    solution = make_solution(process, office=office, steps=["vote", "adopt"])
    return solution, as_person(make_official(office))


def note(actor, solution, text="Sentire la ragioneria."):
    return ask(actor, "note.add", proposal=solution.pk, text=text, lang="it")


def test_no_event_tells_that_there_is_a_note_and_the_kept_answer_holds_no_text(desk):
    solution, own = desk
    before = Event.objects.count()
    answer = note(own, solution)
    assert (answer.seq, list(answer.data), Event.objects.count()) == (0, ["note"], before)
    kept = Done.objects.get(actor=own.key)
    assert ("ragioneria" in str(kept.answer), len(kept.digest) >= 32) == (False, True)


def test_sent_twice_it_is_kept_once(desk):
    solution, own = desk
    for _time in range(2):
        ask(own, "note.add", ref="once", proposal=solution.pk, text="Una volta.", lang="it")
    assert InternalNote.objects.count() == 1


def test_only_officials_of_the_office_write_and_read_them(client, desk):
    solution, own = desk
    note(own, solution)
    place, elsewhere = solution.process.territory, make_territory("Treviso")
    others = [
        as_person(make_official(make_office(place, "Sociali"))),
        as_person(make_official(make_office(elsewhere))),
        as_person(make_person(place, "facilitator", "administrator", "lead", "reviewer", "official", "councillor")),
        seated(make_seat(solution.process, "official", office=solution.office)),
        Actor(),
    ]
    for actor in others:
        assert note(actor, solution).code == "missing"
        page = browser(actor)[0].get(f"/proposals/{solution.pk}/notes/")
        assert page.status_code == (404 if actor.person else 302)
    colleague = make_official(solution.office, name="Collega")
    assert "Sentire la ragioneria." in read(browser(as_person(colleague))[0].get(f"/proposals/{solution.pk}/notes/"))
    assert InternalNote.objects.count() == 1


def test_it_stays_in_the_office_where_it_was_written_when_the_proposal_goes_to_another(desk):
    solution, own = desk
    note(own, solution)
    there = make_office(solution.process.territory, "Sociali")
    Referral.objects.filter(proposal=solution).update(office=there)
    second = as_person(make_official(there))
    address = f"/proposals/{solution.pk}/notes/"
    assert "ragioneria" not in read(browser(second)[0].get(address))
    assert browser(own)[0].get(address).status_code == 404
    Referral.objects.filter(proposal=solution).update(office=solution.office)
    assert "ragioneria" in read(browser(own)[0].get(address))


@pytest.mark.parametrize("text", ["", " \u202e", "x" * 3001, None, 7.5, ["a"], {}])
def test_a_bad_note_is_refused(desk, text):
    solution, own = desk
    answer = ask(own, "note.add", proposal=solution.pk, text=text, lang="it")
    assert (answer.ok, InternalNote.objects.count()) == (text == 7.5, int(text == 7.5))


def test_the_form_keeps_what_was_typed(desk):
    solution, own = desk
    client, _seat = browser(own)
    address = f"/proposals/{solution.pk}/notes/"
    long = "<b>" + "z" * 3000
    back = client.post(address, {"ref": "n1", "proposal": solution.pk, "lang": "it", "text": long})
    assert (back.status_code, "&lt;b&gt;" + "z" * 3000 in read(back), "<b>zzz" in read(back)) == (422, True, False)
    done = client.post(address, {"ref": "n2", "proposal": solution.pk, "lang": "it", "text": "Va bene."})
    assert (done.status_code, InternalNote.objects.get().text) == (302, "Va bene.")


@pytest.mark.parametrize("items", [1, 3, 30])
def test_the_page_costs_the_same_queries_however_many_notes(desk, items, django_assert_num_queries):
    solution, own = desk
    for n in range(items):
        note(own, solution, f"Nota {n}")
    client, _seat = browser(own)
    with django_assert_num_queries(6):
        assert client.get(f"/proposals/{solution.pk}/notes/").status_code == 200
    assert (Proposal.objects.get(pk=solution.pk).state, refused(Actor(), "note.add", proposal=solution.pk)[0]) == (
        "adopted", "invalid",
    )  # fmt: skip
