"""Many at once, on a real database with real threads: one seat one ballot, acknowledged means counted."""

import os
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from deliberation.keys import kept_keys
from deliberation.models import Ballot, Mark, Poll
from tests.deliberation.room.voting import opened
from tests.helpers.world import ask, do, world

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS = 1000 if os.environ.get("TESSERA_TEST_LONG") else 100


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run all of these at the same moment, each in its own thread with its own connection."""
    start, given = Barrier(len(acts)), {}

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            given[place] = act()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return [given[place] for place in range(len(acts))]


def vote(seat: Any, poll: str, answer: str, number: int = 0) -> Callable[[], Any]:
    return lambda: ask(seat, "ballot.cast", poll=poll, choice={"answer": answer}, nonce=f"{number:032x}")


def test_two_hundred_votes_of_one_seat_at_once_are_one_ballot():
    assert connection.vendor != "sqlite" or not connection.is_in_memory_db()
    w = world(residents=6, officials=1)
    poll = opened(w)
    answers = []
    for wave in range(10):
        votes = [vote(w.residents[0], poll, ("yes", "no")[n % 2], 20 * wave + n) for n in range(20)]
        answers += together(*votes)
    assert {answer.code for answer in answers} <= {"", "busy"}
    assert (Ballot.objects.filter(poll=poll).count(), Mark.objects.filter(poll=poll).count()) == (1, 1)


def test_sixty_four_first_ballots_at_once_are_all_taken():
    w = world(residents=64, officials=0)
    poll = opened(w)
    answers = together(*[vote(seat, poll, "yes", n) for n, seat in enumerate(w.residents)])
    assert [answer.code for answer in answers if not answer.ok] == []
    assert (Ballot.objects.filter(poll=poll).count(), Mark.objects.filter(poll=poll).count()) == (64, 64)


def test_a_vote_is_acknowledged_exactly_when_it_is_counted():
    w = world(residents=5, officials=0)
    activity = w.room.activity_id
    wrong = []
    for _trial in range(TRIALS):
        poll = do(w.f, "poll.open", activity=activity, method="double-majority")["poll"]
        seats = w.residents[:4]
        *votes, closing = together(
            *[vote(seat, poll, "no", n) for n, seat in enumerate(seats)],
            lambda poll=poll: ask(w.f, "poll.close", poll=poll),
        )
        if not closing.ok:
            do(w.f, "poll.close", poll=poll)
        counted = Ballot.objects.filter(poll=poll).count()
        if counted != sum(answer.ok for answer in votes) or counted != Mark.objects.filter(poll=poll).count():
            wrong.append((poll, counted))
    assert wrong == []
    assert [poll for poll in kept_keys() if Poll.objects.filter(pk=poll).exists()] == []


def test_two_witnesses_who_type_at_once_enter_no_more_than_was_handed_out():
    w = world(residents=6, officials=1)
    poll = opened(w)
    for round in range(10):
        person = w.residents[round % 6].participant.pk
        if round < 6:
            do(w.f, "ballot.hand_out", poll=poll, participant=person)
        enter = lambda: ask(w.f, "ballot.enter", poll=poll, side="resident", choice={"answer": "yes"})  # noqa: E731
        back = lambda person=person: ask(w.f, "ballot.take_back", poll=poll, participant=person)  # noqa: E731
        together(enter, enter, back)
        typed = Ballot.objects.filter(poll=poll, paper=True).count()
        assert typed <= Mark.objects.filter(poll=poll, paper=True).count()


def test_a_poll_is_closed_once_and_its_key_is_destroyed_after_the_commit():
    w = world(residents=6, officials=1)
    poll = opened(w)
    assert poll in kept_keys()
    answers = together(*[lambda: ask(w.f, "poll.close", poll=poll) for _n in range(4)])
    assert sorted(answer.ok for answer in answers) == [False, False, False, True]
    assert poll not in kept_keys()


def test_a_closing_that_fails_keeps_the_key_and_can_be_tried_again(monkeypatch):
    from deliberation import closing

    w = world(residents=6, officials=1)
    poll = opened(w)
    vote(w.residents[0], poll, "yes")()
    with monkeypatch.context() as broken:
        broken.setattr(closing, "_carry_on", lambda *_a: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ask(w.f, "poll.close", poll=poll)
    assert (Poll.objects.get(pk=poll).state, poll in kept_keys()) == ("open", True)
    do(w.f, "poll.close", poll=poll)
    assert Ballot.objects.get(poll=poll).key is None


def test_a_key_that_a_crash_left_behind_goes_with_the_next_closing():
    from deliberation.keys import make_key

    w = world(residents=6, officials=1)
    first = opened(w)
    do(w.f, "poll.close", poll=first)
    make_key(first, "00" * 32)
    second = opened(w)
    do(w.f, "poll.close", poll=second)
    assert {first, second} & set(kept_keys()) == set()


def test_one_ref_sent_many_times_at_once_is_one_card():
    from deliberation.models import Card

    w = world(residents=1, officials=0)
    activity = w.at("cards").pk
    data = {"activity": activity, "text": "una volta", "lang": "it"}
    answers = together(*[lambda: ask(w.residents[0], "card.add", "ref-1", **data) for _n in range(10)])
    assert len({answer.data["card"] for answer in answers if answer.ok}) == Card.objects.count() == 1
