"""A change to a text that a vote decides: taken up exactly as shown when both sides say yes, untouched otherwise."""

import pytest

from deliberation.changes import change_row
from deliberation.due import end_votes
from deliberation.models import Poll
from proposals.models import Amendment, Proposal
from proposals.writing.amending import outcome_of
from tests.deliberation.room.test_outside import its_day_has_come
from tests.deliberation.room.voting import solution, voted, with_charter
from tests.helpers.doors import enter as sit_down
from tests.helpers.world import World, do, refused, world

pytestmark = pytest.mark.django_db
TITLE = "Una scheda per ogni pratica"


def amended(w: World, made: Proposal, text: str = TITLE) -> Amendment:
    asked = do(w.residents[1], "amendment.propose", proposal=made.pk, section="title", text=text, lang="it",
               reason="Vale per tutte le pratiche")  # fmt: skip
    return Amendment.objects.get(pk=asked["amendment"])


def put(w: World, amendment: Amendment, **more) -> str:
    data = {"activity": w.at("vote").pk, "method": "double-majority", "amendment": amendment.pk, **more}
    return do(w.f, "poll.open", **data)["poll"]


def on_vote(**more) -> tuple[World, Proposal, Amendment, str]:
    w = with_charter(world())
    made = solution(w)
    amendment = amended(w, made)
    return w, made, amendment, put(w, amendment, **more)


def test_when_both_sides_say_yes_the_text_is_changed_at_that_moment_exactly_as_shown():
    w, made, amendment, poll = on_vote()
    result = voted(w, poll, ["yes"] * 5, ["yes"] * 3)
    made.refresh_from_db()
    amendment.refresh_from_db()
    assert (result["outcome"], result["changed"]) == ("adopted", True)
    assert (made.title, made.state, amendment.state) == (TITLE, "draft", "accepted")
    assert (amendment.answered_by, amendment.answered_person) == (None, None)
    assert amendment.revision.texts["title"] == TITLE


@pytest.mark.parametrize(
    ("residents", "officials", "outcome"),
    [(["yes"] * 5, ["no"] * 3, "supported"), (["no"] * 5, ["yes"] * 3, "not-adopted")],
)
def test_without_the_yes_of_both_sides_the_text_stays_and_the_amendment_says_why(residents, officials, outcome):
    w, made, amendment, poll = on_vote()
    result = voted(w, poll, residents, officials)
    made.refresh_from_db()
    amendment.refresh_from_db()
    assert (result["outcome"], made.title, amendment.state) == (outcome, "Una scheda", "refused")
    assert amendment.answer == "È stata messa ai voti e le due parti non l’hanno approvata insieme."


def test_a_vote_that_too_few_took_part_in_decides_nothing_and_the_amendment_is_open_again():
    w, made, amendment, poll = on_vote()
    result = voted(w, poll, ["yes"], [])
    amendment.refresh_from_db()
    assert (result["outcome"], amendment.state, result["changed"]) == ("inquorate", "open", False)
    do(w.residents[0], "amendment.accept", amendment=amendment.pk, shown=outcome_of(amendment).shown)
    made.refresh_from_db()
    assert made.title == TITLE


def test_while_it_is_voted_on_nobody_takes_it_up_refuses_withdraws_or_publishes_another_text():
    w, made, amendment, _poll = on_vote()
    author, proposer = w.residents[:2]
    shown = outcome_of(amendment).shown
    no_longer = "This amendment is no longer open: Being voted on."
    assert refused(author, "amendment.accept", amendment=amendment.pk, shown=shown)[1] == no_longer
    assert refused(author, "amendment.refuse", amendment=amendment.pk, reason="No")[1] == no_longer
    assert refused(proposer, "amendment.withdraw", amendment=amendment.pk)[1] == no_longer
    other = {"title": "Altro", "body": "Altro", "lang": "it", "office": w.registry.pk}
    why = refused(author, "solution.edit", proposal=made.pk, **other)[1]
    assert why == "A change to this text is being voted on. When that vote is over, you can go on here."
    made.refresh_from_db()
    assert made.title == "Una scheda"


def test_a_second_change_of_the_same_text_waits_for_the_first_vote():
    w, made, _amendment, poll = on_vote(days=7)
    second = amended(w, made, "Dieci schede")
    code, why = refused(w.f, "poll.open", activity=w.at("vote").pk, method="double-majority", amendment=second.pk)
    assert (code, why) == ("refused", "Another change to this text is being voted on. One after the other.")
    assert Poll.objects.filter(amendment=second).count() == 0
    assert poll


