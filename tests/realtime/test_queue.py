"""Commands on their way to the database: in order, bounded, answered each, whatever happens to one of them."""

import asyncio
import time
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from deliberation.commands import agenda
from deliberation.models import Card, Room
from realtime import metrics
from realtime import queue as queues
from realtime.hub import Hub
from realtime.models import Event
from realtime.queue import TOGETHER, Queue
from realtime.refusal import TOO_MUCH
from realtime.run import Answer
from realtime.threads import in_database, in_writing
from tests.helpers.orders import card, numbers, order
from tests.helpers.world import World, do, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def w():
    return await in_writing(_hall)


def _hall() -> World:
    w = world(residents=3, officials=0)
    activity = w.at("cards")
    activity.settings["max_cards"] = 1000
    activity.save(update_fields=["settings"])
    return w


def cards(w: World, count: int, seat: int = 0) -> list[Any]:
    return [card(w.residents[seat], w.room.activity_id, f"{seat} {n:03}") for n in range(count)]


async def all_of(queue: Queue, orders: list[Any]) -> list[Answer]:
    async with asyncio.timeout(120):
        return list(await asyncio.gather(*[queue.put(each) for each in orders]))


async def test_what_waits_is_carried_out_together_and_each_hears_its_own_answer(w):
    batches = metrics.BATCHES._sum.get()
    told = await all_of(Queue(w.room.stream), cards(w, 100))
    assert [answer.data["number"] for answer in told] == list(range(1, 101))
    assert metrics.BATCHES._sum.get() - batches == 100
    assert await in_database(_texts) == [f"0 {n:03}" for n in range(100)]


def _texts() -> list[str]:
    return list(Card.objects.order_by("number").values_list("text", flat=True))


async def test_more_than_may_wait_are_told_to_come_again_and_nothing_taken_is_lost(w, monkeypatch):
    assert queues.MOST == 512
    monkeypatch.setattr(queues, "MOST", 90)
    queue, orders = Queue(w.room.stream), cards(w, 100)
    told = await all_of(queue, orders)
    assert [answer.code for answer in told] == [""] * 90 + ["busy"] * 10
    again = await all_of(queue, orders[80:])  # the same refs: what was done is answered, what was refused is done
    assert [answer.data["number"] for answer in again] == list(range(81, 101))
    assert again[:10] == told[80:90]
    assert await in_database(_texts) == [f"0 {n:03}" for n in range(100)]
    assert metrics.WAITING._value.get() == 0


async def test_who_is_told_to_come_again_reads_it_in_their_language(w, monkeypatch):
    monkeypatch.setattr(queues, "MOST", 2)
    orders = [replace(each, lang=("it", "ar")[n % 2]) for n, each in enumerate(cards(w, 6))]
    last = [answer.reason for answer in (await all_of(Queue(w.room.stream), orders))[2:]]
    assert (last[0], last[1]) == (last[2], last[3])
    assert len({*last, str(TOO_MUCH)}) == 3


async def test_each_sender_keeps_the_order_in_which_they_spoke(w):
    mixed = [each for three in zip(*[cards(w, 25, seat) for seat in range(3)], strict=True) for each in three]
    await all_of(Queue(w.room.stream), mixed)
    texts = await in_database(_texts)
    assert texts == [each.data["text"] for each in mixed]


async def test_who_no_longer_waits_disturbs_nobody_and_what_they_said_is_kept(w):
    queue, orders = Queue(w.room.stream), cards(w, 12)
    waiting = [asyncio.create_task(queue.put(each)) for each in orders]
    await asyncio.sleep(0)
    for task in waiting[::3]:
        task.cancel()
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert [isinstance(answer, asyncio.CancelledError) for answer in told] == [n % 3 == 0 for n in range(12)]
    await queue.empty()
    assert await in_database(_texts) == [f"0 {n:03}" for n in range(12)]


async def test_a_queue_outlives_what_nobody_expected(w, monkeypatch):
    queue, orders = Queue(w.room.stream), cards(w, 2 * TOGETHER)
    real, broken = queues.run_together, []

    def broken_once(*args: Any) -> list[Answer]:
        broken.append(args)
        return real(*args) if len(broken) > 1 else [1 // 0]

    monkeypatch.setattr(queues, "run_together", broken_once)
    told = await all_of(queue, orders)
    assert [answer.code for answer in told] == ["busy"] * TOGETHER + [""] * TOGETHER
    assert [answer.ok for answer in await all_of(queue, orders)] == [True] * 2 * TOGETHER
    assert (queue.worker, await in_database(Card.objects.count)) == (None, 2 * TOGETHER)


async def test_a_stream_has_one_queue_also_when_one_ends_while_the_next_begins(w):
    hub, (one, two, three, four) = Hub(), cards(w, 4)
    carry = partial(hub.carry_out, w.room.stream)

    async def twice() -> tuple[Answer, Answer]:
        return await carry(one), await carry(three)

    busy = asyncio.gather(twice(), carry(two))
    while three.ref not in [each.ref for each, *_rest in _waiting(hub, w)] and not busy.done():
        await asyncio.sleep(0)
    queue = hub.queues.get(w.room.stream)
    last = asyncio.create_task(carry(four))
    await asyncio.sleep(0)
    assert (queue is not None, hub.queues.get(w.room.stream) is queue) == (True, True)
    (first, third), second = await busy
    told = [first, second, third, await last]
    assert [answer.data["number"] for answer in told] == [1, 2, 3, 4]
    assert hub.queues == {}


def _waiting(hub: Hub, w: World) -> list[Any]:
    queue = hub.queues.get(w.room.stream)
    return list(queue.waiting) if queue else []


async def test_a_seat_removed_through_one_socket_does_not_act_through_another(w):
    gone, queue = w.residents[0], Queue(w.room.stream)
    remove = order(w.f, "seat.remove", participant=gone.participant.pk, room=w.room.pk)
    told = await all_of(queue, [*cards(w, 2), remove, *cards(w, 2), *cards(w, 2, seat=1)])
    assert [answer.ok for answer in told] == [True, True, True, False, False, True, True]


@pytest.mark.postgres
async def test_a_slow_command_of_one_room_holds_up_no_other_room(w, monkeypatch):
    other = await in_writing(_second, w)
    real, slow = agenda.record, []

    def record(stream: str, *args: Any, **tables: Any) -> int:
        if stream == w.room.stream and not slow:
            slow.append(stream)
            time.sleep(2)
        return real(stream, *args, **tables)

    monkeypatch.setattr(agenda, "record", record)
    one, two = Queue(w.room.stream), Queue(other.stream)
    held = asyncio.create_task(one.put(order(w.f, "timer.add", activity=w.room.activity_id, minutes=1)))
    await asyncio.sleep(0.3)
    quick = await two.put(order(w.f, "timer.add", activity=other.activity_id, minutes=1))
    assert (quick.ok, held.done()) == (True, False)
    assert (await held).ok


def _second(w: World) -> Room:
    room = w.fresh_room()
    do(w.f, "room.open", room=room.pk)
    return Room.objects.get(pk=room.pk)


async def test_every_number_of_a_busy_stream_is_in_the_log(w):
    told = await all_of(Queue(w.room.stream), [*cards(w, 40), *cards(w, 40, seat=1)])
    log = await in_database(numbers, w.room.stream)
    assert [number for number, _kind in log] == list(range(1, told[-1].seq + 1))
    assert await in_database(Event.objects.filter(kind="card.added").count) == 80
