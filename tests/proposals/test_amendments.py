"""Amendments: proposed to one section, taken up exactly as shown or refused with a reason, never applied blindly."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from proposals.models import Amendment, Proposal
from proposals.texts.clean import clean
from proposals.writing.amending import outcome_of
from proposals.writing.revisions import texts_of
from proposals.writing.talking import beside
from tests.helpers.world import ask, do, refused
from tests.people.making import as_person, make_person, make_seat, seated
from tests.proposals.making import make_place, make_problem, make_solution
from tests.proposals.test_writing import browser

pytestmark = pytest.mark.django_db
BODY = "Dieci schede in nove lingue. Le stampa il Comune entro marzo."


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def text(place):
    """A draft solution, its author and somebody who sits in the process."""
    process, office = place
    seat = make_seat(process)
    solution = make_solution(process, office=office, authors=[seat])
    author, other = seated(seat), seated(make_seat(process, nickname="CANARY NAME", side="official"))
    do(author, "proposal.revise", proposal=solution.pk, texts={"body": BODY}, before={"body": "Dieci schede."})
    return solution, author, other


def propose(actor, solution, text, section="body", **more):
    data = {"section": section, "text": text, "lang": "it", "reason": "Così si capisce", **more}
    return Amendment.objects.get(pk=do(actor, "amendment.propose", proposal=solution.pk, **data)["amendment"])


def accept(actor, amendment):
    amendment.refresh_from_db()
    fresh = Amendment.objects.select_related("proposal", "base").get(pk=amendment.pk)
    return ask(actor, "amendment.accept", amendment=amendment.pk, shown=outcome_of(fresh).shown)


def body(solution):
    return texts_of(Proposal.objects.get(pk=solution.pk))["body"]


def test_what_is_taken_up_is_published_as_it_was_shown(text):
    solution, author, other = text
    amendment = propose(other, solution, BODY.replace("Dieci", "Venti"), base=2)
    assert (amendment.number, amendment.base.number, amendment.state) == (1, 2, "open")
    assert accept(author, amendment).ok
    amendment.refresh_from_db()
    assert body(solution) == BODY.replace("Dieci", "Venti")
    assert (amendment.state, amendment.answered_by, amendment.revision) == (
        "accepted", author.participant, solution.revisions.last(),
    )  # fmt: skip
    assert (amendment.revision.number, "1" in amendment.revision.note) == (3, True)


def test_a_change_elsewhere_in_the_text_stays(text):
    solution, author, other = text
    amendment = propose(other, solution, BODY.replace("Dieci", "Venti"))
    do(author, "proposal.revise", proposal=solution.pk, texts={"body": BODY.replace("marzo", "maggio")},
       before={"body": BODY})  # fmt: skip
    assert accept(author, amendment).ok
    assert body(solution) == BODY.replace("Dieci", "Venti").replace("marzo", "maggio")


def test_at_the_same_place_it_is_never_applied_and_the_page_tells_the_three_wordings(text):
    solution, author, other = text
    amendment = propose(other, solution, BODY.replace("Dieci", "Venti"))
    do(author, "proposal.revise", proposal=solution.pk, texts={"body": BODY.replace("Dieci", "Trenta")},
       before={"body": BODY})  # fmt: skip
    answer = accept(author, amendment)
    assert (answer.code, answer.reason.startswith("The text was changed at the same place.")) == ("refused", True)
    assert body(solution) == BODY.replace("Dieci", "Trenta")
    phone = browser(author)
    page = phone.get(f"/amendments/{amendment.pk}/?seat={author.participant.pk}").content.decode()
    assert [words in page for words in ("It said", "Dieci", "It says now", "Trenta", "Venti")] == [True] * 5
    assert "Take it up exactly as shown" not in page
    every = phone.get(f"/proposals/{solution.pk}/amendments/").content.decode()
    assert "It does not fit the text any more" in every


def test_what_changed_between_looking_and_pressing_is_looked_at_again(text):
    solution, author, other = text
    amendment = propose(other, solution, BODY.replace("Dieci", "Venti"))
    shown = outcome_of(amendment).shown
    do(author, "proposal.revise", proposal=solution.pk, texts={"body": BODY.replace("marzo", "maggio")},
       before={"body": BODY})  # fmt: skip
    found = refused(author, "amendment.accept", amendment=amendment.pk, shown=shown)
    assert found == ("refused", "It changed meanwhile. Look at it again.")
    assert body(solution) == BODY.replace("marzo", "maggio")


WORDS = st.lists(st.sampled_from(["uno", "due", "tre", "è", "\u0647\u0628", "fine.\n"]), max_size=8).map(" ".join)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amended=WORDS, meanwhile=WORDS)
def test_whatever_two_people_write_it_is_published_as_shown_or_not_at_all(text, amended, meanwhile):
    solution, author, other = text
    before = body(solution)
    assume(clean(amended) not in (before, "") and clean(meanwhile) != "")
    amendment = propose(other, solution, amended)
    ask(author, "proposal.revise", proposal=solution.pk, texts={"body": meanwhile}, before={"body": before})
    now = body(solution)
    outcome = outcome_of(Amendment.objects.select_related("proposal", "base").get(pk=amendment.pk))
    answer = accept(author, amendment)
    assert (answer.ok, outcome.now) == (outcome.exact and outcome.changes, now)
    assert body(solution) == (outcome.text if answer.ok else now)


def test_two_changes_of_one_place_are_told_and_taking_one_up_makes_the_other_conflict(text):
    solution, author, other = text
    first = propose(other, solution, BODY.replace("Dieci", "Venti"))
    second = propose(other, solution, BODY.replace("Dieci", "Trenta"))
    propose(other, solution, BODY.replace("marzo", "maggio"))
    page = browser(author).get(f"/amendments/{first.pk}/?seat={author.participant.pk}").content.decode()
    assert ("Change 2</a>" in page, "Change 3</a>" in page) == (True, False)
    assert accept(author, first).ok
    assert accept(author, second).ok is False
    assert body(solution) == BODY.replace("Dieci", "Venti")


def test_an_author_proposes_too_and_may_take_it_up(text):
    solution, author, _other = text
    assert accept(author, propose(author, solution, "Schede per tutti", section="title")).ok
    assert Proposal.objects.get(pk=solution.pk).title == "Schede per tutti"


def test_an_empty_text_takes_a_section_away(text):
    solution, author, other = text
    do(author, "proposal.revise", proposal=solution.pk, texts={"cost": "Molto"}, before={"cost": ""})
    assert accept(author, propose(other, solution, "", section="cost")).ok
    assert texts_of(solution)["cost"] == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": BODY}, "Your text says the same as the one that stands there. Change it first."),
        ({"text": f"{BODY}  \n"}, "Your text says the same as the one that stands there. Change it first."),
        ({"text": "x" * 5001}, "This text is too long: at most 5000 characters. Shorten it and send it again."),
        ({"section": "nothing"}, "This text has no such section."),
        ({"section": "title", "text": " "}, "Write a title."),
        (
            {"section": "title", "text": "Una scheda\n per ogni pratica"},
            "Your text says the same as the one that stands there. Change it first.",
        ),
        ({"reason": " "}, "Say why the text should change."),
        ({"reason": "\u202e"}, "Say why the text should change."),
        ({"base": 9}, "There is no such version."),
    ],
)
def test_what_is_no_proposal_is_refused_with_its_reason(text, change, sentence):
    solution, _author, other = text
    data = {"section": "body", "text": "Altro", "lang": "it", "reason": "Perché sì", **change}
    assert refused(other, "amendment.propose", proposal=solution.pk, **data) == ("invalid", sentence)
    assert Amendment.objects.count() == 0


def test_an_amendment_is_not_amended(text, place):
    solution, _author, other = text
    amendment = propose(other, solution, "Altro")
    data = {"section": "body", "text": "Ancora", "lang": "it", "reason": "Perché sì"}
    found = refused(other, "amendment.propose", proposal=amendment.pk, **data)
    assert found == ("refused", "An amendment is not amended. Propose another one to the text itself.")
    stranger = seated(make_seat(make_place()[0]))
    assert refused(stranger, "amendment.propose", proposal=amendment.pk, **data)[0] == "missing"


def test_only_while_the_text_may_change_and_only_from_a_seat(place):
    process, office = place
    seat, host = seated(make_seat(process)), as_person(make_person(process.territory, "facilitator"))
    voted = make_solution(process, office=office, steps=["vote"])
    problem = make_problem(process, state="confirmed")
    data = {"section": "body", "text": "Altro", "lang": "it", "reason": "Perché sì"}
    assert refused(seat, "amendment.propose", proposal=voted.pk, **data)[1].startswith("This is not possible now")
    assert refused(host, "amendment.propose", proposal=problem.pk, **data)[1] == "You need a ticket to do this."
    assert do(seat, "amendment.propose", proposal=problem.pk, **data)["proposal"] == problem.pk


def test_refusing_needs_a_reason_and_everything_stays_on_record(text):
    solution, author, other = text
    one, two = propose(other, solution, "Una"), propose(other, solution, "Due")
    assert refused(author, "amendment.refuse", amendment=one.pk, reason="")[1] == "Say why you do not take it up."
    do(author, "amendment.refuse", amendment=one.pk, reason="Costa troppo")
    assert refused(author, "amendment.withdraw", amendment=two.pk)[0] == "refused"
    do(other, "amendment.withdraw", amendment=two.pk)
    assert list(solution.amendments.values_list("state", "answer")) == [("refused", "Costa troppo"), ("withdrawn", "")]
    for name, who in (("accept", author), ("refuse", author), ("withdraw", other)):
        data = {"accept": {"shown": "x"}, "refuse": {"reason": "No"}, "withdraw": {}}[name]
        sentence = refused(who, f"amendment.{name}", amendment=one.pk, **data)[1]
        assert sentence == "This amendment is no longer open: Not taken up."


def test_who_is_no_author_decides_nothing(text):
    solution, _author, other = text
    amendment = propose(other, solution, "Una")
    assert accept(other, amendment).code == "refused"
    assert refused(other, "amendment.refuse", amendment=amendment.pk, reason="No")[0] == "refused"


def test_pages_show_the_side_and_no_name_and_keep_a_refusal_s_words(text):
    solution, author, other = text
    amendment = propose(other, solution, BODY.replace("Dieci", "Venti"))
    seat, phone = author.participant.pk, browser(author)
    address = f"/amendments/{amendment.pk}/?seat={seat}"
    page = phone.get(address).content.decode() + phone.get(f"/proposals/{solution.pk}/amendments/").content.decode()
    assert ("Official" in page, "CANARY" in page, "Venti</ins>" in page) == (True, False, True)
    assert "It does not fit the text any more" not in page
    form = {"ref": "r1", "seat": seat, "amendment": amendment.pk, "act": "refuse", "reason": "Non ora " * 200}
    kept = phone.post(address, form)
    assert (kept.status_code, "Non ora Non ora" in kept.content.decode()) == (422, True)
    done = phone.post(address, {**form, "ref": "r2", "reason": "Non ora"})
    assert (done.status_code, done.url) == (302, address)
    assert "Why it was not taken up" in phone.get(address).content.decode()


def test_the_form_keeps_what_was_typed_and_leads_to_the_amendment(text):
    solution, _author, other = text
    seat, phone = other.participant.pk, browser(other)
    address = f"/proposals/{solution.pk}/amend/?seat={seat}"
    assert "Which section?" in phone.get(address).content.decode()
    assert BODY in phone.get(f"{address}&section=body").content.decode()
    form = {"ref": "r1", "seat": seat, "proposal": solution.pk, "section": "body", "base": "2", "lang": "it",
            "text": "Tutt'altro <b>testo</b>", "reason": ""}  # fmt: skip
    kept = phone.post(address, form)
    words = ("Tutt&#x27;altro &lt;b&gt;testo", "Say why the text should change.")
    assert (kept.status_code, [each in kept.content.decode() for each in words]) == (422, [True, True])
    done = phone.post(address, {**form, "ref": "r2", "reason": "Più chiaro"})
    assert (done.status_code, done.url) == (302, f"/amendments/{Amendment.objects.get().pk}/?seat={seat}")


def test_a_draft_s_amendments_are_not_there_for_strangers(text, client):
    solution, _author, other = text
    amendment = propose(other, solution, "Una")
    pages = (f"/amendments/{amendment.pk}/", *(f"/proposals/{solution.pk}/{each}/" for each in ("amendments", "amend")))
    assert [client.get(address).status_code for address in pages] == [404, 404, 404]


@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_queries_however_many(text, items, django_assert_num_queries):
    solution, _author, other = text
    for number in range(items):
        propose(other, solution, f"Testo {number}")
    phone = browser(other)
    with django_assert_num_queries(4):
        phone.get(f"/proposals/{solution.pk}/amendments/?seat={other.participant.pk}")


def test_beside_the_text_stand_the_counts(text):
    solution, author, other = text
    do(author, "amendment.refuse", amendment=propose(other, solution, "Una").pk, reason="No")
    propose(other, solution, "Due")
    found = beside(solution, other)
    assert (found["amendments"]["open"], found["amendments"]["all"], found["talk"]["comments"]) == (1, 2, 0)
    assert found["amend"] == f"/proposals/{solution.pk}/amend/?seat={other.participant.pk}"