def test_an_amendment_that_does_not_fit_the_text_any_more_is_not_put_to_the_vote():
    w = with_charter(world())
    made = solution(w)
    amendment = amended(w, made)
    do(w.residents[0], "solution.edit", proposal=made.pk, title="Tutta un’altra", body="", lang="it")
    code, why = refused(w.f, "poll.open", activity=w.at("vote").pk, method="double-majority", amendment=amendment.pk)
    assert (code, why.startswith("The text was changed at the same place.")) == ("refused", True)


@pytest.mark.parametrize("method", ["consent", "approval", "schulze"])
def test_only_the_vote_of_both_sides_decides_a_change(method):
    w = with_charter(world())
    amendment = amended(w, solution(w))
    code, why = refused(w.f, "poll.open", activity=w.at("vote").pk, method=method, amendment=amendment.pk)
    assert (code, why) == ("refused", "A change to a text is decided by the vote of both sides.")
    amendment.refresh_from_db()
    assert amendment.state == "open"


def test_a_change_of_another_territory_does_not_exist():
    w, other = with_charter(world()), with_charter(world())
    foreign = amended(other, solution(other))
    code, _why = refused(w.f, "poll.open", activity=w.at("vote").pk, method="double-majority", amendment=foreign.pk)
    assert code == "missing"


def test_outside_the_room_the_clock_closes_it_and_changes_the_text():
    w, made, amendment, poll = on_vote(days=7)
    for seat in (*w.residents, *w.officials):
        do(seat, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)
    its_day_has_come(poll)
    assert end_votes() == 1
    made.refresh_from_db()
    amendment.refresh_from_db()
    assert (made.title, amendment.state) == (TITLE, "accepted")


def test_the_room_sees_what_goes_and_what_comes_and_the_question_in_every_language():
    _w, made, amendment, poll = on_vote()
    found = Poll.objects.get(pk=poll)
    shown = change_row(found)
    pieces = [(piece["kind"], piece["text"]) for piece in shown["passages"][0]["pieces"]]
    assert pieces == [("same", "Una scheda"), ("new", " per ogni pratica")]
    assert (shown["number"], shown["section"]["it"]) == (1, "Titolo")
    assert shown["reason"] == {"text": "Vale per tutte le pratiche", "lang": "it"}
    assert found.question["it"] == "Modifica 1 a «Una scheda»"
    assert found.params["text"] == outcome_of(amendment).shown
    assert made.polls.count() == 0


def test_who_leads_the_room_opens_the_vote_from_the_page_of_the_change(client):
    w = with_charter(world())
    amendment = amended(w, solution(w))
    client.force_login(w.f.person)
    page = f"/amendments/{amendment.pk}/vote/"
    assert "None of your rooms is at a step" in client.get(page, headers={"accept-language": "en"}).content.decode()
    activity = w.at("vote")
    sent = client.post(page, {"amendment": amendment.pk, "activity": activity.pk, "method": "double-majority",
                              "days": "0", "ref": "einmal"})  # fmt: skip
    assert (sent.status_code, sent["Location"]) == (302, f"/rooms/{w.room.pk}/console/")
    amendment.refresh_from_db()
    assert amendment.state == "voting"
    ballot = client.get(f"/amendments/{amendment.pk}/votes/")
    assert ballot.status_code == 302


def test_the_page_is_not_there_for_people_who_lead_no_room_of_the_process(client):
    w = with_charter(world())
    amendment = amended(w, solution(w))
    assert client.get(f"/amendments/{amendment.pk}/vote/").status_code == 302  # to the login
    other = world()
    client.force_login(other.f.person)
    assert client.get(f"/amendments/{amendment.pk}/vote/").status_code == 404


def test_a_phone_without_a_script_reads_the_change_on_its_ballot(client):
    w, _made, _amendment, _poll = on_vote()
    seat = sit_down(client, w.residents[2])
    page = client.get(f"/rooms/{w.room.pk}/plain/", seat, headers={"accept-language": "en"}).content.decode()
    assert "Change 1 to “Una scheda”" in page
    page = client.get(
        f"/rooms/{w.room.pk}/plain/", {**seat, "act": "vote"}, headers={"accept-language": "en"}
    ).content.decode()
    assert "the text is changed as shown" in page
    assert '<ins><bdi class="visually-hidden">new: </bdi> per ogni pratica</ins>' in page
