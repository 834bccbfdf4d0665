"""One hub for a process: it finds what no hint told, says goodbye to everybody, and keeps nothing of who is gone."""

import asyncio
import gc
import weakref
from typing import Any

import pytest

from realtime import metrics, wake
from realtime.threads import in_writing
from realtime.together import Order
from tests.helpers.world import world
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)


async def come(hub: Any, toy: Any, count: int) -> list[Ear]:
    some = [Ear(toy.viewer(f"p{n}")) for n in range(count)]
    for ear in some:
        hub.opened(ear)
    await asyncio.gather(*(hub.join(toy.stream, ear, None, None) for ear in some))
    return some


async def test_what_no_hint_told_is_found_within_two_seconds_and_counted(desk):
    """On SQLite too: a management command writes, and the server beside it is told nothing."""
    toy, hub = desk
    (ear,) = await come(hub, toy, 1)
    before, began = metrics.FOUND._value.get(), asyncio.get_running_loop().time()
    await toy.say(None, a={"n": 1})
    last = await toy.say(None, a={"n": 2})
    await ear.at(last)
    assert asyncio.get_running_loop().time() - began <= 2.5
    assert (ear.numbers, metrics.FOUND._value.get() - before) == ([1, 2], 2)


async def test_a_hint_that_comes_late_or_twice_changes_nothing(desk):
    toy, hub = desk
    (ear,) = await come(hub, toy, 1)
    seq = await toy.say(hub, a={"n": 1})
    await ear.at(seq)
    for late in (seq, seq - 1, -5):
        hub.heard(toy.stream, late)
    hub.heard("toy:unknown", 99)
    assert hub.desks[toy.stream].stirred.is_set() is False
    assert list(hub.desks) == [toy.stream]


async def test_a_goodbye_reaches_those_inside_and_those_who_have_not_joined(desk):
    toy, hub = desk
    inside = await come(hub, toy, 3)
    outside = [Ear(toy.viewer(f"q{n}")) for n in range(3)]
    for ear in outside:
        hub.opened(ear)
    await hub.goodbye()
    assert [ear.code for ear in inside + outside] == [1012] * 6
    waits = [next(f["goodbye"] for f in ear.heard if "goodbye" in f) for ear in inside + outside]
    assert (all(1 <= wait <= 3000 for wait in waits), len(set(waits)) > 1, hub.draining) == (True, True, True)


async def test_commands_under_way_are_answered_before_the_goodbye(desk):
    toy, hub = desk
    w = await in_writing(world)
    (ear,) = await come(hub, toy, 1)
    order = Order("room.next", {"room": w.room.pk}, "r", "en", w.f.key, lambda: w.f)

    async def act() -> None:
        answer = await hub.carry_out(w.room.stream, order)
        ear.heard.append({"ref": "r", "ok": answer.ok})

    task = asyncio.create_task(act())
    await asyncio.sleep(0)
    await hub.goodbye()
    await task
    assert ([kind for kind in ear.kinds() if kind in {"ref", "goodbye"}], hub.queues) == (["ref", "goodbye"], {})


async def test_a_queue_is_thrown_away_when_it_is_empty_and_never_one_that_came_after_it(desk):
    _toy, hub = desk
    w = await in_writing(world)
    orders = [Order("room.next", {"room": w.room.pk}, f"r{n}", "en", w.f.key, lambda: w.f) for n in range(20)]

    async def later(number: int) -> Any:
        await asyncio.sleep(number * 0.002)
        return await hub.carry_out(w.room.stream, orders[number])

    answers = await asyncio.gather(*(later(n) for n in range(20)))
    assert (len(answers), all(answer.ok or answer.reason for answer in answers), hub.queues) == (20, True, {})


async def test_after_five_hundred_came_and_went_nothing_of_them_is_left(desk):
    toy, hub = desk
    sockets = metrics.SOCKETS.labels("other")._value.get()
    gone: list[weakref.ref[Any]] = []
    for _wave in range(5):
        some = await come(hub, toy, 100)
        stale = hub.desks[toy.stream]
        for ear in some:
            ear.doing = {"writing": ("a1", 1e12)}
            hub.does(toy.stream, ear)
            hub.owe(toy.stream, ear)
        await toy.say(hub, "all.changed", a={"n": 1})
        await asyncio.sleep(0.02)
        for ear in some:
            hub.closed(toy.stream, ear)
        assert (stale.own.owed, stale.own.told, stale.pulse.here.busy, stale.pulse.here.held, stale.door.guests) == (
            set(), {}, set(), {}, {},
        )  # fmt: skip
        gone += [weakref.ref(ear) for ear in some] + [weakref.ref(stale)]
        del some, stale, ear
    await asyncio.sleep(0.5)
    gc.collect()
    assert (hub.desks, hub.queues, hub.sockets) == ({}, {}, set())
    assert [each for each in gone if each() is not None] == []
    assert metrics.SOCKETS.labels("other")._value.get() == sockets


async def test_a_desk_that_never_began_leaves_no_task_behind(desk, monkeypatch):
    from realtime import desk as desks

    toy, hub = desk

    def away(_stream: str) -> Any:
        raise ConnectionError

    monkeypatch.setattr(desks, "position", away)
    before = len(asyncio.all_tasks())
    hub.desk(toy.stream)
    tasks = [asyncio.create_task(hub.join(toy.stream, Ear(toy.viewer()), None, None)) for _n in range(3)]
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.1)
    assert (hub.desks, len(asyncio.all_tasks()) - before - len(hub.tasks)) == ({}, 0)


async def test_a_commit_wakes_the_desk_of_this_process_and_tells_the_others(desk, monkeypatch):
    toy, hub = desk
    (ear,) = await come(hub, toy, 1)
    told: list[tuple[str, int]] = []

    class Link:
        def tell(self, stream: str, seq: int) -> None:
            told.append((stream, seq))

    hub.redis = Link()
    seq = await toy.say(None, a={"n": 1})
    await asyncio.to_thread(wake.said, {toy.stream: seq}, ["toy:other"])
    await ear.at(seq)
    assert dict(told) == {toy.stream: seq, "toy:other": 0}
    hub.redis = None
