"""Commands that share a commit: each for itself refused, repeated or broken; all in their order, without a hole."""

import json
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from deliberation.commands import agenda, cards, rooms
from deliberation.commands.cards import LONGEST
from deliberation.models import Activity, Card, Room
from people.actors import Actor
from people.models import Participant, Ticket
from realtime.models import Done, Event, Stream
from realtime.run import run
from realtime.together import run_together
from tests.helpers.orders import card, numbers, order, vote
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world(residents=3, officials=1)


def heads() -> dict[str, tuple[int, int]]:
    return {row.id: (row.seq, row.epoch) for row in Stream.objects.all()}


def test_one_ref_sent_three_times_at_once_acts_once_and_gets_one_answer(w):
    told = run_together(w.room.stream, [card(w.residents[0], w.at("cards").pk, "Uno", "ref")] * 3)
    assert [answer.ok for answer in told] == [True] * 3
    assert len({(answer.seq, json.dumps(answer.data)) for answer in told}) == Card.objects.count() == 1


def test_one_ref_with_another_content_is_a_conflict_and_the_first_stays(w):
    activity, seat = w.at("cards").pk, w.residents[0]
    told = run_together(
        w.room.stream,
        [
            card(seat, activity, "Uno", "ref"),
            card(seat, activity, "Due", "ref"),
            order(seat, "seat.leave", "ref", room=w.room.pk),
        ],
    )
    assert [answer.code for answer in told] == ["", "conflict", "conflict"]
    assert run(*_as_run(seat, card(seat, activity, "Uno", "ref"))) == told[0]
    assert list(Card.objects.values_list("text", flat=True)) == ["Uno"]


def _as_run(actor: Actor, one: Any) -> tuple[str, Actor, dict[str, Any], str]:
    return one.name, actor, one.data, one.ref


def test_what_was_answered_before_is_answered_again_and_the_ref_of_somebody_else_is_not_mine(w):
    activity = w.at("cards").pk
    first = run(*_as_run(w.residents[0], card(w.residents[0], activity, "Uno", "ref")))
    told = run_together(w.room.stream, [card(seat, activity, "Uno", "ref") for seat in w.residents])
    assert told[0] == first
    assert len({answer.data["card"] for answer in told}) == Card.objects.count() == 3


def test_a_refusal_leaves_no_row_no_event_and_no_hole_and_is_not_remembered(w):
    activity = w.at("cards").pk
    wanted = [
        card(w.residents[0], activity, "Uno", "a"),
        order(w.residents[0], "room.next", "b", room=w.room.pk),  # missing: she does not lead
        card(w.residents[1], activity, "", "c"),
        card(w.residents[1], activity, "Due", "d"),
        order(w.f, "timer.resume", "e", activity=activity),  # refused: no pause
        order(w.residents[2], "no.such", "f"),
        card(w.residents[2], activity, "Tre", "g"),
    ]
    last = heads()[w.room.stream][0]
    told = run_together(w.room.stream, wanted)
    assert [answer.code for answer in told] == ["", "missing", "invalid", "", "refused", "missing", ""]
    assert [answer.seq for answer in told] == [last + 1, 0, 0, last + 2, 0, 0, last + 3]
    assert [number for number, _kind in numbers(w.room.stream)] == list(range(1, last + 4))
    assert list(Card.objects.values_list("number", "text")) == [(1, "Uno"), (2, "Due"), (3, "Tre")]
    assert set(Done.objects.filter(ref__in="abcdefg").values_list("ref", flat=True)) == set("adg")
    do(w.f, "timer.pause", activity=activity)
    assert [answer.code for answer in run_together(w.room.stream, [wanted[4], wanted[0]])] == ["", ""]


