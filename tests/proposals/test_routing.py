"""Sent to a service, sent elsewhere, forwarded to an authority: recorded, with reasons, and no time is bought by it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from people.models import Service
from proposals.due import tell_of_answers
from proposals.models import Forwarding, Move, Proposal, Referral, Routing
from proposals.office.clock import answer_clock, late_days
from tests.people.making import as_person, do, make_office, make_official, make_person, make_territory
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
LOGIN = "django.contrib.auth.backends.ModelBackend"
YES = {"outcome": "accepted", "reasons": "Sì.", "lang": "it"}
CLOSED = {"outcome": "not_accepted", "reasons": "No.", "lang": "it", "criteria": [{"criterion": "cost", "text": "No."}]}


class Here:
    def __init__(self, signed=True):
        self.process, self.office = make_place(signed=signed)
        self.territory = self.process.territory
        self.other = make_office(self.territory, "Sociali")
        self.service = Service.objects.create(office=self.other, name="Mediazione")
        self.own = Service.objects.create(office=self.office, name="Residenza")
        self.official = as_person(make_official(self.office))
        self.colleague = as_person(make_official(self.other, name="Sara"))
        self.host = as_person(make_person(self.territory, "facilitator"))
        self.questura = make_office(self.territory, "Questura", kind="public_authority")

    def sent(self, verb="adopt", days=30, **fields):
        solution = make_solution(self.process, office=self.office, steps=["vote", verb], **fields)
        Referral.objects.filter(proposal=solution).update(due_at=timezone.now() + timedelta(days=days))
        return Proposal.objects.get(pk=solution.pk)

    def route(self, actor, *proposals, **data):
        data = {"service": self.service.pk, "reason": "È dei Sociali.", **data}
        return do("proposal.route", actor, proposals=[each.pk for each in proposals], lang="it", **data)

    def forward(self, actor, proposal, **data):
        data = {
            "authority": self.questura.pk,
            "protocol": "12/2026",
            "sent_on": day(0),
            "reason": "Decide lei.",
            **data,
        }
        return do("proposal.forward", actor, proposal=proposal.pk, lang="it", **data)


@pytest.fixture
def here():
    return Here()


def day(ago):
    return (timezone.localdate() - timedelta(days=ago)).isoformat()


def back(solution, days):
    """As if everything had happened so many days earlier."""
    Referral.objects.filter(proposal=solution).update(sent_at=timezone.now() - timedelta(days=days))


def test_a_solution_goes_to_a_service_its_office_follows_and_the_date_stays(here, django_capture_on_commit_callbacks):
    solution = here.sent(days=9)
    due = solution.referral.due_at
    with django_capture_on_commit_callbacks(execute=True):
        assert here.route(here.official, solution).ok
    solution = Proposal.objects.get(pk=solution.pk)
    assert (solution.office, solution.service, solution.state) == (here.other, here.service, "adopted")
    assert (solution.referral.office, solution.referral.due_at, solution.referral.clock) == (here.other, due, True)
    row = Routing.objects.get()
    assert (row.before, row.office, row.service, row.reason) == (
        here.office,
        here.other,
        here.service,
        "È dei Sociali.",
    )
    assert [each.to for each in mail.outbox] == [[here.colleague.person.email]]
    assert Move.objects.filter(proposal=solution, verb="route").count() == 1
    assert do("answer.give", here.official, proposal=solution.pk, **YES).code == "missing"
    assert do("answer.give", here.colleague, proposal=solution.pk, **YES).ok


def test_a_reason_is_needed_when_it_lay_elsewhere_and_not_for_the_first_service_of_the_same_office(here):
    problem = make_problem(here.process, office=here.office)
    refused = here.route(here.host, problem, reason=" ")
    assert refused.reason == "Say why it goes elsewhere: it lay with another office or service."
    assert here.route(here.official, problem, service=here.own.pk, reason="").ok
    assert here.route(here.official, problem, service=here.own.pk).reason == "It lies there already."
    assert here.route(here.official, problem).ok
    assert Routing.objects.filter(proposal=problem).count() == 2


def test_not_while_voting_and_not_for_people_of_another_office_or_territory(here):
    voting = make_solution(here.process, office=here.office, steps=["vote"])
    assert here.route(here.host, voting).reason == "This is not possible now: the proposal is “Being voted on”."
    solution = here.sent()
    elsewhere = as_person(make_official(make_office(make_territory("Treviso"))))
    for actor in (here.colleague, elsewhere):
        assert here.route(actor, solution).code == "missing"
    there = make_office(make_territory("Lecce"))
    wrong = here.route(here.host, solution, service="", office=there.pk)
    assert wrong.reason == "This office belongs to another territory."
    both = here.route(here.host, solution, office=here.office.pk)
    assert both.reason == "This service belongs to another office: choose one of the two."
    none = here.route(here.host, solution, service="")
    assert none.reason == "Choose the service or the office it goes to."
    here.service.retired_at = timezone.now()
    here.service.save()
    assert here.route(here.host, solution).code == "missing"
    assert Routing.objects.count() == 0


def test_many_are_sent_together_or_none_and_each_that_stands_in_the_way_is_named(here):
    one, two = here.sent(title="Una"), here.sent(title="Due")
    voting = make_solution(here.process, office=here.office, steps=["vote"], title="In voto")
    refused = here.route(here.host, one, voting, two)
    assert f"No. {voting.number}, “In voto”:" in refused.reason
    assert (Routing.objects.count(), Proposal.objects.filter(office=here.other).count()) == (0, 0)
    assert here.route(here.host, one, two).ok
    assert Routing.objects.count() == 2
    named = here.route(here.host, one, two).reason
    assert named.startswith("Nothing was sent.") and "Una" in named and "Due" in named


def test_the_inbox_sends_those_that_are_ticked_and_keeps_what_was_typed(client, here):
    one, two = here.sent(title="Una"), here.sent(title="Due")
    client.force_login(here.official.person, backend=LOGIN)
    form = {"proposals": [one.pk, two.pk], "service": here.service.pk, "lang": "it", "ref": "r" * 12}
    page = client.post("/office/?state=waiting", {**form, "reason": ""}, headers=ENGLISH)
    text = page.content.decode()
    assert (page.status_code, text.count(" checked"), Routing.objects.count()) == (403, 2, 0)
    assert "Una" in text and "Say why it goes elsewhere" in text
    none = client.post("/office/", {"service": here.service.pk, "ref": "n" * 12}, headers=ENGLISH).content.decode()
    assert "Choose at least one proposal." in none
    done = client.post("/office/?state=waiting", {**form, "ref": "s" * 12, "reason": "Loro."}, headers=ENGLISH)
    assert (done.status_code, done["Location"]) == (302, "/office/?state=waiting")
    client.force_login(here.colleague.person, backend=LOGIN)
    assert "Mediazione" in client.get("/office/", headers=ENGLISH).content.decode()


def test_after_a_rerouting_the_first_answer_stays_that_of_the_office_which_gave_it(client, here):
    from tests.people.making import make_seat, seated

    seat = make_seat(here.process)
    solution = here.sent(authors=[seat])
    assert do("answer.give", here.official, proposal=solution.pk, **CLOSED).ok
    assert do("answer.rejoin", seated(seat), proposal=solution.pk, text="Ripensateci.", lang="it").ok
    assert here.route(here.host, solution).ok
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH)
    assert page.context["exchange"]["turns"][0]["office"] == here.office
    journey = client.get(f"/journeys/{solution.links_out.get().to_proposal_id}/", headers=ENGLISH)
    assert journey.context["solutions"][0]["answers"][0]["office"] == here.office


def test_a_forwarded_solution_never_counts_against_the_office_and_the_silence_is_public(client, here, monkeypatch):
    solution = here.sent(days=30)
    assert here.forward(here.official, solution).ok
    now = timezone.now() + timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: now)
    solution = Proposal.objects.get(pk=solution.pk)
    assert (solution.state, late_days(solution.referral), tell_of_answers()) == ("forwarded", 0, 0)
    assert answer_clock(here.territory)["late"] == 0
    problem = solution.links_out.get().to_proposal_id
    for address in (here.territory.url, f"/proposals/{solution.pk}/", f"/journeys/{problem}/"):
        text = client.get(address, headers=ENGLISH).content.decode()
        assert (address, "No reply for 40 days." in text) == (address, True)
    client.force_login(here.official.person, backend=LOGIN)
    assert [p.title for p in client.get("/office/?late=1").context["papers"]] == []
    assert client.get("/office/", headers=ENGLISH).context["papers"][0].clock.state == "none"


def test_forwarding_does_not_forgive_that_it_was_late(client, here):
    solution = here.sent(days=-3)
    back(solution, 33)
    assert here.forward(here.official, solution, sent_on=day(20)).ok
    assert Forwarding.objects.get().late == 3
    page = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH).content.decode()
    assert "its own answer was already late by 3 days" in page
    assert do("answer.give", here.official, proposal=solution.pk, **YES).ok
    assert answer_clock(here.territory) == {"sent": 1, "answered": 1, "in_time": 0, "waiting": 0, "late": 0}


def test_the_reply_is_written_down_and_then_the_office_answers(client, here):
    solution = here.sent()
    back(solution, 20)
    forwarding = here.forward(here.official, solution, sent_on=day(10)).data["forwarding"]
    reply = {"forwarding": forwarding, "reply": "<script>Da marzo.", "reply_lang": "it", "replied_on": day(2)}
    assert here.forward(here.host, solution).reason.startswith("It was forwarded already")
    assert do("forwarding.hear", here.colleague, **reply).code == "missing"
    assert do("forwarding.hear", here.host, **{**reply, "replied_on": day(11)}).reason == (
        "The reply cannot be older than the day on which it was forwarded."
    )
    assert do("forwarding.hear", here.host, **{**reply, "replied_on": day(-1)}).ok is False
    assert do("forwarding.hear", here.host, **{**reply, "reply": " "}).fields["reply"] == [
        "Write what the authority replied."
    ]
    assert do("forwarding.hear", here.official, **reply).ok
    assert do("forwarding.hear", here.official, **reply).reason == "The reply is written down already."
    text = client.get(f"/proposals/{solution.pk}/", headers=ENGLISH).content.decode()
    assert ("It replied on" in text, "<script>Da" in text, "&lt;script&gt;Da marzo." in text) == (True, False, True)
    assert here.forward(here.official, solution, protocol="13/2026").ok
    assert do("answer.give", here.official, proposal=solution.pk, **YES).ok
    assert Proposal.objects.get(pk=solution.pk).state == "accepted"


def test_what_is_forwarded_after_a_rejoinder_is_answered_a_second_time(client, here):
    from tests.people.making import make_seat, seated

    seat = make_seat(here.process)
    solution = here.sent(authors=[seat])
    assert do("answer.give", here.official, proposal=solution.pk, **CLOSED).ok
    assert do("answer.rejoin", seated(seat), proposal=solution.pk, text="Ripensateci.", lang="it").ok
    assert here.forward(here.official, solution).ok
    asked = Referral.objects.get(proposal=solution)
    assert (asked.clock, asked.rejoinder.clock, late_days(asked)) == (True, False, 0)
    assert do("answer.give", here.official, proposal=solution.pk, **YES).ok
    assert Referral.objects.get(proposal=solution).rejoinder.answer.outcome == "accepted"
    told = client.get(f"/proposals/{solution.pk}/proposal.json").json()
    assert (told["forwardings"][0]["authority"], told["routings"], told["files"]) == ("Questura", [], [])


def test_a_confirmed_problem_is_forwarded_and_stays_confirmed(here):
    problem = make_problem(here.process, office=here.office)
    assert here.forward(here.official, problem).ok
    problem.refresh_from_db()
    assert (problem.state, problem.moves.filter(verb="forward").count()) == ("confirmed", 1)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"sent_on": day(-1)}, "", "The day on which it was forwarded cannot lie in the future."),
        ({"sent_on": day(1)}, "", "It cannot have been forwarded before it came to the office."),
        ({"sent_on": "soon"}, "sent_on", "Write the day on which it was forwarded."),
        ({"protocol": " "}, "protocol", "Write the number under which it was forwarded."),
        ({"reason": "\u202e"}, "reason", "Say why the municipality cannot decide this itself."),
        ({"authority": ""}, "authority", "Choose the authority."),
    ],
)
def test_what_is_missing_for_a_forwarding_is_said_and_nothing_is_written(here, change, field, sentence):
    solution = here.sent()
    answer = here.forward(here.official, solution, **change)
    told = answer.fields[field][0] if field else answer.reason
    assert (answer.ok, told, Forwarding.objects.count()) == (False, sentence, 0)
    assert Referral.objects.get(proposal=solution).clock is True


def test_an_office_or_an_authority_of_another_territory_is_no_authority_to_forward_to(here):
    solution = here.sent()
    assert here.forward(here.official, solution, authority=here.other.pk).code == "missing"
    far = make_office(make_territory("Lecce"), "Questura", kind="public_authority")
    answer = here.forward(here.official, solution, authority=far.pk)
    assert answer.reason == "This authority belongs to another territory."


def test_the_pages_are_404_for_people_of_another_office_and_a_refusal_keeps_what_was_typed(client, here):
    solution = here.sent()
    stranger = as_person(make_official(make_office(make_territory("Treviso"))))
    for who, status in ((stranger, 404), (here.colleague, 404), (here.official, 200), (here.host, 200)):
        client.force_login(who.person, backend=LOGIN)
        for name in ("route", "forward", "packet"):
            assert client.get(f"/proposals/{solution.pk}/{name}/").status_code == status
    form = {
        "proposal": solution.pk,
        "authority": here.questura.pk,
        "protocol": "X-77",
        "sent_on": day(-2),
        "lang": "it",
    }
    page = client.post(f"/proposals/{solution.pk}/forward/", {**form, "reason": "Perché no", "ref": "q" * 9})
    text = page.content.decode()
    assert ('value="X-77"' in text, "Perché no" in text, Forwarding.objects.count()) == (True, True, 0)


@pytest.mark.parametrize("items", [1, 3, 40])
def test_a_territory_costs_the_same_queries_however_much_was_forwarded(client, here, items, django_assert_num_queries):
    problem = make_problem(here.process)
    for _each in range(items):
        solution = here.sent(problems=[problem])
        assert here.forward(here.host, solution).ok
    queries = 7 if items > 15 else 6
    with django_assert_num_queries(queries):
        client.get(here.territory.url)
