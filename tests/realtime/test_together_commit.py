"""What is said when: hints after the commit, once, with the true number; and a database that goes away in between."""

from threading import Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from deliberation.commands import agenda
from deliberation.models import Card
from realtime import together, wake
from realtime.ledger import Ledger
from realtime.models import Done, Event, Stream
from realtime.together import run_together
from tests.helpers.orders import card, numbers, order, vote
from tests.helpers.world import World, do, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def w():
    return world(residents=3, officials=0)


@pytest.fixture
def hints(monkeypatch):
    """What was said, each with the number that somebody who looked at that moment would have found."""
    heard: list[tuple[dict[str, int], dict[str, int], set[str]]] = []

    def said(heads: dict[str, int], nudged: Any = ()) -> None:
        heard.append((dict(heads), seen_by_others(list(heads)), set(nudged)))

    monkeypatch.setattr(wake, "said", said)
    return heard


def seen_by_others(streams: list[str]) -> dict[str, int]:
    """Read in another connection: what is not committed is not there."""
    found: dict[str, int] = {}

    def look() -> None:
        found.update(Stream.objects.filter(id__in=streams).values_list("id", "seq"))
        connections.close_all()

    other = Thread(target=look)
    other.start()
    other.join()
    return found


def cards(w: World, count: int) -> list[Any]:
    activity = w.at("cards").pk
    return [card(w.residents[n % 3], activity, f"Biglietto {n}", f"ref {n}") for n in range(count)]


def test_a_batch_is_told_once_after_its_commit_with_its_last_number(w, hints):
    orders = cards(w, 5)
    hints.clear()
    last = run_together(w.room.stream, orders)[-1].seq
    assert hints == [({w.room.stream: last}, {w.room.stream: last}, set())]


def test_a_message_that_came_twice_does_not_cost_the_others_their_common_commit(w, hints):
    orders = cards(w, 3)
    hints.clear()
    told = run_together(w.room.stream, [*orders, *orders])
    assert told[:3] == told[3:]
    assert [heads for heads, _seen, _nudged in hints] == [{w.room.stream: told[2].seq}]


def test_a_batch_in_which_nothing_happened_tells_nothing(w, hints):
    hints.clear()
    run_together(w.room.stream, [order(w.residents[0], "room.next", room=w.room.pk)] * 3)
    assert hints == [({}, {}, set())]


def test_votes_alone_ask_for_fresh_numbers_and_tell_no_event(hints):
    w = world(residents=6, officials=1)
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    hints.clear()
    run_together(w.room.stream, [vote(seat, poll, "yes", n) for n, seat in enumerate(w.residents)])
    assert hints == [({}, {}, {w.room.stream})]


def test_a_new_room_is_told_with_the_others(w, hints):
    activity = w.at("cards").pk
    hints.clear()
    new = {"process": w.process.pk, "title": "Nuova", "playbook": "listening", "lang": "it"}
    first, made = run_together(w.room.stream, [card(w.residents[0], activity, "Uno"), order(w.f, "room.create", **new)])
    both = {w.room.stream: first.seq, f"room:{made.data['room']}": 1}
    assert [told[:2] for told in hints] == [(both, both)]


def test_what_is_rolled_back_is_never_told_and_each_is_told_when_tried_again(w, hints, monkeypatch):
    orders = cards(w, 3)
    hints.clear()
    tries = []
    real = Ledger.write

    def once_broken(ledger: Ledger) -> None:
        tries.append(len(ledger.events))
        real(ledger)
        if len(tries) == 1:
            raise ValueError("after everything was written")

    monkeypatch.setattr(Ledger, "write", once_broken)
    told = run_together(w.room.stream, orders)
    assert (tries, [answer.ok for answer in told]) == ([3, 1, 1, 1], [True] * 3)
    assert [heads for heads, _seen, _nudged in hints] == [{w.room.stream: answer.seq} for answer in told]
    assert [seen for _heads, seen, _nudged in hints] == [heads for heads, _seen, _nudged in hints]
    assert [n for n, _kind in numbers(w.room.stream)] == list(range(1, told[-1].seq + 1))


def test_a_hint_that_cannot_be_given_undoes_nothing(w, monkeypatch):
    orders = cards(w, 3)
    monkeypatch.setattr(wake, "said", lambda *_a: 1 / 0)
    assert [answer.ok for answer in run_together(w.room.stream, orders)] == [True] * 3
    assert do(w.f, "timer.add", activity=w.room.activity_id, minutes=1)["seq"] == numbers(w.room.stream)[-1][0]
    assert Card.objects.count() == 3


def test_a_transaction_that_is_lost_once_is_carried_out_again(w, monkeypatch):
    orders = cards(w, 6)
    before = Event.objects.count()
    lost = []
    real = together.finish

    def finish(ledger: Ledger) -> None:
        if not lost:
            lost.append(ledger)
            raise OperationalError("the connection is lost")
        real(ledger)

    monkeypatch.setattr(together, "finish", finish)
    told = run_together(w.room.stream, orders)
    assert [answer.ok for answer in told] == [True] * 6
    assert [answer.data["number"] for answer in told] == list(range(1, 7))
    assert (Event.objects.count(), Done.objects.filter(ref__startswith="ref ").count()) == (before + 6, 6)


def test_a_database_that_stays_away_is_asked_twice_and_everybody_is_told_to_come_again(w, monkeypatch):
    orders = cards(w, 15)
    asked = []

    def away(*_a: Any) -> None:
        asked.append(1)
        raise OperationalError("away")

    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "look_up", away)
        told = run_together(w.room.stream, orders)
    assert ({answer.code for answer in told}, len(asked), Card.objects.count()) == ({"busy"}, 2, 0)
    assert [answer.ok for answer in run_together(w.room.stream, orders)] == [True] * 15


@pytest.mark.postgres
def test_a_connection_that_is_cut_in_the_middle_costs_nobody_an_answer_that_is_not_true(w, monkeypatch):
    """The command that cuts it does so whenever it is tried: it alone is told to come again."""
    orders = cards(w, 4)
    cut = order(w.f, "timer.add", "cut", activity=w.room.activity_id, minutes=1)
    monkeypatch.setattr(agenda, "record", lambda *_a, **_k: _cut())
    told = run_together(w.room.stream, [*orders[:2], cut, *orders[2:]])
    answered = [answer for answer in told if answer.ok]
    assert told[2].code == "busy"
    assert {answer.code for answer in told} == {"", "busy"}
    assert Card.objects.count() == len(answered) == Done.objects.filter(ref__startswith="ref ").count() >= 2
    monkeypatch.undo()
    again = run_together(w.room.stream, [*orders[:2], cut, *orders[2:]])
    assert ([answer.ok for answer in again], Card.objects.count()) == ([True] * 5, 4)
    assert [n for n, _kind in numbers(w.room.stream)] == list(range(1, again[-1].seq + 1))


def _cut() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
