"""Writing between meetings: working text, versions, restoring; nothing that anybody wrote is lost."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.actors import COOKIE
from people.keys import plain_hash
from people.models import Device, DeviceSeat
from proposals.models import Author, Proposal, Revision
from proposals.writing.drafts import draft_of
from proposals.writing.revisions import texts_of
from realtime.run import run
from tests.helpers.world import ask, do, refused
from tests.people.making import make_seat, seated
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return make_place()


def written(place, **fields):
    """A draft solution with one author, whose actor is returned too."""
    process, office = place
    seat = make_seat(process)
    solution = make_solution(process, office=office, authors=[seat], **fields)
    return solution, seated(seat)


def test_every_proposal_begins_with_version_one(place):
    solution, _author = written(place)
    assert [(each.number, each.texts["title"]) for each in solution.revisions.all()] == [
        (1, "Una scheda per ogni pratica")
    ]


def test_what_is_saved_is_seen_by_those_who_write_and_by_nobody_else(place):
    solution, author = written(place)
    do(author, "proposal.write", proposal=solution.pk, texts={"cost": "Poco."}, before={"cost": ""})
    assert (draft_of(solution)["cost"], texts_of(solution)["cost"]) == ("Poco.", "")


def test_publishing_makes_one_version_of_all_sections(place):
    solution, author = written(place)
    do(author, "proposal.write", proposal=solution.pk, texts={"cost": "Poco."}, before={})
    made = do(author, "proposal.revise", proposal=solution.pk, texts={"title": "Schede", "effort": "Un mese"},
              before={"title": "Una scheda per ogni pratica"}, note="i costi")  # fmt: skip
    solution.refresh_from_db()
    revision = solution.revisions.last()
    assert (made["revision"], revision.note, revision.participant) == (2, "i costi", author.participant)
    assert {k: v for k, v in revision.texts.items() if v} == {
        "title": "Schede", "body": "Dieci schede.", "cost": "Poco.", "effort": "Un mese",
    }  # fmt: skip
    assert (solution.title, texts_of(solution)) == ("Schede", revision.texts)


def test_a_form_posted_twice_makes_one_version(place):
    solution, author = written(place)
    data = {"proposal": solution.pk, "texts": {"cost": "Poco."}, "before": {}}
    first, second = (run("proposal.revise", author, data, "the-same") for _n in range(2))
    assert (first.ok, second.ok, first.data == second.data) == (True, True, True)
    assert refused(author, "proposal.revise", **data)[1] == "Nothing was changed since the last version."
    assert solution.revisions.count() == 2


def test_two_people_who_began_with_the_same_text_keep_both_changes(place):
    solution, author = written(place)
    seen = "Primo punto.\n\nSecondo punto."
    do(author, "proposal.write", proposal=solution.pk, texts={"body": seen}, before={"body": "Dieci schede."})
    one, other = seen.replace("Primo", "Il primo"), seen.replace("Secondo", "Il secondo")
    for mine in (one, other):
        found = do(author, "proposal.write", proposal=solution.pk, texts={"body": mine}, before={"body": seen})
        assert found["both"] == []
    assert draft_of(solution)["body"] == "Il primo punto.\n\nIl secondo punto."


def test_at_the_same_place_both_versions_stand_and_nothing_is_published(place):
    solution, author = written(place)
    for words in ("Venti schede.", "Trenta schede."):
        found = do(
            author, "proposal.revise", proposal=solution.pk, texts={"body": words}, before={"body": "Dieci schede."}
        )
    assert found["both"] == ["body"]
    assert ("Venti" in draft_of(solution)["body"], "Trenta" in draft_of(solution)["body"]) == (True, True)
    solution.refresh_from_db()
    assert texts_of(solution)["body"] == "Venti schede."


WORDS = st.text(alphabet="abè هب\n🌍", max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=WORDS, other=WORDS)
def test_every_word_of_two_writers_is_in_the_working_text(place, one, other):
    solution, author = written(place)
    for mine in (one, other):
        do(author, "proposal.write", proposal=solution.pk, texts={"cost": mine}, before={"cost": ""})
    now = draft_of(solution)["cost"]
    assert [word for mine in (one, other) for word in mine.split() if word not in now] == []


def test_an_earlier_version_is_published_again_as_a_new_one(place):
    solution, author = written(place)
    do(
        author,
        "proposal.revise",
        proposal=solution.pk,
        texts={"cost": "Molto", "body": "Venti."},
        before={"body": "Dieci schede."},
    )
    first = solution.revisions.get(number=1)
    do(author, "proposal.restore", revision=first.pk)
    last = solution.revisions.last()
    solution.refresh_from_db()
    assert (last.number, last.restores, last.texts, solution.title) == (3, first, first.texts, first.texts["title"])
    assert draft_of(solution)["cost"] == ""


def test_what_the_room_changes_stands_in_the_working_text_too(place):
    solution, author = written(place)
    do(author, "proposal.write", proposal=solution.pk, texts={"cost": "Poco."}, before={})
    do(author, "solution.edit", proposal=solution.pk, title="Dalla sala", body="Dieci schede.", lang="it")
    assert (draft_of(solution)["title"], draft_of(solution)["cost"]) == ("Dalla sala", "Poco.")


def test_a_new_wording_of_a_draft_problem_asks_its_other_authors_again(place):
    process, _office = place
    seats = [make_seat(process) for _n in range(2)]
    problem = make_problem(process, authors=seats, state="draft")
    Author.objects.update(answer="confirmed")
    do(seated(seats[0]), "proposal.revise", proposal=problem.pk, texts={"to_whom": "A chi lavora di sera"}, before={})
    answers = dict(problem.authors.values_list("participant", "answer"))
    assert answers == {seats[0].pk: "confirmed", seats[1].pk: "asked"}


def test_deceiving_signs_are_taken_out_when_a_version_is_published(place):
    solution, author = written(place)
    do(
        author,
        "proposal.revise",
        proposal=solution.pk,
        texts={"cost": "gratis \u202egnp.exe\u202c <b>sì</b>"},
        before={},
    )
    assert texts_of(solution)["cost"] == "gratis gnp.exe <b>sì</b>"


@pytest.mark.parametrize(
    ("texts", "field"),
    [({"cost": "x" * 5001}, "texts.cost"), ({"nothing": "x"}, "nothing"), ({"title": "x" * 201}, "texts.title")],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(place, texts, field):
    solution, author = written(place)
    before = draft_of(solution)
    answer = ask(author, "proposal.write", proposal=solution.pk, texts=texts, before={})
    assert (answer.ok, answer.code, field in answer.fields) == (False, "invalid", True)
    assert draft_of(solution) == before


def test_a_megabyte_is_refused_and_stands_on_the_page_again(place, client):
    solution, author = written(place)
    phone = browser(author)
    page = phone.post(
        f"/proposals/{solution.pk}/write/",
        {"ref": "r1", "seat": author.participant.pk, "proposal": solution.pk, "act": "revise",
         "texts.cost": "<script>alert(1)</script>" * 40_000, "before.cost": ""},
    )  # fmt: skip
    assert (page.status_code, Revision.objects.filter(proposal=solution).count()) == (422, 1)
    text = page.content.decode()
    assert ("&lt;script&gt;alert(1)" in text, "<script>alert" in text) == (True, False)


def test_who_is_no_author_may_not_write_and_who_is_elsewhere_finds_nothing(place):
    process, _office = place
    solution, _author = written(place)
    other, stranger = seated(make_seat(process)), seated(make_seat(make_place()[0]))
    assert refused(other, "proposal.write", proposal=solution.pk, texts={}, before={})[0] == "refused"
    assert refused(stranger, "proposal.write", proposal=solution.pk, texts={}, before={})[0] == "missing"


def test_while_it_is_voted_on_nobody_changes_it(place):
    process, office = place
    seat = make_seat(process)
    solution = make_solution(process, office=office, authors=[seat], steps=["vote"])
    assert (
        refused(seated(seat), "proposal.revise", proposal=solution.pk, texts={"cost": "1"}, before={})[0] == "refused"
    )


def browser(actor) -> Client:
    """A browser on which this seat was taken."""
    device = Device.objects.create(token_hash=plain_hash(actor.participant.pk))
    DeviceSeat.objects.create(device=device, participant=actor.participant)
    client = Client()
    client.cookies[COOKIE] = actor.participant.pk
    client.cookies["django_language"] = "en"
    return client


def test_the_page_of_versions_shows_what_changed_in_words(place):
    solution, author = written(place)
    do(
        author,
        "proposal.revise",
        proposal=solution.pk,
        texts={"body": "Venti schede."},
        before={"body": "Dieci schede."},
    )
    phone, address = browser(author), f"/proposals/{solution.pk}/versions/?seat={author.participant.pk}"
    page = phone.get(address).content.decode()
    assert ("Dieci</del>" in page, "Venti</ins>" in page, "Publish this version again" in page) == (True, True, True)
    assert phone.get(address + "&from=x").status_code == 404


def test_the_writing_page_costs_the_same_queries_whatever_is_written(place, django_assert_max_num_queries):
    solution, author = written(place)
    phone = browser(author)
    with django_assert_max_num_queries(20):
        assert phone.get(f"/proposals/{solution.pk}/write/?seat={author.participant.pk}").status_code == 200
    assert Proposal.objects.get(pk=solution.pk).revisions.count() == 1


def test_a_proposal_is_data_too_for_those_who_may_read_it(place):
    solution, author = written(place)
    do(author, "proposal.revise", proposal=solution.pk, texts={"cost": "Poco."}, before={}, note="i costi")
    address = f"/proposals/{solution.pk}/proposal.json"
    told = browser(author).get(f"{address}?seat={author.participant.pk}").json()
    assert (told["texts"]["cost"], [each["note"] for each in told["versions"]]) == ("Poco.", ["", "i costi"])
    assert author.participant.nickname not in str(told)
    assert Client().get(address).status_code == 404