BREAKS = {
    "a mistake": lambda *_a, **_k: 1 / 0,
    "a row that is there already": lambda stream, *_a, **_k: Stream.objects.create(id=stream),
    "a table that is not there": lambda *_a, **_k: connection.cursor().execute("SELECT * FROM nowhere"),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_command_that_breaks_takes_nothing_of_the_others_with_it(w, monkeypatch, how):
    activity = w.at("cards").pk
    monkeypatch.setattr(agenda, "record", BREAKS[how])
    before = heads()[w.room.stream]
    told = run_together(
        w.room.stream,
        [
            card(w.residents[0], activity, "Uno"),
            order(w.f, "timer.add", "broken", activity=activity, minutes=5),
            card(w.residents[1], activity, "Due"),
        ],
    )
    assert [(answer.code, answer.seq) for answer in told] == [("", before[0] + 1), ("busy", 0), ("", before[0] + 2)]
    assert heads()[w.room.stream] == (before[0] + 2, before[1])
    assert Activity.objects.get(pk=activity).ends_at == w.room.activity.ends_at
    assert Done.objects.filter(ref="broken").count() == 0


def test_numbers_and_epoch_go_back_with_the_command_that_raised_them(w, monkeypatch):
    activity = w.at("cards").pk
    mine = do(w.residents[0], "card.add", activity=activity, text="Uno", lang="it")["card"]
    before = heads()[w.room.stream]
    with monkeypatch.context() as broken:
        broken.setattr(cards, "nudge", lambda *_a: 1 / 0)  # after the event that begins a new epoch
        told = run_together(
            w.room.stream,
            [order(w.residents[0], "card.withdraw", card=mine), order(w.f, "timer.add", activity=activity, minutes=1)],
        )
    assert [answer.code for answer in told] == ["busy", ""]
    assert heads()[w.room.stream] == (before[0] + 1, before[1])
    assert Card.objects.get(pk=mine).state == "shown"
    assert run_together(w.room.stream, [order(w.residents[0], "card.withdraw", card=mine)] * 2)[0].ok
    assert heads()[w.room.stream] == (before[0] + 2, before[1] + 1)


def test_an_answer_that_cannot_be_kept_costs_only_its_own_command(w, monkeypatch):
    activity = w.at("cards").pk
    monkeypatch.setattr(rooms, "str", lambda person: person, raising=False)  # room.hand_over answers with a row
    other = do(w.f, "room.create", process=w.process.pk, title="x", playbook="listening", lang="it")["room"]
    told = run_together(
        w.room.stream,
        [
            card(w.residents[0], activity, "Uno"),
            order(w.f, "room.hand_over", room=w.room.pk, email=w.f.person.email),
            card(w.residents[1], activity, "Due"),
        ],
    )
    assert [answer.code for answer in told] == ["", "busy", ""]
    assert list(Card.objects.values_list("number", "text")) == [(1, "Uno"), (2, "Due")]
    assert [number for number, _kind in numbers(w.room.stream)] == list(range(1, told[2].seq + 1))
    assert Room.objects.filter(pk=other).exists()


def test_what_was_done_a_moment_ago_is_taken_back_under_the_same_commit(w):
    place = Room.objects.get(pk=w.room.pk).activity.position
    undo = [order(w.f, "undo.last", f"u{n}", stream=w.room.stream) for n in range(3)]
    forward = [order(w.f, "room.next", room=w.room.pk) for _n in range(2)]
    told = run_together(w.room.stream, [*forward, undo[0], undo[0], undo[1]])
    assert [answer.data.get("undone") for answer in told] == [None, None, "room.next", "room.next", "room.next"]
    assert Room.objects.get(pk=w.room.pk).activity.position == place
    assert [kind for _number, kind in numbers(w.room.stream)[-4:]] == ["room.moved"] * 4
    mine = Done.objects.filter(actor=w.f.key, ref__in=[each.ref for each in forward])
    assert list(mine.values_list("undone", flat=True)) == [True, True]
    last = run_together(w.room.stream, [undo[2], order(w.residents[0], "undo.last", stream=w.room.stream)])
    assert [answer.code for answer in last] == ["refused", "refused"]


def test_private_and_secret_commands_leave_nothing_of_their_answers(w):
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    events, done = Event.objects.count(), Done.objects.count()
    slip = order(w.residents[0], "seat.slip", room=w.room.pk)
    told = run_together(
        w.room.stream, [vote(w.residents[0], poll, "yes", 1), slip, slip, vote(w.residents[1], poll, "no", 2)]
    )
    assert [(answer.ok, answer.seq) for answer in told] == [(True, 0)] * 4
    assert (Event.objects.count(), Done.objects.count()) == (events, done)
    assert Ticket.objects.filter(slip=True, state="issued").count() == 1  # a slip replaces the one before


def test_each_is_refused_in_their_own_language(w):
    activity = w.at("cards").pk
    langs = ("it", "en", "ar", "it")
    wanted = {
        "refused": [order(w.f, "timer.resume", activity=activity) for _lang in langs],
        "invalid": [card(w.residents[0], activity, "x" * (LONGEST + 1)) for _lang in langs],
        "missing": [order(w.residents[0], "room.next", room=w.room.pk) for _lang in langs],
    }
    for code, orders in wanted.items():
        each = [_in(lang, one) for lang, one in zip(langs, orders, strict=True)]
        told = run_together(w.room.stream, each)
        assert [answer.code for answer in told] == [code] * 4
        assert told[0].reason == told[3].reason
        assert len({answer.reason for answer in told}) == 3
    with translation.override("ar"):
        assert run("no.such", w.f, {}, "ref").reason == run_together("x", [_in("ar", order(w.f, "no.such"))])[0].reason


def _in(lang: str, one: Any) -> Any:
    from dataclasses import replace

    return replace(one, lang=lang)


def test_a_seat_that_was_removed_a_moment_ago_no_longer_acts(w):
    activity, gone = w.at("cards").pk, w.residents[0]
    told = run_together(
        w.room.stream,
        [
            card(gone, activity, "Prima"),
            order(w.f, "seat.remove", participant=gone.participant.pk, room=w.room.pk),
            card(gone, activity, "Dopo"),
            order(gone, "seat.leave", room=w.room.pk),
            card(w.residents[1], activity, "Altro"),
        ],
    )
    assert [answer.ok for answer in told] == [True, True, False, False, True]
    assert list(Card.objects.values_list("text", flat=True)) == ["Prima", "Altro"]
    assert Participant.objects.get(pk=gone.participant.pk).removed_at is not None


def test_a_step_that_has_moved_on_a_moment_ago_takes_no_more_cards(w):
    activity = w.at("cards").pk
    told = run_together(
        w.room.stream,
        [
            card(w.residents[0], activity, "Prima"),
            order(w.f, "room.next", room=w.room.pk),
            card(w.residents[1], activity, "Dopo"),
            order(w.f, "room.back", room=w.room.pk),
            card(w.residents[1], activity, "Ancora"),
        ],
    )
    assert [answer.code for answer in told] == ["", "", "refused", "", ""]
    assert list(Card.objects.values_list("text", flat=True)) == ["Prima", "Ancora"]
