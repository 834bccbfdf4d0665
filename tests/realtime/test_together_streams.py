"""Commands of several streams in one crowd: new rooms, and a process whose rooms follow it."""

from typing import Any

import pytest

from deliberation.commands import rooms
from deliberation.models import Room, Seat
from realtime.models import Stream
from realtime.run import run
from realtime.together import run_together
from tests.helpers.orders import card, numbers, order
from tests.helpers.scenes import official
from tests.helpers.world import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world(residents=3, officials=1)


def test_a_room_made_among_other_commands_has_its_own_numbers_from_one(w):
    activity = w.at("cards").pk
    new = {"process": w.process.pk, "title": "Nuova", "playbook": "listening", "lang": "it"}
    first, made, second = run_together(
        w.room.stream,
        [
            card(w.residents[0], activity, "Uno"),
            order(w.f, "room.create", "new", **new),
            card(w.residents[1], activity, "Due"),
        ],
    )
    assert (second.seq, made.seq) == (first.seq + 1, 1)
    assert numbers(f"room:{made.data['room']}") == [(1, "room.created")]
    assert Stream.objects.get(pk=f"room:{made.data['room']}").follows == w.process.stream
    assert run("room.create", w.f, new, "new") == made


def streams() -> set[str]:
    return set(Stream.objects.values_list("id", flat=True))


def test_a_room_that_could_not_be_made_leaves_no_stream_and_the_next_one_can_be_made(w, monkeypatch):
    new = {"process": w.process.pk, "title": "Nuova", "playbook": "listening", "lang": "it"}
    before, rooms_before = streams(), Room.objects.count()
    told = []
    real = rooms.record

    def once(*args: Any, **tables: Any) -> int:
        told.append(args)
        return 1 // 0 if len(told) == 1 else real(*args, **tables)

    monkeypatch.setattr(rooms, "record", once)
    failed, made = run_together(w.room.stream, [order(w.f, "room.create", **new), order(w.f, "room.create", **new)])
    assert (failed.code, made.ok) == ("busy", True)
    assert streams() - before == {f"room:{made.data['room']}"}
    assert Room.objects.count() == rooms_before + 1


def test_a_command_of_several_streams_is_carried_out_in_its_place(w):
    w.process.commitment_signed_at = None
    w.process.save()
    charter = w.at("charter").pk
    words = {"process": w.process.pk, "commitment": "Rispondiamo.", "response_days": 20}
    told = run_together(
        w.room.stream,
        [
            order(official(w), "process.commit", **words),
            order(w.f, "poll.open", activity=charter, method="double-majority"),
            order(w.f, "timer.add", activity=charter, minutes=1),
            order(w.f, "room.next", room=w.room.pk),  # not while a vote is open
        ],
    )
    assert [answer.code for answer in told] == ["", "", "", "refused"]
    assert (told[0].seq, numbers(w.process.stream)) == (1, [(1, "process.committed")])
    last = told[2].seq
    log = ["process.committed", "poll.opened", "timer.changed"]
    assert numbers(w.room.stream)[-3:] == [(last - 2 + n, kind) for n, kind in enumerate(log)]


def test_commands_of_the_process_reach_the_rooms_that_follow_it(w):
    who = official(w)
    words = {"process": w.process.pk, "commitment": "Rispondiamo.", "response_days": 20}
    w.process.commitment_signed_at = None
    w.process.save()
    room = Stream.objects.get(pk=w.room.stream).seq
    told = run_together(
        w.process.stream,
        [
            order(who, "process.commit", **words),
            order(w.residents[0], "seat.leave", room=w.room.pk),
            order(who, "process.commit", **words | {"response_days": 0}),
            order(who, "process.sign", process=w.process.pk),
        ],
    )
    assert [answer.code for answer in told] == ["", "", "invalid", ""]
    assert numbers(w.room.stream)[room:] == [
        (room + 1, "process.committed"),
        (room + 2, "seat.changed"),
        (room + 3, "process.signed"),
    ]
    assert [kind for _n, kind in numbers(w.process.stream)[-2:]] == ["process.committed", "process.signed"]
    assert Seat.objects.get(participant=w.residents[0].participant).state == "out"
