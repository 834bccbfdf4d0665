"""The page of a vote: before closing how it works, afterwards everything, for everybody, without names."""

import csv
import io
import re

import pytest
from django.conf import settings

from deliberation.counting import canonical, head, verify_seed
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    draft_solution,
    hold_dots,
    hold_vote,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


def solution_in(w):
    adopt_charter(w)
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    return draft_solution(w, problem)


def test_an_open_vote_is_seen_by_its_room_only_and_tells_no_count():
    w = world()
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    do(w.residents[0], "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)
    assert Phone().open(f"/polls/{poll}/").status == 404
    assert Phone().open(f"/polls/{poll}/ballots.json").status == 404
    page = Phone(w.residents[1]).open(f"/polls/{poll}/")
    assert page.status == 200
    assert "Nobody sees a count before it closes." in page.html
    assert "Adopted when each side says more yes than no." in page.html
    assert "bar-fill" not in page.html
    assert Phone(w.residents[1]).open(f"/polls/{poll}/ballots.json").status == 404


def test_a_closed_vote_is_public_with_bars_sentence_reasons_and_no_names():
    w = world()
    solution = solution_in(w)
    poll = hold_vote(w, w.at("vote"), "double-majority", ["yes"] * 5 + ["no"], ["no", "no", "yes"], solution)
    page = Phone().open(f"/polls/{poll.pk}/").html
    assert "Supported by residents" in page
    assert "It goes to the office all the same, with the officials’ reasons." in page
    assert "Officials: more no than yes." in page
    assert "Anagrafe must answer in writing, with reasons, by" in page
    assert ("5 yes, 1 no" in page, "1 yes, 2 no" in page) == (True, True)
    assert [f"reason {n}" in page for n in (5, 6, 7, 8)] == [True, True, True, False]
    names = [seat.participant.nickname for seat in w.residents + w.officials]
    assert [name for name in names if name in page] == []


def test_the_steps_of_the_count_are_told_in_sentences():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes", "no", "abstain"])
    page = Phone().open(f"/polls/{poll.pk}/").html
    told = [
        "Residents: 6 of 6 voted; at least 3 were needed.",
        "Residents: 0 of 6 abstained, not more than half. So the yes and no are counted.",
        "Officials: 1 yes, 1 no.",
        "Officials: 1 yes; at least 1 were needed, one in five of those who could vote.",
        "Outcome: Wanted by residents only.",
    ]
    assert [sentence for sentence in told if sentence not in page] == []


def test_the_consent_round_and_its_objection_are_told():
    w = world()
    solution = solution_in(w)
    poll = hold_vote(
        w, w.at("vote"), "consent", ["agree"] * 5 + ["object"], ["agree", "reservation", "aside"], solution
    )
    page = Phone().open(f"/polls/{poll.pk}/").html
    assert "No consent yet" in page
    assert "Residents: somebody objects, with a reason." in page
    assert "Residents: 1 objection." in page
    assert "Officials: 2 go along, 1 stand aside." in page
    assert "5 of 6 go along" in page


def test_dots_show_both_sides_for_every_group_and_what_the_offices_added():
    w = world()
    adopt_charter(w)
    poll = hold_dots(w, write_cards(w))
    page = Phone().open(f"/polls/{poll.pk}/").html
    assert page.count('class="bar bar-resident') == page.count('class="bar bar-official') == 2
    assert "“Hours” was added: it is the first choice of officials." in page
    assert "added by the offices" in page


def test_the_published_data_give_the_same_head_and_the_seed_keeps_its_promise():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    data = Phone().client.get(f"/polls/{poll.pk}/ballots.json").json()
    assert sorted(data) == [
        "ballots", "closed", "head", "leaves", "method", "opened", "opening_hash", "options", "params", "poll",
        "question", "rehearsal", "result", "secret", "seed", "seed_commit", "subject",
    ]  # fmt: skip
    assert head(row["leaf"] for row in data["ballots"]) == data["head"] == poll.head
    assert verify_seed(data["seed"], data["seed_commit"]) is True
    assert sorted({key for row in data["ballots"] for key in row}) == ["choice", "leaf", "nonce", "side"]


def test_a_receipt_finds_its_ballot_in_the_list():
    w = world()
    activity = w.at("charter")
    poll = do(w.f, "poll.open", activity=activity.pk, method="double-majority")["poll"]
    for number, seat in enumerate([*w.residents, *w.officials]):
        receipt = do(seat, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce=f"{number:032x}")["receipt"]
    do(w.f, "poll.close", poll=poll)
    for typed, there in (
        (receipt[:8], True),
        (f"{receipt[:4]} {receipt[4:]}", True),
        ("0000000000", False),
        ("", None),
    ):
        page = Phone().client.post(f"/polls/{poll}/", {"receipt": typed}).content.decode()
        assert ('data-says="found" hidden' not in page, 'data-says="missing" hidden' not in page) == (
            there is True, there is False,
        )  # fmt: skip


def test_a_receipt_stands_in_no_address():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    leaf = Phone().client.get(f"/polls/{poll.pk}/ballots.json").json()["leaves"][0]
    page = Phone().open(f"/polls/{poll.pk}/?receipt={leaf}").html
    assert 'data-says="found" hidden' in page
    assert re.findall(r'<form[^>]*id="lookup"', page)[0].count('method="post"') == 1


def test_the_ballots_are_a_table_too_and_the_program_that_counts_again_is_served_with_them():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    data = Phone().client.get(f"/polls/{poll.pk}/ballots.json").json()
    rows = list(csv.DictReader(io.StringIO(Phone().client.get(f"/polls/{poll.pk}/ballots.csv").content.decode())))
    assert [(r["receipt"], r["side"], r["choice"], r["nonce"]) for r in rows] == [
        (b["leaf"], b["side"], canonical(b["choice"]), b["nonce"]) for b in data["ballots"]
    ]
    program = Phone().client.get(f"/polls/{poll.pk}/verify_poll.py")
    assert program.content == (settings.BASE_DIR / "deliberation" / "verify_poll.py").read_bytes()


def test_of_a_secret_side_with_fewer_than_five_ballots_only_whether_it_carried_is_shown():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 4, ["yes"] * 3)
    page = Phone().open(f"/polls/{poll.pk}/").html
    assert "this side carried it; fewer than five voted, so no figures" in page
    assert "Residents: 4 of 6" not in page
    data = Phone().client.get(f"/polls/{poll.pk}/ballots.json").json()
    assert {row["side"] for row in data["ballots"]} == {"official"}
    assert sorted(data["result"]["counts"]) == ["civil", "official"]


def test_the_reason_of_such_a_side_is_not_quoted():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes", "yes", "yes", "no"], ["yes"] * 3)
    assert "reason 3" not in Phone().open(f"/polls/{poll.pk}/").html


def test_a_rehearsal_says_that_it_does_not_count():
    w = world(residents=0, officials=0)
    made = do(w.f, "room.create", process=w.process.pk, title="Try", playbook="from-problem-to-intervention", lang="it",
              rehearsal=True)  # fmt: skip
    w.room = w.room.__class__.objects.get(pk=made["room"])
    do(w.f, "room.open", room=w.room.pk)
    w.residents, w.officials = w.seats("resident", 6), w.seats("official", 3, office=w.social)
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    assert "A rehearsal: this vote does not count" in Phone().open(f"/polls/{poll.pk}/").html
