"""Votes under one commit: replaced and not doubled, marked once, with a true receipt; none after the closing."""

import pytest

from deliberation import voting
from deliberation.counting import receipt
from deliberation.models import Ballot, Mark, Poll
from realtime.models import Done, Event
from realtime.together import run_together
from tests.deliberation.room.voting import opened
from tests.helpers.orders import order, vote
from tests.helpers.world import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world(residents=6, officials=1)


def kept(poll: str) -> list[str]:
    return sorted(ballot.choice["answer"] for ballot in Ballot.objects.filter(poll=poll))


def test_who_votes_again_under_the_same_commit_has_one_ballot_and_one_mark(w):
    poll, (one, two, *_others) = opened(w), w.residents
    told = run_together(
        w.room.stream,
        [
            vote(one, poll, "yes", 1),
            vote(two, poll, "yes", 2),
            vote(one, poll, "no", 3),
            vote(one, poll, "abstain", 4),
            vote(w.officials[0], poll, "yes", 5),
        ],
    )
    assert [answer.ok for answer in told] == [True] * 5
    assert (kept(poll), Mark.objects.filter(poll=poll).count()) == (["abstain", "yes", "yes"], 3)


def test_every_receipt_is_that_of_the_ballot_that_was_sent(w):
    poll = opened(w)
    votes = [vote(seat, poll, "yes", n) for n, seat in enumerate(w.residents)]
    told = run_together(w.room.stream, [*votes, votes[0]])
    true = [receipt(poll=poll, side="resident", choice={"answer": "yes"}, nonce=f"{n:032x}") for n in range(6)]
    assert [answer.data["receipt"] for answer in told] == [*true, true[0]]


def test_votes_before_the_closing_count_and_votes_after_it_are_refused(w):
    poll = opened(w)
    before = [vote(seat, poll, "yes", n) for n, seat in enumerate(w.residents[:4])]
    after = [vote(seat, poll, "no", 10 + n) for n, seat in enumerate(w.residents)]
    told = run_together(w.room.stream, [*before, order(w.f, "poll.close", "close", poll=poll), *after])
    assert [answer.code for answer in told] == [""] * 5 + ["refused"] * 6
    assert {answer.reason for answer in told[5:]} == {str(voting.CLOSED)}
    assert (kept(poll), Mark.objects.filter(poll=poll).count()) == (["yes"] * 4, 4)
    assert list(Ballot.objects.filter(poll=poll).values_list("key", "participant")) == [(None, None)] * 4
    assert Poll.objects.get(pk=poll).result["outcome"] == told[4].data["outcome"]


def test_a_vote_that_breaks_half_way_leaves_no_mark_and_keeps_the_ballot_before(w, monkeypatch):
    poll, (one, two, *_others) = opened(w), w.residents
    real = voting.receipt

    def broken(*, nonce: str, **more: object) -> str:
        return real(nonce=nonce, **more) if nonce != f"{13:032x}" else str(1 // 0)  # after mark and ballot are written

    monkeypatch.setattr(voting, "receipt", broken)
    told = run_together(
        w.room.stream,
        [vote(one, poll, "yes", 1), vote(one, poll, "no", 13), vote(two, poll, "no", 13), vote(two, poll, "yes", 2)],
    )
    assert [answer.code for answer in told] == ["", "busy", "busy", ""]
    assert (kept(poll), Mark.objects.filter(poll=poll).count()) == (["yes", "yes"], 2)


def test_who_takes_a_ballot_on_paper_a_moment_before_no_longer_votes_by_phone(w):
    poll, (one, two, *_others) = opened(w), w.residents
    told = run_together(
        w.room.stream,
        [
            order(w.f, "ballot.hand_out", poll=poll, participant=one.participant.pk),
            vote(one, poll, "yes", 1),
            vote(two, poll, "yes", 2),
            order(w.f, "ballot.hand_out", poll=poll, participant=two.participant.pk),
            order(w.f, "ballot.enter", poll=poll, side="resident", choice={"answer": "no"}, reason="Perché no."),
            order(w.f, "ballot.enter", poll=poll, side="resident", choice={"answer": "no"}, reason="Perché no."),
        ],
    )
    assert [answer.code for answer in told] == ["", "refused", "", "refused", "", "refused"]
    assert (kept(poll), Mark.objects.filter(poll=poll).count()) == (["no", "yes"], 2)


def test_nothing_tells_that_somebody_voted(w):
    poll = opened(w)
    before = (Event.objects.count(), Done.objects.count())
    told = run_together(w.room.stream, [vote(seat, poll, "yes", n) for n, seat in enumerate(w.residents)])
    assert {(answer.ok, answer.seq) for answer in told} == {(True, 0)}
    assert (Event.objects.count(), Done.objects.count()) == before
