"""Several processes and doors at once, as threads with a connection each: one order, no hole, no lock for ever."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from deliberation.models import Card, Room
from people.models import Participant, Ticket
from realtime.models import Done, Event, Stream
from realtime.run import run
from realtime.together import run_together
from tests.helpers.orders import card, numbers, order
from tests.helpers.scenes import official
from tests.helpers.world import World, ask, world

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run all of these at the same moment; an exception is what it gave."""
    start, given = threading.Barrier(len(acts)), {}

    def one(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            given[place] = act()
        except Exception as error:
            given[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    return [given[place] for place in range(len(acts))]


def whole(stream: str) -> bool:
    found = [n for n, _kind in numbers(stream)]
    return found == list(range(1, len(found) + 1)) and Stream.objects.get(pk=stream).seq == len(found)


def test_one_ref_in_several_processes_at_once_acts_once_and_gets_one_answer():
    w = world(residents=3, officials=0)
    activity = w.at("cards").pk
    orders = [card(seat, activity, "Uno", "ref") for seat in w.residents]
    told = together(*[partial(run_together, w.room.stream, orders) for _n in range(4)])
    assert all(answers == told[0] for answers in told)
    assert (len({answer.data["card"] for answer in told[0]}), Card.objects.count()) == (3, 3)
    assert whole(w.room.stream)


def test_one_ref_with_two_contents_at_once_is_one_card_and_one_conflict():
    w = world(residents=1, officials=0)
    activity, seat = w.at("cards").pk, w.residents[0]
    for n in range(5):
        first, second = together(
            partial(ask, seat, "card.add", f"ref {n}", activity=activity, text="Uno", lang="it"),
            lambda n=n: run_together(w.room.stream, [card(seat, activity, "Due", f"ref {n}")])[0],
        )
        assert sorted([first.code, second.code]) == ["", "conflict"]
    assert Card.objects.count() == 5


# What cannot be done a second time, sent twice at once: both hear that it was done.
ONCE = {
    "seen no more": lambda w: (w.f, "ticket.void", {"ticket": _ticket(w)}),
    "refused the second time": lambda w: (w.f, "room.count", {"room": w.room.pk}),
    "in no stream": lambda w: (
        w.f,
        "room.create",
        {"process": w.process.pk, "title": "Nuova", "playbook": "listening", "lang": "it"},
    ),
}


def _ticket(w: World) -> str:
    ask(w.f, "ticket.issue", room=w.room.pk, side="resident", count=1)
    return Ticket.objects.get(place=w.room.stream, state="issued").pk


@pytest.mark.parametrize("what", ONCE)
def test_what_can_be_done_only_once_gives_its_twin_the_same_answer(what):
    w = world(residents=1, officials=0)
    actor, name, data = ONCE[what](w)
    told = together(*[partial(ask, actor, name, "ref", **data) for _n in range(6)])
    assert [(answer.ok, answer.seq, answer.data) for answer in told] == [(True, told[0].seq, told[0].data)] * 6
    assert Done.objects.filter(ref="ref").count() == 1


def test_a_seat_that_is_removed_while_its_command_waits_does_not_act():
    w = world(residents=2, officials=0)
    activity, gone = w.at("cards").pk, w.residents[0]
    locked, sent = threading.Event(), threading.Event()

    def facilitator() -> Any:
        with transaction.atomic():
            answer = ask(w.f, "seat.remove", participant=gone.participant.pk, room=w.room.pk)
            locked.set()
            sent.wait(1)  # the other command is waiting for this transaction by now
            return answer

    def phone() -> Any:
        locked.wait(PATIENCE)
        threading.Timer(0.5, sent.set).start()
        return run_together(w.room.stream, [card(gone, activity, "Dopo")])[0]

    removed, late = together(facilitator, phone)
    assert (removed.ok, late.ok, Card.objects.count()) == (True, False, 0)


def test_two_first_commands_of_a_stream_meet_and_both_have_a_number():
    w = world(residents=0, officials=0, opened=False, signed=False)
    Room.objects.all().delete()
    Stream.objects.all().delete()
    who = official(w)
    words = {"process": w.process.pk, "commitment": "Rispondiamo.", "response_days": 20}
    told = together(*[partial(ask, who, "process.commit", f"ref {n}", **words) for n in range(4)])
    assert sorted(answer.seq for answer in told) == [1, 2, 3, 4]
    assert whole(w.process.stream)


def test_processes_that_carry_out_crowds_of_rooms_and_of_their_process_never_wait_for_ever():
    """Rooms follow their process: what happens there locks them all, in the order of their ids."""
    w = world(residents=2, officials=0, signed=False)
    rooms, who = [w.room, second_room(w)], official(w)
    words = {"process": w.process.pk, "commitment": "Rispondiamo.", "response_days": 20}
    crowds: list[Callable[[], Any]] = []
    for n in range(4):
        for room, seat in zip(rooms, w.residents, strict=True):
            here = room.activity_id
            orders = [
                order(w.f, "timer.add", f"add {room.pk} {n}", activity=here, minutes=1),
                order(seat, "seat.leave", f"leave {room.pk} {n}", room=room.pk),
                order(who, "process.commit", f"commit {room.pk} {n}", **words),
                order(w.f, "rehearsal.erase", room=room.pk),  # refused, but only when it has locked room and process
                order(seat, "seat.here", f"here {room.pk} {n}", room=room.pk),
                order(w.f, "undo.last", f"undo {room.pk} {n}", stream=room.stream),
            ]
            crowds.append(partial(run_together, room.stream, orders))
        crowds.append(partial(lambda n: [ask(who, "process.commit", f"rest {n}", **words)], n))
    told = together(*crowds)
    assert [each for each in told if isinstance(each, Exception)] == []
    answers = [answer for answers in told for answer in answers]
    assert {answer.code for answer in answers if not answer.ok} == {"refused"}
    assert all(whole(stream) for stream in (w.process.stream, *[room.stream for room in rooms]))
    commits = [answer.seq for answers, n in zip(told, range(len(told)), strict=True) for answer in _commits(answers, n)]
    assert sorted(commits) == list(range(1, 13))
    for room in rooms:
        assert Event.objects.filter(stream=room.stream, kind="process.committed").count() == 12


def _commits(answers: list[Any], place: int) -> list[Any]:
    return answers if place % 3 == 2 else [answers[2]]


def second_room(w: World) -> Room:
    """A second open room of the process, in which the second resident sits."""
    room = w.fresh_room()
    assert ask(w.f, "room.open", room=room.pk).ok
    assert run("seat.take", w.residents[1], {"room": room.pk}, "take").ok
    return Room.objects.get(pk=room.pk)


def test_all_that_a_seat_does_after_its_removal_comes_after_it_in_no_log():
    """A crowd of cards against a removal, in several processes: no card is numbered after the removal."""
    w = world(residents=1, officials=0)
    activity, gone = w.at("cards"), w.residents[0]
    activity.settings["max_cards"] = 1000
    activity.save(update_fields=["settings"])
    crowds = [[card(gone, activity.pk, f"{n} {m}") for m in range(6)] for n in range(4)]
    together(
        *[partial(run_together, w.room.stream, orders) for orders in crowds],
        partial(ask, w.f, "seat.remove", participant=gone.participant.pk, room=w.room.pk),
    )
    kinds = [kind for _n, kind in numbers(w.room.stream)]
    assert "card.added" not in kinds[kinds.index("seat.removed") :]
    assert Card.objects.count() == kinds.count("card.added")
    assert Participant.objects.get(pk=gone.participant.pk).removed_at is not None
